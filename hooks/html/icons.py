"""Icons, and the colours of statuses."""

from functools import cache
from pathlib import Path
from urllib.parse import quote

import material  # type: ignore[import-untyped]
from markupsafe import Markup

ICONS = Path(material.__file__).parent / "templates" / ".icons" / "material"

STATUS_COLOURS = {
    "planned": "line",
    "suspended": "amber",
    "returned": "amber",
    "negative": "red",
    "rejected": "red",
    "lost-force": "grey",
    "in-force": "green",
    "approved": "green",
    "in-use": "green",
    "active": "green",
    "employed": "green",
    "launched": "green",
    "positive": "green",
    "high": "red",
}
"""Colours of values that mean the same in every kind; other statuses get theirs from the lifecycle of the kind."""

COLOUR_ICONS = {
    "grey": "circle-outline",
    "line": "calendar-blank-outline",
    "blue": "progress-clock",
    "green": "check-circle-outline",
    "amber": "pause-circle-outline",
    "red": "close-circle-outline",
}
USED_ICONS = (
    *COLOUR_ICONS.values(),
    "account-outline", "alert-circle-outline", "alert-outline", "arrow-right", "book-open-page-variant-outline",
    "briefcase-outline", "calendar-blank-outline", "calendar-check-outline", "calendar-clock-outline", "calendar-end",
    "check-bold", "check-decagram-outline", "clock-alert-outline", "cog-outline", "dots-horizontal",
    "file-alert-outline", "file-document-outline", "format-list-bulleted", "help-circle-outline", "lightbulb-on-outline",
    "link-variant", "magnify", "office-building-outline", "pencil-outline", "scale-balance", "shield-check-outline",
    "swap-horizontal", "test-tube", "chart-timeline-variant", "history", "download-outline", "calendar-sync-outline", "rss",
    "code-json", "chart-line", "printer-outline",
)  # fmt: skip


@cache
def icon(name: str) -> Markup:
    """Return an icon, drawn by a CSS mask: an inline SVG would be repeated on every page."""
    return Markup('<span class="i i-{}" aria-hidden="true"></span>').format(name)


def icon_styles(names: tuple[str, ...]) -> str:
    """Return the style sheet of the icons, from Material's files; names that Material lacks get the icon of a document."""
    rules = []
    for name in dict.fromkeys((*USED_ICONS, *names)):
        file = ICONS / f"{name}.svg"
        svg = (file if file.is_file() else ICONS / "file-document-outline.svg").read_text("utf-8")
        rules.append(f'.i-{name}{{--i:url("data:image/svg+xml,{quote(svg)}")}}')
    return "\n".join(rules) + "\n"
