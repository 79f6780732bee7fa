"""The checks as they were at the base, asked about the records as they are now: what a change of `validators/` does to them.

The base's package is laid out in a temporary folder and run as a process of its own. It is code that was accepted
already: the change brings nothing that it would run.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from validators.change.impact import Impact, Known, impact_of_checks
from validators.checks.run import all_checks, check_repository
from validators.repository.repository import Repository
from validators.source import git

PACKAGE = "validators"


def changed_checks(root: Path, commit: str, head: Repository, as_of: date) -> Impact | None:
    """Return what turns bad and what recovers by the head's checks instead of the base's; None if the package is not changed."""
    then = git.listed(root, commit, PACKAGE)
    if not then or not _changed(root, then):
        return None
    with TemporaryDirectory(prefix="nizom-") as place:
        for blob, content in git.contents(root, (blob.object for blob in then.values() if blob.is_file)):
            for path, listed in then.items():
                if listed.object == blob:
                    file = Path(place, path)
                    file.parent.mkdir(parents=True, exist_ok=True)
                    file.write_bytes(content)
        done = subprocess.run(
            [sys.executable, "-P", "-m", PACKAGE, "check", "--format", "json", "--fail-on", "nothing", "--as-of", str(as_of)],
            cwd=root,
            env={**os.environ, "PYTHONPATH": place, "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            check=False,
        )
    try:
        told = [finding for finding in json.loads(done.stdout)["findings"] if not finding.get("waived")]
        before = [Known(finding["record"] or finding["path"], finding["code"], finding["fingerprint"]) for finding in told]
    except (ValueError, KeyError, TypeError):
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        return Impact("checks", {}, {}, {}, failed=said[-1] if said else f"{PACKAGE}: {done.returncode}")
    return impact_of_checks(before, check_repository(head, as_of), all_checks(head.kinds))


def _changed(root: Path, then: Mapping[str, git.Blob]) -> bool:
    """Whether a file of the package differs from the commit, is gone, or is new."""
    for path, blob in then.items():
        file = root / path
        if blob.is_file and (not file.is_file() or git.name_of(file.read_bytes(), blob.object) != blob.object):
            return True
    now = (file for file in (root / PACKAGE).rglob("*") if file.is_file() and "__pycache__" not in file.parts)
    return any(file.relative_to(root).as_posix() not in then for file in now)
