"""The statement of accessibility: the guide's own words, and whom to write to."""

import os
from collections.abc import Iterator
from dataclasses import dataclass

from hooks.html.formatting import text
from hooks.html.page_context import PageContext
from hooks.pages.view import View
from validators.text.messages import say


@dataclass(frozen=True, slots=True)
class AccessibilityContext(PageContext):
    """The page; its words are written by hand in `docs/guide/accessibility.md`."""

    template = "accessibility.html"

    contact: str
    """An e-mail address or a URL, from NIZOM_CONTACT; empty where none is given."""


def views() -> Iterator[View]:
    """Yield the page."""
    yield View(
        "accessibility", "guide/accessibility.md", text(say("Accessibility")),
        lambda: AccessibilityContext(os.environ.get("NIZOM_CONTACT", "")),
        about=say("For whom the site is made usable, how that was tried, what does not hold, and whom to write to"),
    )  # fmt: skip
