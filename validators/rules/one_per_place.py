"""One finding for one place: what only follows from another finding there, or says it once more, is not listed next to it.

Nothing is hidden by it that would block: what remains is an error of the same place, and what followed from it is there again
once that is put right.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from validators.source.codes import FileCode
from validators.source.finding import Finding
from validators.source.route import Route
from validators.text.messages import Message, say

WRONG_VALUE: frozenset[str] = frozenset({
    FileCode.WRONG_FORM, FileCode.NOT_A_CHOICE, FileCode.REVERSED_PERIOD, FileCode.FUTURE_DAY, FileCode.NO_SUCH_RECORD,
    FileCode.WRONG_KIND, FileCode.COMMENTED_OUT,
})  # fmt: skip
"""Checks by which a value is mistaken whatever is asked of it, so that what a rule concludes from it adds nothing."""
SAYS_LESS = {"N14.1-1": "N12.a.3-2"}
"""Checks of the same fact at the same place, of which the second says more: what is cited has lost force; it had on that day."""


def without_consequences(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings without those of rules that only follow from another one at the same place."""
    mistaken = {_place(one) for one in findings if one.code in WRONG_VALUE and one.is_error and one.field}
    taken = {(one.code, *_place(one)) for one in findings if one.is_error and one.is_open}
    return [
        one
        for one in findings
        if one.trigger != "rule"
        or not (
            (_place(one) in mistaken and one.code.startswith(("N", "A")))
            or (SAYS_LESS.get(one.code), *_place(one)) in taken
        )
    ]  # fmt: skip


def in_one(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings with those of one check at one place joined: each thing that it says there, and each advice, once.

    Duties stay apart: each has a day of its own. So does what does not count alike: of another origin, or exempted.
    """
    joined: dict[tuple[object, ...], list[Finding]] = {}
    for index, one in enumerate(findings):
        alone = index if one.is_overdue else None
        joined.setdefault(
            (one.fingerprint, one.code, *_place(one), one.span, one.level, one.origin, one.waived, one.acknowledged, alone), []
        ).append(one)
    return [
        replace(
            first,
            message=_in_turn([one.message for one in (first, *others)]),
            hint=_in_turn([one.hint for one in (first, *others)]),
        )
        if others
        else first
        for first, *others in joined.values()
    ]


def _place(finding: Finding) -> tuple[str, Route]:
    return finding.path, finding.field


def _in_turn(messages: Iterable[Message]) -> Message:
    """Return the sentences one after the other, each once."""
    first, *others = dict.fromkeys(messages)
    for other in others:
        first = say("{first}. {second}", first=first, second=other)
    return first
