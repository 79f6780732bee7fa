"""After any edits a workspace finds what a check finds that begins from nothing."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

import pytest

from benchmarks.records import write_records
from tests.support.fuzz.inputs import Files, edited, starts
from validators.checks.run import Outcome, check_repository, run_checks
from validators.kinds import all_kinds
from validators.repository.attachment import Attachment
from validators.repository.reading import Content, read_tree
from validators.repository.record_file import RecordFile, read_record
from validators.repository.repository import Repository
from validators.rules.kind import Kind
from validators.source.finding import Finding
from validators.workspace.workspace import Workspace

KINDS = all_kinds()
STARTS = starts()
MOST_GUESSED = 20
"""For so many problems a check of all files guesses what was meant; a workspace does for as many in each file."""
_read: dict[tuple[str, Content, str], RecordFile] = {}


def read(path: str, content: Content, kind: Kind) -> RecordFile:
    """Read a file once, apart from the workspace: all but a few are the same from edit to edit."""
    key = path, content, kind.name
    if key not in _read:
        _read[key] = read_record(path, content, kind)
    return _read[key]


def said(findings: Sequence[Finding], guesses: bool = True) -> list[tuple[object, ...]]:
    """Return all that findings say; without what was probably meant, where there was more to guess than is guessed."""
    return [
        (one.path, one.code, one.span, one.field, one.severity, one.message, guesses and one.hint, one.waived,
         one.acknowledged, one.fingerprint, one.cure)
        for one in findings
    ]  # fmt: skip


def owed(outcome: Outcome) -> list[tuple[object, ...]]:
    return [(item.check.code, item.duty, item.entry.path, item.waived, item.acknowledged) for item in outcome.duties]


def as_checked(files: Files, day: date, workspace: Workspace, random: Random) -> None:
    """Hold that the workspace finds in some of the files, and mostly in all, what a check of these files finds."""
    checked = Repository.from_files(files, KINDS, read)
    for path in random.sample(sorted(files), min(3, len(files))):
        assert said(workspace.outcome_in(path, day).findings) == said(check_repository(checked, day, path.__eq__))
    if random.random() < 0.8:
        found, outcome = run_checks(checked, day), workspace.outcome(day)
        guesses = sum(one.code in ("F22", "R01", "R06", "R07") for one in found.findings) < MOST_GUESSED
        assert said(outcome.findings, guesses) == said(found.findings, guesses)
        assert owed(outcome) == owed(found)
        assert set(outcome.not_run) == set(found.not_run)


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """Records of every kind, some hundred."""
    root = tmp_path_factory.mktemp("grown")
    write_records(root, 100)
    return {path: content for path, content in read_tree(root).items() if not isinstance(content, Attachment)}


@pytest.mark.parametrize("seed", range(60))
def test_after_any_edits_a_workspace_finds_what_a_check_finds(seed: int, grown: Files) -> None:
    """Seven edits each: of facts, texts, ids, names, settings and the calendar, of any file, saved or not; and other records."""
    random = Random(seed)
    scene = random.choice(STARTS)
    saved: Files = scene.files if seed % 10 else grown
    day = scene.day
    unsaved: dict[str, bytes | None] = {}
    workspace = Workspace(saved)
    if random.random() < 0.8:
        workspace.outcome(day)
    files = saved
    for _ in range(7):
        match random.choices(("others", "day", "saved", "closed", "typed"), (2, 1, 8, 2, 8))[0]:
            case "day":
                day += timedelta(random.choice((-1, 1, 40)))
            case "others":
                saved = random.choice(STARTS).files
                workspace.reread(saved)
            case "saved":
                saved = edited(dict(files), random)
                workspace.reread(saved)
            case "closed":
                for path in unsaved:
                    workspace.lift(path)
                unsaved = {}
            case _:
                unsaved |= typed(files, edited(dict(files), random))
                for path, data in unsaved.items():
                    workspace.lay(path, None if data is None else data.decode())
        files = {path: content for path, content in {**saved, **unsaved}.items() if content is not None}
        as_checked(files, day, workspace, random)


def typed(files: Files, after: Files) -> dict[str, bytes | None]:
    """Return what changed, as far as an editor shows it as a text; None for what was deleted."""
    found: dict[str, bytes | None] = {}
    for path in sorted(files.keys() | after.keys()):
        content = after.get(path, b"")
        if files.get(path) != after.get(path) and isinstance(content, bytes) and is_text(content):
            found[path] = content if path in after else None
    return found


def is_text(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True
