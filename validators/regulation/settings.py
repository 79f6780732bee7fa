"""The measures that the Nizom leaves open (S01–S55): what each is, and the value that the department gave it.

`settings.yaml` next to this module says what the settings are; `records/settings.md` holds values, each with its basis and the
day since which it applies. A setting without a value is off, and so is every check that needs it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

import yaml
from pydantic import TypeAdapter, ValidationError

from validators.model.pydantic_errors import problems
from validators.model.record import Part
from validators.model.roles import Role
from validators.model.types import (
    Day,
    DayOfMonth,
    DayOfYear,
    Flag,
    Id,
    Money,
    Percent,
    Reference,
    Scalar,
    Share,
    Term,
    Text,
    Whole,
)
from validators.model.types import field as fact
from validators.regulation.setting_codes import Setting
from validators.source.codes import CheckCode, FileCode
from validators.source.document import Document
from validators.source.finding import Problem
from validators.source.route import ROOT, Route
from validators.text.messages import Both, Message, say

DEFINITIONS = Path(__file__).with_name("settings.yaml")
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
        "Acting", "true for who only acts in the office in those days, as while its holder is on leave", default=False
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

    threshold: Percent = fact("Threshold", "The least fulfilment, in per cent, with which an indicator is met")
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
    "percent": ValueType(TypeAdapter(Percent), say("Write a whole number from 0 to 100, for example value: 10")),
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
        say("Write a list; each item has role, employee and since, until once it is over, and acting: true for who only acts"),
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
    that use the measure where it is given, in addition to those that are off without it.
    """

    code: Setting
    slug: str
    name: Mapping[str, str]
    paragraphs: tuple[str, ...]
    type: str
    of: str | None = None
    read_by: tuple[str, ...] = ()

    @property
    def value_type(self) -> ValueType:
        """The type of the value."""
        return VALUE_TYPES[self.type]


OWN_SETTINGS: Mapping[str, Definition] = {
    definition.code: definition
    for definition in (
        Definition(
            Setting.STRICT,
            "strict",
            {"uz": "Xato deb hisoblanadigan ogohlantirishlar", "en": "Warnings that count as errors"},
            (),
            "texts",
        ),
        Definition(
            Setting.PROVENANCE,
            "provenance",
            {
                "uz": "Tasdiq kimniki ekani qay darajada isbotlanishi kerak",
                "en": "How well an approval must be proved to be its giver's",
            },
            (),
            "grades",
        ),
        Definition(
            Setting.MINISTRY,
            "ministry",
            {
                "uz": "Raqamli texnologiyalar vazirligi va undan oldingi idoralar, sanalari bilan",
                "en": "The Ministry of Digital Technologies and its predecessors, with dates",
            },
            (),
            "seats",
            read_by=("N4-2", "N4-4", "N12.a.1-1", "N12.a.1-2", "N12.v.3-2", "A05"),
        ),
        Definition(
            Setting.WAIVER_DAYS,
            "waiver-days",
            {"uz": "Istisnoning eng uzoq muddati", "en": "Longest term of an exception"},
            (),
            "days",
        ),
    )
}
"""Settings that no paragraph leaves open: which derived checks count as errors, how well an approval must be proved for a kind of
record, which body is the ministry where its name does not say so, and how long an exception may last."""


class _Given(Part):
    value: Annotated[Any, Scalar("any")] = fact("Value", "The measure")
    basis: Text = fact("Basis", "The act's id, or the internal order, that fixes it")
    since: Day = fact("Since", "The day since which it applies, as 2026-03-05")


@dataclass(frozen=True, slots=True)
class GivenSetting:
    """A setting with its value, the basis it was given on, and since when."""

    code: Setting
    value: Any
    basis: str
    since: date


@dataclass(frozen=True, slots=True)
class Settings:
    """The department's settings; `problems` are what is wrong with the file that gives them."""

    given: Mapping[Setting, GivenSetting] = field(default_factory=dict)
    problems: tuple[tuple[CheckCode, Problem], ...] = ()
    document: Document | None = None

    def value(self, setting: Setting) -> Any:
        """Return the value in the form of its definition; None while the setting is off."""
        given = self.given.get(setting)
        return given.value if given else None

    def whole(self, setting: Setting) -> int | None:
        """Return a number of days, months or things."""
        value = self.value(setting)
        return value if isinstance(value, int) else None

    def texts(self, setting: Setting) -> tuple[str, ...]:
        """Return a list of words or ids; empty while the setting is off."""
        return tuple(self.value(setting) or ())

    def holders(self, role: Role, day: date) -> tuple[str, ...]:
        """Return the ids of the employees who hold the office on that day, and then of those who act in it (S05)."""
        terms: tuple[Holder, ...] = self.value(Setting.OFFICE_HOLDERS) or ()
        there = [item for item in terms if item.role == role and item.since <= day and (not item.until or day <= item.until)]
        return tuple(dict.fromkeys(item.employee for item in sorted(there, key=lambda item: item.acting)))

    def roles(self, setting: Setting, kind: str) -> tuple[Role, ...]:
        """Return the roles that a setting names, for a kind of record or for all; empty when it names none."""
        named: tuple[PerKind | Role, ...] = self.value(setting) or ()
        own = next((item.roles for item in named if isinstance(item, PerKind) and item.kind == kind), ())
        return own or tuple(item for item in named if not isinstance(item, PerKind))

    def grade(self, kind: str) -> Grade | None:
        """Return the grade of provenance that approvals of a kind of record need; None when it need not be looked at."""
        graded: tuple[Graded, ...] = self.value(Setting.PROVENANCE) or ()
        return next((item.grade for item in graded if item.kind == kind), None)

    @property
    def strictest_grade(self) -> Grade | None:
        """The grade that decisions about the settings need: the strictest that any kind of record does."""
        graded: tuple[Graded, ...] = self.value(Setting.PROVENANCE) or ()
        return max((item.grade for item in graded), key=get_args(Grade).index, default=None)


@cache
def definitions() -> Mapping[str, Definition]:
    """S01–S55 by code, in order."""
    loaded: dict[str, dict[str, Any]] = yaml.load(DEFINITIONS.read_text("utf-8"), Loader=yaml.CBaseLoader)
    return {
        code: Definition(
            Setting(code),
            item["slug"],
            {"uz": item["uz"], "en": item["en"]},
            tuple(item["paragraphs"]),
            item["type"],
            item.get("of"),
            tuple(item.get("read_by", ())),
        )
        for code, item in loaded.items()
    }


def definition_of(code: str) -> Definition | None:
    """Return what is called so in the settings file, `S17` or `strict`; None if nothing is."""
    return OWN_SETTINGS.get(code) or definitions().get(code)


def read_settings(document: Document) -> Settings:
    """Return the settings in a document's front matter, with every problem that they have."""
    found: list[tuple[CheckCode, Problem]] = [(defect.code, defect.problem) for defect in document.defects if defect.fatal]
    given: dict[Setting, GivenSetting] = {}
    for code, written in document.values.items():
        definition = definition_of(code)
        if definition is None:
            hint = say("Settings are called S01 to S55, or: {names}", names=", ".join(OWN_SETTINGS))
            message = say("There is no setting “{code}”", code=code[:80])
            found.append((FileCode.UNKNOWN_KEY, Problem(Route(code), message, hint, on_key=True)))
            continue
        setting, wrong = _setting(definition, written)
        found.extend((name, in_setting(definition, problem)) for name, problem in wrong)
        if setting:
            given[definition.code] = setting
    return Settings(given, tuple(found), document)


def _setting(definition: Definition, written: object) -> tuple[GivenSetting | None, list[tuple[CheckCode, Problem]]]:
    """Return the setting as it is written, or everything that is wrong with it."""
    if not isinstance(written, dict):
        message = say("value, basis and since are not written one by one")
        hint = say("Under {code}: write value, basis and since, indented by two spaces", code=definition.code)
        return None, [(FileCode.WRONG_FORM, Problem(ROOT, message, hint))]
    value_type = definition.value_type
    entry: _Given | None = None
    value: Any = None
    wrong: list[tuple[CheckCode, Problem]] = []
    try:
        entry = _Given.model_validate(written)
    except ValidationError as error:
        wrong.extend(problems(error, _Given))
    if "value" in written:
        try:
            value = value_type.adapter.validate_python(written["value"])
        except ValidationError as error:
            wrong.extend(
                (name, _of_value(value_type, problem)) for name, problem in problems(error, value_type.group, whole="value")
            )
    return (None if wrong or entry is None else GivenSetting(definition.code, value, entry.basis, entry.since)), wrong


def _of_value(value_type: ValueType, problem: Problem) -> Problem:
    """Return a problem of the value under its key; inside a group its own hint says more than the type does."""
    if not problem.at:
        return Problem(VALUE, problem.message, value_type.wanted)
    return replace(problem, at=VALUE / problem.at, hint=problem.hint or value_type.wanted)


def in_setting(definition: Definition, problem: Problem) -> Problem:
    """Return the problem of something in a setting, under the setting's code and name."""
    message = say("{code} ({name}): {what}", code=definition.code, name=Both(**definition.name), what=problem.message)
    return replace(problem, at=Route(definition.code) / problem.at, message=message)
