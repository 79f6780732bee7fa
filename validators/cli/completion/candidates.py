"""What may come next on a command line: commands, options, kinds, ids with titles, codes of checks, fields."""

import argparse
import re
import shlex
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from validators.text.messages import Language, choice
from validators.text.sanitize import one_line

_TITLE = re.compile(r"(?m)^title:[ \t]*(.+?)[ \t]*$")
TITLE_WITHIN = 1000
"""In how many bytes from the beginning of a record its title is looked for."""


class Candidate(NamedTuple):
    """A word that may stand there, and what it is."""

    value: str
    about: str = ""


class _Typed(NamedTuple):
    """A command line as far as it is typed: the words before the one that is begun, without options, and that one."""

    words: tuple[str, ...]
    begun: str
    language: Language


def candidates(parser: argparse.ArgumentParser, line: str, language: Language) -> Iterator[Candidate]:
    """Yield what may stand in place of the last word of a command line, by the letters that are typed of it."""
    _, *before, begun = _split(line) or ("", "")
    commands = next(action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    if not before:
        found = [Candidate(one.dest, one.help or "") for one in commands._choices_actions]
    elif before[0] not in commands.choices:
        return
    else:
        found = list(_of_command(commands.choices[before[0]], before[1:], begun, language))
    yield from (Candidate(one.value, one_line(one.about)) for one in found if one.value.startswith(begun))


def _split(line: str) -> list[str]:
    """Return the words of a line, the last one as far as it is typed, be it between quotes that are not closed yet."""
    for closing in ("", '"', "'"):
        try:
            words = shlex.split(line + closing)
        except ValueError:
            continue
        return [*words, ""] if not closing and line[-1:].isspace() else words
    return []


def _of_command(parser: argparse.ArgumentParser, before: list[str], begun: str, language: Language) -> Iterator[Candidate]:
    """Yield what may come next after a command and what stands behind it."""
    options = {name: action for action in parser._actions for name in action.option_strings}
    words: list[str] = []
    wanting: argparse.Action | None = None
    for word in before:
        if wanting:
            wanting = None
        elif word in options:
            wanting = options[word] if options[word].nargs is None else None
        else:
            words.append(word)
    if wanting is None and begun.startswith("-"):
        yield from (Candidate(name, action.help or "") for name, action in options.items() if action.help != argparse.SUPPRESS)
        return
    positional = [action for action in parser._actions if not action.option_strings]
    if not wanting and positional and (len(words) < len(positional) or positional[-1].nargs in ("*", "+")):
        wanting = positional[min(len(words), len(positional) - 1)]
    if wanting is None:
        return
    if wanting.choices:
        yield from (Candidate(str(word), _title(str(word), language)) for word in wanting.choices)
    elif source := SOURCES.get(wanting.dest):
        yield from source(_Typed(tuple(words), begun, language))


def _title(word: str, language: Language) -> str:
    title = language.text(choice(word))
    return "" if title == word else title


def _records(typed: _Typed, *kinds: str) -> Iterator[Candidate]:
    """Yield the ids that begin so, by the names of the files alone, each with the title that its file begins with."""
    from validators.kinds import all_kinds
    from validators.model.ids import id_in_name
    from validators.repository.paths import RECORDS
    from validators.repository.reading import find_root

    root = find_root(Path.cwd())
    for kind in all_kinds().values() if root else ():
        if kinds and kind.name not in kinds:
            continue
        for path in sorted((root / RECORDS / kind.folder).glob(f"{kind.prefix}-*.md")) if root else ():
            id_ = id_in_name(path.stem)
            if id_.startswith(typed.begun):
                with path.open("rb") as file:
                    title = _TITLE.search(file.read(TITLE_WITHIN).decode("utf-8", "ignore"))
                yield Candidate(id_, title[1].strip("\"'") if title else "")


def _employees(typed: _Typed) -> Iterator[Candidate]:
    return _records(typed, "employee")


def _bodies(typed: _Typed) -> Iterator[Candidate]:
    return _records(typed, "organization")


def _deciding(typed: _Typed) -> Iterator[Candidate]:
    return _records(typed, "employee", "organization")


def _kinds(typed: _Typed) -> Iterator[Candidate]:
    from validators.kinds import all_kinds

    return (Candidate(name, typed.language.text(kind.singular)) for name, kind in all_kinds().items())


def _kinds_and_records(typed: _Typed) -> Iterator[Candidate]:
    from validators.cli.session import kind_named
    from validators.kinds import all_kinds

    kind = kind_named(typed.words[0], all_kinds()) if typed.words else None
    yield from () if typed.words else _kinds(typed)
    yield from _records(typed, *filter(None, (kind,)))


def _codes(typed: _Typed) -> Iterator[Candidate]:
    from validators.answers.explain import in_order
    from validators.checks.run import all_checks
    from validators.kinds import all_kinds

    checks = {check.code: check for check in in_order(all_kinds())} | all_checks(all_kinds())
    return (Candidate(code, typed.language.text(check.title)) for code, check in checks.items())


def _fields(typed: _Typed) -> Iterator[Candidate]:
    """Yield the fields of the record, or of the kind, that is named before them; a value is for the person to type."""
    from validators.cli.session import kind_named
    from validators.kinds import all_kinds
    from validators.model.fields import fields_of
    from validators.model.ids import has_prefix

    kinds, named = all_kinds(), typed.words[0]
    kind = kinds.get(kind_named(named, kinds) or "") or next(
        (one for one in kinds.values() if has_prefix(named, one.prefix)), None
    )
    for field in fields_of(kind.model).values() if kind else ():
        if field.name not in ("id", "approvals", "corrections"):
            yield Candidate(f"{field.name}." if field.group else f"{field.name}=", typed.language.text(field.title))


def _roles(typed: _Typed) -> Iterator[Candidate]:
    from typing import get_args

    from validators.model.roles import Role

    return (Candidate(role, _title(role, typed.language)) for role in get_args(Role))


def _report_types(typed: _Typed) -> Iterator[Candidate]:
    return (Candidate(word, _title(word, typed.language)) for word in ("annual", "monthly", "digest"))


SOURCES: Mapping[str, Callable[[_Typed], Iterator[Candidate]]] = {
    "id": _records,
    "words": _kinds_and_records,
    "paths": _records,
    "person": _employees,
    "unit": _bodies,
    "by": _deciding,
    "recorded_by": _employees,
    "to": _bodies,
    "role": _roles,
    "kind": _kinds,
    "code": _codes,
    "facts": _fields,
    "type": _report_types,
}
"""By the name of an argument, where its values come from."""
