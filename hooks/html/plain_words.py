"""A value as plain words: as lists are searched by and tables are exported with."""

from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from hooks.data.display_name import display_name
from hooks.data.snapshot import Snapshot
from hooks.html.formatting import number, short_day, text
from validators.model.fields import Field
from validators.text.messages import choice, say


def words_of(value: Any, item: Field, snapshot: Snapshot) -> list[str]:
    """A field's values as text, as they are searched and filtered by."""
    if value is None or value == () or isinstance(value, BaseModel):
        return []
    if isinstance(value, tuple):
        return [words for one in value for words in words_of(one, item, snapshot)]
    if item.form == "reference":
        entry = snapshot.repository.find(value)
        return [display_name(entry) if entry else value]
    if item.form == "flag":
        return [_yes_or_no(value)]
    if item.form == "choice" or item.name == "status":
        return [text(choice(value))]
    if isinstance(value, date):
        return [short_day(value)]
    return [number(value) if isinstance(value, Decimal) else str(value)]


def _yes_or_no(value: bool) -> str:
    return text(say("yes") if value else say("no"))
