"""A step of a record's way to approval, taken on the page by whom it waits for: the same step that `nizom approve` writes;
what was changed since the one before."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from validators.approval.authority import holders
from validators.approval.staleness import named_step
from validators.approval.status import Awaited, awaited
from validators.approval.validity import proved_too_little
from validators.authoring.approval_step import RefusedError, StepRequest, step_to_take
from validators.authoring.approval_text import signed_in_vain, text_with_step
from validators.browser.alterations import altered_facts, altered_text, whole
from validators.browser.standing import alterations_as_json
from validators.model.digest import ATTACHED, TEXT, changed_routes, in_words
from validators.model.gaps import GapError
from validators.model.record import Approval
from validators.model.roles import Decision, Role
from validators.model.written.notations import is_day
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository
from validators.rules.chain import by_paper, standing
from validators.source.finding import Alteration, Finding
from validators.text.messages import Language, Message, choice, say
from validators.workspace.workspace import Workspace

_SAID = ("number", "part", "to", "recorded_by")


def signed(asked: Mapping[str, Any], path: str, workspace: Workspace, as_of: date) -> str:
    """Return the record's text with the step; raises `RefusedError` where `nizom approve` would refuse it."""
    repository = workspace.repository
    entry = repository.filing.at(path)
    if entry is None or not entry.is_whole:
        raise RefusedError(say("Something in the record is missing or written wrong: put that right before anyone signs"))
    if not asked.get("person"):
        raise RefusedError(say("Choose who decides"))
    day = _day(asked, as_of)
    decision: Decision = asked["decision"]
    said = {name: value for name in _SAID if (value := str(asked.get(name) or "").strip())}
    if by_paper(decision) and "number" not in said:
        raise RefusedError(say("“{step}” stands in a letter, an order or minutes: write its number", step=choice(decision)))
    try:
        ahead = list(awaited(entry, repository, day))
        weak = proved_too_little(entry, repository)
        role = _role(asked["person"], ahead, weak, repository, day)
        request = StepRequest(
            role,
            decision,
            by=asked["person"],
            document=said.get("number"),
            part=said.get("part"),
            to=said.get("to"),
            recorded_by=said.get("recorded_by"),
        )
        if request.unwritable:
            raise RefusedError(say("Write it on one line, without control characters"))
        step = step_to_take(request, entry, repository, day)
        text = text_with_step(workspace.files, entry, repository, step, day, _hint, workspace.read_once)
        if reasons := signed_in_vain(entry, repository, step, day):
            raise RefusedError(*reasons)
    except GapError as error:
        raise RefusedError(say("The authority cannot be proved: {path} is not in order", path=error.gap.path)) from None
    return text


def _day(asked: Mapping[str, Any], as_of: date) -> date:
    written = asked.get("date") or as_of.isoformat()
    if not is_day(written):
        raise RefusedError(say("“{written}” is not a date", written=str(written)[:80]))
    day = date.fromisoformat(written)
    if day > as_of:
        raise RefusedError(say("{day} has not come yet", day=day))
    return day


def _role(person: str, ahead: list[Awaited], weak: Sequence[Approval], repository: Repository, day: date) -> Role:
    """Return the role in which somebody takes the step that is open, or once more one that is not proved well enough."""
    if not ahead and not weak:
        raise RefusedError(say("Every step is taken, and none has to be taken again"))
    roles: tuple[Role, ...] = (ahead[0].roles or ("department", "unit")) if ahead else tuple(step.role for step in weak)
    held = [role for role in roles if person in holders(role, day, repository)]
    return held[0] if held else roles[0]


def _hint(finding: Finding, step: Mapping[str, str]) -> Message:
    return finding.hint


def since_last_step(entry: RecordFile, repository: Repository, language: Language) -> dict[str, Any] | None:
    """Return the last step that covers something and what was changed since, place by place; None where there is none.

    The changes are None where history no longer holds what the step was taken on.
    """
    if not entry.is_whole or entry.record is None:
        return None
    sealed = [(index, step) for index, step in standing(entry.record) if step.digest and step.decision != "rejected"]
    if not sealed:
        return None
    index, step = sealed[-1]
    now = entry.covered_by(index)
    is_same = step.digest == entry.digest_for(index)
    then = now if is_same else repository.evidence.approved.get((entry.id, step.digest or ""))
    return {
        "step": language.text(named_step(step)),
        "changes": None if then is None else alterations_as_json(_altered(then, now, entry, repository), language),
    }


def _altered(then: Mapping[str, Any], now: Mapping[str, Any], entry: RecordFile, repository: Repository) -> Iterator[Alteration]:
    """Yield what differs between what two steps cover: facts, the text, and the pictures and scans that it shows."""
    yield from altered_facts(then["facts"], now["facts"], entry.kind.model, repository)
    yield from altered_text(then[TEXT.last_key], now[TEXT.last_key])
    for route in changed_routes(then, now):
        if route.starts_with(ATTACHED):
            yield whole(in_words(route), *(route.get(state) is not None for state in (then, now)))
