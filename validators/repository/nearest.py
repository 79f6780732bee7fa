"""What a record is called in messages, and which one was probably meant by an id that does not exist."""

import difflib
import re
import textwrap
from collections.abc import Sequence

from validators.model.gaps import known
from validators.model.ids import prefix_of, without_padding
from validators.model.written.other_names import ACTS
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository
from validators.text.messages import Message, say
from validators.text.sanitize import one_line
from validators.text.uzbek import fold, with_suffix

NEAR = 0.6
"""How similar two words must be, from 0 to 1, for one to be meant by the other: 0.6 is what difflib calls close."""
SURNAME = 0.8
"""The same for a single word of a name: many are as similar as Karimov and Hakimova."""
CLEARLY = 0.08
"""How much more similar than the next one a record must be: among loy-2026-012 and loy-2026-013 nobody can tell."""
TITLE = 60
"""Characters of a title that a hint shows."""


def called(given: str, entries: Sequence[RecordFile]) -> RecordFile | None:
    """Return the one record that is called what was given: by its id, title or official number, in any spelling.

    Leading zeros and quotation marks aside, and a person's names in any order. None where none or several are called so.
    """
    wanted = fold(given.strip("“”„‟«»‘’\"' "))
    id_ = without_padding(_plain_id(given) or wanted)
    found = {entry.path: entry for entry in entries if wanted and _is_named(entry, id_, wanted, _bare(given))}
    return next(iter(found.values())) if len(found) == 1 else None


def _plain_id(given: str) -> str:
    """Return an id without what was put around and between its parts: “XOD_3.”, [[xod-003]], xod-003.md; "" for what is none."""
    found = _LOOSE_ID.fullmatch(fold(given))
    return "-".join(part for part in found.groups() if part) if found else ""


_LOOSE_ID = re.compile(r"[\W_]*([a-z]{3,4})[\s_-]*(?:((?:19|20|21)[0-9]{2})[\s_-]+)?([0-9]{1,3})(?:\.md)?[\W_]*")


def _is_named(entry: RecordFile, id_: str, wanted: str, number: str) -> bool:
    title = fold(title_of(entry))
    return (
        without_padding(fold(entry.id)) == id_
        or title == wanted
        or (entry.kind.name == "employee" and " " in wanted and sorted(title.split()) == sorted(wanted.split()))
        or (number != "" and number in {_bare(text) for text in _numbers_of(entry)})
    )


def nearest(given: str, entries: Sequence[RecordFile]) -> RecordFile | None:
    """Return the one record that is called what was given, or something similar; None where none is, or several nearly as much.

    What begins with the letters of a kind can only be meant as one of its ids. A surname may be given with initials. By its
    official number only the very same record is meant: another number is another document, however similar. Nobody is meant whose
    names do not begin with the initials.
    """
    if entry := called(given, entries):
        return entry
    wanted = fold(given)
    if of_kind := [entry for entry in entries if entry.kind.prefix == prefix_of(wanted)]:
        return _most_similar(wanted, [(fold(entry.id), entry) for entry in of_kind], NEAR)
    surname = _INITIAL.sub("", wanted).strip()
    if " " not in surname:
        entries = [entry for entry in entries if _may_begin(title_of(entry), _INITIAL.findall(wanted))]
        words = [(word, entry) for entry in entries for word in fold(title_of(entry)).split()]
        if close := _most_similar(surname, words, SURNAME):
            return close
    names = [(name, entry) for entry in entries for name in (fold(entry.id), fold(title_of(entry))) if name]
    return _most_similar(wanted, names, NEAR)


def has_initial(given: str) -> bool:
    """Return whether a name is given with the initial of another in place of it: “Karimova D.”."""
    return _INITIAL.search(fold(given)) is not None


def _may_begin(title: str, initials: Sequence[str]) -> bool:
    return all(any(name.startswith(initial.rstrip(".")) for name in fold(title).split()) for initial in initials)


def _most_similar(wanted: str, names: Sequence[tuple[str, RecordFile]], cutoff: float) -> RecordFile | None:
    """Return the record with the most similar name, unless another record has one that is nearly as similar."""
    matcher = difflib.SequenceMatcher(b=wanted)
    found: list[tuple[float, RecordFile]] = []
    for name, entry in names:
        matcher.set_seq1(name)
        if matcher.real_quick_ratio() >= cutoff - CLEARLY and matcher.quick_ratio() >= cutoff - CLEARLY:
            found.append((matcher.ratio(), entry))
    best = max(found, key=lambda one: one[0], default=None)
    if best is None or best[0] < cutoff:
        return None
    return None if any(best[0] - ratio < CLEARLY for ratio, entry in found if entry is not best[1]) else best[1]


def is_called(entry: RecordFile, words: Sequence[str]) -> bool:
    """Return whether all the words are in a record's id, title or official number, in any spelling."""
    text = fold(" ".join((entry.id, title_of(entry), *_numbers_of(entry))))
    numbers = {_bare(number) for number in _numbers_of(entry)}
    return all(
        any(form in text for form in with_suffix(fold(word))) or (_bare(word) and _bare(word) in numbers) for word in words
    )


def _numbers_of(entry: RecordFile) -> list[str]:
    """Return what a record is called officially: an act's number, also after what its type is called for short; a designation."""
    values = entry.document.values
    written = [text for key in ("number", "designation") if isinstance(text := values.get(key), str)]
    short = ACTS.get(str(values.get("type")))
    return [*written, *(f"{short} {text}" for text in written if short and not _bare(text).startswith(short))]


def _bare(number: str) -> str:
    """Return an official number as it is compared, “PF-6079” and “PF 6079-son” alike; "" for what has no letter or no digit.

    The word “son” counts where there is no other: “123-son” is a number, 123 is not.
    """
    bare = re.sub(r"[\W_]+", "", fold(number))
    short = bare.removesuffix("son")
    bare = bare if short.isdecimal() else short
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
