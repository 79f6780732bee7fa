"""Items of lists: what identifies them, which fingerprints depend on, and what names them."""

from typing import Any, Literal

import pytest

from tests.support.models import models
from validators.kinds.organization import Contact
from validators.kinds.project.model import Member, Project
from validators.kinds.roadmap import Measure, Roadmap
from validators.model.fields import fields_of
from validators.model.items import identifier, identity, item_title
from validators.model.record import Part
from validators.model.types import Id, Text, field
from validators.source.route import Route


class Payment(Part):
    """A part that declares what identifies and names its items."""

    IDENTIFIED_BY = ("account",)
    NAMED_BY = ("purpose",)

    account: Id = field("Account", "From where it was paid")
    title: Text = field("Title", "A form's heading")
    purpose: Text = field("Purpose", "For what it was paid", personal=True)


class Purchase(Part):
    """A part with a list of parts."""

    state: Literal["open"] = field("State", "How it is")
    payments: tuple[Payment, ...] = field("Payments", "What was paid")


PROJECT = {
    "documents": [{"kind": "terms-of-reference", "title": "Topshiriq", "date": "2026-02-16"}],
    "milestones": [{"due": "2026-03-20", "title": "Sinov"}, {"due": "2026-03-21"}],
    "team": [{"employee": "xod-003", "task": "Sinov"}, {"organization": "tsh-004", "name": "Kimdir"}],
    "approvals": [{"decision": "visa", "date": "2026-01-26"}],
    "related": ["loy-2026-002"],
    "unknown": [{"code": "A-1"}, {"color": "red"}, ["x"]],
}


@pytest.mark.parametrize(
    ("route", "written"),
    [
        (Route(), ""),
        (Route("title"), "title"),
        (Route("documents", 0, "expertise"), "documents.terms-of-reference.expertise"),
        (Route("milestones", 0, "due"), "milestones.Sinov.due"),
        (Route("milestones", 1, "due"), "milestones.1.due"),
        (Route("milestones", 9, "due"), "milestones.9.due"),
        (Route("team", 0, "task"), "team.0.task"),
        (Route("team", 1, "task"), "team.Kimdir.task"),
        (Route("approvals", 0, "by"), "approvals.2026-01-26.by"),
        (Route("related", 0), "related.loy-2026-002"),
        (Route("unknown", 0, "x"), "unknown.A-1.x"),
        (Route("unknown", 1, "x"), "unknown.1.x"),
        (Route("unknown", 2, 0), "unknown.2.x"),
    ],
)
def test_a_route_keeps_its_identity_when_items_are_reordered(route: Route, written: str) -> None:
    """A different result here changes the fingerprint of every such finding."""
    assert identity(route, PROJECT, Project) == written


def test_a_measure_is_identified_by_its_number_and_named_by_its_text() -> None:
    measure = {"id": "3", "text": "Reestrni ishga tushirish"}

    assert identity(Route("measures", 0, "due"), {"measures": [measure]}, Roadmap) == "measures.3.due"
    assert item_title(Measure(id="3", text="Reestrni ishga tushirish", due="2026-03-05", status="planned")) == measure["text"]


def test_a_part_declares_what_identifies_and_names_its_items() -> None:
    payment: dict[str, Any] = {"account": "hisob-1", "title": "Tolov", "purpose": "Server"}

    assert (identifier(payment, Payment), identifier(payment, Part)) == ("hisob-1", "Tolov")
    assert identity(Route("payments", 0, "title"), {"payments": [payment]}, Purchase) == "payments.hisob-1.title"
    assert item_title(Payment(**payment)) == ""


@pytest.mark.parametrize(
    ("part", "title"),
    [
        (Member(employee="xod-003", task="Sinov", since="2026-02-02"), "Sinov"),
        (Member(name="Kimdir", organization="tsh-004", task="Sinov", since="2026-02-02"), "Sinov"),
        (Contact(employee="xod-003", name="Kimdir", position="Mutaxassis"), ""),
    ],
)
def test_personal_fields_name_nothing(part: Part, title: str) -> None:
    assert item_title(part) == title


def test_a_part_declares_only_fields_that_it_has() -> None:
    parts = [model for model in models() if issubclass(model, Part)]
    own = [(part, part.__dict__.get(name, ())) for part in parts for name in ("NAMED_BY", "IDENTIFIED_BY")]

    assert [part.__name__ for part, keys in own if not set(keys) <= set(fields_of(part))] == []
