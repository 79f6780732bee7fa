"""Links in Markdown that other programs render: `[[loy-2026-001]]`, and links between `records/` and `docs/`."""

import logging
import posixpath
import re
from collections.abc import Collection, Iterator

from hooks.data.attachments import is_not_published
from hooks.data.display_name import display_name
from validators.model.ids import id_in_name, stem_of
from validators.repository.linking import read_address
from validators.repository.repository import Repository
from validators.source.body import Body, Image, Link, WikiLink

log = logging.getLogger("mkdocs.hooks.links")

_TARGET = re.compile(r"(\]\(<?)([^)>\s]+)")


def resolve_links(markdown: str, source: str, repository: Repository, hidden_ids: Collection[str] = ()) -> str:
    """Return the Markdown of the page at `source` with `[[id]]` and links between the two folders as links that MkDocs follows.

    `source` is the path of the page as MkDocs knows it: `records/…` for records, relative to `docs/` for others. Code is not
    changed. An unknown id is logged as a warning, which fails a strict build. A link to a record with one of the `hidden_ids`
    becomes its text alone.
    """
    folder = posixpath.dirname(source)
    real = folder if source.startswith("records/") else posixpath.join("docs", folder)

    def wiki_link(link: WikiLink) -> str:
        entry = repository.find(link.id)
        if entry is None and link.id in hidden_ids:
            return escape_markdown(link.words or link.id)
        if entry is None:
            log.warning("%s: [[%s]] — bunday yozuv yo‘q", source, link.id)
            return markdown[link.start : link.end]
        words = link.words or display_name(entry)
        return f"[{escape_markdown(words)}]({posixpath.relpath(entry.path, folder or '.')})"

    def across(match: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(real, match[2]))
        crosses = match[2].startswith("../") and target.split("/")[0] in ("docs", "records")
        return match[1] + posixpath.relpath(target.removeprefix("docs/"), folder or ".") if crosses else match[0]

    def link(link: Link | Image) -> str:
        path = link.target.partition("#")[0]
        hidden = path.endswith(".md") and id_in_name(stem_of(path)) in hidden_ids
        asked = read_address(source, link.target)
        if hidden or (asked.fault is None and is_not_published(asked.path, repository)):
            return escape_markdown(link.words if isinstance(link, Link) else link.alt)
        return _TARGET.sub(across, markdown[link.start : link.end])

    parts, end = [], 0
    for one in _outermost(Body(markdown)):
        parts += [markdown[end : one.start], wiki_link(one) if isinstance(one, WikiLink) else link(one)]
        end = one.end
    return "".join([*parts, markdown[end:]])


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
