"""The pages that management opens each morning: their content, their links, and their size."""

import html
import json
import re
import shutil
from collections import Counter, defaultdict
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from inline_snapshot import snapshot

from hooks.html.formatting import translate
from tests.support.facts import WITHOUT_EXPERTISE
from tests.support.page import article, choices, empty_notes, figures, records_in, rows_by, section, tally, tiles, words
from tests.support.paths import BASE
from tests.support.scratch import AS_OF
from tests.support.site import AUTHOR, AUTHOR_NAME, Site
from validators.checks.run import all_checks
from validators.kinds import all_kinds
from validators.model.fields import fields_of, models_in
from validators.regulation.citation import citation
from validators.regulation.paragraphs import paragraphs
from validators.regulation.reasoning import reasonings
from validators.rules.confirmed import digest_of_check, digest_of_words
from validators.text.uzbek import collation_key

WAIVER = (
    "---\nid: {id}\ntitle: {title}\nstatus: {status}\nowner: tsh-002\nchecks: [N11.1-1, N12.a.3-3]\nrecords: [{record}]\n"
    "reason: Navbat kutilmoqda\ndocument: 31-son buyruq\nallowed_by: xod-004\nsince: 2026-05-01\nuntil: {until}\n---\nMatn.\n"
)


def waiver(site: Site, id_: str, **facts: str) -> None:
    values = {"title": f"Istisno {id_}", "status": "allowed", "record": "loy-2026-001", **facts}
    site.write(f"records/waivers/{id_}.md", WAIVER.format(id=id_, **values))


MONTHLY = """\
S51:
  value: 5
  basis: hjt-002
  since: 2026-05-01
S52:
  value: true
  basis: hjt-002
  since: 2026-05-01
"""


WRITTEN, UNWRITTEN = "loy-2026-001", "loy-2026-006"
"""A project that says its priority, and one that does not."""
BROKEN = "projects/loy-2026-005"
"""The page of a record that cannot be read, which shows the file itself."""
LONE_WORD = re.compile(r"(?<![\w‘’/.-])[a-z]+(?:_[a-z]+)*(?![\w‘’/.-])")


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The base records since April; since May, projects that are late, without an owner or broken, and waivers."""
    site = Site(tmp_path_factory.mktemp("day"))
    site.commit("Boshi", "2026-04-08")
    site.project(
        "loy-2026-002",
        "title: Kechikkan loyiha\nstatus: in-progress\ndue: 2026-05-25\nunits: [tsh-006]\nsample: true\n"
        "milestones:\n  - {title: Sinov, stage: system-tests, due: 2026-05-20}\n",
    )
    site.project("loy-2026-003", "title: Egasiz loyiha\nresponsible: xod-002\n")
    file = site.root / "records/projects/loy-2026-003.md"
    file.write_text(file.read_text("utf-8").replace("responsible: xod-002\n", "", 1), "utf-8")
    site.project("loy-2026-004", f"title: Istisnoli loyiha\nintroduced_in:\n{WITHOUT_EXPERTISE}")
    site.write("records/projects/loy-2026-005.md", "---\nid: loy-2026-005\ntitle: [a\n---\n")
    site.project("loy-2026-006", "title: Tasdiq kutayotgan loyiha\nstatus: draft\nstarted: 2026-07-01\napprovals: []\n")
    site.change("projects/loy-2026-006.md", "priority:\n")
    waiver(site, "ist-001", record="loy-2026-004", until="2026-06-30")
    waiver(site, "ist-002", until="2026-12-31")
    waiver(site, "ist-003", until="2026-06-01")
    waiver(site, "ist-004", until="2026-05-15", status="ended")
    settings = site.root / "records/settings.md"
    settings.write_text(settings.read_text("utf-8").replace("---\n", f"---\n{MONTHLY}", 1), "utf-8")
    site.commit("Kim yozgani", "2026-05-20")
    assert site.build() == 0, site.log
    return site


def test_a_place_is_named_by_its_fields_and_list_items_are_counted_from_one(day: Site) -> None:
    page = day.page("findings")

    assert "documents.0.expertise" in [finding["field"] for finding in day.nizom("check")["findings"]]
    assert '<span title="documents 1 → expertise">Loyiha hujjatlari 1 → Ekspertiza</span>' in page


MANAGERS = ("", "duties", "findings", "late", "overdue", "people", "quality", "trend", "units")
"""Pages whose readers have no file open, next to those of every employee, unit and record that can be read."""


def test_pages_that_managers_read_name_no_key_of_a_file(day: Site) -> None:
    folders = ("people", "units", *(kind.folder for kind in all_kinds().values()))
    own = {str(page.parent.relative_to(day.out)) for folder in folders for page in day.out.glob(f"{folder}/*/index.html")}
    keys = {key for kind in all_kinds().values() for model in models_in(kind.model) for key in fields_of(model)}
    shown = {url: words(re.sub("<code>(?:records/|nizom )[^<]*</code>", "", article(day.page(url)))) for url in (*MANAGERS, *own)}
    found = {url: set(LONE_WORD.findall(text)) & keys for url, text in shown.items()}

    assert own > {"projects/loy-2026-003", "people/xod-001", "units/tsh-002"}
    assert "“Holat: qoralama” holatiga qaytaring" in shown["projects/loy-2026-003"]
    assert {url: named for url, named in found.items() if named} == {BROKEN: {"id", "title"}}


def test_a_record_says_how_it_stands_whose_move_it_is_and_what_it_still_wants(day: Site) -> None:
    late, draft = day.page("projects/loy-2026-002"), day.page("projects/loy-2026-006")

    assert re.findall(r'<li class="life-(\w+)"[^>]*>([^<]*)<', draft) == [
        ("now", "qoralama"), ("ahead", "rejalashtirilgan"), ("ahead", "bajarilmoqda"), ("ahead", "sinovda"),
        ("ahead", "ishga tushirilgan"), ("ahead", "yakunlangan"),
    ]  # fmt: skip
    assert words(section(draft, "move")) == "Endi kimning ishi Aziz Rahimov , Dilnoza Karimova viza kutilmoqda"
    assert words(section(draft, "wants")) == (
        "Keyingi holat uchun nima kerak “rejalashtirilgan” holati uchun yetishmaydi: Loyiha birorta loyihalar "
        "ro‘yxatida yo‘q 12-band “a” kichik bandining ikkinchi xatboshisi · N12.a.1-3 “bajarilmoqda” holati uchun "
        "yetishmaydi: viza kutilmoqda Aziz Rahimov , Dilnoza Karimova tasdiqlash kutilmoqda Kamola Yusupova , Botir "
        "Salimov"
    )
    assert words(section(late, "standing")) == (
        "Qanday turibdi reja 100 % · 60 foiz band orqada 40 % 2 ta muddati o‘tgan ish ogohlantirishlar soni 1 Muddat: "
        "25.05.2026 , 21 kun o‘tgan"
    )
    assert words(section(late, "move")) == (
        "Endi kimning ishi Javohir Toshmatov “Sinov” bosqichi: 20.05.2026 , 26 kun o‘tgan Keyin: Javohir Toshmatov "
        "Loyihani yakunlash: 25.05.2026 , 21 kun o‘tgan"
    )
    assert words(section(late, "wants")) == (
        "Keyingi holat uchun nima kerak “sinovda” holatiga o‘tkazish mumkin: to‘siq yo‘q. “ishga tushirilgan” holati "
        "uchun yetishmaydi: Holat “ishga tushirilgan”, lekin “Ishga tushirish sanasi” yozilmagan 11-bandning to‘rtinchi "
        "xatboshisi · N11.3-2"
    )


def test_what_nobody_wrote_is_not_shown_as_a_fact(day: Site) -> None:
    rows = re.findall(r"<tr\b.*?</tr>", day.page("projects"), re.DOTALL)
    priorities = {url: re.findall(r">Ustuvorlik</dt><dd>([^<]*)<", day.page(f"projects/{url}")) for url in (WRITTEN, UNWRITTEN)}

    assert priorities == {WRITTEN: ["yuqori"], UNWRITTEN: []}
    assert ["o‘rta" in words(row) for row in rows if UNWRITTEN in row] == [False]
    assert "Boshliq vazifasini bajarish:" not in words(day.page("nizom/settings"))


def test_every_figure_on_the_home_page_links_to_what_it_counts(day: Site) -> None:
    shown = figures(day.page(""))
    ahead = [duty for duty in day.nizom("due")["duties"] if "2026-06-15" <= duty["due"] <= "2026-06-30" and not duty["waived"]]

    assert {name: link for name, (_, link) in shown.items()} == {
        "Muddati o‘tgan": "overdue/",
        "Muddati 30-iyungacha": "duties/#due=2026-06-15..2026-06-30",
        "Kutilayotgan qarorlar": "#decisions",
    }
    assert shown["Muddati o‘tgan"][0] == choices(day.page("duties"), "state")["muddati o‘tgan"]
    assert shown["Muddati 30-iyungacha"][0] == len(ahead)
    assert f"{shown['Muddati o‘tgan'][0]} ta ishning" in words(day.page("overdue"))
    assert words(day.page("").split('class="answer">')[1].split("</p>")[0]).startswith(f"{shown['Muddati o‘tgan'][0]} ta ishning")


def test_the_home_page_and_the_check_show_the_same_numbers(day: Site) -> None:
    home, summary = words(day.page("")), day.nizom("check")["summary"]
    assert figures(day.page(""))["Muddati o‘tgan"][0] == summary["overdue"]
    assert f"Xatolar: {summary['errors']}, ogohlantirishlar: {summary['warnings']}." in home
    assert f"Nizomga zid yoki fayldagi xatolar: {summary['errors']} ta." in home
    assert tally(day.page("findings"), "waived") == summary["waived"] == 1


def test_the_home_page_says_whose_decision_is_awaited(day: Site) -> None:
    waiting = section(day.page(""), "decisions")
    assert "Tasdiq kutayotgan loyiha" in waiting
    assert "Loyiha: viza kutilmoqda" in words(waiting)
    assert figures(day.page(""))["Kutilayotgan qarorlar"][0] == waiting.count("kutilmoqda</small>")


def test_an_acknowledged_breach_is_counted_and_marked_with_its_day(day: Site) -> None:
    [known] = [found for found in day.nizom("check")["findings"] if "acknowledged" in found]
    assert (known["code"], known["record"]) == ("N12.a.3-3", "loy-2026-004")
    for page in ("projects/loy-2026-004", "checks/N12.a.3-3", "findings", "people/xod-003"):
        assert words(day.page(page)).count("Tan olingan buzilish, 2026-yil 30-iyungacha: Istisno") == 1
    assert 'class="finding finding-error"' in day.page("projects/loy-2026-004")
    assert re.search(r'data-label="Qamraydi" class="right">2</td>', day.page("exceptions"))


def test_numbers_link_to_lists_filtered_by_their_address(day: Site) -> None:
    assert 'href="projects/#status=bajarilmoqda"' in day.page("")
    late_or_wrong = quote(translate("late or with errors"))
    assert f'href="../projects/#findings={late_or_wrong}"' in day.page("records")
    assert 'href="../../projects/#owner=Raqamlashtirish%20bo%E2%80%98limi"' in day.page("units/tsh-002")
    chosen = re.search(r'data-name="findings">(.*?)</details>', day.page("projects"), re.DOTALL)
    assert chosen
    found = [finding for finding in day.nizom("check")["findings"] if finding["path"].startswith("records/projects/")]
    wrong = {one["path"] for one in found if "waived" not in one and (one["clock"] == "duty" or one["severity"] == "error")}
    assert f"<span>muddati o‘tgan yoki xatosi bor</span> <small>({len(wrong)})</small>" in chosen[1]


def test_every_list_can_be_filtered_sorted_and_downloaded(day: Site) -> None:
    for kind in all_kinds().values():
        page = day.page(kind.folder)
        assert f'href="../data/{kind.folder}.csv"' in page
        rows = re.findall(r"<tr data-words=.*?</tr>", page, re.DOTALL)
        for name, values in re.findall(r'<details class="list-pick" data-name="(\w+)">(.*?)</details>', page, re.DOTALL):
            marks = [found[1] for row in rows if (found := re.search(f' data-by-{name}="([^"]+)"', row))]
            counts = Counter(html.unescape(value) for mark in marks for value in mark.split("\t"))
            if "data-first" in values:
                assert all(date.fromisoformat(day) for day in counts)
            else:
                offered = re.findall(r'value="([^"]+)"><span>[^<]*</span> <small>\((\d+)\)<', values)
                assert {html.unescape(value): int(count) for value, count in offered} == counts, (kind.name, name)
        titles = re.findall(r'<th scope="row" data-order="([^"]*)"><a[^>]*>([^<]*)</a>', page)
        by_order = [title for _, title in sorted(titles)]
        assert by_order == sorted(by_order, key=lambda title: collation_key(html.unescape(title)))


def test_recent_changes_on_the_home_page_name_nobody(day: Site) -> None:
    lately = section(day.page(""), "lately")
    assert "Kechikkan loyiha" in lately
    assert "20.05.2026" in lately
    assert "Atom" in lately
    assert not [word for word in (AUTHOR, AUTHOR_NAME, "Kim yozgani") if day.files_with(word)]


def test_the_home_page_lists_what_is_overdue_the_oldest_first_and_counts_the_rest(day: Site) -> None:
    late = [item for item in day.nizom("due")["duties"] if item["state"] == "overdue" and not item["waived"]]
    rows = re.findall(r"<li.*?</li>", section(day.page(""), "late"), re.DOTALL)
    days = [int(found[1]) for row in rows if (found := re.search(r"\+(\d+) kun", row))]
    assert days == sorted((-item["days"] for item in late), reverse=True)[: len(days)]
    assert len([row for row in rows if 'class="only-printed"' not in row]) == min(8, len(late))


@pytest.mark.parametrize("page", ["", "overdue", "plans", "duties"])
def test_pages_with_numbers_say_how_many_records_are_broken(day: Site, page: str) -> None:
    assert re.findall(r"(\d+) ta yozuv fayli", day.page(page)) == ["1"]


def test_work_that_has_not_started_has_no_pace(day: Site) -> None:
    card = day.page("projects/loy-2026-006").partition('<header class="card')[2].partition("</header>")[0]
    assert "Ish 2026-yil 1-iyul kuni boshlanadi" in words(card)
    assert "sur’at" not in card


def test_the_home_page_judges_the_trend_by_its_points(day: Site) -> None:
    rows = re.findall(r"<tr><th scope=.row.>.*?</tr>", day.page("trend").partition('id="weeks"')[2], re.DOTALL)
    points = [[int(cell) for cell in re.findall(r'class="right">(\d+)<', row)] for row in rows]
    now, then = points[0], points[5]
    reported = words(section(day.page(""), "trend"))
    assert (
        f"Yo‘q, yomonlashmoqda: 2026-yil 17-maydan beri muddati o‘tgan ishlar {then[3]} → {now[3]}, xatolar {then[2]} → {now[2]}."
        in reported
    )
    assert f"({now[1]} foizi)" in reported
    assert section(day.page(""), "trend").count("<rect") == len(points)


@pytest.mark.parametrize("id_", sorted(file.stem for file in (BASE / "records/employees").glob("*.md")))
def test_an_employees_page_and_the_command_agree(day: Site, id_: str) -> None:
    page, answer = day.page(f"people/{id_}"), day.nizom("show", "--person", id_)
    assert {name: tally(page, name) for name in ("overdue", "near", "later", "work")} == {
        "overdue": len(answer["overdue"]),
        "near": len(answer["near"]),
        "later": len(answer["later"]),
        "work": len({work["id"] for work in answer["work"]}),
    }
    assert f'href="../../calendar/{id_}.ics"' in page
    assert f'href="../../employees/{id_}/"' in page
    assert f'href="../../people/{id_}/"' in day.page(f"employees/{id_}")


def test_awaited_decisions_are_on_the_page_of_who_takes_them(day: Site) -> None:
    waiting: dict[str, list[str]] = {}
    for id_ in ("loy-2026-001", "loy-2026-006"):
        missing = day.nizom("show", id_)["missing"]
        for holder in missing[0]["holders"] if missing else ():
            waiting.setdefault(holder, []).append(f"projects/{id_}")
    assert waiting
    for holder, records in waiting.items():
        page = day.page(f"{'people' if holder.startswith('xod') else 'units'}/{holder}")
        assert set(records) <= set(records_in(section(page, "moves")))


def test_a_units_page_has_its_records_due_dates_people_and_calendar(day: Site) -> None:
    page, due = day.page("units/tsh-002"), day.nizom("due", "--unit", "tsh-002")["duties"]
    assert tally(page, "overdue") == sum(duty["state"] == "overdue" for duty in due)
    assert records_in(section(page, "people")) == ["people/xod-001", "people/xod-002", "people/xod-003"]
    assert 'href="../../calendar/tsh-002.ics"' in page
    assert 'href="../../units/tsh-002/"' in day.page("organizations/tsh-002")
    assert "projects/loy-2026-002" in records_in(section(day.page("units/tsh-006"), "part"))


def test_the_grid_of_load_has_each_employees_duties_by_week_as_the_command_says(day: Site) -> None:
    grid = article(day.page("people")).partition('<table class="sheet load">')[2].partition("</table>")[0]
    first = date.fromisoformat(AS_OF)
    owed = [item for item in day.nizom("due", "--until", str(first + timedelta(days=55)))["duties"] if not item["waived"]]
    wanted: dict[str, list[int]] = defaultdict(lambda: [0] * 9)
    for item in owed:
        if item["responsible"]:
            wanted[item["responsible_title"]][max(0, (item["days"] + 7) // 7)] += 1

    shown = {}
    for row in grid.split("<tr>")[2:]:
        cells = [re.sub("<[^>]*>", "", cell.partition('<span class="load-note"')[0]) for cell in re.findall("<td.*?</td>", row)]
        *weeks, total = (int(cell or 0) for cell in cells)
        assert sum(weeks) == total
        shown[re.sub("<[^>]*>", "", row[: row.index("</th>")])] = weeks
    assert first.weekday() == 0, "the weeks of this test begin on the day"
    assert shown == wanted
    assert sum(map(sum, shown.values())) > 4
    most = next(iter(shown))
    assert (
        f"Eng ko‘p ish — {most}: 8 hafta ichida {sum(shown[most])} ta muddat, shundan {shown[most][0]} tasi o‘tgan"
        in day.page("people")
    )


def test_the_tables_of_people_and_units_link_to_all_their_pages(day: Site) -> None:
    for folder in ("people", "units"):
        pages = {file.parent.name for file in (day.out / folder).glob("*/index.html")}
        assert pages
        assert set(re.findall(r'<a class="rec" href="\.\./\w+/([a-z0-9-]+)/"', day.page(folder))) == pages


def test_the_document_for_a_lawyer_has_every_paragraph_and_every_check(day: Site) -> None:
    page = day.page("nizom/legal-review")
    shown = words(page)

    for paragraph in paragraphs().values():
        assert paragraph.text in shown
        assert paragraph.gloss["uz"] in shown
        assert f'id="r-{paragraph.id}"' in page
    held = [code for code, check in all_checks(all_kinds()).items() if check.clause]
    assert re.findall(r'<h4 id="l-([^"]+)"', page) == sorted(held, key=page.index)
    assert len(re.findall(r'<h4 id="l-', page)) == len(held)
    assert page.count('<figure class="example example-bad">') >= len(held) - 10
    for reasoning in reasonings().values():
        assert f"“{reasoning.words}” — " in shown
        assert reasoning.step["uz"] in shown
    for code in held:
        check = all_checks(all_kinds())[code]
        digests = digest_of_words(paragraphs()[check.clause or ""])[-8:], digest_of_check(check)[-8:]
        assert f"matn …{digests[0]} · tekshiruv …{digests[1]}" in shown
    assert words(section(page, "signature")).endswith("Yurist: ismi, lavozimi Imzo Sana")
    asked = [paragraph for paragraph in paragraphs().values() if paragraph.question]
    assert re.findall(r'<li><a href="#r-([^"]+)"', page) == [paragraph.id for paragraph in asked]


def test_the_overdue_report_names_days_and_paragraph_of_every_duty(day: Site) -> None:
    page, due = day.page("overdue"), day.nizom("due")["duties"]
    late = [duty for duty in due if duty["state"] == "overdue"]
    rows = [words(row) for row in re.findall(r"<tr data-words=.*?</tr>", page, re.DOTALL)]
    assert len(rows) == len(late)
    for duty in late:
        found = [row for row in rows if duty["what"] in row and duty["record"] in row]
        place = citation(duty["clause"])["uz"] if duty["clause"] else duty["code"]
        assert [f" {-duty['days']} " in row and place in row for row in found].count(True) >= 1
    assert words(page).count("Javohir Toshmatov") >= 1
    assert "2026-yil 15-iyun" in page


def test_plans_share_one_axis_with_a_line_for_today(day: Site) -> None:
    page = day.page("plans")
    assert page.count('class="time-today"') == 1
    plans = re.findall(r'<details class="plan"( open)?>.*?</details>', page, re.DOTALL)
    bodies = re.findall(r'<details class="plan".*?</details>', page, re.DOTALL)
    shown = [records_in(body)[0] for body in bodies]
    assert shown[:2] == ["roadmaps/yol-2026-001", "roadmaps/yol-2026-002"]
    assert {"projects/loy-2026-001", "projects/loy-2026-002"} <= set(shown)
    assert len(plans) == len(shown)
    first = bodies[0]
    assert first.count('class="time-row"') == 3
    assert first.count('class="plan-done"') == 1
    assert "bajarildi, 2026-yil 10-mart" in first
    assert "2 tadan 1 tasi bajarilgan" in first


def test_a_stage_is_in_time_on_its_due_date_and_late_the_day_after(tmp_path: Path) -> None:
    site = Site(tmp_path)
    days = {
        "2026-05-20": ("done: 2026-05-20", "done"),
        "2026-05-21": ("done: 2026-05-22", "late"),
        "2026-05-22": ("", "overdue"),
        "2026-06-15": ("", "open"),
    }
    milestones = "".join(f"  - title: Bosqich {due}\n    due: {due}\n    {done}\n" for due, (done, _) in days.items())
    site.project("loy-2026-002", f"status: in-progress\nmilestones:\n{milestones}")
    assert site.build() == 0, site.log
    found = re.findall(r"<span>Bosqich ([0-9-]+)<.*?time-bar time-(\w+)", site.page("projects/loy-2026-002"), re.DOTALL)
    assert dict(found) == {due: state for due, (_, state) in days.items()}


def test_data_quality_lists_unreliable_records(day: Site) -> None:
    page = day.page("quality")
    assert records_in(section(page, "broken")) == ["projects/loy-2026-005"]
    assert records_in(section(page, "nobody")) == ["projects/loy-2026-003"]
    assert "loy-2026-002" in section(page, "samples")
    untouched = section(page, "untouched")
    ages = [int(days) for days in re.findall(r"(\d+) kun</b>", untouched)]
    assert ages == sorted(ages, reverse=True)
    assert set(ages) == {68, 26}


def test_waivers_are_grouped_by_how_long_they_hold(day: Site) -> None:
    page = day.page("exceptions")
    groups = {name: records_in(section(page, name)) for name in ("expired", "expiring", "in-force", "ended")}
    assert {name: [id_ for id_ in ids if id_.startswith("waivers")] for name, ids in groups.items()} == {
        "expired": ["waivers/ist-003"],
        "expiring": ["waivers/ist-001"],
        "in-force": ["waivers/ist-002"],
        "ended": ["waivers/ist-004"],
    }
    assert {title: number for title, (number, _) in tiles(page).items()} == {
        "Amalda": 2,
        "Muddati tugayotganlar": 1,
        "Muddati tugagan": 1,
        "Keraksiz": 1,
    }
    home = words(day.page(""))
    assert "Muddati tugagan, lekin yopilmagan istisnolar: 1 ta." in home
    assert "Tekshiruvlardan amaldagi istisnolar: 2 ta" in home


def test_the_settings_page_cites_paragraphs_as_the_nizom_numbers_them(day: Site) -> None:
    page = day.page("nizom/settings")

    assert re.findall(r'id="(S0[126])".*?<small class="quiet why">(.*?)</small>', page, re.DOTALL) == [
        ("S01", "Nizom bilan tanishish varaqasi"),
        ("S02", "1-band"),
        ("S06", "6-bandning birinchi xatboshisi"),
    ]


def test_the_reports_page_shows_missing_reports_and_how_to_draft_them(day: Site) -> None:
    page = day.page("reported")
    owed = [duty for duty in day.nizom("due")["duties"] if duty["code"] == "N10-1"]
    annual = section(page, "annual")
    assert annual.count('<li class="duty">') == len(owed)
    assert re.findall(r"<code>nizom report annual (\d{4})</code>", annual) == [duty["what"][:4] for duty in owed]
    assert re.findall(r"<code>nizom report monthly (.*?)</code>", section(page, "monthly")) == ["2026-05", "2026-06"]
    assert records_in(section(page, "digest")) == ["reports/his-2026-001"]


def test_the_map_and_the_navigation_lead_to_every_view(day: Site) -> None:
    wanted = {"overdue", "plans", "people", "units", "quality", "exceptions", "reported", "findings", "trend", "duties", "data"}
    page = day.page("guide/map")
    assert {url for url in wanted if f'href="../../{url}/"' in page} == wanted
    tabs = re.findall(r'class="md-tabs__link"', day.page(""))
    assert len(tabs) <= 7
    neighbours = re.search(r'<nav class="beside".*?</nav>', day.page("quality"), re.DOTALL)
    assert neighbours
    assert re.findall(r'href="\.\./(?:nizom/)?([a-z-]+)/"', neighbours[0]) == [
        "map", "findings", "quality", "reported", "exceptions", "trend", "changes", "legal-review",
    ]  # fmt: skip
    assert neighbours[0].count('aria-current="page"') == 1


def test_the_404_page_offers_search_and_the_main_pages(day: Site) -> None:
    page = (day.out / "404.html").read_text("utf-8")
    assert 'for="__search"' in page
    for url in ("records", "duties", "overdue", "units", "guide/map"):
        assert f'href="/{url}/"' in page


def test_without_records_each_page_says_so(tmp_path: Path) -> None:
    site = Site(tmp_path)
    shutil.rmtree(site.root / "records")
    (site.root / "records").mkdir()
    assert site.build() == 0, site.log
    urls = ("people", "units", "plans", "overdue", "quality", "exceptions", "reported", "findings")
    assert {url: empty_notes(site.page(url)) for url in urls} == snapshot(
        {
            "people": ["Hali xodim yozuvi yo‘q. Qanday qo‘shiladi"],
            "units": ["Hali yozuv yo‘q. Qanday qo‘shiladi"],
            "plans": ["Hali reja yo‘q. Qanday qo‘shiladi"],
            "overdue": ["Muddati o‘tgan ish yo‘q."],
            "quality": [
                "Barcha fayllar o‘qiladi.",
                "Tugamagan har bir ishning mas’uli bor.",
                "Sayt repozitoriy tarixisiz tayyorlangan, shuning uchun bugungi holatni solishtirib bo‘lmaydi.",
                "Yozuvlar havola qilgan barcha yozuvlar mavjud va amalda.",
                "Har bir yozuvning asosi ko‘rsatilgan.",
                "Namuna qolmagan.",
            ],
            "exceptions": ["Istisno yo‘q: har bir tekshiruv barcha yozuvlarga tatbiq etiladi."],
            "reported": ["Barcha hisobotlar bor, yaqin kunlarda muddati keladigan hisobot yo‘q."],
            "findings": ["Kamchiliklar aniqlanmadi."],
        }
    )


def test_with_many_records_pages_stay_small_and_count_what_they_omit(tmp_path: Path) -> None:
    site = Site(tmp_path)
    for number in range(100, 420):
        site.project(f"loy-2026-{number}", f"title: Kechikkan loyiha {number}\ndue: 2026-05-25\nunits: [tsh-006]\nsample: true\n")
    assert site.build() == 0, site.log
    large = [(str(file.relative_to(site.out)), file.stat().st_size) for file in site.out.rglob("*.html")]
    assert [found for found in large if found[1] > 500_000] == []
    for url in ("people/xod-003", "units/tsh-002", "plans", "quality"):
        assert re.search(r"Yana \d+ tasi", site.page(url)), url
    late = site.nizom("check")["summary"]["overdue"]
    assert late == len(json.loads((site.out / "overdue/rows.json").read_text("utf-8"))) > 300


def test_what_was_done_late_is_on_pages_of_its_own_of_employees_and_of_units(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.project(
        "loy-2026-002",
        "title: Kechikkan loyiha\nresponsible: xod-002\nmilestones:\n  - {title: Qurish, due: 2026-05-20, done: 2026-06-02}\n",
    )
    assert site.build() == 0, site.log
    kept = site.nizom("due", "--late")["late"]

    assert [(item["record"], item["days_late"]) for item in kept if item["code"] == "N14.4-1"] == [("loy-2026-002", 13)]
    rows = re.findall(r"<tr data-words=.*?</tr>", site.page("late"), re.DOTALL)
    assert len(rows) == len(kept)
    assert words(rows[0]) == (
        "“Qurish” bosqichi Kechikkan loyiha · loy-2026-002 20.05.2026 02.06.2026 13 Dilnoza Karimova Raqamlashtirish bo‘limi "
        "14-bandning beshinchi xatboshisi"
    )
    assert words(rows[0]) in rows_by(site.page("late"), "responsible", "Dilnoza Karimova")
    by_person, by_unit = (Counter(item[key] for item in kept) for key in ("responsible", "unit"))
    assert {id_: tally(site.page(f"people/{id_}"), "late") for id_ in by_person} == dict(by_person)
    assert {id_: tally(site.page(f"units/{id_}"), "late") for id_ in by_unit} == dict(by_unit)
    assert "muddati o‘tgani: 1" in site.page("projects/loy-2026-002")
