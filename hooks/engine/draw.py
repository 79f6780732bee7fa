"""Pages drawn from records: their HTML, their headings, and what search finds on them."""

import json
import re
import zlib
from collections.abc import Iterable, Mapping
from html import escape
from typing import NamedTuple

from hooks.data.addresses import Forge
from hooks.data.display_name import display_name
from hooks.data.snapshot import Snapshot
from hooks.engine import search_index
from hooks.history.record_history import RecordHistories
from hooks.html.formatting import text
from hooks.html.page_context import PageContext
from hooks.html.renderer import Renderer
from hooks.html.sanitize_html import plain_text, sanitize
from hooks.pages import broken_page, navigation, record_page, search_text
from hooks.pages.view import SearchEntry, View
from validators.repository.record_file import RecordFile

_HEADING = re.compile(r'<h2[^>]*\bid="([^"]+)"[^>]*>(.*?)(?:<span class="tally">.*?)?</h2>', re.DOTALL)


class Drawn(NamedTuple):
    """A page as it is drawn."""

    html: str
    headings: list[tuple[str, str]]
    """The anchor and the text of each."""
    found: list[bytes]
    """The entries of the search index."""
    names: list[str]
    """The records that the page names, by id or path."""
    rows: str = ""
    """The rows of a long list, which has only the first of them on its page, as JSON."""


class Drawing:
    """Draws the pages of one build, once what people wrote on them has been read."""

    def __init__(self, snapshot: Snapshot, views: Iterable[View], forge: Forge) -> None:
        self.renderer = Renderer(snapshot, {}, forge)
        self._snapshot = snapshot
        self._histories = RecordHistories(snapshot)
        self._views = {view.source: view for view in views}
        self._neighbours = navigation.neighbours(self._views.values())
        self._records: Mapping[str, RecordFile] = {entry.path: entry for entry in snapshot.repository.files}
        self._words: dict[str, bytes] = {}

    def keep_written(self, source: str, words: str) -> None:
        """Keep what people wrote on a page, as HTML, compressed until the page is drawn."""
        self._words[source] = zlib.compress(words.encode(), 1)

    def page(self, source: str) -> Drawn:
        """Draw the page of the record or of the view with that source; what people wrote in records is made harmless."""
        self.renderer.names.clear()
        words = zlib.decompress(self._words.pop(source)).decode()
        view = self._views.get(source)
        return self._view(view, words) if view else self._record(self._records[source], sanitize(words))

    def _view(self, view: View, words: str) -> Drawn:
        here, context = self.renderer.addresses[view.name], view.context()
        html = self.renderer.render(context, here, words)
        if neighbours := self._neighbours.get(view.name):
            html = self.renderer.render(navigation.NeighboursContext(view, neighbours), here) + html
        entries = list(view.search_entries())
        if (entries or view.in_navigation) and all(entry.anchor for entry in entries):
            # Search lists what it finds inside a page under the page itself.
            entries.insert(0, SearchEntry("", view.title, text(view.about) if view.about else ""))
        found = [_found(entry, here, view.in_navigation) for entry in entries]
        rows = self._rows(context, here)
        return Drawn(html, _headings(html), [one.entry() for one in found], [*self.renderer.names], rows)

    def _rows(self, context: PageContext, here: str) -> str:
        """Return all rows of a long list as JSON, the HTML of each; nothing for any other page."""
        apart = context.rows_apart()
        if not apart:
            return ""
        row_html = self.renderer.macro(f"macros/{context.row_macro}.html", context.row_macro, here)
        return json.dumps([row_html(*arguments) for arguments in apart], ensure_ascii=False, separators=(",", ":"))

    def _record(self, entry: RecordFile, body: str) -> Drawn:
        here = self.renderer.addresses[entry.path]
        context: PageContext
        partial = self._snapshot.partial.get(entry.path)
        if record := entry.record or (partial and partial.record):
            context = record_page.record_page(entry, record, self._snapshot, self._histories)
        else:
            context = broken_page.broken_page(entry, self._snapshot, self._histories)
        html = self.renderer.render(context, here, body)
        title = display_name(entry)
        words = f"{escape(search_text.facts_text(entry, self._snapshot))} {search_text.shorten(plain_text(body))}"
        found = search_index.Found(here, escape(title), words, tuple(map(escape, search_text.tags(entry))))
        return Drawn(html, _headings(html), [found.entry()], [*self.renderer.names])


def _found(entry: SearchEntry, here: str, in_navigation: bool) -> search_index.Found:
    title = escape(entry.title)
    tags = (title,) if in_navigation and not entry.anchor else tuple(map(escape, entry.tags))
    return search_index.Found(f"{here}{entry.anchor}", title, escape(entry.text), tags)


def _headings(html: str) -> list[tuple[str, str]]:
    return [(id_, plain_text(words)) for id_, words in _HEADING.findall(html)]
