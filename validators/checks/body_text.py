"""What is wrong in the texts of records and pages: what they link to and show, and what nobody sees in them."""

import difflib
import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from html import unescape
from typing import NamedTuple, TypeAlias
from urllib.parse import unquote

from validators.model.ids import id_in_name, prefix_of, stem_of
from validators.repository.attachment import type_by_name
from validators.repository.link_target import Address, Fault, read_address
from validators.repository.paths import DOCS, MADE_OF_ONE, RECORDS, attachments_of, made_pages
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository
from validators.source.body import Body, HtmlLink, Image, Link, PageBody, reached
from validators.source.codes import CheckCode, FileCode
from validators.source.document import Document
from validators.source.finding import Problem
from validators.source.front_matter import TURNING, turns
from validators.source.route import ROOT
from validators.text.messages import Message, say

_SIGNS = (("[", "["), ("]", "]"), ("<", "<"), ("&", "&"), ("/", "://"), ("w", "www."))
"""Signs without which a text has nothing to look at, each after one character of it, which is sooner found to be missing.

They decide nothing else: the tokens of a text with a sign do.
"""
_ENTITY = re.compile(r"&(?:#x?[0-9a-f]+|lrm|rlm);", re.IGNORECASE)
_SHOWN = 200
"""Characters of an address that a message shows."""
_NEAR = 0.8
"""How similar two names must be, from 0 to 1, for one to be meant by the other."""
_MOST_GUESSED = 20
"""For so many links of a run the file that was meant is looked for among all by its likeness."""

_Complaint: TypeAlias = tuple[FileCode, Message, Message | None]

_FAULTS: Mapping[Fault, tuple[Message, Message | None]] = {
    "empty": (say("Nothing says where the link leads"), None),
    "unreadable": (say("This address cannot be read"), None),
    "scheme": (
        say("A page does not open this address: only https:, http:, mailto: and tel: work in a browser"),
        say("Put the file into docs/ and link to it there, or write the address of the site that has it"),
    ),
    "host": (say("This address lacks its beginning, https:"), None),
}


def wrong_in_texts(entries: Iterable[RecordFile], repository: Repository) -> Iterator[tuple[RecordFile, CheckCode, Problem]]:
    """Yield what is wrong in the texts under the facts of these records, whatever the facts are.

    All that would stop the building of the site is among it.
    """
    texts = _Texts(repository)
    for entry in entries:
        text = entry.document.body
        if any(character in text and sign in text for character, sign in _SIGNS):
            # Without a record nobody is shown its text, and it may be in the wrong place.
            for found in texts.wrong(entry.path, Body(text), links=entry.record is not None):
                yield entry, found.code, _problem(found, entry.document)


def wrong_in_pages(
    pages: Iterable[Document], repository: Repository, codes: Iterable[str]
) -> Iterator[tuple[Document, CheckCode, Problem]]:
    """Yield what is wrong in these pages of `docs/`; `codes` are those of all checks, each of which has a page too."""
    texts = _Texts(repository, made_pages(repository.kinds.values(), codes))
    for page in pages:
        for found in texts.wrong(page.path, page_body(page.text)):
            yield page, found.code, _problem(found, page)


@lru_cache(maxsize=64)
def page_body(text: str) -> PageBody:
    """Return the text of a page; a run compares many states of the records, and in all of them the pages are mostly the same."""
    return PageBody(text)


def _problem(found: "_Wrong", document: Document) -> Problem:
    return Problem(ROOT, found.message, found.hint, span=document.body_span(found.start, found.end), about=found.about)


class _Wrong(NamedTuple):
    """Something wrong in a text, with its place there; `about` is what is written."""

    code: FileCode
    message: Message
    hint: Message | None
    about: str
    start: int
    end: int


class _Texts:
    """Judges texts of one repository by what they can link to; `made` are the pages that the site makes and pages link to."""

    def __init__(self, repository: Repository, made: Collection[str] = ()) -> None:
        self._repository, self._made = repository, made
        self._reported = frozenset(stray.document.path for stray in repository.strays)
        self._anchors: dict[str, frozenset[str]] = {}
        self._guessed = 0

    def wrong(self, path: str, body: Body, *, links: bool = True) -> Iterator[_Wrong]:
        """Yield what is wrong in the text of the file at `path`; where its links lead only if `links` are judged."""
        for link in body.wiki_links:
            if not self._repository.find(link.id):
                message = say("There is no record {id}", id=link.id)
                yield _Wrong(FileCode.NO_SUCH_RECORD, message, None, link.id, link.start, link.end)
        yield from self._lost_brackets(body)
        yield from _turning(body)
        written: list[Link | Image | HtmlLink] = [*body.links, *body.images, *body.html_links] if links else []
        for one in written:
            asked = read_address(path, one.target)
            if asked.path in self._reported:
                continue  # the file is there, in a wrong place, which is said of it (F28)
            if asked.outside:
                continue
            is_shown = isinstance(one, Image) or (isinstance(one, HtmlLink) and one.tag == "img")
            if found := self._leads_nowhere(path, body, asked, one.target) or (is_shown and self._unsigned(path, asked.path)):
                code, message, hint = found
                yield _Wrong(code, message, hint, one.target, one.start, one.end)

    def _lost_brackets(self, body: Body) -> Iterator[_Wrong]:
        for link in body.lost_brackets:
            id_ = link.id.lower()
            if id_in_name(id_) == id_ and prefix_of(id_) in self._prefixes:
                message = say("This is shown as it is written and leads to no record: a bracket is missing")
                hint = say("Write [[{id}]]", id=id_)
                if "|" in body.text[link.end : link.end + 1]:
                    message = say("The bar ends the table cell here, so this is not a link to a record")
                    hint = say("In a table write [[{id}\\|words]]", id=id_)
                yield _Wrong(FileCode.LOST_BRACKET, message, hint, link.id, link.start, link.end)

    def _leads_nowhere(self, source: str, body: Body, asked: Address, target: str) -> _Complaint | None:
        """Return what is wrong with a link that does not lead outside; None if it leads somewhere."""
        if asked.fault == "host":
            return FileCode.DEAD_LINK, _FAULTS["host"][0], say("Write {value}", value=f"https:{target}"[:_SHOWN])
        if asked.fault == "scheme" and target.lower().startswith("ftp:"):
            hint = say("If the site has it under {value} too, write that; else put the file into docs/ and link to it there",
                       value=f"https:{target[4:]}"[:_SHOWN])  # fmt: skip
            return FileCode.DEAD_LINK, _FAULTS["scheme"][0], hint
        if asked.fault and asked.fault != "absolute":
            return FileCode.DEAD_LINK, *_FAULTS[asked.fault]
        if asked.path and (asked.fault or not (asked.path in self._repository.linked_to or self._is_made(source, asked.path))):
            return self._no_file(source, asked.path, unquote(target)[:_SHOWN])
        return self._no_heading(source, body, asked) if asked.anchor else None

    def _unsigned(self, source: str, path: str) -> _Complaint | None:
        """Return that a text which is approved shows a picture from elsewhere: it could be exchanged after the signatures."""
        entry = self._repository.linked_to.get(source)
        if entry is None or entry.kind.chain is None or not path:
            return None
        folder = attachments_of(entry.kind, entry.id)
        if path.startswith(f"{folder}/"):
            return None
        message = say("This picture lies outside the record's own folder, so no decision covers it")
        hint = say("Put the file into {folder}/ and write {path}", folder=folder,
                   path=f"{entry.id}/{posixpath.basename(path)}"[:_SHOWN])  # fmt: skip
        return FileCode.WRONG_ATTACHMENT, message, hint

    def _no_file(self, source: str, path: str, shown: str) -> _Complaint:
        """Return that nothing is at a path, and what was probably meant; a picture or scan may not have been put there yet."""
        meant = self._meant(path)
        way = posixpath.relpath(meant, posixpath.dirname(source)) if meant else ""
        hint = say("Perhaps {path} was meant", path=way) if way else None
        if type_by_name(path) is None:
            return FileCode.DEAD_LINK, say("No record and no published file of docs/ is at {path}", path=shown), hint
        entry = self._repository.linked_to.get(source)
        if hint is None and entry:
            hint = say("Put the file into {folder}/ and write {path}", folder=attachments_of(entry.kind, entry.id),
                       path=f"{entry.id}/{posixpath.basename(path)}"[:_SHOWN])  # fmt: skip
        return FileCode.DEAD_LINK, say("No picture or scan is at {path}", path=shown), hint

    def _is_made(self, source: str, path: str) -> bool:
        """Whether a page of `docs/` links to what the site has there and no file of `docs/` is: a made page, or a record."""
        if not source.startswith(f"{DOCS}/"):
            return False
        of_one = path.startswith(MADE_OF_ONE) and self._repository.find(stem_of(path)) is not None
        return path in self._made or of_one or _as_on_the_site(path) in self._repository.linked_to

    def _no_heading(self, source: str, body: Body, asked: Address) -> _Complaint | None:
        """Return what is wrong with a link to a heading; None if it is there, or cannot be known to be missing.

        A record that is not shown as it stands is reported itself. What the site makes is not known here.
        """
        anchors = self._anchors_at(source, body, asked)
        if anchors is None or asked.anchor in anchors:
            return None
        if not asked.path and not source.startswith(f"{DOCS}/") and reached(asked.anchor, anchors):
            return None
        near = reached(asked.anchor.lower(), anchors)
        if near is None and self._guessed < _MOST_GUESSED:
            self._guessed += 1
            near = next(iter(difflib.get_close_matches(asked.anchor.lower(), sorted(anchors), n=1)), None)
        message = say("There is no heading #{anchor} in the text that the link leads to", anchor=asked.anchor[:_SHOWN])
        return FileCode.NO_SUCH_ANCHOR, message, say("Perhaps #{anchor} was meant", anchor=near) if near else None

    def _anchors_at(self, source: str, body: Body, asked: Address) -> frozenset[str] | None:
        """Return the anchors of the text that a link leads to; None if they are not known, or no site would stop at another."""
        path = asked.path or source
        if path in self._made:
            return None
        if not asked.path:
            return body.anchors
        if source.startswith(f"{DOCS}/") and path in self._pages:
            return page_body(self._pages[path].text).anchors
        other = self._repository.linked_to.get(path) or self._repository.linked_to.get(_as_on_the_site(path))
        return self._anchors_of(other) if other and other.is_whole else None

    def _anchors_of(self, entry: RecordFile) -> frozenset[str]:
        if entry.path not in self._anchors:
            self._anchors[entry.path] = Body(entry.document.body).anchors
        return self._anchors[entry.path]

    def _meant(self, asked: str) -> str | None:
        """Return the path that was probably meant by one that leads nowhere."""
        path = posixpath.normpath(asked.replace("\\", "/"))
        from_root = re.sub(r"^(?:\.\./|/)+", "", path)
        for guess in (path, from_root, f"docs/{from_root}", f"records/{from_root}"):
            if found := self._by_folded_path.get(guess.lower()) or self._by_folded_path.get(f"{guess}.md".lower()):
                return found
        name = posixpath.basename(path)
        if found := self._by_name.get(name.lower()):
            return found
        id_ = id_in_name(stem_of(name).lower())
        if id_ and (other := self._repository.find(id_)):
            return other.path
        if prefix_of(id_) in self._prefixes or self._guessed == _MOST_GUESSED:
            return None  # another record's id is no likelier to be meant for being alike
        self._guessed += 1
        close = difflib.get_close_matches(name.lower(), self._by_name, n=1, cutoff=_NEAR)
        return self._by_name[close[0]] if close else None

    @cached_property
    def _prefixes(self) -> frozenset[str]:
        return frozenset(kind.prefix for kind in self._repository.kinds.values())

    @cached_property
    def _pages(self) -> Mapping[str, Document]:
        return {page.path: page for page in self._repository.pages}

    @cached_property
    def _by_folded_path(self) -> Mapping[str, str]:
        return {path.lower(): path for path in self._repository.linked_to}

    @cached_property
    def _by_name(self) -> Mapping[str, str]:
        return {posixpath.basename(path).lower(): path for path in self._repository.linked_to}


def _as_on_the_site(path: str) -> str:
    """Return the path of what the site shows next to the pages of `docs/`: the records are there in `records/`."""
    return path.removeprefix(f"{DOCS}/") if path.startswith(f"{DOCS}/{RECORDS}/") else path


def _turning(body: Body) -> Iterator[_Wrong]:
    """Yield signs that turn the direction of writing and are written as HTML does, `&rlm;` (F06); code shows such as written."""
    for found in _ENTITY.finditer(body.text):
        sign = unescape(found[0])
        if TURNING.fullmatch(sign) and not any(code.start <= found.start() < code.end for code in body.code):
            problem = turns(sign)
            yield _Wrong(FileCode.CONTROL_CHARACTER, problem.message, problem.hint, found[0], *found.span())
