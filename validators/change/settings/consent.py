"""Who agrees to a looser setting that says who decides (C10): the director-general, or those above who fill an office."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from validators.approval.provenance import GRADES, grade
from validators.change.changes import Changes
from validators.change.settings.loosening import ends_in_the_past, is_same_or_ended
from validators.kinds.act import HIGHEST_ACTS, Act
from validators.model.ids import is_id
from validators.model.roles import HIGHEST_ROLES
from validators.regulation.setting_codes import Setting
from validators.regulation.settings import Body, GivenSetting, Holder
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository
from validators.rules.chain import standing
from validators.text.uzbek import fold

ENACTMENT = ("type", "status", "number", "date", "issuer", "effective", "lost_force")
"""Facts of an act on which it rests what it decides, and from when to when."""
DECIDED_ABOVE = (*HIGHEST_ROLES, "ministry", "state-body")
"""The roles in which an act from above is recorded as decided, where such steps have to be proved."""


def is_filled_from_above(then: GivenSetting, now: GivenSetting, changes: Changes, as_of: date) -> bool:
    """Return whether an office is only filled by an act of those who appoint to it, who need nobody's agreement here.

    The base holds the act, and the change leaves it as it is.
    """
    entry, act = _act(now.basis, changes)
    return (
        now.code == Setting.OFFICE_HOLDERS
        and entry is not None
        and act is not None
        and _is_from_above(entry, act, changes, as_of)
        and _fills(act, then.value, now.value, as_of)
        and enacted(entry) == enacted(changes.head.find(act.id))
    )


def is_approved_by_the_director_general(basis: str, changes: Changes) -> bool:
    """Return whether the basis is an act that the base holds, approved by the director-general of that day.

    Who has left decides nothing any more, even where only the change says so. Where approvals have to be proved, the decision
    covers the act as it is, and is proved as well as the strictest of them.
    """
    entry, act = _act(basis, changes)
    both = (changes.base.settings, changes.head.own_settings)
    return (
        entry is not None
        and act is not None
        and any(
            step.decision == "approved"
            and step.role == "director-general"
            and all(step.by in settings.holders("director-general", step.date) for settings in both)
            and _is_proved(entry, index, changes.base)
            for index, step in standing(act)
        )
    )


def _act(basis: str, changes: Changes) -> tuple[RecordFile | None, Act | None]:
    entry = changes.base.find(basis) if is_id(basis) else None
    act = entry.record if entry else None
    return entry, act if isinstance(act, Act) else None


def enacted(entry: RecordFile | None) -> object:
    """Return what of an act's record says what it decides, and whether it is in force."""
    return entry and {key: entry.document.values.get(key) for key in ENACTMENT}


def _is_proved(entry: RecordFile, index: int, base: Repository) -> bool:
    needed = base.settings.strictest_grade or "declared"
    assert entry.record is not None
    covers = needed == "declared" or entry.record.approvals[index].digest == entry.digest
    return covers and GRADES.index(grade(entry, index, base)) >= GRADES.index(needed)


def _is_from_above(entry: RecordFile, act: Act, changes: Changes, as_of: date) -> bool:
    """Return whether an act in force is the President's, the Cabinet's, or of the body above the Agency, as S02 names it.

    Where approvals have to be proved, so has that it was entered: by a step of the body that adopted it.
    """
    above: tuple[Body, ...] = changes.base.settings.value(Setting.BODY_NAMES, act.date) or ()
    parents = {fold(body.parent) for body in above if body.parent}
    decides = act.type in HIGHEST_ACTS or (act.type == "ministry-order" and fold(act.issuer or "") in parents)
    entered = changes.base.settings.strictest_grade in (None, "declared") or any(
        step.decision == "approved" and step.role in DECIDED_ABOVE and _is_proved(entry, index, changes.base)
        for index, step in standing(act)
    )
    return decides and act.date is not None and act.in_force(as_of) and entered


def _fills(act: Act, then: tuple[Holder, ...], now: tuple[Holder, ...], today: date) -> bool:
    """Return whether an act may have filled the offices that are new in the list, and the list is otherwise as it was.

    Others may have got their last day; without a successor only one from today on. Nobody is in office by an act before its
    day, nor by one that is older than the term of who held the office last: that one filled it already.
    """
    added, gone = list(now), list[Holder]()
    for holder in then:
        if (same := next((one for one in added if is_same_or_ended(holder, one)), None)) is None:
            return False
        added.remove(same)
        if ends_in_the_past(holder, same, today):
            gone.append(same)
    terms = [holder for holder in then if not holder.acting]
    return (
        act.date is not None
        and _makes_room(act.date, gone, added)
        and all(act.date <= new.since and all(held.since < act.date for held in terms if held.role == new.role) for new in added)
    )


def _makes_room(day: date, gone: Sequence[Holder], added: Sequence[Holder]) -> bool:
    """Return whether the holders with a last day in the past made room for the new ones, by an act of a day.

    One leaves for each that comes into the same office, or the director-general alone, whom nobody here can release. Nobody left
    earlier than the day before the act.
    """
    unreplaced = Counter(holder.role for holder in gone) - Counter(holder.role for holder in added)
    return all(holder.until >= day - timedelta(days=1) for holder in gone if holder.until) and (
        not unreplaced or (not added and unreplaced == Counter(["director-general"]))
    )
