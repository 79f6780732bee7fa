"""Numbers and names agree on every page: what is late, near or waived, and who is responsible."""

import csv
import io
import json
import re
from datetime import date

import pytest
from inline_snapshot import snapshot
from jsonschema import Draft202012Validator

from hooks import export
from hooks.data.snapshot import take_snapshot
from tests.support.page import choices, records_in, rows_by, section, tally, words
from tests.support.scratch import AS_OF
from tests.support.site import Site

LATE, AHEAD = "loy-2026-002", "loy-2026-003"
WAIVER = (
    "---\nid: {id}\ntitle: Istisno {id}\nstatus: allowed\nowner: tsh-002\nchecks: [N14.4-1]\nrecords: [{record}]\n"
    "reason: Navbat kutilmoqda\ndocument: 31-son buyruq\nallowed_by: {by}\nsince: 2026-05-01\nuntil: {until}\n---\nMatn.\n"
)


def waiver(site: Site, id_: str, record: str, until: str, by: str = "xod-004") -> None:
    site.write(f"records/waivers/{id_}.md", WAIVER.format(id=id_, record=record, until=until, by=by))


@pytest.fixture(scope="module")
def allowed(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A project with a late, waived stage; another with a near stage and one due after its waiver ends."""
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
    site.project(
        "loy-2026-004",
        "title: Bir xil bosqichlar\nmilestones:\n" + 9 * "  - {title: Sinov, due: 2026-07-25, responsible: xod-002}\n",
    )
    site.project(
        "loy-2026-114",
        "title: Oy oxirigacha\nmilestones:\n" + 14 * "  - {title: Iyun bosqichi, due: 2026-06-25, responsible: xod-002}\n",
    )
    for number in range(100, 112):
        site.project(f"loy-2026-{number}", f"title: Loyiha {number}\ndue: 2026-05-25\n")
    stage = "  - {{title: Bosqich {0}, start: 1900-02-01, due: 2199-0{1}-1{1}, responsible: xod-002, extensions: {2}}}\n"
    move = "[{old: 2199-01-01, new: 2199-02-02, reason: Sabab, allowed_by: xod-005, date: 2026-02-02}]"
    many = "".join(stage.format(number, number % 9 + 1, move) for number in range(400))
    site.project("loy-2026-113", f"title: Juda uzun loyiha\nmilestones:\n{many}")
    learner = site.root / "records/employees/xod-003.md"
    slip = (
        learner.read_text("utf-8")
        .replace("id: xod-003", "id: xod-009\nid: xod-009")
        .replace("Javohir Toshmatov", "Salim Salimov")
    )
    site.write("records/employees/xod-009.md", slip.replace("Javohir Toshmatov", "Salim Salimov"))
    site.project("loy-2026-112", "title: Egasi buzilgan loyiha\ndue: 2026-05-24\nresponsible: xod-009\n")
    waiver(site, "ist-001", LATE, "2026-09-30")
    waiver(site, "ist-002", AHEAD, "2026-06-20")
    waiver(site, "ist-003", "loy-2026-001", "2026-06-20", by="xod-002")
    entry = site.root / "records/registry-entries/ree-001.md"
    exchanging = "integrations:\n  - system: ryx-2026-001\n    way: direct\n"
    entry.write_text(entry.read_text("utf-8").replace("integrations:\n", exchanging), "utf-8")
    learner = site.root / "records/employees/xod-002.md"
    learner.write_text(learner.read_text("utf-8").replace("date: 2025-0", "date: 2024-0"), "utf-8")
    settings = site.root / "records/settings.md"
    early = "S10:\n  value: 400\n  basis: hjt-002\n  since: 2024-01-01\n"
    without = re.sub(r"(?m)^S07:\n(?: .*\n)+", "", settings.read_text("utf-8"))
    settings.write_text(without.replace("---\n", f"---\n{early}", 1), "utf-8")
    assert site.build() == 0, site.log
    return site


@pytest.mark.parametrize("page", ["people/xod-002", "units/tsh-002"])
def test_duties_due_during_or_after_a_waiver_are_still_owed(allowed: Site, page: str) -> None:
    assert "Yaqin bosqich" in section(allowed.page(page), "near")
    assert "Kechikkan bosqich" not in section(allowed.page(page), "overdue") + section(allowed.page(page), "near")


def test_duties_due_after_a_waiver_ends_are_listed(allowed: Site) -> None:
    page = allowed.page("duties")
    assert [row for row in rows_by(page, "state", "yaqin 45 kunda") if "Yaqin bosqich" in row]
    assert not [row for row in rows_by(page, "state", "muddati o‘tgan") if "Kechikkan bosqich" in row]
    [far] = [row for row in rows_by(page, "state", "keyinroq") if "Uzoq bosqich" in row]
    assert ".11.2026" in far
    assert "Uzoq bosqich" in section(allowed.page("people/xod-002"), "later")


def test_the_next_45_days_do_not_include_early_announcements(allowed: Site) -> None:
    soon = [duty for duty in allowed.nizom("due")["duties"] if 0 <= duty["days"] <= 45]
    early = [duty for duty in allowed.nizom("due")["duties"] if duty["days"] > 45]
    assert early
    assert choices(allowed.page("duties"), "state")["yaqin 45 kunda"] == len(soon)
    for id_ in ("xod-001", "xod-002", "xod-003"):
        own = [duty for duty in soon if duty["responsible"] == id_]
        assert tally(allowed.page(f"people/{id_}"), "near") == len(own)


def test_a_waiver_allowed_by_the_wrong_person_is_void(allowed: Site) -> None:
    page = allowed.page("exceptions")
    groups = {name: records_in(section(page, name)) for name in ("void", "in-force", "expiring")}
    assert {name: [found for found in ids if found.startswith("waivers/")] for name, ids in groups.items()} == {
        "void": ["waivers/ist-003"],
        "in-force": ["waivers/ist-001"],
        "expiring": ["waivers/ist-002"],
    }
    home = words(allowed.page(""))
    assert "Tekshiruvlardan amaldagi istisnolar: 2 ta" in home
    assert "yopilmagan istisnolar" not in home


def test_waived_findings_count_nowhere_and_are_marked_with_their_waiver(allowed: Site) -> None:
    record, check = allowed.page(f"projects/{LATE}"), allowed.page("checks/N14.4-1")
    for page in (record, check, allowed.page("findings")):
        part = words(section(page, "let-pass") or section(page, "waived"))
        assert "1 N14.4-1" in part
        assert ": Istisno ist-001" in part
        assert 'href="../../waivers/ist-001/"' in page or 'href="../waivers/ist-001/"' in page
    assert "N14.4-1" not in section(record, "to-fix")
    failing = section(check, "failing")
    assert "Kechikkan bosqich" not in failing
    card = words(check.partition('<header class="card')[2].partition("</header>")[0])
    count = failing.count("finding-head")
    assert [int(number) for number in re.findall(r"(\d+) ta kamchilik [^:]*: (\d+)", card)[0]] == [count, 1]
    assert tally(record, "duties") == section(record, "duties").count('<li class="duty">') - 1
    assert ": Istisno ist-001" in words(section(record, "duties"))


def test_waived_findings_are_marked_in_data_and_calendars(allowed: Site) -> None:
    data = json.loads((allowed.out / "data/records.json").read_text("utf-8"))
    [late] = [record for record in data["records"] if record["id"] == LATE]
    assert data["version"] == 2
    assert {(found["code"], found["waived"]) for found in late["findings"] if found["waived"]} == {("N14.4-1", "ist-001")}
    schema = json.loads((allowed.out / "schemas/records.json").read_text("utf-8"))
    assert list(Draft202012Validator(schema).iter_errors(data)) == []
    rows = list(csv.DictReader(io.StringIO((allowed.out / "data/projects.csv").read_text("utf-8-sig")), delimiter=";"))
    assert sum(int(row["Muddati o‘tgan"]) for row in rows) == choices(allowed.page("duties"), "state")["muddati o‘tgan"]
    calendar = (allowed.out / "calendar/all.ics").read_text("utf-8").replace("\n ", "")
    [event] = [event for event in calendar.split("BEGIN:VEVENT") if "Kechikkan bosqich" in event]
    assert re.findall(r"SUMMARY:(.*)", event.replace("\r", "")) == snapshot(
        ["Istisno tatbiq etilgan: “Kechikkan bosqich” bosqichi — Kechikkan loyiha"]
    )
    assert ": Istisno ist-001" in event


def test_the_export_marks_waived_findings(allowed: Site) -> None:
    pages = export.pages(take_snapshot(allowed.root, date.fromisoformat(AS_OF)), allowed.root / "docs", "Nizom")
    mark = "(Istisno tatbiq etilgan: [Istisno ist-001]({}records/waivers/ist-001.md))"
    for page, root in (("duties.md", ""), ("findings.md", ""), (f"records/projects/{LATE}.md", "../../")):
        lines = [line for line in pages[page].splitlines() if "Kechikkan bosqich" in line and "N14.4-1" in line]
        assert [mark.format(root) in line for line in lines] == [True]


def test_parts_with_the_same_title_and_day_are_separate_events(allowed: Site) -> None:
    calendar = (allowed.out / "calendar/all.ics").read_text("utf-8").replace("\r\n ", "")
    events = [event for event in calendar.split("BEGIN:VEVENT") if "DTSTART;VALUE=DATE:20260725" in event]
    assert len(events) == 9
    assert len({re.findall(r"UID:(\S+)", event)[0] for event in events}) == 9


def test_the_home_page_counts_what_its_lists_omit(allowed: Site) -> None:
    home = allowed.page("")
    open_ = [duty for duty in allowed.nizom("due")["duties"] if not duty["waived"]]
    late = [duty for duty in open_ if duty["state"] == "overdue"]
    ahead = [duty for duty in open_ if "2026-06-15" <= duty["due"] <= "2026-06-30"]
    assert len(late) > 8
    assert len(ahead) > 14
    assert re.findall(r'<a href="overdue/">yana (\d+) ta</a>', section(home, "late")) == [str(len(late) - 8)]
    assert re.findall(r'<a href="duties/#due=2026-06-15..2026-06-30">yana (\d+) ta</a>', section(home, "ahead")) == [
        str(len(ahead) - 14)
    ]
    assert "Iyun bosqichi" in section(home, "ahead")
    assert "Yaqin bosqich" not in section(home, "ahead")
    assert "Kechikkan bosqich" not in section(home, "late")


def test_references_are_shown_by_title_and_shares_with_a_percent_sign(allowed: Site) -> None:
    page = allowed.page("registry-entries/ree-001")
    assert 'href="../../project-lists/ryx-2026-001/"' in section(page, "integrations")
    assert "ryx-2026-001" not in words(section(page, "integrations"))
    assert "Soliq to‘lovchilar reestri" in words(section(page, "integrations"))
    assert "99,95 %" in words(section(page, "availability"))


def test_a_units_page_without_due_dates_has_no_column_for_them(allowed: Site) -> None:
    for folder in (allowed.out / "units").glob("*/"):
        page = allowed.page(f"units/{folder.name}")
        dated = any(f'<h2 id="{anchor}"' in page for anchor in ("overdue", "near", "running"))
        assert ('class="halves"' if dated else 'class="halves-free"') in page, folder.name
        assert re.search(r"<div>\s*</div>", page.partition('<div class="halves')[2]) is None


def test_an_employee_with_a_broken_file_keeps_their_name_and_page(allowed: Site) -> None:
    for page in ("overdue", "duties", "people", "projects", "projects/loy-2026-112", "employees/xod-009"):
        assert "Salim Salimov" in words(allowed.page(page)), page
    own = allowed.page("people/xod-009")
    assert "yozuvi buzilgan" in words(own)
    assert records_in(section(own, "overdue"))[0] == "projects/loy-2026-112"
    calendar = (allowed.out / "calendar/xod-009.ics").read_text("utf-8").replace("\r\n ", "")
    assert "NAME:Salim Salimov" in calendar
    assert "Egasi buzilgan loyiha" in calendar
    assert {duty["responsible_title"] for duty in allowed.nizom("due")["duties"] if duty["responsible"] == "xod-009"} == {
        "Salim Salimov"
    }


def test_the_public_site_shows_nothing_of_a_broken_file(allowed: Site) -> None:
    kept, allowed.out = allowed.out, allowed.root / "public"
    try:
        assert allowed.build(NIZOM_AUDIENCE="public") == 0, allowed.log
        assert allowed.files_with("Salim Salimov") == []
    finally:
        allowed.out = kept


def test_a_check_with_measures_of_records_is_partly_on_everywhere(allowed: Site) -> None:
    assert "N6.2-3 S · qisman" in words(allowed.page("nizom"))
    assert "N6.2-3 qisman" in words(allowed.page("nizom/settings"))
    card = allowed.page("checks/N6.2-3").partition('<header class="card')[2].partition("</header>")[0]
    assert "qisman" in words(card)


def test_a_record_with_hundreds_of_stages_has_a_small_page(allowed: Site) -> None:
    page = allowed.page("projects/loy-2026-113")
    stages = page.partition('<h2 id="__milestones">')[2].partition("</section>")[0]
    assert len(page.encode()) < 500_000
    assert '<span class="tally">400</span>' in page
    assert re.findall(r"Yana (\d+) tasi", words(stages)) == ["300"]
    years = re.findall(r'<i class="time-month[^>]*>(?:<b>(\d+)</b>)?</i>', stages)
    assert years == [str(year) for year in range(1920, 2200, 20)]
