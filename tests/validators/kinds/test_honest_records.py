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
