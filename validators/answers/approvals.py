"""A record's way to approval as text for a terminal, and as JSON for programs."""

import json
from collections.abc import Iterator, Sequence
from datetime import date

from validators.approval.provenance import GRADE_NAMES, answers_for
from validators.approval.status import STATES, Awaited, Stage, furthest_status, may_go_on
from validators.checks.trial import Obstacle
from validators.repository.nearest import line_of, title_of
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository
from validators.text.columns import table
from validators.text.messages import Language, choice, say
from validators.text.sanitize import escape_json, one_line


def approvals_as_text(
    entry: RecordFile,
    all_stages: Sequence[Stage],
    following: Sequence[Stage],
    ahead: Sequence[Awaited],
    blocking: Sequence[Obstacle],
    repository: Repository,
    language: Language,
) -> str:
    """Return the steps as a table, why those are not good that are not, what would block it, and what is to come.

    `following` are the steps of the next edition, where one is on its way.
    """
    words = language.text
    assert entry.record
    blocks = [[one_line(f"{entry.id}  {title_of(entry)}"), words(say("status: {status}", status=choice(entry.record.status)))]]
    if all_stages:
        blocks.append([_table(all_stages, repository, language)])
    if following:
        blocks.append([words(NEXT), _table(following, repository, language)])
    both = (*all_stages, *following)
    reasons = [f"  {_name(stage, language)}: {one_line(words(stage.why))}" for stage in both if stage.why]
    if reasons:
        blocks.append([words(say("What is wrong with the steps")), *reasons])
    if blocking:
        blocks.append(list(obstacle_lines(blocking, language)))
    if ahead:
        blocks.append([words(say("To be taken, in this order")), table(list(_ahead(ahead, repository, language)))])
    elif any(stage.step for stage in all_stages):
        blocks.append([words(say("Nothing is missing on the way to approval"))])
    else:
        blocks.append([words(say("Records of this kind need no approval"))])
    if status := furthest_status(entry, ahead):
        blocks[-1].append(words(may_go_on(status)))
    return "\n\n".join("\n".join(block) for block in blocks)


NEXT = say("Next edition, on its way; until it is approved the one above is in force")


def obstacle_lines(blocking: Sequence[Obstacle], language: Language) -> Iterator[str]:
    """Yield what would block the record in the statuses to come, under a title, each with what to do about it."""
    words = language.text
    yield words(say("What would block the record in the statuses to come"))
    for obstacle in blocking:
        yield f"  {one_line(words(obstacle.message))}"
        yield f"      {words(say('what to do'))}: {one_line(words(obstacle.finding.hint))}"


def obstacles_as_json(blocking: Sequence[Obstacle], language: Language) -> list[dict[str, object]]:
    """Return what would block the record in each status to come."""
    return [
        {
            "status": obstacle.status,
            "code": obstacle.finding.code,
            "field": str(obstacle.finding.field),
            "message": language.text(obstacle.finding.message),
            "hint": language.text(obstacle.finding.hint),
        }
        for obstacle in blocking
    ]


def _table(of_edition: Sequence[Stage], repository: Repository, language: Language) -> str:
    head = (say("Step"), say("State"), say("Who"), say("Date"), say("Document"), say("Proof"))
    return table([tuple(map(language.text, head)), *(_row(stage, repository, language) for stage in of_edition)])


def _row(stage: Stage, repository: Repository, language: Language) -> tuple[str, ...]:
    words = language.text
    name, state = _name(stage, language), words(STATES[stage.state])
    if stage.taken is None:
        return name, state, "–", "–", "–", "–"
    step = stage.taken.approval
    who = f"{line_of(step.by, repository)} ({words(choice(step.role))})"
    return (
        name,
        state,
        one_line(who),
        step.date.isoformat(),
        one_line(step.document or "–"),
        words(GRADE_NAMES[stage.taken.grade]),
    )


def _name(stage: Stage, language: Language) -> str:
    """Return the step's name, with the part that it is for where it says one."""
    part = stage.taken.approval.part if stage.taken else None
    return one_line(": ".join(filter(None, (language.text(choice(stage.decision)), part))))


def _ahead(ahead: Sequence[Awaited], repository: Repository, language: Language) -> Iterator[tuple[str, ...]]:
    words = language.text
    yield f"  {words(say('Step'))}", words(say("From")), words(say("At the earliest"))
    for item in ahead:
        roles = language.alternatives(tuple(map(choice, item.roles)))
        people = ", ".join(line_of(id_, repository) for id_ in item.holders)
        when = item.earliest.isoformat() if item.earliest else words(say("nobody holds the role"))
        yield f"  {words(choice(item.step.decision))}", one_line(": ".join(filter(None, (roles, people)))), when


def approvals_as_json(
    entry: RecordFile,
    all_stages: Sequence[Stage],
    following: Sequence[Stage],
    ahead: Sequence[Awaited],
    blocking: Sequence[Obstacle],
    as_of: date,
    language: Language,
) -> str:
    """Return a versioned contract: `steps` as they are, `awaited` in the order in which to take them.

    `next_edition` are the steps of the edition on its way, if any, and then those awaited are of it. `next_status` is the
    furthest that the steps allow, if any; `obstacles` are what would block the statuses to come.
    """
    assert entry.record
    steps, of_the_next = ([_as_json(stage, language) for stage in edition] for edition in (all_stages, following))
    to_come = [
        {
            "decision": item.step.decision,
            "status": item.step.status,
            "roles": item.roles,
            "holders": item.holders,
            "earliest": item.earliest.isoformat() if item.earliest else None,
        }
        for item in ahead
    ]
    contract = {"version": 1, "as_of": as_of.isoformat(), "record": entry.id, "status": entry.record.status}
    answer = {
        **contract,
        "steps": steps,
        "next_edition": of_the_next,
        "awaited": to_come,
        "next_status": furthest_status(entry, ahead),
    }
    answer["obstacles"] = obstacles_as_json(blocking, language)
    return escape_json(json.dumps(answer, ensure_ascii=False, indent=2))


def _as_json(stage: Stage, language: Language) -> dict[str, object]:
    return {
        "decision": stage.decision,
        "state": stage.state,
        "why": language.text(stage.why) if stage.why else None,
        "in_chain": stage.step is not None,
        **_taken(stage),
    }


def _taken(stage: Stage) -> dict[str, str | None]:
    if stage.taken is None:
        return dict.fromkeys(("role", "by", "date", "document", "part", "answers", "grade"))
    step = stage.taken.approval
    return {
        "role": step.role,
        "by": step.by,
        "date": step.date.isoformat(),
        "document": step.document,
        "part": step.part,
        "answers": answers_for(step),
        "grade": stage.taken.grade,
    }
