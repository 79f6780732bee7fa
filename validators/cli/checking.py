"""The command `check`: all records as they are, or what a change does to them since a base revision."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

from validators import clock
from validators.cli.session import (
    BLOCKED,
    CLEAN,
    NOTHING,
    OWN_FAILURE,
    WRONG_USE,
    NotDoneError,
    UsageError,
    ask_history,
    complain,
    git_trouble,
    mistaken_settings,
    root_of_records,
    warn_of_git,
)
from validators.output.formats import render
from validators.output.report import Report, Since, verdict
from validators.rules.blocking import ERRORS
from validators.text.messages import Language, say

if TYPE_CHECKING:
    from validators.change.gate import Gate
    from validators.cli.checkout import Base
    from validators.repository.record_file import RecordFile
    from validators.repository.repository import Repository
    from validators.source.document import Document
    from validators.source.finding import Finding


def check(options: argparse.Namespace, language: Language) -> int:
    """Print the findings in the format that was asked for; the exit code says whether they block."""
    from validators.answers.lateness import done_late
    from validators.checks.blocking_summary import what_blocks, what_is_off
    from validators.checks.not_run import by_gap
    from validators.checks.run import all_checks, every_file, run_checks
    from validators.cli.checkout import concerns_nobody, say_what_is_lacking
    from validators.output.about import about_files
    from validators.output.links import Links
    from validators.rules.one_per_place import in_one
    from validators.rules.state import is_on
    from validators.source.git import GitError

    root = root_of_records()
    if options.statistics and options.format != "text":
        raise UsageError(say("--statistics counts in text only: the other formats list every finding"))
    _without_git(root, options, language)
    if options.staged and options.base is None and concerns_nobody(root):
        return CLEAN
    head = _head(root, options, language)
    selected = selected_paths(options.paths, root, head)
    wanted = (lambda path: is_selected(path, selected)) if selected else every_file
    as_of = options.as_of or clock.today()
    held_against, base = _base(root, options, head, language)
    gate = None
    if base and held_against:
        try:
            gate, base = _gate(held_against, base, head, root, as_of, wanted, language, staged=options.staged)
        except GitError as error:
            say_what_is_lacking(root, held_against, error, language)
            base = None
    if gate is None:
        head = head.with_evidence(ask_history(root, head, language))
    outcome = None if gate else run_checks(head, as_of, wanted)
    findings = tuple(in_one(outcome.findings)) if outcome else gate.findings if gate else ()
    not_run = outcome.not_run if outcome else gate.not_run if gate else ()
    settings = head.settings if base is None else base.settings
    checked = sum(wanted(entry.path) for entry in head.files)
    nothing = not checked and not findings and not any(wanted(document.path) for document in head.other_documents)
    assumed = held_against.revision if gate and held_against and not held_against.asked else ""
    is_at_the_desk = bool(selected or assumed)  # where somebody writes, and asks again and again
    reported = (*findings, *(gate.fixed if gate else ()))
    unchecked = by_gap(not_run, head, *filter(None, (base,)))
    report = Report(
        findings=findings,
        policy=options.fail_on,
        as_of=as_of,
        checked=checked,
        texts=_texts(reported, *filter(None, (base, head))),
        off=tuple(check for check in all_checks(head.kinds).values() if not is_on(check, settings)),
        colour=sys.stdout.isatty() and not os.environ.get("NO_COLOR"),
        gate=gate,
        nothing=nothing,
        assumed=assumed,
        what_blocks=None if is_at_the_desk else what_blocks(head.kinds, settings),
        what_is_off=None if is_at_the_desk else what_is_off(head.kinds, settings),
        unchecked=unchecked,
        since=_since(root, options, findings, as_of, head, language),
        late=len(done_late(outcome.duties, head, as_of)) if outcome else 0,
        about=about_files({*(one.path for one in reported), *(one.gap.path for one in unchecked)}, head, base),
        links=Links.given_by(os.environ),
        counts_only=options.statistics,
    )
    print(render(options.format, report, language))
    if any(finding.code.startswith("X") for finding in findings):
        return OWN_FAILURE
    if (gate is None or report.assumed) and mistaken_settings(head, language):
        return WRONG_USE
    if nothing:
        if options.format != "text":
            complain(verdict(report), language)
        return NOTHING
    return BLOCKED if report.blocking else CLEAN


def _since(
    root: Path, options: argparse.Namespace, findings: "Sequence[Finding]", as_of: date, head: "Repository", language: Language
) -> Since | None:
    """Return what fails this run and did not fail that of the day before, on the revision that was named for it."""
    from validators.checks.run import check_repository
    from validators.cli.checkout import named_revision
    from validators.repository.reading import read_revision
    from validators.repository.repository import Repository
    from validators.rules.one_per_place import in_one

    if options.since is None:
        return None
    commit, day = named_revision(root, options.since), as_of - timedelta(days=1)
    before = Repository.from_files(read_revision(root, commit), head.kinds)
    before = before.with_evidence(ask_history(root, before, language))
    return Since.of(commit, day, in_one(check_repository(before, day)), options.fail_on.blocking(findings))


def check_written(paths: Sequence[str], as_of: date, language: Language) -> int:
    """Report on the records in these files and folders, in which something was written, as `nizom check` of them would."""
    held = {"base": None, "no_base": False, "since": None, "staged": False, "statistics": False}
    return check(argparse.Namespace(paths=paths, as_of=as_of, format="text", fail_on=ERRORS, **held), language)


def change_on_disk(root: Path, head: "Repository", as_of: date, language: Language) -> "Gate | None":
    """Return what the records on the disk change since the work left the default branch; None where it did not, or git cannot
    say."""
    from validators.checks.run import every_file
    from validators.cli.checkout import say_what_is_lacking
    from validators.source.git import GitError

    if warn_of_git(root, language):
        return None
    options = argparse.Namespace(base=None, no_base=False, since=None, staged=False, format="text")
    held_against, base = _base(root, options, head, language)
    if base is None or held_against is None:
        return None
    try:
        return _gate(held_against, base, head, root, as_of, every_file, language, staged=False)[0]
    except GitError as error:
        say_what_is_lacking(root, held_against, error, language)
        return None


def _without_git(root: Path, options: argparse.Namespace, language: Language) -> None:
    """Where git cannot be asked, say so and take no base; raises `NotDoneError` if a base or the next commit was asked for."""
    if options.base is not None or options.since is not None or options.staged:
        if trouble := git_trouble(root):
            raise NotDoneError(trouble)
    elif warn_of_git(root, language):
        options.no_base = True


def _texts(findings: "Sequence[Finding]", *repositories: "Repository") -> dict[str, str]:
    """Return the text of each file with findings, as far as it may be shown; of a file that is in both, the later repository's.

    A misplaced file may be an employee's, and the code owners' file lists accounts: no log shows either.
    """
    from validators.repository.personal import readable_text

    texts: dict[str, str] = {}
    wanted = {finding.path for finding in findings}
    for repository in repositories:
        facts = (repository.own_settings.document, repository.calendar_file.document)
        texts |= {document.path: document.text for document in facts if document and document.path in wanted}
        texts |= {entry.path: readable_text(entry) for entry in repository.files if entry.path in wanted}
    return texts


def _head(root: Path, options: argparse.Namespace, language: Language) -> "Repository":
    """Return the records as they are to be judged: as the next commit would have them, or as they are on the disk."""
    from validators.cli.checkout import files_in_index, files_on_disk
    from validators.kinds import all_kinds
    from validators.repository.repository import Repository

    files = files_in_index(root) if options.staged else files_on_disk(root, language, people_read=options.format == "text")
    return Repository.from_files(files, all_kinds())


def _base(
    root: Path, options: argparse.Namespace, head: "Repository", language: Language
) -> "tuple[Base, Repository] | tuple[None, None]":
    """Return the base, and its records; programs, which read the other formats, get one only if they ask."""
    from validators.cli.checkout import base_of, read_base
    from validators.repository.repository import Repository

    if options.no_base or options.since or (options.base is None and options.format != "text"):
        return None, None
    base = base_of(root, options.base, language, staged=options.staged)
    files = read_base(root, base, language) if base else None
    return (base, Repository.from_files(files, head.kinds)) if base and files is not None else (None, None)


def _gate(
    held_against: "Base",
    base: "Repository",
    head: "Repository",
    root: Path,
    as_of: date,
    wanted: Callable[[str], bool],
    language: Language,
    *,
    staged: bool,
) -> "tuple[Gate, Repository]":
    """Return what the change does since it branched off, and the base with its evidence.

    Where paths are named, what the change breaks elsewhere is reported too, and what it does by deleting files.
    """
    from validators.change.base_checks import program_change
    from validators.change.changes import is_sample
    from validators.change.closed import may_have_been_closed
    from validators.change.decisions.keys import with_new_keys
    from validators.change.gate import gate
    from validators.change.once_given import ids_once_given

    start = held_against.commit
    evidence = ask_history(root, base, language, head, also=with_new_keys(base, head))
    base, head = base.with_evidence(evidence), head.with_evidence(evidence)
    new = any(entry.id and not base.find(entry.id) for entry in head.files)
    once_given = ids_once_given(root, start) if new else frozenset()
    once_real = _once_real(root, start, [entry for entry in base.files if is_sample(entry.document) and not head.find(entry.id)])
    taken = _taken(root, start, held_against.tip, head) if new and held_against.tip != start else {}
    program = program_change(root, start, held_against.tip, as_of, staged=staged)
    once_closed = _once_closed(root, start, may_have_been_closed(base, head))
    found = gate(base, head, as_of, start, once_given, once_real, taken, once_closed, program)
    there = {document.path for document in (*(entry.document for entry in head.files), *head.other_documents)}
    there |= {stray.document.path for stray in head.strays}
    found = replace(
        found,
        findings=tuple(one for one in found.findings if wanted(one.path) or one.origin == "brought" or one.path not in there),
        fixed=tuple(finding for finding in found.fixed if wanted(finding.path)),
        changed=tuple(path for path in found.changed if wanted(path)),
        not_run=tuple(item for item in found.not_run if wanted(item.path)),
    )
    return found, base


def _once_real(root: Path, start: str, samples: "Sequence[RecordFile]") -> frozenset[str]:
    """Return the ids of those samples that were real records in a version up to that commit; all, if git no longer has them."""
    from validators.change.changes import is_sample
    from validators.model.ids import id_in_name, stem_of
    from validators.repository.reading import as_document
    from validators.repository.record_file import id_of
    from validators.source import git

    if not samples:
        return frozenset()
    by_id = {entry.id: entry for entry in samples}
    folders = {str(PurePosixPath(entry.path).parent) for entry in samples}
    try:
        named = (name for path, name in git.versions(root, start, *folders) if id_in_name(stem_of(path)) in by_id)
        held = [content for _, content in git.contents(root, named)]
    except git.GitError:  # a partial clone has the files of today only
        return frozenset(by_id)
    read = (as_document("", content) for content in held)
    return frozenset(id_of(document) for document in read if id_of(document) in by_id and not is_sample(document))


def _once_closed(root: Path, start: str, entries: "Sequence[RecordFile]") -> "dict[str, list[Document]]":
    """Return each version up to that commit in which one of these records was closed, by id.

    Raises `GitError` where git no longer has the versions: nobody knows then what a record was closed with.
    """
    from validators.model.ids import id_in_name, stem_of
    from validators.repository.reading import as_document
    from validators.repository.record_file import id_of
    from validators.source import git

    found: dict[str, list[Document]] = {}
    if not entries:
        return found
    kinds = {entry.id: entry.kind for entry in entries}
    folders = {str(PurePosixPath(entry.path).parent) for entry in entries}
    named = dict.fromkeys(name for path, name in git.versions(root, start, *folders) if id_in_name(stem_of(path)) in kinds)
    for _, content in git.contents(root, named):
        document = as_document("", content)
        kind = kinds.get(id_of(document))
        if kind and kind.lifecycle.over(str(document.values.get("status"))):
            found.setdefault(id_of(document), []).append(document)
    return found


def _taken(root: Path, start: str, named: str, head: "Repository") -> dict[str, str]:
    """Return the ids in the files that the named revision has and its common past with the change has not, each with its path.

    A file that the change has as well, word for word, is the same record.
    """
    from validators.repository.paths import RECORDS, is_attachment
    from validators.repository.reading import as_document
    from validators.repository.record_file import id_of
    from validators.source import git

    then, now = git.listed(root, start, RECORDS), git.listed(root, named, RECORDS)
    new = {path: blob for path, blob in now.items() if path not in then and blob.is_file and not is_attachment(path)}
    held = dict(git.contents(root, (blob.object for blob in new.values())))
    here = {entry.path: entry.document.source for entry in head.files}
    others = {path: held[blob.object] for path, blob in new.items() if here.get(path) != held[blob.object]}
    return {id_of(as_document(path, content)): path for path, content in others.items()}


def selected_paths(paths: Sequence[str], root: Path, repository: "Repository") -> tuple[str, ...]:
    """Return the named files and folders, relative to the root, and the files of named ids; an unknown name is a mistake, not
    an empty answer."""
    from validators.repository.reading import printable

    chosen: list[str] = []
    for path in paths:
        absolute = Path(os.path.abspath(path))
        if not os.path.lexists(absolute) and "\\" in path:  # as Windows writes it, in a shell that does not
            absolute = Path(os.path.abspath(PureWindowsPath(path).as_posix()))
        if not os.path.lexists(absolute):
            entry = repository.find(path)
            if entry is None:
                raise UsageError(say("There is no file or folder {path}", path=path))
            chosen.append(entry.path)
            continue
        # The repository may be named by a link to it; a link inside it is not followed, it is reported.
        known_as = (absolute, absolute.parent.resolve() / absolute.name, absolute.resolve())
        inside = next((one for one in known_as if one.is_relative_to(root)), None)
        if inside is None:
            raise UsageError(say("{path} is outside this repository", path=path))
        chosen.append(printable(inside.relative_to(root).as_posix()))
    return tuple(chosen)


def is_selected(path: str, selected: tuple[str, ...]) -> bool:
    """Return whether a file is one of those, or in one of the folders; with nothing selected every file is."""
    return not selected or any(choice in (".", path) or path.startswith(f"{choice}/") for choice in selected)
