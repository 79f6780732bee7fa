"""What a record's text names: links, pictures, other records, headings and code, each with its place.

`Document.body_span` turns a place into line and column of the file.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from html import unescape
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from validators.text.uzbek import APOSTROPHES

if TYPE_CHECKING:
    from markdown_it.token import Token

_ID = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+"
_SIGNS = {
    "wiki_link": re.compile(r"\[\["),
    "link_open": re.compile(r"[\[<@]|https?:|www\."),
    "image": re.compile(r"!\["),
    "heading_open": re.compile(r"#|[=-][ \t]*$", re.MULTILINE),
    "code": re.compile(r"[`~\t]| {4}"),
    "html": re.compile(r"<"),
    "footnote_open": re.compile(r"\[\^"),
}
"""Signs without which a text has none of these. They decide nothing else: what a text with a sign has, its tokens say."""


class Link(NamedTuple):
    """A link: where it leads, and its words; of a bare address both are the address."""

    target: str
    words: str
    start: int
    end: int


class Image(NamedTuple):
    """A picture: its file or address, and the words in its place."""

    target: str
    alt: str
    start: int
    end: int


class WikiLink(NamedTuple):
    """A link to a record, `[[id]]` or `[[id|words]]`; `words` is "" if there are none."""

    id: str
    words: str
    start: int
    end: int


class Heading(NamedTuple):
    """A heading; `anchors` are those by which links reach it, GitHub's first."""

    level: int
    words: str
    anchors: tuple[str, ...]
    start: int
    end: int


class Code(NamedTuple):
    """Code: a `block` of whole lines, or a piece of a line."""

    text: str
    block: bool
    start: int
    end: int


class Html(NamedTuple):
    """HTML as it is written: a `block` of whole lines, or one tag or remark."""

    text: str
    block: bool
    start: int
    end: int


class HtmlLink(NamedTuple):
    """A link or picture written as HTML: `a` or `img`, where it leads, and the place of its `href` or `src`."""

    tag: str
    target: str
    start: int
    end: int


_TAGS = re.compile(r"""<!--.*?-->|<(?P<tag>a|img)(?=[\s/])(?P<rest>(?:[^<>"']|"[^"]*"|'[^']*')*)>""", re.IGNORECASE | re.DOTALL)
_ATTRIBUTES = {
    tag: re.compile(rf"""(?<=[\s/"']){name}\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+)""", re.IGNORECASE)
    for tag, name in (("a", "href"), ("img", "src"))
}
_NAMES = re.compile(r"""<(?:[a-z][^<>]*?\sid|a\s[^<>]*?\bname)\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_RESERVED = "__"
"""What the site's own places on a page begin with; nothing in a text is called so."""
_LOST = re.compile(r"(?<![\\\[])(?:\[\[ *(ID)(?![a-z0-9-])(?! *\]\])|\[(ID) *\]\](?![\](\[]))".replace("ID", _ID), re.IGNORECASE)
"""Brackets around an id, one of which is not there, or those of a link that a bar of a table cuts in two."""


def html_links(html: str) -> Iterator[HtmlLink]:
    """Yield the links and pictures in a piece of HTML, with their places in it; remarks have none.

    >>> list(html_links('<!-- <a href="y"> --><a href="x&amp;y">'))
    [HtmlLink(tag='a', target='x&y', start=24, end=38)]
    """
    for found in _TAGS.finditer(html):
        if found["tag"] and (attribute := _ATTRIBUTES[found["tag"].lower()].search(html, found.start("rest"), found.end("rest"))):
            target = unescape(attribute[1].strip("\"'")).strip()
            yield HtmlLink(found["tag"].lower(), target, attribute.start(), attribute.end())


def reached(asked: str, anchors: Collection[str]) -> str | None:
    """Return the anchor of a text that a link in the same text reaches, however the link's apostrophes are typed.

    >>> reached("nima-o'zgaradi", {"nima-ozgaradi"}), reached("Nima-ozgaradi", {"nima-ozgaradi"})
    ('nima-ozgaradi', None)
    """
    plain = "".join(sign for sign in asked if sign not in APOSTROPHES)
    return next((anchor for anchor in (asked, plain) if anchor in anchors), None)


class Body:
    """A text, parsed when something of it is asked for; places are offsets in `text`.

    A place that is not known exactly, as in a cell with `\\\\|`, is that of its line.

    >>> Body("Qarang: [[std-001|standart]], `[[bunday]]` emas").wiki_links
    [WikiLink(id='std-001', words='standart', start=8, end=28)]
    """

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def tokens(self) -> "list[Token]":
        """The tokens of markdown-it, with what `markdown.parse` adds."""
        # Loading the parser takes as long as parsing a hundred texts: not for a check that asks nothing of them.
        from validators.source.markdown import parse

        return parse(self.text)

    @cached_property
    def wiki_links(self) -> list[WikiLink]:
        """The links to records."""
        return [WikiLink(token.meta["id"], token.content, *token.meta["span"]) for token, _ in self._pieces("wiki_link")]

    @cached_property
    def links(self) -> list[Link]:
        """The links to all else: written in brackets, by reference, or as a bare address."""
        return [Link(str(token.attrs["href"]), _words(after), *token.meta["span"]) for token, after in self._pieces("link_open")]

    @cached_property
    def images(self) -> list[Image]:
        """The pictures."""
        return [Image(str(token.attrs["src"]), token.content, *token.meta["span"]) for token, _ in self._pieces("image")]

    @cached_property
    def headings(self) -> list[Heading]:
        """The headings."""
        found = []
        for token in self._blocks("heading_open"):
            anchors = (token.attrs.get("id"), token.meta.get("spelled"))
            words, span = token.meta["words"], token.meta["span"]
            found.append(Heading(int(token.tag[1]), words, tuple(str(one) for one in anchors if one), *span))
        return found

    @cached_property
    def code(self) -> list[Code]:
        """The code, in the order of the text."""
        found = [Code(token.content, True, *token.meta["span"]) for token in self._blocks("code", "fence", "code_block")]
        found += [Code(token.content, False, *token.meta["span"]) for token, _ in self._pieces("code", "code_inline")]
        return sorted(found, key=lambda code: code.start)

    @cached_property
    def html(self) -> list[Html]:
        """The HTML, in the order of the text."""
        found = [Html(token.content, True, *token.meta["span"]) for token in self._blocks("html", "html_block")]
        found += [Html(token.content, False, *token.meta["span"]) for token, _ in self._pieces("html", "html_inline")]
        return sorted(found, key=lambda html: html.start)

    @cached_property
    def html_links(self) -> list[HtmlLink]:
        """The links and pictures that are written as HTML."""
        return [link for html in self.html for link in self._placed(html)]

    def _placed(self, html: Html) -> Iterator[HtmlLink]:
        """Yield the links in a piece of HTML, each with its place in the text, where signs of lists may be in between."""
        after = html.start
        for link in html_links(html.text):
            written = html.text[link.start : link.end]
            found = self.text.find(written, after, html.end)
            start, end = (found, found + len(written)) if found >= 0 else (html.start, html.end)
            after = max(after, end if found >= 0 else after)
            yield link._replace(start=start, end=end)

    @cached_property
    def anchors(self) -> frozenset[str]:
        """What links can reach in the text: headings, names in HTML, notes and where they are referred to."""
        found = {anchor for heading in self.headings for anchor in heading.anchors}
        found.update(unescape(name) for html in self.html for name in _NAMES.findall(html.text))
        for token in self._blocks("footnote_open"):
            found.add(f"fn:{token.meta['anchor']}")
        for token, _ in self._pieces("footnote_open", "footnote_ref"):
            found.add(token.meta["anchor"])
        return frozenset(anchor for anchor in found if not anchor.startswith(_RESERVED))

    @cached_property
    def lost_brackets(self) -> list[WikiLink]:
        """What looks like a link to a record and is none, since a bracket is missing or a table's bar cuts it in two."""
        if "[[" not in self.text and "]]" not in self.text:
            return []
        candidates = list(_LOST.finditer(self.text))
        shown: list[Code | Html | Link | Image | WikiLink] = []
        if candidates:
            shown = [*self.code, *self.html, *self.links, *self.images, *self.wiki_links]
        return [
            WikiLink(found[1] or found[2], "", found.start(), found.end())
            for found in candidates
            if not any(one.start <= found.start() < one.end for one in shown)
        ]

    def _blocks(self, sign: str, *types: str) -> "list[Token]":
        """Return the blocks of some types, by default of the one that the sign is for."""
        if not _SIGNS[sign].search(self.text):
            return []
        return [token for token in self.tokens if token.type in (types or (sign,))]

    def _pieces(self, sign: str, *types: str) -> "Iterator[tuple[Token, Iterator[Token]]]":
        """Yield the pieces of some types in paragraphs, headings and cells, each with the tokens that follow it."""
        for token in self._blocks(sign, "inline"):
            children = token.children or []
            for index, child in enumerate(children):
                if child.type in (types or (sign,)):
                    yield child, islice(children, index + 1, None)


class PageBody(Body):
    """The text of a page of `docs/`, which MkDocs renders: with boxes (`!!! note`), and with its anchors of headings.

    >>> sorted(PageBody("## Nima o‘zgaradi\\n\\n## Бажарилиши\\n\\n## Reja {#reja-2026}").anchors)
    ['_1', 'nima-ozgaradi', 'reja-2026']
    """

    @cached_property
    def tokens(self) -> "list[Token]":
        """The tokens of the text with a box as the item of a list that it is for CommonMark, each sign in its place."""
        from validators.source.markdown import parse

        text = _FACTS.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), self.text)
        return parse(_BOX.sub(lambda found: found[1] + "- ".ljust(len(found[2]), "."), text))

    @cached_property
    def anchors(self) -> frozenset[str]:
        """What links can reach on the page."""
        of_headings = {anchor for heading in self.headings for anchor in heading.anchors}
        found = {*(super().anchors - of_headings), *_OWN_ID.findall(self.text)}
        for heading in self.headings:
            if not _OWN_ID.search(heading.words):
                found.add(_free_on_page(_slug(heading.words), found))
        return frozenset(found)


_FACTS = re.compile(r"\A---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
_BOX = re.compile(r"^((?: {4})*)(!!!|\?\?\?\+?)(?= )", re.MULTILINE)
_OWN_ID = re.compile(r"\{:?[^{}\n]*#([^\s{}]+)[^{}\n]*\}")


def _slug(words: str) -> str:
    """Return the anchor that Python-Markdown makes of a heading."""
    plain = normalize("NFKD", words).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain).strip().lower())


def _free_on_page(anchor: str, taken: Collection[str]) -> str:
    """Return the anchor, with the number that Python-Markdown appends to one that is taken or empty."""
    while anchor in taken or not anchor:
        before, line, number = anchor.rpartition("_")
        anchor = f"{before}_{int(number) + 1}" if line and number.isdecimal() else f"{anchor}_1"
    return anchor


def _words(tokens: "Iterable[Token]") -> str:
    """Return the words of a link, from what follows its beginning."""
    words = []
    for token in tokens:
        if token.type == "link_close":
            break
        words.append(token.content if token.type in ("text", "code_inline", "image") else " " if "break" in token.type else "")
    return "".join(words)
