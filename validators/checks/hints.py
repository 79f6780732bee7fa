"""What to write instead, where that needs all the records together: the record that was meant, or the next free id."""

import re
from dataclasses import replace
from datetime import date
from functools import cached_property
from itertools import takewhile

from validators.model.fields import field_at, fields_of, group_at
from validators.model.ids import has_prefix, id_in_name, is_id, is_named_by, is_numbered, next_id, stem_of, year_of
from validators.model.types import Reference
from validators.model.written import notations
from validators.model.written.pydantic_errors import ID_EXAMPLE
from validators.repository.nearest import called, id_and_title, nearest
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository
from validators.rules.kind import Kind, one_word
from validators.source.codes import CheckCode, FileCode
from validators.source.edits.cure import Cure, Put, Rewrite
from validators.source.finding import Problem
from validators.source.route import Route
from validators.text.messages import Message, say

_NOT_MISTYPED = (FileCode.UNKNOWN_KEY, FileCode.REPEATED_ITEM, FileCode.WRONG_KIND, FileCode.WITHDRAWN_RECORD)
"""Problems at a reference whose cause is not a mistyped id: no other record is looked for."""
_ID = Route("id")
MOST_GUESSED = 20
"""For so many problems of a run the record that was meant is looked for among all: each costs as much as checking hundreds."""


class Advice:
    """Hints for the problems of the files of one repository."""

    def __init__(self, repository: Repository, as_of: date, *, is_said_now: bool = False) -> None:
        """Advise as of a day; `is_said_now` is whether the values are given on that day, so that “today” is it."""
        self._repository, self._as_of, self._is_said_now = repository, as_of, is_said_now
        self._guessed = 0

    def on(self, code: CheckCode, problem: Problem, entry: RecordFile) -> Problem:
        """Return the problem with a hint of its own, if there is one; else the problem as it was."""
        own = _lacks_its_id(code, problem)
        by_name = _id_of_name(entry, self._repository) if own or code == FileCode.WRONG_FILE_NAME else None
        # An id by which others name the record is right: changed, they would name nothing.
        if code == FileCode.WRONG_FILE_NAME and by_name and is_numbered(by_name) and not self._repository.cited_by(entry.id):
            either = say(
                "Write “id: {id}”, by the file's name; or, if the id is right, rename the file to {name}",
                id=by_name, name=f"{entry.id}.md",
            )  # fmt: skip
            return replace(problem, hint=either, cure=Cure(Put(_ID, by_name)))
        if own and by_name:
            hint = say("Write “id: {id}”, by the file's name", id=by_name)
            return replace(problem, hint=hint, cure=Cure(Put(_ID, by_name), is_safe=True))
        if own and (id_ := self._next_ids.get(entry.path)):
            return _advised(problem, say("Write “id: {id}”, and name the file {id}.md", id=id_))
        if code == FileCode.NO_SUCH_RECORD and not problem.at:
            return self._linked(problem)
        if code == FileCode.WRONG_FORM and (counted := notations.day_from(problem.at.get(entry.document.values), self._as_of)):
            hint = say("Write it as {value}, if it is counted from {day}", value=counted, day=self._as_of)
            return replace(problem, hint=hint, cure=Cure(Put(problem.at, counted), is_safe=self._is_said_now))
        if code == FileCode.WRONG_FORM and (listed := _in_one_item(problem.at, entry)):
            return replace(problem, cure=Cure(listed, is_safe=True))
        if unread := _not_read(problem, entry):
            return unread
        if code == FileCode.UNKNOWN_KEY and (group := _left_group(problem.at, entry)):
            hint = say("Indent it under “{group}:”, to which it belongs", group=group)
            return replace(problem, hint=hint, cure=_indented_under(group, problem.at, entry))
        field = field_at(entry.kind.model, problem.at)
        reference = field.reference if field else None
        # What can be said of the value by itself, such as that it is in brackets, is said already.
        said = problem.hint not in (None, ID_EXAMPLE) and problem.at.get(entry.document.values) is not None
        if reference is None or said or code in _NOT_MISTYPED or self._guessed == MOST_GUESSED:
            return problem
        self._guessed += 1
        return _which_record(code, problem, entry, reference, self._repository)

    @cached_property
    def _next_ids(self) -> dict[str, str]:
        """The next free id of its folder's kind for each file that needs one, by path: another for each.

        Its year is that of the file's own id, else the latest of the kind's ids, else the latest of all.
        """
        given: dict[str, str] = {}
        latest: dict[str, str] = {}
        free: dict[tuple[str, int], str] = {}
        for entry in self._repository.files:
            if not any(_lacks_its_id(*one) for one in entry.problems) or _id_of_name(entry, self._repository):
                continue
            kind = _kind_of_folder(entry, self._repository)
            year = year_of(entry.id) or self._years.get(kind.name) or max(self._years.values(), default=0)
            if year:
                if (kind.name, year) not in free:
                    free[kind.name, year] = self._repository.next_id(kind, year)
                numbered = free[kind.name, year].rpartition("-")[0]
                known = numbered in latest
                given[entry.path] = next_id(kind.prefix, [latest[numbered]], year) if known else free[kind.name, year]
                latest[numbered] = given[entry.path]
        return given

    @cached_property
    def _years(self) -> dict[str, int]:
        """The latest year in the ids of each kind that counts by years."""
        found: dict[str, int] = {}
        for one in self._repository.files:
            if year := year_of(one.id):
                found[one.kind.name] = max(year, found.get(one.kind.name, 0))
        return found

    def _linked(self, problem: Problem) -> Problem:
        """Add the record that a link in the text was probably meant for, unless it is written as an id of an existing kind."""
        given = str(dict(problem.message.parameters)["id"])
        kind = is_numbered(given) and any(has_prefix(given, one.prefix) for one in self._repository.kinds.values())
        if kind or self._guessed == MOST_GUESSED:
            return problem
        self._guessed += 1
        candidates = [one for one in self._repository.files if one.id]
        if close := nearest(given, candidates):
            return _meant(problem, close, is_sure=called(given, candidates) is close)
        return problem


def _lacks_its_id(code: CheckCode, problem: Problem) -> bool:
    """Whether a file has no id, one that cannot be one of its folder, or one that another has."""
    unfit = problem.at == _ID and (code == FileCode.MISSING_KEY or problem.hint == ID_EXAMPLE)
    return unfit or code in (FileCode.WRONG_ID, FileCode.DUPLICATE_ID)


def _meant(problem: Problem, meant: RecordFile, *, is_sure: bool, unwritten: bool = True) -> Problem:
    """Return the problem of a reference with the record that is meant, as a hint and as the cure.

    `is_sure` is whether the record is called what is written; `unwritten` whether that may be one that is not there yet.
    """
    if is_sure:
        hint = say("This is {nearest}: write its id", nearest=id_and_title(meant))
    elif unwritten:
        hint = say("Perhaps {nearest} was meant; if not, add the record first", nearest=id_and_title(meant))
    else:
        hint = say("Perhaps {nearest} was meant: write its id", nearest=id_and_title(meant))
    change: Put | Rewrite = Put(problem.at, meant.id)
    if not problem.at and problem.span:
        change = Rewrite(problem.span.line, problem.span.column, f"[[{problem.about}", f"[[{meant.id}")
    return replace(problem, hint=hint, cure=Cure(change, is_safe=is_sure))


def _advised(problem: Problem, hint: Message) -> Problem:
    return replace(problem, hint=hint)


def _kind_of_folder(entry: RecordFile, repository: Repository) -> Kind:
    """Return the kind whose folder the file is in; without one, the kind that it is filed under."""
    folder = entry.path.split("/")[1]
    return next((kind for kind in repository.kinds.values() if kind.folder == folder), entry.kind)


def _id_of_name(entry: RecordFile, repository: Repository) -> str | None:
    """Return the id in the file's name, if it is one of its folder's kind and no other file has it."""
    stem = stem_of(entry.path)
    id_, prefix = id_in_name(stem), _kind_of_folder(entry, repository).prefix
    ours = has_prefix(id_, prefix) and is_named_by(stem, id_) and repository.find(id_) in (None, entry)
    return id_ if ours else None


def _not_read(problem: Problem, entry: RecordFile) -> Problem | None:
    """Return the problem of a value that is in the file, but after a #, so that nobody reads it; None where it is not."""
    if marked := _behind_hash(problem.at, entry):
        hint = say("Line {line} is not read, as it begins with #: write it as {value}", line=marked.line, value=marked.new)
        return replace(problem, hint=hint, cure=Cure(marked, is_safe=marked.old.startswith("##")))
    if _swallowed(problem.at, entry):
        return _advised(problem, say("What stands after “#” is a comment; put the whole value between quotes"))
    return None


def _swallowed(route: Route, entry: RecordFile) -> bool:
    """Return whether the key is in the file, and its value was taken for a comment."""
    place = entry.document.place(route)
    if place is None or place.key is None or place.children is not None:
        return False
    line = entry.document.text.split("\n")[place.key.line - 1]
    return re.match(r":\s+#", line[place.key.end_column - 1 :]) is not None


def _behind_hash(route: Route, entry: RecordFile) -> Rewrite | None:
    """Return how a fact of the record is written that a # keeps from being read: `## title: Katalog`, a heading elsewhere.

    What a template says of a key has one # and ends with its colon.
    """
    document = entry.document
    if len(route) != 1 or document.body_start is None or document.place(route):
        return None
    facts = document.text[: document.body_start].split("\n")
    for number, line in enumerate(facts, 1):
        if found := re.fullmatch(rf"#+ *({re.escape(route.last_key)}: +[^\s#].*)", line):
            return Rewrite(number, 1, line, found[1])
    return None


def _indented_under(group: str, route: Route, entry: RecordFile) -> Cure | None:
    """Return the cure of facts that stand flush with their group right below it, where nothing else is in the group."""
    document, model = entry.document, group_at(entry.kind.model, Route(group))
    owner, place = document.place(Route(group)), document.place(route)
    if len(route) != 1 or model is None or not (owner and owner.key and place and place.key):
        return None
    first = owner.key.line
    below = document.text.split("\n")[first:]
    ours = list(takewhile(lambda line: (found := _FACT.match(line)) and found[1] in fields_of(model), below))
    if Route(group).get(document.values) is not None or not first < place.key.line <= first + len(ours):
        return None
    if any(field_at(entry.kind.model, Route(line.partition(":")[0])) for line in ours):
        return None
    # All of them at once: with only some of them indented nobody could read the file.
    return Cure(Rewrite(first + 1, 1, "\n".join(ours), "\n".join(f"  {line}" for line in ours)), is_safe=True)


_FACT = re.compile(r"([a-z_]+): +[^\s|>&*!\[{\"'].*")
"""A fact on one line."""


def _in_one_item(route: Route, entry: RecordFile) -> Put | None:
    """Return a list with the ids apart that are written as one item of it: `[hjt-001; hjt-002]`."""
    index = route[-1] if route else ""
    written = route.get(entry.document.values) if isinstance(index, int) else None
    ids = re.findall(r"[^,;\s]+", written) if isinstance(written, str) else []
    if not isinstance(index, int) or len(ids) < 2 or not all(map(is_id, ids)):
        return None
    items = list(route.parent.get(entry.document.values))
    return Put(route.parent, [*items[:index], *ids, *items[index + 1 :]])


def _left_group(route: Route, entry: RecordFile) -> str | None:
    """Return the group next to an unknown key that knows it: the nearest above it, or else the first below."""
    key = route.last_key
    owner, place = group_at(entry.kind.model, route.parent), entry.document.place(route.parent)
    if owner is None or place is None or not isinstance(place.children, dict) or key not in place.children:
        return None
    keys = list(place.children)
    here = keys.index(key)
    for name in (*reversed(keys[:here]), *keys[here + 1 :]):
        group = group_at(owner, Route(name))
        if group and key in fields_of(group):
            return name
    return None


def _which_record(code: CheckCode, problem: Problem, entry: RecordFile, reference: Reference, repository: Repository) -> Problem:
    """Add the record that was probably meant; if none is similar, an example of an id that may be named there."""
    written = problem.at.get(entry.document.values)
    candidates = [
        one for one in repository.files if one.id and one is not entry and reference.kinds and one.kind.name in reference.kinds
    ]
    if isinstance(written, str) and code == FileCode.NO_SUCH_RECORD and is_numbered(written):
        return problem  # another record's id is no likelier to be meant for being alike
    if isinstance(written, str) and (close := nearest(written, candidates)):
        is_sure = called(written, candidates) is close
        return _meant(problem, close, is_sure=is_sure, unwritten=code == FileCode.NO_SUCH_RECORD)
    example = next((one for one in candidates if one.alive), None)
    if example is None or code == FileCode.NO_SUCH_RECORD:
        return problem
    if problem.hint not in (None, ID_EXAMPLE):
        return _advised(problem, say("{hint}, for example {id}", hint=problem.hint, id=example.id))
    hint = say(
        "Write an id, for example {id}: “nizom list {kind}” shows them; "
        "if there is no record of it yet, begin one: “nizom new {kind}”",
        id=example.id, kind=one_word(example.kind),
    )  # fmt: skip
    return _advised(problem, hint)
