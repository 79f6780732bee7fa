"""An edit in a workspace, next to a check of the same files that begins from nothing. A process of its own.

Prints the milliseconds of work of a check of all files, of an edit with the findings in the edited file, and of an edit with the
findings in all files: the medians of some edits.
"""

import re
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median

from benchmarks.records import AS_OF
from validators.checks.run import check_repository
from validators.kinds import all_kinds
from validators.repository.reading import read_tree
from validators.repository.repository import Repository
from validators.workspace.workspace import Workspace

DAY = date.fromisoformat(AS_OF)
EDITED = "records/projects/loy-2026-001.md"


def main() -> None:
    """Measure in the folder that is named."""
    files = read_tree(Path(sys.argv[1]))
    whole = _work(lambda: check_repository(Repository.from_files(files, all_kinds()), DAY))
    workspace = Workspace(files)
    workspace.outcome(DAY)
    text = (Path(sys.argv[1]) / EDITED).read_text("utf-8")

    def edit(number: int) -> None:
        workspace.lay(EDITED, re.sub(r"(?m)^title: .*$", f"title: Tahrir {number}", text, count=1))

    def edit_and_look_at_it(number: int) -> None:
        edit(number)
        workspace.outcome_in(EDITED, DAY)

    def edit_and_look_at_all(number: int) -> None:
        edit(number)
        workspace.outcome(DAY)

    one = median(_work(edit_and_look_at_it, number) for number in range(20))
    every = median(_work(edit_and_look_at_all, number) for number in range(20, 25))
    print(f"{whole:.1f} {one:.1f} {every:.1f}")


def _work(do: Callable[..., object], *arguments: object) -> float:
    started = time.process_time()
    do(*arguments)
    return (time.process_time() - started) * 1000


if __name__ == "__main__":
    main()
