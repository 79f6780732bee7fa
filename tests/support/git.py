"""Git for scratch repositories: run under a given author, at a given moment, with no configuration but the repository's own."""

import os
import shutil
import subprocess
from pathlib import Path

AUTHOR = "sinov@example.uz"
"""The address of a commit whose author does not matter."""
MOMENT = "2026-06-01T09:00:00+05:00"
"""The moment of a commit whose time does not matter."""


def git(root: Path, *arguments: str, by: str = AUTHOR, name: str = "Sinov", at: str = MOMENT) -> str:
    """Run git in a folder and return what it prints; fail the test if git fails."""
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(root), "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
        **{f"GIT_{who}_NAME": name for who in ("AUTHOR", "COMMITTER")},
        **{f"GIT_{who}_EMAIL": by for who in ("AUTHOR", "COMMITTER")},
        **{f"GIT_{who}_DATE": at for who in ("AUTHOR", "COMMITTER")},
    }  # fmt: skip
    command = [shutil.which("git") or "git", *arguments]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def commit(
    root: Path,
    message: str,
    *paths: str,
    by: str = AUTHOR,
    name: str = "Sinov",
    at: str = MOMENT,
    key: Path | None = None,
) -> str:
    """Commit these paths, or everything, and return the commit's name; make the repository first if there is none.

    With a private key the commit is signed.
    """
    if not (root / ".git").exists():
        git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", "--all", "--", *paths)
    signed = ("-c", "gpg.format=ssh", "-c", f"user.signingKey={key}") if key else ()
    sign = ("--gpg-sign",) if key else ()
    command = (*signed, "commit", "--quiet", "--allow-empty", *sign, f"--message={message}")
    git(root, *command, by=by, name=name, at=at)
    return git(root, "rev-parse", "HEAD")
