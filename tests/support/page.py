"""Built pages as tests read them: their words, sections and counts, and what they make a browser load."""

import html
import re
from html.parser import HTMLParser


def words(markup: str) -> str:
    """Return the words of a piece of a page, on one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", markup)).split())


def article(page: str) -> str:
    """Return what a page shows between its navigation and its foot."""
    return page[page.index("<article") : page.index("</article>")]


def section(page: str, anchor: str) -> str:
    """Return the section with that id on its heading, or nothing where there is none.

    On the page of a record the ids of sections begin with `__`, which headings in its text have not.
    """
    parts = [part for part in re.split(r"(?=<section )", page) if re.search(f'id="(?:__)?{anchor}"', part)]
    return parts[0].split("</section>")[0] if parts else ""


def items(html: str, kind: str = "li") -> list[str]:
    """Return the words of each item of the outer list."""
    return [words(item) for item in re.findall(rf"<{kind}\b.*?(?=\n<{kind}|\n</[ou]l>)", html, re.DOTALL)]


def tally(page: str, anchor: str) -> int:
    """Return the number next to a section's heading, 0 where there is no such section."""
    found = re.search(r'class="tally">(\d+)<', section(page, anchor))
    return int(found[1]) if found else 0


def choices(page: str, name: str) -> dict[str, int]:
    """Return what a list can be filtered by under a name: each value, and how many rows have it."""
    found = re.search(rf'<details class="list-pick" data-name="{name}">(.*?)</details>', page, re.DOTALL)
    offered = re.findall(r'value="([^"]+)"[^>]*><span>[^<]*</span> <small>\((\d+)\)<', found[1]) if found else []
    return {html.unescape(value): int(count) for value, count in offered}


def rows_by(page: str, name: str, value: str) -> list[str]:
    """Return the words of the rows of a list that a filter finds."""
    rows = re.findall(rf'<tr data-words=[^>]* data-by-{name}="([^"]*)"[^>]*>(.*?)</tr>', page, re.DOTALL)
    return [words(row) for marks, row in rows if value in html.unescape(marks).split("\t")]


def tiles(page: str) -> dict[str, tuple[int, str]]:
    """Return the tiles at the head of a page: by title, the number and where it leads."""
    found = re.findall(r'<a class="tile [^"]*" href="([^"]*)">.*?tile-number">([^<]*)<.*?tile-title">([^<]*)<', page)
    return {html.unescape(title): (int(number), link) for link, number, title in found}


def figures(page: str) -> dict[str, tuple[int, str]]:
    """Return the figures at the head of a page: by name, the number and where it leads; those that are sums are left out."""
    found = re.findall(r'<a class="figure[^"]*" href="([^"]*)">.*?figure-name">([^<]*)<.*?figure-number">(\d+)<', page)
    return {html.unescape(name): (int(number), link) for link, name, number in found}


def records_in(markup: str) -> list[str]:
    """Return the records that a piece of a page links to, each once, in order."""
    return list(dict.fromkeys(re.findall(r'href="[./]*/([a-z-]+/[a-z]+-[0-9-]+)/"', markup)))


def empty_notes(page: str) -> list[str]:
    """Return what a page says where it has nothing to list."""
    return [words(note) for note in re.findall(r'class="empty">(.*?)</(?:p|li)>', page, re.DOTALL)]


class Loaded(HTMLParser):
    """What a page makes the browser fetch, and its links, scripts and event handlers."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.handlers: list[str] = []
        self.links: list[str] = []
        self.scripts: list[str] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the addresses and handlers among a tag's attributes."""
        for name, value in attrs:
            if name in ("src", "srcset", "poster", "data") or (tag == "link" and name == "href"):
                self.fetched.append(value or "")
            if tag == "a" and name == "href":
                self.links.append(value or "")
            if name.startswith("on"):
                self.handlers.append(name)

    def handle_data(self, data: str) -> None:
        """Note the text of scripts and styles."""
        if self.cdata_elem in ("script", "style"):
            self.scripts.append(data)
