"""What the site is of, which commit, day and version, and what it found: `data/status.json`, and the foot of every page."""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

import validators
from hooks.data import git_history
from hooks.data.audience import audience
from hooks.data.snapshot import Snapshot
from validators.source.git import GitError
from validators.text.sanitize import escape_json

STATUS = "data/status.json"
VERSION = 1


@dataclass(frozen=True, slots=True)
class BuildStatus:
    """What the foot of every page and `data/status.json` say."""

    as_of: date
    commit: str | None
    """The commit that is checked out; None without git history."""
    edited: bool
    """Whether records differ from that commit."""
    built: datetime | None
    """When the environment says that the site was built (SOURCE_DATE_EPOCH), else when the commit was made: never the clock, so
    that the same commit and day give the same bytes."""
    version: str
    """The version of the program."""
    errors: int
    warnings: int
    overdue: int


def build_status(snapshot: Snapshot) -> BuildStatus:
    """Return what this build is of; the counts are those of the audience."""
    open_ = [finding for finding in snapshot.findings if finding.is_open]
    made, edited = _history(snapshot)
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return BuildStatus(
        snapshot.as_of,
        snapshot.head,
        edited,
        datetime.fromtimestamp(int(epoch), UTC) if epoch else made,
        validators.__version__,
        errors=sum(finding.is_error for finding in open_),
        warnings=sum(finding.is_warning for finding in open_),
        overdue=sum(finding.is_overdue for finding in open_),
    )


def _history(snapshot: Snapshot) -> tuple[datetime | None, bool]:
    """Return when the commit was made, and whether records differ from it; what git does not say is taken to differ."""
    if snapshot.head is None:
        return None, False
    try:
        made = git_history.main_line(snapshot.root, snapshot.as_of)[snapshot.head]
        return made.when, git_history.is_edited(snapshot.root)
    except GitError:
        return None, True


def files(status: BuildStatus) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield the file by its path."""
    yield STATUS, lambda: _status(status)


def _status(status: BuildStatus) -> bytes:
    said = {
        "version": VERSION,
        "as_of": status.as_of.isoformat(),
        "audience": audience(),
        "commit": status.commit,
        "edited": status.edited,
        "built": status.built.astimezone(UTC).isoformat().replace("+00:00", "Z") if status.built else None,
        "program": status.version,
        "findings": {"error": status.errors, "warning": status.warnings, "overdue": status.overdue},
    }
    return f"{escape_json(json.dumps(said, ensure_ascii=False, indent=2))}\n".encode()
