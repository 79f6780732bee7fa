"""Values of fields as plain text, for search, filters and exports."""

from datetime import date
from decimal import Decimal

from pydantic import BaseModel

from hooks.data.display_name import name_by_id
from hooks.data.snapshot import Snapshot
from hooks.html.formatting import number, text
from validators.model.fields import Field
from validators.text.messages import choice, say, short_day


def value_texts(value: object, field: Field, snapshot: Snapshot) -> list[str]:
    """Return the text of each value of a field; groups have none."""
    if value is None or value == () or isinstance(value, BaseModel):
        return []
    if isinstance(value, tuple):
        return [words for one in value for words in value_texts(one, field, snapshot)]
    if field.form == "reference":
        return [name_by_id(str(value), snapshot.repository)]
    if field.form == "flag":
        return [text(say("yes") if value else say("no"))]
    if field.form == "choice" or field.name == "status":
        return [text(choice(str(value)))]
    if isinstance(value, date):
        return [short_day(value)]
    return [number(value) if isinstance(value, Decimal) else str(value)]
