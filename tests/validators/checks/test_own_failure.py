"""X01: a check that raises is a finding of its own and fails the run; other findings are still reported."""

from collections.abc import Iterator

import pytest
from inline_snapshot import snapshot

from tests.support.memo_kind import memo_kind
from tests.support.scratch import AS_OF, Scratch

MODULE = '''
"""A kind whose checks have mistakes in them."""

from typing import Literal

from validators.model.types import Text, field
from validators.source.finding import Problem
from validators.rules.kind import Kind
from validators.model.lifecycle import Lifecycle
from validators.rules.check import Check
from validators.text.messages import say
from validators.model.record import Record


class Memo(Record):
    LIFECYCLE = Lifecycle({"new": ()})

    status: Literal["new"] = field("Status", "new")
    pages: Text = field("Pages", "How many pages")


MEMO = Kind(
    name="memo", folder="memos", prefix="mem", model=Memo, singular=say("Memo"), plural=say("Memos"), about=say("Memos")
)


@MEMO.rule(Check("N2-9", "D", title=say("Too long"), requirement=say("Memos are short"), fix=say("Shorten it")))
def is_short(memo, repository):
    yield Problem("pages", say("The memo has pages"))
    if int(memo.pages) > 1:
        yield Problem("pages", say("The memo is long"))


@MEMO.duty(Check("N2-8", "D", title=say("Unread"), requirement=say("Memos are read"), fix=say("Read it")))
def is_read(memo, repository, as_of):
    return 1 / 0
'''

MEMO = "---\nid: mem-001\ntitle: Eslatma\nstatus: new\nowner: tsh-002\npages: {pages}\n---\nMatn.\n"


@pytest.fixture
def memos(base: Scratch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scratch]:
    """The base records and one more kind."""
    with memo_kind(MODULE, tmp_path_factory.mktemp("kinds")):
        yield base


def test_a_check_that_raises_is_a_finding_next_to_the_others(memos: Scratch) -> None:
    memos.write("records/memos/mem-001.md", MEMO.format(pages="ikki"))
    memos.change("loy-2026-001", "due: 25.12.2026\n")

    answer = memos.check()

    findings = answer.json["findings"]
    assert answer.code == 4
    assert sorted((f["code"], f["record"], f["field"], f["severity"]) for f in findings) == [
        ("F22", "loy-2026-001", "due", "error"),
        ("N2-9", "mem-001", "pages", "warning"),
        ("X01", "mem-001", "", "error"),
        ("X01", "mem-001", "", "error"),
    ]
    assert sorted(f["message"] for f in findings) == snapshot(
        [
            "The check N2-8 failed: ZeroDivisionError, validators.kinds.memo:36",
            "The check N2-9 failed: ValueError, validators.kinds.memo:30",
            "The memo has pages",
            "“25.12.2026” is not a date",
        ]
    )
    assert len({f["fingerprint"] for f in findings}) == len(findings)


def test_a_failing_check_fails_the_run_even_if_nothing_blocks(memos: Scratch) -> None:
    memos.write("records/memos/mem-001.md", MEMO.format(pages="1"))

    answer = memos.nizom("check", "--fail-on", "nothing", "--as-of", AS_OF)

    assert answer.code == 4
    assert [line for line in answer.out.splitlines() if " X01 " in line or line.startswith("   = ")] == snapshot(
        [
            "records/memos/mem-001.md:1:1  xato  X01  Tekshiruvning o‘zi ishlamadi",
            "   = nima qilish kerak: Xato yozuvda emas. Fayl va shu xabarni muhandisga yuboring",
            "   = mem-001 “Eslatma”; mas’ul: Raqamlashtirish bo‘limi",
            "   = Nizom, 2-band (D): Memos are short",
            "   = nima qilish kerak: Shorten it",
            "   = mem-001 “Eslatma”; mas’ul: Raqamlashtirish bo‘limi",
        ]
    )


def test_checks_of_a_kind_without_records_do_not_run(memos: Scratch) -> None:
    answer = memos.check()

    assert (answer.code, answer.findings) == (0, [])
