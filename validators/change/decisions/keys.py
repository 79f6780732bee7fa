"""C08 of what proves who decided: signing keys, and the addresses under which decisions were committed.

Who has a key gets another only by a commit signed with the old one, or by a superior's.

Else anybody who may write could put a key into another's record in one change, and sign in that name in the next. The first key
of all nobody can prove, so who had one is never without: a key is ended, and not taken out with no other left.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from validators.approval.provenance import grade_of
from validators.change.changes import Change, Changes
from validators.kinds.employee.model import EMPLOYEE
from validators.regulation.setting_codes import Setting
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository
from validators.rules.evidence import Decision, decisions_in
from validators.source.finding import Problem
from validators.text.messages import say


def with_new_keys(base: Repository, head: Repository) -> list[RecordFile]:
    """Return the employees who had a key and get another, or whose key is ended, where anything has to be signed."""
    changed = ((base.find(entry.id), entry) for entry in head.files if entry.kind is EMPLOYEE)
    return [entry for before, entry in changed if before and _new(before, entry, date.max)] if _is_asked(base) else []


def keys_are_handed_on(change: Change, changes: Changes) -> Iterator[Problem]:
    """C08 (7, 8): a key is added, or holds longer or less long, by who had one before, the director-general or the deputy.

    Anybody may end a key from today on: what was signed before stays proved.
    """
    before, after = change.before, change.after
    if before is None or after is None or after.kind is not EMPLOYEE or not _is_asked(changes.base):
        return
    if _keys(before) and after.document.readable and not _keys(after):
        message = say("No key of {id} is left, so that the next one would pass for the first", id=after.id)
        yield Problem("keys", message, say("Put the key back; one that is no longer used is ended with until, its last day"))
    evidence = changes.head.evidence
    had = [key.written for key in _keys(before)]
    for key in _new(before, after, changes.as_of):
        if key.block not in evidence.pending and not any(
            _signed(key, by, changes) for by in (after.id, *_superiors(changes.base))
        ):
            message = say("{id} gets another key, and nothing proves that {id} wanted it", id=after.id)
            if any(_ended(old, key.written) for old in had):
                message = say(
                    "A key of {id} ends on a day that has passed, so what was signed with it since loses its proof", id=after.id
                )
            hint = say(
                "Have {id} commit it, signed with the key that was there; if that is lost, the director-general or the deputy",
                id=after.id,
            )
            yield Problem(key.at, message, hint)


def addresses_stay_known(change: Change, changes: Changes) -> Iterator[Problem]:
    """C08 (7, 8): an e-mail address that changes stays in the record, since it proves what was committed under it."""
    before, after = change.before, change.after
    if before is None or after is None or after.kind is not EMPLOYEE or not after.document.readable:
        return
    if changes.base.settings.strictest_grade not in (None, "declared") and _addresses(before) - _addresses(after):
        message = say("An address of {id} is gone, so what was committed under it loses its proof", id=after.id)
        yield Problem("email", message, say("Under former_emails: write the address that was there before"))


def _addresses(entry: RecordFile) -> set[str]:
    """Return the addresses as they are written, in small letters."""
    former = entry.document.values.get("former_emails")
    written = [entry.document.values.get("email"), *(former if isinstance(former, list) else ())]
    return {address.casefold() for address in written if isinstance(address, str)}


def _is_asked(base: Repository) -> bool:
    return base.settings.strictest_grade == "signed"


def _superiors(base: Repository) -> Iterator[str]:
    yield from (holder.employee for holder in base.settings.value(Setting.OFFICE_HOLDERS, None) or () if holder.until is None)


def _signed(key: Decision, by: str, changes: Changes) -> bool:
    return grade_of(key, changes.head.judged_by(changes.base), by) == "signed"


def _new(before: RecordFile, after: RecordFile, today: date) -> list[Decision]:
    """Return the keys that were not there. The first ones of all nobody can sign; one that ends from today on is no new one."""
    had = [key.written for key in _keys(before)]

    def is_known(key: Mapping[str, Any]) -> bool:
        ends = str(key.get("until"))[:10] >= today.isoformat()
        return any(key == old or (ends and _ended(old, key)) for old in had)

    return [key for key in _keys(after) if not is_known(key.written)] if had else []


def _keys(entry: RecordFile) -> list[Decision]:
    return [decision for decision in decisions_in(entry.id, entry.document.values) if decision.what == "keys"]


def _ended(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    return "until" not in old and {**old, "until": new.get("until")} == new
