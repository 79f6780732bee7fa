"""The measures that the Nizom leaves open (S01–S55): what each is, and the value that the department gave it.

`settings.yaml` beside this module says what the settings are; `records/settings.md` holds values, each with its basis and the
day since which it applies. A setting without a value is off, and so is every check that needs it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import StringConstraints, TypeAdapter, ValidationError

from validators.document import Document
from validators.fields import Day, Flag, Id, Money, Percent, Reference, Text, Whole
from validators.fields import field as fact
from validators.finding import Problem
from validators.messages import say
from validators.record import Part, Role
from validators.typing_errors import problems

DEFINITIONS = Path(__file__).with_name("settings.yaml")
STRICT = "strict"
"""Beside S01–S55: codes of derived checks that the department decided to treat as errors."""


class Holder(Part):
    """Who holds an office, from which day to which; without `until`, still."""

    role: Role = fact("Role", "The office")
    employee: Annotated[Id, Reference("employee")] = fact("Employee", "Who holds it")
    since: Day = fact("Since", "First day in office")
    until: Day | None = fact("Until", "Last day in office", default=None)


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


class Edition(Part):
    """An edition of the Nizom: the order that approved it."""

    number: Text = fact("Number", "The order's number")
    date: Day = fact("Date", "Since when the edition is in force")


DayOfYear = Annotated[str, StringConstraints(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")]

TYPES: Mapping[str, TypeAdapter[Any]] = {
    "days": TypeAdapter(Whole),
    "workdays": TypeAdapter(Whole),
    "months": TypeAdapter(Whole),
    "number": TypeAdapter(Whole),
    "percent": TypeAdapter(Percent),
    "money": TypeAdapter(Money),
    "flag": TypeAdapter(Flag),
    "text": TypeAdapter(Text),
    "texts": TypeAdapter(tuple[Text, ...]),
    "day-of-year": TypeAdapter(DayOfYear),
    "records": TypeAdapter(tuple[Annotated[Id, Reference()], ...]),
    "edition": TypeAdapter(Edition),
    "holders": TypeAdapter(tuple[Holder, ...]),
    "bodies": TypeAdapter(tuple[Body, ...]),
    "roles-per-kind": TypeAdapter(tuple[PerKind, ...]),
}


@dataclass(frozen=True, slots=True)
class Definition:
    """What a setting is: its name in both languages, the paragraphs that leave it open, and the form of its value."""

    code: str
    name: Mapping[str, str]
    paragraphs: tuple[str, ...]
    type: str


class _Given(Part):
    value: Any = fact("Value", "The measure")
    basis: Text = fact("Basis", "The act's id, or the internal order, that fixes it")
    since: Day = fact("Since", "The day since which it applies, as 2026-03-05")


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting with its value, the basis it was given on, and since when."""

    code: str
    value: Any
    basis: str
    since: date


@dataclass(frozen=True, slots=True)
class Settings:
    """The department's settings; `problems` are what is wrong with the file that gives them."""

    given: Mapping[str, Setting] = field(default_factory=dict)
    problems: tuple[tuple[str, Problem], ...] = ()
    document: Document | None = None

    def value(self, code: str) -> Any:
        """The value in the form of its definition; None while the setting is off."""
        setting = self.given.get(code)
        return setting.value if setting else None

    def whole(self, code: str) -> int | None:
        """A number of days, months or things."""
        value = self.value(code)
        return value if isinstance(value, int) else None

    def texts(self, code: str) -> tuple[str, ...]:
        """A list of words or ids; empty while the setting is off."""
        return tuple(self.value(code) or ())

    def holder(self, role: Role, day: date) -> str | None:
        """The id of the employee who holds the office on that day (S05)."""
        holders: tuple[Holder, ...] = self.value("S05") or ()
        return next(
            (
                item.employee
                for item in holders
                if item.role == role and item.since <= day and (not item.until or day <= item.until)
            ),
            None,
        )

    def roles(self, code: str, kind: str) -> tuple[Role, ...]:
        """The roles that a setting names for a kind of record; empty when it names none."""
        per_kind: tuple[PerKind, ...] = self.value(code) or ()
        return next((item.roles for item in per_kind if item.kind == kind), ())


@cache
def definitions() -> Mapping[str, Definition]:
    """S01–S55 by code, in order."""
    loaded: dict[str, dict[str, Any]] = yaml.load(DEFINITIONS.read_text("utf-8"), Loader=yaml.CBaseLoader)
    return {
        code: Definition(code, {"uz": item["uz"], "en": item["en"]}, tuple(map(str, item["paragraphs"])), item["type"])
        for code, item in loaded.items()
    }


def read_settings(document: Document) -> Settings:
    """The settings in a document's front matter, with every problem that they have."""
    found: list[tuple[str, Problem]] = [(defect.code, defect.problem) for defect in document.defects if defect.fatal]
    given: dict[str, Setting] = {}
    for code, written in document.values.items():
        definition = definitions().get(code)
        form = TYPES["texts"] if code == STRICT else TYPES[definition.type] if definition else None
        if form is None:
            hint = say("Settings are called S01 to S55, or “{strict}”", strict=STRICT)
            found.append(("F20", Problem(code, say("There is no setting “{code}”", code=code), hint, on_key=True)))
            continue
        try:
            entry = _Given.model_validate(written)
        except ValidationError as error:
            found.extend((name, _under(code, problem)) for name, problem in problems(error, _Given))
            continue
        try:
            given[code] = Setting(code, form.validate_python(entry.value), entry.basis, entry.since)
        except ValidationError as error:
            found.extend((name, _under(f"{code}.value", problem)) for name, problem in problems(error, _item_model(code)))
    return Settings(given, tuple(found), document)


def _item_model(code: str) -> type[Part]:
    """The model of the groups that a setting's value is made of, for words about what is missing in one."""
    kind = definitions()[code].type if code in definitions() else ""
    return {"holders": Holder, "bodies": Body, "roles-per-kind": PerKind, "edition": Edition}.get(kind, Part)


def _under(route: str, problem: Problem) -> Problem:
    at = f"{route}.{problem.at}" if problem.at else route
    return Problem(at, problem.message, problem.hint, problem.on_key, problem.span)
