"""Feeds and downloads for programs, read back by third-party libraries."""

import csv
import io
import json
import re
import shutil
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import feedparser  # type: ignore[import-untyped]
import icalendar
import openpyxl
import pytest
from inline_snapshot import snapshot
from jsonschema import Draft202012Validator
from pyshacl import validate
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF

from hooks.feeds.downloads import escape_formula
from hooks.feeds.xlsx import Sheet, workbook
from tests.support.git import git
from tests.support.page import empty_notes
from tests.support.paths import BASE
from tests.support.scratch import AS_OF
from tests.support.site import AUTHOR, AUTHOR_NAME, Site
from validators.federating.contract import Register
from validators.kinds import all_kinds

ADDRESS = "https://data.example.uz/тўплам?f[yil]=2026&a=%7B1%7D#bo‘lim#1"
"""An address that browsers open, and that is an IRI only when its brackets and second # are encoded."""
SHAPES = Path(__file__).with_name("dcat_ap.ttl")


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The base records with a project that is invalid, late and full of formulas, and a broken one."""
    built = Site(tmp_path_factory.mktemp("feeds"))
    built.project("loy-2026-002", 'title: =HYPERLINK("http://a";"b")\nsummary: \'+1; @a\'\ndue: 2026-05-01\n')
    built.write("records/projects/loy-2026-003.md", "---\nid: loy-2026-003\ntitle: [a\n---\n")
    built.change("datasets/ochm-001.md", f"portal:\n  url: '{ADDRESS}'\n  date: 2025-01-22\n")
    built.change("organizations/tsh-001.md", "tin: 200000001\n")
    assert built.build(NIZOM_SITE_URL="https://nizom.agency.example/") == 0, built.log
    return built


def records(site: Site) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((site.out / "data/records.json").read_text("utf-8"))
    return found


def test_records_json_is_valid_by_its_published_schema(base: Site) -> None:
    schema = json.loads((base.out / "schemas/records.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    assert list(Draft202012Validator(schema).iter_errors(records(base))) == []


def test_records_json_has_every_record_with_its_state_and_findings(base: Site) -> None:
    published = records(base)
    by_id = {record["id"]: record for record in published["records"]}
    assert published["as_of"] == AS_OF
    assert set(by_id) == {file.stem for file in (base.root / "records").glob("*/*.md")}
    project = by_id["loy-2026-001"]
    assert (project["kind"], project["state"], project["url"]) == ("project", "open", "projects/loy-2026-001/")
    assert project["facts"]["started"] == "2026-02-02"
    assert by_id["loy-2026-003"] | {"findings": []} == {
        "id": "loy-2026-003", "kind": "project", "title": None, "status": None, "state": "broken",
        "path": "records/projects/loy-2026-003.md", "url": "projects/loy-2026-003/", "facts": {}, "findings": [],
    }  # fmt: skip
    assert [finding["code"] for finding in by_id["loy-2026-003"]["findings"]] != []
    assert {finding["clock"] for finding in by_id["loy-2026-002"]["findings"]} >= {"duty"}


def test_version_3_is_valid_by_its_published_schema_and_is_read_as_it_is_written(base: Site) -> None:
    written = (base.out / "data/records-v3.json").read_bytes()
    schema = json.loads((base.out / "schemas/records-v3.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    assert list(Draft202012Validator(schema).iter_errors(json.loads(written))) == []
    assert Register.model_validate_json(written).model_dump(mode="json") == json.loads(written)


def test_version_3_says_who_publishes_what_falls_due_and_how_it_was_before(base: Site) -> None:
    published = json.loads((base.out / "data/records-v3.json").read_text("utf-8"))
    status = json.loads((base.out / "data/status.json").read_text("utf-8"))
    agency = {record["id"]: record for record in published["records"]}["tsh-001"]
    assert published["publisher"] == {"id": "200000001", "name": agency["title"], "parent": None}
    assert {key: published[key] for key in ("version", "site", "commit", "edited", "program", "as_of", "audience")} == {
        "version": 3, "site": "https://nizom.agency.example/", **{key: status[key] for key in ("commit", "edited", "program", "as_of")},
        "audience": "internal",
    }  # fmt: skip
    assert [point["day"] for point in published["compliance"]] == [AS_OF]
    assert published["compliance"][0]["overdue"] == status["findings"]["overdue"]


def test_version_3_has_the_records_of_version_2_with_duties_and_titles(base: Site) -> None:
    both = zip(
        records(base)["records"], json.loads((base.out / "data/records-v3.json").read_text("utf-8"))["records"], strict=True
    )
    asked = {(duty["record"], duty["due"], duty["code"]) for duty in base.nizom("due", "--until", "2199-12-31")["duties"]}
    owed = set()
    for before, now in both:
        owed |= {(now["id"], duty["due"], duty["code"]) for duty in now.pop("duties")}
        added = [(finding.pop("title"), finding.pop("clause")) for finding in now["findings"]]
        assert now == before
        assert all(title for title, _ in added)
    assert owed == asked


def test_parquet_has_the_rows_of_version_3(base: Site) -> None:
    published = json.loads((base.out / "data/records-v3.json").read_text("utf-8"))
    with duckdb.connect() as db:
        rows = db.execute("SELECT * FROM read_parquet(?)", [str(base.out / "data/records-v3.parquet")])
        names = [column[0] for column in rows.description]
        read = [dict(zip(names, row, strict=True)) for row in rows.fetchall()]
    for row in read:
        row["facts"] = json.loads(row["facts"])
        row["as_of"] = row["as_of"].isoformat()
        for duty in row["duties"]:
            duty["due"] = duty["due"].isoformat()
    assert read == [{"as_of": published["as_of"], **record} for record in published["records"]]


def test_every_kind_has_a_published_schema(base: Site) -> None:
    for kind in all_kinds().values():
        schema = json.loads((base.out / f"schemas/{kind.name}.json").read_text("utf-8"))
        Draft202012Validator.check_schema(schema)
        assert schema["$id"] == f"urn:nizom:schema:{kind.name}"


def rows_of_csv(site: Site, folder: str) -> list[list[str]]:
    data = (site.out / f"data/{folder}.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_csv_opens_in_a_spreadsheet_and_computes_nothing(base: Site) -> None:
    heading, *rows = rows_of_csv(base, "projects")
    by_id = {row[0]: dict(zip(heading, row, strict=True)) for row in rows}
    assert list(by_id) == ["loy-2026-001", "loy-2026-002", "loy-2026-003"]
    assert by_id["loy-2026-001"]["Holat"] == "bajarilmoqda"
    assert by_id["loy-2026-002"]["Nomi"] == '\'=HYPERLINK("http://a";"b")'
    assert by_id["loy-2026-003"]["Holat"] == "buzilgan"
    assert not [cell for row in rows for cell in row if cell.lstrip().startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize("written", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1"])
def test_text_that_a_spreadsheet_would_compute_is_quoted(written: str) -> None:
    assert escape_formula(written) == f"'{written}"
    assert escape_formula(f"a{written}") == f"a{written}"


def test_every_kind_has_tables_with_distinct_headings(base: Site) -> None:
    for kind in all_kinds().values():
        heading, *rows = rows_of_csv(base, kind.folder)
        assert len(heading) == len(set(heading)), kind.name
        assert {len(row) for row in rows} <= {len(heading)}
        assert len(rows) == len(list((base.root / "records" / kind.folder).glob("*.md")))
        book = openpyxl.load_workbook(base.out / f"data/{kind.folder}.xlsx")
        assert [cell.value for cell in book.worksheets[0][1]] == heading
        assert book.worksheets[0].max_row == len(rows) + 1


def test_a_workbook_has_typed_numbers_and_dates_and_no_formulas(base: Site) -> None:
    book = openpyxl.load_workbook(base.out / "data/projects.xlsx")
    sheet = book.worksheets[0]
    heading = [cell.value for cell in sheet[1]]
    cells = {row[0].value: dict(zip(heading, row, strict=True)) for row in sheet.iter_rows(min_row=2)}
    first, second = cells["loy-2026-001"], cells["loy-2026-002"]
    assert first["Boshlanish sanasi"].value == datetime(2026, 2, 2)  # noqa: DTZ001
    assert first["Boshlanish sanasi"].is_date
    assert isinstance(first["Xatolar"].value, int)
    assert (second["Nomi"].data_type, second["Nomi"].value) == ("s", '=HYPERLINK("http://a";"b")')
    assert second["Nomi"].quotePrefix
    stages = book["Bosqichlar"]
    assert [cell.value for cell in stages[1]][:2] == ["Yozuv", "Nomi"]
    assert stages["A2"].value == "loy-2026-001"


def test_a_workbook_accepts_any_text_day_and_sheet_name() -> None:
    texts = ["_x0041_", "a\x00b\x0bc", "<&>\"'", "  ikki  ", "bir\nikki", "o‘zbek 😀"]
    data = workbook(
        [Sheet("a/b*[c]:" * 5, ["=Sarlavha"], [[text] for text in texts]), Sheet("a b  c  " * 5, ["Kun"], [[date(1999, 12, 31)]])]
    )
    book = openpyxl.load_workbook(io.BytesIO(data))
    read = [row[0].value for row in book.worksheets[0].iter_rows(min_row=2)]
    assert read == ["_x005F_x0041_", "abc", "<&>\"'", "  ikki  ", "bir\nikki", "o‘zbek 😀"]
    assert book.worksheets[1]["A2"].value == datetime(1999, 12, 31)  # noqa: DTZ001
    assert all(len(name) <= 31 for name in book.sheetnames)
    assert len({name.lower() for name in book.sheetnames}) == 2


@pytest.mark.parametrize(
    ("day", "serial"),
    [
        (date(1900, 1, 1), 1),
        (date(1900, 2, 28), 59),
        (date(1900, 3, 1), 61),
        (date(2026, 6, 15), 46188),
        (date(1899, 12, 31), "1899-12-31"),
    ],
)
def test_a_workbook_numbers_days_as_excel_does(day: date, serial: int | str) -> None:
    data = workbook([Sheet("Kunlar", ["Kun"], [[day]])])
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        cells = parts.read("xl/worksheets/sheet1.xml").decode()
    assert re.findall(r'r="A2"[^>]*>(?:<v>|<is><t[^>]*>)([^<]*)<', cells) == [str(serial)]
    value = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]["A2"].value
    assert isinstance(value, str) or value.date() == day


def calendar(site: Site, name: str) -> Any:
    data = (site.out / f"calendar/{name}.ics").read_bytes()
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    return icalendar.Calendar.from_ical(data)


def test_the_calendar_has_an_all_day_event_for_each_open_duty(base: Site) -> None:
    events = calendar(base, "all").walk("VEVENT")
    assert events
    assert len({str(event["UID"]) for event in events}) == len(events)
    for event in events:
        assert type(event.decoded("DTSTART")) is date
        assert (event.decoded("DTEND") - event.decoded("DTSTART")).days == 1
        assert event["TRANSP"] == "TRANSPARENT"
        assert str(event["URL"]).startswith("https://nizom.agency.example/")
    late = [event for event in events if "loy-2026-002" in event["DESCRIPTION"] and event.decoded("DTSTART") == date(2026, 5, 1)]
    assert late
    assert str(late[0]["SUMMARY"]).startswith("Muddati o‘tgan: ")
    assert '=HYPERLINK("http://a";"b")' in str(late[0]["SUMMARY"])


def test_every_employee_and_unit_has_a_calendar_of_their_own(base: Site) -> None:
    everybody = {str(event["UID"]) for event in calendar(base, "all").walk("VEVENT")}
    for file in sorted((base.root / "records").glob("employees/*.md")) + sorted(
        (base.root / "records").glob("organizations/*.md")
    ):
        assert {str(event["UID"]) for event in calendar(base, file.stem).walk("VEVENT")} <= everybody
    assert calendar(base, "xod-003").walk("VEVENT")
    assert str(calendar(base, "xod-003")["X-WR-CALNAME"]) == calendar(base, "xod-003")["NAME"]
    assert 'href="../../calendar/xod-003.ics"' in base.page("employees/xod-003")
    assert 'href="../calendar/all.ics"' in base.page("duties")


def test_an_event_keeps_its_uid_when_its_day_moves(base: Site, tmp_path: Path) -> None:
    moved = Site(tmp_path)
    moved.project("loy-2026-002", "title: Boshqa nom\ndue: 2026-12-01\n")
    assert moved.build() == 0, moved.log

    def of_project(site: Site) -> dict[str, date]:
        events = calendar(site, "all").walk("VEVENT")
        return {str(event["UID"]): event.decoded("DTSTART") for event in events if "loy-2026-002" in event["DESCRIPTION"]}

    before, after = of_project(base), of_project(moved)
    assert [(before[uid], after[uid]) for uid in before if before[uid] != after.get(uid)] == [
        (date(2026, 5, 1), date(2026, 12, 1))
    ]


def revisions(site: Site) -> dict[str, tuple[date, int, datetime | None, datetime]]:
    """The events of a project: by what is due, its day, revision, last change and stamp."""
    events = [event for event in calendar(site, "all").walk("VEVENT") if "loy-2026-002" in event["DESCRIPTION"]]
    return {
        str(event["UID"]): (
            event.decoded("DTSTART"), int(event["SEQUENCE"]),
            event.decoded("LAST-MODIFIED") if "LAST-MODIFIED" in event else None, event.decoded("DTSTAMP"),
        )
        for event in events
    }  # fmt: skip


def test_an_event_that_moved_has_a_later_revision(with_history: Site, tmp_path: Path) -> None:
    moved = Site(tmp_path / "site")
    shutil.copytree(with_history.root / ".git", moved.root / ".git")
    moved.git("checkout", "-q", "HEAD", "--", ".")
    moved.project("loy-2026-002", "title: Yangi loyiha\nstatus: planned\ndue: 2026-07-31\npurpose: Sinov\n")
    moved.commit("Surildi", "2026-06-12")
    assert moved.build() == 0, moved.log

    before, after = revisions(with_history), revisions(moved)

    assert before.keys() == after.keys() != set()
    started = datetime(2026, 6, 14, 19, tzinfo=UTC)
    assert {found[3] for found in (*before.values(), *after.values())} == {started}
    assert {found[2] for found in before.values()} == {datetime(2026, 6, 10, 5, tzinfo=UTC)}
    shifted = [uid for uid in before if before[uid][0] != after[uid][0]]
    assert shifted
    assert all(after[uid][1] > before[uid][1] > 0 for uid in before)


def test_without_history_events_have_no_revision(base: Site) -> None:
    found = revisions(base).values()
    assert {(sequence, modified) for _, sequence, modified, _ in found} == {(0, None)}


@pytest.fixture(scope="module")
def with_history(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The base records of April, a project added in May and changed in June, and a change after the day of the build."""
    site = Site(tmp_path_factory.mktemp("history"))
    site.commit("Boshi", "2026-04-08")
    site.project("loy-2026-002", "title: Yangi loyiha\nstatus: draft\ndue: 2026-06-05\n")
    site.commit("Maxfiy izoh", "2026-05-13")
    site.project("loy-2026-002", "title: Yangi loyiha\nstatus: planned\ndue: 2026-06-05\npurpose: Sinov\n")
    site.commit("O‘zgarish", "2026-06-10")
    (site.root / "records/acts/hjt-002.md").write_text("---\nid: hjt-002\ntitle: [a\n---\n")
    site.commit("Kelajak", "2026-06-20")
    site.git("checkout", "-q", "HEAD", "--", ".")
    assert site.build() == 0, site.log
    return site


def test_the_feed_shows_changes_in_their_order_and_no_names(with_history: Site) -> None:
    data = (with_history.out / "changes.atom").read_bytes()
    feed = feedparser.parse(data)
    assert (feed.bozo, feed.version, feed.feed.language) == (False, "atom10", "uz")
    ahead, first, second = feed.entries[:3]
    assert (ahead.updated, ahead.title) == ("2026-06-14T19:00:00Z", "hjt-002: o‘zgargan")
    assert (first.updated, second.link) == ("2026-06-10T05:00:00Z", "projects/loy-2026-002/")
    assert [first.title, first.summary, second.title] == snapshot(
        [
            "Yangi loyiha: o‘zgargan",
            """\
Loyiha loy-2026-002
Holat: qoralama → rejalashtirilgan
Maqsad\
""",
            "Yangi loyiha: yangi",
        ]
    )
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)
    for hidden in (AUTHOR, AUTHOR_NAME, "Maxfiy izoh"):
        assert hidden.encode() not in data


def test_records_at_the_end_of_a_shallow_clone_are_not_new(with_history: Site, tmp_path: Path) -> None:
    site = Site(tmp_path / "site")
    git(tmp_path, "clone", "--quiet", "--depth=3", f"file://{with_history.root}", "clone")
    (tmp_path / "clone/.git").rename(site.root / ".git")
    site.git("checkout", "-q", "HEAD", "--", ".")
    assert site.build() == 0, site.log
    feed = feedparser.parse((site.out / "changes.atom").read_bytes())
    assert [entry.title for entry in feed.entries] == snapshot(["hjt-002: o‘zgargan", "Yangi loyiha: o‘zgargan"])


def test_without_a_history_there_is_no_feed_and_the_trend_says_so(base: Site) -> None:
    assert not (base.out / "changes.atom").exists()
    assert empty_notes(base.page("trend")) == snapshot(
        ["Sayt repozitoriy tarixisiz tayyorlangan, shuning uchun bugungi holatni solishtirib bo‘lmaydi."]
    )


def test_the_trend_checks_each_week_as_of_its_sunday(with_history: Site) -> None:
    page = with_history.page("trend")
    weeks = page[page.index('id="weeks"') : page.index("</article>")]
    shown = dict(zip(_cells(weeks, "time"), _rows(weeks), strict=True))
    assert list(shown) == [
        "15.06.2026", "14.06.2026", "07.06.2026", "31.05.2026", "24.05.2026", "17.05.2026", "10.05.2026", "03.05.2026",
        "26.04.2026", "19.04.2026", "12.04.2026",
    ]  # fmt: skip
    records = len(list((BASE / "records").glob("*/*.md")))
    assert [row[0] for row in shown.values()] == [records + 1] * 6 + [records] * 5
    assert shown["07.06.2026"][3] < shown["14.06.2026"][3]
    assert _below(page) == [["may", "iyun"]] * 2


def test_each_point_of_the_trend_is_what_the_command_says_of_that_commit_on_that_day(with_history: Site, tmp_path: Path) -> None:
    page = with_history.page("trend")
    weeks = page[page.index('id="weeks"') : page.index("</article>")]
    days = [str(datetime.strptime(day, "%d.%m.%Y").date()) for day in _cells(weeks, "time")]  # noqa: DTZ007
    shown = {day: row[2:] for day, row in zip(days, _rows(weeks), strict=True)}
    copy = Site(Path(shutil.copytree(with_history.root, tmp_path / "copy", ignore=shutil.ignore_patterns("site"))))

    said = {}
    for day in days[1:]:
        commit = copy.git("rev-list", "-1", f"--before={day}T23:59:59+05:00", "main").strip()
        copy.git("checkout", "--quiet", "--detach", commit)
        summary = copy.nizom("check", "--no-base", as_of=day)["summary"]
        said[day] = [summary["errors"], summary["overdue"], summary["warnings"]]
    assert {day: counts for day, counts in shown.items() if day in said} == said
    assert len(set(map(tuple, said.values()))) > 2


def test_the_trend_of_a_young_history_names_its_own_days(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.commit("Boshi", "2026-05-25")
    assert site.build() == 0, site.log
    assert _below(site.page("trend")) == [["31-may", "15-iyun"]] * 2


def _below(page: str) -> list[list[str]]:
    """Return the labels below each chart."""
    return [
        re.findall(r'text-anchor="(?:start|middle|end)">([^<%]*[a-z][^<]*)<', chart)
        for chart in page.split('<svg class="chart')[1:]
    ]


def test_the_trend_judges_past_approvals_by_their_commits(tmp_path: Path) -> None:
    """The head committed both the visa and the deputy's approval: in every week the first is proved and the second is not."""
    site = Site(tmp_path)
    settings = site.root / "records/settings.md"
    asked = "provenance:\n  value:\n    - {kind: project, grade: attributed}\n  basis: hjt-002\n  since: 2026-01-12\n"
    settings.write_text(settings.read_text("utf-8").replace("---\n", f"---\n{asked}", 1), "utf-8")
    site.commit("Boshi", "2026-04-08", by="a.rahimov@agentlik.example.uz")
    assert site.build() == 0, site.log
    rows = _rows(site.page("trend").partition('id="weeks"')[2])
    assert "A08" in site.page("projects/loy-2026-001/")
    assert [row[-1] for row in rows] == [rows[0][-1]] * 11


def _cells(html: str, tag: str) -> list[str]:
    return re.findall(rf"<{tag} [^>]*>([^<]*)</{tag}>", html)


def _rows(html: str) -> list[list[int]]:
    return [[int(cell) for cell in re.findall(r'<td class="right">(\d+)</td>', row)] for row in html.split("<tr>")[2:]]


def test_the_trend_is_the_same_from_its_cache_and_without_it(with_history: Site) -> None:
    before = with_history.page("trend")
    assert (with_history.root / ".cache/nizom/trend.json").is_file()
    assert with_history.build() == 0, with_history.log
    assert with_history.page("trend") == before
    (with_history.root / ".cache/nizom/trend.json").write_text("buzuq")
    assert with_history.build() == 0, with_history.log
    assert with_history.page("trend") == before


def test_open_data_is_a_valid_dcat_ap_catalogue(base: Site) -> None:
    graph = Graph().parse(base.out / "data/catalogue.jsonld", format="json-ld")
    conforms, _, report = validate(graph, shacl_graph=Graph().parse(SHAPES))
    assert conforms, report
    dataset = URIRef("urn:nizom:dataset:ochm-001")
    assert (URIRef("urn:nizom:catalogue"), DCAT.dataset, dataset) in graph
    assert graph.value(dataset, DCTERMS.title) == Literal("Amaldagi standartlar ro‘yxati", lang="uz")
    frequency = graph.value(dataset, DCTERMS.accrualPeriodicity)
    assert str(frequency) == "http://publications.europa.eu/resource/authority/frequency/QUARTERLY"
    assert len(list(graph.objects(dataset, DCAT.distribution))) == 4
    assert str(graph.value(dataset, DCAT.landingPage)) == "https://nizom.agency.example/datasets/ochm-001/"
    assert all(graph.value(agent, FOAF.name) for agent in graph.subjects(RDF.type, FOAF.Agent))


def test_every_address_in_the_catalogue_is_an_iri(base: Site) -> None:
    """RFC 3987: one that is none makes the whole catalogue unreadable for who harvests it."""
    graph = Graph().parse(base.out / "data/catalogue.jsonld", format="json-ld")
    names = {str(term) for triple in graph for term in triple if isinstance(term, URIRef)}

    assert "https://data.example.uz/тўплам?f%5Byil%5D=2026&a=%7B1%7D#bo‘lim%231" in names
    part = r"(?:[^\x00-\x20\x7f-\x9f<>\"{}|\\^`%\[\]#\ue000-\uf8ff]|%[0-9A-Fa-f]{2})*"
    assert [name for name in names if not re.fullmatch(rf"[a-z]+:{part}(?:#{part})?", name)] == []
    for form in ("turtle", "xml", "nt"):
        assert len(Graph().parse(data=graph.serialize(format=form), format=form)) == len(graph)


def test_the_shapes_refuse_an_incomplete_catalogue() -> None:
    empty = Graph().parse(data="[] a <http://www.w3.org/ns/dcat#Dataset> .", format="turtle")
    conforms, _, report = validate(empty, shacl_graph=Graph().parse(SHAPES))
    assert not conforms
    assert "title" in report


def test_a_second_build_gives_the_same_bytes(with_history: Site, tmp_path: Path) -> None:
    again = tmp_path / "site"
    first = {str(file.relative_to(with_history.out)): file.read_bytes() for file in with_history.out.rglob("*") if file.is_file()}
    with_history.out, kept = again, with_history.out
    try:
        assert with_history.build() == 0, with_history.log
    finally:
        with_history.out = kept
    second = {str(file.relative_to(again)): file.read_bytes() for file in again.rglob("*") if file.is_file()}
    assert sorted(path for path in first | second if first.get(path) != second.get(path) and path != "sitemap.xml.gz") == []
