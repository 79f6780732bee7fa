"""Offices change hands (C10): those above who appoint need nobody's agreement, and who has left agrees to nothing."""

import pytest

from tests.support.gate import gate, printed
from tests.support.scratch import Scratch

APPOINTED = (
    "title: Bosh direktorni tayinlash to‘g‘risida\ntype: presidential-order\nnumber: F-77\ndate: 2026-06-05\neffective:\n"
    "issuer: O‘zbekiston Respublikasi Prezidenti\n"
)
BY_THE_ONE_ABOVE = "type: ministry-order\nlegislation: false\nissuer: Yuqori vazirlik\n"
ABOVE = """S02:
  value:
    - organization: tsh-001
      name: Texnik jihatdan tartibga solish agentligi (namuna)
      parent: Yuqori vazirlik
      since: 2024-01-01
  basis: hjt-002
  since: 2024-01-01
"""
GONE = "      until: 2026-06-07\n"
NEW = "    - role: director-general\n      employee: xod-002\n      since: 2026-06-08\n"


def office_holders(*, gone: str = GONE, new: str = NEW, basis: str = "hjt-014") -> str:
    """Return S05 with the director-general's last day, and who came after."""
    return (
        f"S05:\n  value:\n    - role: director-general\n      employee: xod-004\n      since: 2024-01-01\n{gone}{new}"
        f"    - role: deputy\n      employee: xod-005\n      since: 2024-01-01\n  basis: {basis}\n  since: 2024-01-01\n"
    )


def entered(tree: Scratch, act: str = APPOINTED, before: str = ABOVE) -> None:
    """Commit the act, with settings next to it, and enter the new director-general by it."""
    tree.change("hjt-014", act)
    tree.change("records/settings.md", before)
    tree.commit()
    tree.change("records/settings.md", office_holders())


@pytest.mark.parametrize(
    "act",
    [
        APPOINTED,
        APPOINTED + "type: cabinet-order\nissuer: Vazirlar Mahkamasi\n",
        APPOINTED + BY_THE_ONE_ABOVE,
        APPOINTED + "date: 2026-06-08\n",
    ],
)
def test_a_new_director_general_is_entered_by_an_act_from_above(base: Scratch, act: str) -> None:
    entered(base, act)

    answer = gate(base)

    assert (answer.code, answer.findings) == (0, [])


def test_the_last_day_may_be_entered_first_on_the_same_ground(base: Scratch) -> None:
    base.change("hjt-014", APPOINTED)
    base.commit()
    base.change("records/settings.md", office_holders(new=""))
    left = gate(base)
    base.commit()
    base.change("records/settings.md", office_holders())

    assert (left.code, gate(base).code) == (0, 0)


@pytest.mark.parametrize(
    "act",
    [
        APPOINTED + "type: internal-order\n",
        APPOINTED + "type: law\n",
        APPOINTED + BY_THE_ONE_ABOVE + "issuer: Boshqa vazirlik\n",
        APPOINTED + "status: draft\n",
        APPOINTED + "status: lost-force\nlost_force: 2026-06-10\n",
        APPOINTED + "date: 2020-04-28\n",  # before the term of the one who leaves
        APPOINTED + "date: 2026-06-09\n",  # after the new term begins
    ],
)
def test_another_act_gives_nobody_the_office(base: Scratch, act: str) -> None:
    entered(base, act)

    assert [found for found in gate(base).findings if found.startswith("C")] == ["C10 records/settings.md S05.value"]


def test_an_act_that_the_change_brings_or_alters_gives_nobody_the_office(base: Scratch) -> None:
    base.commit()
    base.change("hjt-014", APPOINTED)
    base.change("records/settings.md", office_holders())
    brought = gate(base)
    base.git("checkout", "--quiet", "records/settings.md")
    base.change("hjt-014", APPOINTED + "type: law\n")
    base.commit()
    base.change("hjt-014", APPOINTED)
    base.change("records/settings.md", office_holders())

    assert [[found for found in answer.findings if found.startswith("C10")] for answer in (brought, gate(base))] == [
        ["C10 records/settings.md S05.value"]
    ] * 2


@pytest.mark.parametrize("altered", ["number: F-78\n", "status: lost-force\nlost_force: 2026-06-10\n", "type: law\n"])
def test_an_act_from_above_that_the_change_alters_gives_nobody_the_office(base: Scratch, altered: str) -> None:
    entered(base)
    base.change("hjt-014", altered)

    assert [found for found in gate(base).findings if found.startswith("C10")] == ["C10 records/settings.md S05.value"]


@pytest.mark.parametrize(
    "rewritten",
    [
        office_holders(gone="", new="").replace("xod-004", "xod-002"),
        office_holders().replace("employee: xod-005\n      since: 2024-01-01", "employee: xod-005\n      since: 2023-01-01"),
        office_holders(new=NEW.replace("2026-06-08", "2026-01-08")),
    ],
)
def test_an_act_from_above_rewrites_nothing_of_who_was_in_office(base: Scratch, rewritten: str) -> None:
    base.change("hjt-014", APPOINTED)
    base.commit()
    base.change("records/settings.md", rewritten)

    assert [found for found in gate(base).findings if found.startswith("C")] == ["C10 records/settings.md S05.value"]


DEPUTY = "    - role: deputy\n      employee: xod-005\n      since: 2024-01-01\n"


@pytest.mark.parametrize(
    ("values", "code"),
    [
        (office_holders().replace(DEPUTY, f"{DEPUTY}      until: 2026-06-14\n"), 1),  # nobody came in the deputy's place
        (office_holders().replace(DEPUTY, f"{DEPUTY}      until: 2026-06-15\n"), 0),  # from today on by anybody
        (office_holders(gone="", new="").replace(DEPUTY, f"{DEPUTY}      until: 2026-06-14\n"), 1),
        (office_holders(gone=GONE.replace("2026-06-07", "2026-06-03")), 1),  # two days before the act
        (office_holders(gone=GONE.replace("2026-06-07", "2026-06-04")), 0),
        (office_holders(gone=GONE.replace("2026-06-07", "2026-06-03"), new=""), 1),
        (office_holders(gone="", new=NEW.replace("director-general", "deputy")), 0),  # one more deputy
        (office_holders(new=NEW.replace("director-general", "deputy")), 1),  # a deputy came, and another's office ended
    ],
)
def test_an_act_from_above_ends_no_other_office_in_the_past(base: Scratch, values: str, code: int) -> None:
    base.change("hjt-014", APPOINTED)
    base.commit()
    base.change("records/settings.md", values)

    answer = gate(base)

    findings = [found for found in answer.findings if found.startswith("C")]
    assert (answer.code, findings) == (code, ["C10 records/settings.md S05.value"][:code])


@pytest.mark.parametrize("grade", ["attributed", "signed"])
def test_where_decisions_are_proved_so_is_the_act_from_above(base: Scratch, grade: str) -> None:
    proof = f"provenance:\n  value:\n    - kind: project\n      grade: {grade}\n  basis: hjt-002\n  since: 2024-01-01\n"
    entered(base, before=proof)

    assert [found for found in gate(base).findings if found.startswith("C")] == ["C10 records/settings.md S05.value"]


@pytest.mark.parametrize(("day", "code"), [("2026-06-07", 0), ("2026-06-09", 1)])
def test_who_has_left_by_the_change_itself_does_not_agree_to_it(base: Scratch, day: str, code: int) -> None:
    approval = f"  - decision: approved\n    role: director-general\n    by: xod-004\n    date: {day}\n    document: 75-son\n"
    base.change("hjt-014", f"{APPOINTED}type: internal-order\napprovals:\n{approval}")
    base.commit()
    base.change("records/settings.md", office_holders())

    assert gate(base).code == code


def test_what_is_lacking_for_a_new_holder_is_said_at_once_and_in_words(base: Scratch) -> None:
    base.commit()
    acting = NEW.replace("since: 2026-06-08\n", "since: 2026-06-08\n      acting: true\n")
    base.change(
        "records/settings.md",
        office_holders(gone="", new=acting, basis="Bosh direktorning 2023-yil 29-dekabrdagi 210-son buyrug‘i"),
    )

    reported = printed(base)

    assert "names others in office now, and the basis is the old one: Value: new, (Role: director-general, Employee: " in reported
    assert "First record, in a change of its own, the act by which the President, the Cabinet" in reported
