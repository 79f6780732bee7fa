"""The base of what a template is given."""

from dataclasses import dataclass, fields
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class PageContext:
    """The names that a template uses, each a field, besides the globals of `hooks.html.templates` and the page's own text.

    Every template of a page has a subclass next to the function that fills it. `tests/hooks/html/test_page_contexts.py` holds the
    two together.
    """

    template: ClassVar[str]
    """The file in `hooks/templates/`."""

    def variables(self) -> dict[str, object]:
        """Return the fields by name, not copied."""
        return {field.name: getattr(self, field.name) for field in fields(self)}
