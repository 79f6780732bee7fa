"""C08 of the program: what decides how changes are checked is altered in a change of its own, before the records that need it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from validators.change.base_checks import PACKAGE, PIN, ProgramChange
from validators.change.changes import NAMED, Changes
from validators.change.impact import Impact, measures_differ
from validators.checks.change_codes import RELIED_ON
from validators.checks.reporting import as_finding
from validators.checks.run import all_checks, trigger_of
from validators.repository.record_file import RecordFile
from validators.source.codes import FileCode
from validators.source.document import Document
from validators.source.finding import Finding, Problem
from validators.source.route import ROOT
from validators.text.messages import say


def brought_checks(changes: Changes, by_checks: Impact, program: ProgramChange) -> Iterator[Finding]:
    """C08 of the program: what the change passes only by checks that it alters too.

    That is anything in a record of the change, and anywhere what the base's program says the change causes.
    """
    kinds = changes.head.kinds
    duties = {code for code, check in all_checks(kinds).items() if trigger_of(check, kinds) == "duty"}
    caused: dict[str, set[str]] = {}
    for found in program.findings:
        if found.own:
            caused.setdefault(found.known.record, set()).add(found.known.code)
    own = {entry.id or entry.path for change in changes.all if (entry := change.after or change.before)}
    files: dict[str, RecordFile | Document] = {document.path: document for document in changes.head.other_documents}
    for subject in sorted({*by_checks.recovered, *by_checks.unseen}):
        gone = (*by_checks.recovered.get(subject, ()), *by_checks.unseen.get(subject, ()))
        codes = [code for code in gone if code not in duties and (subject in own or code in caused.get(subject, ()))]
        if codes:
            file = changes.head.find(subject) or changes.base.find(subject) or files.get(subject) or Document(subject, b"")
            yield as_finding(RELIED_ON, _passes_only_by(subject, codes, program), file, changes.base, trigger="change")


def _passes_only_by(subject: str, codes: Sequence[str], program: ProgramChange) -> Problem:
    """Return the problem of a record or file that the base's program finds mistaken and the change's own does not."""
    if FileCode.UNKNOWN_KEY in codes:
        unknown = [f.field for f in program.findings if (f.known.record, f.known.code) == (subject, FileCode.UNKNOWN_KEY)]
        message = say("The program before this change does not know the keys: {keys}", keys=", ".join(sorted(unknown)))
        return Problem(ROOT, message, _PROGRAM_FIRST)
    return Problem(ROOT, say("It passes only by checks that this change alters too: {codes}", codes=", ".join(codes)))


_PROGRAM_FIRST = say("Propose the program first, on its own; the records that need it once it is accepted")


def perhaps_known_to_the_change(finding: Finding) -> Finding:
    """Return a finding about an unknown key with advice that fits where the change also brings a program that may know it."""
    return (
        replace(finding, hint=_PROGRAM_FIRST) if finding.code == FileCode.UNKNOWN_KEY and finding.origin != "before" else finding
    )


def along_with_the_program(changes: Changes, program: ProgramChange) -> Iterator[Finding]:
    """C08 of what no check can look at: how changes are checked is altered in a change of its own, without records.

    The same holds where the base's program could not be asked.
    """
    if program.pin and (others := (*(path for path in program.machinery if path != PIN), *program.pin.others)):
        message = say("The version of the program moves along with other files or lines: {others}", others=", ".join(others))
        hint = say("Propose the version on its own, in one line of {file}", file=PIN)
        yield as_finding(RELIED_ON, Problem(ROOT, message, hint), Document(PIN, b""), changes.base, trigger="change")
    if not changes.all and not measures_differ(changes):
        return
    if program.machinery:
        files = ", ".join(program.machinery[:NAMED]) + (" …" if len(program.machinery) > NAMED else "")
        message = say("The change alters how changes are checked, and records along with it: {files}", files=files)
        file = Document(program.machinery[0], b"")
        yield as_finding(RELIED_ON, Problem(ROOT, message, _PROGRAM_FIRST), file, changes.base, trigger="change")
    if program.failed is not None:
        message = say("The program before this change could not be asked about its records: {reason}", reason=program.failed)
        file = Document(f"{PACKAGE}/__init__.py", b"")
        yield as_finding(RELIED_ON, Problem(ROOT, message, _PROGRAM_FIRST), file, changes.base, trigger="change")
