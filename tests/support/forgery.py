"""A branch of real commits, judged as the required check judges it: against the branch it goes to."""

from collections.abc import Mapping

from tests.support.keys import ON_10_JUNE, WRITER, Key
from tests.support.scratch import Scratch

Keys = Mapping[str, Key]
FILE = "records/projects/loy-2026-001.md"


def verdict(tree: Scratch) -> list[str]:
    """Return the codes that block the branch, checked out again as a job does."""
    tree.git("checkout", "--quiet", "--force", "HEAD")
    answer = tree.check("--base", "main")
    assert answer.code in (0, 1), answer.err
    found = sorted({one["code"] for one in answer.json["findings"] if one["severity"] == "error" and one["origin"] != "before"})
    assert bool(found) == bool(answer.code)
    return found


def save(tree: Scratch, keys: Keys, by: str = WRITER, key: str = "writer", at: str = ON_10_JUNE) -> None:
    """Commit as somebody, signed with the writer's own key."""
    tree.commit(by=by, at=at, key=keys[key].file)
