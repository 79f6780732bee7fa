"""How a record is named to people, and which was probably meant where an id was given that nobody has."""

import difflib
import re
import textwrap
from collections.abc import Sequence

from validators.model.ids import prefix_of, without_padding
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository
from validators.text.messages import Message, say
from validators.text.sanitize import one_line
from validators.text.uzbek import fold

NEAR = 0.6
"""How much two words have in common, of 1, when the one may have been meant by the other: 0.6 is what Python calls close."""
SURNAME = 0.8
"""The same for a single word of a name, of which many have as much in common as Karimov and Hakimova."""
TITLE = 60
"""Characters of a title that a hint shows."""


def nearest(given: str, entries: Sequence[RecordFile]) -> RecordFile | None:
    """The record whose id or title is near to what was given, or a word of whose title is very near, as a surname with initials.

    What begins as the ids of a kind do can only have been meant for one of its ids, however far: first for the one with the same
    numbers, however many zeros they begin with.
    """
    wanted = fold(given)
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


_INITIAL = re.compile(r"\b[a-z]{1,2}\.|\b[a-z]\b")
"""What stands for a forename before or behind a surname: A., Sh."""


def named(entry: RecordFile) -> Message:
    """A record in a sentence: its id, with its title."""
    title = textwrap.shorten(title_of(entry), TITLE, placeholder="…")
    return say("{id} ({title})", id=entry.id, title=title) if title else say("{id}", id=entry.id)


def title_of(entry: RecordFile) -> str:
    """What a record is called; of a broken one, what is written there."""
    if entry.record:
        return entry.record.title
    written = entry.document.values.get("title")
    return written if isinstance(written, str) else ""


def titled(id_: str, repository: Repository) -> str:
    """An id with the title behind it."""
    entry = repository.find(id_)
    return one_line(f"{id_}  {title_of(entry)}".rstrip()) if entry else id_
