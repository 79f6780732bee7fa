"""What would stop the building of the site is found by the check first, and what a text may link to is there on its page."""

import re
from pathlib import Path

import pytest

from tests.support.site import Site

FOLDER = "records/organizations"
FACTS = "---\nid: {id}\ntitle: Sinov {number}\nstatus: active\nowner: tsh-002\ntype: unit\nparent: tsh-001\n---\n"

DEAD = {
    "no such record": ("[[std-404]]", {"R01"}, True),
    "no such record, in a table": ("| a |\n|---|\n| [[std-404\\|so‘z]] |", {"R01"}, True),
    "no such file": ("[a](../standards/std-404.md)", {"R06"}, True),
    "other capitals": ("[a](../Standards/STD-001.md)", {"R06"}, True),
    "backslashes": ("[a](..\\standards\\std-001.md)", {"R06"}, True),
    "a file that is no record": ("[a](../settings.md)", {"R06"}, True),
    "a folder": ("[a](../standards/)", {"R06"}, True),
    "outside of records and docs": ("[a](../../README.md)", {"R06"}, True),
    "an address of the site": ("[a](../../guide/adding.md)", {"R06"}, True),
    "from the root": ("[a](/records/standards/std-001.md)", {"R06"}, True),
    "not on the site": ("[a](../../docs/architecture.md)", {"R06"}, True),
    "no such picture": ("![rasm](sxema.png)", {"R06"}, True),
    "a picture of another name": ("![rasm](tsh-190/sxema.jpg)", {"R06"}, True),
    "by reference": ("[a][b]\n\n[b]: yoq.md", {"R06"}, True),
    "in a quotation in a list": ("- > [a](yoq.md)", {"R06"}, True),
    "HTML: an address that cannot be read": ('<a href="https://[x">a</a>', {"R06"}, False),
    "no such heading": ("[a](#yoq)\n\n## Bor", {"R07"}, True),
    "a heading in other letters": ("[a](#Bor)\n\n## Bor", {"R07"}, True),
    "no such heading elsewhere": ("[a](../standards/std-001.md#yoq)", {"R07"}, True),
    "a heading elsewhere with another apostrophe": ("[a](tsh-190.md#nima-o'zgaradi)", {"R07"}, True),
    "a block of the page": ("[a](#__history) [b](#history)", {"R07"}, True),
    "HTML: no such file": ('<a href="../standards/std-404.md">x</a>', {"R06"}, False),
    "HTML: no such picture": ("<img src=sxema.png>", {"R06"}, False),
    "HTML: no such heading": ('<a href="#yoq">x</a>', {"R07"}, True),
    "a file of one computer": ("[a](file:///srv/a.docx) [b](C:\\hujjatlar\\b.docx)", {"R06"}, False),
    "a script": ("[a](javascript:alert(1))", {"R06"}, False),
    "without https:": ("[a](//lex.uz/docs/1)", {"R06"}, False),
    "nothing": ("[a]() <a href=''>b</a>", {"R06"}, False),
}
"""A text; the codes of what the check finds in it; whether the site would stop at it."""

ALIVE = {
    "records": "[[std-001]] [a](../standards/std-001.md) <a href='../standards/std-001.md'>b</a> [c](<../standards/std%2D001.md>)",
    "docs": "[a](../../docs/guide/adding.md#x) ![b](../../docs/assets/mark.svg) <img src='../../docs/assets/mark.svg'>",
    "pictures": "![a](tsh-190/sxema.png) [b](tsh-190/sxema.png) <img src='tsh-190/sxema.png' alt='c'>",
    "elsewhere": "[a](https://lex.uz/docs/1) <https://lex.uz> www.lex.uz [b](mailto:a@b.uz) [t](tel:+998712000000) ![c](https://lex.uz/c.png)",
    "headings": "[a](#nima-o‘zgaradi) [b](#nima-ozgaradi) [c](#nima-o'zgaradi) [d](#) [e](tsh-190.md#nima-o‘zgaradi)\n\n"
    "## Nima o‘zgaradi",
    "own names": '<a name="shart"></a> [a](#shart) x[^1] [b](#fn:1) [c](#fnref:1) [d](tsh-190.md#joy)\n\n[^1]: izoh',
    "code": "`[a](yoq.md)` `[[std-404]]`\n\n    [a](yoq.md)\n\n<!-- [[std-404]] <a href='yoq.md'> -->\n\n\\[[std-404]] \\[a](yoq.md)",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with a record for each text, which is built, or not."""
    built = Site(tmp_path_factory.mktemp("links"))
    for number, text in enumerate([*(text for text, *_ in DEAD.values()), *ALIVE.values()], 101):
        built.write(f"{FOLDER}/tsh-{number}.md", FACTS.format(id=f"tsh-{number}", number=number) + text + "\n")
    target = FACTS.format(id="tsh-190", number=190) + "## Nima o‘zgaradi\n\n<b id='joy'>x</b>\n"
    built.write(f"{FOLDER}/tsh-190.md", target)
    picture = built.root / FOLDER / "tsh-190" / "sxema.png"
    picture.parent.mkdir()
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    assert built.build() != 0
    return built


def by_name(numbers: dict[int, set[str]]) -> dict[str, set[str]]:
    """Return what belongs to numbers of records by the names of their texts."""
    return {name: numbers.get(number, set()) for number, name in enumerate([*DEAD, *ALIVE], 101)}


def test_the_check_finds_what_stops_the_site(site: Site) -> None:
    stopped = re.findall(r"records/organizations/tsh-(\d+)\.md: ", site.log)
    assert stopped, site.log
    found: dict[int, set[str]] = {}
    for one in site.nizom("check")["findings"]:
        found.setdefault(int(re.sub(r"\D", "", Path(one["path"]).stem)), set()).add(one["code"])

    stops = {name for number, name in enumerate([*DEAD, *ALIVE], 101) if str(number) in stopped}
    assert stops == {name for name, (_, _, stop) in DEAD.items() if stop}
    assert by_name(found) == {name: codes for name, (_, codes, _) in DEAD.items()} | {name: set() for name in ALIVE}


def test_the_site_leaves_out_the_files_that_no_record_may_link_to() -> None:
    from mkdocs.config import load_config
    from mkdocs.structure.files import InclusionLevel, get_files

    from tests.support.paths import ROOT
    from validators.repository.paths import UNPUBLISHED

    files = get_files(load_config(str(ROOT / "mkdocs.yml")))
    excluded = {f"docs/{file.src_uri}" for file in files if file.inclusion is InclusionLevel.EXCLUDED}
    assert excluded == {path for path in UNPUBLISHED if (ROOT / path).exists()}


def test_links_written_as_html_lead_where_those_of_markdown_do(tmp_path: Path) -> None:
    built = Site(tmp_path)
    text = "[a](../standards/std-001.md)\n\n<a href='../standards/std-001.md'>b</a> <a href='yoq.md'>c</a> <img src='yoq.png' alt='d'>"
    built.write(
        f"{FOLDER}/tsh-101.md", FACTS.format(id="tsh-101", number=1) + text + "\n\n## Facts\n\n## __history\n\n## Links\n"
    )
    assert built.build() == 0, built.log

    page = built.page("organizations/tsh-101")
    words = page.partition('<section class="block words">')[2].partition("</section>")[0]
    assert re.findall(r'href="([^"#]*)"[^>]*>(\w)<', words) == [
        ("../../standards/std-001/", "a"),
        ("../../standards/std-001/", "b"),
    ]
    assert re.search(r"<a[^>]*>c</a>\s*d", words)
    ids = re.findall(r'\bid="([^"]+)"', page.partition("<article")[2].partition("</article>")[0])
    assert len(ids) == len(set(ids))
    own = re.findall(r'\bid="([^"]+)"', words)
    assert own == ["facts", "links"]
    assert [name for name in ids if name not in own and not name.startswith("__")] == []


DEAD_ON_PAGES = {
    "no such record": ("[[std-404]]", "R01", True),
    "no such record, in a box": ("!!! note\n    Qarang: [[std-404]]", "R01", True),
    "no such page": ("[a](yoq.md)", "R06", True),
    "no such page, in a box": ('??? note "Izoh"\n    !!! tip\n        [a](yoq.md)', "R06", True),
    "no such record's file": ("[a](../../records/standards/std-404.md)", "R06", True),
    "no such record's file, as the site has it": ("[a](../records/standards/std-404.md)", "R06", True),
    "no page of such a check": ("[a](../checks/N99-9.md)", "R06", True),
    "no page of such a unit": ("[a](../units/tsh-404.md)", "R06", True),
    "outside of records and docs": ("[a](../../README.md)", "R06", True),
    "no such picture": ("![rasm](../assets/yoq.png)", "R06", True),
    "from the root": ("[a](/guide/adding.md)", "R06", True),
    "an address of the site": ("[a](../duties/)", "R06", True),
    "no such heading": ("[a](#yoq)\n\n## Bor", "R07", True),
    "a heading as forges have it": ("[a](#nima-o‘zgaradi)\n\n## Nima o‘zgaradi", "R07", True),
    "no such heading of a page": ("[a](qoida.md#yoq)", "R07", True),
    "no such heading of a record": ("[a](../../records/organizations/tsh-190.md#yoq)", "R07", True),
    "HTML: no such page": ('<a href="yoq.md">x</a>', "R06", False),
    "a script": ("[a](javascript:alert(1))", "R06", False),
    "not on the site": ("[a](../architecture.md)", "R06", False),
}
"""A text of a page; the code of what the check finds in it; whether the site would stop at it."""

ALIVE_ON_PAGES = {
    "records": "[[std-001]] [a](../../records/standards/std-001.md) [b](../records/standards/std-001.md) "
    "[c](../../records/organizations/tsh-190.md#nima-ozgaradi)",
    "pages": "[a](qoida.md) [b](qoida.md#nima-ozgaradi) [c](qoida.md#reja-2026) [d](qoida.md#_1) [e](qoida.md#_2) "
    "[f](qoida.md#nima-ozgaradi_1) [g](qoida.md#joy) [h](../index.md) ![i](../assets/mark.svg)",
    "made pages": "[a](../checks/R06.md) [b](fields/project.md) [c](../projects/index.md) [d](../units/tsh-002.md) [e](../duties.md)",
    "elsewhere": "[a](https://lex.uz/docs/1) <https://lex.uz> [b](mailto:a@b.uz) [d](#)",
    "own names": "[a](#shart) [b](#reja) x[^1]\n\n<a name='shart'></a>\n\n## Reja\n\n[^1]: izoh",
    "code": "`[a](yoq.md)` `[[std-404]]`\n\n```\n[a](yoq.md)\n!!! note\n```\n\n!!! note\n    ```\n    [[std-404]]\n    ```",
    "facts": "---\nhide: [toc]\ntitle: '[a](yoq.md)'\n---\n\nMatn",
}
TARGET_PAGE = "# Qoida\n\n## Nima o‘zgaradi\n\n## Nima o‘zgaradi\n\n## Бажарилиши\n\n## Якуни\n\n## Reja {#reja-2026}\n\n<b id='joy'>x</b>\n"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with a page in `docs/guide/` for each text, which is built, or not."""
    built = Site(tmp_path_factory.mktemp("pages"))
    for number, text in enumerate([*(text for text, *_ in DEAD_ON_PAGES.values()), *ALIVE_ON_PAGES.values()], 101):
        built.write(f"docs/guide/sinov-{number}.md", text if text.startswith("---") else f"# Sinov\n\n{text}\n")
    built.write("docs/guide/qoida.md", TARGET_PAGE)
    built.write(f"{FOLDER}/tsh-190.md", FACTS.format(id="tsh-190", number=190) + "## Nima o‘zgaradi\n")
    assert built.build() != 0
    return built


def test_the_check_finds_in_pages_what_stops_the_site(pages: Site) -> None:
    names = dict(enumerate([*DEAD_ON_PAGES, *ALIVE_ON_PAGES], 101))
    stopped = {names[int(number)] for number in re.findall(r"OGOHLANTIRISH\W+guide/sinov-(\d+)\.md: ", pages.log)}
    found: dict[str, set[str]] = {}
    for one in pages.nizom("check")["findings"]:
        number = int(re.sub(r"\D", "", Path(one["path"]).stem) or 0)
        found.setdefault(names.get(number, one["path"]), set()).add(one["code"])

    assert stopped == {name for name, (_, _, stop) in DEAD_ON_PAGES.items() if stop}, pages.log
    assert found == {name: {code} for name, (_, code, _) in DEAD_ON_PAGES.items()}


def test_the_check_knows_which_pages_the_site_makes(pages: Site) -> None:
    from datetime import date

    from hooks.data.assignments import Assignments
    from hooks.data.snapshot import take_snapshot
    from hooks.pages.registry import all_views
    from tests.support.scratch import AS_OF
    from validators.checks.run import all_checks
    from validators.kinds import all_kinds
    from validators.repository.paths import MADE_OF_ONE, made_pages

    snapshot = take_snapshot(pages.root, date.fromisoformat(AS_OF))
    made = {f"docs/{view.source}" for view in all_views(snapshot, Assignments(snapshot), list, list)}
    of_one = {page for page in made if page.startswith(MADE_OF_ONE) and not page.endswith("/index.md")}

    assert {page.rpartition("/")[2].removesuffix(".md") for page in of_one} <= {entry.id for entry in snapshot.repository.files}
    kinds = all_kinds()
    assert made - of_one == made_pages(kinds.values(), all_checks(kinds))
