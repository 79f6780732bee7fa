"""`nizom fix`: what needs no person is put right, and nothing else in the file changes by a byte."""

from collections.abc import Callable
from typing import Any

import pytest
from inline_snapshot import snapshot

from tests.support.approvals import DIGEST
from tests.support.scratch import AS_OF, Answer, Scratch
from validators.authoring import fixes
from validators.authoring.fixes import Fixes
from validators.kinds import all_kinds
from validators.repository.record_file import read_record

PROJECT = "records/projects/loy-2026-001.md"


def fix(scratch: Scratch, *arguments: str) -> Answer:
    return scratch.nizom("fix", "--lang", "en", "--as-of", AS_OF, *arguments)


def text_of(scratch: Scratch, path: str = PROJECT) -> str:
    return (scratch.root / path).read_bytes().decode()


TITLE = "title: Standartlar elektron katalogini yaratish"

BUDGET = "budget:\n  planned: 480000000\n  contracted: 465000000\n  paid: 120000000\n  source: Davlat budjeti"
MEASURED = """\
  - title: Katalogni sinovdan o‘tkazish
    stage: system-tests
    start: 2026-08-03
    due: 2026-10-30
"""

FIXED = {
    "day first": ("due: 2026-12-25", "due: 25.12.2026", "due: 2026-12-25"),
    "short month": ("due: 2026-12-25", "due: 2026-12-5", "due: 2026-12-05"),
    "in words": ("due: 2026-12-25", "due: 2026-yil 25-dekabr", "due: 2026-12-25"),
    "in words, day first": ("due: 2026-12-25", "due: 25-dekabr 2026", "due: 2026-12-25"),
    "together": ("due: 2026-12-25", "due: 20261225", "due: 2026-12-25"),
    "in words, in Russian": ("due: 2026-12-25", "due: 25 декабря 2026 года", "due: 2026-12-25"),
    "a Russian month of another spelling": ("due: 2026-12-25", "due: 25 сентября 2026 г.", "due: 2026-09-25"),
    "a month cut short": ("due: 2026-12-25", "due: 25-dek 2026", "due: 2026-12-25"),
    "with a time of midnight": ("due: 2026-12-25", "due: 2026-12-25T00:00:00.000Z", "due: 2026-12-25"),
    "letters like digits": ("due: 2026-12-25", "due: 2O26-l2-25", "due: 2026-12-25"),
    "dashes": ("due: 2026-12-25", "due: 2026–12–25", "due: 2026-12-25"),
    "quotes of Word": ("due: 2026-12-25", "due: “2026-12-25”", "due: 2026-12-25"),
    "parted thousands": ("planned: 480000000", "planned: 480 000 000", "planned: 480000000"),
    "thousands with tiyin": ("planned: 480000000", "planned: 480.000.000,50", "planned: 480000000.50"),
    "millions": ("planned: 480000000", "planned: 480 mln so‘m", "planned: 480000000"),
    "percent sign": ("{date: 2026-04-02, progress: 20}", "{date: 2026-04-02, progress: 20%}", "{date: 2026-04-02, progress: 20}"),
    "choice in Uzbek": ("status: in-progress", "status: Bajarilmoqda", "status: in-progress"),
    "choice in capitals": ("priority: high", "priority: HIGH", "priority: high"),
    "key by its label": ("due: 2026-12-25", "muddat: 2026-12-25", "due: 2026-12-25"),
    "key in capitals": ("status: in-progress", "Status: in-progress", "status: in-progress"),
    "key by its label, and the value": ("due: 2026-12-25", "Muddat: 25.12.2026", "due: 2026-12-25"),
    "Cyrillic letter in a key": ("status: in-progress", "stаtus: in-progress", "status: in-progress"),
    "Cyrillic letter in an id": ("responsible: xod-003\ncreates", "responsible: хod-003\ncreates", "responsible: xod-003\ncreates"),
    "a list without brackets": ("systems: [ree-001]", "systems: ree-001", "systems: [ree-001]"),
    "one id in brackets": ("responsible: xod-003\ncreates", "responsible: [xod-003]\ncreates", "responsible: xod-003\ncreates"),
    "nothing, written out": ("priority: high", "priority: high\nsummary: ''", "priority: high"),
    "tabs": ("budget:\n  planned", "budget:\n\tplanned", "budget:\n  planned"),
    "a tab where an item's keys stand": ("    stage: terms", "\tstage: terms", "    stage: terms"),
    "a tab for as much as stands below it": (
        "  planned: 480000000\n  contracted: 465000000\n  paid: 120000000\n  source:",
        "\tplanned: 480000000\n    contracted: 465000000\n\tpaid: 120000000\n    source:",
        "    planned: 480000000\n    contracted: 465000000\n    paid: 120000000\n    source:",
    ),
    "a hyphen for the colon": ("priority: high", "priority - high", "priority: high"),
    "two cells of a workbook": ("priority: high", "Ustuvorlik\tyuqori", "priority: high"),
    "a row of a table": (TITLE, "| title | Katalog |", "title: Katalog"),
    "a quotation": (TITLE, "> title: Katalog", "title: Katalog"),
    "a number before the key": (TITLE, "1. title: Katalog", "title: Katalog"),
    "a heading": (TITLE, "## title: Katalog", "title: Katalog"),
    "an item under its key, without indent or hyphen": (
        "introduced_in: [tsh-006]", "introduced_in:\ntsh-006", "introduced_in: [tsh-006]",
    ),
    "items under their key, without indent or hyphens": (
        "introduced_in: [tsh-006]", "introduced_in:\ntsh-005\ntsh-006", "introduced_in: [tsh-005, tsh-006]",
    ),
    "the first fact of a group without its indent": ("budget:\n  planned", "budget:\nplanned", "budget:\n  planned"),
    "all facts of a group without their indent": (BUDGET, BUDGET.replace("\n  ", "\n"), BUDGET),
    "a key called so in Uzbek": ("due: 2026-12-25", "Tugash sanasi: 2026-12-25", "due: 2026-12-25"),
    "a key of two words in Russian": ("due: 2026-12-25", "срок сдачи: 2026-12-25", "due: 2026-12-25"),
    "tabs for a list and for what is in it": (MEASURED, MEASURED.replace("    ", "\t\t").replace("  - ", "\t- "), MEASURED),
    "a title on two lines": (TITLE, "title: |-\n  Standartlar\n  katalogi", "title: Standartlar katalogi"),
    "second colon": (TITLE, "title: Loyiha: 2-bosqich", "title: 'Loyiha: 2-bosqich'"),
    "quotes in a value": (TITLE, 'title: "Arxiv" loyihasi', "title: '\"Arxiv\" loyihasi'"),
    "a value that begins with a sign": (TITLE, "title: *Muhim* loyiha", "title: '*Muhim* loyiha'"),
    "a link of Markdown": ("source: Davlat budjeti", "source: [Budjet](http://x)", "source: '[Budjet](http://x)'"),
    "bold key": (TITLE, "**title**: Katalog", "title: Katalog"),
    "bold key and colon": (TITLE, "**title:** Katalog", "title: Katalog"),
    "no space after the colon": ("status: in-progress", "status:in-progress", "status: in-progress"),
    "= for the colon": ("status: in-progress", "status = in-progress", "status: in-progress"),
    "a tab after the hyphen of an item": ("  - title: Texnik", "  -\ttitle: Texnik", "  - title: Texnik"),
    "tabs after hyphens of a list in a list": (MEASURED, MEASURED.replace("- ", "- \t"), MEASURED),
    "tab for the colon": (TITLE, "title\tKatalog", "title: Katalog"),
    "spaces for the colon": (TITLE, "title    Katalog", "title: Katalog"),
    "a fact twice, word for word": ("status: in-progress\n", "status: in-progress\nstatus: in-progress\n", "status: in-progress\n"),
    "a fact of an item twice": (
        "    start: 2026-08-03\n", "    start: 2026-08-03\n    start: 2026-08-03\n", "    start: 2026-08-03\n",
    ),
    "one space before a key": ("priority: high", " priority: high", "priority: high"),
    "hyphen without a space": ("  - title: Texnik", "  -title: Texnik", "  - title: Texnik"),
    "dash for a hyphen": ("  - title: Texnik", "  — title: Texnik", "  - title: Texnik"),
    "a space too few": ("    stage: terms", "   stage: terms", "    stage: terms"),
    "a space too many": ("    due: 2026-03-20", "     due: 2026-03-20", "    due: 2026-03-20"),
    "a hyphen a space to the left": ("  - title: Katalogni", " - title: Katalogni", "  - title: Katalogni"),
    "a key of a group a space to the left": ("  contracted:", " contracted:", "  contracted:"),
    "... in the middle": ("priority: high", "...\npriority: high", "priority: high"),
    "a remark glued to a bracket": ("systems: [ree-001]", "systems: [ree-001]# x", "# x\nsystems: [ree-001]"),
    "Cyrillic letter in a word": (TITLE, "title: Standartlar еlektron katalogi", "title: Standartlar elektron katalogi"),
    "several mistakes, each hiding the next": (
        "status: in-progress\nowner: tsh-002\nresponsible: xod-003", "**status**: in-progress\nowner = tsh-002\nresponsible:xod-003",
        "status: in-progress\nowner: tsh-002\nresponsible: xod-003",
    ),
    "a list with hyphens stuck to its items": (
        "introduced_in: [tsh-006]", "introduced_in:\n  -tsh-006", "introduced_in:\n  - tsh-006",
    ),
    "a list with dots for hyphens": ("introduced_in: [tsh-006]", "introduced_in:\n  • tsh-006", "introduced_in:\n  - tsh-006"),
    "two ids in one item": ("introduced_in: [tsh-006]", "introduced_in: [tsh-005; tsh-006]", "introduced_in: [tsh-005, tsh-006]"),
    "an id in capitals": ("responsible: xod-003\ncreates", "responsible: XOD-003\ncreates", "responsible: xod-003\ncreates"),
    "an id without zeros": ("responsible: xod-003\ncreates", "responsible: xod-3\ncreates", "responsible: xod-003\ncreates"),
    "an id in quotes of Word": ("acts: [hjt-001]", "acts: [“hjt-001”]", "acts: [hjt-001]"),
    "an id without its hyphen": ("responsible: xod-003\ncreates", "responsible: xod003\ncreates", "responsible: xod-003\ncreates"),
    "an id with another sign between": ("systems: [ree-001]", "systems: [ree_1]", "systems: [ree-001]"),
    "an id at the end of a sentence": ("responsible: xod-003\ncreates", "responsible: xod-003.\ncreates", "responsible: xod-003\ncreates"),
    "an id as a file is called": ("acts: [hjt-001]", "acts: [hjt-001.md]", "acts: [hjt-001]"),
    "an id as a link is written": ("responsible: xod-003\ncreates", "responsible: [[xod-003]]\ncreates", "responsible: xod-003\ncreates"),
    "ids as a sentence tells them": ("introduced_in: [tsh-006]", "introduced_in: tsh-005 va tsh-006", "introduced_in: [tsh-005, tsh-006]"),
    "ids with spaces between": ("introduced_in: [tsh-006]", "introduced_in: tsh-005 tsh-006", "introduced_in: [tsh-005, tsh-006]"),
    "ids between other brackets": ("introduced_in: [tsh-006]", "introduced_in: (tsh-006)", "introduced_in: [tsh-006]"),
    "ids that are numbered": ("introduced_in: [tsh-006]", "introduced_in:\n  1. tsh-005\n  2. tsh-006", "introduced_in:\n  - tsh-005\n  - tsh-006"),
    "items with commas at their ends": (
        "introduced_in: [tsh-006]", "introduced_in:\n  - tsh-005,\n  - tsh-006", "introduced_in:\n  - tsh-005\n  - tsh-006",
    ),
    "a list with asterisks for hyphens": ("introduced_in: [tsh-006]", "introduced_in:\n  * tsh-006", "introduced_in:\n  - tsh-006"),
    "a day with the word for year": ("due: 2026-12-25", "due: 25.12.2026-yil", "due: 2026-12-25"),
    "a day with the word for year in Russian": ("due: 2026-12-25", "due: 25.12.2026 г.", "due: 2026-12-25"),
    "a day with commas": ("due: 2026-12-25", "due: 25,12,2026", "due: 2026-12-25"),
    "a day as a workbook shows it": ("due: 2026-12-25", "due: 25.12.2026 00:00:00", "due: 2026-12-25"),
    "a sum in Russian": ("planned: 480000000", "planned: 480 млн сум", "planned: 480000000"),
    "a sum with the currency's code": ("planned: 480000000", "planned: 480 000 000 UZS", "planned: 480000000"),
    "a sum in thousands": ("planned: 480000000", "planned: 480000 ming so‘m", "planned: 480000000"),
    "a bracket that is not closed": ("introduced_in: [tsh-006]", "introduced_in: [tsh-006", "introduced_in: [tsh-006]"),
    "a fact as JSON has it": ("priority: high", "\"priority\": \"high\",", "\"priority\": \"high\""),
    "a colon of another script": ("priority: high", "priority：high", "priority: high"),
    "a person's name": ("responsible: xod-003\ncreates", "responsible: Тошматов Жавоҳир\ncreates", "responsible: xod-003\ncreates"),
    "a unit's title": ("introduced_in: [tsh-006]", "introduced_in: [Moliya va xaridlar bo'limi]", "introduced_in: [tsh-006]"),
    "an act's number": ("acts: [hjt-001]", "acts: [ЎРҚ 395-сон]", "acts: [hjt-001]"),
    "a link with an id in capitals": ("loyihasi.", "loyihasi, [[REE-001|tizim]].", "loyihasi, [[ree-001|tizim]]."),
    "choice as people call it": ("status: in-progress", "status: Jarayonda", "status: in-progress"),
    "choice in Russian": ("priority: high", "priority: Высокий", "priority: high"),
    "key in Russian": ("due: 2026-12-25", "Срок: 2026-12-25", "due: 2026-12-25"),
    "key by its label without what is in brackets": ("    acts: [hjt-001]", "    hujjatlar: [hjt-001]", "    acts: [hjt-001]"),
    "key in other English": ("due: 2026-12-25", "deadline: 2026-12-25", "due: 2026-12-25"),
    "key by its label with an ending": ("status: in-progress", "holati: in-progress", "status: in-progress"),
    "nothing, as an empty list": ("priority: high", "priority: high\nsummary: []", "priority: high"),
    "nothing, as a dash": ("priority: high", "priority: high\nlaunched: –", "priority: high"),
    "NBSP after a colon": ("status: in-progress", "status:\u00a0in-progress", "status: in-progress"),
}  # fmt: skip


@pytest.mark.parametrize(("there", "slip", "right"), FIXED.values(), ids=FIXED)
def test_a_slip_is_put_right_and_nothing_else_changes(base: Scratch, there: str, slip: str, right: str) -> None:
    base.edit(PROJECT_ID, there, slip)
    before = text_of(base)

    answer = fix(base)

    assert text_of(base) == before.replace(slip, right)
    assert (answer.code, answer.err) == (0, "")
    again = text_of(base)
    assert fix(base).out.startswith("Fixed: 0\n")
    assert text_of(base) == again


PROJECT_ID = "loy-2026-001"

NOT_FIXED = {
    "month or day first": ("due: 2026-12-25", "due: 05/12/26"),
    "month or day first, with the century": ("due: 2026-12-25", "due: 05/12/2026"),
    "a day that is not all": ("due: 2026-12-25", "due: 25.12.2026 gacha"),
    "a quarter for a day": ("due: 2026-12-25", "due: 2026-yil IV chorak"),
    "the end of a year for a day": ("due: 2026-12-25", "due: 2026 yil oxiri"),
    "a workbook's number for a day": ("due: 2026-12-25", "due: 46381"),
    "a choice among other words": ("priority: high", "priority: yuqori daraja"),
    "an id with a name after it": ("responsible: xod-003\ncreates", "responsible: xod-003 (Toshmatov)\ncreates"),
    "a day with a time": ("due: 2026-12-25", "due: 25.12.2026 09:15"),
    "a sum in another currency": ("planned: 480000000", "planned: 480000 $"),
    "ids among other words": ("introduced_in: [tsh-006]", "introduced_in: tsh-005 tomonidan"),
    "no such day": ("due: 2026-12-25", "due: 31.11.2026"),
    "thousands or decimals": ("planned: 480000000", "planned: 1.500"),
    "a share or a percentage": ("- {date: 2026-04-02, progress: 20}", "- date: 2026-04-02\n    progress: 0,20"),
    "nothing, in a word": ("priority: high", "priority: yo‘q"),
    "a guess by letters": ("priority: high", "priority: hight"),
    "a remark or a part of the value": (TITLE, "title: Katalog #2"),
    "a value broken off, or a key without a colon": ("elektron katalogini", "elektron\nkatalogini"),
    "an item without its hyphen, or a line too far right": ("  - title: Texnik", "  title: Texnik"),
    "a quotation mark that is not closed, or an apostrophe": (TITLE, "title: 'Katalog"),
    "a fact twice, in two ways": ("status: in-progress\n", "status: in-progress\nstatus: testing\n"),
    "a list twice": ("systems: [ree-001]\n", "systems: [ree-001]\nsystems: [ree-001]\n"),
    "a group twice": ("budget:\n", "budget:\n  planned: 480000000\nbudget:\n"),
    "a day of a senate": ("due: 2026-12-25", "due: 25 senat 2026"),
    "two facts on a line": ("status: in-progress\n", "status: in-progress owner: tsh-002\n"),
    "words with a sign between them that are no fact": (TITLE, f"{TITLE}\nkatalog; reyestr"),
    "words with a hyphen between them that are no fact": (TITLE, f"{TITLE}\nkatalog - reyestr"),
    "a fact taken out for a while": ("due: 2026-12-25", "# due: 2026-12-25"),
    "words under a key that may be another": ("introduced_in: [tsh-006]", "introduced_in:\nstage tsh-006"),
    "a hyphen before a key, which may begin an item": (TITLE, f"- {TITLE}"),
    "a fact below a group that has its facts in braces": (BUDGET, "budget: {planned: 480000000}\nsource: Davlat budjeti"),
    "where the text begins": ("\n---\nStandartlar", "\nStandartlar"),
    "a line --- among the facts": ("priority: high", "---\npriority: high"),
    "two versions of a merge": ("priority: high", "<<<<<<< HEAD\npriority: high\n=======\npriority: low\n>>>>>>> x"),
    "a surname with an initial": ("responsible: xod-003\ncreates", "responsible: Toshmatov J.\ncreates"),
    "another act's number": ("acts: [hjt-001]", "acts: [O‘RQ-396]"),
    "another record": ("responsible: xod-003\ncreates", "responsible: xod-999\ncreates"),
}


@pytest.mark.parametrize(("there", "slip"), NOT_FIXED.values(), ids=NOT_FIXED)
def test_what_can_be_read_in_two_ways_is_left_to_a_person(base: Scratch, there: str, slip: str) -> None:
    base.edit(PROJECT_ID, there, slip)
    before = text_of(base)

    answer = fix(base)

    assert text_of(base) == before
    assert (answer.code, answer.out.splitlines()[0]) == (1, "Fixed: 0")
    assert len(base.check().json["findings"]) == 1


def test_guesses_are_made_where_they_are_asked_for(base: Scratch) -> None:
    base.edit(PROJECT_ID, "priority: high", "priority: hight")
    base.edit(PROJECT_ID, "due: 2026-12-25", "due: 05/12/26")
    base.edit(PROJECT_ID, "responsible: xod-003\ncreates", "responsable: xod-003\ncreates")
    slips = text_of(base)

    assert fix(base, "--unsafe").code == 0
    right = slips.replace("hight", "high").replace("05/12/26", "2026-12-05").replace("responsable", "responsible")
    assert text_of(base) == right


def test_it_says_what_was_put_right_and_reports_the_rest(base: Scratch) -> None:
    base.edit(PROJECT_ID, "due: 2026-12-25", "muddat: 25.12.2026")
    base.edit(PROJECT_ID, "responsible: xod-003\ncreates", "responsible: xod-999\ncreates")

    answer = fix(base)

    assert answer.code == 1
    assert answer.out.split("\n\n")[0] == snapshot("""\
records/projects/loy-2026-001.md:9:1  F20  The key “muddat” is not known here. Perhaps “due” was meant: it is required and missing
records/projects/loy-2026-001.md:9:6  F22  “25.12.2026” is not a date. Write it as 2026-12-25
Fixed: 2
records/projects/loy-2026-001.md:6:14  error  R01  No such record
   |
 6 | responsible: xod-999
   |              ^^^^^^^ There is no record xod-999
   |
   = what to do: Correct the id, or add the record first
   = loy-2026-001 “Standartlar elektron katalogini yaratish”; responsible: xod-999\
""")


def test_a_diff_shows_it_and_writes_nothing(base: Scratch) -> None:
    base.edit(PROJECT_ID, "due: 2026-12-25", "due: 25.12.2026")
    before = text_of(base)

    answer = fix(base, "--diff")

    assert (answer.code, answer.err, text_of(base)) == (1, "", before)
    assert [line for line in answer.out.splitlines() if line[0] in "+-"] == [
        f"--- {PROJECT}", f"+++ {PROJECT}", "-due: 25.12.2026", "+due: 2026-12-25",
    ]  # fmt: skip
    base.edit(PROJECT_ID, "due: 25.12.2026", "due: 2026-12-25")
    assert (fix(base, "--diff").code, fix(base, "--diff").out) == (0, "")


BEGINNINGS: dict[str, Callable[[str], str | bytes]] = {
    "no first line": lambda text: text.removeprefix("---\n"),
    "an empty line above it": lambda text: f"\n \n{text}",
    "a dash for it": lambda text: f"—{text.removeprefix('---')}",
    "dashes above and below the facts": lambda text: f"—{text.removeprefix('---')}".replace("\n---\nStand", "\n—\nStand"),
    "a space before it": lambda text: f" {text}",
    "twice": lambda text: f"---\n{text}",
    "two hyphens below the facts": lambda text: text.replace("\n---\nStand", "\n--\nStand"),
    "dots below the facts": lambda text: text.replace("\n---\nStand", "\n...\nStand"),
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16 without its mark": lambda text: text.encode("utf-16-le"),
    "UTF-16 the other way round, without its mark": lambda text: text.encode("utf-16-be"),
    "a mark, and a mistake": lambda text: f"\ufeff{text}".replace("status: ", "status:"),
}


@pytest.mark.parametrize("spoilt", BEGINNINGS.values(), ids=BEGINNINGS)
def test_a_file_whose_facts_are_not_found_is_made_readable(base: Scratch, spoilt: Callable[[str], str | bytes]) -> None:
    before = text_of(base)
    base.write(PROJECT, spoilt(before))

    assert (fix(base).code, text_of(base)) == (0, before)
    assert fix(base).out.startswith("Fixed: 0\n")


def test_an_encoding_that_is_only_likely_is_a_guess(base: Scratch) -> None:
    text = text_of(base).replace("Standartlar elektron", "Стандартлар электрон").replace("‘", "'")
    base.write(PROJECT, text.encode("cp1251"))

    assert fix(base).out.startswith("Fixed: 0\n")
    assert fix(base, "--unsafe").code == 0
    assert text_of(base) == text


def test_facts_below_a_group_are_not_indented_where_one_may_be_the_records_own(base: Scratch) -> None:
    base.edit("ree-001", "responsible: xod-003\nbasis", "basis")
    base.edit("ree-001", "security:\n  responsible: xod-003\n  protection", "security:\nresponsible: xod-003\nprotection")
    base.edit("ree-001", "\n  backup: Har kuni, uch oy saqlanadi", "")
    before = text_of(base, "records/registry-entries/ree-001.md")

    assert fix(base).out.startswith("Fixed: 0\n")
    assert text_of(base, "records/registry-entries/ree-001.md") == before


def test_a_name_that_two_have_is_nobodys(base: Scratch) -> None:
    base.change("xod-006", "title: Javohir Toshmatov\n")
    base.edit(PROJECT_ID, "responsible: xod-003\ncreates", "responsible: Javohir Toshmatov\ncreates")
    before = text_of(base)

    answer = fix(base, "--unsafe")

    assert (answer.code, text_of(base)) == (1, before)
    assert "was meant" not in answer.out


def test_a_line_of_the_approvals_is_left_to_a_person(base: Scratch) -> None:
    base.edit(PROJECT_ID, "  - decision: approved", "  - decision:approved")
    before = text_of(base)

    assert (fix(base, "--unsafe").code, text_of(base)) == (1, before)


def test_a_file_saved_by_a_windows_editor_is_saved_as_others_are(base: Scratch) -> None:
    before = text_of(base)
    base.write(PROJECT, b"\xef\xbb\xbf" + before.replace("\n", "\r\n").encode())

    assert fix(base).code == 0
    assert text_of(base) == before


def test_only_the_named_files_are_touched(base: Scratch) -> None:
    base.edit(PROJECT_ID, "due: 2026-12-25", "due: 25.12.2026")
    before = text_of(base)

    assert fix(base, "records/employees").out.startswith("Fixed: 0\n")
    assert text_of(base) == before


def test_what_is_sealed_and_approved_is_left_alone(base: Scratch) -> None:
    """A step with a digest covers the words as they are; another notation would be another content."""
    base.edit(PROJECT_ID, "    document: 14-son\n", f"    document: 14-son\n    digest: {DIGEST}\n")
    base.edit(PROJECT_ID, "planned: 480000000", "planned: 480 mln")
    base.edit(PROJECT_ID, "    date: 2026-01-28", "    date: 28.01.2026")
    before = text_of(base)

    answer = fix(base, "--unsafe").out.splitlines()
    assert text_of(base) == before
    assert answer[:3] == snapshot(
        [
            "Fixed: 0",
            "records/projects/loy-2026-001.md:37  Left as it is, since a decision covers it: “480 mln” is not a sum of money",
            "records/projects/loy-2026-001.md:54  Left as it is, since a decision covers it: “28.01.2026” is not a date",
        ]
    )


def test_what_a_decision_covers_is_said_again_as_it_was(base: Scratch) -> None:
    base.edit(PROJECT_ID, "    document: 14-son\n", f"    document: 14-son\n    digest: {DIGEST}\n")
    kind = all_kinds()["project"]
    covered = read_record(PROJECT, (base.root / PROJECT).read_bytes(), kind).digest
    base.edit(PROJECT_ID, DIGEST, covered)
    before = text_of(base)
    base.edit(PROJECT_ID, "due: 2026-12-25", "due: 25.12.2026")

    assert "Fixed: 1" in fix(base).out.splitlines()
    assert text_of(base) == before


def test_a_file_that_would_get_another_mistake_keeps_its_text(base: Scratch) -> None:
    """A key that gets its name has a value, and that may be wrong."""
    base.edit(PROJECT_ID, "due: 2026-12-25", "Muddat: yil oxirida")
    before = text_of(base)

    answer = fix(base)

    assert (answer.code, text_of(base)) == (1, before)


LAYS_BARE = {
    "in it": ("monitoring:\n", "monitoringi:\n  - sana: 1 aprel\n    progress: 1\n"),
    "itself": ("priority: high", "Priority: juda"),
}


@pytest.mark.parametrize(("there", "slip"), LAYS_BARE.values(), ids=LAYS_BARE)
def test_what_would_lay_bare_a_mistake_keeps_only_itself_from_repair(base: Scratch, there: str, slip: str) -> None:
    base.edit(PROJECT_ID, there, slip)
    base.edit(PROJECT_ID, "due: 2026-12-25", "due: 25.12.2026")
    before = text_of(base)

    answer = fix(base)

    assert text_of(base) == before.replace("due: 25.12.2026", "due: 2026-12-25")
    assert (answer.code, answer.out.splitlines()[1]) == (1, "Fixed: 1")
    assert answer.out.splitlines()[2].startswith(f"{PROJECT}  More can be put right once this is: “")


def test_what_stands_next_to_a_mistake_laid_bare_is_put_right(base: Scratch) -> None:
    base.edit(PROJECT_ID, "  - kind: terms-of-reference\n    date: 2026-02-16\n", "  - turi: eskiz\n    date: 16.02.2026\n")

    answer = fix(base)

    assert "  - turi: eskiz\n    date: 2026-02-16\n" in text_of(base)
    assert answer.out.splitlines()[1] == "Fixed: 1"


def test_a_value_that_nobody_can_guess_keeps_nothing_next_to_it_back(base: Scratch) -> None:
    base.edit(
        PROJECT_ID, "  - kind: terms-of-reference\n    date: 2026-02-16\n", "  - kind: texnik topshiriq\n    date: yaqinda\n"
    )

    answer = fix(base)

    assert "  - kind: terms-of-reference\n    date: yaqinda\n" in text_of(base)
    assert answer.out.splitlines()[1] == "Fixed: 1"


def test_a_mistake_laid_bare_keeps_back_its_own_item_alone(base: Scratch) -> None:
    base.change("loy-2026-001", "team:\n  - employee: xod-003\n    task: Dasturlash\n    since: 10.02.2026\n    until: 2026-02-01\n"
                                "  - employee: xod-002\n    task: Sinash\n    since: 10.04.2026\n    until: 2026-04-20\n")  # fmt: skip

    answer = fix(base)

    assert "since: 10.02.2026\n    until: 2026-02-01\n" in text_of(base)
    assert "since: 2026-04-10\n    until: 2026-04-20\n" in text_of(base)
    assert answer.out.splitlines()[1] == "Fixed: 1"


ADDRESSES = ("mailto:j.toshmatov@agentlik.example.uz", "<j.toshmatov@agentlik.example.uz>",
             "[xat](mailto:j.toshmatov@agentlik.example.uz)", "“j.toshmatov@agentlik.example.uz”")  # fmt: skip


@pytest.mark.parametrize("written", ADDRESSES)
def test_an_address_is_written_without_what_programs_put_around_it(base: Scratch, written: str) -> None:
    path = "records/employees/xod-003.md"
    before = text_of(base, path)
    base.edit("xod-003", "email: j.toshmatov@agentlik.example.uz", f"email: {written}")

    answer = fix(base)

    assert text_of(base, path).replace("'", "") == before
    assert (answer.code, "toshmatov" in answer.out) == (0, False)


def test_an_address_in_cyrillic_letters_is_none(base: Scratch) -> None:
    path = "records/employees/xod-003.md"
    right = text_of(base, path)
    base.edit("xod-003", "email: j.toshmatov@", "email: j.tоshmаtov@")
    assert (fix(base).code, text_of(base, path).replace("'", "")) == (0, right)
    base.edit("xod-003", "j.toshmatov@", "ж.тошматов@")

    assert (fix(base).code, fix(base).out.splitlines()[0]) == (1, "Fixed: 0")
    assert base.check().findings == ["F22 xod-003 email"]


@pytest.mark.parametrize(
    ("written", "right"), [("12 ta", "12"), ("1 200", "1200"), ("“12”", "12"), ("12,5", "12.5"), ("oz", None)]
)
def test_a_number_is_written_in_digits(base: Scratch, written: str, right: str | None) -> None:
    path = "records/employees/xod-003.md"
    before = text_of(base, path)
    base.edit("xod-003", "hours: 36", f"hours: {written}")

    assert fix(base, "--unsafe").code == (1 if right is None else 0)
    assert text_of(base, path) == before.replace("hours: 36", f"hours: {right or written}")


def test_no_personal_value_is_shown(base: Scratch) -> None:
    base.edit("xod-003", "phone: +998 71 200", "Telefon: +998 71 200")
    path = "records/employees/xod-003.md"
    before = text_of(base, path)

    shown = [fix(base, "--diff").out, fix(base).out]

    assert text_of(base, path) == before.replace("Telefon:", "phone:")
    assert not any("998" in out for out in shown)


PLACES = {
    "another kind's folder": "records/standards/loy-2026-001.md",
    "no kind's folder": "records/loyihalar/loy-2026-001.md",
    "above the folders": "records/loy-2026-001.md",
    "above the folders, with another ending": "records/loy-2026-001.markdown",
    "no kind's folder, with two endings": "records/loyihalar/loy-2026-001.md.txt",
    "too deep": "records/projects/2026/loy-2026-001.md",
    "another ending": "records/projects/loy-2026-001.markdown",
    "capital letters": "records/projects/LOY-2026-001.MD",
    "two endings": "records/projects/loy-2026-001.md.txt",
    "a copy's name": "records/projects/loy-2026-001 (1).md",
    "a name of its own": "records/projects/katalog.md",
}


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_a_file_is_moved_to_where_its_record_belongs(base: Scratch, place: str) -> None:
    text = text_of(base).replace("due: 2026-12-25", "due: 25.12.2026")
    base.path("loy-2026-001").unlink()
    base.write(place, text)

    shown = fix(base, "--diff")
    assert (shown.code, shown.out.splitlines()[0], (base.root / place).exists()) == (1, f"{place} → {PROJECT}", True)
    answer = fix(base)

    assert (answer.code, (base.root / place).exists()) == (0, False)
    assert text_of(base) == text.replace("25.12.2026", "2026-12-25")
    assert fix(base).out.startswith("Fixed: 0\n")


def test_a_file_is_moved_over_no_other(base: Scratch) -> None:
    base.write("records/projects/loy-2026-001.markdown", "---\nid: loy-2026-001\n---\n")
    before = text_of(base)

    assert (fix(base).code, text_of(base)) == (1, before)
    assert (base.root / "records/projects/loy-2026-001.markdown").exists()


def test_a_file_is_not_moved_away_from_what_its_text_links_to(base: Scratch) -> None:
    text = text_of(base) + "\n[Buyruq](katalog.md)\n"
    base.path("loy-2026-001").unlink()
    base.write("records/projects/2026/loy-2026-001.md", text.replace("katalog.md", "../../acts/hjt-001.md"))

    assert fix(base).code == 1
    assert (base.root / "records/projects/2026/loy-2026-001.md").exists()


def test_a_copy_gets_the_id_in_its_name(base: Scratch) -> None:
    text = text_of(base).replace("title: Standartlar", "title: Boshqa standartlar")
    base.write("records/projects/loy-2026-014.md", text)

    fix(base)

    assert text_of(base, "records/projects/loy-2026-014.md") == text.replace("id: loy-2026-001", "id: loy-2026-014")


def test_an_id_that_is_missing_is_written_first(base: Scratch) -> None:
    before = text_of(base)
    base.write(PROJECT, before.replace("id: loy-2026-001\n", ""))

    assert (fix(base).code, text_of(base)) == (0, before)


def test_a_file_that_was_changed_in_the_meantime_is_left_as_it_is(base: Scratch, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody saves between reading and writing."""
    base.edit(PROJECT_ID, "due: 2026-12-25", "due: 25.12.2026")
    base.edit("xod-003", "hired: 2023-09-04", "hired: 04.09.2023")
    saved = text_of(base).replace("priority: high", "priority: low")

    found_by = fixes.fix

    def saved_meanwhile(*arguments: Any, **named: Any) -> Fixes:
        found = found_by(*arguments, **named)
        base.write(PROJECT, saved)
        return found

    with monkeypatch.context() as patched:
        patched.setattr("validators.authoring.fixes.fix", saved_meanwhile)
        answer = fix(base)

    assert text_of(base) == saved
    assert "hired: 2023-09-04" in text_of(base, "records/employees/xod-003.md")
    assert answer.out.splitlines()[1] == "Fixed: 1"
    assert answer.err == f"nizom: {PROJECT} was changed in the meantime, so it was left as it is\n"
