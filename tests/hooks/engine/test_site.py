"""The built site: what it holds, what it loads, and what it makes of broken, hostile and personal text."""

import base64
import hashlib
import json
import re
import shutil
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path

import pytest
from inline_snapshot import snapshot
from mkdocs.exceptions import BuildError

from hooks.engine.csp import add_policy
from tests.support.page import Loaded, empty_notes, records_in, section, words
from tests.support.paths import BASE
from tests.support.scratch import AS_OF
from tests.support.site import Site
from tests.support.wrong_values import with_wrong_value
from validators import __version__, clock
from validators.kinds import all_kinds
from validators.model.fields import fields_of
from validators.source.route import Route

SECRET = "Maxfiyjon Yashirinov"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Site:
    built = Site(tmp_path_factory.mktemp("base"))
    assert built.build() == 0, built.log
    return built


def test_every_kind_record_and_check_has_a_page(base: Site) -> None:
    from validators.checks.run import all_checks

    wanted = ["", "records", "duties", "findings", "nizom", "nizom/settings", "guide", "guide/adding", "guide/fields"]
    wanted += [kind.folder for kind in all_kinds().values()]
    wanted += [f"guide/fields/{kind.name}" for kind in all_kinds().values()]
    wanted += [f"checks/{code}" for code in all_checks(all_kinds())]
    wanted += [f"{file.parent.name}/{file.stem}" for file in (BASE / "records").glob("*/*.md")]
    assert [url for url in wanted if not (base.out / url / "index.html").is_file()] == []
    assert (base.out / "404.html").is_file()


def test_every_setting_links_to_its_checks(base: Site) -> None:
    rows = re.findall(r'<tr id="(S\d\d)">(.*?)</tr>', base.page("nizom/settings"), re.DOTALL)
    assert len(rows) == 55
    assert [code for code, row in rows if "/checks/" not in row] == []


def test_no_page_loads_anything_from_another_host(base: Site) -> None:
    foreign = [
        (file.name, address)
        for file in base.out.rglob("*.html")
        for address in Loaded(file.read_text("utf-8")).fetched
        if re.match(r"(?:[a-z]+:)?//", address)
    ]
    styles = [
        file.name
        for file in base.out.rglob("*.css")
        if re.search(r"url\(\s*[\"']?(?:https?:)?//|@import", file.read_text("utf-8"))
    ]
    assert (foreign, styles) == ([], [])


def test_internal_links_lead_to_existing_pages(base: Site) -> None:
    broken = []
    for file in base.out.rglob("index.html"):
        for link in Loaded(file.read_text("utf-8")).links:
            path = re.split("[?#]", link)[0]
            if path and not re.match(r"[a-z]+:", path):
                target = (file.parent / path).resolve()
                if not (target / "index.html").is_file() and not target.is_file():
                    broken.append((str(file.relative_to(base.out)), link))
    assert broken == []


def test_the_same_records_and_day_give_the_same_bytes(base: Site, tmp_path: Path) -> None:
    again = Site(tmp_path)
    noon = datetime.combine(date.fromisoformat(AS_OF), time(12), clock.TASHKENT)
    assert again.build(NIZOM_AS_OF="", SOURCE_DATE_EPOCH=f"{noon.timestamp():.0f}") == 0, again.log
    assert (again.out / "sitemap.xml.gz").is_file()
    first, second = (
        # Only a site of today says when it is too old, and lets the browser tell the day: that of the other was given.
        {
            str(file.relative_to(site.out)): re.sub(rb' data-old(?:er)?="[^"]*"|"day": "[^"]*", ', b"", file.read_bytes())
            for file in site.out.rglob("*")
            if file.is_file()
        }
        for site in (base, again)
    )
    assert first.keys() == second.keys()
    assert [path for path, content in first.items() if second[path] != content] == []


def test_the_foot_of_every_page_and_a_file_say_what_the_site_is_of(site: Site) -> None:
    site.project("loy-2026-002", "due: 2026-05-01\nrelated: [std-999]\n")
    site.git("init", "--quiet", "--initial-branch=main")
    commit = site.commit("Yozuvlar", "2026-06-01").strip()
    summary = site.nizom("check", "--no-base")["summary"]
    assert site.build() == 0, site.log

    status = json.loads((site.out / "data/status.json").read_text("utf-8"))
    assert status == {
        "version": 1, "as_of": AS_OF, "audience": "internal", "commit": commit, "edited": False,
        "built": f"{AS_OF}T07:00:00Z", "program": __version__,
        "findings": {"error": summary["errors"], "warning": summary["warnings"], "overdue": summary["overdue"]},
    }  # fmt: skip
    assert summary["errors"] > 0
    feet = {
        re.sub(r' href="[^"]*"', "", *re.findall(r'<p class="foot".*?</p>', file.read_text("utf-8")))
        for file in site.out.rglob("*.html")
    }
    assert feet == {
        f'<p class="foot"><time datetime="{AS_OF}">Holat: 2026-yil 15-iyun</time> · xatolar: {summary["errors"]}, '
        f"muddati o‘tgan: {summary['overdue']}, ogohlantirishlar: {summary['warnings']} · commit {commit[:10]} · "
        f"tayyorlangan vaqti 15.06.2026 12:00 · Nizom {__version__} · <a>status.json</a></p>"
    }


def test_records_that_differ_from_the_commit_are_not_passed_off_as_it(site: Site) -> None:
    site.git("init", "--quiet", "--initial-branch=main")
    commit = site.commit("Yozuvlar", "2026-06-01").strip()
    site.project("loy-2026-002", "title: Yangi loyiha\n")
    assert site.build() == 0, site.log

    assert json.loads((site.out / "data/status.json").read_text("utf-8"))["edited"] is True
    assert f"commit {commit[:10]} va unga kirmagan tahrirlar" in site.page("")


def test_every_page_has_a_policy_that_allows_only_its_own_scripts(base: Site) -> None:
    pages = {str(file.relative_to(base.out)): file.read_text("utf-8") for file in base.out.rglob("*.html")}
    assert "404.html" in pages
    wrong = {}
    for path, html in pages.items():
        policies = re.findall(r'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="([^"]+)">', html)
        rules = dict(rule.split(" ", 1) for rule in policies[0].split("; ")) if policies else {}
        hashes = {
            f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
            for script in re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
        }
        if len(policies) != 1 or not hashes or set(rules["script-src"].split()) != {"'self'", *hashes}:
            wrong[path] = rules
    assert wrong == {}
    assert rules["default-src"] == "'none'"
    assert [name for name, sources in rules.items() if "unsafe" in sources] == ["style-src-attr"]


def test_the_policy_does_not_allow_scripts_in_records() -> None:
    page = '<head><meta charset="utf-8"><script>ours()</script></head><article><p>x</p><script>theirs()</script></article>'
    content = "<p>x</p><script>theirs()</script>"
    ours, theirs = (base64.b64encode(hashlib.sha256(words.encode()).digest()).decode() for words in ("ours()", "theirs()"))
    assert ours in add_policy(page, content)
    assert theirs not in add_policy(page, content)
    assert "sha256" not in add_policy(page, "not on the page")
    with pytest.raises(BuildError):
        add_policy("<html><head></head></html>")


def test_a_record_is_one_entry_of_the_search_index(base: Site) -> None:
    entries = json.loads((base.out / "search/search_index.json").read_text("utf-8"))["docs"]
    found = [entry for entry in entries if entry["location"].startswith("projects/loy-2026-001")]
    assert [entry["location"] for entry in found] == ["projects/loy-2026-001/"]
    assert "loy-2026-001" in found[0]["text"]


def test_a_record_is_indexed_by_document_numbers_and_tagged_with_its_ids(base: Site) -> None:
    docs = json.loads((base.out / "search/search_index.json").read_text("utf-8"))["docs"]
    found = {doc["location"]: doc for doc in docs}
    assert found["standards/std-001/"]["tags"] == ["std-001", "O‘z DSt 1987:2018"]
    project = found["projects/loy-2026-001/"]
    assert project["tags"] == ["loy-2026-001"]
    assert {"14-son", "12-34/156", "Loyiha,", "bajarilmoqda."} <= set(project["text"].split())
    assert "nizom/" in found, "what is found inside a page hangs below the page itself"


def test_anchors_on_a_page_are_unique(base: Site) -> None:
    twice = {}
    for file in base.out.rglob("*.html"):
        article = file.read_text("utf-8").partition("<article")[2].partition("</article>")[0]
        if again := [name for name, times in Counter(re.findall(r'\bid="([^"]+)"', article)).items() if times > 1]:
            twice[str(file.relative_to(base.out))] = again
    assert twice == {}


def test_every_setting_has_an_anchor_on_the_settings_page(base: Site) -> None:
    rows = set(re.findall(r'<tr id="([^"]+)">', base.page("nizom/settings")))
    assert {"S01", "S55", "strict", "provenance", "waiver-days"} <= rows


def test_edit_links_lead_to_the_source_of_the_record(site: Site) -> None:
    assert site.build(NIZOM_REPO_URL="https://git.agency.example/nizom", NIZOM_EDIT_URI="-/edit/main/docs/") == 0, site.log
    assert 'href="https://git.agency.example/nizom/-/edit/main/records/projects/loy-2026-001.md"' in site.page(
        "projects/loy-2026-001"
    )
    assert 'href="https://git.agency.example/nizom/-/edit/main/docs/guide/adding.md"' in site.page("guide/adding")


@pytest.mark.parametrize("folder", ["empty", "missing"])
def test_a_site_without_records_builds(site: Site, folder: str) -> None:
    shutil.rmtree(site.root / "records")
    if folder == "empty":
        (site.root / "records").mkdir()
    assert site.build() == 0, site.log
    assert empty_notes(site.page(""))[0] == snapshot("Hali yozuv yo‘q. Qanday qo‘shiladi")
    assert empty_notes(site.page("projects")) == snapshot(["Bu turdagi yozuv hali yo‘q. Qanday qo‘shiladi"])


BROKEN: dict[str, Callable[[Site], None]] = {
    "not closed": lambda site: site.write("records/projects/loy-2026-009.md", "---\nid: loy-2026-009\ntitle: Yopilmagan\n"),
    "not YAML": lambda site: site.write("records/projects/loy-2026-009.md", "---\nid: loy-2026-009\ntitle: [a\n---\nMatn\n"),
    "no facts": lambda site: site.write("records/projects/loy-2026-009.md", "Faqat matn, [yo‘q](yoq.txt emas) va {{ jinja }}\n"),
    "wrong values": lambda site: site.project("loy-2026-009", "due: ertaga\nstatus: bajarilmoqda\n"),
    "empty": lambda site: site.write("records/projects/loy-2026-009.md", ""),
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_broken_record_has_a_page_with_its_errors(site: Site, how: str) -> None:
    BROKEN[how](site)
    assert site.build() == 0, site.log
    page = site.page("projects/loy-2026-009")
    assert "buzilgan" in page
    assert 'id="__to-fix"' in page
    assert 'class="finding finding-error"' in page
    assert "projects/loy-2026-009/" in site.page("findings")


def test_a_broken_record_of_any_kind_has_a_page(site: Site) -> None:
    broken = [min(folder.glob("*.md")) for folder in sorted((site.root / "records").iterdir()) if folder.is_dir()]
    for file in broken:
        file.write_text(re.sub("(?m)^title: .*$", "title: [", file.read_text("utf-8"), count=1), "utf-8")
    assert site.build() == 0, site.log
    pages = {file.relative_to(site.root / "records").with_suffix("").as_posix(): "buzilgan" for file in broken}
    assert {url: "buzilgan" if "buzilgan" in site.page(url) else "" for url in pages} == pages


def test_a_record_with_gaps_shows_what_is_known_of_it_and_what_is_not(site: Site) -> None:
    site.project("loy-2026-009", "due: ertaga\npurpose:\nmilestones:\n  - title: Sinov\n    due: erta\n", "Qo‘shimcha matn.\n")
    assert site.build() == 0, site.log
    page = site.page("projects/loy-2026-009")

    assert re.findall('<dt>([^<]*)</dt><dd class="bad">([^<]*)', section(page, "unknown")) == [
        ("Muddat", "noto‘g‘ri yozilgan"),
        ("Bosqichlar 1 → Muddat", "noto‘g‘ri yozilgan"),
    ]
    assert "Sinov" in section(page, "milestones")
    assert "Qo‘shimcha matn." in page
    assert "ertaga" not in page.replace(section(page, "to-fix"), "")
    assert "buzilgan" in page


def test_in_the_public_build_a_record_with_gaps_is_only_said_to_be_broken(site: Site) -> None:
    site.project("loy-2026-009", "title: Noma’lum loyiha\ndue: ertaga\n", "Qo‘shimcha matn.\n")
    assert site.build(NIZOM_AUDIENCE="public") == 0, site.log
    page = site.page("projects/loy-2026-009")

    assert "buzilgan" in page
    assert [word for word in ("Noma’lum loyiha", "Qo‘shimcha matn") if word in page] == []


# Every kind, with each of its own facts wrong but the id: nothing that draws a page may count on one of them.
def test_a_record_of_any_kind_of_which_hardly_anything_is_known_has_a_page(site: Site) -> None:
    pages = {}
    for kind in all_kinds().values():
        files = sorted((site.root / "records" / kind.folder).glob("*.md"))
        if not files:  # the base has no exceptions
            continue
        file = files[0]
        data = file.read_bytes()
        for field in fields_of(kind.model).values():
            if field.name != "id":
                data = with_wrong_value(data, Route(field.name), field)
        file.write_bytes(data)
        pages[f"{kind.folder}/{file.stem}"] = "buzilgan"
    assert site.build() == 0, site.log
    assert {url: "buzilgan" if 'id="__unknown"' in site.page(url) else "" for url in pages} == pages


def test_pages_name_the_checks_that_could_not_be_carried_out(site: Site) -> None:
    site.change("employees/xod-001.md", "service:\n  - position: boshliq\n    since: 2024-01-15\n")
    assert site.build() == 0, site.log
    own, approved = (section(site.page(url), "unchecked") for url in ("employees/xod-001", "projects/loy-2026-001"))
    site.out = site.root / "public"
    assert site.build(NIZOM_AUDIENCE="public") == 0, site.log
    public = section(site.page("projects/loy-2026-001"), "unchecked")

    assert (words(own), words(approved), words(public)) == snapshot(
        (
            "Tekshirib bo‘lmadi “Xizmati 1 → Lavozimi” noto‘g‘ri yozilgan N3-1 N3-2 N3-3 N3-4 N4-1 N4-2 N4-3 N4-4 N4-5 N4-6 N8-1 N8-3",
            "Tekshirib bo‘lmadi Aziz Rahimov buzilgan “Xizmati 1 → Lavozimi” noto‘g‘ri yozilgan N8-2",
            "Tekshirib bo‘lmadi N8-2",
        )
    )
    assert records_in(approved) == ["employees/xod-001"]


def test_a_file_that_is_not_text_has_a_page(site: Site) -> None:
    (site.root / "records/projects/loy-2026-009.md").write_bytes(b"---\nid: loy-2026-009\n\xff\xfe\x00---\n")
    assert site.build() == 0, site.log
    assert "F03" in site.page("projects/loy-2026-009")


def test_two_files_with_one_id_have_pages_of_their_own(site: Site) -> None:
    site.write("records/projects/loy-2026-001-nusxa.md", f"---\n{site.base_project()}---\nIkkinchisi\n")
    assert site.build() == 0, site.log
    assert "Ikkinchisi" not in site.page("projects/loy-2026-001")
    assert "Ikkinchisi" in site.page("projects/loy-2026-001-2")
    assert "loy-2026-001-nusxa.md" in site.page("checks/F27")


def test_a_hostile_file_name_is_escaped_in_the_link_to_its_source(site: Site) -> None:
    name = 'loy-2026-021-"><img src=x onerror=alert(1)>.md'
    site.project("loy-2026-021", "title: Yomon nomli\n")
    (site.root / "records/projects/loy-2026-021.md").rename(site.root / "records/projects" / name)
    assert site.build(NIZOM_REPO_URL="https://git.agency.example/nizom") == 0, site.log
    page = site.page("projects/loy-2026-021")
    assert "<img src=x" not in page
    assert "records/projects/loy-2026-021-%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert%281%29%3E.md" in page


def test_a_record_that_git_ignores_is_not_on_the_site(site: Site) -> None:
    site.git("init", "--quiet", "--initial-branch=main")
    site.commit("Yozuvlar", "2026-06-01")
    site.write(".git/info/exclude", "std-009.md\n")
    text = (BASE / "records/standards/std-001.md").read_text("utf-8").replace("id: std-001", "id: std-009", 1)
    site.write("records/standards/std-009.md", re.sub(r"(?m)^title: .*$", "title: Yashirin standart", text, count=1))

    assert site.build() == 0, site.log
    assert site.files_with("Yashirin standart") == []


def test_a_rebuilt_site_keeps_no_old_pages(site: Site) -> None:
    site.project("loy-2026-777", site.base_project())
    assert site.build() == 0
    assert (site.out / "projects/loy-2026-777").exists()
    (site.out / "eski").mkdir()
    (site.out / "eski/index.html").write_text("Eski sahifa", "utf-8")
    (site.root / "records/projects/loy-2026-777.md").unlink()
    assert site.build() == 0
    assert site.files_with("Eski sahifa") == []
    assert not (site.out / "projects/loy-2026-777").exists()


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("NIZOM_AUDIENCE", "pubic", snapshot("NIZOM_AUDIENCE qiymati internal yoki public bo‘lishi kerak, berilgani: pubic")),
        (
            "NIZOM_AS_OF",
            "15.06.2026",
            snapshot(
                "NIZOM_AS_OF qiymati noto‘g‘ri: 15.06.2026. Kerakli qiymat: 1980-01-01 va 2099-12-31 orasidagi kun, masalan 2026-06-15"
            ),
        ),
        (
            "NIZOM_AS_OF",
            "1900-01-01",
            snapshot(
                "NIZOM_AS_OF qiymati noto‘g‘ri: 1900-01-01. Kerakli qiymat: 1980-01-01 va 2099-12-31 orasidagi kun, masalan 2026-06-15"
            ),
        ),
    ],
)
def test_an_invalid_environment_variable_leaves_the_site_unchanged(tmp_path: Path, name: str, value: str, said: str) -> None:
    site = Site(tmp_path)
    (site.out / "loyihalar").mkdir(parents=True)
    (site.out / "loyihalar/index.html").write_text("Avvalgi sahifa", "utf-8")
    assert site.build(**{name: value}) != 0
    assert re.findall(rf"{name} qiymati .*", site.log) == [said]
    assert "Traceback" not in site.log
    assert site.page("loyihalar") == "Avvalgi sahifa"


def test_the_shared_frame_equals_what_material_renders(site: Site) -> None:
    assert site.build(NIZOM_REPO_URL="https://git.agency.example/nizom") == 0, site.log
    shared = {str(file.relative_to(site.out)): _squeezed(file) for file in site.out.rglob("*.html")}
    site.write(
        "plain.py",
        "import jinja2\n\n\ndef on_env(env, config, files):\n    env.template_class = jinja2.Template\n    return env\n",
    )
    config = (site.root / "mkdocs.yml").read_text("utf-8")
    site.write("mkdocs.yml", config.replace("hooks: [hooks/site.py]", "hooks: [hooks/site.py, plain.py]"))
    assert site.build(NIZOM_REPO_URL="https://git.agency.example/nizom") == 0, site.log
    assert [path for path, html in shared.items() if _squeezed(site.out / path) != html] == []


def _squeezed(file: Path) -> str:
    """Return a page without the spaces between its tags."""
    return re.sub(r"\s*(<[^>]*>)\s*", r"\1", file.read_text("utf-8"))


def test_markup_in_records_cannot_run_load_or_cover_anything(site: Site) -> None:
    bomb = "</title><script>alert(1)</script>"
    body = (
        f"<script>alert(2)</script> {bomb} <img src=x onerror=alert(3)> ![](https://tracker.example/p.png)\n\n"
        "[bosing](javascript:alert(4)) [a](//tracker.example/) "
        "<div id='__config' class='md-overlay' style='position:fixed'>x</div>\n\n"
        "<iframe src='https://tracker.example/'></iframe>\n\n[b](loy-2026-001.md){onclick=alert(5)}\n"
    )
    site.project("loy-2026-008", f"title: '{bomb}'\nsummary: '\"><svg onload=alert(6)>'\nstatus: in-progress\n", body)
    assert site.build() == 0, site.log
    for file in ("projects/loy-2026-008", "projects", "", "findings", "duties"):
        html = site.page(file)
        loaded = Loaded(html)
        assert not any("alert(" in script for script in loaded.scripts)
        assert loaded.handlers == []
        assert not any("tracker.example" in address for address in loaded.fetched)
        assert not any(re.match(r"\s*javascript:|//", link) for link in loaded.links)
        assert html.count('id="__config"') == 1
    assert "<script>alert" not in (site.out / "search/search_index.json").read_text("utf-8")


def test_markdown_in_records_renders_as_people_intend(site: Site) -> None:
    body = (
        "Shartnomani <Karimov A.A.> imzolaydi, `<tashkilot>` emas.\n\n"
        "Qilinadigan ishlar:\n- nusxa olish\n- topshirish\n\n"
        "7. Yettinchi ish\n8. Sakkizinchi ish\n\n"
        "Narxlar:\n| Nima | So‘m |\n|---|---|\n| Server | 100 |\n\n"
        "```\nShunday:\n- yoziladi\n```\n"
    )
    site.project("loy-2026-008", "", body)
    assert site.build() == 0, site.log
    text = site.page("projects/loy-2026-008")
    html = " ".join(text.split())
    assert "Shartnomani &lt;Karimov A.A.&gt; imzolaydi, <code>&lt;tashkilot&gt;</code> emas." in html
    assert "<p>Qilinadigan ishlar:</p> <ul> <li>nusxa olish</li> <li>topshirish</li> </ul>" in html
    assert '<ol start="7"> <li>Yettinchi ish</li> <li>Sakkizinchi ish</li> </ol>' in html
    assert re.search("<p>Narxlar:</p> <table> <thead>.*?<td>Server</td>", html)
    assert "Shunday:\n- yoziladi" in re.sub("<[^>]+>", "", text)


def test_personal_values_appear_nowhere_in_the_built_site(site: Site) -> None:
    team = f"team:\n  - organization: tsh-004\n    name: {SECRET}\n    task: Sinov\n    since: 2026-03-01\n"
    site.project("loy-2026-007", team)
    site.project("loy-2026-006", f"{team}due: ertaga\n")
    site.write(
        "records/projects/loy-2026-005.md",
        f"---\nid: loy-2026-005\nteam:\n  - nmae: {SECRET}\n  - {{name: {SECRET}, task: x}}\n"
        f"  - name: >\n      {SECRET}\ntitle: [a\n---\nx\n",
    )
    assert site.build() == 0, site.log
    assert "Sinov" in site.page("projects/loy-2026-007")
    assert site.files_with("Yashirinov") == []


def test_wiki_links_lead_to_records_and_an_unknown_id_fails_the_build(site: Site) -> None:
    site.project("loy-2026-008", "", "Qarang: [[std-001]] va [[hjt-001|o‘sha qonun]]. Kodda: `[[yoq-001]]`.\n")
    site.write("docs/guide/index.md", "# Qo‘llanma\n\n[[loy-2026-001]] va [yozuv](../../records/standards/std-001.md)\n")
    assert site.build() == 0, site.log
    page = site.page("projects/loy-2026-008")
    assert re.search(r'href="\.\./\.\./standards/std-001/"[^>]*>[^<]', page)
    assert re.search(r'href="\.\./\.\./acts/hjt-001/"[^>]*>o‘sha qonun<', page)
    assert "[[yoq-001]]" in page
    assert 'href="../standards/std-001/"' in site.page("guide")
    site.project("loy-2026-008", "", "Qarang: [[yoq-001]]\n")
    assert site.build() != 0
    assert "yoq-001" in site.log
