"""Links in texts that people write: `[[loy-2026-001]]`, and links between `records/` and `docs/`."""

import logging
import posixpath
import re
from collections.abc import Collection

from hooks.data.display_name import display_name
from validators.model.ids import id_in_name, stem_of
from validators.repository.repository import Repository
from validators.source.wiki_links import CODE, NAMED

log = logging.getLogger("mkdocs.hooks.links")

_INLINE = re.compile(r"\[([^\[\]\n]*)\]\(<?([^)>\s]+)>?\)")
_ACROSS = re.compile(r"(\]\(<?)((?:\.\./)+(?:docs|records)/[^)>\s]+)")


def resolve_links(markdown: str, source: str, repository: Repository, hidden_ids: Collection[str] = ()) -> str:
    """Return the Markdown of the page at `source` with `[[id]]` and links between the two folders as links that MkDocs follows.

    `source` is the path of the page as MkDocs knows it: `records/…` for records, relative to `docs/` for others. Code is not
    changed. An unknown id is logged as a warning, which fails a strict build. A link to a record with one of the `hidden_ids`
    becomes its text alone.
    """
    folder = posixpath.dirname(source)
    real = folder if source.startswith("records/") else posixpath.join("docs", folder)

    def wiki_link(match: re.Match[str]) -> str:
        entry = repository.find(match[1].strip())
        if entry is None and match[1].strip() in hidden_ids:
            return escape_markdown(match[2] or match[1].strip())
        if entry is None:
            log.warning("%s: [[%s]] — bunday yozuv yo‘q", source, match[1])
            return match[0]
        words = match[2] or display_name(entry)
        return f"[{escape_markdown(words)}]({posixpath.relpath(entry.path, folder or '.')})"

    def relative_link(match: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(real, match[2]))
        return match[1] + posixpath.relpath(target.removeprefix("docs/"), folder or ".")

    def visible_link(match: re.Match[str]) -> str:
        path = match[2].partition("#")[0]
        return match[1] if path.endswith(".md") and id_in_name(stem_of(path)) in hidden_ids else match[0]

    parts = CODE.split(markdown)
    if hidden_ids:
        parts[::2] = [_INLINE.sub(visible_link, part) for part in parts[::2]]
    parts[::2] = [_ACROSS.sub(relative_link, NAMED.sub(wiki_link, part)) for part in parts[::2]]
    return "".join(parts)


def escape_markdown(words: str) -> str:
    """Return text with everything escaped that Markdown would interpret."""
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([\\`*_{}\[\]!|#~^=])", r"\\\1", escaped)
