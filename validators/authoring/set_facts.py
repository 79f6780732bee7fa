"""Facts that a person gives as `route=value`, put into the text of a record."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from pydantic import BaseModel

from validators.model.fields import Field, field_at, fields_of, group_at, is_personal
from validators.model.written.pydantic_errors import meant_key, names_key
from validators.repository.record_file import RecordFile, read_record
from validators.source.codes import CheckCode
from validators.source.edits.cure import Put
from validators.source.edits.curing import cured
from validators.source.edits.edit import Edit, EditError
from validators.source.edits.record_text import RecordText
from validators.source.edits.yaml_text import Bare, flow
from validators.source.finding import Problem
from validators.source.front_matter import CONTROL, TURNING, turns
from validators.source.route import ROOT, Route, Value
from validators.text.messages import Language, Message, say
from validators.text.uzbek import fold

_GIVEN = re.compile(r"(?P<route>[^=]+?)\s*(?P<sign>\+=|-=|=)\s*(?P<value>.*?)\s*", re.DOTALL)
LONG = 4
"""As many letters of a word as make two names that share it alike."""
_BY_ITSELF = {
    "approvals": say("The steps of the way to approval are written by “nizom approve”, not by hand"),
    "corrections": say("A correction is written in an editor, together with what it corrects"),
    "id": say("An id never changes"),
}
"""Keys that are not set by hand, and why not."""


class NotSetError(Exception):
    """Facts cannot be set as they were given; holds why, a reason for each."""

    def __init__(self, *reasons: Message) -> None:
        super().__init__(*(reason.template for reason in reasons))
        self.reasons = reasons


class Fact(NamedTuple):
    """A value to write, to add to a list (`+=`), or to take out of one (`-=`); no value takes out the key."""

    at: Route
    sign: str
    value: str
    field: Field

    @property
    def said(self) -> str:
        """The route as people give it, with items counted from 1."""
        return _said(self.at)


def _said(at: Route) -> str:
    return ".".join(str(part + 1 if isinstance(part, int) else part) for part in at)


class Given(NamedTuple):
    """What a person gave to be written: the facts, and why others are none."""

    facts: tuple[Fact, ...]
    faults: tuple[Message, ...]


def parse_facts(given: Iterable[str], model: type[BaseModel]) -> Given:
    """Return the facts that a person gave; one that is none, or is given twice, is a fault."""
    facts: list[Fact] = []
    faults: list[Message] = []
    given = list(given)
    apart = [(key, value) for key, value in pairwise(given) if _is_field(key, model) and not _GIVEN.fullmatch(value)]
    faults += [say("“=” stands between a field and its value: {fact}", fact=f"{key}={value}") for key, value in apart]
    for one in (one for one in given if not any(one in pair for pair in apart)):
        try:
            fact = parse_fact(one, model)
        except NotSetError as error:
            faults += error.reasons
            continue
        if fact.sign == "=" and any(other.at == fact.at for other in facts):
            faults.append(say("“{key}” is given twice: leave one", key=fact.field.title))
        else:
            facts.append(fact)
    return Given(tuple(facts), tuple(faults))


def _is_field(words: str, model: type[BaseModel]) -> bool:
    """Whether these words are what a field is called, with no value after it."""
    try:
        return not _GIVEN.fullmatch(words) and field_at(model, _route(words, model)) is not None
    except NotSetError:
        return False


def parse_fact(given: str, model: type[BaseModel]) -> Fact:
    """Return the fact that a person gave: keys by their names or by what pages call them, items counted from 1.

    Raises `NotSetError` if it is no fact of such a record.
    """
    found = _GIVEN.fullmatch(given)
    if found is None:
        raise NotSetError(say("“{given}” is not understood: write what and its value, for example due=2026-12-25", given=given))
    route = _route(found["route"], model)
    field = field_at(model, route)
    if field is None:
        raise NotSetError(say("There is no field {name} in such a record", name=found["route"]))
    if route.first_key in _BY_ITSELF:
        raise NotSetError(_BY_ITSELF[route.first_key])
    if field.group and found["value"]:
        is_list = field.many and isinstance(route[-1], str)
        first = next(iter(fields_of(field.group).values()))
        key = first.name if found["route"] == _said(route) else Language("uz").text(first.title).lower()
        example = f"{found['route']}{'.1' * is_list}.{key}=…"
        reason = say(
            "“{key}” is a group: set the facts in it one by one, for example {example}", key=field.title, example=example
        )
        raise NotSetError(say("{reason}; the number after the last begins a new one", reason=reason) if is_list else reason)
    if found["sign"] != "=" and not (field.many and isinstance(route[-1], str)):
        raise NotSetError(say("“{key}” is not a list: write it with = alone", key=field.title))
    if field.one_line and len(found["value"].splitlines()) > 1:
        raise NotSetError(say("“{key}” is one line", key=field.title))
    refuse_unseen(found["value"])
    return Fact(route, found["sign"], found["value"], field)


def refuse_unseen(value: str) -> None:
    """Raise `NotSetError` for signs that nobody sees, and that a file may not hold."""
    if sign := CONTROL.search(value):
        raise NotSetError(say("There is a control character here (code {code})", code=f"U+{ord(sign[0]):04X}"))
    if sign := TURNING.search(value):
        problem = turns(sign[0])
        raise NotSetError(say("{message}. {hint}", message=problem.message, hint=problem.hint or ""))


def _route(written: str, model: type[BaseModel]) -> Route:
    route = ROOT
    for part in re.split(r"\s*\.\s*", written.strip()):
        if part.isdecimal() and int(part) > 0:
            route /= int(part) - 1
            continue
        group = group_at(model, route)
        _require_place(route, part, model)
        if group is None or part in fields_of(group):
            route /= part
            continue
        meant = meant_key(route / part, model)
        if meant is None or not names_key(part, meant, model):
            begun = _begun_by(part, group)
            if len(begun) != 1:
                raise NotSetError(_unknown(written, part, meant, group))
            meant = route / begun[0]
        route = meant
    return route


def _require_place(route: Route, part: str, model: type[BaseModel]) -> None:
    """Raise `NotSetError` where a key follows that of a list, and nobody can tell in which item."""
    items = field_at(model, route) if route and isinstance(route[-1], str) else None
    if items and items.many and items.group:
        example = f"{route}.1.{part}=…"
        raise NotSetError(
            say("“{key}” is a list: say which item of it is meant, for example {example}", key=items.title, example=example)
        )


def _begun_by(words: str, group: type[BaseModel]) -> list[str]:
    """Return the keys of a group whose names on the pages begin with these words: “muhimlik” for “Muhimlik darajasi”."""
    titles = {field.name: fold(Language("uz").text(field.title)) for field in fields_of(group).values()}
    return [key for key, title in titles.items() if title.startswith(f"{fold(words)} ")]


def _unknown(written: str, part: str, meant: Route | None, group: type[BaseModel]) -> Message:
    """Return that there is no such field, with the one that was probably meant, or else those that there are."""
    unknown = say("There is no field {name} in such a record", name=written)
    if meant:
        nearest = fields_of(group)[meant.last_key]
        called = say("{key} ({title})", key=nearest.name, title=nearest.title)
        return say("{unknown}. The nearest is {nearest}", unknown=unknown, nearest=called)
    titles = [(fold(Language("uz").text(field.title)), field) for field in fields_of(group).values()]
    alike = [field for title, field in titles if fold(part) in title] or [
        field for title, field in titles if any(len(word) >= LONG and word in title.split() for word in fold(part).split())
    ]
    similar = [say("{key} ({title})", key=field.name, title=field.title) for field in alike]
    if len(similar) == 1:
        return say("{unknown}. The nearest is {nearest}", unknown=unknown, nearest=similar[0])
    settable = (field.title for _, field in titles if field.name not in _BY_ITSELF)
    return say("{unknown}. There are: {fields}", unknown=unknown, fields=tuple(similar or settable))


Advise = Callable[[CheckCode, Problem, RecordFile], Problem]
"""Adds to a problem what only the other records tell, such as which of them was meant."""


def with_facts(entry: RecordFile, text: str, facts: Sequence[Fact], advised: Advise, faults: Sequence[Message] = ()) -> str:
    """Return the text of a record with the facts, their values in the notation of records.

    Raises `NotSetError` for each value that is not understood, and where nothing can be written as the text stands; for `faults`
    too, which were found before, so that a person hears everything at once.
    """
    found, wrong = list(faults), list[Route]()
    for fact in facts:
        if any(fact.at.starts_with(item) for item in wrong):
            continue
        try:
            text = _with_fact(entry, text, fact, advised)
        except EditError:
            reason = say("“{key}” cannot be changed as the file is written: change it in an editor", key=fact.field.title)
            raise NotSetError(*found, reason) from None
        except NotSetError as error:
            of_one = len(facts) == 1
            found += (one if of_one else say("{place}: {what}", place=fact.field.title, what=one) for one in error.reasons)
            # Of an item that could not be begun, nothing else can be written.
            wrong.append(_item_of(fact.at) or fact.at)
    if found:
        raise NotSetError(*found)
    return text


def _item_of(at: Route) -> Route:
    """Return the innermost item of a list that a route leads into; none for a fact of the record itself."""
    depth = max((place + 1 for place, part in enumerate(at) if isinstance(part, int)), default=0)
    return Route(*at[:depth])


class Written(NamedTuple):
    """What facts became in the text of a record, as a person says them; none is personal."""

    put: tuple[str, ...]
    implied: tuple[str, ...]
    taken_out: tuple[str, ...]


def written_as(entry: RecordFile, text: str, facts: Sequence[Fact], implied: Sequence[Fact]) -> Written:
    """Return what a text of a record has as it was asked for, what it has too, and what it has no more."""
    now = read_record(entry.path, text.encode(), entry.kind).document.values

    def shown(some: Iterable[Fact], values: object) -> list[tuple[Fact, str]]:
        found = ((fact, fact.at.get(values)) for fact in some if not is_personal(entry.kind.model, fact.at))
        return [(fact, value if isinstance(value, str) else flow(value)) for fact, value in found if value is not None]

    put = shown((fact for fact in facts if fact.sign != "-=" and fact.value), now)
    gone = shown((fact for fact in facts if fact.sign == "=" and not fact.value), entry.document.values)
    return Written(
        tuple(f"{fact.said}={value}" for fact, value in put),
        tuple(f"{fact.said}={value}" for fact, value in shown(implied, now)),
        tuple(f"{fact.said}={value}" for fact, value in gone),
    )


def _with_fact(entry: RecordFile, text: str, fact: Fact, advised: Advise) -> str:
    record = RecordText(text)
    group = group_at(entry.kind.model, fact.at.parent)
    order = tuple(fields_of(group)) if group else ()
    there = fact.at.get(record.values)
    _require_item(fact, record.values)
    if fact.sign == "-=":
        if not isinstance(there, list) or fact.value not in there:
            raise NotSetError(say("“{key}” has no item {value}", key=fact.field.title, value=fact.value))
        return record.edited(record.remove(fact.at / there.index(fact.value)))
    if not fact.value:
        return record.edited(record.remove(fact.at)) if there is not None else text
    if fact.sign == "+=":
        if isinstance(there, list) and fact.value in there:
            return text
        added = partial(record.add_item, fact.at, order=order)
        return _understood(entry, fact, fact.value, lambda value: record.edited(added(value)), advised)
    is_list = fact.field.many and isinstance(fact.at[-1], str)
    given: Value = [item for item in re.split(r"\s*[,;]\s*", fact.value) if item] if is_list else fact.value
    return _understood(entry, fact, given, lambda value: record.edited(_put(record, entry, fact.at, value, order)), advised)


def _put(record: RecordText, entry: RecordFile, at: Route, value: Value, order: Sequence[str]) -> list[Edit]:
    """Return the edits that put a value where a route leads; an item that comes next in its list is begun with it."""
    for depth, part in enumerate(at):
        above = Route(*at[:depth])
        if isinstance(part, int) and part == len(above.get(record.values) or ()):
            for key in reversed(at[depth + 1 :]):
                value = {str(key): value}
            group = group_at(entry.kind.model, above.parent)
            return record.add_item(above, value, order=tuple(fields_of(group)) if group else ())
    return record.set(at, value, order)


def _require_item(fact: Fact, values: object) -> None:
    """Raise `NotSetError` if the fact is of an item that its list does not have, nor gets next."""
    for depth, part in enumerate(fact.at):
        items = Route(*fact.at[:depth]).get(values)
        count = len(items) if isinstance(items, list) else 0
        if isinstance(part, int) and part > count - (fact.sign != "=" or not fact.value):
            raise NotSetError(say("The list has no item {place}: it has {count}", place=part + 1, count=count))


def _understood(entry: RecordFile, fact: Fact, value: Value, write: Callable[[Value], str], advised: Advise) -> str:
    """Return the text with the value as records have it; raises `NotSetError` if it is not clear which is meant."""
    text = write(bare(value, fact.at, entry.kind.model))
    problems = _problems(entry, text, fact, advised)
    for cure in (problem.cure for problem in problems if problem.cure and problem.cure.is_safe):
        text = cured(text, cure)
        if isinstance(cure.change, Put) and cure.change.at == fact.at:
            # Written once more, not put over what was written: the first value may have needed quotes.
            text = write(bare(cure.change.value, fact.at, entry.kind.model))
    for problem in _problems(entry, text, fact, advised):
        raise NotSetError(in_titles(problem, entry.kind.model))
    return text


def in_titles(problem: Problem, model: type[BaseModel]) -> Message:
    """Return what is wrong and what to do, for somebody who sees no keys: the field is called by its title."""
    field = field_at(model, problem.at)
    message = problem.message
    if field:
        named = ((name, field.title if (name, said) == ("key", field.name) else said) for name, said in message.parameters)
        message = replace(message, parameters=tuple(named))
    return say("{message}. {hint}", message=message, hint=problem.hint) if problem.hint else message


def bare(value: Value, at: Route, model: type[BaseModel]) -> Value:
    """Return a value, the numbers and flags in it to be written without quotes, as everywhere in records."""
    if isinstance(value, dict):
        return {key: bare(inner, at / key, model) for key, inner in value.items()}
    if isinstance(value, list):
        return [bare(inner, at / index, model) for index, inner in enumerate(value)]
    field = field_at(model, at)
    return Bare(value) if isinstance(value, str) and field and (field.numeric or field.form == "flag") else value


def _problems(entry: RecordFile, text: str, fact: Fact, advised: Advise) -> list[Problem]:
    """Return what is wrong with a fact in a text of the record."""
    read = read_record(entry.path, text.encode(), entry.kind)
    return [advised(code, problem, read) for code, problem in read.problems if problem.at.starts_with(fact.at)]
