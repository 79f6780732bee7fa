"""The measures that the Nizom leaves open (S01–S55): what each is, and the value that the department gave it.

`settings.yaml` next to this module says what the settings are; `records/settings.md` holds their values, each with its basis and
the day since which it applies (`written_settings.py`). A setting without a value is off, and so is every check that needs it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple, get_args

from pydantic import TypeAdapter

from validators.model.record import Part
from validators.model.roles import Role
from validators.model.types import (
    Day,
    DayOfMonth,
    DayOfYear,
    Flag,
    Id,
    Money,
    Reference,
    Share,
    Term,
    Text,
    Whole,
)
from validators.model.types import field as fact
from validators.regulation.own_data import own_data
from validators.regulation.paragraphs import left_open_elsewhere
from validators.regulation.setting_codes import Setting
from validators.source.codes import CheckCode
from validators.source.document import Document
from validators.source.finding import Problem
from validators.source.route import Route
from validators.text.messages import Message, say

VALUE = Route("value")
"""Under a setting's code, where its value is."""

Grade = Literal["declared", "attributed", "signed"]
"""Written in the file; brought by a commit of that person; and the commit signed with that person's key."""


class Holder(Part):
    """Who holds an office, from which day to which; without `until`, still."""

    role: Role = fact("Role", "The office")
    employee: Annotated[Id, Reference("employee")] = fact("Employee", "Who holds it")
    since: Day = fact("Since", "First day in office")
    until: Day | None = fact("Until", "Last day in office", default=None)
    acting: Flag = fact(
        "Acting", "true for somebody who only acts in the office in those days, as while its holder is on leave", default=False
    )


class Seat(Part):
    """Which body is meant, from which day to which."""

    organization: Annotated[Id, Reference("organization")] = fact("Organisation", "The body")
    since: Day = fact("Since", "First day")
    until: Day | None = fact("Until", "Last day", default=None)


class Body(Part):
    """What a body is called and to whom it belongs, from which day to which."""

    organization: Annotated[Id, Reference("organization")] = fact("Organisation", "The body")
    name: Text = fact("Name", "Its name in those days")
    parent: Text | None = fact("Parent", "The body above it", default=None)
    since: Day = fact("Since", "First day")
    until: Day | None = fact("Until", "Last day", default=None)


class PerKind(Part):
    """A value for one kind of record."""

    kind: Text = fact("Kind", "The kind's name")
    roles: tuple[Role, ...] = fact("Roles", "The roles")


class Graded(Part):
    """The grade of provenance that the approvals of a kind of record need."""

    kind: Text = fact("Kind", "The kind's name")
    grade: Grade = fact("Grade", "declared, attributed or signed")


class Edition(Part):
    """An edition of the Nizom: the order that approved it."""

    number: Text = fact("Number", "The order's number")
    date: Day = fact("Date", "Since when the edition is in force")


class IndicatorTerms(Part):
    """When an indicator counts as met, and by when its actual value is entered (12.a.7)."""

    threshold: Share = fact("Threshold", "The least fulfilment, in per cent, with which an indicator is met")
    days: Term = fact("Days", "Days after the period's end in which the actual value is entered")


class DigestTerms(Part):
    """How often work is summed up, and which units contribute (12.b.3)."""

    months: Term = fact("Months", "Length of the period, in months")
    units: tuple[Annotated[Id, Reference("organization")], ...] = fact("Units", "The units that contribute")


@dataclass(frozen=True, slots=True)
class ValueType:
    """The type of a setting's value: what reads it, what to write, and the model of its groups if it is made of groups."""

    adapter: TypeAdapter[Any]
    wanted: Message
    group: type[Part] = Part


_WORDS = say("Write a list, each item on a line of its own after “- ”")

VALUE_TYPES: Mapping[str, ValueType] = {
    "days": ValueType(TypeAdapter(Term), say("Write a whole number of days, for example value: 30")),
    "workdays": ValueType(TypeAdapter(Term), say("Write a whole number of working days, for example value: 10")),
    "months": ValueType(TypeAdapter(Term), say("Write a whole number of months, for example value: 12")),
    "hours": ValueType(TypeAdapter(Term), say("Write a whole number of hours, for example value: 24")),
    "number": ValueType(TypeAdapter(Whole), say("Write a whole number, for example value: 24")),
    "share": ValueType(TypeAdapter(Share), say("Write a number from 0 to 100, for example value: 99.5")),
    "money": ValueType(TypeAdapter(Money), say("Write the sum in so‘m, digits only, for example value: 150000000")),
    "flag": ValueType(TypeAdapter(Flag), say("Write value: true (yes) or value: false (no)")),
    "text": ValueType(TypeAdapter(Text), say("Write one word or line after value:")),
    "texts": ValueType(TypeAdapter(tuple[Text, ...]), _WORDS),
    "records": ValueType(TypeAdapter(tuple[Id, ...]), say("Write a list of ids, for example value: [tsh-004]")),
    "day-of-year": ValueType(TypeAdapter(DayOfYear), say("Write month and day, for example value: 02-15 for 15 February")),
    "day-of-month": ValueType(TypeAdapter(DayOfMonth), say("Write a day of the month from 1 to 31, for example value: 5")),
    "roles": ValueType(TypeAdapter(tuple[Role, ...]), say("Write a list of roles, for example value: [deputy]")),
    "edition": ValueType(
        TypeAdapter(Edition),
        say("Under value: write number and date, for example number: 45-son, date: 2026-01-15"),
        Edition,
    ),
    "holders": ValueType(
        TypeAdapter(tuple[Holder, ...]),
        say(
            "Write a list; each item has role, employee and since, until once it is over, and acting: true for "
            "somebody who only acts"
        ),
        Holder,
    ),
    "seats": ValueType(
        TypeAdapter(tuple[Seat, ...]),
        say("Write a list; each item has organization and since, and until once it is over"),
        Seat,
    ),
    "bodies": ValueType(
        TypeAdapter(tuple[Body, ...]),
        say("Write a list; each item has organization, name and since, and parent and until if there are any"),
        Body,
    ),
    "roles-per-kind": ValueType(
        TypeAdapter(tuple[PerKind, ...]),
        say("Write a list; each item has kind and roles, for example kind: roadmap, roles: [deputy]"),
        PerKind,
    ),
    "grades": ValueType(
        TypeAdapter(tuple[Graded, ...]),
        say("Write a list; each item has kind and grade, for example kind: project, grade: attributed"),
        Graded,
    ),
    "kpi": ValueType(
        TypeAdapter(IndicatorTerms),
        say("Under value: write threshold and days, for example threshold: 90, days: 20"),
        IndicatorTerms,
    ),
    "digest": ValueType(
        TypeAdapter(DigestTerms),
        say("Under value: write months and units, for example months: 3, units: [tsh-006]"),
        DigestTerms,
    ),
}


@dataclass(frozen=True, slots=True)
class Definition:
    """What a setting is: its name in both languages, the paragraphs that leave it open, and the type of its value.

    `slug` is what the code calls it. `of` says what the value may name: the records of a kind (`organization`), kinds of record
    (`kinds`), the choices of a field (`project.status`) or the fields of a kind (`registry-entry.*`). `read_by` are the checks
    that use the measure where it is given, in addition to those whose own it is. Of these `needed_by` are off without it, too,
    and those that it `eases` ask no less without it; the rest are on in part then.
    """

    code: Setting
    slug: str
    name: Mapping[str, str]
    paragraphs: tuple[str, ...]
    type: str
    of: str | None = None
    read_by: tuple[str, ...] = ()
    needed_by: tuple[str, ...] = ()
    eases: tuple[str, ...] = ()

    @property
    def in_part_for(self) -> tuple[str, ...]:
        """The checks that ask less without a value."""
        return tuple(code for code in self.read_by if code not in self.needed_by and code not in self.eases)

    @property
    def value_type(self) -> ValueType:
        """The type of the value."""
        return VALUE_TYPES[self.type]


@dataclass(frozen=True, slots=True)
class GivenSetting:
    """One value of a setting, the basis it was given on, and since when; the next one ends it."""

    code: Setting
    value: Any
    basis: str
    since: date


class Running(NamedTuple):
    """A term that runs: the day from which it is counted, and its measure."""

    begins: date
    measure: Any


@dataclass(frozen=True, slots=True)
class Settings:
    """The department's settings through time; `problems` are what is wrong with the file that gives them.

    `history` holds every value that a setting was given, the oldest first. Who asks says which day is judged: that of the
    launch, of the decision, of the period's end. So what was done is judged by what held then, whatever was decided since. On a
    day before the first value the setting is off. What is so now and has no day of its own, such as the name of a body, is judged
    by the newest value, and asks with None.
    """

    history: Mapping[Setting, tuple[GivenSetting, ...]] = field(default_factory=dict)
    problems: tuple[tuple[CheckCode, Problem], ...] = ()
    document: Document | None = None

    def at(self, setting: Setting, day: date | None) -> GivenSetting | None:
        """Return what held on that day, for None the newest; None while the setting was off."""
        given = self.history.get(setting, ())
        if day is None:
            return given[-1] if given else None
        for one in reversed(given):
            if one.since <= day:
                return one
        return None

    def value(self, setting: Setting, day: date | None) -> Any:
        """Return the value on that day in the form of its definition; None while the setting was off."""
        given = self.at(setting, day)
        return given.value if given else None

    def whole(self, setting: Setting, day: date | None) -> int | None:
        """Return a number of days, months or things."""
        value = self.value(setting, day)
        return value if isinstance(value, int) else None

    def texts(self, setting: Setting, day: date | None) -> tuple[str, ...]:
        """Return a list of words or ids; empty while the setting was off."""
        return tuple(self.value(setting, day) or ())

    def running(self, setting: Setting, since: date | None) -> Running | None:
        """Return the term of what is owed since a day whether there is a measure or not; None where there never was one.

        It is measured by what held on that day. Where nothing held yet, by the first value, from that value's first day on:
        nobody was late before there was a measure, and nobody is free of it for having begun earlier.
        """
        given = self.history.get(setting)
        if not given:
            return None
        held = (self.at(setting, since) if since else None) or given[0]
        return Running(max(since or held.since, held.since), held.value)

    def holders(self, role: Role, day: date) -> tuple[str, ...]:
        """Return the ids of the employees who hold the office on that day, and then of those who act in it (S05).

        The holders have days of their own, so the oldest list speaks of the days before it too.
        """
        given = self.history.get(Setting.OFFICE_HOLDERS)
        terms: tuple[Holder, ...] = (self.at(Setting.OFFICE_HOLDERS, day) or given[0]).value if given else ()
        there = [item for item in terms if item.role == role and item.since <= day and (not item.until or day <= item.until)]
        return tuple(dict.fromkeys(item.employee for item in sorted(there, key=lambda item: item.acting)))

    def roles(self, setting: Setting, kind: str, day: date | None) -> tuple[Role, ...]:
        """Return the roles that a setting names, for a kind of record or for all; empty when it names none."""
        named: tuple[PerKind | Role, ...] = self.value(setting, day) or ()
        own = next((item.roles for item in named if isinstance(item, PerKind) and item.kind == kind), ())
        return own or tuple(item for item in named if not isinstance(item, PerKind))

    def grade(self, kind: str, day: date | None) -> Grade | None:
        """Return the grade of provenance that an approval of that day needs on a kind of record; None if it needs none."""
        return _grade(self.at(Setting.PROVENANCE, day), kind)

    def ever_proved(self, kind: str) -> bool:
        """Return whether commits have to prove the approvals of a kind of record, of some day."""
        grades = (_grade(given, kind) for given in self.history.get(Setting.PROVENANCE, ()))
        return any(grade not in (None, "declared") for grade in grades)

    @property
    def strictest_grade(self) -> Grade | None:
        """The grade that decisions about the settings need: the strictest that any kind of record does now."""
        graded: tuple[Graded, ...] = self.value(Setting.PROVENANCE, None) or ()
        return max((item.grade for item in graded), key=get_args(Grade).index, default=None)


def _grade(given: GivenSetting | None, kind: str) -> Grade | None:
    graded: tuple[Graded, ...] = given.value if given else ()
    return next((item.grade for item in graded if item.kind == kind), None)


@cache
def definitions() -> Mapping[str, Definition]:
    """S01–S55 by code, in order."""
    return _described("settings")


@cache
def own_settings() -> Mapping[str, Definition]:
    """Return by code the settings that are not among S01–S55, since no paragraph leaves them open as its measure."""
    return _described("own_settings")


def _described(file: str) -> dict[str, Definition]:
    loaded: dict[str, dict[str, Any]] = own_data(file)
    elsewhere = left_open_elsewhere()
    return {
        code: Definition(
            Setting(code),
            item["slug"],
            {"uz": item["uz"], "en": item["en"]},
            tuple(item["paragraphs"] if elsewhere is None else elsewhere.get(code, ())),
            item["type"],
            item.get("of"),
            tuple(item.get("read_by", ())),
            tuple(item.get("needed_by", ())),
            tuple(item.get("eases", ())),
        )
        for code, item in loaded.items()
    }


def definition_of(code: str) -> Definition | None:
    """Return what is called so in the settings file, `S17` or `strict`; None if nothing is."""
    return own_settings().get(code) or definitions().get(code)
