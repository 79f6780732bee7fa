"""What a kind's fields are, read from its pydantic model, so that pages and the guide follow a new kind without an edit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, WithJsonSchema
from pydantic.fields import FieldInfo

from hooks.data.audience import hidden
from validators.model.types import (
    EMAIL_PATTERN,
    MOMENT_PATTERN,
    MONEY_PATTERN,
    PERCENT_PATTERN,
    SHARE_PATTERN,
    URL_PATTERN,
    WHOLE_PATTERN,
    Reference,
)
from validators.source.route import Route
from validators.text.messages import Message

Form = Literal[
    "reference", "choice", "part", "day", "moment", "money", "percent", "share", "whole", "flag", "url", "email", "text"
]

_BY_PATTERN: dict[str, Form] = {
    MOMENT_PATTERN: "moment",
    MONEY_PATTERN: "money",
    PERCENT_PATTERN: "percent",
    SHARE_PATTERN: "share",
    WHOLE_PATTERN: "whole",
    URL_PATTERN: "url",
    EMAIL_PATTERN: "email",
}


@dataclass(frozen=True, slots=True)
class Shape:
    """A field as it is shown and asked for: its key, its words, the form of its value, and who may see it.

    `personal` is what nobody sees, and what the build's audience does not.
    """

    name: str
    title: Message
    description: Message
    form: Form
    many: bool = False
    required: bool = False
    personal: bool = False
    code: str | None = None
    choices: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    part: type[BaseModel] | None = None


@cache
def shapes(model: type[BaseModel]) -> tuple[Shape, ...]:
    """The model's fields in the order in which they are declared."""
    found = (_shape(name, info) for name, info in model.model_fields.items())
    return tuple(replace(item, personal=True) if item.name in hidden(model) else item for item in found)


def shape(model: type[BaseModel], name: str) -> Shape:
    """One field, or a property that a list shows beside the fields, under its name made readable."""
    found = next((item for item in shapes(model) if item.name == name), None)
    return found or Shape(name, Message(name.replace("_", " ").capitalize()), Message(""), _of_property(name))


def title_at(model: type[BaseModel], route: Route) -> Message:
    """Return what the field at a route is called; the route itself where there is none."""
    item: Shape | None = None
    here: type[BaseModel] | None = model
    for key in route.keys:
        item = next((item for item in shapes(here) if item.name == key), None) if here else None
        here = item.part if item else None
    return item.title if item else Message(route.for_people())


def is_personal(model: type[BaseModel], route: Route) -> bool:
    """Return whether a route leads to, or through, a personal field."""
    here: type[BaseModel] | None = model
    for key in route.keys:
        if here is None:
            continue
        item = next((item for item in shapes(here) if item.name == key), None)
        if item is None:
            return False
        if item.personal:
            return True
        here = item.part
    return False


@cache
def keys(model: type[BaseModel]) -> tuple[frozenset[str], frozenset[str]]:
    """Every key that may stand anywhere in a record, and those of them that are personal in some group of it."""
    known: set[str] = set()
    personal: set[str] = set()
    for item in _all_shapes(model, set()):
        known.add(item.name)
        if item.personal:
            personal.add(item.name)
    return frozenset(known), frozenset(personal)


def _all_shapes(model: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[Shape]:
    if model in seen:
        return
    seen.add(model)
    for item in shapes(model):
        yield item
        if item.part:
            yield from _all_shapes(item.part, seen)


def masked(lines: list[str], model: type[BaseModel], hidden: str) -> list[str]:
    """The facts of a broken file with every value covered that is personal, or might be: under a key that the kind does not know.

    It goes by lines, since nothing more is sure of a file that cannot be read. Of a kind with anything personal only a line that
    says one known fact and names nothing personal is shown: whoever mistypes `phone:` does not publish it.
    """
    known, personal = keys(model)
    open_ = known - personal
    named = re.compile(rf"\b(?:{'|'.join(map(re.escape, personal))})\b", re.IGNORECASE) if personal else None
    covered = False
    shown: list[str] = []
    for line in lines:
        found = _KEY.findall(line)
        if found:
            covered = any(key not in open_ for key in found)
        if line.strip() in ("", "---"):
            covered = covered and not line.strip()
            shown.append(line)
        elif covered or (named and (len(found) != 1 or line.count(": ") > 1 or named.search(line))):
            shown.append(f"{line[: len(line) - len(line.lstrip())]}{_label(line, found)}{hidden}")
        else:
            shown.append(line)
    return shown


_KEY = re.compile(r"""(?:^|[{,]|^\s*(?:-\s+)+)\s*["']?([^\s:"'{},\[\]#-][^:"'{},\[\]]{0,100}?)["']?\s{0,9}:(?=\s|$)""")


def _label(line: str, found: list[str]) -> str:
    """The key itself stays to be seen when the line holds no other."""
    start = line.lstrip()
    return start[: start.index(":") + 1] + " " if len(found) == 1 and not start.startswith("{") else ""


def _shape(name: str, info: FieldInfo) -> Shape:
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    leaf, metadata, many = _leaf(info.annotation, list(info.metadata))
    reference = next((item for item in metadata if isinstance(item, Reference)), None)
    part = leaf if isinstance(leaf, type) and issubclass(leaf, BaseModel) else None
    choices = tuple(map(str, get_args(leaf))) if get_origin(leaf) is Literal else ()
    form: Form = "reference" if reference else "part" if part else "choice" if choices else _scalar(leaf, metadata)
    code = extra.get("x-check")
    return Shape(
        name,
        Message(info.title or name),
        Message(info.description or ""),
        form,
        many,
        info.is_required(),
        bool(extra.get("x-personal")),
        code if isinstance(code, str) else None,
        choices,
        reference.kinds if reference else (),
        part,
    )


def _leaf(annotation: Any, metadata: list[Any]) -> tuple[Any, list[Any], bool]:
    """The type of one value, with all that is said about it, and whether there may be several."""
    if hasattr(annotation, "__metadata__"):
        return _leaf(annotation.__origin__, [*metadata, *annotation.__metadata__])
    origin = get_origin(annotation)
    if origin is Literal or (isinstance(annotation, type) and origin is None):
        return annotation, metadata, False
    inner = [item for item in get_args(annotation) if item is not NoneType and item is not ...]
    if origin is tuple:
        leaf, found, _ = _leaf(inner[0], [])
        return leaf, [*metadata, *found], True
    if origin is not None and len(inner) > 1 and all(get_origin(item) is Literal for item in inner):
        return Literal[tuple(value for item in inner for value in get_args(item))], metadata, False
    return _leaf(inner[0], metadata) if inner else (annotation, metadata, False)


def _scalar(leaf: Any, metadata: list[Any]) -> Form:
    for item in metadata:
        if isinstance(item, WithJsonSchema) and item.json_schema:
            if item.json_schema.get("format") == "date":
                return "day"
            if form := _BY_PATTERN.get(str(item.json_schema.get("pattern"))):
                return form
    return "flag" if leaf is bool else "whole" if leaf is int else "text"


def _of_property(name: str) -> Form:
    return "percent" if name == "progress" else "text"
