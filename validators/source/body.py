"""What a record's text names: links, pictures, other records, headings and code, each with its place.

`Document.body_span` turns a place into line and column of the file.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from markdown_it.token import Token

_SIGNS = {
    "wiki_link": re.compile(r"\[\["),
    "link_open": re.compile(r"[\[<@]|https?:|www\."),
    "image": re.compile(r"!\["),
    "heading_open": re.compile(r"#|[=-][ \t]*$", re.MULTILINE),
    "code": re.compile(r"[`~\t]| {4}"),
    "html": re.compile(r"<"),
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


def _words(tokens: "Iterable[Token]") -> str:
    """Return the words of a link, from what follows its beginning."""
    words = []
    for token in tokens:
        if token.type == "link_close":
            break
        words.append(token.content if token.type in ("text", "code_inline", "image") else " " if "break" in token.type else "")
    return "".join(words)
