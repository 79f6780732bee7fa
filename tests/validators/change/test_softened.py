"""The reviewer sees what quietly ends or eases a duty: a day rewritten, a system called less critical, a younger department."""

import pytest

from tests.support.gate import gate, printed
from tests.support.scratch import Scratch

HEADING = "Words of the change that soften or end a duty"
LATE = """measures:
  - text: Xizmatni elektron shaklga o‘tkazish
    due: 2026-03-31
    status: done
    done: {day}
    result: O‘tkazildi
    responsible: xod-003
"""
ABSENT = "absences:\n  - {{kind: leave, since: {}, until: {}}}\n"
SERVED = "service:\n  - {{position: head, since: {}}}\n"
WORKED = "experience:\n  - {{organisation: Vazirlik, position: Muhandis, since: 2020-01-06, until: {}, ict: true}}\n"
DIGITISING = "status: digitising\nportal:\n"
SUSPENDED = "status: suspended\nended: {reason: Moliyalashtirish kechikdi, by: xod-005, date: 2026-05-20}\n"
PUT_FORWARD = "status: submitted\ndecision:\n"
ASKED = "direction: incoming\nsender: {}\n"
TRIED = """documents:
  - kind: technical-design
    date: 2026-03-02
    standards: [std-001]
    acts: [hjt-001]
    expertise: {{body: tsh-004, number: 12-34/90, date: 2026-03-20, outcome: {}}}
"""
MOVED = """due: 2027-03-31
extensions:
  - {old: 2026-12-25, new: 2027-03-31, reason: Uskunalar kech yetkazildi, allowed_by: xod-005, date: 2026-06-10}
"""
ACTING = "acting:\n  - {{since: 2026-05-11, until: {}, reason: Ta’til}}\n"

WAIVER = (
    "---\nid: ist-001\ntitle: Monitoring ko‘chish davrida o‘tkazilmaydi\nstatus: allowed\nowner: tsh-002\nchecks: [N11.3-1]\n"
    "records: [loy-2026-001]\nreason: Server xonasi ko‘chiriladi\ndocument: 31-son buyruq\nallowed_by: xod-005\n"
    "since: 2026-06-01\nuntil: 2026-07-31\n---\nSababi.\n"
)


def softened(tree: Scratch) -> list[str]:
    """Return the lines under the heading."""
    _, _, after = printed(tree).partition(HEADING)
    return [line.strip() for line in after.partition("\n\n")[0].splitlines()[1:]]


@pytest.mark.parametrize(
    ("record", "before", "after", "lines"),
    [
        ("yol-2026-001", LATE.format(day="2026-04-20"), LATE.format(day="2026-03-30"), ["30 March 2026, before: 20 April 2026"]),
        (
            "loy-2026-001",
            "monitoring:\n  - {date: 2026-06-01, progress: 40}\n",
            "monitoring:\n  - {date: 2026-05-01, progress: 40}\n",
            ["1 May 2026, before: 1 June 2026"],
        ),
        ("ree-001", "criticality: critical\n", "criticality: low\n", ["low, before: critical"]),
        ("ree-001", "criticality: low\n", "criticality: critical\n", []),
        ("ree-001", "criticality: critical\n", "criticality:\n", ["Criticality: not written, before: critical"]),
        ("ree-001", "criticality:\n", "criticality: low\n", []),
        ("ree-001", "criticality: low\n", "criticality:\n", []),
        ("xiz-001", "status: in-operation\n", "status: digitising\n", ["Status: digitising, before: in-operation"]),
        ("xiz-001", DIGITISING, DIGITISING.replace("digitising", "planned"), ["Status: planned, before: digitising"]),
        ("xiz-001", DIGITISING, "status: in-operation\n", []),
        ("xiz-001", "form: mixed\n", "form: traditional\n", ["Form: traditional"]),
        ("xiz-001", "form: electronic\n", "form: mixed\n", []),
        ("loy-2026-001", SUSPENDED, "status: planned\nended:\n", ["Status: planned, before: suspended"]),
        ("loy-2026-001", "status: testing\n", "status: in-progress\n", []),
        ("loy-2026-001", SUSPENDED, "status: in-progress\nended:\n", []),
        ("tak-2026-001", PUT_FORWARD, "status: draft\n", ["Status: draft, before: submitted"]),
        ("tak-2026-001", PUT_FORWARD, "status: accepted\n", []),
        ("xar-2025-001", "status: submitted\n", "status: draft\n", ["Status: draft, before: submitted"]),
        ("hod-2026-001", "security: true\n", "security: false\n", ["Security: no, before: yes"]),
        ("hod-2026-001", "security: true\n", "security:\n", ["Security: not written, before: yes"]),
        ("hod-2026-001", "security: false\n", "security:\n", []),
        ("ochm-001", "mandatory: true\n", "mandatory: false\n", ["Mandatory: no, before: yes"]),
        ("xod-003", ABSENT.format("2026-05-04", "2026-05-15"), ABSENT.format("2026-05-04", "2026-05-29"),
         ["Until: 29 May 2026, before: 15 May 2026"]),
        ("xod-003", ABSENT.format("2026-05-04", "2026-05-15"), ABSENT.format("2026-04-27", "2026-05-15"),
         ["Since: 27 April 2026, before: 4 May 2026"]),
        ("xod-003", "absences:\n  - {kind: leave, since: 2026-05-04}\n", ABSENT.format("2026-05-04", "2026-05-15"), []),
        ("xod-001", SERVED.format("2024-01-15"), SERVED.format("2022-01-17"), ["Since: 17 January 2022, before: 15 January 2024"]),
        ("xod-001", WORKED.format("2021-06-30"), WORKED.format("2023-06-30"), ["Until: 30 June 2023, before: 30 June 2021"]),
        ("xod-002", ACTING.format("2026-05-15"), ACTING.format("2026-05-13"), ["Until: 13 May 2026, before: 15 May 2026"]),
        ("sor-2026-001", ASKED.format("tsh-004"), ASKED.format("tsh-003"), ["Sender: "]),
        ("sor-2026-001", "direction: incoming\n", "direction: outgoing\n", ["Direction: outgoing, before: incoming"]),
        ("sor-2026-001", "sender:\n", "sender: tsh-004\n", []),
        ("loy-2026-001", TRIED.format("negative"), TRIED.format("positive"), ["Outcome: positive, before: negative"]),
        ("loy-2026-001", TRIED.format("positive"), TRIED.format("negative"), []),
        ("loy-2026-001", "due: 2026-12-25\n", MOVED, ["New due date: 31 March 2027 (Uskunalar kech yetkazildi)"]),
        ("loy-2026-001", MOVED, MOVED + "summary: Muddat surildi\n", []),
        ("tsh-003", "type: other\n", "type: ministry\n", ["Type: ministry, before: other"]),
        ("tsh-002", "established:\n", "established: 2026-06-01\n", ["Established: 1 June 2026"]),
        ("tsh-002", "established: 2025-03-03\n", "established: 2026-06-01\n", ["Established: 1 June 2026"]),
        ("tsh-002", "established: 2025-03-03\n", "established: 2025-03-03\nsummary: Bo‘lim\n", []),
        ("tsh-002", "established: 2025-03-03\n", "established:\n", []),
    ],
)  # fmt: skip
def test_what_eases_a_duty_is_shown_to_the_reviewer(
    base: Scratch, record: str, before: str, after: str, lines: list[str]
) -> None:
    base.change(record, before)
    base.commit()
    base.change(record, after)

    shown = softened(base)

    assert len(shown) == len(lines), shown
    assert all(line in found for line, found in zip(lines, shown, strict=True)), shown


def test_what_vanishes_with_its_proof_is_not_fixed(base: Scratch) -> None:
    base.change("ree-001", "changes:\n  - date: 2026-03-02\n    what: Elektron imzo bilan kirish qo‘shildi\n")
    base.change("records/settings.md", "S26:\n  value: 10\n  basis: hjt-002\n  since: 2024-01-01\n")
    base.commit()
    there = base.check("--no-base").findings
    base.change("ree-001", "changes:\n")

    answer = gate(base)

    assert "N12.a.4-3 ree-001 changes.0.entered" in there or "N12.a.4-3 ree-001 changes.0" in there
    assert (answer.code, answer.json["gate"]["mended"]) == (1, [])


def test_what_a_change_makes_overdue_is_listed_as_new(base: Scratch) -> None:
    base.commit()
    base.change("xod-002", "hired: 2022-03-01\nservice:\n  - {position: chief-specialist, since: 2022-03-01}\n")
    base.change("xod-002", "trainings:\n")

    reported = printed(base)

    assert "overdue  N9-1" in reported.partition("New, does not block")[2]
    assert "not connected with this change" not in reported


def test_an_exception_that_lasts_longer_is_shown_to_the_reviewer(base: Scratch) -> None:
    base.write("records/waivers/ist-001.md", WAIVER)
    base.commit()
    base.edit("records/waivers/ist-001.md", "until: 2026-07-31", "until: 2026-11-30")

    assert softened(base) == ["ist-001, Until: 30 November 2026, before: 31 July 2026"]


def test_what_an_exception_covers_besides_is_shown_before_it_fails(base: Scratch) -> None:
    base.write("records/waivers/ist-001.md", WAIVER)
    base.commit()
    base.write("records/waivers/ist-001.md", WAIVER.replace("[N11.3-1]", "[N11.3-1, N11.3-2]").replace("31-son", "32-son"))

    assert "ist-001 will also cover what fails later: loy-2026-001 (N11.3-2)" in printed(base)


def test_an_exception_that_covers_what_it_did_is_not_shown(base: Scratch) -> None:
    base.write("records/waivers/ist-001.md", WAIVER)
    base.commit()
    base.write("records/waivers/ist-001.md", WAIVER.replace("Sababi.", "Asosi."))

    assert "ist-001 will" not in printed(base)
