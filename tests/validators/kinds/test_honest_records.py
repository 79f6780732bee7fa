"""What a department honestly writes of its work blocks nothing: low figures, long outages, drafts, what others have not done yet."""

import pytest

from tests.support.scratch import Scratch

PERMANENT = "kind: permanent\ndue:\ncontrol: tsh-003\n"
DRAFTED = "status: digitising\nregulation:\ntechnical_documents:\napprovals:\nportal:\npassport:\npackage:\nchanges:\n"


@pytest.mark.parametrize(
    ("record", "facts", "findings"),
    [
        ("ree-001", "availability:\n  - {since: 2026-01-01, until: 2026-03-31, percent: 99.1}\n",
         ["N12.y.2-1 ree-001 availability.0.percent"]),
        ("hod-2026-001", "start: 2026-05-09 09:40\n", ["N12.y.3-2 hod-2026-001 end"]),
        ("hod-2026-001", "cause:\n", ["N12.y.3-1 hod-2026-001 cause"]),
        ("top-2026-001", PERMANENT, []),
        ("sor-2026-001", "sender: tsh-003\nassignments:\n", []),
        ("xiz-001", DRAFTED, []),
        ("loy-2026-001", "systems:\n", ["N12.a.4-2 loy-2026-001 systems"]),
        ("top-2026-001", "number:\n", ["N12.g.2-6 top-2026-001 number"]),
    ],
)  # fmt: skip
def test_an_honest_record_blocks_nothing(base: Scratch, record: str, facts: str, findings: list[str]) -> None:
    base.change(record, facts)

    answer = base.check()

    assert (answer.findings, answer.code) == (findings, 0)


@pytest.mark.parametrize(
    ("record", "facts", "findings"),
    [
        ("xod-001",
         "service:\n"
         "  - {position: head, since: 2024-01-15, until: 2026-05-31, order: {number: 12-k, date: 2024-01-12, signed_by: xod-004},\n"
         "     agreement: {number: 03-11/87, date: 2024-01-10},\n"
         "     dismissal: {order: {number: 70-k, date: 2026-05-29, signed_by: xod-004},\n"
         "                 agreement: {number: 03-11/301, date: 2026-05-27}}}\n"
         "  - {position: head, since: 2026-06-01, order: {number: 71-k, date: 2026-05-29, signed_by: xod-004},\n"
         "     agreement: {number: 03-11/302, date: 2026-05-27}}\n", []),
        ("xod-005", "title: Javohir Toshmatov\n", []),
        ("kpi-2026-001",
         "direction: lower\ntarget: 0\nactual: {value: 0, source: Hisobot, entered: 2026-04-08}\n", []),
        ("kpi-2026-001",
         "direction: lower\ntarget: 0\nactual: {value: 2, source: Hisobot, entered: 2026-04-08}\n",
         ["N12.a.7-3 kpi-2026-001 actual.value"]),
        ("hod-2026-001", "start: 2025-12-31 23:50\nend: 2026-01-01 00:40\n", []),
        ("xiz-001", "portal:\nmobile_app: https://ilova.example.uz/xizmat\nchannels: [mobile-app]\n", []),
        ("ochm-001",
         "updates: [{date: 2025-04-21}, {date: 2025-07-21}, {date: 2025-10-21}, {date: 2026-01-20},\n"
         "  {date: 2026-04-10, places: [website]}, {date: 2026-04-12, places: [portal]}]\n", []),
        ("tsh-004", "status: dissolved\ndissolved: 2026-06-01\n", []),
        ("loy-2026-001",
         "due: 2026-10-30\nextensions:\n"
         "  - {old: 2026-12-25, new: 2026-10-30, reason: Tezroq kerak, allowed_by: xod-004, date: 2026-05-04, document: 40-son}\n", []),
        ("sor-2026-001",
         "status: withdrawn\nreply:\n"
         "ended: {reason: So‘rov qaytarib olindi, by: tsh-007, date: 2026-04-20, document: 4-12/330}\n", []),
    ],
)  # fmt: skip
def test_what_is_odd_and_lawful_blocks_nothing(base: Scratch, record: str, facts: str, findings: list[str]) -> None:
    """Reappointed on the next day, a namesake, a target of none, an hour over New Year, one place a day later, moved forward."""
    base.change(record, facts)

    answer = base.check()

    assert (answer.findings, answer.code) == (findings, 0)


@pytest.mark.parametrize(
    ("record", "facts", "finding"),
    [
        ("sor-2026-001", "due: 2026-06-30\nreply:\n", "N6.2-1 sor-2026-001 reply.date"),
        ("top-2026-002", "entered:\n", "N12.g.2-2 top-2026-002 entered"),
        ("xiz-001", "technical_documents:\n  - {title: TT, developed: 2024-11-04}\n",
         "N12.v.3-2 xiz-001 technical_documents.0.agreed"),
    ],
)  # fmt: skip
def test_what_the_words_demand_blocks(base: Scratch, record: str, facts: str, finding: str) -> None:
    base.change(record, facts)

    answer = base.check()

    assert finding in answer.findings
    assert answer.code == 1
