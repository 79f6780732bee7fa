"""What a cell says, as the records write it: choices and records by their names."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from validators.authoring.set_facts import NotSetError, refuse_unseen
from validators.importing.sheets import Cell
from validators.model.fields import Field
from validators.model.ids import is_id
from validators.model.types import NUMBERS, Reference
from validators.repository.nearest import has_initial, id_and_title, is_called, nearest, title_of
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository
from validators.source.edits.yaml_text import Bare
from validators.source.route import Value
from validators.text.messages import Language, Message, choice, say
from validators.text.uzbek import fold

_LANGUAGES = (Language("uz"), Language("en"))
_WITH_ID = re.compile(r".*\((?P<id>[a-z]+(?:-[0-9]+)+)\)", re.DOTALL)
"""A record as our exports name it: its name, and its id between brackets."""
_TYPED = NUMBERS | {"day", "moment", "day-of-year", "day-of-month", "flag"}
"""Forms of values that a cell holds as such, however it shows them."""
MIDNIGHT = " 00:00"
"""What a day has after it in a cell that would show a time too."""
_SHOWN = 3
"""So many records that might be meant are named."""


class NotMeantError(Exception):
    """It is not clear what a cell means; holds why."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.template)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Understanding:
    """Turns cells into values of fields; `remark` is called for every record that was found by a part of its name."""

    repository: Repository
    remark: Callable[[Message], None]

    def of_cell(self, cell: Cell, field: Field) -> Value:
        """Return the value of a field that a cell stands for: what it holds, or for words what a person sees in it."""
        try:
            refuse_unseen(cell.text)
        except NotSetError as error:
            raise NotMeantError(error.reasons[0]) from None
        if field.form in _TYPED:
            return self.value(cell.text, field)
        if cell.shown is None:
            reason = say(
                "The cell holds {value} and may show it otherwise: give it the format “Text” and type it again", value=cell.text
            )
            raise NotMeantError(reason)
        return self.value(cell.shown, field)

    def value(self, text: str, field: Field) -> Value:
        """Return the value of a field that a cell's text stands for, one or a list; raises `NotMeantError`.

        Dates, sums and what else has a notation of its own are left to be typed.
        """
        if not field.many:
            return self._one(text, field)
        pieces = [piece for piece in re.split(r"\s*[;\n]\s*", text) if piece]
        if field.reference and all(is_id(part) for part in re.split(r"\s*,\s*", text)):
            pieces = re.split(r"\s*,\s*", text)
        return [self._one(piece, field) for piece in pieces]

    def _one(self, text: str, field: Field) -> str:
        if field.reference:
            return self._id(text, field.reference)
        if field.choices:
            called = {fold(language.text(choice(value))): value for value in field.choices for language in _LANGUAGES}
            return called.get(fold(text), text)
        if field.form == "day":
            return text.removesuffix(MIDNIGHT)
        if field.one_line:
            return " ".join(text.split())
        return Bare(text) if field.numeric or field.form == "flag" else text

    def _id(self, text: str, reference: Reference) -> str:
        """Return the id of the record that is meant: by its id, its whole name, or words that fit one record alone.

        A name that is spelt otherwise or has an initial is another one until somebody says so: the nearest is named, not taken.
        """
        if is_id(text):
            return text
        if found := _WITH_ID.fullmatch(text):
            return found["id"]
        may_be = list(self._allowed(reference))
        same = [entry for entry in may_be if fold(title_of(entry)) == fold(text)]
        fitting = same or [entry for entry in may_be if not has_initial(text) and is_called(entry, text.split())]
        if len(fitting) == 1:
            if not same:
                self.remark(
                    say("“{text}” was taken for {id}, “{title}”", text=text, id=fitting[0].id, title=title_of(fitting[0]))
                )
            return fitting[0].id
        if not fitting and (close := nearest(text, may_be)):
            hint = say("Perhaps {nearest} was meant: write its id", nearest=id_and_title(close))
            raise NotMeantError(say("No record is called “{text}”. {hint}", text=text, hint=hint))
        if not fitting:
            raise NotMeantError(say("No record is called “{text}”: write its id, or add the record first", text=text))
        several = ", ".join(f"{entry.id} ({title_of(entry)})" for entry in fitting[:_SHOWN])
        raise NotMeantError(say("“{text}” may be any of these: {several}; write the id", text=text, several=several))

    def _allowed(self, reference: Reference) -> Iterator[RecordFile]:
        for entry in self.repository.files:
            if entry.id and (not reference.kinds or entry.kind.name in reference.kinds) and (entry.alive or reference.withdrawn):
                yield entry
