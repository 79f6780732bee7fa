"""A check with a day from which it is in force: records and duties of that day are its own, those of the day before are not."""

from collections.abc import Iterator

import pytest

from tests.support.memo_kind import memo_kind
from tests.support.scratch import AS_OF, Scratch

MODULE = '''
"""A kind whose checks are in force from 2026-06-01."""

from datetime import date
from typing import Literal

from validators.model.duty import Duty
from validators.model.lifecycle import Lifecycle
from validators.model.record import Record
from validators.model.types import Day, field
from validators.rules.check import Check
from validators.rules.kind import Kind
from validators.source.finding import Problem
from validators.text.messages import say

SINCE = date(2026, 6, 1)


class Memo(Record):
    LIFECYCLE = Lifecycle({"new": ()})

    status: Literal["new"] = field("Status", "new")
    written: Day = field("Written", "The day of the memo")

    @property
    def dated(self):
        return self.written


MEMO = Kind(
    name="memo", folder="memos", prefix="mem", model=Memo, singular=say("Memo"), plural=say("Memos"), about=say("Memos")
)


@MEMO.rule(Check("N2-9", "D", title=say("Memo"), requirement=say("There are no memos"), fix=say("Delete it"), since=SINCE))
def is_none(memo, repository):
    yield Problem("written", say("There is a memo"))


@MEMO.duty(Check("N2-8", "D", title=say("Unread"), requirement=say("Memos are read"), fix=say("Read it"), since=SINCE))
def is_read(memo, repository, as_of):
    yield Duty("written", say("Memo is read"), memo.written, None, None, memo.owner)
'''


@pytest.fixture
def memos(base: Scratch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scratch]:
    """The base records and two memos: of the last day without the checks, and of the first with them."""
    for number, day in ((1, "2026-05-31"), (2, "2026-06-01")):
        text = f"---\nid: mem-00{number}\ntitle: Eslatma {number}\nstatus: new\nowner: tsh-002\nwritten: {day}\n---\nMatn.\n"
        base.write(f"records/memos/mem-00{number}.md", text)
    with memo_kind(MODULE, tmp_path_factory.mktemp("kinds")):
        yield base


def test_a_rule_and_a_duty_hold_from_the_day_on_which_they_come_into_force(memos: Scratch) -> None:
    findings = memos.nizom("check", "--no-base", "--format", "json", "--as-of", AS_OF).json["findings"]

    assert [(one["code"], one["record"]) for one in findings if one["code"] in ("N2-8", "N2-9")] == [
        ("N2-8", "mem-002"),
        ("N2-9", "mem-002"),
    ]
