"""Settings and days of the calendar are loosened by an act, and what decides about decisions by the director-general (C10)."""

import pytest

from tests.support.gate import gate, of_origin, printed
from tests.support.keys import DIRECTOR, Key, approve, registered
from tests.support.new_value import give_new_value
from tests.support.scratch import Answer, Scratch
from tests.support.waivers import waiver

ORDER = "  basis: Bosh direktorning 2026-yil 8-iyundagi 75-son buyrug‘i\n  since: 2026-06-08\n"
OLD_ORDER = "  basis: Bosh direktorning 2026-yil 12-yanvardagi 7-son buyrug‘i\n  since: 2026-01-12\n"
PROVENANCE = "provenance:\n  value:\n    - kind: project\n      grade: signed\n"
STRICT = "strict:\n  value: [A08, A04]\n"
DECLARED = PROVENANCE.replace("signed", "declared")
NEW_DEPUTY = """S05:
  value:
    - role: director-general
      employee: xod-004
      since: 2024-01-01
    - role: deputy
      employee: xod-002
      since: 2024-01-01
"""


@pytest.fixture
def demanding(base: Scratch) -> Scratch:
    """Records whose settings ask for signed approvals of projects, and count two warnings as errors."""
    base.change("records/settings.md", PROVENANCE + OLD_ORDER + STRICT + OLD_ORDER)
    base.change("loy-2026-001", "approvals:\nstatus: draft\n")
    base.commit()
    return base


@pytest.mark.parametrize(
    ("changed", "at"),
    [
        (PROVENANCE + OLD_ORDER.replace("since: 2026", "since: 2100"), "provenance.since"),
        (PROVENANCE + ORDER.replace("2026-06-08", "2100-01-12"), "provenance.since"),
        (DECLARED + OLD_ORDER, "provenance.basis"),
        ("strict:\n  value: [A08]\n" + ORDER, "strict.value"),
        (NEW_DEPUTY + ORDER, "S05.value"),
        ("S15:\n  value: 60\n  basis: hjt-002\n  since: 2100-01-01\n", "S15.since"),
        ("S15:\n  value: 60\n  basis: hjt-002\n  since: 2023-01-01\n", "S15.since"),
        ("S15:\n  value: 30\n  basis: hjt-002\n  since: 2024-01-01\n", "S15.basis"),
        ("provenance:\n", "provenance"),
        ("strict:\n", "strict"),
        ("S05:\n", "S05"),
    ],
)
def test_a_loosened_setting_blocks_without_what_it_needs(demanding: Scratch, changed: str, at: str) -> None:
    demanding.change("records/settings.md", changed)

    answer = gate(demanding)

    assert answer.code == 1
    assert [found for found in of_origin(answer, "touched") if found.startswith("C10")] == [f"C10 records/settings.md {at}"]


@pytest.mark.parametrize(
    ("new", "at"),
    [
        (DECLARED + ORDER, "provenance.0.value"),
        ("S16:\n  value:\n    - kind: roadmap\n      roles: [deputy]\n" + ORDER, "S16.0.value"),
        ("S15:\n  value: 90\n  basis: hjt-002\n  since: 2026-06-08\n", "S15.0.basis"),
        ("S15:\n  value: 90\n  basis: Yig‘ilishda kelishilgan\n  since: 2026-06-08\n", "S15.0.basis"),
        ("S15:\n  value: 90\n  basis: 2026-yil 8-iyundagi buyruq\n  since: 2026-06-08\n", "S15.0.basis"),
    ],
)
def test_a_looser_value_blocks_without_what_it_needs(demanding: Scratch, new: str, at: str) -> None:
    give_new_value(demanding, new)

    answer = gate(demanding)

    assert answer.code == 1
    assert [found for found in of_origin(answer, "touched") if found.startswith("C10")] == [f"C10 records/settings.md {at}"]


@pytest.mark.parametrize(
    "new",
    [
        "strict:\n  value: [A08, A04, A06]\n" + ORDER,
        "S15:\n  value: 90\n" + ORDER,
        "S15:\n  value: 90\n  basis: hjt-003\n  since: 2026-06-08\n",
        "S15:\n  value: 90\n  basis: hjt-003\n  since: 2100-01-01\n",
    ],
)
def test_a_stricter_value_and_one_with_a_new_act_pass(demanding: Scratch, new: str) -> None:
    give_new_value(demanding, new)

    assert (gate(demanding).code, of_origin(gate(demanding), "touched")) == (0, [])


def test_one_more_kind_to_prove_blocks_only_for_days_gone_by(demanding: Scratch) -> None:
    wider = PROVENANCE + "    - kind: standard\n      grade: declared\n"
    before = demanding.path("records/settings.md").read_text("utf-8")
    give_new_value(demanding, wider + ORDER)
    from_now_on = gate(demanding).code
    demanding.write("records/settings.md", before)
    demanding.change("records/settings.md", wider + ORDER.replace("2026-06-08", "2026-01-12"))

    assert (from_now_on, gate(demanding).code) == (0, 1)


@pytest.mark.parametrize(
    ("rewritten", "found"),
    [
        ("S15:\n  value: 90\n" + ORDER, ["error S15"]),  # in the place of what held
        ("S15:\n  value: 30\n" + ORDER.replace("2026-06-08", "2024-01-01"), ["warning S15.since"]),
        ("S15:\n  value: 60\n" + ORDER.replace("2026-06-08", "2023-01-01"), ["warning S15.since"]),
        ("S15:\n  - value: 60\n    basis: hjt-002\n    since: 2024-01-01\n", []),
        ("S17:\n  value: 10\n" + ORDER, []),
        ("S17:\n  value: 10\n  basis: Yig‘ilishda kelishilgan\n  since: 2026-06-14\n", ["warning S17.since"]),
        ("S17:\n  value: 10\n  basis: Yig‘ilishda kelishilgan\n  since: 2026-06-15\n", ["warning S17.basis"]),
    ],
)
def test_what_held_is_rewritten_only_by_an_act(committed: Scratch, rewritten: str, found: list[str]) -> None:
    committed.change("records/settings.md", rewritten)

    findings = gate(committed).json["findings"]

    assert [f"{one['severity']} {one['field']}" for one in findings if one["code"] == "C10"] == found


def test_an_older_value_that_is_put_right_or_taken_out_of_the_history_is_reported(committed: Scratch) -> None:
    give_new_value(committed, "S15:\n  value: 90\n" + ORDER)
    committed.commit()
    history = committed.path("records/settings.md").read_text("utf-8")
    committed.edit("records/settings.md", "value: 60", "value: 365")
    put_right = of_origin(gate(committed), "touched")
    committed.write("records/settings.md", history)
    committed.edit("records/settings.md", "  - value: 60\n    basis: hjt-002\n    since: 2024-01-01\n", "")

    assert put_right == ["C10 records/settings.md S15.1.basis"]
    assert of_origin(gate(committed), "touched") == ["C10 records/settings.md S15"]


@pytest.mark.parametrize("changed", ["  basis: hjt-003\n  since: 2024-01-01\n"])
def test_a_basis_alone_is_a_warning(committed: Scratch, changed: str) -> None:
    committed.change("records/settings.md", "S15:\n  value: 60\n" + changed)

    answer = gate(committed)

    assert answer.code == 0
    assert [found["severity"] for found in answer.json["findings"] if found["code"] == "C10"] == ["warning"]


@pytest.mark.parametrize("changed", [DECLARED + ORDER, "provenance:\nstrict:\n", NEW_DEPUTY + ORDER, "S15:\n"])
def test_an_exception_that_the_base_holds_lets_a_setting_be_loosened(
    demanding: Scratch, keys: dict[str, Key], changed: str
) -> None:
    def take() -> Answer:
        demanding.change("records/settings.md", changed)
        answer = gate(demanding)
        demanding.git("checkout", "--quiet", "records/settings.md")
        return answer

    demanding.change("xod-004", f"email: {DIRECTOR}\n{registered(keys['director'])}")
    demanding.commit()
    demanding.write("records/waivers/ist-001.md", waiver("C10", "settings: [provenance, strict, S05, S15]"))
    together = take()
    demanding.commit()
    by_nobody = take()
    approve(demanding, "ist-001", "--as", "director-general", "--decision", "approved", "--document", "31-son buyruq")
    demanding.commit(by=DIRECTOR, key=keys["director"].file)
    after = take()
    demanding.edit("ist-001", "allowed_by: xod-004", "allowed_by: xod-005")
    demanding.commit()

    assert (together.code, by_nobody.code, after.code, take().code) == (1, 1, 0, 1)
    assert all("(ist-001)" in found for found in after.findings if found.startswith("C10"))


@pytest.mark.parametrize(("by", "code"), [("xod-004", 0), ("xod-005", 1)])
def test_an_act_that_the_director_general_approved_lets_a_setting_be_loosened(committed: Scratch, by: str, code: int) -> None:
    approval = f"approvals:\n  - decision: approved\n    role: director-general\n    by: {by}\n    date: 2026-06-05\n    document: 75-son\n"
    committed.change("hjt-003", approval)
    committed.commit()
    give_new_value(committed, NEW_DEPUTY + "  basis: hjt-003\n  since: 2026-06-08\n")

    assert gate(committed).code == code


def test_an_act_altered_after_its_approval_loosens_nothing(demanding: Scratch, keys: dict[str, Key]) -> None:
    demanding.change("xod-004", f"email: {DIRECTOR}\n{registered(keys['director'])}")
    demanding.commit()
    approve(demanding, "hjt-002", "--as", "director-general", "--decision", "approved", "--document", "75-son")
    demanding.commit(by=DIRECTOR, key=keys["director"].file)
    give_new_value(demanding, NEW_DEPUTY + "  basis: hjt-002\n  since: 2026-06-08\n")
    as_approved = gate(demanding).code
    demanding.git("checkout", "--quiet", "records/settings.md")
    demanding.change("hjt-002", "summary: Boshqa mazmun\n")
    demanding.commit()
    give_new_value(demanding, NEW_DEPUTY + "  basis: hjt-002\n  since: 2026-06-08\n")

    assert (as_approved, gate(demanding).code) == (0, 1)


def test_a_setting_is_reported_as_it_was_and_as_it_is(committed: Scratch) -> None:
    give_new_value(committed, "S15:\n  value: 90\n" + ORDER)

    reported = printed(committed)

    assert (
        "altered: S15 (Monitoring period of a project, in days): Value: 60 → 90, In force since: 1 January 2024 → 8 June 2026, Basis: "
        in reported
    )


@pytest.mark.parametrize(
    "basis", ["7-sonli buyruq, 2026-yil 12-yanvar", "Bosh direktorning 2026-yil 12-yanvardagi 7-son buyrug‘i"]
)
def test_the_same_act_in_other_words_is_no_new_basis(base: Scratch, basis: str) -> None:
    given = "S15:\n  value: 30\n  basis: {}\n  since: 2026-01-12\n"
    base.change("records/settings.md", given.format("2026-yil 12-yanvardagi 7-son buyruq"))
    base.commit()
    base.change("records/settings.md", given.format(basis).replace("30", "60"))

    answer = gate(base)

    assert (answer.code, of_origin(answer, "touched")) == (1, ["C10 records/settings.md S15.value"])


@pytest.mark.parametrize(
    "file",
    [
        "---\nholidays:\n"
        + "".join(f"  - 2026-{month:02}-{day:02}\n" for month in range(1, 13) for day in range(1, 29))
        + "---\n",
        "---\nholidays: [2026-06-16]\n---\nDam olish kuni.\n",
        "---\nholidays: [2026-06-16, 2026-06-17] # 2026-06-16\n---\n",
    ],
)
def test_days_off_without_a_decree_block(committed: Scratch, file: str) -> None:
    committed.write("records/holidays.md", file)

    answer = gate(committed)

    assert (answer.code, of_origin(answer, "touched")) == (1, ["C10 records/holidays.md holidays"])


def test_days_off_by_a_decree_are_one_line_of_the_report(committed: Scratch) -> None:
    committed.write("records/holidays.md", "---\nholidays: [2027-01-04]\nworkdays: [2027-01-16]\n---\nAsosi: Prezidentning "
                    "2026-yil 25-dekabrdagi PF-250-son Farmoni.\n")  # fmt: skip

    answer = gate(committed)

    assert (answer.code, answer.findings) == (0, [])
    assert "   the calendar: 4 January 2027 off, 16 January 2027 a working day\n" in printed(committed)


def test_days_that_are_worked_again_need_no_decree_and_deleting_a_working_day_does(committed: Scratch) -> None:
    committed.write("records/holidays.md", "---\nholidays: [2027-01-04]\nworkdays: [2027-01-16]\n---\n")
    committed.commit()
    committed.write("records/holidays.md", "---\nworkdays: [2027-01-16]\n---\n")
    worked = gate(committed)
    committed.path("records/holidays.md").unlink()

    assert worked.code == 0
    assert gate(committed).code == 1


def test_advice_names_the_file_that_has_the_mistake(base: Scratch) -> None:
    base.write("records/holidays.md", "---\nholidays: [2027-13-04]\n---\n")

    answer = base.nizom("due", "--lang", "en")

    assert answer.err == "nizom: The calendar has mistakes (1): “nizom check records/holidays.md” shows them\n"


@pytest.mark.parametrize(("until", "found"), [("2026-06-14", ["C10 records/settings.md S05.basis"]), ("2026-06-15", [])])
def test_an_office_does_not_end_in_the_past_by_anybody(base: Scratch, until: str, found: list[str]) -> None:
    base.commit()
    here = "      employee: xod-005\n      since: 2024-01-01\n"
    base.edit("records/settings.md", here, f"{here}      until: {until}\n")
    base.commit()

    assert [one for one in base.check("--base", "HEAD~1").findings if one.startswith("C10")] == found
