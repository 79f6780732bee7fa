"""How a check stands with the department's settings: on, on in part, off or suspect, and how serious what it finds is."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from validators.regulation.paragraphs import paragraphs, register
from validators.regulation.setting_codes import Setting
from validators.regulation.settings import Settings, definitions
from validators.rules.check import Check
from validators.rules.confirmed import is_as_confirmed
from validators.source.finding import Severity
from validators.text.messages import Message, say


def needed(check: Check) -> tuple[Setting, ...]:
    """Return the settings without which a check is off: its own, unless records may have their measure, and `needed_by`."""
    own = (check.setting,) if check.setting and not check.own_measure else ()
    return (*own, *_reading().needed.get(check.code, ()))


def is_on(check: Check, settings: Settings) -> bool:
    """Whether the check has the measures that it needs, of some day at least."""
    return all(setting in settings.history for setting in needed(check))


def missing(check: Check, settings: Settings) -> tuple[Setting, ...]:
    """Return the settings that the check needs, or rests on in part, and that have no value."""
    own = (check.setting,) if check.setting else ()
    asked = dict.fromkeys((*own, *needed(check), *_reading().in_part.get(check.code, ())))
    return tuple(setting for setting in asked if setting not in settings.history)


def is_partly_on(check: Check, settings: Settings) -> bool:
    """Whether it asks less than it would: a setting without a value gives part of its content, or most records their measure."""
    return is_on(check, settings) and bool(missing(check, settings))


def in_words(on: bool, missing: Sequence[Setting]) -> Message:
    """Return whether a check is on; `missing` are the settings without a value for want of which it is off or on in part."""
    if not missing:
        return say("on")
    names = ", ".join(missing)
    if on:
        return say("partly: {setting} has no value", setting=names)
    return say("off: {setting} has no value", setting=names)


def is_suspect(check: Check, settings: Settings) -> bool:
    """Whether somebody has to read the check against its paragraph again.

    That is so where an edition in force (S01) came after the one that was read; where the check or the words are not those that
    were confirmed; and, as long as nobody has confirmed it, where the edition changed the paragraph.
    """
    paragraph = paragraphs().get(check.clause or "")
    if paragraph is None:
        return False
    in_force = settings.value(Setting.EDITION_IN_FORCE, None)
    edition = in_force.date if in_force else None
    if register().is_unread(edition):
        return True
    if confirmation := register().checks.get(check.code):
        return not is_as_confirmed(check, paragraph, confirmation)
    return bool(paragraph.changed and (edition is None or paragraph.changed <= edition))


def severity(check: Check, settings: Settings) -> Severity:
    """How serious a failure is: a derived check warns unless the department made it an error.

    What blocks is decided for the work of today, not of the day that a record speaks of, so the newest list counts.
    """
    return "error" if check.code in settings.texts(Setting.STRICT, None) else check.severity


class _Reading(NamedTuple):
    """By the code of a check the settings that it reads besides its own: what it needs, and what gives part of its content."""

    needed: Mapping[str, tuple[Setting, ...]]
    in_part: Mapping[str, tuple[Setting, ...]]


@cache
def _reading() -> _Reading:
    all_ = definitions().values()
    readers = {code for definition in all_ for code in definition.read_by}
    return _Reading(
        {code: tuple(one.code for one in all_ if code in one.needed_by) for code in readers},
        {code: tuple(one.code for one in all_ if code in one.in_part_for) for code in readers},
    )
