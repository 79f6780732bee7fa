"""The command `approve`, which writes a step of the way to approval into a record."""

import argparse
from collections.abc import Mapping
from dataclasses import fields, replace
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
from validators.text.messages import Language, Message, choice, say
from validators.text.sanitize import one_line

if TYPE_CHECKING:
    from validators.authoring.approval_step import StepRequest
    from validators.repository.reading import Found
    from validators.repository.record_file import RecordFile
    from validators.repository.repository import Repository
    from validators.source.finding import Finding

REFUSED = 1
"""The step cannot be taken: the exit code of findings that block."""


def approve(options: argparse.Namespace, language: Language) -> int:
    """Write the step with the digest of what it covers, or say why it cannot be taken."""
    from validators.authoring.approval_step import RefusedError, StepRequest, step_to_take
    from validators.authoring.approval_text import signed_in_vain, text_with_step
    from validators.cli.checkout import files_on_disk
    from validators.kinds import all_kinds
    from validators.repository.repository import Repository

    request = StepRequest(**{field.name: getattr(options, field.name) for field in fields(StepRequest)})
    for name in request.unwritable:
        option = f"--{name.replace('_', '-')}"
        raise UsageError(say("{option}: write it on one line, without control characters", option=option))
    root = root_of_records()
    warn_of_git(root, language)
    files = files_on_disk(root, language, people_read=False)
    repository = Repository.from_files(files, all_kinds())
    entry = whole(find_record(options.id, repository))
    request = _with_ids(request, repository)
    if mistaken_settings(repository, language):
        return WRONG_USE
    repository = repository.with_evidence(ask_history(root, repository, language, also=[entry]))
    today = clock.today()
    day = options.date or today
    from validators.model.gaps import GapError

    try:
        if day > today:
            raise RefusedError(say("{day} has not come yet", day=day))
        step = step_to_take(request, entry, repository, day)
        written = text_with_step(files, entry, repository, step, day, _in_options)
        in_vain = signed_in_vain(entry, repository, step, day)
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


def _with_ids(request: "StepRequest", repository: "Repository") -> "StepRequest":
    """Return the request with the ids of the people and bodies that it names in words; raises `UsageError` for a name of none.

    An id that is not there stays: the checks know what to say of it.
    """
    from validators.model.ids import is_id
    from validators.repository.nearest import called
    from validators.rules.kind import one_word

    ids: dict[str, str] = {}
    for name, kinds in _NAMED.items():
        given = getattr(request, name)
        if not given or is_id(given):
            continue
        entry = called(given, [entry for entry in repository.files if entry.id and entry.kind.name in kinds])
        if entry is None:
            option = f"--{name.replace('_', '-')}"
            raise UsageError(
                say("{option}: nobody is called “{name}”, or several are; “nizom list {kind}” shows their ids", option=option,
                    name=given, kind=one_word(repository.kinds[kinds[0]]))
            )  # fmt: skip
        ids[name] = entry.id
    recorded_by = ids.get("recorded_by", request.recorded_by)
    return replace(request, by=ids.get("by", request.by), to=ids.get("to", request.to), recorded_by=recorded_by)


_NAMED = {"by": ("employee", "organization"), "recorded_by": ("employee",), "to": ("organization",)}
"""The parts of a request that name a record, with the kinds that it may be of."""


def _put(root: Path, entry: "RecordFile", files: "Mapping[str, Found]", written: str) -> None:
    """Write the record, if it still is what the step was judged by."""
    from validators.authoring.approval_step import RefusedError
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


def _in_options(finding: "Finding", step: "Mapping[str, str]") -> Message:
    """Return what to do, in the command's words: the checks speak of the keys of the file, which the caller does not write."""
    key = finding.field.last_key
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
    from validators.authoring.approval_step import whose_move
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
        message = say("Next: “{step}”. {whose}", step=choice(ahead[0].step.decision), whose=whose_move(ahead[0]))
        print(one_line(words(message)))
    else:
        print(words(say("Nothing is missing on the way to approval")))
    if approved_next(entry):
        print(words(IN_ITS_PLACE))
    if blocking := obstacles(entry, ahead, repository, day):
        print("\n".join(obstacle_lines(blocking, language)))
    if status := furthest_status(entry, ahead):
        print(words(may_go_on(status)))
