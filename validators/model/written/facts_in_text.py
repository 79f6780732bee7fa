"""Facts of a group that a person wrote as one text."""

import re

from pydantic import BaseModel

from validators.model.fields import fields_of
from validators.model.written import notations
from validators.model.written.notations import Remedy
from validators.source.edits.yaml_text import Bare, flow
from validators.source.route import Value
from validators.text.messages import say

_NAME_AND_DAY = re.compile(r"(.*[^\s,;:–—-])(?:\s*[,;:]|\s+[–—-])\s+(\S.*)")


def facts_in(given: object, group: type[BaseModel] | None) -> Remedy | None:
    """Return the facts that a text says: a sum where a group needs no other, or a name and a day after it where it needs these.

    Nobody can be sure of them: another fact of the group may have been meant.
    """
    needed = [field for field in fields_of(group).values() if field.required] if group else []
    forms = [field.form for field in needed]
    facts: dict[str, Value] = {}
    if not isinstance(given, str):
        return None
    if forms == ["money"] and (total := notations.sum_of_money(given)) and isinstance(total.value, str):
        facts = {needed[0].name: Bare(total.value)}
    elif sorted(forms) == ["day", "text"] and (parts := _NAME_AND_DAY.fullmatch(given)):
        day = notations.day(parts[2])
        if day.value and day.is_sure:
            facts = {field.name: day.value if field.form == "day" else parts[1] for field in needed}
    return Remedy(say("Write it as {value}", value=flow(facts)), facts) if facts else None
