"""One record as a reader wants it: its state, what is missing and whose move it is, its duties, links and findings."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from validators.answers.approvals import obstacle_lines, obstacles_as_json
from validators.answers.due import duty_as_json, duty_rows
from validators.approval.status import Awaited, awaited, furthest_status, may_go_on
from validators.checks.not_run import Unchecked
from validators.checks.run import DueDuty
from validators.checks.trial import Obstacle, obstacles
from validators.model.fields import titles_along
from validators.model.gaps import known
from validators.model.record import Record
from validators.output.about import about_files
from validators.output.json_v1 import finding_as_json, unchecked_as_json
from validators.output.sections import UNCHECKED, place_of, unchecked_in_words
from validators.repository.nearest import TITLE, line_of, title_of
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository
from validators.source.finding import Finding
from validators.source.route import Route
from validators.text.columns import table
from validators.text.messages import Language, choice, say
from validators.text.sanitize import escape_json, one_line, shorten

MOST_LINKS = 40
"""A unit or an act is named by hundreds of records: text shows so many and counts the rest, JSON has them all."""

ANSWERING = frozenset({"owner", "responsible", "units", "approvals"})
"""Fields that name who answers for a record; those are not what it links to."""


@dataclass(frozen=True, slots=True)
class Link:
    """Another record, and the routes at which the one names the other."""

    entry: RecordFile
    fields: tuple[Route, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """All that is said about one record."""

    entry: RecordFile
    awaited: tuple[Awaited, ...]
    next_status: str | None
    obstacles: tuple[Obstacle, ...]
    duties: tuple[DueDuty, ...]
    cites: tuple[Link, ...]
    cited_by: tuple[Link, ...]
    findings: tuple[Finding, ...]
    unchecked: tuple[Unchecked, ...]


def describe_record(
    entry: RecordFile,
    repository: Repository,
    duties: Sequence[DueDuty],
    findings: Sequence[Finding],
    unchecked: Sequence[Unchecked],
    as_of: date,
) -> Shown:
    """Return what to say about a record, from the duties and findings of its file, and what of it could not be checked."""
    ahead = tuple(awaited(entry.for_readers(), repository, as_of))
    return Shown(
        entry,
        ahead,
        furthest_status(entry.for_readers(), ahead),
        tuple(obstacles(entry.for_readers(), ahead, repository, as_of)),
        tuple(item for item in duties if item.entry is entry),
        tuple(cites(entry, repository)),
        tuple(cited_by(entry, repository)),
        tuple(finding for finding in findings if finding.path == entry.path),
        tuple(unchecked),
    )


def cites(entry: RecordFile, repository: Repository) -> Iterator[Link]:
    """Yield the records that it names for their own sake, not as the people and units that answer for it or decided on it."""
    named: dict[str, list[Route]] = {}
    for route, id_, _ in repository.references_in(entry):
        if route.first_key not in ANSWERING:
            named.setdefault(id_, []).append(route)
    for id_, routes in named.items():
        if other := repository.find(id_):
            yield Link(other, tuple(routes))


def cited_by(entry: RecordFile, repository: Repository) -> Iterator[Link]:
    """Yield the records that name this one."""
    naming: dict[str, list[Route]] = {}
    for record, route in repository.cited_by(entry.id):
        id_ = known(record, "id")
        if id_ and id_ != entry.id:
            naming.setdefault(id_, []).append(route)
    for id_, routes in naming.items():
        if other := repository.find(id_):
            yield Link(other, tuple(routes))


def shown_as_text(shown: Shown, repository: Repository, as_of: date, language: Language) -> str:
    """Return the record's head, then a block for each of what is missing, its duties, links and findings, where there are any."""
    words = language.text
    entry = shown.entry
    blocks = [[one_line(f"{entry.id}  {title_of(entry)}"), table(list(_head(shown, repository, language)))]]
    if not entry.is_whole:
        blocks.append([words(say("This record is broken: what is written in it cannot be relied upon until it is fixed"))])
    if shown.awaited:
        blocks.append([words(say("Missing on the way to approval")), table(list(_awaited(shown, repository, language)))])
    if shown.obstacles:
        blocks.append(list(obstacle_lines(shown.obstacles, language)))
    if shown.next_status:
        blocks.append([words(may_go_on(shown.next_status))])
    if shown.duties:
        blocks.append([words(say("Duties")), table(duty_rows(shown.duties, repository, as_of, language))])
    if shown.cites:
        blocks.append([words(say("Links to")), *_links([(link, entry) for link in shown.cites], language)])
    if shown.cited_by:
        blocks.append([words(say("Named by")), *_links([(link, link.entry) for link in shown.cited_by], language)])
    blocks.append(list(_findings(shown, language)))
    if shown.unchecked:
        blocks.append([words(UNCHECKED), *_unchecked(shown.unchecked, language)])
    return "\n\n".join("\n".join(block) for block in blocks)


def _head(shown: Shown, repository: Repository, language: Language) -> Iterator[tuple[str, str]]:
    words = language.text
    entry, record = shown.entry, shown.entry.for_readers().record
    yield f"  {words(say('kind'))}", words(entry.kind.singular)
    if record:
        yield f"  {words(say('status'))}", words(choice(record.status))
        yield f"  {words(say('owner'))}", line_of(record.owner, repository)
        if record.responsible or record.to_be_done:
            nobody = words(say("nobody"))
            yield f"  {words(say('responsible'))}", line_of(record.responsible, repository) if record.responsible else nobody
    yield f"  {words(say('file'))}", one_line(entry.path)


def _awaited(shown: Shown, repository: Repository, language: Language) -> Iterator[tuple[str, str, str]]:
    words = language.text
    for index, move in enumerate(shown.awaited):
        roles = language.alternatives(tuple(map(choice, move.roles)))
        people = ", ".join(line_of(id_, repository) for id_ in move.holders)
        state = say("who acts next") if index == 0 else say("after that")
        if move.needed:
            state = say("the status already needs it")
        yield f"  {words(choice(move.step.decision))}", ": ".join(filter(None, (roles, people))), words(state)


def _links(links: Sequence[tuple[Link, RecordFile]], language: Language) -> Iterator[str]:
    """Yield the lines of links, each with the record whose fields it is in."""
    rows = [
        (
            f"  {link.entry.id}",
            shorten(one_line(title_of(link.entry)), TITLE),
            status_of(link.entry, language),
            "; ".join(titles_along(naming.kind.model, route, language) for route in link.fields),
        )
        for link, naming in links[:MOST_LINKS]
    ]
    yield table(rows)
    if (left := len(links) - MOST_LINKS) > 0:
        yield f"  {language.text(say('and {count} more: --format json', count=left))}"


def status_of(entry: RecordFile, language: Language) -> str:
    """Return the name of a record's status; of a broken record, that it is broken."""
    record = entry.for_readers().record
    return language.text(choice(record.status) if record else say("broken"))


def _findings(shown: Shown, language: Language) -> Iterator[str]:
    words = language.text
    if not shown.findings:
        yield words(say("No findings"))
        return
    yield words(say("Findings"))
    for finding in shown.findings:
        level = words(finding.level_name)
        known = f" ({words(finding.acknowledged.in_words())})" if finding.acknowledged else ""
        yield f"  {finding.span.line}:{finding.span.column}  {level}  {finding.code}  {one_line(words(finding.message))}{known}"
        yield f"      {words(say('what to do'))}: {one_line(words(finding.hint))}"


def _unchecked(unchecked: Sequence[Unchecked], language: Language) -> Iterator[str]:
    for found in unchecked:
        what, *checks = (one_line(language.text(line)) for line in unchecked_in_words(found))
        yield f"  {place_of(found)}  {what}"
        yield from (f"      {line}" for line in checks)


def shown_as_json(shown: Shown, repository: Repository, as_of: date, language: Language) -> str:
    """Return a versioned contract."""
    entry, record = shown.entry, shown.entry.for_readers().record
    about = about_files([entry.path], repository)[entry.path]
    contract = {
        "version": 1,
        "as_of": as_of.isoformat(),
        "record": {
            **record_as_json(entry, language),
            "owner": record.owner if record else None,
            "responsible": record.responsible if record else None,
        },
        "missing": [
            {
                "decision": move.step.decision,
                "roles": list(move.roles),
                "holders": list(move.holders),
                "needed": move.needed,
                "next": index == 0,
            }
            for index, move in enumerate(shown.awaited)
        ],
        "next_status": shown.next_status,
        "obstacles": obstacles_as_json(shown.obstacles, language),
        "duties": [duty_as_json(item, repository, as_of, language) for item in shown.duties],
        "cites": [{**record_as_json(link.entry, language), "fields": list(map(str, link.fields))} for link in shown.cites],
        "cited_by": [{**record_as_json(link.entry, language), "fields": list(map(str, link.fields))} for link in shown.cited_by],
        "findings": [finding_as_json(finding, about, language) for finding in shown.findings],
        **({"not_run": [unchecked_as_json(item) for item in shown.unchecked]} if shown.unchecked else {}),
    }
    return escape_json(json.dumps(contract, ensure_ascii=False, indent=2))


def record_as_json(entry: RecordFile, language: Language) -> dict[str, object]:
    """Return a record by what it is known; a broken one has no status."""
    record: Record | None = entry.for_readers().record
    return {
        "id": entry.id,
        "kind": entry.kind.name,
        "title": title_of(entry),
        "status": record.status if record else None,
        "status_title": status_of(entry, language),
        "path": entry.path,
        "broken": record is None,
    }
