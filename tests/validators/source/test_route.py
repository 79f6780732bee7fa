"""A route: typed parts inside, one text for programs, one for people."""

import pickle
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.support.scratch import Scratch
from validators.model.duty import Duty
from validators.source.finding import Problem
from validators.source.route import ROOT, Route, as_route
from validators.text.messages import Message

KEYS = some.from_regex(r"[a-z_]{1,8}", fullmatch=True)
ROUTES = some.lists(KEYS | some.integers(0, 999)).map(lambda parts: Route(*parts))


@pytest.mark.parametrize(
    ("route", "for_programs", "for_people"),
    [
        (ROOT, "", ""),
        (Route("title"), "title", "title"),
        (Route("heard", "date"), "heard.date", "heard → date"),
        (Route("milestones", 2, "due"), "milestones.2.due", "milestones 3 → due"),
        (Route("findings", 0, "measures", 9), "findings.0.measures.9", "findings 1 → measures 10"),
        (Route(0, "role"), "0.role", "1 → role"),
        (Route("a.b", "1"), "a.b.1", "a.b → 1"),
    ],
)
def test_routes_count_from_zero_for_programs_and_from_one_for_people(route: Route, for_programs: str, for_people: str) -> None:
    assert (str(route), f"{route}", route.for_people()) == (for_programs, for_programs, for_people)


@given(ROUTES)
def test_a_route_is_parsed_from_its_text(route: Route) -> None:
    assert Route.parse(str(route)) == route


@given(some.text())
def test_any_text_survives_parsing(text: str) -> None:
    assert str(Route.parse(text)) == text


@given(ROUTES, ROUTES)
def test_joined_routes_lead_through_both(first: Route, second: Route) -> None:
    joined = first / second

    assert joined.starts_with(first)
    assert str(joined) == ".".join(filter(None, (str(first), str(second))))
    assert (joined / "due").parent == joined


def test_keys_and_indices_are_distinguished() -> None:
    route = Route("findings", 0, "measures", 1)

    assert (route.first_key, route.last_key, route.keys) == ("findings", "measures", Route("findings", "measures"))
    assert (ROOT.first_key, ROOT.last_key, ROOT.parent) == ("", "", ROOT)
    assert not Route("approvals", 10).starts_with(Route("approvals", 1))


def test_a_key_is_neither_an_index_nor_several_keys() -> None:
    values = {"items": ["first", "second"], "items.1": "dotted", "counts": {"1": "numeral"}}

    assert Route("items", 1).get(values) == "second"
    assert Route("items.1").get(values) == "dotted"
    assert Route("counts", "1").get(values) == "numeral"
    for nowhere in (Route("items", "1"), Route("items", 2), Route("counts", 1), Route("items", 1, "x"), Route("other")):
        assert nowhere.get(values) is None


def test_a_route_survives_pickling_with_its_type() -> None:
    copy = pickle.loads(pickle.dumps(Route("team", 0, "name")))

    assert (type(copy), copy) == (Route, Route("team", 0, "name"))


def test_rules_do_not_write_routes_as_text() -> None:
    assert Problem("owner", Message("x")).at == Route("owner")
    assert as_route(Route("team", 0)) == Route("team", 0)
    for text in ("milestones.0.due", ""):
        with pytest.raises(ValueError, match="name of a field"):
            Problem(text, Message("x"))
        with pytest.raises(ValueError, match="name of a field"):
            Duty(text, Message("x"), date(2026, 6, 15))


def test_an_unknown_key_that_looks_like_a_route_is_located(base: Scratch) -> None:
    base.change("loy-2026-001", "milestones:\n  - title: Sinov\n    due: 2026-06-30\n    due.0: x\nmilestones.0: x\n'0': x\n")
    lines = base.path("loy-2026-001").read_text("utf-8").split("\n")

    found = base.check().json["findings"]

    pointed = [(one["field"], lines[one["line"] - 1][one["column"] - 1 : one["end_column"] - 1]) for one in found]
    # A key of digits alone may be somebody's number: it is pointed at, and not repeated.
    assert pointed == [("milestones.0.due.0", "due.0"), ("milestones.0", "milestones.0"), ("", "'0'")]
    assert {one["code"] for one in found} == {"F20"}
