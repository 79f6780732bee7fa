"""Records as they are published are typed when something is asked of them, and not before."""

import json
from datetime import date

from tests.support.scratch import AS_OF, Scratch
from tests.support.writing_page import PROJECT
from validators.browser.publishing import index_of
from validators.browser.restoring import Restored
from validators.kinds import all_kinds
from validators.repository.reading import read_tree
from validators.repository.repository import Repository
from validators.workspace.workspace import Workspace


def test_a_look_at_one_record_types_only_the_kinds_that_it_asks_for(base: Scratch) -> None:
    files = read_tree(base.root)
    restored = Restored(json.loads(index_of(Repository.from_files(files, all_kinds()), files)))
    workspace = Workspace(restored.files, restored.read)
    entries = workspace.repository.filing.files

    def typed() -> set[str]:
        return {entry.kind.name for entry in entries if "record" in vars(entry)}

    assert typed() == set()
    assert workspace.outcome_in(PROJECT, date.fromisoformat(AS_OF)).findings == []
    assert {"project", "employee", "act"} <= typed()
    assert typed() & {"kpi", "dataset", "roadmap", "assignment", "incident"} == set()
    workspace.outcome(date.fromisoformat(AS_OF))
    assert typed() == set(all_kinds()) & {entry.kind.name for entry in entries}
