"""Everything a user reads, as data: English source text, translated when it is printed.

A `Message` keeps its English template and its parameters apart, so that findings are the same in whichever language they are
shown in and text from a record is only ever a parameter, never a template.

The texts themselves are elsewhere: the English in each `say("…")`, the Uzbek in `validators/locale/uz/LC_MESSAGES/nizom.po`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Literal, TypeAlias

from validators.text.translations import translations_of

LanguageCode = Literal["uz", "en"]

VALUE = "value"
"""Catalogue context of the values that a field may take, such as `in-progress`."""

MONTHS = {
    "uz": ("yanvar", "fevral", "mart", "aprel", "may", "iyun",
           "iyul", "avgust", "sentabr", "oktabr", "noyabr", "dekabr"),
    "en": ("January", "February", "March", "April", "May", "June",
           "July", "August", "September", "October", "November", "December"),
}  # fmt: skip

OPTION = "option"
"""Context of a value that a hint offers: as it is written, and what it is called."""

WITHIN = "within"
"""Context of a name inside a sentence: with a small letter, unless it is an abbreviation."""

NARROW_SPACE = "\u202f"
"""What groups the digits of a number in Uzbek: it breaks no line."""

Parameter: TypeAlias = "str | int | Decimal | date | Month | Message | Both | OneOf | tuple[Message, ...]"


@dataclass(frozen=True, slots=True)
class Both:
    """A text that is kept in both languages next to the code, such as a setting's name."""

    uz: str
    en: str


@dataclass(frozen=True, slots=True)
class Month:
    """A calendar month in a sentence, by any of its days."""

    day: date


@dataclass(frozen=True, slots=True)
class OneOf:
    """Names, one of them meant, in a sentence: joined with “or”, not as a list."""

    names: tuple["Message", ...]


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence for a user: an English template, what goes into its braces, and its catalogue context if any."""

    template: str
    parameters: tuple[tuple[str, Parameter], ...] = ()
    context: str | None = None


def say(template: str, **parameters: Parameter) -> Message:
    """Return a message from an English template; `{name}` in it is the parameter of that name."""
    return Message(template, tuple(parameters.items())) if parameters else _plain(template)


@cache
def _plain(template: str) -> Message:
    """Return the message that always says the same: one object for the thousands of duties and dates that are called so."""
    return Message(template)


def choice(value: str) -> Message:
    """Return the name of a value that a field may take: `in-progress` is shown as “bajarilmoqda”."""
    return Message(value, context=VALUE)


def option(value: str) -> Message:
    """How a value is written, with what it is called: `in-progress (bajarilmoqda)`."""
    return Message(value, context=OPTION)


def one_of(values: Iterable[str]) -> OneOf:
    """Values, one of them to be written, each as a hint offers it."""
    return OneOf(tuple(map(option, values)))


def choices_of(values: Iterable[str]) -> Message:
    """Values to choose from, as a sentence of their own."""
    return Message("{choices}", (("choices", one_of(values)),))


def within(name: Message) -> Message:
    """Return a name such as a kind's, as it is written inside a sentence: “tsh-002 — tashkilot”."""
    return Message(name.template, name.parameters, WITHIN)


@cache
def _translations(code: LanguageCode) -> dict[tuple[str | None, str], str]:
    """English is the source and needs none."""
    return {} if code == "en" else translations_of(code)


@cache
def short_day(day: date) -> str:
    """Return a date as tables and lists write it, with the time if it has one: 05.03.2026, 05.03.2026 14:30."""
    return f"{day:%d.%m.%Y %H:%M}" if isinstance(day, datetime) else f"{day:%d.%m.%Y}"


@dataclass(frozen=True, slots=True)
class Language:
    """Renders messages, dates and bilingual texts in one language."""

    code: LanguageCode

    def text(self, message: Message) -> str:
        """Return the message as a user reads it."""
        translations = _translations(self.code)
        if message.context == OPTION:
            name = translations.get((VALUE, message.template), message.template)
            return message.template if name == message.template else f"{message.template} ({name})"
        if message.context == WITHIN:
            name = self.text(Message(message.template, message.parameters))
            return name[:1].lower() + name[1:] if name[1:2].islower() else name
        template = translations.get((message.context, message.template), message.template)
        if not message.parameters:
            return template
        return template.format_map({name: self._shown(value) for name, value in message.parameters})

    def day(self, day: date) -> str:
        """Return a date in words, with the time of day if any: `2026-yil 5-mart`, `5 March 2026`, `5 March 2026, 14:30`."""
        month = MONTHS[self.code][day.month - 1]
        words = f"{day.year}-yil {day.day}-{month}" if self.code == "uz" else f"{day.day} {month} {day.year}"
        return f"{words}, {day:%H:%M}" if isinstance(day, datetime) else words

    def month(self, day: date) -> str:
        """Return the month of a day: `2026-yil mart`, `March 2026`."""
        name = MONTHS[self.code][day.month - 1]
        return f"{day.year}-yil {name}" if self.code == "uz" else f"{name} {day.year}"

    def number(self, value: int | Decimal) -> str:
        """Return a number in groups of three from five digits on, with a decimal comma in Uzbek: `2026`, `10 000`, `99,5`."""
        exact = Decimal(value)
        whole, _, rest = (f"{exact:f}" if -10_000 < exact < 10_000 else f"{exact:,f}").partition(".")
        rest = rest if rest.strip("0") else ""
        if self.code == "uz":
            return whole.replace(",", NARROW_SPACE) + (f",{rest}" if rest else "")
        return whole + (f".{rest}" if rest else "")

    def alternatives(self, names: Sequence[Message]) -> str:
        """Names, one of them meant: `boshliq, o‘rinbosar yoki vazirlik`."""
        words = [self.text(name) for name in names]
        return f"{', '.join(words[:-1])} {self.text(say('or'))} {words[-1]}" if words[1:] else "".join(words)

    def pick(self, texts: Mapping[str, str]) -> str:
        """Return this language's side of a text that is kept in both, as the regulation's glosses are."""
        return texts[self.code]

    def _shown(self, value: Parameter) -> str:
        if isinstance(value, Message):
            return self.text(value)
        if isinstance(value, Both):
            return value.uz if self.code == "uz" else value.en
        if isinstance(value, Month):
            return self.month(value.day)
        if isinstance(value, OneOf):
            return self.alternatives(value.names)
        if isinstance(value, tuple):
            return ", ".join(map(self.text, value))
        if isinstance(value, int | Decimal):
            return self.number(value)
        return self.day(value) if isinstance(value, date) else str(value)
