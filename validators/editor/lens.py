"""What a record lacks for its approval, above its first line."""

from collections.abc import Iterator

from lsprotocol.types import CodeLens, Command

from validators.approval.status import Awaited, awaited, chain_of, furthest_status, may_go_on
from validators.checks.trial import obstacles
from validators.editor.open_file import OpenFile
from validators.repository.nearest import line_of
from validators.text.messages import Message, choice, say


def lenses(file: OpenFile) -> list[CodeLens]:
    """Return what is to be done on the record's way to approval, and what would stand in it."""
    place = file.text.whole_lines(1, 1)
    return [CodeLens(place, Command(file.language.text(message), "")) for message in _reported(file)]


def _reported(file: OpenFile) -> Iterator[Message]:
    entry = file.entry
    if entry is None or (entry.kind.chain is None):
        return
    if not entry.is_whole:
        yield say("Which approvals are missing will be known once the errors in the facts are fixed")
        return
    if chain_of(entry) is None:
        return
    ahead = list(awaited(entry, file.repository, file.as_of))
    if ahead:
        yield _next(ahead, file)
    elif status := furthest_status(entry, ahead):
        yield may_go_on(status)
    else:
        yield say("Nothing is missing on the way to approval")
    if blocking := obstacles(entry, ahead, file.repository, file.as_of):
        yield say("{count} in the way: {first}", count=len(blocking), first=blocking[0].message)


def _next(ahead: list[Awaited], file: OpenFile) -> Message:
    """Return whose decision comes first, and which come after it."""
    first, *after = ahead
    people = ", ".join(line_of(id_, file.repository) for id_ in first.holders)
    roles = file.language.alternatives(tuple(map(choice, first.roles)))
    who = ": ".join(filter(None, (roles, people)))
    step = say("Approvals missing: {step} ({who})", step=choice(first.step.decision), who=who)
    rest = tuple(dict.fromkeys(choice(item.step.decision) for item in after))
    return say("{next}, then {rest}", next=step, rest=rest) if rest else step
