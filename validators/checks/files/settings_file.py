"""What only the whole repository can say of the settings: ids, kinds and words in them that nobody has."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from validators.kinds.organization import Organization, is_ours
from validators.model.fields import field_at, fields_of, group_at, references
from validators.model.gaps import answering
from validators.model.ids import is_id
from validators.model.record import Part
from validators.model.written.pydantic_errors import not_among
from validators.regulation.setting_codes import Setting
from validators.regulation.settings import VALUE, Definition, GivenSetting, Graded, PerKind, definition_of
from validators.regulation.written_settings import given_with_routes, in_setting
from validators.repository.repository import Repository
from validators.rules.kind import Kind
from validators.source.codes import CheckCode, FileCode
from validators.source.finding import Problem
from validators.source.route import Route
from validators.text.messages import say, within

KINDS = "kinds"


def wrong_settings(repository: Repository, codes: Collection[str]) -> Iterator[tuple[CheckCode, Problem]]:
    """Yield the problems of every value and basis of every setting, each with its check's code; `codes` are all there are."""
    for route, setting in given_with_routes(repository.own_settings):
        definition = definition_of(setting.code)
        if definition is None:
            continue
        for code, problem in (
            *_wrong_basis(setting, repository),
            *_wrong_ids(setting, definition, repository),
            *_our_own_experts(setting, repository),
            *_wrong_words(setting, definition, repository.kinds),
            *_wrong_codes(setting, codes),
        ):
            yield code, in_setting(definition, replace(problem, at=route / problem.at))


def _wrong_basis(setting: GivenSetting, repository: Repository) -> Iterator[tuple[CheckCode, Problem]]:
    """Yield a basis that is written as an id is an act's; anything else is the name of an internal order."""
    if is_id(setting.basis):
        yield from _wrong_id(Route("basis"), setting.basis, ("act",), repository)


def _wrong_ids(setting: GivenSetting, definition: Definition, repository: Repository) -> Iterator[tuple[CheckCode, Problem]]:
    if definition.type == "records":
        for index, id_ in enumerate(setting.value):
            yield from _wrong_id(VALUE / index, id_, (definition.of,) if definition.of else (), repository)
    for route, part in _parts(setting):
        for inner, id_, allowed in references(part):
            yield from _wrong_id(route / inner, id_, allowed.kinds, repository)


def _our_own_experts(setting: GivenSetting, repository: Repository) -> Iterator[tuple[CheckCode, Problem]]:
    """Yield the units of the Agency among the bodies that give expertise: 12.a.3 wants authorised organisations."""
    for index, id_ in enumerate(setting.value if setting.code == Setting.EXPERTISE_BODIES else ()):
        found = repository.find(id_)
        if not found or not isinstance(found.record, Organization):
            continue
        if any(ours for _, ours in answering((found.record,), lambda one: is_ours(one, repository))):
            message = say("{id} is a structural unit of the Agency, and expertise is given by an authorised organisation", id=id_)
            yield FileCode.WRONG_REFERENCE_IN_SETTINGS, Problem(VALUE / index, message)


def _wrong_id(route: Route, id_: str, kinds: tuple[str, ...], repository: Repository) -> Iterator[tuple[CheckCode, Problem]]:
    target = repository.find(id_)
    if target is None:
        message = say("There is no record {id}", id=id_)
        yield FileCode.WRONG_REFERENCE_IN_SETTINGS, Problem(route, message)
    elif kinds and target.kind.name not in kinds:
        message = say("{id} is of another kind: {kind}", id=id_, kind=within(target.kind.singular))
        yield FileCode.WRONG_REFERENCE_IN_SETTINGS, Problem(route, message)


def _wrong_words(setting: GivenSetting, definition: Definition, kinds: Mapping[str, Kind]) -> Iterator[tuple[CheckCode, Problem]]:
    """Words that name a kind, a field or a choice which is not there: a check that looks for them would never find them."""
    for route, part in _parts(setting):
        if isinstance(part, PerKind | Graded) and part.kind not in kinds:
            yield FileCode.NOT_A_CHOICE, not_among(route / "kind", part.kind, tuple(kinds))
    if definition.of is None or definition.type == "records":
        return
    known = words_of(definition.of, kinds)
    if isinstance(setting.value, tuple):
        for index, word in enumerate(setting.value):
            if word not in known:
                yield FileCode.NOT_A_CHOICE, not_among(VALUE / index, word, known)
    elif setting.value not in known:
        yield FileCode.NOT_A_CHOICE, not_among(VALUE, setting.value, known)


def _wrong_codes(setting: GivenSetting, codes: Collection[str]) -> Iterator[tuple[CheckCode, Problem]]:
    if setting.code != Setting.STRICT:
        return
    hint = say("Write the code as it stands in the list of checks, for example N12.a.3-4")
    for index, code in enumerate(setting.value):
        if code not in codes:
            yield FileCode.NOT_A_CHOICE, Problem(VALUE / index, say("There is no check “{code}”", code=code[:80]), hint)


def words_of(of: str, kinds: Mapping[str, Kind]) -> tuple[str, ...]:
    """Return the words that a setting's `of` means; none while the kind that it names is not there.

    `kinds` are the kinds' names, `project.status` a field's choices, `registry-entry.*` a kind's fields.
    """
    if of == KINDS:
        return tuple(kinds)
    name, _, field = of.partition(".")
    if name not in kinds or not field:
        return ()
    route = Route.parse(field)
    if route.last_key == "*":
        group = group_at(kinds[name].model, route.parent)
        return tuple(fields_of(group)) if group else ()
    found = field_at(kinds[name].model, route)
    return found.choices if found else ()


def _parts(setting: GivenSetting) -> Iterator[tuple[Route, Part]]:
    """Yield the groups that a value is or holds, each with its route."""
    if isinstance(setting.value, Part):
        yield VALUE, setting.value
    elif isinstance(setting.value, tuple):
        for index, item in enumerate(setting.value):
            if isinstance(item, Part):
                yield VALUE / index, item
