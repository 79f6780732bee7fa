"""What identifies the items of a list, and what names them."""

from collections.abc import Mapping

from pydantic import BaseModel

from validators.model.fields import field_at, fields_of
from validators.model.gaps import known
from validators.model.record import Part
from validators.source.route import Route


def item_title(part: Part) -> str:
    """Return what an item of a list is called in its own words; nothing if no text that may be shown says it."""
    fields = fields_of(type(part))
    naming = (fields[key] for key in part.NAMED_BY if key in fields)
    titles = (known(part, field.name) for field in naming if field.form == "text" and not field.personal)
    return next(filter(None, titles), "")


def identifier(item: object, group: type[Part]) -> str | None:
    """Return what identifies an item of a front matter's list, at any index.

    A group is identified by the first of its `IDENTIFIED_BY` that is written, a value by itself; None if nothing identifies it.
    """
    if isinstance(item, Mapping):
        return next((item[key] for key in group.IDENTIFIED_BY if isinstance(item.get(key), str)), None)
    return item if isinstance(item, str) else None


def identity(route: Route, values: object, model: type[BaseModel]) -> str:
    """Return a route's text with identifiers of items instead of their indices, so that it stays when items move about.

    Fingerprints of findings and the ids of calendar events rest on it.
    """
    parts: list[str] = []
    for depth, part in enumerate(route, 1):
        values = Route(part).get(values)
        name = identifier(values, group_of_items(model, Route(*route[:depth]))) if isinstance(part, int) else None
        parts.append(name or str(part))
    return str(Route(*parts))


def group_of_items(model: type[BaseModel], route: Route) -> type[Part]:
    """Return the group that the items of a list are, by the route to the list or to one of them; else the plain `Part`."""
    field = field_at(model, route)
    return field.group if field and field.group else Part
