"""Links in Markdown that other programs render: `[[loy-2026-001]]`, and links between `records/` and `docs/`."""

import logging
import posixpath
import re
from collections.abc import Callable, Collection, Iterator
from html import escape
from urllib.parse import urlunsplit

from hooks.data.attachments import is_not_published
from hooks.data.display_name import display_name
from hooks.html.formatting import text
from validators.model.ids import id_in_name, stem_of
from validators.repository.link_target import Address, read_address
from validators.repository.paths import DOCS, RECORDS
from validators.repository.repository import Repository
from validators.source.body import Body, HtmlLink, Image, Link, PageBody, WikiLink
from validators.text.messages import say

log = logging.getLogger("mkdocs.hooks.links")

_TARGET = re.compile(r"(\]\(<?)([^)>\s]+)")


def resolve_links(
    markdown: str,
    source: str,
    repository: Repository,
    hidden_ids: Collection[str] = (),
    address_of: Callable[[str], str | None] = lambda path: None,
) -> str:
    """Return the Markdown of the page at `source` with `[[id]]` and links between the two folders as links that MkDocs follows.

    `source` is the path of the page as MkDocs knows it: `records/…` for records, relative to `docs/` for others. Code is not
    changed. An unknown id is logged as a warning, which fails a strict build. A link to a record with one of the `hidden_ids`
    becomes its text alone. `address_of` returns where a page made of a path from the root is, as the page at `source` reaches it:
    HTML is written with that, because MkDocs leaves it as it is.
    """
    page = _Page(source, repository, hidden_ids, address_of)
    return page.with_links(page.with_html(markdown))


class _Page:
    """Rewrites the links on a page; `folder` is where MkDocs has it, `path` its path from the root."""

    def __init__(
        self, source: str, repository: Repository, hidden_ids: Collection[str], address_of: Callable[[str], str | None]
    ) -> None:
        self.source, self.folder = source, posixpath.dirname(source)
        self.path = source if source.startswith(f"{RECORDS}/") else posixpath.join(DOCS, source)
        self.repository, self.hidden_ids, self.address_of = repository, hidden_ids, address_of

    def with_html(self, markdown: str) -> str:
        """Return the text with links and pictures that are written as HTML to records and what belongs to them."""
        parts, end = [], 0
        for one in PageBody(markdown).html_links:
            parts += [markdown[end : one.start], self._attribute(one, markdown[one.start : one.end])] if one.start >= end else []
            end = max(end, one.end)
        return "".join([*parts, markdown[end:]])

    def with_links(self, markdown: str) -> str:
        """Return the text with the links and pictures of Markdown."""
        parts, end = [], 0
        for one in _outermost(PageBody(markdown)):
            written = markdown[one.start : one.end]
            parts += [
                markdown[end : one.start],
                self._wiki_link(one, written) if isinstance(one, WikiLink) else self._link(one, written),
            ]
            end = one.end
        return "".join([*parts, markdown[end:]])

    def _wiki_link(self, link: WikiLink, written: str) -> str:
        entry = self.repository.find(link.id)
        if entry is None and link.id in self.hidden_ids:
            return escape_markdown(link.words or link.id)
        if entry is None:
            log.warning(text(say("{file}: there is no record {id}", file=self.source, id=link.id)))
            return written
        words = link.words or display_name(entry)
        return f"[{escape_markdown(words)}]({posixpath.relpath(entry.path, self.folder or '.')})"

    def _link(self, link: Link | Image, written: str) -> str:
        if self._is_left_out(read_address(self.path, link.target)):
            return escape_markdown(link.words if isinstance(link, Link) else link.alt)
        return _TARGET.sub(self._across, written)

    def _across(self, match: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(self.path), match[2]))
        crosses = match[2].startswith("../") and target.split("/")[0] in (DOCS, RECORDS)
        return match[1] + posixpath.relpath(target.removeprefix(f"{DOCS}/"), self.folder or ".") if crosses else match[0]

    def _attribute(self, link: HtmlLink, written: str) -> str:
        asked = read_address(self.path, link.target)
        if self._is_left_out(asked):
            return ""
        there = self.address_of(asked.path) if asked.fault is None and asked.path.startswith(f"{RECORDS}/") else None
        if there is None or written.startswith("<"):  # a tag with the signs of a list in it has no place of its own
            return written
        address = urlunsplit(("", "", there, asked.query, link.target.partition("#")[2]))
        return f'{"href" if link.tag == "a" else "src"}="{escape(address)}"'

    def _is_left_out(self, asked: Address) -> bool:
        is_hidden = asked.path.endswith(".md") and id_in_name(stem_of(asked.path)) in self.hidden_ids
        return is_hidden or (asked.fault is None and is_not_published(asked.path, self.repository))


def _outermost(body: Body) -> Iterator[Link | Image | WikiLink]:
    """Yield the links and images, without images in links: they change with the link."""
    end = 0
    found: list[Link | Image | WikiLink] = [*body.wiki_links, *body.links, *body.images]
    for one in sorted(found, key=lambda link: (link.start, -link.end)):
        if one.start >= end:
            yield one
            end = one.end


def escape_markdown(words: str) -> str:
    """Return text with everything escaped that Markdown would interpret."""
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([\\`*_{}\[\]!|#~^=])", r"\\\1", escaped)
