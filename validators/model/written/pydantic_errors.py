"""pydantic's errors in the department's words, distinguished by their stable type, never by their English text."""

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import Any

from pydantic import BaseModel, ValidationError

from validators.model.fields import asked_by, field_at, fields_of, group_at
from validators.model.ids import is_id, is_numbered
from validators.model.written import notations
from validators.model.written.facts_in_text import facts_in
from validators.model.written.notations import A_DAY, Remedy, as_it_looks, unseen, written_as
from validators.model.written.other_names import SHORTEST, begun_so, choice_called, key_called, said_among
from validators.source.codes import CheckCode, FileCode
from validators.source.edits.cure import Cure, Put, Remove, Rename
from validators.source.edits.yaml_text import flow
from validators.source.finding import Problem
from validators.source.libyaml_errors import BULLETS, LONGEST_FIXED, between_quotes
from validators.source.route import Route, Value
from validators.text.messages import Language, Message, choice, option, say
from validators.text.uzbek import fold

ID_EXAMPLE = say("Write small letters, digits and hyphens: loy-2026-001")
_EXAMPLES: dict[str, tuple[Message, Message]] = {
    "day": (say("“{written}” is not a date"), A_DAY),
    "moment": (
        say("“{written}” is not a date with a time of day"),
        say("Write the date and, after a space, hours and minutes: 2026-03-05 14:30"),
    ),
    "whole": (say("“{written}” is not a whole number"), say("Write digits only: 12")),
    "term": (say("“{written}” is not a whole number from 0 to 3660"), say("Write digits only: 12")),
    "money": (
        say("“{written}” is not a sum of money"),
        say("Write the sum in so‘m, digits only: 1500000 or 1500000.50"),
    ),
    "number": (say("“{written}” is not a number"), say("Write digits, with a point before decimals: 12 or 12.5")),
    "signed": (
        say("“{written}” is not a number"),
        say("Write digits, with a point before decimals, and a minus before what is less than zero: 12.5 or -5"),
    ),
    "percent": (say("“{written}” is not a percentage from 0 to 100"), say("Write a whole number from 0 to 100")),
    "share": (say("“{written}” is not a percentage from 0 to 100"), say("Write a number from 0 to 100: 99.5")),
    "year": (say("“{written}” is not a year"), say("Write four digits, from 1900 to 2199: 2027")),
    "day-of-year": (say("“{written}” is not a month and day"), say("Write month and day with a hyphen: 02-15")),
    "day-of-month": (say("“{written}” is not a day of the month"), say("Write a number from 1 to 31")),
    "flag": (say("“{written}” is neither true nor false"), say("Write true (yes) or false (no)")),
    "url": (say("“{written}” is not a web address"), say("Write the address in full: https://standart.uz/…")),
    "email": (say("“{written}” is not an e-mail address"), say("Write one address, in Latin letters: name@organisation.uz")),
    "tin": (say("“{written}” is not a taxpayer identification number"), say("Write its nine digits: 123456789")),
    "account": (say("“{written}” is not a name on the forge"), say("Write it without @, as it stands in your profile's address")),
    "digest": (say("“{written}” is not a digest"), say("“nizom approve” writes it: do not write or change it by hand")),
    "public-key": (
        say("“{written}” is not an SSH public key"),
        say("Copy the whole line from the .pub file, for example ssh-ed25519 AAAA…; never the private key"),
    ),
    "id": (say("“{written}” is not an id"), ID_EXAMPLE),
}
MAX_PROBLEMS = 100
"""As many problems of one field, in all items of its lists, as anybody would read in one go."""

# pydantic lists the choices as Python writes them, each between single quotation marks.
_QUOTED = re.compile(r"'([^']*)'")
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
ALIKE = 0.8
"""How similar what was written must be to a key or choice, from 0 to 1, for that to be meant: a slip of one or two letters.

With less, “Moved” would be taken for “approved”, and “creation_date” for “creates”.
"""
SAME = 0.9
"""The same for what pages call a key: the same word, but for an ending."""


def problems(error: ValidationError, model: type[BaseModel], *, whole: str = "") -> Iterator[tuple[CheckCode, Problem]]:
    """Of each error in a record's front matter its check's code and the problem, in the order of the fields.

    `whole` is the key of what was validated, for errors that concern the whole of it. A key that is missing because it is
    misspelt is reported once, where it is.
    """
    errors = [(Route(*item["loc"]), item) for item in error.errors(include_url=False)]
    missing = {route for route, item in errors if item["type"] == "missing"}
    unknown = [route for route, item in errors if item["type"] == "extra_forbidden"]
    misspelt = missing.intersection(meant for route in unknown[:MAX_PROBLEMS] if (meant := meant_key(route, model)))
    seen: Counter[tuple[str, Route]] = Counter()
    for route, item in errors:
        # Counted by field, so that however many there are at one field, none at another goes unreported.
        at = item["type"], route.keys if field_at(model, route) else route.parent.keys
        seen[at] += 1
        if seen[at] > MAX_PROBLEMS:
            continue
        if item["type"] == "extra_forbidden":
            yield _unknown(route, model, misspelt)
        elif route not in misspelt:
            yield _unless_nothing(
                _problem_of(item["type"], route, item.get("ctx") or {}, item["input"], model, whole), item["input"], model
            )


def unknown_without_value(routes: Iterable[Route], model: type[BaseModel]) -> Iterator[tuple[CheckCode, Problem]]:
    """Of each key after which nothing is written and that no field has, its check's code and the problem.

    Often it is what is left of a text that a comma or a colon has cut.
    """
    unknown = (route for route in routes if isinstance(route[-1], str) and field_at(model, route) is None)
    for route in islice(unknown, MAX_PROBLEMS):
        code, problem = _unknown(route, model, set())
        hint = problem.hint or say("If it is a part of a text, put the whole text between quotation marks; otherwise delete it")
        yield code, replace(problem, hint=hint)


def _unless_nothing(found: tuple[CheckCode, Problem], given: object, model: type[BaseModel]) -> tuple[CheckCode, Problem]:
    """Return what was found, with other advice where a form, a program or a person wrote that there is nothing."""
    code, problem = found
    field = field_at(model, problem.at)
    said = isinstance(given, str) and fold(given) in _NONE and (problem.cure is None or field is None or field.many)
    empty = given in ([], {}) or (isinstance(given, str) and given.strip().lower() in _NOTHING)
    if field is None or field.required or not (said or empty):
        return found
    cure = Cure(Remove(problem.at), is_safe=empty)
    return code, replace(problem, hint=say("Nothing has to be written here: delete the line"), cure=cure)


_NOTHING = ("", "null", "~", "none", "-", "–", "—")
_NONE = ("yoq", "net", "nomalum", "kerak emas", "shart emas", "?", "...", "n/a")
"""What people say where there is nothing, unless it is a question that they answer."""


def _problem_of(
    kind: str, route: Route, ctx: dict[str, Any], given: object, model: type[BaseModel], whole: str
) -> tuple[CheckCode, Problem]:
    key = route.last_key or whole
    if kind == "missing":
        return _missing(route, model)
    if kind in ("literal_error", "enum"):
        return FileCode.NOT_A_CHOICE, not_among(route, given, _QUOTED.findall(str(ctx["expected"])))
    if kind == "repeated":
        message = say("“{written}” is named twice here", written=str(ctx["written"])[:80])
        return FileCode.REPEATED_ITEM, Problem(route / ctx["index"], message)
    if kind == "too_short":
        return FileCode.MISSING_KEY, Problem(route, say("“{key}” must have at least one item", key=key))
    if kind in _EXAMPLES:
        return _mistyped(kind, route, str(ctx.get("written", "")), given, model, key)
    if kind in ("tuple_type", "list_type"):
        group = group_at(model, route)
        remedy = _as_groups(group) if group else _as_list(given)
        return FileCode.WRONG_FORM, _with_remedy(Problem(route, say("“{key}” must be a list", key=key)), remedy)
    message, hint = _of_another_form(kind, route, ctx, given, model, key)
    problem = Problem(route, message, hint)
    facts = facts_in(given, group_at(model, route)) if kind in _NO_GROUP else None
    return FileCode.WRONG_FORM, _with_remedy(problem, facts) if facts else problem


def _of_another_form(
    kind: str, route: Route, ctx: dict[str, Any], given: object, model: type[BaseModel], key: str
) -> tuple[Message, Message | None]:
    """Return that a value is no group or text, or too long a one, and how it is written instead."""
    if kind in _NO_GROUP:
        group = fields_of(asked).values() if (asked := group_at(model, route)) else ()
        keys = ", ".join(field.name for field in group if field.required) or ", ".join(field.name for field in group)
        hint = say("Write its facts under it, indented by two spaces: {keys}", keys=keys)
        return say("“{key}” must be a group of “key: value” lines", key=key), hint
    if kind in ("string_type", "string_pattern_mismatch"):
        return say("“{key}” must be text", key=key), _as_text(given, route)
    if kind == "string_too_long":
        message = say("“{key}” is too long: at most {limit} characters", key=key, limit=int(ctx["max_length"]))
        return message, say("Shorten it; the long version belongs in the text below the facts")
    return say("“{key}” does not have the form that it needs", key=key), None


_NO_GROUP = ("model_type", "dict_type", "model_attributes_type")


def _mistyped(
    kind: str, route: Route, written: str, given: object, model: type[BaseModel], key: str
) -> tuple[CheckCode, Problem]:
    """Return what is wrong with a value that is not the day, sum, id … that it should be."""
    message, example = _EXAMPLES[kind]
    remedy = _remedy(kind, route, written, given) or Remedy(example)
    if not written:
        message = say("“{key}” has no single value", key=key)
    else:
        message = Message(message.template, (("written", written[:80]),))
    return FileCode.WRONG_FORM, _with_remedy(Problem(route, message), remedy)


def _remedy(kind: str, route: Route, written: str, given: object) -> Remedy | None:
    """Return what was meant by a value that is not the day, sum, id … that it should be."""
    match kind:
        case "day":
            return notations.day(written)
        case "moment":
            return notations.moment(written)
        case "flag":
            return notations.truth(written)
        case "money":
            return notations.sum_of_money(written)
        case "percent" | "share":
            return notations.percentage(written, whole=kind == "percent")
        case "whole" | "number" | "signed" | "year":
            return notations.number(written, kind)
        case "email":
            return notations.email(written)
        case "url":
            return notations.web_address(written)
        case "id":
            return _id_remedy(given, route)
    return None


def _with_remedy(problem: Problem, remedy: Remedy) -> Problem:
    """Return the problem with what to write instead, and as its cure, if that is known."""
    cure = None if remedy.value is None else Cure(Put(problem.at, remedy.value), is_safe=remedy.is_sure)
    return replace(problem, hint=remedy.hint, cure=cure)


def not_among(route: Route, given: object, known: Sequence[str]) -> Problem:
    """Return a value that is none of the choices, and the one that was meant: in another case, in Uzbek, or nearly it."""
    choices = tuple(map(option, known))
    offered = say("Choose one of: {choices}", choices=choices)
    if not isinstance(given, str):
        return Problem(route, say("One of the choices stands here, not a list or a group"), offered)
    names = {_spoken(Language("uz").text(choice(word))): word for word in known} | {_spoken(word): word for word in known}
    wanted = _spoken(given)
    remedy = Remedy(offered)
    if hidden := unseen(given, known.__contains__):
        remedy = hidden
    elif meant := _choice_meant(given, wanted, names, known):
        remedy = written_as(meant)
    elif guess := _guess(wanted, names):
        remedy = Remedy(
            say("Perhaps {nearest} was meant; the choices are: {choices}", nearest=option(guess), choices=choices), guess
        )
    return _with_remedy(Problem(route, say("“{word}” is not among the choices", word=given[:80])), remedy)


def _choice_meant(given: str, wanted: str, names: Mapping[str, str], known: Sequence[str]) -> str | None:
    """Return the choice that is called so; what is said of its end, “bajarildi”, is the same as “bajarilgan”."""
    ended = re.sub("di$", "gan", wanted)
    return names.get(wanted) or choice_called(given, known) or names.get(ended) or choice_called(ended, known)


def _guess(wanted: str, names: Mapping[str, str]) -> str | None:
    """Return the choice that was probably meant; one that something was not done only where that was written."""
    near = difflib.get_close_matches(wanted, names, n=1, cutoff=ALIKE)
    guess = begun_so(wanted, names) or (names[near[0]] if near else None) or said_among(wanted, names)
    return None if guess and guess.startswith("not-") and not _SAYS_NO.search(wanted) else guess


_SAYS_NO = re.compile(r"^(?:not|ne)\b|ma(?:gan|di)")
"""How people say that something was not done: by its letters “tugatgan” is nearly “tugatilmagan”."""


def _spoken(word: str) -> str:
    """Return a key or a choice as it is compared: without its number in a list, and what `fold` leaves out."""
    return fold(re.sub("[-_]", " ", _NUMBERED.sub("", word)).strip("\"'“”« »"))


_NUMBERED = re.compile(r"^[0-9]+[.)] +")


def _as_text(given: object, route: Route) -> Message:
    """How a text is written that became a group by the colon in it."""
    if isinstance(given, dict) and len(given) == 1 and route and isinstance(route[-1], int):
        ((before, after),) = given.items()
        if isinstance(after, str) and len(before) + len(after) < LONGEST_FIXED:
            return say("Write it as {value}", value=f"- {between_quotes(f'{before}: {after}')}")
    return say("Write a line of text after the colon")


def _as_list(given: object) -> Remedy:
    """How what was written for a list is written as one."""
    if isinstance(given, str):
        if given[:1] in (*BULLETS, "-"):
            hint = say("Write - (a hyphen) and a space instead of {sign}", sign=given[0])
            begun = [item.strip() for item in re.split(rf"(?:^|\s)[{given[0]}](?=\S|\s)", given)[1:]]
            sure = all(map(_SAFE.fullmatch, begun))
            return Remedy(_SPACE_AFTER_HYPHEN if given[0] == "-" else hint, list(begun) if all(begun) else None, is_sure=sure)
        pieces = [item.strip() for item in re.split("[,;]", given)]
        ids = [word for word in re.split(r"[\s,;()\[\]]+", given) if not _BETWEEN_IDS.fullmatch(word)]
        if all(map(_SAFE.fullmatch, pieces)) or (ids and all(map(is_numbered, ids))):
            items: list[Value] = [*(ids if ids and all(map(is_numbered, ids)) else pieces)]
            return Remedy(say("Write it as {value}", value=flow(items)), items, is_sure=True)
    return Remedy(_ON_LINES)


def _as_groups(group: type[BaseModel]) -> Remedy:
    """How the items of a list are written that are groups of facts."""
    needed = [field.name for field in fields_of(group).values() if field.required]
    if not needed:
        return Remedy(_ON_LINES)
    first, *others = needed
    if not others:
        return Remedy(say("Begin each item on a line of its own with “- {key}: …”", key=first))
    return Remedy(
        say(
            "Begin each item on a line of its own with “- {key}: …”, and write under it: {others}",
            key=first,
            others=", ".join(others),
        )
    )


_BETWEEN_IDS = re.compile(r"(?:va|hamda|ва|и|[0-9]+[.)])?")
"""What stands between ids that are written as a sentence, or numbered."""
_ON_LINES = say("Write each item on a line of its own after “- ”")
_SPACE_AFTER_HYPHEN = say("Put a space after the hyphen of each item: “- ”")


def _id_remedy(given: object, route: Route) -> Remedy | None:
    """Return what is wrong with an id that cannot be seen, or can be said better than by an example."""
    items = re.split(r"[,;\s]+", given.strip()) if isinstance(given, str) else given
    if isinstance(items, list) and len(items) > 1 and all(isinstance(item, str) and is_id(item) for item in items):
        return Remedy(
            _ON_LINES if isinstance(route[-1], int) else say("One id is expected here, not several: choose one of them")
        )
    if isinstance(given, list):
        while len(given) == 1 and isinstance(given[0], list):  # as links in a text are written: [[xod-003]]
            given = given[0]
        single = len(given) == 1 and isinstance(given[0], str) and _SAFE.fullmatch(given[0])
        return Remedy(say("Write it without brackets: {value}", value=given[0]), given[0], is_sure=True) if single else None
    if not isinstance(given, str):
        return None
    if hidden := unseen(given, _SAFE.fullmatch):
        return hidden
    if (named := re.fullmatch(r"([a-z0-9-]+) *\(.*\)", given)) and is_numbered(named[1]):
        return Remedy(say("Write the id alone: {value}", value=named[1]), named[1])
    return Remedy(_SPACE_AFTER_HYPHEN) if re.search(r"\s-\w", given) else None


def _missing(route: Route, model: type[BaseModel]) -> tuple[CheckCode, Problem]:
    """Return a field that is not there, under the code of the paragraph that asks for it, if one does."""
    key, field = route.last_key, field_at(model, route)
    hint = say("Write “{key}:”. {what}", key=key, what=field.description) if field else None
    return asked_by(model, route) or FileCode.MISSING_KEY, Problem(route, say("“{key}” is missing", key=key), hint)


def _unknown(route: Route, model: type[BaseModel], misspelt: set[Route]) -> tuple[CheckCode, Problem]:
    """Report a key that is not known in its group; `misspelt` are the missing ones that such keys were meant for."""
    key, hint, cure = route.last_key, None, None
    if meant := meant_key(route, model):
        hint = say("Perhaps “{nearest}” was meant", nearest=meant.last_key)
        hidden = unseen(key, meant.last_key.__eq__)
        if hidden:
            hint = hidden.hint
        elif meant in misspelt:
            hint = say("Perhaps “{nearest}” was meant: it is required and missing", nearest=meant.last_key)
        cure = Cure(Rename(route, meant.last_key), is_safe=hidden is not None or names_key(key, meant, model))
    message = say("The key “{key}” is not known here", key=key)
    return FileCode.UNKNOWN_KEY, Problem(route, message, hint, on_key=True, cure=cure)


def names_key(key: str, meant: Route, model: type[BaseModel]) -> bool:
    """Whether a key is the one that is meant but for case, hyphens and apostrophes, or is what pages call that one."""
    group = group_at(model, meant.parent)
    titles = _by_title(group) if group else {}
    called = (_spoken(meant.last_key), *(title for title, name in titles.items() if name == meant.last_key))
    spoken = _spoken(key)
    return (
        spoken in called
        or spoken in {f"{name}{ending}" for name in called for ending in ("i", "si")}
        or (group is not None and key_called(key, fields_of(group)) == meant.last_key)
    )


def meant_key(route: Route, model: type[BaseModel]) -> Route | None:
    """Return the route to the key that an unknown one was probably meant for: misspelt, or called as pages call it."""
    group = group_at(model, route.parent)
    fields = fields_of(group).values() if group else ()
    keys, titles = {_spoken(field.name): field.name for field in fields}, _by_title(group) if group else {}
    if named := key_called(route.last_key, [field.name for field in fields]):
        return route.parent / named
    typed = _spoken(as_it_looks(route.last_key))
    for wanted, names, cutoff in ((typed, keys, ALIKE), (_spoken(route.last_key), titles, SAME)):
        if near := difflib.get_close_matches(wanted, names, n=1, cutoff=cutoff):
            return route.parent / names[near[0]]
    word = _spoken(route.last_key)
    stem = re.sub("s?i$", "", word)
    begun = {name for title, name in titles.items() if f"{title} ".startswith(f"{stem} ") or word.startswith(f"{title} ")}
    return route.parent / begun.pop() if len(word) >= SHORTEST and len(begun) == 1 else None


@cache
def _by_title(group: type[BaseModel]) -> Mapping[str, str]:
    """Return the keys of a group by what pages call them in Uzbek, with and without what is in brackets."""
    titles = {field.name: Language("uz").text(field.title) for field in fields_of(group).values()}
    short = {name: _spoken(title.partition("(")[0]) for name, title in titles.items()}
    only = {title: name for name, title in short.items() if list(short.values()).count(title) == 1}
    return only | {_spoken(title): name for name, title in titles.items()}
