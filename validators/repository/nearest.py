"""What a record is called in messages, and which one was probably meant by an id that does not exist."""

import difflib
import re
import textwrap
from collections.abc import Sequence

from validators.model.gaps import known
from validators.model.ids import prefix_of, without_padding
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository
from validators.text.messages import Message, say
from validators.text.sanitize import one_line
from validators.text.uzbek import fold

NEAR = 0.6
"""How similar two words must be, from 0 to 1, for one to be meant by the other: 0.6 is what difflib calls close."""
SURNAME = 0.8
"""The same for a single word of a name: many are as similar as Karimov and Hakimova."""
TITLE = 60
"""Characters of a title that a hint shows."""


def nearest(given: str, entries: Sequence[RecordFile]) -> RecordFile | None:
    """Return the record whose id or title is similar to what was given, or has a very similar word in its title; None if none is.

    What begins with the letters of a kind can only be meant as one of its ids, however different: first as the one with the same
    numbers, leading zeros aside. A surname may be given with initials. By its official number only the very same record is meant:
    another number is another document, however similar.
    """
    wanted = fold(given)
    if number := _bare(given):
        same_number = (entry for entry in entries if number in {_bare(text) for text in _numbers_of(entry)})
        if entry := next(same_number, None):
            return entry
    prefix = prefix_of(wanted)
    if of_kind := {fold(entry.id): entry for entry in entries if entry.kind.prefix == prefix}:
        same = next((id_ for id_ in of_kind if without_padding(id_) == without_padding(wanted)), None)
        return of_kind[same or difflib.get_close_matches(wanted, sorted(of_kind), n=1, cutoff=0)[0]]
    names: dict[str, RecordFile] = {}
    words: dict[str, RecordFile] = {}
    for entry in entries:
        title = fold(title_of(entry))
        for name in filter(None, (fold(entry.id), title)):
            names.setdefault(name, entry)
        for word in title.split():
            words.setdefault(word, entry)
    surname = _INITIAL.sub("", wanted).strip()
    if " " not in surname and (close := difflib.get_close_matches(surname, words, n=1, cutoff=SURNAME)):
        return words[close[0]]
    if close := difflib.get_close_matches(wanted, names, n=1, cutoff=NEAR):
        return names[close[0]]
    return None


def is_called(entry: RecordFile, words: Sequence[str]) -> bool:
    """Return whether all the words are in a record's id, title or official number, in any spelling."""
    text = fold(" ".join((entry.id, title_of(entry), *_numbers_of(entry))))
    numbers = {_bare(number) for number in _numbers_of(entry)}
    return all(fold(word) in text or (_bare(word) and _bare(word) in numbers) for word in words)


def _numbers_of(entry: RecordFile) -> list[str]:
    """Return what a record is called officially: an act's number, a standard's designation."""
    written = (entry.document.values.get(key) for key in ("number", "designation"))
    return [text for text in written if isinstance(text, str)]


def _bare(number: str) -> str:
    """Return an official number as it is compared, “PF-6079” and “PF 6079-son” alike; "" for what has no letter or no digit."""
    bare = re.sub(r"[\W_]+", "", fold(number)).removesuffix("son")
    return bare if re.search("[0-9]", bare) and re.search("[a-z]", bare) else ""


_INITIAL = re.compile(r"\b[a-z]{1,2}\.|\b[a-z]\b")
"""The initial of a forename before or after a surname: A., Sh."""


def id_and_title(entry: RecordFile) -> Message:
    """Return a record as a sentence names it: its id, and its title."""
    title = textwrap.shorten(title_of(entry), TITLE, placeholder="…")
    return say("{id} ({title})", id=entry.id, title=title) if title else say("{id}", id=entry.id)


def title_of(entry: RecordFile) -> str:
    """Return the title of a record; of a broken one, what is written there."""
    if entry.record and (title := known(entry.record, "title")):
        return str(title)
    written = entry.document.values.get("title")
    return written if isinstance(written, str) else ""


def line_of(id_: str, repository: Repository) -> str:
    """Return an id followed by the title of its record."""
    entry = repository.find(id_)
    return one_line(f"{id_}  {title_of(entry)}".rstrip()) if entry else id_
