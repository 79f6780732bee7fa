"""Exceptions and due dates on the site: what is let pass, only while it is overdue, is counted and marked alike on every page."""

import pytest

from tests.test_pages import block, nizom, plain, records_in, tally, tiles
from tests.test_site import Site

LATE, AHEAD = "loy-2026-002", "loy-2026-003"
WAIVER = (
    "---\nid: {id}\ntitle: Istisno {id}\nstatus: allowed\nowner: tsh-002\nchecks: [N14.4-1]\nrecords: [{record}]\n"
    "reason: Navbat kutilmoqda\ndocument: 31-son buyruq\nallowed_by: {by}\nsince: 2026-05-01\nuntil: {until}\n---\nMatn.\n"
)


def waiver(site: Site, id_: str, record: str, until: str, by: str = "xod-004") -> None:
    site.write(f"records/waivers/{id_}.md", WAIVER.format(id=id_, record=record, until=until, by=by))


@pytest.fixture(scope="module")
def allowed(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """One stage is late and let pass; of another project a stage is near and one is ahead, later than its exception holds."""
    site = Site(tmp_path_factory.mktemp("allowed"))
    site.project(
        LATE,
        "title: Kechikkan loyiha\nmilestones:\n"
        "  - {title: Kechikkan bosqich, stage: system-tests, due: 2026-05-20, responsible: xod-002}\n",
    )
    site.project(
        AHEAD,
        "title: Keyingi loyiha\nmilestones:\n"
        "  - {title: Yaqin bosqich, due: 2026-07-10, responsible: xod-002}\n"
        "  - {title: Uzoq bosqich, due: 2026-11-10, responsible: xod-002}\n",
    )
    waiver(site, "ist-001", LATE, "2026-09-30")
    waiver(site, "ist-002", AHEAD, "2026-06-20")
    waiver(site, "ist-003", "loy-2026-001", "2026-06-20", by="xod-002")
    learner = site.root / "records/employees/xod-002.md"
    learner.write_text(learner.read_text("utf-8").replace("date: 2025-0", "date: 2024-0"), "utf-8")
    settings = site.root / "records/settings.md"
    early = "S10:\n  value: 400\n  basis: hjt-002\n  since: 2024-01-01\n"
    settings.write_text(settings.read_text("utf-8").replace("---\n", f"---\n{early}", 1), "utf-8")
    assert site.build() == 0, site.log
    return site


@pytest.mark.parametrize("page", ["", "duties", "people/xod-002", "units/tsh-002"])
def test_what_falls_due_while_or_after_an_exception_holds_is_owed_all_the_same(allowed: Site, page: str) -> None:
    assert "Yaqin bosqich" in block(allowed.page(page), "near")
    assert "Kechikkan bosqich" not in block(allowed.page(page), "overdue") + block(allowed.page(page), "near")


def test_what_falls_due_after_an_exception_ends_stands_in_its_month(allowed: Site) -> None:
    assert "Uzoq bosqich" in allowed.page("duties").partition('id="m2026-11"')[2].partition("</details>")[0]
    assert "Uzoq bosqich" in block(allowed.page("people/xod-002"), "later")


def test_the_next_45_days_are_45_days_however_early_something_is_told_of(allowed: Site) -> None:
    soon = [duty for duty in nizom(allowed, "due")["duties"] if 0 <= duty["days"] <= 45]
    told_early = [duty for duty in nizom(allowed, "due")["duties"] if duty["days"] > 45]
    assert told_early
    assert tiles(allowed.page(""))["Yaqin 45 kun"] == (len(soon), "duties/#near")
    assert tally(allowed.page("duties"), "near") == len(soon)
    for id_ in ("xod-001", "xod-002", "xod-003"):
        own = [duty for duty in soon if duty["responsible"] == id_]
        assert tally(allowed.page(f"people/{id_}"), "near") == len(own)


def test_an_exception_that_nobody_who_may_allowed_is_not_in_force(allowed: Site) -> None:
    page = allowed.page("exceptions")
    groups = {name: records_in(block(page, name)) for name in ("void", "in-force", "expiring")}
    assert {name: [found for found in ids if found.startswith("waivers/")] for name, ids in groups.items()} == {
        "void": ["waivers/ist-003"],
        "in-force": ["waivers/ist-001"],
        "expiring": ["waivers/ist-002"],
    }
    assert "2 tasi amalda, 0 tasining muddati tugagan" in plain(allowed.page(""))
