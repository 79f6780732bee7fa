"""Links in records' texts, as addresses on the site."""

import logging
import posixpath
from urllib.parse import unquote, urlsplit, urlunsplit

from mkdocs.structure.files import File, Files

from hooks.data.attachments import is_not_published
from hooks.data.display_name import display_name
from hooks.data.snapshot import Snapshot
from validators.model.ids import id_in_name, stem_of

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
                log.warning("%s: [[%s]] — bunday yozuv yo‘q", self._file.src_uri, id_)
                return None, f"[[{id_}]]"
            return None, id_
        file = self._files.get_file_from_path(entry.path)
        return file.url_relative_to(self._file) if file else None, display_name(entry)

    def address(self, target: str) -> str | None:
        """Return the address for a link's target as it is written; None if it leads to a record that is not shown."""
        try:
            scheme, host, path, query, anchor = urlsplit(target)
        except ValueError:
            log.warning("%s: %s — noto‘g‘ri havola", self._file.src_uri, target)
            return target
        if scheme or host:
            return target
        if not path:
            if anchor:
                self._keep_anchor(self._file, anchor, target)
            return target
        found = self._find(unquote(path))
        if found is None:
            if self._is_hidden(path) or is_not_published(unquote(path), self._file.src_uri, self._snapshot.repository):
                return None
            log.warning("%s: %s — bunday fayl yo‘q", self._file.src_uri, unquote(target))
            return target
        if anchor:
            self._keep_anchor(found, anchor, target)
        return urlunsplit(("", "", found.url_relative_to(self._file), query, anchor))

    def _find(self, path: str) -> File | None:
        """Return the file that a relative path leads to, in `records/` or in `docs/`."""
        if path.startswith(("/", "\\")):
            return None
        target = posixpath.normpath(posixpath.join(posixpath.dirname(self._file.src_uri), path))
        return self._files.get_file_from_path(target.removeprefix("docs/"))

    def _is_hidden(self, path: str) -> bool:
        return path.endswith(".md") and id_in_name(stem_of(path)) in self._snapshot.hidden_ids

    def _keep_anchor(self, file: File, anchor: str, target: str) -> None:
        self.to_anchors.setdefault(file, {}).setdefault(unquote(anchor), target)
