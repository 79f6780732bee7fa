"""A record's text for a document: paragraphs, headings, items of lists and rows of tables, in plain words."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from markdown_it.token import Token

from validators.source.markdown import parse

BlockKind = Literal["heading", "paragraph", "item", "quote", "code", "table"]

_DONE, _OPEN = "☑", "☐"
_DASH = "–"


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a text: its words, how deep it is, and what stands before an item; a table has rows instead of words."""

    kind: BlockKind
    text: str = ""
    level: int = 1
    mark: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(slots=True)
class _Reader:
    """Reads the tokens of a text from first to last; keeps which lists, quotations and rows are open."""

    name_of: Callable[[str], str]
    marks: list[str] = field(default_factory=list)
    """What stands before the item of each open list, from the outermost; empty once it was written."""
    quoted: int = 0
    rows: list[list[str]] = field(default_factory=list)
    heading: int = 0

    def read(self, tokens: Sequence[Token]) -> Iterator[Block]:
        """Yield the blocks."""
        for token in tokens:
            self._keep(token)
            if token.type == "inline":
                yield from self._inline(words(token.children or (), self.name_of))
            elif token.type in ("fence", "code_block", "html_block"):
                yield Block("code", token.content.rstrip("\n"))
            elif token.type == "table_close":
                yield Block("table", rows=tuple(map(tuple, self.rows)))
                self.rows.clear()

    def _keep(self, token: Token) -> None:
        """Keep what begins or ends with a token."""
        match token.type:
            case "list_item_open":
                self.marks.append(_mark(token))
            case "footnote_open":
                self.marks.append(f"[{token.meta['id'] + 1}]")
            case "list_item_close" | "footnote_close":
                self.marks.pop()
            case "blockquote_open" | "blockquote_close":
                self.quoted += token.nesting
            case "heading_open" | "heading_close":
                self.heading = int(token.tag[1]) if token.nesting == 1 else 0
            case "tr_open":
                self.rows.append([])

    def _inline(self, text: str) -> Iterator[Block]:
        if self.rows:
            self.rows[-1].append(text)
        elif self.heading:
            yield Block("heading", text, self.heading)
        elif self.marks:
            mark, self.marks[-1] = self.marks[-1], ""
            yield Block("item", text, len(self.marks), mark)
        else:
            yield Block("quote" if self.quoted else "paragraph", text)


def blocks(markdown: str, name_of: Callable[[str], str]) -> tuple[Block, ...]:
    """Return a text as blocks; `name_of` says what the record is called that a link names by its id."""
    return tuple(_Reader(name_of).read(parse(markdown)))


def words(tokens: Sequence[Token], name_of: Callable[[str], str]) -> str:
    """Return what is inside a paragraph as plain words: records by their names, addresses behind the words that lead there."""
    found: list[str] = []
    addresses: list[tuple[str, int]] = []
    for token in tokens:
        match token.type:
            case "softbreak":
                found.append(" ")
            case "hardbreak":
                found.append("\n")
            case "wiki_link":
                found.append(token.content or name_of(token.meta["id"]))
            case "link_open":
                addresses.append((str(token.attrs["href"]), len(found)))
            case "link_close":
                address, begun = addresses.pop()
                if address.partition(":")[0] in ("http", "https") and "".join(found[begun:]) not in address:
                    found.append(f" ({address})")
            case "footnote_ref":
                found.append(f"[{token.meta['id'] + 1}]")
            case _:
                found.append(token.content)
    return "".join(found)


def _mark(item: Token) -> str:
    """Return what stands before an item: its number, whether its task is done, or a dash."""
    if "checked" in item.meta:
        return _DONE if item.meta["checked"] else _OPEN
    return f"{item.info}{item.markup}" if item.info else _DASH
