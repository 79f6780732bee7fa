"""The file that gives the settings their values: `records/settings.md`.

Under the code of a setting stands its value with basis and since, or a list of such values, the newest first:

    S15:
      - value: 20
        basis: hjt-014
        since: 2027-01-01
      - value: 30
        basis: hjt-012
        since: 2026-01-12

A list with one value says the same as that value alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Annotated, Any

from pydantic import ValidationError

from validators.model.record import Part
from validators.model.types import Day, Scalar, Text
from validators.model.types import field as fact
from validators.model.written.pydantic_errors import problems
from validators.regulation.setting_codes import Setting
from validators.regulation.settings import (
    VALUE,
    Definition,
    GivenSetting,
    Settings,
    ValueType,
    definition_of,
    own_settings,
)
from validators.source.codes import CheckCode, FileCode
from validators.source.document import Document
from validators.source.finding import Problem
from validators.source.route import ROOT, Route
from validators.text.messages import Both, say


class Given(Part):
    """A value of a setting as it is written."""

    value: Annotated[Any, Scalar("any")] = fact("Value", "The measure")
    basis: Text = fact("Basis", "The act's id, or the internal order, that fixes it")
    since: Day = fact("Since", "The day since which it applies, for example 2026-03-05")


def read_settings(document: Document) -> Settings:
    """Return the settings in a document's front matter, with every problem that they have.

    A setting with a problem counts as not given: half a history would judge by the wrong value.
    """
    found: list[tuple[CheckCode, Problem]] = [(defect.code, defect.problem) for defect in document.defects if defect.fatal]
    history: dict[Setting, tuple[GivenSetting, ...]] = {}
    for code, written in document.values.items():
        definition = definition_of(code)
        if definition is None:
            hint = say("Settings are called S01 to S55, or: {names}", names=", ".join(own_settings()))
            message = say("There is no setting “{code}”", code=code[:80])
            found.append((FileCode.UNKNOWN_KEY, Problem(Route(code), message, hint, on_key=True)))
            continue
        given, wrong = _history(definition, written)
        found.extend((name, in_setting(definition, problem)) for name, problem in wrong)
        if given and not wrong:
            history[definition.code] = given
    return Settings(history, tuple(found), document)


def _history(definition: Definition, written: object) -> tuple[tuple[GivenSetting, ...], list[tuple[CheckCode, Problem]]]:
    """Return a setting's values, the oldest first, and everything that is wrong with how they are written."""
    found: list[tuple[Route, GivenSetting]] = []
    wrong: list[tuple[CheckCode, Problem]] = []
    for route, entry in written_values(written):
        given, problems_of_it = _given(definition, entry)
        wrong.extend((name, replace(problem, at=route / problem.at)) for name, problem in problems_of_it)
        if given:
            found.append((route, given))
    wrong.extend(_out_of_order(found))
    return tuple(given for _, given in reversed(found)), wrong


def written_values(written: object) -> list[tuple[Route, object]]:
    """Return each value under a setting's code as it is written, in the order of the file, with its route from there."""
    if isinstance(written, list) and any(isinstance(entry, dict) for entry in written):
        return [(Route(index), entry) for index, entry in enumerate(written)]
    return [(ROOT, written)]


def given_with_routes(settings: Settings) -> Iterator[tuple[Route, GivenSetting]]:
    """Yield every value of every setting, the newest first, with its route under the setting's code."""
    values = settings.document.values if settings.document else {}
    for code, history in settings.history.items():
        written = written_values(values[code])
        yield from ((route, given) for (route, _), given in zip(written, reversed(history), strict=True))


def route_of(settings: Settings, given: GivenSetting) -> Route:
    """Return where a value is under its setting's code: nowhere further if it is the only one, and not an item of a list."""
    return next((route for route, one in given_with_routes(settings) if one == given), ROOT)


def as_written(settings: Settings, given: GivenSetting) -> object:
    """Return a value as the file has it: words, a list or a group of them."""
    route = Route(given.code) / route_of(settings, given) / VALUE
    return route.get(settings.document.values) if settings.document else None


def _given(definition: Definition, written: object) -> tuple[GivenSetting | None, list[tuple[CheckCode, Problem]]]:
    """Return one value as it is written, or everything that is wrong with it."""
    if not isinstance(written, dict):
        message = say("value, basis and since are not written one by one")
        hint = say("Under {code}: write value, basis and since, indented by two spaces", code=definition.code)
        return None, [(FileCode.WRONG_FORM, Problem(ROOT, message, hint))]
    value_type = definition.value_type
    entry: Given | None = None
    value: Any = None
    wrong: list[tuple[CheckCode, Problem]] = []
    try:
        entry = Given.model_validate(written)
    except ValidationError as error:
        wrong.extend(problems(error, Given))
    if "value" in written:
        try:
            value = value_type.adapter.validate_python(written["value"])
        except ValidationError as error:
            wrong.extend(
                (name, _of_value(value_type, problem)) for name, problem in problems(error, value_type.group, whole="value")
            )
    return (None if wrong or entry is None else GivenSetting(definition.code, value, entry.basis, entry.since)), wrong


def _of_value(value_type: ValueType, problem: Problem) -> Problem:
    """Return a problem of the value under its key; inside a group its own hint says more than the type does."""
    if not problem.at:
        return Problem(VALUE, problem.message, value_type.wanted)
    return replace(problem, at=VALUE / problem.at, hint=problem.hint or value_type.wanted)


def _out_of_order(given: Sequence[tuple[Route, GivenSetting]]) -> Iterator[tuple[CheckCode, Problem]]:
    """Yield the values that do not stand below a newer one; a day mistyped by years shows in it too."""
    for (_, above), (route, below) in pairwise(given):
        if below.since == above.since:
            message = say("Two values since the same day, {day}", day=below.since)
            hint = say("Delete one of the two, or correct its since")
            yield FileCode.REPEATED_ITEM, Problem(route / "since", message, hint)
        elif below.since > above.since:
            message = say("{day} is later than {above}, the day of the value above it", day=below.since, above=above.since)
            hint = say("The newest value stands first: move this one up, or correct its since")
            yield FileCode.WRONG_FORM, Problem(route / "since", message, hint)


def in_setting(definition: Definition, problem: Problem) -> Problem:
    """Return the problem of something in a setting, under the setting's code and name."""
    message = say("{code} ({name}): {what}", code=definition.code, name=Both(**definition.name), what=problem.message)
    return replace(problem, at=Route(definition.code) / problem.at, message=message)
