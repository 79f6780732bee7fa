"""How MkDocs was called, and what is known from one build of `mkdocs serve` to the next."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation

from validators.repository.repository import RecordFile, Refusal, read_record
from validators.rules.kind import Kind


class Run:
    """One run of MkDocs: to serve, when it puts a script of its own into every page; anew, or `dirty`, only what has changed.

    Of a site that is built again and again only what changed is read and drawn, the rest stays findable, and pages whose sources
    are gone go too. `found` holds by source, `texts` by URL the entries of the search index, `drawn_of` of what each
    page was drawn, `named` what was said on it of other records.
    """

    def __init__(self, served: bool = False, dirty: bool = False) -> None:
        self.served = served
        self.dirty = dirty
        self.found: dict[str, list[bytes]] = {}
        self.drawn_of: dict[str, object] = {}
        self.named: dict[str, dict[str, object]] = {}
        self.texts: dict[str, list[bytes]] = {}
        self.gone: set[str] = set()
        self._pages: dict[str, tuple[str, str]] = {}
        self._titles: dict[str, str] = {}
        self._read: dict[str, tuple[bytes | Refusal, RecordFile]] = {}

    def read(self, path: str, data: bytes | Refusal, kind: Kind) -> RecordFile:
        """A file of a kind's folder; of one that is as it was, what was read of it before."""
        if not self.dirty:
            return read_record(path, data, kind)
        known = self._read.get(path)
        if known is None or known[0] != data:
            self._read[path] = known = data, read_record(path, data, kind)
        # Others add to what is wrong with it, and take its text away.
        return replace(known[1], problems=[*known[1].problems])

    def same(self, page: File, drawn_of: dict[str, object], named: Callable[[str], object]) -> bool:
        """Whether a page would be drawn of the same as before, with the same said of what it names, and stands where it stood."""
        source = page.src_uri
        stood = self._pages.get(source)
        if source not in self.drawn_of or stood is None or stood[0] != page.abs_dest_path:
            return False
        return self.drawn_of[source] == drawn_of.get(source) and all(
            named(name) == was for name, was in self.named[source].items()
        )

    def let_go(self, pages: Iterable[File]) -> None:
        """Takes away the pages of the build before whose sources are gone, from the site and from search."""
        if not self.dirty:
            return
        now = {page.src_uri: (page.abs_dest_path, page.url) for page in pages}
        for source in self._pages.keys() - now:
            self.found.pop(source, None)
        for path, url in set(self._pages.values()) - set(now.values()):
            Path(path).unlink(missing_ok=True)
            self.gone.add(url)
        self.gone -= {url for _, url in now.values()}
        self._pages = now

    def give_titles(self, nav: Navigation) -> None:
        """Gives pages that are not read again the title that they had: MkDocs would call them None."""
        for page in nav.pages:
            if page.file.src_uri in self._titles and not page.file.is_modified():
                page.title = self._titles[page.file.src_uri]

    def keep_titles(self, pages: Iterable[File]) -> None:
        """Keeps what pages are called."""
        if self.dirty:
            self._titles |= {file.src_uri: file.page.title for file in pages if file.page and file.page.title}
