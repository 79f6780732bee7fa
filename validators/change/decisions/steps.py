"""The steps of the way to approval as they are written before and after a change, and which of them are the same ones."""

from functools import partial

from validators.change.changes import Change
from validators.model.roles import OUTSIDE_ROLES
from validators.repository.record_file import RecordFile

COMPLETING = frozenset({"document", "part", "to"})
"""What may be added to a step later where it was left out: it changes nothing of who decided what, when, on which content."""


def kept_in(change: Change) -> dict[int, int]:
    """Return the index now of each step that is still there, by its index then: as it was written, or else completed."""
    if change.before is None or change.after is None:
        return {}
    then, now = steps_in(change.before), steps_in(change.after)
    kept: dict[int, int] = {}
    for same in (dict[str, object].__eq__, partial(_completed, change.before)):
        for index, step in enumerate(then):
            if index not in kept:
                free = (other for other in range(len(now)) if other not in kept.values() and same(step, now[other]))
                if (found := next(free, None)) is not None:
                    kept[index] = found
    return kept


def steps_in(entry: RecordFile) -> list[dict[str, object]]:
    """Return the steps as they are written; one that is no group of facts is empty."""
    written = entry.document.values.get("approvals")
    return [step if isinstance(step, dict) else {} for step in written] if isinstance(written, list) else []


def _completed(entry: RecordFile, step: dict[str, object], now: dict[str, object]) -> bool:
    """Whether only what the step lacked was added: anything to a record that did not read, else what says where to find it.

    Who entered a decision here is said of other bodies' only.
    """
    added = {key for key in now if key not in step}
    completing = COMPLETING | {"recorded_by"} if step.get("role") in OUTSIDE_ROLES else COMPLETING
    return {**now, **step} == now and (not entry.is_whole or added <= completing)
