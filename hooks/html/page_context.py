"""The base of what a template is given."""

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

    def variables(self) -> dict[str, object]:
        """Return the fields by name, not copied."""
        return {field.name: getattr(self, field.name) for field in fields(self)}
