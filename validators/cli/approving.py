"""The command `approve`, which writes a step of the way to approval into a record."""

import argparse
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from validators import clock
from validators.cli.session import (
    CLEAN,
    WRONG_USE,
    UsageError,
    ask_history,
    complain,
    find_record,
    mistaken_settings,
    not_written,
    root_of_records,
    warn_of_git,
    whole,
)
from validators.model.roles import Decision, Role
from validators.rules.blocking import ERRORS_AND_WARNINGS
from validators.source.route import Route
from validators.text.messages import Language, Message, OneOf, choice, say
from validators.text.sanitize import one_line

if TYPE_CHECKING:
    from validators.approval.status import Awaited, Stage
    from validators.repository.reading import Found
    from validators.repository.record_file import RecordFile
    from validators.repository.repository import Repository
    from validators.source.finding import Finding

REFUSED = 1
"""The step cannot be taken: the exit code of findings that block."""


_CONTROL = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Categories of Unicode: control characters, bytes that are no UTF-8, and the ends of lines and paragraphs."""


class RefusedError(Exception):
    """The step cannot be taken; holds why."""

    def __init__(self, *reasons: Message) -> None:
        super().__init__(*(reason.template for reason in reasons))
        self.reasons = reasons


def approve(options: argparse.Namespace, language: Language) -> int:
    """Write the step with the digest of what it covers, or say why it cannot be taken."""
    from validators.cli.checkout import files_on_disk
    from validators.kinds import all_kinds
    from validators.repository.repository import Repository

    _refuse_control_characters(options)
    root = root_of_records()
    warn_of_git(root, language)
    files = files_on_disk(root, language, people_read=False)
    repository = Repository.from_files(files, all_kinds())
    entry = whole(find_record(options.id, repository))
    if mistaken_settings(repository, language):
        return WRONG_USE
    repository = repository.with_evidence(ask_history(root, repository, language, also=[entry]))
    today = clock.today()
    day = options.date or today
    from validators.model.gaps import GapError

    try:
        if day > today:
            raise RefusedError(say("{day} has not come yet", day=day))
        step = _step(options, entry, repository, day)
        written = _written(files, entry, repository, step, day)
        in_vain = _in_vain(entry, repository, step, day)
        if in_vain and not options.anyway:
            raise RefusedError(
                *in_vain,
                say(
                    "Correct this before anyone signs: what is changed later is decided on again. To sign all the same: --anyway"
                ),
            )
    except RefusedError as refusal:
        for reason in refusal.reasons:
            complain(reason, language)
        return REFUSED
    except GapError as error:
        complain(say("The authority cannot be proved: {path} is not in order", path=error.gap.path), language)
        return REFUSED
    for warning in in_vain:
        complain(warning, language)
    try:
        _put(root, entry, files, written)
    except RefusedError as refusal:
        complain(refusal.reasons[0], language)
        return REFUSED
    now = Repository.from_files({**files, entry.path: written.encode()}, all_kinds())
    _tell(step, entry.id, now.with_evidence(ask_history(root, now, language)).for_readers(), day, language)
    return CLEAN


def _put(root: Path, entry: "RecordFile", files: "Mapping[str, Found]", written: str) -> None:
    """Write the record, if it still is what the step was judged by."""
    from validators.authoring.writing import ChangedError, replace_file

    before = files[entry.path]
    assert isinstance(before, bytes)
    try:
        replace_file(root / entry.path, before, written)
    except (ChangedError, FileNotFoundError):
        raise RefusedError(
            say(
                "{path} was changed in the meantime, so nothing was written: look at it, then give the command again",
                path=entry.path,
            )
        ) from None
    except OSError as error:
        raise not_written(entry.path, error) from None


def _in_vain(entry: "RecordFile", repository: "Repository", step: dict[str, str], day: date) -> list[Message]:
    """Return why a step would be taken in vain: in the status that it is for, the record would break these checks."""
    from validators.approval.status import awaited
    from validators.checks.trial import in_vain, obstacles

    ahead = list(awaited(entry, repository, day))
    found = in_vain(step["decision"], step["role"], obstacles(entry, ahead, repository, day), ahead)
    return [say("{message}. {hint}", message=obstacle.message, hint=obstacle.finding.hint) for obstacle in found]


def _refuse_control_characters(options: argparse.Namespace) -> None:
    """Refuse line ends and other control characters: such a value would not be read back as it was given."""
    for name in ("document", "part", "to", "by", "recorded_by"):
        if any(unicodedata.category(sign) in _CONTROL for sign in getattr(options, name) or ""):
            option = f"--{name.replace('_', '-')}"
            raise UsageError(say("{option}: write it on one line, without control characters", option=option))


def _step(options: argparse.Namespace, entry: "RecordFile", repository: "Repository", day: date) -> dict[str, str]:
    """Return the facts of the step, in the order in which people write them."""
    from validators.approval.staleness import digest_to_write

    decision = _decision(options, entry, repository, day)
    by = _giver(options, repository, day)
    facts = {
        "decision": decision,
        "role": options.role,
        "by": by,
        "date": day.isoformat(),
        "document": options.document,
        "part": options.part,
        "to": options.to,
        "recorded_by": options.recorded_by,
        "digest": digest_to_write(decision, entry),
    }
    return {name: value for name, value in facts.items() if value}


def _decision(options: argparse.Namespace, entry: "RecordFile", repository: "Repository", day: date) -> Decision:
    """Return the decision that was named or is next; refuse while earlier steps are not good, and on a closed record."""
    from validators.approval.status import awaited, next_stages, stages, whole_chain
    from validators.approval.validity import BINDING

    chain = whole_chain(entry, repository)
    named: Decision | None = options.decision
    ahead = list(awaited(entry, repository, day))
    # A record that was closed before a step that its status needs is put right by taking it.
    if entry.record and entry.over and not any(item.needed for item in ahead):
        raise RefusedError(say("The record is “{status}”: nobody decides on it any more", status=choice(entry.record.status)))
    if chain is None:
        if named == "approved" and not isinstance(entry.record, BINDING):
            raise RefusedError(say("Records of this kind need no approval"))
        if named:
            return named
        raise RefusedError(say("Records of this kind have no way to approval: say with --decision what is decided"))
    if named and not any(step.takes(named, options.role) for step in chain.steps):
        return named
    all_stages = next_stages(entry, repository) or stages(entry, repository)
    if named and not any(item.step.decision == named for item in ahead):
        return _once_more(named, options, all_stages)
    if not ahead:
        raise RefusedError(say("Every step is taken, and none has to be taken again"))
    first = ahead[0]
    # A role that a later step is for decides that step, and none of those that anybody here may take before it.
    own = [item for item in ahead if options.role in item.roles and (item is first or not item.step.own_roles_only)]
    meant = [item for item in ahead if item.step.decision == named] or own
    wanted = next(iter(meant), None) or next((item for item in ahead if not item.roles), first)
    if wanted is not first:
        raise RefusedError(_too_early(wanted, first, all_stages))
    if first.roles and options.role not in first.roles:
        raise RefusedError(
            say("“{step}” is not for the role “{role}” to decide", step=choice(first.step.decision), role=choice(options.role)),
            _for(first),
        )
    return first.step.decision


def _once_more(decision: Decision, options: argparse.Namespace, all_stages: "list[Stage]") -> Decision:
    """Refuse a step that is good already, but for a visa on another part, or where nothing says what it covered."""
    own = [stage for stage in all_stages if stage.decision == decision and stage.taken]
    for stage in own:
        if stage.taken and stage.taken.approval.part == options.part and stage.state == "valid":
            day = stage.taken.approval.date
            raise RefusedError(
                say("“{step}” was taken on {day}, and covers the record as it stands", step=choice(decision), day=day)
            )
    return decision


def _too_early(wanted: "Awaited", first: "Awaited", all_stages: "list[Stage]") -> Message:
    from validators.approval.status import STATES

    state = next(stage.state for stage in all_stages if stage.step is first.step and stage.state not in ("valid", "unsealed"))
    return say(
        "“{first}” comes before “{wanted}”, but its state is: {state}. {whose}",
        wanted=choice(wanted.step.decision), first=choice(first.step.decision), state=STATES[state], whose=_for(first),
    )  # fmt: skip


def _for(item: "Awaited") -> Message:
    """Whose move a step is."""
    held = ", ".join(item.holders)
    if not item.roles:
        return say("Waiting for: {holders}", holders=held)
    roles = OneOf(tuple(map(choice, item.roles)))
    return say("It is for: {roles} ({holders})", roles=roles, holders=held) if held else say("It is for: {roles}", roles=roles)


def _giver(options: argparse.Namespace, repository: "Repository", day: date) -> str:
    """Who was named with --by, or the one who holds the role on that day."""
    from validators.approval.authority import first_day, holders

    role: Role = options.role
    known = list(holders(role, day, repository))
    if not known:
        later = first_day(role, day, repository)
        if later:
            raise RefusedError(say("Nobody holds the role “{role}” on {day}; from {later} on somebody does",
                                   role=choice(role), day=day, later=later))  # fmt: skip
        raise RefusedError(say("Nobody holds the role “{role}” on {day}", role=choice(role), day=day))
    if options.by:
        return str(options.by)
    if len(known) > 1:
        raise RefusedError(say("More than one may decide as “{role}”: say which with --by: {ids}",
                               role=choice(role), ids=", ".join(known)))  # fmt: skip
    return known[0]


def _written(files: "Mapping[str, Found]", entry: "RecordFile", repository: "Repository", step: dict[str, str], day: date) -> str:
    """Return the file's text with the step.

    Raises `RefusedError` if the checks then report anything new, or if nothing can be added there.
    """
    from validators.checks.not_run import by_gap
    from validators.checks.run import run_checks
    from validators.kinds import all_kinds
    from validators.output.sections import place_of, unchecked_in_words
    from validators.repository.repository import Repository
    from validators.rules.evidence import block
    from validators.source.edits.edit import EditError
    from validators.source.edits.record_text import RecordText

    before = files[entry.path]
    assert isinstance(before, bytes)
    unable = RefusedError(
        say("{path}: nothing can be added to approvals as it is written. Write each step on lines of its own, after “- ”",
            path=entry.path)
    )  # fmt: skip
    try:
        record = RecordText(before.decode("utf-8"))
        text = record.edited(record.add_item(Route("approvals"), step))
    except EditError as error:
        raise unable from error
    there = entry.document.values.get("approvals") or []
    changed = Repository.from_files({**files, entry.path: text.encode()}, all_kinds())
    pending = repository.evidence.pending | {block(entry.id, step)}
    outcome = run_checks(changed.with_evidence(replace(repository.evidence, pending=pending)), day, entry.path.__eq__)
    found = outcome.findings
    if unchecked := by_gap(outcome.not_run, changed):
        raise RefusedError(*(say("Whether the step holds cannot be checked. {place}: {what}", place=place_of(one),
                                 what=tuple(unchecked_in_words(one))) for one in unchecked))  # fmt: skip
    if reasons := [*_of_step(found, Route("approvals", len(there)), step)] or [*_brought(found, entry, repository, step, day)]:
        raise RefusedError(*reasons)
    if not step.get("document") and _by_paper(step["decision"], entry, repository):
        # No check fails without it; but what is written once is not completed later by taking the step again.
        raise RefusedError(say("“{step}” stands in a letter, an order or minutes: say its number with --document",
                               step=choice(step["decision"])))  # fmt: skip
    return text


def _by_paper(decision: str, entry: "RecordFile", repository: "Repository") -> bool:
    """Whether the decision is a step of the kind's way that is taken by a paper."""
    from validators.approval.status import whole_chain
    from validators.rules.chain import by_paper

    chain = whole_chain(entry, repository)
    return by_paper(decision) and chain is not None and any(step.decision == decision for step in chain.steps)


def _brought(
    found: "list[Finding]", entry: "RecordFile", repository: "Repository", step: dict[str, str], day: date
) -> Iterator[Message]:
    """Yield what the checks would newly say about the rest of the record with the step in it."""
    from validators.approval.status import awaited
    from validators.checks.run import check_repository

    turn = any(item.step.decision == step["decision"] for item in awaited(entry, repository, day))
    beside = [finding for finding in found if not _expected(finding, step["decision"], turn)]
    if not beside:
        return
    known = Counter(finding.fingerprint for finding in check_repository(repository, day, entry.path.__eq__))
    for finding in beside:
        known[finding.fingerprint] -= 1
        if known[finding.fingerprint] < 0:
            yield say("With this step there is something new to fix in the record: {code}: {message}",
                      code=finding.code, message=finding.message)  # fmt: skip


def _expected(finding: "Finding", decision: str, turn: bool) -> bool:
    """Return whether a finding does not speak against the step.

    That is what does not block; steps that were taken too early, to be taken again after the one whose turn it is; the status
    after a rejection, which goes back; and the next edition, which is put in its place once it is approved.
    """
    if not ERRORS_AND_WARNINGS.blocks(finding):
        return True
    if turn and finding.field.keys == Route("approvals", "date"):
        return True
    return (decision, finding.field) in (("rejected", Route("status")), ("approved", Route("next_edition")))


def _of_step(findings: "list[Finding]", route: Route, step: dict[str, str]) -> Iterator[Message]:
    for finding in findings:
        if finding.field.starts_with(route):
            hint = _in_options(finding, finding.field.last_key, step)
            yield say("{code}: {message}. {hint}", code=finding.code, message=finding.message, hint=hint)


def _in_options(finding: "Finding", key: str, step: dict[str, str]) -> Message:
    """Return what to do, in the command's words: the checks speak of the keys of the file, which the caller does not write."""
    if finding.code in _WHAT_TO_DO:
        return _WHAT_TO_DO[finding.code]
    if key in _OPTIONS and key not in step:
        return say("Say it with {option}", option=_OPTIONS[key])
    if key in _OPTIONS and not finding.code.startswith("R"):
        return say("Correct {option}", option=_OPTIONS[key])
    return finding.hint


_OPTIONS = {"recorded_by": "--recorded-by", **{key: f"--{key}" for key in ("date", "document", "part", "to")}}
"""By the key of a step, the option that gives it alone."""
_WHAT_TO_DO = {
    "A05": say("Correct --by, --as or --date; or complete service in the employee's record"),
    "A10": say("Leave --recorded-by out for our own decisions; for another body's name who was in service on that day"),
    "N7-2": say("Correct --by, --as or --date; or complete S05 in the settings, if the office changed hands"),
    "N8-2": say("Correct --by or --date; or complete service and acting in the employees' records"),
    "N13.7-2": say("Take the step as head: --as head"),
    "N15.1-2": say("Put the visa on it first: --decision visa"),
}
"""By check, what to do about who decides, and when."""


def _tell(step: dict[str, str], id_: str, repository: "Repository", day: date, language: Language) -> None:
    """Print what was written, what has to be done with it, and whose move it is now."""
    from validators.answers.approvals import obstacle_lines
    from validators.approval.staleness import IN_ITS_PLACE, approved_next
    from validators.approval.status import awaited, furthest_status, may_go_on
    from validators.checks.trial import obstacles
    from validators.kinds.employee.model import Employee
    from validators.repository.nearest import line_of

    words = language.text
    entry = whole(find_record(id_, repository))
    who = line_of(step["by"], repository)
    print(one_line(f"{entry.path}: {words(choice(step['decision']))}, {words(choice(step['role']))}, {who}, {language.day(day)}"))
    vouching = step.get("recorded_by", step["by"])
    if repository.get(vouching, Employee):
        message = say("{who} commits it under their own address: the commit is what proves it", who=line_of(vouching, repository))
        print(one_line(words(message)))
    ahead = list(awaited(entry, repository, day))
    if ahead:
        message = say("Next: “{step}”. {whose}", step=choice(ahead[0].step.decision), whose=_for(ahead[0]))
        print(one_line(words(message)))
    else:
        print(words(say("Nothing is missing on the way to approval")))
    if approved_next(entry):
        print(words(IN_ITS_PLACE))
    if blocking := obstacles(entry, ahead, repository, day):
        print("\n".join(obstacle_lines(blocking, language)))
    if status := furthest_status(entry, ahead):
        print(words(may_go_on(status)))
