"""Descriptions of the fields of a record, made once from its pydantic model.

Errors, scaffolds, settings, lists, pages, exports and histories all go by these; nothing else reads a model's annotations.
"""

import copy
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from types import NoneType
from typing import Any, Literal, NamedTuple, get_args, get_origin, get_type_hints

from pydantic import BaseModel, create_model
from pydantic.fields import FieldInfo

from validators.model.gaps import GAPS, Gap, gaps_of, is_whole
from validators.model.record import Part
from validators.model.types import NUMBERS, Distinct, Form, Happened, OneLine, Reference, Scalar, Softens
from validators.source.codes import ClauseCode
from validators.source.route import ROOT, Route
from validators.text.messages import Language, Message, choices_of, say

FLAGS: Mapping[str, Message] = {"true": say("yes"), "false": say("no")}
"""What people call the values of a flag, by how they are written."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record, or of a group of fields in one.

    `many` is a list of such values, `distinct` one in which none stands twice. `check` is the code of the check by which a
    paragraph of the Nizom asks for the field. `happened` marks the day of something that has happened, `one_line` a text that is
    written on one line, `softens` says which values soften or end a duty. `choices`, `reference` and `group` belong to the forms
    of those names: the values to choose from, the records that may be named, and the model of the fields inside.
    """

    name: str
    title: Message
    description: Message
    form: Form
    many: bool = False
    distinct: bool = False
    required: bool = True
    default: Any = None
    personal: bool = False
    check: ClauseCode | None = None
    happened: bool = False
    one_line: bool = False
    softens: Softens | None = None
    choices: tuple[str, ...] = ()
    reference: Reference | None = None
    group: type[Part] | None = None

    @property
    def numeric(self) -> bool:
        """Whether its values are shown, aligned and sorted as numbers."""
        return self.form in NUMBERS


@cache
def fields_of(model: type[BaseModel]) -> Mapping[str, Field]:
    """Return the model's fields by key, in the order in which they are declared.

    Raises `TypeError` for a type that has no form: it is not made of those in `types`.
    """
    return {name: _described(f"{model.__name__}.{name}", name, info) for name, info in model.model_fields.items()}


@cache
def lenient(model: type[BaseModel]) -> type[BaseModel]:
    """Return the model with no field required, and with lists that may name a thing twice."""
    fields: dict[str, Any] = {}
    for name, info in model.model_fields.items():
        optional = copy.copy(info)
        optional.metadata = [mark for mark in info.metadata if mark is not Distinct]
        optional.default = None
        fields[name] = (info.annotation, optional)
    lenient_model: type[BaseModel] = create_model(model.__name__, __base__=model, **fields)
    return lenient_model


def column_of(model: type[BaseModel], name: str) -> Field:
    """Return a field, or a property that lists show next to the fields, which is of the form of the type that it returns."""
    if field := fields_of(model).get(name):
        return field
    returned = get_type_hints(getattr(model, name).fget, include_extras=True)["return"]
    return _described(f"{model.__name__}.{name}", name, FieldInfo(annotation=returned, title=name.replace("_", " ").capitalize()))


def models_in(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """Yield a model and those of all groups in it, each once."""
    seen, waiting = {model}, [model]
    while waiting:
        current = waiting.pop(0)
        yield current
        groups = [field.group for field in fields_of(current).values() if field.group]
        waiting += dict.fromkeys(group for group in groups if group not in seen)
        seen.update(groups)


def along(model: type[BaseModel], route: Route) -> Iterator[Field]:
    """Yield the fields that a route leads through, as far as the model knows them."""
    current: type[BaseModel] | None = model
    for key in route.keys:
        field = fields_of(current).get(str(key)) if current else None
        if field is None:
            return
        yield field
        current = field.group


def field_at(model: type[BaseModel], route: Route) -> Field | None:
    """Return the field at a route such as `team.0.name`, the list for an item of one; None where there is none."""
    found = list(along(model, route))
    return found[-1] if found and len(found) == len(route.keys) else None


def group_at(model: type[BaseModel], route: Route) -> type[BaseModel] | None:
    """Return the model of the group at a route, which is the whole model for an empty one; None where there is no group."""
    if not route.keys:
        return model
    field = field_at(model, route)
    return field.group if field else None


def title_at(model: type[BaseModel], route: Route) -> Message:
    """Return what the field at a route is called; the route itself where there is none."""
    field = field_at(model, route)
    return field.title if field else Message(route.for_people())


def titles_along(model: type[BaseModel], route: Route, language: Language) -> str:
    """Return a route by the titles of its fields, with places in lists counted from 1: `Bosqichlar 3 → Muddat`."""
    titles = [language.text(field.title) for field in along(model, route)]
    named = Route(*(part if isinstance(part, int) else titles.pop(0) if titles else part for part in route))
    return named.for_people()


def is_personal(model: type[BaseModel], route: Route) -> bool:
    """Return whether a route leads to or through a personal field, whose value is shown nowhere."""
    return any(field.personal for field in along(model, route))


def asked_by(model: type[BaseModel], route: Route) -> ClauseCode | None:
    """Return the code of the check that asks for the field at a route, or else for the nearest group that it is in."""
    return next((field.check for field in reversed(list(along(model, route))) if field.check), None)


def unfilled(part: BaseModel, names: Iterable[str]) -> Iterator[Field]:
    """Yield those of the named fields that a record, or a group in one, has and says nothing in."""
    for name in names:
        field = fields_of(type(part)).get(name)
        if field and getattr(part, name) in (None, ()):
            yield field


def references(part: BaseModel) -> Iterator[tuple[Route, str, Reference]]:
    """Yield every id that a record names, with its route and what may be named there."""
    for route, id_, field in _values(part, _is_reference):
        assert field.reference is not None
        yield route, id_, field.reference


def unknown_references(part: BaseModel) -> Iterator[Gap]:
    """Yield each gap of a record that hides what it names there."""
    if is_whole(part):
        return
    values, gaps = vars(part), gaps_of(part)
    for field in _leading_to(type(part), _is_reference):
        if gap := gaps.get(field.name):
            yield gap
        elif field.group and (value := values.get(field.name)):
            for item in value if field.many else (value,):
                yield from unknown_references(item)


def happened(part: BaseModel) -> Iterator[tuple[Route, date]]:
    """Return every day on which something has happened, with its route."""
    return ((route, _day_of(value)) for route, value, _ in _values(part, _has_happened))


def last_happened(part: BaseModel) -> date | None:
    """Return the last day on which something has happened; asked of every record, so no routes are made."""
    return max((_day_of(value) for value, _ in _values_alone(part, _has_happened)), default=None)


def _day_of(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def softening(part: BaseModel) -> Iterator[tuple[Route, Softens]]:
    """Yield where a record could soften or end a duty by a word, with what the field says of such words.

    The day of what has happened does by being another one than it was: what was late is in time then.
    """
    return ((route, field.softens or _REWRITTEN) for route, _, field in _values(part, _may_soften))


def days(part: BaseModel) -> Iterator[date]:
    """Return every day that a record names, ahead or past, but personal ones; of a year its first and its last."""
    for value, field in _values_alone(part, _is_day):
        if field.form == "year":
            yield from (date(value, 1, 1), date(value, 12, 31))
        else:
            yield _day_of(value)


def _is_day(field: Field) -> bool:
    return field.form in ("day", "moment", "year") and not field.personal


def _is_reference(field: Field) -> bool:
    return field.reference is not None


def _may_soften(field: Field) -> bool:
    return field.softens is not None or (field.happened and not field.personal)


_REWRITTEN = Softens(rewritten=True)


def _has_happened(field: Field) -> bool:
    return field.happened


def _values(part: BaseModel, wanted: Callable[[Field], bool]) -> list[tuple[Route, Any, Field]]:
    """Return the values of the wanted fields, as far as they are known, each with its route and its field."""
    found: list[tuple[Route, Any, Field]] = []
    _collect(part, _ways(type(part), wanted), ROOT, found)
    return found


def _collect(part: BaseModel, ways: "Iterable[_Way]", route: Route, found: list[tuple[Route, Any, Field]]) -> None:
    """Add the values of a record, or of a group in one, to those found: a list, since generators in generators take longer."""
    values = vars(part)
    gaps = values.get(GAPS)
    for name, field, many, further in ways:
        items: Iterable[tuple[int | None, Any]]
        if value := values.get(name):
            items = enumerate(value) if many else ((None, value),)
        elif value is False:
            found.append((_route_to(route, name, None), value, field))
            continue
        elif gaps and (gap := gaps.get(name)):
            items = gap.items
        else:
            continue
        for index, item in items:
            here = _route_to(route, name, index)
            if further:
                _collect(item, further, here, found)
            else:
                found.append((here, item, field))


def _values_alone(part: BaseModel, wanted: Callable[[Field], bool]) -> list[tuple[Any, Field]]:
    """Return the values of the wanted fields, as far as they are known, each with its field."""
    found: list[tuple[Any, Field]] = []
    _collect_alone(part, _ways(type(part), wanted), found)
    return found


def _collect_alone(part: BaseModel, ways: "Iterable[_Way]", found: list[tuple[Any, Field]]) -> None:
    values = vars(part)
    gaps = values.get(GAPS)
    for name, field, many, further in ways:
        items: Iterable[Any]
        if value := values.get(name):
            items = value if many else (value,)
        elif gaps and (gap := gaps.get(name)):
            items = [item for _, item in gap.items]
        else:
            continue
        for item in items:
            if further:
                _collect_alone(item, further, found)
            else:
                found.append((item, field))


class _Way(NamedTuple):
    """A field that is wanted, or holds groups with such fields: its name, whether it holds many, and what to look at in them."""

    name: str
    field: Field
    many: bool
    further: "tuple[_Way, ...]"


@cache
def _ways(model: type[BaseModel], wanted: Callable[[Field], bool]) -> tuple[_Way, ...]:
    """Return the ways to the wanted fields of a model, worked out once: every record is walked several times."""
    return tuple(
        _Way(field.name, field, field.many, _ways(field.group, wanted) if field.group else ())
        for field in _leading_to(model, wanted)
    )


@cache
def _leading_to(model: type[BaseModel], wanted: Callable[[Field], bool]) -> tuple[Field, ...]:
    """Return the fields of a model that are wanted, or hold groups with such fields."""
    return tuple(
        field for field in fields_of(model).values() if wanted(field) or (field.group and _leading_to(field.group, wanted))
    )


@cache
def _route_to(part: Route, name: str, index: int | None) -> Route:
    """Return the route to a field of a part, or to an item of it: one object for the thousands of records that have it."""
    return part / name if index is None else part / name / index


def _described(called: str, name: str, info: FieldInfo) -> Field:
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    check = extra.get("x-check")
    leaf, marks, many = _leaf(info.annotation, info.metadata)
    choices = tuple(_choices(leaf))
    group = leaf if isinstance(leaf, type) and issubclass(leaf, Part) else None
    reference = next((mark for mark in marks if isinstance(mark, Reference)), None)
    scalar = next((mark.form for mark in marks if isinstance(mark, Scalar)), None)
    form: Form | None = "choice" if choices else "group" if group else "reference" if reference else scalar
    if form is None:
        raise TypeError(f"{called}: {leaf} has no form")
    return Field(
        name,
        Message(info.title or name),
        Message(info.description) if info.description else choices_of(choices),
        form,
        many=many,
        distinct=Distinct in marks,
        required=info.is_required(),
        default=None if info.is_required() else info.get_default(),
        personal=bool(extra.get("x-personal")),
        check=ClauseCode(check) if isinstance(check, str) else None,
        happened=any(isinstance(mark, Happened) for mark in marks),
        one_line=any(isinstance(mark, OneLine) for mark in marks),
        softens=next((mark for mark in marks if isinstance(mark, Softens)), None),
        choices=choices,
        reference=reference,
        group=group,
    )


def _leaf(annotation: Any, marks: Sequence[Any]) -> tuple[Any, list[Any], bool]:
    """Return the type of one value, the marks on it and on what holds it, and whether there may be many."""
    marks, many = list(marks), False
    while True:
        if hasattr(annotation, "__metadata__"):
            marks += annotation.__metadata__
            annotation = annotation.__origin__
            continue
        inner = [item for item in get_args(annotation) if item is not NoneType and item is not ...]
        if len(inner) != 1 or get_origin(annotation) is Literal:
            return annotation, marks, many
        many = many or get_origin(annotation) is tuple
        annotation = inner[0]


def _choices(leaf: Any) -> Iterator[str]:
    """Yield the values that a literal, or a union of literals, offers."""
    if get_origin(leaf) is Literal:
        yield from map(str, get_args(leaf))
    elif get_args(leaf) and all(get_origin(item) is Literal for item in get_args(leaf) if item is not NoneType):
        for item in get_args(leaf):
            yield from _choices(item)
