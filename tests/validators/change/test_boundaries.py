"""Where the rules of changes end: exactly half alike, another exception than the base's, and duties of what was touched."""

import pytest

from tests.support.facts import WITHOUT_EXPERTISE
from tests.support.gate import gate
from tests.support.scratch import Scratch
from validators.change.changes import Change, Changes
from validators.change.life import keeps_its_id
from validators.kinds import all_kinds
from validators.kinds.kpi import KPI
from validators.repository.record_file import read_record
from validators.repository.repository import Repository

KINDS = all_kinds()


def written(id_: str, title: str, **facts: str) -> bytes:
    """Return a record's file."""
    lines = (f"{key}: {value}" for key, value in facts.items())
    return "\n".join(("---", f"id: {id_}", f"title: {title}", *lines, "---", "Matn.", "")).encode()


@pytest.mark.parametrize(("target", "reused"), [("80", []), ("20", ["id"])])
def test_another_title_over_at_least_half_of_the_same_facts_is_the_same_record(target: str, reused: list[str]) -> None:
    path = "records/kpis/kpi-2026-001.md"
    before = read_record(path, written("kpi-2026-001", "Eski", unit="foiz", target="80"), KPI)
    after = read_record(path, written("kpi-2026-001", "Yangi", unit="dona", target=target), KPI)
    repository = Repository.from_files({}, KINDS)

    assert [str(problem.at) for problem in keeps_its_id(Change(before, after), Changes(repository, repository))] == reused


@pytest.mark.parametrize(("unit", "found"), [("dona", {}), ("foiz", {"kpi-2026-001": "kpi-2026-002"})])
def test_a_record_under_a_new_id_is_the_old_one_if_more_than_half_is_the_same(unit: str, found: dict[str, str]) -> None:
    then = {"records/kpis/kpi-2026-001.md": written("kpi-2026-001", "Bir", unit="foiz", target="80")}
    now = {"records/kpis/kpi-2026-002.md": written("kpi-2026-002", "Bir", unit=unit, target="20")}
    changes = Changes(Repository.from_files(then, KINDS), Repository.from_files(now, KINDS))

    assert {old: entry.id for old, entry in changes.new_names.items()} == found


def test_what_is_late_in_a_touched_record_is_not_of_the_change(base: Scratch) -> None:
    base.commit()
    moved = "{old: 2026-10-30, new: 2026-11-10, reason: Kechikdi, allowed_by: xod-005, date: 2026-10-20}"
    base.edit("loy-2026-001", "    due: 2026-10-30\n", f"    due: 2026-11-10\n    extensions: [{moved}]\n")

    answer = base.check("--base", "HEAD", as_of="2026-11-30")

    late = {found["code"]: found["origin"] for found in answer.json["findings"] if found["field"] == "milestones.1.due"}
    assert late
    assert set(late.values()) == {"before"}


def test_another_exception_than_the_bases_covers_nothing_yet(base: Scratch) -> None:
    facts = (
        "title: Istisno\nstatus: allowed\nowner: tsh-002\nchecks: [N12.a.3-3]\nrecords: [loy-2026-001]\nreason: Navbat\n"
        "document: 31-son buyruq\nallowed_by: xod-004\nsince: 2026-06-01\nuntil: 2026-08-31\n---\nSababi.\n"
    )
    base.change("loy-2026-001", WITHOUT_EXPERTISE)
    base.write("records/waivers/ist-002.md", f"---\nid: ist-002\n{facts}")
    base.commit()
    place = "N12.a.3-3 loy-2026-001 documents.0.expertise"
    assert f"{place} (acknowledged by ist-002)" in gate(base).findings

    base.write("records/waivers/ist-001.md", f"---\nid: ist-001\n{facts}")

    assert place in gate(base).findings
