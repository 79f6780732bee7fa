"""Links in records' texts, as addresses on the site."""

import logging
from urllib.parse import unquote, urlunsplit

from mkdocs.structure.files import File, Files, InclusionLevel

from hooks.data.attachments import is_not_published
from hooks.data.audience import shows_text
from hooks.data.display_name import display_name
from hooks.data.snapshot import Snapshot
from hooks.html.formatting import text
from validators.model.ids import id_in_name, stem_of
from validators.repository.link_target import read_address
from validators.repository.paths import DOCS, RECORDS
from validators.text.messages import say

log = logging.getLogger("mkdocs.hooks.links")


class RecordLinks:
    """Where links of one record's text lead; a link that leads nowhere is logged as a warning, which fails a strict build.

    `to_anchors` holds the anchors of pages to which the text links, each with the link as it is written.
    """

    def __init__(self, file: File, files: Files, snapshot: Snapshot) -> None:
        self._file, self._files, self._snapshot = file, files, snapshot
        self.to_anchors: dict[File, dict[str, str]] = {}

    def record(self, id_: str) -> tuple[str | None, str]:
        """Return the address of a record's page and its name; no address if there is none or it is not shown."""
        entry = self._snapshot.repository.find(id_)
        if entry is None:
            if id_ not in self._snapshot.hidden_ids:
                log.warning(text(say("{file}: there is no record {id}", file=self._file.src_uri, id=id_)))
                return None, f"[[{id_}]]"
            return None, id_
        file = self._files.get_file_from_path(entry.path)
        return file.url_relative_to(self._file) if file else None, display_name(entry)

    def address(self, target: str, *, in_html: bool = False) -> str | None:
        """Return the address for a link's target as it is written.

        None if no page may lead there, or to a record that is not shown. What is written as HTML and leads to no file has no
        address either; the checks report it.
        """
        asked = read_address(self._file.src_uri, target)
        if asked.outside:
            return target
        if asked.fault in ("empty", "scheme", "host"):
            return None
        if asked.fault in ("unreadable", "absolute"):
            return self._nowhere(target, in_html)
        if not asked.path:
            if asked.anchor:
                self._keep_anchor(self._file, asked.anchor, target)
            return target
        found = self._files.get_file_from_path(asked.path.removeprefix(f"{DOCS}/")) if _is_in_both(asked.path) else None
        if found is None or found.inclusion is InclusionLevel.EXCLUDED:
            left_out = self._is_hidden(asked.path) or is_not_published(asked.path, self._snapshot.repository)
            return None if left_out else self._nowhere(target, in_html)
        entry = self._snapshot.entries_by_path.get(asked.path)
        if asked.anchor and entry and entry.record and shows_text(entry.kind):
            self._keep_anchor(found, asked.anchor, target)
        return urlunsplit(("", "", found.url_relative_to(self._file), asked.query, target.partition("#")[2]))

    def _nowhere(self, target: str, in_html: bool) -> str | None:
        if in_html:
            return None
        log.warning("%s: %s — havola hech qayerga olib bormaydi", self._file.src_uri, unquote(target))
        return target

    def _is_hidden(self, path: str) -> bool:
        return path.endswith(".md") and id_in_name(stem_of(path)) in self._snapshot.hidden_ids

    def _keep_anchor(self, file: File, anchor: str, target: str) -> None:
        self.to_anchors.setdefault(file, {}).setdefault(anchor, target)


def _is_in_both(path: str) -> bool:
    """Return whether a path leads to where the repository has what the site shows."""
    return path.startswith((f"{DOCS}/", f"{RECORDS}/"))
