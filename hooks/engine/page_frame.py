"""Material's page around the content, drawn once for all pages that differ in nothing else, and filled in for each.

Pages outside the navigation that have the same parent share their header, tabs, sidebar, path and footer to the letter; to draw
those anew for each would take most of the build.
"""

import re
from typing import Any, ClassVar

import jinja2
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

_TITLE, _CONTENT, _EDIT, _CANONICAL = "nizom-title", "<h1>nizom-content</h1>", "nizom-edit", "nizom-canonical"
_ANCHOR, _WORDS = "nizom-anchor", "nizom-words"
_ITEM = f'<li class="md-nav__item">\\s*<a href="#{_ANCHOR}".*?</li>'
_MARKS = re.compile(f"({_ITEM}|#{_ANCHOR}|{_TITLE}|{_CONTENT}|{_EDIT}|{_CANONICAL})", re.DOTALL)


class FramedTemplate(jinja2.Template):
    """A template of Material's that draws the frame of a page outside the navigation once; all else as ever."""

    frames: ClassVar[dict[tuple[object, ...], list[str]]] = {}

    def render(self, *args: Any, **kwargs: Any) -> str:
        """The page as HTML."""
        context = dict(*args, **kwargs)
        page = context.get("page")
        if not isinstance(page, Page) or not page.meta.get("framed"):
            return super().render(context)
        hidden = tuple(page.meta.get("hide", ()))
        key = (id(page.parent), context["base_url"], hidden, bool(page.toc.items), bool(page.edit_url), bool(page.canonical_url))
        if key not in self.frames:
            self.frames[key] = _MARKS.split(super().render({**context, "page": _Stand(page)}))
        return "".join(_filled(part, page) for part in self.frames[key])


def frames_of_a_build() -> type[FramedTemplate]:
    """The templates of one build, with frames of their own."""
    return type("FramedTemplate", (FramedTemplate,), {"frames": {}})


class _Stand:
    """Stands in for a page while its frame is drawn: marks where its own words go."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.meta = {**page.meta, "title": _TITLE}
        self.title = _TITLE
        self.content = _CONTENT
        self.edit_url = _EDIT if page.edit_url else None
        self.canonical_url = _CANONICAL if page.canonical_url else None
        self.toc = TableOfContents([AnchorLink(_WORDS, _ANCHOR, 2)] if page.toc.items else [])

    def __getattr__(self, name: str) -> Any:
        return getattr(self._page, name)


def _filled(part: str, page: Page) -> str:
    """A piece of the frame, or what the page has in the place that it marks."""
    if part == _CONTENT:
        return page.content or ""
    if part == _TITLE:
        return str(page.meta["title"])
    if part == _EDIT:
        return page.edit_url or ""
    if part == _CANONICAL:
        return page.canonical_url or ""
    if part == f"#{_ANCHOR}":
        return next(iter(page.toc)).url
    if part.startswith("<li") and _WORDS in part:
        return "\n".join(part.replace(_ANCHOR, item.id).replace(_WORDS, item.title) for item in page.toc)
    return part
