"""Values in the words of a document: days, sums, choices, and records by what they are called."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from validators.answers.due import title_of_record
from validators.model.fields import Field, fields_of, is_personal
from validators.repository.repository import Repository
from validators.source.route import Route
from validators.text.messages import Language, Message, choice, say, short_day


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of a record: what it is called, and its value in words."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Wording:
    """Puts values of these records into words, on this day, in this language."""

    repository: Repository
    as_of: date
    language: Language

    def say(self, message: Message) -> str:
        """Return a sentence of ours."""
        return self.language.text(message)

    def label(self, value: str) -> str:
        """Return what a value to choose from is called, as a sentence begins."""
        return self.any_of((value,))

    def any_of(self, values: Sequence[str]) -> str:
        """Return what values are called of which one is meant, as a sentence begins; nothing where there are none."""
        words = self.language.alternatives(tuple(map(choice, values)))
        return words[:1].upper() + words[1:]

    def day(self, day: date | None) -> str:
        """Return a day as letters write it: 2026-yil 5-mart; nothing where there is none."""
        return self.language.day(day) if day else ""

    def short_day(self, day: date | None) -> str:
        """Return a day as tables write it: 05.03.2026; nothing where there is none."""
        return short_day(day) if day else ""

    def number(self, value: int | Decimal | None) -> str:
        """Return a number; nothing where there is none."""
        return "" if value is None else self.language.number(value)

    def name(self, id_: str | None) -> str:
        """Return what a record is called; nothing where there is none."""
        return title_of_record(id_, self.repository)

    def names(self, ids: Iterable[str]) -> str:
        """Return what records are called, in a row."""
        return ", ".join(map(self.name, ids))

    def facts(self, part: BaseModel, names: Iterable[str]) -> tuple[Fact, ...]:
        """Return those of the named fields of a part that have a value, and whose value is nobody's personal matter."""
        model = type(part)
        fields = (fields_of(model)[name] for name in names if not is_personal(model, Route(name)))
        found = (Fact(self.say(field.title), self._value(getattr(part, field.name), field)) for field in fields)
        return tuple(fact for fact in found if fact.value)

    def _value(self, value: Any, field: Field) -> str:
        if value is None or value == () or isinstance(value, BaseModel):
            return ""
        if isinstance(value, tuple):
            return ", ".join(self._value(one, field) for one in value)
        if field.form == "reference":
            return self.name(value)
        if field.form == "flag":
            return self.say(say("yes") if value else say("no"))
        if field.form == "choice" or field.name == "status":
            return self.say(choice(str(value)))
        if isinstance(value, date):
            return self.day(value)
        return self.number(value) if isinstance(value, int | Decimal) else str(value)
