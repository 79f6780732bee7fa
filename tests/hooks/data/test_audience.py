"""No built file contains personal data, and no file of a public build what is closed to the public."""

import csv
import gzip
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from tests.support.site import Site
from validators.kinds import all_kinds
from validators.model.fields import fields_of

SECRET = "Maxfiyjon"
KEY = f"ssh-ed25519 {'A' * 40}{SECRET}{'A' * 20}"

PLANTS = {
    "project": (
        "loy-2026-001",
        {"team.*.name": f"team:\n  - {{organization: tsh-004, name: {SECRET}, task: Sinov, since: 2026-03-01}}\n"},
    ),
    "employee": (
        "xod-003",
        {
            "phone": f"phone: '{SECRET}1'\n",
            "account": f"account: {SECRET}0\n",
            "email": f"email: {SECRET.lower()}@agency.example\n",
            "former_emails": f"former_emails: [{SECRET.lower()}.eski@agency.example]\n",
            "keys.*.key": f"keys:\n  - {{key: {KEY}, since: 2026-01-01}}\n",
        },
    ),
    "organization": (
        "tsh-005",
        {
            "contact.name": f"contact:\n  employee: xod-003\n  name: {SECRET}2\n  phone: '{SECRET}3'\n  position: Mutaxassis\n",
            "contact.phone": "",
        },
    ),
}  # fmt: skip
"""For each kind with personal fields, a record and facts that put a value into each of them."""

TITLED = "records/assignments/top-2026-098-2026-yil-rejasi.md"
"""A closed record in a file whose name goes on with a title that begins with a number."""
PROJECT = "projects/loy-2026-001.md"
CLOSED = "Yopiqnarsa"
RENAMED, GONE = "Eskinomli", "Ketganishchi"
"""What a record was called before, and what was written for a decision; the title of a deleted one."""
EDITOR, EDITED = "d.karimova@agentlik.example.uz", "2026-04-09"
"""The address of the employee xod-002, and the day on which that employee changed the records."""


def personal(model: type[BaseModel], route: str = "") -> Iterator[str]:
    for item in fields_of(model).values():
        here = f"{route}{item.name}"
        if item.personal:
            yield here
        if item.group:
            yield from personal(item.group, f"{here}.*." if item.many else f"{here}.")


def test_a_value_is_planted_in_every_personal_field_of_every_kind() -> None:
    wanted = {kind.name: set(found) for kind in all_kinds().values() if (found := list(personal(kind.model)))}
    assert {name: set(plants) for name, (_, plants) in PLANTS.items()} == wanted


def planted(root: Path) -> Site:
    """Return a site with a value in every personal field of valid and broken records, and a word in everything closed."""
    site = Site(root)
    site.write("docs/CODEOWNERS", f"* @{SECRET}0\n")
    for name, (id_, plants) in PLANTS.items():
        kind = all_kinds()[name]
        site.change(f"{kind.folder}/{id_}.md", "".join(plants.values()))
        text = (site.root / f"records/{kind.folder}/{id_}.md").read_text("utf-8")
        copy = f"{kind.prefix}-2026-099"
        site.write(f"records/{kind.folder}/{copy}.md", re.sub(r"(?m)^id: .*$", f"id: {copy}", text, count=1))
        site.change(f"{kind.folder}/{copy}.md", "status: yo‘q\n")
    for kind in all_kinds().values():
        if kind.public is not True:
            for file in (site.root / "records" / kind.folder).glob("*.md"):
                title = "" if kind.public else f"title: {CLOSED} {file.stem}\n"
                site.change(f"{kind.folder}/{file.name}", f"{title}summary: {CLOSED}\n", f"\n{CLOSED}\n")
    site.change(PROJECT, "due: 2026-06-01\n")
    site.change("employees/xod-001.md", f"education:\n  - {{institution: {CLOSED}, specialty: AKT, level: master, ict: true}}\n")
    assignment = (site.root / "records/assignments/top-2026-001.md").read_text("utf-8")
    site.write(TITLED, assignment.replace("id: top-2026-001\n", "id: top-2026-098\n", 1))
    closed = "[[top-2026-001]], [[top-2026-001|shu]] va [topshiriq](../assignments/top-2026-001.md)"
    site.change(PROJECT, "", f"\n{closed}, [reja](../{TITLED.removeprefix('records/')})\n")
    project, employee, roadmap = (
        site.root / "records" / path for path in (PROJECT, "employees/xod-003.md", "roadmaps/yol-2026-001.md")
    )
    kept, planned = project.read_text("utf-8"), roadmap.read_text("utf-8")
    roadmap.write_text(planned.replace("decision: submitted", f"decision: {RENAMED}"), "utf-8")
    site.change(PROJECT, f"title: {RENAMED} loyiha\n")
    gone = employee.with_name("xod-090.md")
    gone.write_text(re.sub("(?m)^(id|title): .*$", lambda key: f"{key[1]}: {'xod-090' if key[1] == 'id' else GONE}",
                           employee.read_text("utf-8"), count=2), "utf-8")  # fmt: skip
    site.commit("Boshi", "2026-04-08")
    project.write_text(kept, "utf-8")
    roadmap.write_text(planned, "utf-8")
    gone.unlink()
    site.change("employees/xod-003.md", f"phone: '{SECRET}4'\njob_title: Bosh mutaxassis\n")
    site.change("assignments/top-2026-001.md", f"summary: {CLOSED} boshqacha\n")
    site.change("reports/his-2026-001.md", "approvals:\n  - {decision: agreed, role: head, by: xod-001, date: 2026-04-08}\n")
    site.commit("Tuzatish", EDITED, by=EDITOR)
    return site


@pytest.fixture(scope="module", params=["internal", "public"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Site]:
    site = planted(tmp_path_factory.mktemp(request.param))
    assert site.build(NIZOM_AUDIENCE=request.param) == 0, site.log
    return request.param, site


def unpacked(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield every built file, and every member of those that are archives."""

    for file in site.out.rglob("*"):
        if file.suffix == ".gz":
            yield str(file), gzip.decompress(file.read_bytes())
        elif file.suffix in (".xlsx", ".docx"):
            with zipfile.ZipFile(file) as archive:
                yield from ((f"{file}!{name}", archive.read(name)) for name in archive.namelist())
        elif file.is_file():
            yield str(file), file.read_bytes()


def holding(site: Site, words: str) -> list[str]:
    return [name for name, data in unpacked(site) if words.lower().encode() in data.lower()]


def test_no_personal_value_is_in_any_built_file_or_the_log(built: tuple[str, Site]) -> None:
    _, site = built
    assert holding(site, SECRET) == []
    assert SECRET.lower() not in site.log.lower()


def test_only_the_internal_build_has_what_the_writing_page_loads(built: tuple[str, Site]) -> None:
    audience, site = built
    folder = site.out / "assets/yozish"

    assert folder.exists() == (audience == "internal")
    if audience == "internal":
        published = {file.stem for file in (folder / "texts").iterdir()}
        planted_in = {id_ for id_, _ in PLANTS.values()}
        assert published & planted_in == set()
        assert {entry["id"] for entry in json.loads((site.out / "data/records.json").read_text("utf-8"))["records"]} > published


def test_only_the_internal_build_has_what_is_is_closed_to_the_public(built: tuple[str, Site]) -> None:
    audience, site = built
    assert bool(holding(site, CLOSED)) == (audience == "internal")


def test_recent_changes_do_not_reveal_what_was_removed(built: tuple[str, Site]) -> None:
    audience, site = built
    assert holding(site, RENAMED) == []
    assert bool(holding(site, GONE)) == (audience == "internal")
    assert "xod-090" in (site.out / "changes.atom").read_text("utf-8")


def test_the_changes_name_no_step_author_or_value_that_is_closed(built: tuple[str, Site]) -> None:
    audience, site = built
    internal = audience == "internal"
    lines = [json.loads(line) for line in (site.out / "data/changes.jsonl").read_text("utf-8").splitlines()]
    of_kinds = {line["kind"] for line in lines}
    stepped = {(line["record"], *(step["decision"] for step in line["steps"])) for line in lines if line["steps"]}
    named = {name for line in lines for name in line["authors"]}
    edited = {line["record"]: (line["field"], line["old"], line["new"]) for line in lines if line["day"] == EDITED}
    page, table = site.page("changes"), (site.out / "data/changes.csv").read_text("utf-8-sig")
    rows = [row for row in re.findall(r"<tr data-words=.*?</tr>", page, re.DOTALL) if "his-2026-001" in row]

    assert of_kinds == {kind.name for kind in all_kinds().values() if internal or kind.public} - {"waiver"}
    closed = {("his-2026-001", "submitted"), ("his-2026-001", "agreed")}
    assert stepped & closed == (closed if internal else set())
    assert {step[0] for step in stepped - closed} == {
        "loy-2026-001", "loy-2026-099", "ryx-2026-001", "std-002", "xiz-001", "yol-2026-001", "yol-2026-002",
    }  # fmt: skip
    assert named == ({"xod-002"} if internal else set())
    assert edited["xod-003"] == ("Lavozimi", None, None)
    assert {(cells[8], cells[9]) for cells in csv.reader(table.splitlines(), delimiter=";") if cells[1] == "his-2026-001"} == (
        {("", "taqdim etilgan"), ("xod-002", "kelishilgan")} if internal else {("", "")}
    )
    assert len(rows) == (2 if internal else 1)
    for word in ("taqdim etilgan", "kelishilgan", "xod-002"):
        assert any(word in row for row in rows) == internal, word
    assert ("top-2026-001" in page, "top-2026-001" in table) == (internal, internal)


def test_a_closed_kind_has_no_page_list_or_export_in_the_public_build(built: tuple[str, Site]) -> None:
    audience, site = built
    for kind in all_kinds().values():
        offered = (
            f"{kind.folder}/index.html",
            f"data/{kind.folder}.csv",
            f"data/{kind.folder}.xlsx",
            f"schemas/{kind.name}.json",
        )
        expected = audience == "internal" or bool(kind.public)
        assert [(site.out / path).exists() for path in offered] == [expected] * 4, kind.name
    published = json.loads((site.out / "data/records.json").read_text("utf-8"))
    assert published["audience"] == audience
    shown = {record["kind"] for record in published["records"]}
    assert audience == "internal" or shown <= {kind.name for kind in all_kinds().values() if kind.public}


def test_the_public_sees_only_an_employees_name_and_post(built: tuple[str, Site]) -> None:
    audience, site = built
    published = json.loads((site.out / "data/records.json").read_text("utf-8"))
    facts = next(record["facts"] for record in published["records"] if record["id"] == "xod-001")
    if audience == "public":
        assert set(facts) <= {"id", "title", "status", "owner", "sample", "job_title"}
    else:
        assert "education" in facts
    assert (site.out / "calendar/xod-001.ics").exists() == (audience == "internal")


def test_pages_based_on_closed_data_are_only_in_the_internal_build(built: tuple[str, Site]) -> None:
    audience, site = built
    for url in ("people", "people/xod-001", "quality", "exceptions"):
        assert (site.out / url / "index.html").exists() == (audience == "internal"), url
    for url in ("overdue", "plans", "units", "units/tsh-002", "reported", "guide/map"):
        assert (site.out / url / "index.html").exists(), url
    assert audience == "internal" or site.files_with('id="moves"') == []
    assert ('id="people"' in site.page("units/tsh-002")) == (audience == "internal")
    assert ('class="list-group list-group-2"' in site.page("overdue")) == (audience == "internal")


def test_a_link_to_a_closed_record_is_plain_text_for_the_public(built: tuple[str, Site]) -> None:
    audience, site = built
    for id_ in ("top-2026-001", "top-2026-098"):
        assert (f"assignments/{id_}/" in site.page("projects/loy-2026-001")) == (audience == "internal"), id_


@pytest.mark.parametrize("word", ["", "Public", "ommaviy"])
def test_an_unknown_audience_stops_the_build(tmp_path: Path, word: str) -> None:
    site = Site(tmp_path)
    assert site.build(NIZOM_AUDIENCE=word) != 0
    assert "NIZOM_AUDIENCE" in site.log


MISTYPED = (
    "phone:+998 71 200 00 12", "phone = +998 71 200 00 12", "phone：+998 71 200 00 12", "telefon +998 71 200 00 12",
    "- phone +998 71 200 00 12", "phone:\u200b +998 71 200 00 12", "title: Dilnoza phone: +998 71 200 00 12",
    "job_title: Mutaxassis, phone +998 71 200 00 12\nqavs: [", "phone: |\n  +998 71 200 00 12\nqavs: [",
    "{status: employed, phone: +998 71 200 00 12", "qavs: [\n---\nphone +998 71 200 00 12\nowner: tsh-002",
)  # fmt: skip
"""Mistyped forms of `phone: +998 71 200 00 12` that make the file unreadable."""


def test_a_mistyped_personal_value_is_hidden_on_the_page_of_a_broken_file(tmp_path: Path) -> None:
    site = Site(tmp_path)
    sound = (site.root / "records/employees/xod-002.md").read_text("utf-8")
    for number, mistyped in enumerate(MISTYPED, 100):
        text = sound.replace("xod-002", f"xod-{number}").replace("phone: +998 71 200 00 12", mistyped)
        site.write(f"records/employees/xod-{number}.md", text)
    (site.root / "records/employees/xod-200.md").write_bytes(sound.replace("xod-002", "xod-200").encode("utf-16"))
    assert site.build() == 0, site.log
    assert site.files_with("200 00 12") == []
    assert site.files_with("2\0000") == []
    shown = site.page("employees/xod-100")
    assert "status: employed" in shown
    assert "(yashirilgan)" in shown
    assert 'id="source"' not in site.page("employees/xod-200")
