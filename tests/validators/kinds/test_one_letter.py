"""One letter of the ministry may say both that it reviewed and that it agreed: what is missing is asked for once."""

from tests.support.scratch import Scratch

SUBMITTED = """\
status: agreed
approvals:
  - {decision: developed, role: head, by: xod-001, date: 2026-01-12}
  - {decision: submitted, role: deputy, by: xod-005, date: 2026-01-15, document: 01-15/9, to: tsh-003}
"""


def test_the_review_is_not_asked_for_where_one_agrees(base: Scratch) -> None:
    base.change("yol-2026-001", SUBMITTED)

    assert [(found["code"], found["message"]) for found in base.check("--no-base").json["findings"]] == [
        ("N12.a.1-2", "The status is “agreed”, but the step “agreed” is missing")
    ]
