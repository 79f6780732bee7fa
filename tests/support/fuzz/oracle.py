"""What holds of every input: nothing raises, no check fails itself, and the answer is the same however the files come."""

import hashlib
import re
import traceback
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from tests.support.fuzz.fixing import wrong_with_fixes
from tests.support.fuzz.inputs import Files, Input, unchanged
from validators.answers.approvals import approvals_as_json, approvals_as_text
from validators.answers.coverage import coverage_as_markdown, coverage_as_text, covered
from validators.answers.due import due_as_json, due_as_text, falling_due
from validators.answers.person import owed, owed_as_text
from validators.answers.reports import draft_report
from validators.answers.show import describe_record, shown_as_json, shown_as_text
from validators.approval.status import awaited, next_stages, stages
from validators.browser.body_html import body_html
from validators.change.gate import Gate, gate
from validators.checks.blocking_summary import what_blocks
from validators.checks.files.codeowners import codeowners
from validators.checks.not_run import by_gap
from validators.checks.run import Outcome, all_checks, duties, run_checks
from validators.checks.trial import obstacles
from validators.kinds import all_kinds
from validators.kinds.employee.model import EMPLOYEE
from validators.kinds.report.model import month_of, year_of
from validators.model.duty import NEAR
from validators.output.formats import FORMATS, render
from validators.output.report import Report
from validators.repository.reading import Content
from validators.repository.record_file import RecordFile, read_record
from validators.repository.repository import Repository
from validators.rules.blocking import ERRORS
from validators.rules.kind import Kind
from validators.rules.state import is_on
from validators.source.codes import FileCode
from validators.source.document import Document
from validators.source.edits.edit import EditError
from validators.source.edits.record_text import RecordText
from validators.source.finding import Finding
from validators.source.route import Route
from validators.text.messages import Language

LANGUAGES = (Language("uz"), Language("en"))
_read: dict[tuple[str, Content], RecordFile] = {}


class Failure(NamedTuple):
    """What went wrong: `what` is the same for inputs that fail for the same reason."""

    what: str
    detail: str


class _WrongError(Exception):
    """An answer that may not be."""


class Verdict(NamedTuple):
    """How an input was judged: a failure, or the digest of all that was answered; and whether anything was found in it."""

    failure: Failure | None
    digest: str
    codes: frozenset[str]


def judge(given: Input) -> Verdict:
    """Check an input in every way that the commands do."""
    random = Random(repr(sorted(given.head)))
    try:
        answered, codes = _answers(given, random)
    except Exception as error:
        return Verdict(Failure(_place(error), "".join(traceback.format_exception(error))), "", frozenset())
    return Verdict(None, hashlib.sha256("\0".join(answered).encode("utf-8", "surrogatepass")).hexdigest(), codes)


def _place(error: Exception) -> str:
    """Return what was raised, and where in our own code."""
    if isinstance(error, _WrongError):
        return str(error)
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "/fuzz/" not in frame.filename]
    own = [frame for frame in frames if re.search(r"/(validators|hooks)/", frame.filename)] or frames
    return f"{type(error).__name__} in {Path(own[-1].filename).name}: {own[-1].name}" if own else type(error).__name__


def _remembered(path: str, content: Content, kind: Kind) -> RecordFile:
    """Read a file with which inputs begin once, and any other each time."""
    if (path, content) not in unchanged():
        return read_record(path, content, kind)
    if (path, content) not in _read:
        _read[path, content] = read_record(path, content, kind)
    return _read[path, content]


def _built(files: Files, random: Random | None = None) -> Repository:
    """Build the repository, from the files in their order or in another."""
    paths = list(files)
    if random:
        random.shuffle(paths)
    return Repository.from_files({path: files[path] for path in paths}, all_kinds(), _remembered)


def _answers(given: Input, random: Random) -> tuple[list[str], frozenset[str]]:
    head = _built(given.head)
    base = None if given.base is None else _built(given.base)
    one = _report(head, base, given)
    if random.random() < 0.25:
        _compare(one, _report(_built(given.head, random), base and _built(given.base or {}, random), given))
    if random.random() < 0.2:
        for wrong in wrong_with_fixes(given, unsafe=random.random() < 0.3):
            raise _WrongError(wrong)
    _hold(one.findings, [repository for repository in (head, base) if repository])
    answered = [render(format_, one, random.choice(LANGUAGES)) for format_ in random.sample(FORMATS, 2)]
    if random.random() < 0.25:
        answered += _of_all(head, given, random)
    else:
        for entry in _looked_at(head, given, random):
            answered += _of_record(entry, head, given, random)
    return answered, frozenset(finding.code for finding in one.findings)


def _looked_at(repository: Repository, given: Input, random: Random) -> list[RecordFile]:
    """Return a record to show of those that the fuzzer changed, and sometimes one of all."""
    changed = [entry for entry in repository.files if (entry.path, given.head[entry.path]) not in unchanged()]
    others = repository.files if random.random() < 0.2 else ()
    return [random.choice(some) for some in (changed, others) if some]


def _report(head: Repository, base: Repository | None, given: Input) -> Report:
    """Return the report of `nizom check`, with a base or without."""
    held: Gate | None = None
    if base is None:
        outcome: Outcome | None = run_checks(head, given.day)
        findings, not_run = (outcome.findings, outcome.not_run) if outcome else ([], ())
    else:
        held = gate(base, head, given.day, "0" * 40)
        findings, not_run = list(held.findings), held.not_run
    settings = (base or head).settings
    texts = {document.path: document.text for one in filter(None, (base, head)) for document in _documents(one)}
    return Report(
        findings=tuple(findings),
        policy=ERRORS,
        as_of=given.day,
        checked=len(head.files),
        texts={path: texts[path] for path in {finding.path for finding in findings} if path in texts},
        off=tuple(check for check in all_checks(head.kinds).values() if not is_on(check, settings)),
        gate=held,
        what_blocks=what_blocks(head.kinds, settings),
        unchecked=by_gap(not_run, head, *filter(None, (base,))),
    )


def _documents(repository: Repository) -> Iterable[Document]:
    yield from (entry.document for entry in repository.files)
    yield from (stray.document for stray in repository.strays)
    yield from repository.other_documents


def _compare(one: Report, two: Report) -> None:
    """Both were made from the same files, which came in another order."""
    if (one.findings, one.unchecked) != (two.findings, two.unchecked):
        odd = sorted({f.code for f in set(one.findings) ^ set(two.findings)})
        raise _WrongError(f"another order of files, other findings: {', '.join(odd) or 'their order'}")


def _hold(findings: Sequence[Finding], repositories: Sequence[Repository]) -> None:
    """No check failed itself, and each finding is at a place that its file has."""
    for finding in findings:
        if finding.code.startswith("X"):
            raise _WrongError(f"{finding.code} {LANGUAGES[1].text(finding.message)}")
        texts = [document.text for one in repositories for document in _documents(one) if document.path == finding.path]
        if texts and not any(_is_in(finding, text) for text in texts):
            raise _WrongError(f"{finding.code} is outside its file, at {finding.span}")


def _is_in(finding: Finding, text: str) -> bool:
    lines = text.split("\n")
    line, column, end_line, end_column = finding.span
    if finding.code in (FileCode.BYTE_ORDER_MARK, FileCode.WINDOWS_LINE_ENDS):
        lines[line - 1 : line] = [sign + "\r" for sign in lines[line - 1 : line]]  # the sign itself is not in the text any more
    return (
        1 <= line <= end_line <= len(lines)
        and 1 <= column <= len(lines[line - 1]) + 1
        and 1 <= end_column <= len(lines[end_line - 1]) + 1
        and (line, column) <= (end_line, end_column)
    )


def _of_record(entry: RecordFile, repository: Repository, given: Input, random: Random) -> list[str]:
    """Return what is answered about one record, and how its text looks on its page."""
    language, day = random.choice(LANGUAGES), given.day
    findings, found, not_run = run_checks(repository, day, entry.path.__eq__)
    shown = describe_record(entry, repository, found, findings, by_gap(not_run, repository), day)
    answered = [shown_as_text(shown, repository, day, language), shown_as_json(shown, repository, day, language)]
    answered.append(body_html(entry.document.body, _Nowhere())[0])
    if entry.is_whole:
        way, following = stages(entry, repository), next_stages(entry, repository)
        ahead = list(awaited(entry, repository, day))
        blocking = obstacles(entry, ahead, repository, day)
        answered.append(approvals_as_text(entry, way, following, ahead, blocking, repository, language))
        answered.append(approvals_as_json(entry, way, following, ahead, blocking, day, language))
    try:
        text = RecordText(entry.document.text)
        answered.append(text.edited(text.add_item(Route("approvals"), {"decision": "visa", "part": "1: a"})))
    except EditError:
        answered.append("")
    return answered


class _Nowhere:
    """Links of a page that lead to no record."""

    def record(self, id_: str) -> tuple[str | None, str]:
        """Return the id as a name."""
        return None, id_

    def address(self, target: str, *, in_html: bool = False) -> str | None:
        """Return the target as it is."""
        return target


def _of_all(repository: Repository, given: Input, random: Random) -> list[str]:
    """Return one of the answers about all records."""
    language, day = random.choice(LANGUAGES), given.day
    way = random.randrange(6)
    if way == 0:
        rows = covered(repository, run_checks(repository, day).findings)
        return [coverage_as_text(rows, day, language), coverage_as_markdown(rows, day, language)]
    if way == 1:
        items = list(falling_due(duties(repository, day).duties, day, None))
        return [
            due_as_text(items, repository, day, day + NEAR, language),
            due_as_json(items, repository, day, day + NEAR, language),
        ]
    if way == 2:
        return [draft_report("annual", year_of(day.year), day, repository.for_readers(), language)]
    if way == 3:
        return [draft_report("monthly", month_of(day), day, repository.for_readers(), language)]
    if way == 4:
        return [codeowners(repository.for_readers()) or ""]
    found = duties(repository, day).duties
    people = [entry for entry in repository.files if entry.kind is EMPLOYEE]
    return [owed_as_text(owed(entry, repository, found, day), repository, day, language) for entry in people]
