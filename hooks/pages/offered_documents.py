"""The Word documents that can be made of what a page shows, each with the command that makes it.

A build makes only the list of what is overdue itself: to make a document takes as long as to draw several pages.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from hooks.data.audience import audience
from validators.documents.every_form import forms_about
from validators.documents.form import Form
from validators.repository.record_file import RecordFile


@dataclass(frozen=True, slots=True)
class OfferedDocument:
    """A document about a record."""

    form: Form
    entry: RecordFile

    @property
    def command(self) -> str:
        """What makes it, to be copied."""
        return f"nizom document {self.form.name} {self.entry.id}"


def offered_documents(entries: Iterable[RecordFile]) -> list[OfferedDocument]:
    """Return the documents about these records; none in the public build, whose readers have no records to make them of."""
    if audience() != "internal":
        return []
    return [OfferedDocument(form, entry) for entry in entries for form in forms_about(entry)]
