"""Material's page around the content, drawn once for all pages that differ in nothing else, and filled in for each.

Pages outside the navigation that have the same parent share header, tabs, sidebar, path and footer to the letter; drawing those
for each page would take most of the build.
"""

import logging
import re
from typing import Any, ClassVar

import jinja2
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from hooks.html.formatting import text
from validators.text.messages import say

log = logging.getLogger("mkdocs.hooks.site")

_TITLE, _CONTENT, _EDIT, _CANONICAL = "nizom-title", "<h1>nizom-content</h1>", "nizom-edit", "nizom-canonical"
_ANCHOR, _WORDS = "nizom-anchor", "nizom-words"
_ITEM = f'<li class="md-nav__item">\\s*<a href="#{_ANCHOR}".*?</li>'
_MARKS = re.compile(f"({_ITEM}|#{_ANCHOR}|{_TITLE}|{_CONTENT}|{_EDIT}|{_CANONICAL})", re.DOTALL)
_SPACE_AROUND_TAGS = re.compile(r"\s*(<[^>]*>)\s*")


class FramedTemplate(jinja2.Template):
    """A template of Material's that draws the frame of a page outside the navigation once.

    The first page of each shape that gets a frame drawn for another page is drawn whole too. If the two differ, Material draws
    something of a page that is not marked here, and from then on every page is drawn whole.
    """

    frames: ClassVar[dict[tuple[object, ...], list[str]]]
    compared: ClassVar[set[tuple[object, ...]]]
    fits: ClassVar[bool]

    def render(self, *args: Any, **kwargs: Any) -> str:
        """Return the page as HTML."""
        context = dict(*args, **kwargs)
        page = context.get("page")
        if not (self.fits and isinstance(page, Page) and page.meta.get("framed")):
            return super().render(context)
        shape = (tuple(page.meta.get("hide", ())), bool(page.toc.items), bool(page.edit_url), bool(page.canonical_url))
        key = (id(page.parent), context["base_url"], *shape)
        if key not in self.frames:
            self.frames[key] = _MARKS.split(super().render({**context, "page": _Placeholder(page)}))
            return self._filled(key, page)
        html = self._filled(key, page)
        if shape not in self.compared:
            self.compared.add(shape)
            whole = super().render(context)
            if _SPACE_AROUND_TAGS.sub(r"\1", whole) != _SPACE_AROUND_TAGS.sub(r"\1", html):
                type(self).fits = False
                log.info(text(say("Material draws its pages another way now: each is drawn whole, which takes longer")))
                return whole
        return html

    def _filled(self, key: tuple[object, ...], page: Page) -> str:
        return "".join(_filled(part, page) for part in self.frames[key])


def frames_of_a_build() -> type[FramedTemplate]:
    """Return the templates of one build, with frames of their own."""
    return type("FramedTemplate", (FramedTemplate,), {"frames": {}, "compared": set(), "fits": True})


class _Placeholder:
    """A page for which a frame is drawn, with marks in place of what each page has of its own."""

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
    """Return a piece of a frame, or what the page has in place of the mark."""
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
