"""Builds a record from facts that cannot all be typed, with a gap for each that is missing or wrong."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from validators.model.fields import Field, fields_of, lenient
from validators.model.gaps import Gap, gaps_of, set_gaps
from validators.model.record import Extension
from validators.model.written.pydantic_errors import meant_key
from validators.source.route import ROOT, Route

M = TypeVar("M", bound=BaseModel)


class _Error(NamedTuple):
    """An error of pydantic's: the way that is left to it from the group that is being built, and its type."""

    way: tuple[str | int, ...]
    type: str


def build_with_gaps(model: type[M], values: Mapping[str, Any], error: ValidationError, path: str, record: str) -> M:
    """Return the record as far as its facts can be typed; `error` says which cannot, `path` and `record` whose they are.

    A list of groups keeps its length: an item that is no group at all is one of which nothing is known. What is repeated in a
    list stays there as often as it is written. A key that is not known is left out; if it was meant for a field that is not
    there, the field is a gap, since something was written for it. An id that cannot be typed is the one in the file's name.
    """
    errors = [_Error(item["loc"], item["type"]) for item in error.errors(include_url=False, include_context=False)]
    if record and any(found.way[:1] == ("id",) for found in errors):
        values, errors = {**values, "id": record}, [found for found in errors if found.way[:1] != ("id",)]
    return _Builder(path, record).part(model, values, errors, ROOT)


def as_known(part: M) -> M:
    """Return a record, or a group of facts, with nothing where a fact is not known, for who shows it: a check reads the gaps.

    A moved due date with a gap is left out.
    """
    gaps = gaps_of(part)
    values: dict[str, Any] = {}
    for name, field in fields_of(type(part)).items():
        if gap := gaps.get(name):
            values[name] = tuple(item for _, item in gap.items) if field.many else None
        else:
            value = getattr(part, name)
            parts = field.group and value
            values[name] = (tuple(_all_known(value)) if field.many else as_known(value)) if parts else value
    return type(part).model_construct(**values)


def _all_known(parts: Sequence[M]) -> Iterator[M]:
    return (as_known(part) for part in parts if not (isinstance(part, Extension) and gaps_of(part)))


class _Builder:
    """Builds the record of one file."""

    def __init__(self, path: str, record: str) -> None:
        self._path, self._record = path, record

    def part(self, model: type[M], values: object, errors: Sequence[_Error], at: Route) -> M:
        """Return a group, or the whole record, whose errors these are."""
        written = values if isinstance(values, dict) else {}
        by_field: dict[object, list[_Error]] = defaultdict(list)
        for found in errors:
            by_field[found.way[0] if found.way else None].append(found)
        typed: dict[str, Any] = {}
        gaps: dict[str, Gap] = {}
        for name, field in fields_of(model).items():
            own = by_field.get(name, [])
            if not isinstance(values, dict):
                gaps[name] = self._gap(at)
            elif own and name not in written:
                gaps[name] = self._gap(at / name, missing=True)
            elif own and field.group and not any(len(found.way) == 1 for found in own):
                typed[name] = self._groups(field, field.group, written[name], own, at / name)
            elif any(found.type != "repeated" for found in own):
                gaps[name] = self._gap(at / name, _known_items(model, field, written[name], own))
        for name in _misspelt(model, by_field, written):
            gaps[name] = self._gap(at / name)
        clean = {name: value for name, value in written.items() if name in fields_of(model) and name not in {*typed, *gaps}}
        typed |= {name: getattr(lenient(model).model_validate(clean), name) for name in clean}
        built = model.model_construct(set(typed), **typed)
        set_gaps(built, gaps)
        return built

    def _groups(self, field: Field, group: type[BaseModel], written: Any, errors: Sequence[_Error], at: Route) -> Any:
        """Return the value of a field that is a group, or a list of groups, with errors in it."""
        if not field.many:
            return self.part(group, written, _inside(errors), at)
        return tuple(
            self.part(group, item, own, at / index) if (own := _inside(errors, index)) else group.model_validate(item)
            for index, item in enumerate(written)
        )

    def _gap(self, at: Route, items: tuple[tuple[int, Any], ...] = (), *, missing: bool = False) -> Gap:
        return Gap(self._path, self._record, at, missing, items)


def _inside(errors: Sequence[_Error], index: int | None = None) -> list[_Error]:
    """Return the errors in the group behind the first part of their ways, or in its item with this index."""
    if index is None:
        return [_Error(found.way[1:], found.type) for found in errors]
    return [_Error(found.way[2:], found.type) for found in errors if found.way[1] == index]


def _misspelt(model: type[BaseModel], by_field: Mapping[object, list[_Error]], written: Mapping[str, Any]) -> Iterator[str]:
    """Yield the fields that are not there, and for which keys that are not known were probably meant."""
    for name, errors in by_field.items():
        if any(found.type == "extra_forbidden" and len(found.way) == 1 for found in errors):
            meant = meant_key(Route(str(name)), model)
            if meant and meant.last_key not in written:
                yield meant.last_key


def _known_items(model: type[BaseModel], field: Field, written: Any, errors: Sequence[_Error]) -> tuple[tuple[int, Any], ...]:
    """Return the items of a list of single values that can be typed, each with its index."""
    wrong = {found.way[1] for found in errors if len(found.way) > 1}
    if not (field.many and isinstance(written, list) and wrong):
        return ()
    right = [(index, item) for index, item in enumerate(written) if index not in wrong]
    typed = getattr(lenient(model).model_validate({field.name: [item for _, item in right]}), field.name)
    return tuple((index, item) for (index, _), item in zip(right, typed, strict=True))
