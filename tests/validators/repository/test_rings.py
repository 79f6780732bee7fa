"""Fields that lead from record to record (R05): which they are, and how a ring is reported."""

from tests.support.scratch import Scratch
from validators.kinds import all_kinds
from validators.model.fields import fields_of, models_in


def test_a_field_that_leads_to_its_own_kind_says_whether_it_leads_on() -> None:
    own = {
        (kind.name, field.name): field.reference.leads_on
        for kind in all_kinds().values()
        for model in models_in(kind.model)
        for field in fields_of(model).values()
        if field.reference and kind.name in field.reference.kinds
    }

    assert {name for name, leads_on in own.items() if leads_on} == {
        ("act", "basis"), ("act", "replaced_by"), ("organization", "parent"), ("standard", "replaced_by"),
    }  # fmt: skip
    # What else names its own kind names who took part, and one may; an act amends what was adopted before it, which N2-2 checks.
    assert {name for _, name in (one for one, leads_on in own.items() if not leads_on)} <= {
        "owner", "units", "responsible", "by", "to", "recorded_by", "allowed_by", "signed_by", "given_by", "employee", "amends",
    }  # fmt: skip


def test_a_ring_is_named_in_its_order_from_each_record_in_it(base: Scratch) -> None:
    for one, parent in (("tsh-005", "tsh-004"), ("tsh-004", "tsh-007"), ("tsh-007", "tsh-005")):
        base.change(one, f"parent: {parent}\n")

    messages = [found["message"] for found in base.check().json["findings"]]

    assert messages == [
        "Followed from record to record, this leads back to tsh-004: tsh-004 → tsh-007 → tsh-005 → tsh-004",
        "Followed from record to record, this leads back to tsh-005: tsh-005 → tsh-004 → tsh-007 → tsh-005",
        "Followed from record to record, this leads back to tsh-007: tsh-007 → tsh-005 → tsh-004 → tsh-007",
    ]


def test_a_chain_of_thousands_of_records_is_followed_once(base: Scratch) -> None:
    text = base.path("hjt-001").read_text("utf-8")
    for number in range(100, 3100):
        basis = f"basis: [hjt-{number + 1}]" if number < 3099 else "basis: [hjt-100]"
        base.write(f"records/acts/hjt-{number}.md", text.replace("id: hjt-001", f"id: hjt-{number}\n{basis}"))

    found = base.check().findings

    assert sum(one.startswith("R05 ") for one in found) == 3000
