"""The reference of fields: a page for each kind, read from its model."""

from collections.abc import Iterator
from dataclasses import dataclass

from hooks.data.snapshot import Snapshot
from hooks.html.formatting import text
from hooks.html.page_context import PageContext
from hooks.pages.view import SearchEntry, View
from validators.model.fields import fields_of
from validators.rules.kind import Kind
from validators.text.messages import say


@dataclass(frozen=True, slots=True)
class FieldKindsContext(PageContext):
    """The list of kinds whose fields are described; the template reads them from the snapshot."""

    template = "field_kinds.html"


@dataclass(frozen=True, slots=True)
class FieldsContext(PageContext):
    """The fields and statuses of a kind."""

    template = "fields.html"

    kind: Kind


def views(snapshot: Snapshot) -> Iterator[View]:
    """Yield the list of kinds, and a page for each."""
    yield View(
        "fields", "guide/fields/index.md", text(say("Fields of each kind")), FieldKindsContext,
        about=say("What may be written in a record of each kind, and how"),
    )  # fmt: skip
    for kind in snapshot.kinds.values():
        yield _view(kind)


def _view(kind: Kind) -> View:
    title = text(say("Fields: {kind}", kind=kind.plural))
    titles = [text(field.title) for field in fields_of(kind.model).values()]
    return View(
        f"fields/{kind.name}", f"guide/fields/{kind.name}.md", title, lambda: FieldsContext(kind),
        in_navigation=False, parent="fields", search_entries=lambda: [SearchEntry("", title, ", ".join(titles))],
    )  # fmt: skip
