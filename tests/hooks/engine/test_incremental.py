"""What a page depends on: an edit affects the pages that show what was edited, and no others."""

import re
from collections.abc import Callable, Hashable, Mapping
from datetime import date
from pathlib import Path

import pytest

from hooks.data.assignments import Assignments
from hooks.data.snapshot import Snapshot, take_snapshot
from hooks.engine.incremental import Dependencies
from hooks.pages.registry import all_views
from tests.support.scratch import AS_OF
from tests.support.site import Site
from validators.workspace.workspace import Workspace

RECORD = "records/projects/loy-2026-001.md"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def test_dependencies_are_hashable_and_reproducible(site: Site) -> None:
    before = _dependencies(site)
    assert len({hash(item) for item in before.items()}) == len(before)
    assert _changed(before, site) == set()


def test_the_text_of_a_record_affects_only_its_page(site: Site) -> None:
    before = _dependencies(site)
    site.change("projects/loy-2026-001.md", "", more="\nYana bir gap.\n")
    assert _changed(before, site) == {RECORD}


def test_a_fact_affects_lists_and_responsible_people_too(site: Site) -> None:
    before = _dependencies(site)
    site.change("projects/loy-2026-001.md", "title: Boshqa loyiha\n")
    changed = _changed(before, site)
    assert {RECORD, "projects/index.md", "people/xod-002.md", "people/xod-003.md", "index.md", "duties.md"} <= changed
    others = ("records/standards/", "standards/", "people/xod-001", "checks/", "guide/fields/", "nizom/")
    assert {page for page in changed if page.startswith(others)} == {"nizom/map.md"}


def test_a_finding_affects_its_check_and_the_nizom_too(site: Site) -> None:
    before = _dependencies(site)
    site.change("projects/loy-2026-001.md", "related: [std-999]\n")
    changed = _changed(before, site)
    found = {page for page in changed if page.startswith(("checks/", "nizom/"))}
    assert found == {"checks/R01.md", "nizom/index.md", "nizom/map.md"}


def test_a_setting_or_a_template_affects_every_page(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _dependencies(site)
    settings = site.root / "records/settings.md"
    settings.write_text(re.sub(r"(?m)^( +value: )\d+$", r"\g<1>77", settings.read_text("utf-8"), count=1), "utf-8")
    assert _changed(before, site) == before.keys()
    before = _dependencies(site)
    monkeypatch.setattr("hooks.engine.incremental.last_edited", lambda: 0)
    assert _changed(before, site) == before.keys()


def test_what_an_edit_under_serve_brings_is_what_a_whole_build_finds(site: Site) -> None:
    workspace, day = Workspace({}), date.fromisoformat(AS_OF)
    _in_a_workspace(site, workspace)
    other = site.root / "records/projects/loy-2026-777.md"
    text = site.root.joinpath(RECORD).read_text("utf-8")
    edits: list[Callable[[], object]] = [
        lambda: site.change("projects/loy-2026-001.md", "title: Boshqa loyiha\n"),
        lambda: site.change("projects/loy-2026-001.md", "related: [std-999]\n"),
        lambda: site.change("projects/loy-2026-001.md", "due: ertaga\n"),
        lambda: other.write_text(text.replace("loy-2026-001", "loy-2026-777"), "utf-8"),
        lambda: site.change("employees/xod-002.md", "status: left\n"),
        lambda: (site.root / "records/settings.md").write_text("", "utf-8"),
        other.unlink,
    ]
    for edit in edits:
        edit()
        here, again = _in_a_workspace(site, workspace), take_snapshot(site.root, day)
        assert _said(here) == _said(again)


def test_what_was_not_edited_under_serve_is_not_typed_again(site: Site) -> None:
    workspace = Workspace({})
    before = _in_a_workspace(site, workspace)
    site.change("projects/loy-2026-001.md", "title: Boshqa loyiha\n")
    after = _in_a_workspace(site, workspace)
    typed = {path for path, entry in after.entries_by_path.items() if entry.record is not before.entries_by_path[path].record}
    assert typed == {RECORD}


def _in_a_workspace(site: Site, workspace: Workspace) -> Snapshot:
    return take_snapshot(site.root, date.fromisoformat(AS_OF), workspace)


def _said(snapshot: Snapshot) -> tuple[object, ...]:
    """Return all that a snapshot says, but for the text of the records."""
    owed, late = (
        [(one.check.code, one.duty, one.entry.path, one.waived) for one in found] for found in (snapshot.duties, snapshot.late)
    )
    steps = {path: (way.stages, way.following, way.awaited, way.obstacles) for path, way in snapshot.approvals_by_path.items()}
    records = {entry.path: entry.record for entry in snapshot.repository.files}
    return (
        snapshot.findings,
        owed,
        late,
        snapshot.not_run,
        steps,
        snapshot.partial,
        records,
        snapshot.hidden_ids,
        snapshot.evidence,
    )


def _dependencies(site: Site) -> Mapping[str, Hashable]:
    snapshot = take_snapshot(site.root, date.fromisoformat(AS_OF))
    assignments = Assignments(snapshot)
    views = all_views(snapshot, assignments, list, list)
    dependencies = Dependencies(snapshot, assignments, views)
    of_views = {view.source: dependencies.depends_on(view) for view in views}
    return of_views | {entry.path: dependencies.depends_on(entry) for entry in snapshot.repository.files}


def _changed(before: Mapping[str, Hashable], site: Site) -> set[str]:
    now = _dependencies(site)
    return {page for page in before.keys() | now.keys() if before.get(page) != now.get(page)}
