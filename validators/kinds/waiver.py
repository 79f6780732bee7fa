"""Waivers: an exception from a check, for named records, by somebody who may allow it, until a day.

What a waiver says of itself is here; `validators.waivers` resolves what it exempts.
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from validators.model.duty import Duty
from validators.model.lifecycle import Lifecycle
from validators.model.record import Record
from validators.model.types import Day, Distinct, Id, Line, Reference, Softens, Text, field
from validators.model.workdays import days_later
from validators.regulation.setting_codes import Setting
from validators.rules.check import Check
from validators.rules.kind import Kind
from validators.rules.records import Records
from validators.source.finding import Problem
from validators.text.messages import say


class Waiver(Record):
    """An exception: which checks, in which records, why, by whose decision, from when until when."""

    LIFECYCLE = Lifecycle({"allowed": ("ended",), "ended": ()}, closed=frozenset({"ended"}))

    status: Literal["allowed", "ended"] = field("Status", "allowed while it holds, ended once it was looked at and closed")
    checks: Annotated[tuple[Text, ...], Distinct] = field("Checks", "Codes of the checks that it exempts from, such as N12.a.3-3")
    records: Annotated[tuple[Annotated[Id, Reference(withdrawn=True)], ...], Distinct] = field(
        "Records", "The records that it is for, each by its id; an exception cannot cover everything", default=()
    )
    settings: Annotated[tuple[Text, ...], Distinct] = field(
        "Settings", "For an exception from C10: the settings that may be loosened or taken out, such as S15", default=()
    )
    reason: Text = field("Reason", "Why the demand cannot be met now")
    document: Line = field("Document number", "The order, resolution or letter by which it was allowed")
    allowed_by: Annotated[Id, Reference("employee", withdrawn=True)] = field(
        "Allowed by", "Who allowed it: the director-general, or the deputy for what the Nizom does not say itself"
    )
    since: Day = field("Since", "The first day, on which it was allowed, for example 2026-03-05")
    until: Annotated[Day, Softens(rewritten=True)] = field("Until", "The last day, for example 2026-03-05")

    @property
    def dated(self) -> date | None:
        """The day on which it was allowed."""
        return self.since


WAIVER = Kind(
    name="waiver",
    folder="waivers",
    prefix="ist",
    model=Waiver,
    singular=say("Exception"),
    plural=say("Exceptions"),
    about=say("Exceptions from checks: for named records, by those who may allow them, until a day"),
    # Not dead: what a waiver exempted stays explained after it ended.
    icon="shield-off-outline",
    columns=("status", "checks", "allowed_by", "until"),
    order=200,
)


@WAIVER.duty(
    Check(
        "W01",
        None,
        title=say("Exception expired"),
        requirement=say("An exception ends on its last day; by then it is closed, and what it covered is in order"),
        fix=say("Fix what it covered, then write status: ended; a longer exception is a new record with its own decision"),
    )
)
def ends_in_time(waiver: Waiver, repository: Records, as_of: date) -> Iterator[Duty]:
    """Yield the last day of an exception as its due date."""
    if waiver.status != "ended":
        what = say("Exception ends: fix what it covers, and close it")
        yield Duty("until", what, waiver.until, responsible=waiver.responsible, unit=waiver.owner)


@WAIVER.rule(
    Check(
        "W05",
        None,
        title=say("Exception longer than allowed"),
        requirement=say("An exception lasts no longer than the department's settings allow"),
        fix=say("Shorten until; what is still needed then is decided on again"),
        setting=Setting.WAIVER_DAYS,
    )
)
def is_not_too_long(waiver: Waiver, repository: Records) -> Iterator[Problem]:
    """Report a term longer than the setting allows."""
    last = last_day(waiver, repository)
    if waiver.until > last:
        yield Problem("until", say("It lasts until {until}, but may last until {last} at most", until=waiver.until, last=last))


def last_day(waiver: Waiver, repository: Records) -> date:
    """Return the last day on which a waiver may exempt anything, by the longest term on its first day."""
    longest = repository.settings.whole(Setting.WAIVER_DAYS, waiver.since)
    return waiver.until if longest is None else min(waiver.until, days_later(waiver.since, longest))


UNUSED = WAIVER.answers_to(
    Check(
        "W02",
        None,
        title=say("Exception that nothing needs"),
        requirement=say("An exception is kept only as long as something needs it"),
        fix=say("Write status: ended, or correct the codes and records"),
        warns=True,
    )
)

BROAD = WAIVER.answers_to(
    Check(
        "W03",
        None,
        title=say("Exception with a wrong scope"),
        requirement=say("An exception names checks from which there may be one, and the records that it is for"),
        fix=say("Under checks: write codes as they stand in the list of checks; under records: the ids of the records"),
    )
)

UNAUTHORISED = WAIVER.answers_to(
    Check(
        "W04",
        None,
        title=say("Exception without authority"),
        requirement=say(
            "Only the director-general acknowledges a breach of the Nizom's own words; "
            "from S and D checks the deputy may allow exceptions too"
        ),
        fix=say("Have it allowed by the person who holds the office on that day (S05), and write allowed_by and since again"),
    )
)
