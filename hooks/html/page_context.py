"""The base of what a template is given."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class PageContext:
    """The context of a template: each field is a name that the template uses.

    Besides these a template has the functions of `Renderer`, and `written`: the page's own text. A test compares each template
    with its context.
    """

    template: ClassVar[str]
    """The file in `hooks/templates/`."""

    row_macro: ClassVar[str] = ""
    """What draws a row of a long list: the file in `hooks/templates/macros/`, and the macro in it that has its name."""

    def rows_apart(self) -> Sequence[tuple[object, ...]]:
        """Return what the macro draws each row of a list from that is too long for its page; the browser loads them."""
        return ()

    def variables(self) -> dict[str, object]:
        """Return the fields by name, not copied."""
        return {field.name: getattr(self, field.name) for field in fields(self)}
