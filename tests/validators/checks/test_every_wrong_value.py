"""A wrong value blocks, in whichever field of whichever kind, and hides no finding without naming the check."""

from collections.abc import Collection
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.support.scratch import AS_OF
from tests.support.wrong_values import Files, Scene, base_files, every_field, kind_at, scenes, with_wrong_value
from validators.checks.run import Outcome, every_file, run_checks
from validators.kinds import all_kinds
from validators.repository.reading import Content
from validators.repository.record_file import RecordFile, read_record
from validators.repository.repository import Repository
from validators.rules.blocking import ERRORS
from validators.rules.kind import Kind
from validators.source.document import read_document
from validators.source.finding import Finding
from validators.source.route import Route

KINDS = all_kinds()
BASE = base_files()
SCENES = list(scenes())

_read: dict[tuple[str, Content, str], RecordFile] = {}


def read(path: str, content: Content, kind: Kind) -> RecordFile:
    """Read a record once: all but one are the same from example to example."""
    key = path, content, kind.name
    if key not in _read:
        _read[key] = read_record(path, content, kind)
    return _read[key]


def outcome(files: Files, day: date, only: str | None = None) -> Outcome:
    """Return what a run of all checks brings, on all files or one."""
    return run_checks(Repository.from_files(files, KINDS, read), day, only.__eq__ if only else every_file)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_a_wrong_value_in_any_field_blocks(kind: Kind) -> None:
    path = next((path for path in sorted(BASE) if path.startswith(f"records/{kind.folder}/")), None)
    data = BASE[path] if path else f"---\nid: {kind.prefix}-001\n---\nMatn.\n".encode()
    path = path or f"records/{kind.folder}/{kind.prefix}-001.md"
    unblocked = []
    for route, field in every_field(kind.model):
        found = outcome({**BASE, path: with_wrong_value(data, route, field)}, date.fromisoformat(AS_OF), path).findings
        at = [one.code for one in ERRORS.blocking(found) if one.field.starts_with(route)]
        if not at or any(one.code.startswith("X") for one in found) or not set(at) & {"F22", "F23"}:
            unblocked.append((str(route), at))

    assert unblocked == []


def hidden(before: Outcome, after: Outcome, changed: str, route: Route) -> list[str]:
    """Return the findings that are gone though their check ran; those in the value itself are gone with it."""
    there = {(one.code, one.record, one.field) for one in after.findings}
    named = {(item.check.code, item.record) for item in after.not_run if item.check}
    return [
        f"{one.code} {one.record} {one.field}"
        for one in before.findings
        if (one.code, one.record, one.field) not in there
        and not {(one.code, one.record), (one.code, changed)} & named
        and not _is_in(one, changed, route)
    ]


def _is_in(finding: Finding, record: str, route: Route) -> bool:
    return finding.record == record and finding.field.starts_with(route)


def _written(scene: Scene, kinds: Collection[Kind]) -> list[tuple[str, Route]]:
    """Return the values that are written in the records of a scene, but for ids: by them records are known."""
    found = []
    for path, data in scene.files.items():
        kind, document = kind_at(path), read_document(path, data)
        if kind and kind in kinds and document.readable:
            routes = (route for route, _ in every_field(kind.model) if route != Route("id"))
            found += [(path, route) for route in routes if route.get(document.values) not in (None, "")]
    return found


@settings(max_examples=80, deadline=None)
@given(some.data())
def test_a_wrong_value_hides_no_finding_without_naming_its_check(data: some.DataObject) -> None:
    scene = data.draw(some.sampled_from(SCENES))
    own = {kind for kind in KINDS.values() if any(check.code == scene.code for check in kind.checks)} or {KINDS["project"]}
    path, route = data.draw(some.sampled_from(_written(scene, {*own, KINDS["employee"], KINDS["act"]})))
    kind = kind_at(path)
    assert kind
    field = dict(every_field(kind.model))[route]
    changed = read_document(path, scene.files[path]).values["id"]

    before = outcome(scene.files, scene.day)
    after = outcome({**scene.files, path: with_wrong_value(scene.files[path], route, field)}, scene.day)

    assert hidden(before, after, changed, route) == []
