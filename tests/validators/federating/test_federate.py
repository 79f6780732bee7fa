"""`nizom federate`: bodies brought together, their figures those of their own sites, and none harmed by another."""

import json
import os
import re
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from hooks.data.snapshot import take_snapshot
from hooks.pages.money import money_of_projects
from tests.support.page import choices
from tests.support.paths import ROOT
from tests.support.processes import NIZOM, Ended, run
from tests.support.scratch import AS_OF
from tests.support.site import Site
from validators.overview.project_money import total

DAY = date.fromisoformat(AS_OF)
PATH = "data/records-v3.json"


def federate(folder: Path, *arguments: str, lang: str = "en") -> Ended:
    return run((*NIZOM, "federate", *arguments, "--as-of", AS_OF, "--lang", lang), folder)


POINT = {"day": "2026-06-14", "records": 1, "sound": 0, "errors": 0, "warnings": 0, "overdue": 1}
"""How a body stood at the end of a day."""


def register(**changed: Any) -> dict[str, Any]:
    """Return what a body publishes: an overdue and a coming duty, and a project with money, with some of it changed."""
    duty = {"code": "N14.4-1", "clause": "14.4", "what": "Hisobot", "field": "due", "unit": "tsh-002"}
    record = {
        "id": "loy-2026-001", "kind": "project", "title": "O‘lchov tizimi", "status": "in-progress", "state": "open",
        "path": "records/projects/loy-2026-001.md", "url": "projects/loy-2026-001/",
        "facts": {"budget": {"planned": "1200000.50", "contracted": "700000"}}, "findings": [],
        "duties": [{**duty, "due": "2026-06-01"}, {**duty, "due": "2026-07-01"}],
    }  # fmt: skip
    return {
        "version": 3, "publisher": {"id": "200000001", "name": "Birinchi agentlik", "parent": None},
        "site": "https://birinchi.example.uz/", "commit": "a" * 40, "edited": False, "program": "0.2.0", "as_of": AS_OF,
        "audience": "internal", "compliance": [POINT], "records": [record], **changed,
    }  # fmt: skip


def record(**changed: Any) -> dict[str, Any]:
    """Return what a body publishes with some facts of its record changed."""
    whole = register(publisher=None)
    whole["records"][0] |= changed
    return whole


def publish(folder: Path, name: str, written: object) -> Path:
    """Write what a body publishes as its site does, and return the site's folder."""
    file = folder / "sites" / name / PATH
    file.parent.mkdir(parents=True)
    file.write_text(written if isinstance(written, str) else json.dumps(written, ensure_ascii=False), "utf-8")
    return file.parents[1]


def rows(out: Path, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(out / "federation.duckdb"), read_only=True) as db:
        return db.execute(query).fetchall()


def states(out: Path) -> dict[str, tuple[str, int, int]]:
    """Return each body's state, records, and what is late, by the name of its folder."""
    counted = "(SELECT count(*) FROM {} t WHERE t.body = b.body)"
    found = rows(out, f"SELECT name, state, {counted.format('records')}, {counted.format('late')} FROM bodies b")
    return {name: (state, records, late) for name, state, records, late in found}


SOUND = ("current", 1, 1)


@pytest.fixture(scope="module")
def bodies(tmp_path_factory: pytest.TempPathFactory) -> list[Site]:
    """Three bodies with sites of their own: one in order, one with late and given up projects, one for the public."""
    built = [Site(tmp_path_factory.mktemp(name)) for name in ("birinchi", "ikkinchi", "uchinchi")]
    for number, site in enumerate(built):
        site.change("organizations/tsh-001.md", f"tin: 20000000{number}\n")
    for number, site in enumerate(built[1:], 2):
        site.project(f"loy-2026-10{number}", "title: Kechikkan\ndue: 2026-05-01\nbudget: {planned: 900000000000000.55}\n")
        site.project("loy-2026-200", "title: To‘xtatilgan\nstatus: cancelled\nbudget: {planned: 5, paid: 3.25}\n")
        site.project("loy-2026-201", "title: Voz kechilgan\nstatus: cancelled\nbudget: {planned: 7}\n")
    for site, audience in zip(built, ("internal", "internal", "public"), strict=True):
        assert site.build(NIZOM_AUDIENCE=audience) == 0, site.log
    return built


def test_the_figures_of_each_body_are_those_of_its_own_site(
    bodies: list[Site], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for site in bodies:
        (tmp_path / "sites").mkdir(exist_ok=True)
        (site.out).rename(tmp_path / "sites" / site.root.name)
        site.out = tmp_path / "sites" / site.root.name
    done = federate(tmp_path, "sites", "--out", "all")
    assert (done.code, done.err) == (0, "")

    for site in bodies:
        name = site.root.name
        status = json.loads((site.out / "data/status.json").read_text("utf-8"))
        point = json.loads((site.out / PATH).read_text("utf-8"))["compliance"][-1]
        [(late, errors, wrong)] = rows(
            tmp_path / "all",
            f"SELECT (SELECT count(*) FROM late JOIN bodies USING (body) WHERE name = '{name}'), "
            f"(SELECT count(*) FROM findings JOIN bodies USING (body) WHERE name = '{name}' AND clock = 'rule' AND "
            f"severity = 'error' AND waived IS NULL), (SELECT count(*) FROM wrong JOIN bodies USING (body) WHERE name = '{name}')",
        )
        assert late == status["findings"]["overdue"] == choices(site.page("duties"), "state").get("muddati o‘tgan", 0)
        assert (errors, point["records"] - wrong) == (status["findings"]["error"], point["sound"])
        [(planned, contracted, paid)] = rows(
            tmp_path / "all",
            f"SELECT sum(planned), sum(contracted), sum(paid) FROM money JOIN bodies USING (body) WHERE name = '{name}'",
        )
        if status["audience"] == "internal":
            monkeypatch.chdir(site.root)
            own = total(item.money for item in money_of_projects(take_snapshot(site.root, DAY)))
            assert (planned, contracted, paid) == (own.planned, own.contracted, own.paid)
    late_by_body = Counter(dict(rows(tmp_path / "all", "SELECT name, count(*) FROM late JOIN bodies USING (body) GROUP BY ALL")))
    assert late_by_body["ikkinchi0"] > late_by_body["birinchi0"]


def test_the_pages_show_what_the_database_holds(tmp_path: Path) -> None:
    publish(tmp_path, "a", register())
    publish(tmp_path, "b", record(title="Boshqa tizim"))
    done = federate(tmp_path, "sites", "--out", "all", lang="uz")
    assert (done.code, done.out, done.err) == (0, "all: 2 tashkilotdan 2 tasi o‘qildi, 2 ta yozuv, muddati o‘tgani 2 ta\n", "")
    pages = {file.relative_to(tmp_path / "all").as_posix(): words(file) for file in (tmp_path / "all").rglob("*.html")}
    assert sorted(pages) == [
        "body/a.html", "body/b.html", "index.html", "late.html", "money.html", "search.html", "trend.html"
    ]  # fmt: skip
    assert "Birinchi agentlik a joriy 15.06.2026 1 0 % 0 1 1" in pages["index.html"]
    assert "14-bandning beshinchi xatboshisi 2 2 Birinchi agentlik (1), b (1)" in pages["late.html"]
    assert "Jami 2 2,4 1,4 0" in pages["money.html"]
    assert "14.06.2026 2 2 0 % 2" in pages["trend.html"]
    assert "Hisobot O‘lchov tizimi · loy-2026-001 01.06.2026" in pages["body/a.html"]
    assert 'href="https://birinchi.example.uz/projects/loy-2026-001/"' in (tmp_path / "all/body/a.html").read_text("utf-8")
    listed = (tmp_path / "all/search/b.js").read_text("utf-8")
    assert json.loads(listed.removeprefix("nizomFound(").removesuffix(");\n")) == [
        "b", "b",
        [["loy-2026-001", "Boshqa tizim", "Loyiha", "bajarilmoqda", "loy-2026-001 boshqa tizim loyiha",
          "https://birinchi.example.uz/projects/loy-2026-001/"]],
    ]  # fmt: skip


def test_bodies_with_most_that_is_late_come_first(tmp_path: Path) -> None:
    publish(tmp_path, "a", record(duties=[]))
    publish(tmp_path, "b", record())
    publish(tmp_path, "c", record(duties=[]))
    federate(tmp_path, "sites", "--out", "all")

    page = (tmp_path / "all/index.html").read_text("utf-8")
    assert re.findall(r'href="body/(\w+)\.html"', page) == ["b", "a", "c"]


def test_money_is_that_of_projects(tmp_path: Path) -> None:
    publish(tmp_path, "a", record(kind="analysis"))
    federate(tmp_path, "sites", "--out", "all")

    assert rows(tmp_path / "all", "SELECT count(*) FROM money") == [(0,)]


def test_exempted_findings_count_in_no_total_and_only_all_is_a_hundred_per_cent(tmp_path: Path) -> None:
    whole = register(compliance=[{"day": "2026-06-14", "records": 1000, "sound": 999, "errors": 1, "warnings": 0, "overdue": 0}])
    error = {
        "code": "N14.4-1",
        "clause": "14.4",
        "severity": "error",
        "clock": "rule",
        "field": "due",
        "title": "Muddat",
        "waived": None,
    }
    whole["records"][0] |= {"findings": [error, {**error, "waived": "ist-001"}, {**error, "waived": "ist-002"}], "duties": []}
    publish(tmp_path, "a", whole)
    federate(tmp_path, "sites", "--out", "all", lang="uz")
    assert "Birinchi agentlik a joriy 15.06.2026 1 0 % 1 0 0" in words(tmp_path / "all/index.html")
    assert "14.06.2026 1 1000 99 % 0" in words(tmp_path / "all/trend.html")


def words(page: Path) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", page.read_text("utf-8").partition("<body>")[2]).replace("&#39;", "'").split())


BROKEN = {
    "cut off": (json.dumps(register())[:-40], "the file is not JSON, or is cut off"),
    "no JSON": ("<html>", "the file is not JSON, or is cut off"),
    "empty": ("", "the file is not JSON, or is cut off"),
    "a list": ([], "the file is not as its version says, at –"),
    "a wrong type": (record(title=5), "the file is not as its version says, at records.0.title"),
    "no day": (register(as_of="kecha"), "the file is not as its version says, at as_of"),
    "a number too long": ('{"version": ' + "9" * 5000 + "}", "the file is not JSON, or is cut off"),
    "counts beyond all": (
        register(compliance=[{"day": AS_OF, "records": 10**30, "sound": 0, "errors": 0, "warnings": 0, "overdue": 0}]),
        "the file is not as its version says, at compliance.0.records",
    ),
    "nested too deep": ("[" * 100_000 + "]" * 100_000, "the file is not JSON, or is cut off"),
    "half a letter": (json.dumps(record(title="x")).replace('"x"', '"\\ud800"'), "the file is not JSON, or is cut off"),
    "NUL": (record(title="a\0b"), "the file holds a character that no text has (U+0000)"),
    "NaN": (record(facts={"share": float("nan")}), "the file holds a number that is none (NaN or infinity)"),
    "infinity": (
        json.dumps(record(facts={"share": 5})).replace("5}", "1e999}"),
        "the file holds a number that is none (NaN or infinity)",
    ),
    "a sum that is none": (
        record(facts={"budget": {"planned": "9" * 30}}),
        "the file is not as its version says, at records/projects/loy-2026-001.md → facts.budget",
    ),
    "a sum as a number": (
        record(facts={"budget": {"planned": 5}}),
        "the file is not as its version says, at records/projects/loy-2026-001.md → facts.budget",
    ),
    "a later version": (register(version=4), "the file is of a version that this program does not know: update it"),
}


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ended]:
    """All kinds of broken bodies next to a sound one, brought together."""
    folder = tmp_path_factory.mktemp("broken")
    publish(folder, "sound", register())
    for name, (written, _) in BROKEN.items():
        publish(folder, name, written)
    sites = folder / "sites"
    (folder / "secret.json").write_text(json.dumps(register(publisher=None)), "utf-8")
    (sites / "link.json").symlink_to(folder / "secret.json")
    (sites / "linked/data").mkdir(parents=True)
    (sites / "linked" / PATH).symlink_to(folder / "secret.json")
    (sites / "linked folder").mkdir()
    (sites / "linked folder/data").symlink_to(sites / "sound/data")
    (sites / "pipe/data").mkdir(parents=True)
    os.mkfifo(sites / "pipe" / PATH)
    (sites / "nothing").mkdir()
    with publish(folder, "huge", "").joinpath(PATH).open("wb") as file:
        file.truncate(1_000_000_000)
    return folder, federate(folder, "sites", "--out", "all")


OTHERS = {
    "link.json": "not read: it is a symbolic link, which is not followed; name what it leads to on the command line",
    "linked": "not read: it is a symbolic link, which is not followed; name what it leads to on the command line",
    "linked folder": "not read: it is a symbolic link, which is not followed; name what it leads to on the command line",
    "pipe": "not read: it is no file",
    "nothing": "not read: there is no data/records-v3.json in it",
    "huge": "not read: it is larger than 32 MiB",
}


@pytest.mark.parametrize("name", [*BROKEN, *OTHERS])
def test_a_broken_body_is_shown_as_that(broken: tuple[Path, Ended], name: str) -> None:
    folder, done = broken
    reason = BROKEN[name][1] if name in BROKEN else OTHERS[name]
    assert f"nizom: {name}: {reason}" in done.err.splitlines()
    assert rows(folder / "all", f"SELECT state, remarks FROM bodies WHERE name = '{name}'") == [("broken", [reason])]


def test_broken_bodies_harm_no_other(broken: tuple[Path, Ended]) -> None:
    folder, done = broken
    assert done.code == 1
    assert states(folder / "all").pop("sound") == SOUND
    assert rows(folder / "all", "SELECT count(*) FROM records") == [(1,)]
    assert len(list((folder / "all/body").iterdir())) == len(BROKEN) + len(OTHERS) + 1


@pytest.mark.parametrize(
    ("changed", "state", "remark"),
    [
        ({"as_of": f"{DAY - timedelta(days=7)}"}, "current", None),
        ({"as_of": f"{DAY - timedelta(days=8)}"}, "old", "judged 8 days ago"),
        ({"as_of": f"{DAY + timedelta(days=1)}"}, "unclear", "judged as of a day to come (16 June 2026)"),
        ({"records": register()["records"] * 2}, "unclear", "records/projects/loy-2026-001.md is in the file more than once"),
        (
            {"compliance": [{**POINT, "records": 5, "sound": 6}]},
            "unclear",
            "on 14 June 2026 it counts more records in order than there are",
        ),
        ({"compliance": [{**POINT, "records": 5, "sound": 5}]}, "current", None),
    ],
)
def test_a_body_that_is_not_to_be_relied_on_says_so(
    tmp_path: Path, changed: dict[str, Any], state: str, remark: str | None
) -> None:
    publish(tmp_path, "a", register(**changed))
    done = federate(tmp_path, "sites", "--out", "all")
    assert states(tmp_path / "all")["a"][0] == state
    assert done.err == (f"nizom: a: {remark}\n" if remark else "")
    assert done.code == (1 if state == "unclear" else 0)


def test_version_2_counts_what_it_says_and_is_shown_as_old(tmp_path: Path) -> None:
    whole = record()
    del whole["records"][0]["duties"]
    finding = {"code": "N14.4-1", "severity": "error", "clock": "duty", "field": "due"}
    whole["records"][0]["findings"] = [{**finding, "waived": None}, {**finding, "waived": "ist-001"}]
    old = {"version": 2, **{key: whole[key] for key in ("as_of", "audience", "records")}}
    file = tmp_path / "sites/eski/data/records.json"
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps(old), "utf-8")
    federate(tmp_path, "sites", "--out", "all")
    assert states(tmp_path / "all") == {"eski": ("old", 1, 1)}
    assert rows(tmp_path / "all", "SELECT clause, due FROM late") == [("14.4", None)]
    assert rows(tmp_path / "all", "SELECT planned FROM money") == [(Decimal("1200000.50"),)]


def test_who_is_named_twice_is_shown_twice_and_keeps_its_figures(tmp_path: Path) -> None:
    publish(tmp_path, "a", register())
    publish(tmp_path, "b", register(commit="b" * 40))
    publish(tmp_path, "c", register(publisher=None))
    done = federate(tmp_path, "sites", "--out", "all")
    assert states(tmp_path / "all") == {"a": ("unclear", 1, 1), "b": ("unclear", 1, 1), "c": SOUND}
    assert done.code == 1
    assert [line.split(":")[1] for line in done.err.splitlines()] == [" a", " b"]


def test_the_same_file_is_counted_once(tmp_path: Path) -> None:
    publish(tmp_path, "a", register())
    publish(tmp_path, "b", register())
    done = federate(tmp_path, "sites", "--out", "all")
    assert states(tmp_path / "all") == {"a": SOUND, "b": ("broken", 0, 0)}
    assert done.err == "nizom: b: the same file as that of a, and counted once\n"


def test_what_a_body_writes_is_text_on_every_page(tmp_path: Path) -> None:
    script = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\u202e\x1b[31m"
    hostile = record(title=script, id=script, kind=script, url="javascript:alert(1)", path="../../etc/passwd")
    hostile["records"][0]["duties"][0] |= {"what": script, "clause": script, "code": script}
    hostile |= {"site": "javascript:alert(1)//", "commit": script, "program": script}
    hostile["publisher"] = {"id": None, "name": script, "parent": {"id": None, "name": script}}
    publish(tmp_path, "<b>..%2f..", hostile)
    publish(tmp_path, "a", register())
    done = federate(tmp_path, "sites", "--out", "all")
    assert (done.code, done.err) == (0, "")
    pages = [file.read_text("utf-8") for file in (tmp_path / "all").rglob("*.html")]
    assert not [
        page for page in pages if re.search('<img|<script(?! src="assets/search.js" defer>)|[\u202e\x1b]|href="javascript', page)
    ]
    assert sorted(file.name for file in (tmp_path / "all/body").iterdir()) == ["a.html", "b-2f.html"]
    assert "javascript:" not in (tmp_path / "all/search/b-2f.js").read_text("utf-8")
    assert states(tmp_path / "all")["a"] == SOUND


def test_a_second_run_takes_the_place_of_the_first(tmp_path: Path) -> None:
    publish(tmp_path, "a", register())
    gone = publish(tmp_path, "b", record())
    federate(tmp_path, "sites", "--out", "sites/all")
    (gone / PATH).unlink()
    (gone / "data").rmdir()
    gone.rmdir()
    assert federate(tmp_path, "sites", "--out", "sites/all").code == 0
    assert states(tmp_path / "sites/all") == {"a": SOUND}
    assert [file.name for file in (tmp_path / "sites/all/body").iterdir()] == ["a.html"]
    assert sorted(file.name for file in (tmp_path / "sites").iterdir()) == ["a", "all"]


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    publish(tmp_path, "a", register())
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/letter.txt").write_text("Xat")
    done = federate(tmp_path, "sites", "--out", "mine")
    assert (done.code, done.err) == (2, "nizom: mine holds other files, which would be lost: name a new folder\n")
    assert [file.name for file in (tmp_path / "mine").iterdir()] == ["letter.txt"]


def test_a_source_may_be_a_file_a_site_or_a_folder_of_them(tmp_path: Path) -> None:
    publish(tmp_path, "a", register())
    one = publish(tmp_path, "b", record())
    (tmp_path / "uch.json").write_text(json.dumps(record(title="Uchinchi")), "utf-8")
    federate(tmp_path, str(one), f"sites/a/{PATH}", "uch.json", "--out", "all")
    assert states(tmp_path / "all") == {"a": SOUND, "b": SOUND, "uch": SOUND}


def test_without_bodies_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "sites").mkdir()
    assert federate(tmp_path, "sites", "--out", "all").code == 3
    assert federate(tmp_path, "yo‘q", "--out", "all").err == "nizom: There is no file or folder yo‘q\n"
    assert [file.name for file in tmp_path.iterdir()] == ["sites"]


def test_search_folds_words_as_the_bodies_sites_do() -> None:
    def folding(script: str) -> str:
        text = (ROOT / script).read_text("utf-8")
        return text[text.index("  var APOSTROPHES") : text.index("\n  }\n", text.index("  function fold(text)"))]

    assert folding("validators/federating/assets/search.js") == folding("docs/assets/site.js")
