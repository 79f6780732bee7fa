"""How the record that is being written stands, as the page shows it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from difflib import unified_diff
from typing import Any

from pydantic import BaseModel

from validators.approval.authority import holders
from validators.approval.provenance import GRADE_NAMES
from validators.approval.status import STATES, Awaited, Stage, awaited, furthest_status, next_stages, stages
from validators.approval.validity import proved_too_little
from validators.authoring.scaffold import NOT_BY_HAND
from validators.browser.alterations import alterations, altered_facts, without_digests
from validators.checks.not_run import by_gap
from validators.checks.run import Outcome
from validators.checks.trial import Obstacle, obstacles
from validators.kinds.employee.model import Employee
from validators.model.fields import fields_of
from validators.model.gaps import GapError, known
from validators.model.roles import Decision, Role
from validators.output.plain_words import place_by_names, plain_words
from validators.output.sections import unchecked_in_words
from validators.regulation.citation import citation
from validators.repository.nearest import line_of, title_of
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository
from validators.rules.blocking import ERRORS
from validators.rules.chain import by_paper
from validators.source.document import Document
from validators.source.finding import Alteration, Finding
from validators.source.route import Route
from validators.text.messages import Language, Message, choice, say

_STEPS = "approvals"
_SENTENCE = re.compile(r"; |\. (?=[A-Z“])")
FILL_IN = say("Write “{key}:”. {what}")
"""What a missing fact is answered with: a form shows at the field what it is called and what it is for."""


def as_the_form_asks(findings: Iterable[Finding], model: type[BaseModel]) -> list[Finding]:
    """Return findings in the order of the form's fields: what is missing has no line of its own, so lines do not tell."""
    places = {key: place for place, key in enumerate(fields_of(model))}

    def place(one: Finding) -> int:
        if one.field:
            return places.get(one.field.first_key, len(places))
        return -1 if one.span.line == 1 else len(places)

    return sorted(findings, key=place)


def findings_as_json(findings: Iterable[Finding], entry: RecordFile, language: Language) -> list[dict[str, Any]]:
    """Return findings, each with its place, what wants it and what to do about it."""
    return [_finding(finding, entry, language) for finding in findings]


def _finding(finding: Finding, entry: RecordFile, language: Language) -> dict[str, Any]:
    plain = _in_plain_words(finding, entry)
    severity = "note" if finding.is_exempted or finding.acknowledged or finding.is_overdue else finding.severity
    return {
        "code": finding.code,
        "severity": severity,
        "blocks": ERRORS.blocks(finding),
        "route": list(finding.field) or None,
        "line": finding.span.line,
        "column": finding.span.column,
        "title": language.text(finding.title),
        "message": language.text(finding.message),
        "place": place_by_names(finding.field, entry.kind.model) if finding.field else "",
        "hint": language.text(finding.hint),
        **plain,
        "citation": cited(finding, language),
        "url": finding.url,
        "cures": [{"label": plain["plain_hint"], "safe": finding.cure.is_safe}] if finding.cure else [],
    }


def _in_plain_words(finding: Finding, entry: RecordFile) -> dict[str, str]:
    """Return what a finding says for who sees a form: with fields by what they are called, never by their keys."""
    said = {"plain_message": finding.message, "plain_hint": finding.hint}
    if finding.hint.template == FILL_IN.template:
        said["plain_hint"] = Message("")
    words = {key: plain_words(message, entry.kind.model, finding.field) for key, message in said.items()}
    return {**words, "plain_hint": _without_commands(words["plain_hint"])}


def _without_commands(hint: str) -> str:
    """Return advice without the sentences that name a command, since a form has its own way to that; as it is if that is all."""
    return "; ".join(part for part in _SENTENCE.split(hint) if "“nizom " not in part) or hint


def cited(finding: Finding, language: Language) -> str:
    """Return the paragraph that wants something, with its words."""
    if not finding.clause:
        return ""
    return f"Nizom, {language.pick(citation(finding.clause))}: {language.text(finding.requirement)}"


def changes_as_json(
    before: Document | None, entry: RecordFile, repository: Repository, language: Language
) -> list[dict[str, str | None]]:
    """Return what was changed, in words."""
    if before is None:
        return []
    return alterations_as_json(alterations(before, entry.document, entry.kind.model, repository), language)


def alterations_as_json(found: Iterable[Alteration], language: Language) -> list[dict[str, str | None]]:
    """Return alterations, each with what it is called and what was and is there."""
    return [
        {
            "label": language.text(one.what),
            "old": language.text(one.old) if one.old else None,
            "new": language.text(one.new) if one.new else None,
        }
        for one in found
    ]


def diff(path: str, before: str | None, after: str) -> str:
    """Return what was changed, line by line, as git shows it."""
    then, now = ([f"{line}\n" for line in text.split("\n")[:-1]] for text in (before or "", after))
    return "".join(unified_diff(then, now, f"a/{path}" if before is not None else "/dev/null", f"b/{path}"))


def unchecked_as_json(outcome: Outcome, repository: Repository, language: Language) -> list[str]:
    """Return what could not be checked for want of a fact, in words."""
    return [" · ".join(map(language.text, unchecked_in_words(one))) for one in by_gap(outcome.not_run, repository)]


def approvals_as_json(entry: RecordFile, repository: Repository, language: Language) -> list[dict[str, Any]]:
    """Return the steps of the record's way to approval, those of the next edition last."""
    try:
        steps = [*stages(entry, repository), *next_stages(entry, repository)]
    except GapError:
        return []
    return [_stage(stage, entry, repository, language) for stage in steps]


def _stage(stage: Stage, entry: RecordFile, repository: Repository, language: Language) -> dict[str, Any]:
    words, taken = language.text, stage.taken
    return {
        "step": stage.decision,
        "label": words(choice(stage.decision)),
        "state": stage.state,
        "state_label": words(STATES[stage.state]),
        "why": plain_words(stage.why, entry.kind.model) if stage.why else "",
        "who": line_of(taken.approval.by, repository) if taken else None,
        "since": taken.approval.date.isoformat() if taken else None,
        "grade_words": words(GRADE_NAMES[taken.grade]) if taken else None,
    }


def not_in_form(entry: RecordFile, repository: Repository) -> list[Alteration]:
    """Return what the file holds that the form does not ask for: marks, corrections, and decisions that no longer count.

    Those that count are shown as steps.
    """
    values = entry.document.values
    held = {key: values[key] for key in values if key in NOT_BY_HAND}
    if not isinstance(steps := held.get(_STEPS), list):
        return altered_facts({}, held, entry.kind.model, repository)
    shown = _shown(entry, repository)
    earlier = [step for index, step in enumerate(steps) if index not in shown]
    return altered_facts({_STEPS: []}, {**held, _STEPS: without_digests(earlier)}, entry.kind.model, repository)


def _shown(entry: RecordFile, repository: Repository) -> set[int]:
    """Return the indices of the decisions that are shown as steps."""
    try:
        found = [*stages(entry, repository), *next_stages(entry, repository)]
    except GapError:
        return set()
    return {stage.taken.index for stage in found if stage.taken}


def open_step_as_json(
    entry: RecordFile, ahead: Sequence[Awaited], repository: Repository, as_of: date, language: Language
) -> dict[str, Any] | None:
    """Return the step that is to be taken now: by whom, what may be decided, and how well it is proved when taken here.

    Where every step is taken, it is the first that is not proved well enough and may be taken again.
    """
    if ahead:
        first = ahead[0]
        return _open_step(first.step.decision, first.roles, first.holders, first.earliest, repository, language)
    weak = next(iter(proved_too_little(entry, repository)), None)
    if weak is None:
        return None
    return _open_step(weak.decision, (weak.role,), holders(weak.role, as_of, repository), None, repository, language)


def _open_step(
    decision: Decision,
    roles: Sequence[Role],
    of_whom: Iterable[str],
    earliest: date | None,
    repository: Repository,
    language: Language,
) -> dict[str, Any]:
    words, deciding = language.text, list(of_whom)
    people = list(_people(deciding, repository))
    decisions: tuple[Decision, ...] = (decision, "rejected")
    return {
        "step": decision,
        "label": words(choice(decision)),
        "who": ", ".join(line_of(id_, repository) for id_ in deciding) or language.alternatives(list(map(choice, roles))),
        "people": people,
        "asks": [[one, words(choice(one))] for one in decisions],
        "earliest": earliest.isoformat() if earliest else None,
        "wants_number": by_paper(decision),
        "wants_part": decision == "visa",
        "grade_words": words(GRADE_NAMES["attributed"]),
    }


def _people(holders: Iterable[str], repository: Repository) -> Iterator[str]:
    """Yield the employees among those who may decide, and those who work in a body that may."""
    for id_ in holders:
        if repository.get(id_, Employee):
            yield id_
        else:
            yield from (one.id for one in repository.of(Employee) if known(one, "owner") == id_ and one.status != "left")


def onward_as_json(entry: RecordFile, ahead: Sequence[Awaited], language: Language) -> list[str] | None:
    """Return the status that the steps taken have opened, and what it is called."""
    try:
        status = furthest_status(entry, ahead) if entry.is_whole else None
    except GapError:
        return None
    return [status, language.text(choice(status))] if status else None


def others_as_json(findings: Iterable[Finding], repository: Repository, language: Language) -> list[dict[str, Any]]:
    """Return what is wrong with other records, each with what it is called."""
    entries = ((finding, repository.filing.at(finding.path)) for finding in findings)
    return [
        {
            "record": entry.id,
            "title": title_of(entry),
            "message": plain_words(finding.message, entry.kind.model, finding.field),
            "blocks": ERRORS.blocks(finding),
        }
        for finding, entry in entries
        if entry
    ]


def ahead_of(entry: RecordFile, repository: Repository, as_of: date) -> list[Awaited]:
    """Return the steps that are to be taken, as far as that is known."""
    try:
        return list(awaited(entry, repository, as_of)) if entry.is_whole else []
    except GapError:
        return []


def needs_as_json(
    findings: Sequence[Finding],
    entry: RecordFile,
    ahead: Sequence[Awaited],
    repository: Repository,
    as_of: date,
    language: Language,
) -> dict[str, Any]:
    """Return which places something is wrong with now, and what each status to come would ask for besides."""
    now = dict.fromkeys(finding.field for finding in findings if finding.is_open and finding.field)
    blocking = _obstacles(entry, ahead, repository, as_of)
    statuses = dict.fromkeys(obstacle.status for obstacle in blocking)
    wanted = {status: [one for one in blocking if one.status == status] for status in statuses}
    return {
        "now": [list(route) for route in now],
        "next": [
            {"status": status, "label": language.text(choice(status)), "wants": list(_wants(found, entry, language))}
            for status, found in wanted.items()
        ],
    }


def _obstacles(entry: RecordFile, ahead: Sequence[Awaited], repository: Repository, as_of: date) -> list[Obstacle]:
    try:
        return obstacles(entry, ahead, repository, as_of) if entry.is_whole else []
    except GapError:
        return []


def _wants(found: Iterable[Obstacle], entry: RecordFile, language: Language) -> Iterator[dict[str, Any]]:
    for obstacle in found:
        finding = obstacle.finding
        route: Route = finding.field
        yield {
            "route": list(route) or None,
            "message": language.text(finding.message),
            "hint": language.text(finding.hint),
            **_in_plain_words(finding, entry),
            "citation": cited(finding, language),
        }
