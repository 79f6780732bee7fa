"""Workbooks without rows, one for each kind, to be filled in for `nizom import`: its headings, and what its cells offer.

There is no column for the id, since new records get the next one. A heading that could be two fields is the key of its own.
"""

from collections.abc import Iterator

from pydantic import BaseModel

from hooks.feeds.xlsx import Sheet
from hooks.html.formatting import text
from validators.authoring.scaffold import NOT_BY_HAND
from validators.importing.headings import RECORD, Column, columns_of, columns_to_fill
from validators.model.fields import Field, fields_of
from validators.rules.kind import Kind
from validators.text.messages import Message, choice, say
from validators.text.uzbek import fold


def blank_sheets(kind: Kind) -> Iterator[Sheet]:
    """Yield the sheet of the records, then one for each list of groups that people write by hand."""
    yield _sheet(text(kind.plural), kind.model)
    for field in fields_of(kind.model).values():
        if field.group and field.many and field.name not in NOT_BY_HAND:
            yield _sheet(text(field.title), field.group, text(RECORD))


def _sheet(name: str, model: type[BaseModel], *first: str) -> Sheet:
    columns = {_heading(column, model): column.field for column in columns_to_fill(model) if column.field.form != "id"}
    offered = {heading: [text(value) for value in _offered(field)] for heading, field in columns.items()}
    return Sheet(name, [*first, *columns], [], offered)


def _heading(column: Column, model: type[BaseModel]) -> str:
    title = text(column.title)
    return title if columns_of(model).get(fold(title)) == column else str(column.at)


def _offered(field: Field) -> tuple[Message, ...]:
    """Return what a cell of a field offers; nothing where it may hold several values."""
    if field.many:
        return ()
    return (say("yes"), say("no")) if field.form == "flag" else tuple(map(choice, field.choices))
