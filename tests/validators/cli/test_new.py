"""`nizom new`: a new record has its id and the keys of its kind, for a person to fill in."""

import re
from pathlib import Path

import pytest
from inline_snapshot import snapshot

from tests.support.scratch import AS_OF, Answer, Scratch
from validators.answers.schema import kind_schema
from validators.kinds import all_kinds
from validators.text.messages import Language

FILE_IS_WRONG = re.compile(r"F(0[0-9]|1[0-9]|20)")
"""Codes of unreadable files and unknown keys; F21 and F22 are about values that are still to be filled in."""


def new(scratch: Scratch, kind: str, title: str = "Yangi yozuv", *facts: str, language: str = "en") -> Answer:
    """Run `nizom new`."""
    return scratch.nizom("new", kind, title, "--as-of", AS_OF, "--lang", language, *facts)


def file_of(scratch: Scratch, answer: Answer) -> Path:
    """Return the file that the command wrote."""
    return scratch.root / answer.out.splitlines()[0]


def test_a_new_project_gets_the_next_id_of_the_year(base: Scratch) -> None:
    answer = new(base, "project", "Elektron katalog: ikkinchi bosqich")

    assert (answer.code, answer.err) == (0, "")
    assert answer.out == snapshot(
        """\
records/projects/loy-2026-002.md
May be there too (nizom set, or nizom new --all):
  Units (units), Basis (basis), Related (related), Summary (summary), How it ended (ended),
  Completed (completed), Launched (launched), Priority (priority), Purpose (purpose), Problem
  (problem), Expected results (results), Effect (effect), Risks (risks), Customer (customer),
  Developer (developer), Introduced in (introduced_in), Systems (systems), Project documents
  (documents), Changes (changes), Milestones (milestones), Extensions (extensions), Monitoring
  (monitoring), Budget (budget), Team (team)
Fill it in, then look what is missing: nizom check records/projects/loy-2026-002.md
"""
    )
    facts = [line for line in file_of(base, answer).read_text("utf-8").splitlines() if not line.startswith("#")]
    assert facts == [
        "---",
        "id: loy-2026-002",
        "title: 'Elektron katalog: ikkinchi bosqich'",
        "status: draft",
        "owner: tsh-002",
        "responsible:",
        "creates:",
        "started:",
        "due:",
        "---",
    ]


def test_an_id_that_a_deleted_record_had_is_not_given_again(base: Scratch) -> None:
    base.commit()
    path = file_of(base, new(base, "project"))
    base.commit()
    path.unlink()
    base.commit()

    assert file_of(base, new(base, "project")).name == "loy-2026-003.md"
    assert base.check("--base", "HEAD").findings == base.check().findings


def test_a_new_record_lacks_only_the_required_facts(base: Scratch) -> None:
    file = file_of(base, new(base, "project"))
    assert base.check(file.relative_to(base.root).as_posix()).findings == [
        "F21 loy-2026-002 creates",
        "F21 loy-2026-002 due",
        "F21 loy-2026-002 started",
        "N15.2-1 loy-2026-002 responsible",
    ]

    text = file.read_text("utf-8")
    for key, value in {"responsible": "xod-003", "creates": "no-system", "started": "2026-06-01", "due": "2026-12-01"}.items():
        text = text.replace(f"\n{key}:\n", f"\n{key}: {value}\n")
    file.write_text(text, "utf-8")
    assert base.check(file.relative_to(base.root).as_posix()).findings == []


def test_an_id_has_no_year_where_the_others_of_its_kind_have_none(base: Scratch) -> None:
    assert new(base, "standard").out.splitlines()[0] == "records/standards/std-004.md"


def test_the_first_record_of_a_department_can_be_created(scratch: Scratch) -> None:
    answer = new(scratch, "organization", "Raqamlashtirish bo‘limi")

    assert answer.out.splitlines()[0] == "records/organizations/tsh-2026-001.md"


def test_a_broken_record_keeps_its_id_and_text(base: Scratch) -> None:
    base.write("records/projects/loy-2026-002.md", "---\nid: [\n---\n")

    assert new(base, "project").out.splitlines()[0] == "records/projects/loy-2026-003.md"
    assert base.path("loy-2026-002").read_text("utf-8") == "---\nid: [\n---\n"


def test_an_existing_file_is_not_overwritten(base: Scratch) -> None:
    base.write("records/projects/loy-2026-002.md", "")

    answer = new(base, "project")

    assert (answer.code, answer.out) == (4, "")
    assert answer.err == snapshot("nizom: records/projects/loy-2026-002.md could not be written: the file is there already\n")
    assert base.path("loy-2026-002").read_text("utf-8") == ""


@pytest.mark.parametrize("kind", all_kinds())
def test_every_key_of_the_kind_is_offered_in_its_place(base: Scratch, kind: str) -> None:
    file = file_of(base, new(base, kind, "Yangi yozuv", "--all"))
    with_all = re.sub(r"(?m)^#(?! )", "", file.read_text("utf-8"))
    file.write_text(with_all, "utf-8")

    answer = base.check(file.relative_to(base.root).as_posix())

    schema = kind_schema(all_kinds()[kind], all_kinds(), Language("en"))
    offered = set(re.findall(r"(?m)^([a-z_]+):", with_all))
    assert offered == schema["properties"].keys() - {"approvals", "sample", "corrections"}
    assert [found for found in answer.findings if FILE_IS_WRONG.match(found)] == []


ASKED = {
    "registry-entry": ["responsible", "basis", "short_name", "purpose", "url", "criticality", "#registration", "#security"],
    "standard": ["responsible", "object", "purpose", "scope"],
    "dataset": ["responsible", "units", "basis", "organization", "formats", "publish_by", "#website", "#portal"],
    "assignment": ["responsible", "number", "due"],
    "request": ["responsible", "sender", "number", "date", "subject"],
    "employee": ["#service"],
    "kpi": ["basis"],
}
"""The optional keys that the checks ask for, of a new record of some kinds or once work on it goes on."""


@pytest.mark.parametrize("kind", ASKED)
def test_of_the_optional_keys_those_are_there_that_the_checks_ask_for(base: Scratch, kind: str) -> None:
    text = file_of(base, new(base, kind)).read_text("utf-8")

    required = kind_schema(all_kinds()[kind], all_kinds(), Language("en"))["required"]
    assert [key for key in re.findall(r"(?m)^(#?[a-z_]+):", text) if key not in required] == ASKED[kind]


def test_what_the_checks_ask_for_follows_the_settings(base: Scratch) -> None:
    base.edit("records/settings.md", "value: [short_name, purpose, basis, url]", "value: [operator]")

    text = file_of(base, new(base, "registry-entry")).read_text("utf-8")

    assert ("\noperator:\n" in text, "\npurpose:\n" in text) == (True, False)


def test_the_keys_that_are_left_out_are_named(base: Scratch) -> None:
    assert new(base, "kpi", language="uz").out.splitlines()[1:-1] == snapshot(
        [
            "Yana yozish mumkin (nizom set yoki nizom new --all):",
            "  Bo‘linmalar (units), Bog‘liq yozuvlar (related), Qisqacha mazmuni (summary), Tugatish qarori",
            "  (ended), Haqiqiy qiymat (actual)",
        ]
    )


def test_a_remark_says_what_to_write_where_nothing_is_written(base: Scratch) -> None:
    assert file_of(base, new(base, "kpi", "Ulush", "unit=foiz")).read_text("utf-8") == snapshot("""\
---
id: kpi-2026-002
title: Ulush
status: running
owner: tsh-002
# Responsible: The employee responsible for it
responsible:
# Basis: The acts on which it rests
basis:
unit: foiz
# Period: The days for which it is set
period:
  since:  # The first day, for example 2026-01-01
  until:  # The last day, for example 2026-12-31
# Better is: higher when more is better, lower when less is better
direction:
# Target: What is to be reached
target:
---
""")


def test_facts_are_written_as_records_have_them(base: Scratch) -> None:
    facts = (
        "mas’ul=xod-003", "creates=yangi tizim", "started=1.07.2026", "muddat=25.12.2026", "budget.planned=300 mln so‘m",
        "milestones.1.title=Texnik topshiriq", "milestones.1.due=15.08.2026", "systems+=ree-001",
    )  # fmt: skip
    answer = new(base, "loyiha", "Elektron ariza", *facts)

    assert (answer.code, answer.err) == (0, "")
    assert file_of(base, answer).read_text("utf-8") == snapshot("""\
---
id: loy-2026-002
title: Elektron ariza
status: draft
owner: tsh-002
responsible: xod-003
creates: new-system
started: 2026-07-01
due: 2026-12-25
systems:
  - ree-001
milestones:
  - title: Texnik topshiriq
    due: 2026-08-15
budget:
  planned: 300000000
---
""")
    assert base.check("loy-2026-002").findings == []


@pytest.mark.parametrize(
    "fact", ["responsible=xod-999", "due=05/03/27", "muhlat=2027-01-01", "milestones.2.title=Ikkinchi", "due"]
)
def test_nothing_is_begun_with_a_fact_that_is_not_understood_or_names_nothing(base: Scratch, fact: str) -> None:
    answer = new(base, "project", "Yangi", fact)

    assert (answer.code, answer.out) == (2, "")
    assert not (base.root / "records/projects/loy-2026-002.md").exists()


def test_the_first_day_of_service_is_the_day_of_hiring(base: Scratch) -> None:
    answer = new(base, "xodim", "Zilola Ergasheva", "hired=1.06.2026", "service.1.position=mutaxassis")

    assert answer.out.splitlines()[1] == snapshot("Written: hired=2026-06-01, service.1.position=specialist")
    assert "hired: 2026-06-01\nservice:\n  - position: specialist\n    since: 2026-06-01\n" in file_of(base, answer).read_text(
        "utf-8"
    )


def test_the_day_of_hiring_is_the_first_day_of_service(base: Scratch) -> None:
    answer = new(base, "employee", "Zilola Ergasheva", "service.1.since=1.06.2026", "service.1.position=specialist")

    assert "hired: 2026-06-01\n" in file_of(base, answer).read_text("utf-8")


def test_options_may_stand_between_facts(base: Scratch) -> None:
    answer = base.nizom("new", "project", "Yangi", "responsible=xod-003", "--as-of", AS_OF, "creates=no-system", "--lang", "en")

    assert (answer.code, answer.err) == (0, "")


def test_an_unknown_kind_lists_all_kinds(base: Scratch) -> None:
    answer = new(base, "qandaydir", language="uz")

    assert answer.code == 2
    assert answer.err.partition(": ")[2].partition(": ")[0] == snapshot("qandaydir degan yozuv turi yo‘q. Turlari")
    assert "project (Loyiha)" in answer.err


@pytest.mark.parametrize("kind", ["loyiha", "Loyiha", "Project", "project", "LOYIHALAR"])
def test_a_kind_may_be_given_by_its_title(base: Scratch, kind: str) -> None:
    assert new(base, kind).out.startswith("records/projects/loy-2026-002.md\n")


def test_a_title_is_one_line(base: Scratch) -> None:
    assert new(base, "project", "Bir\nikki").err == snapshot("nizom: A title is one line\n")


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("Katalog\u202eabc", "An invisible character here turns the direction of writing (code U+202E). "
                            "Delete it: what follows it can be read otherwise than it is written"),
        ("Katalog\x07", "There is a control character here (code U+0007)"),
        ("Katalog\nikkinchi satr", "A title is one line"),
    ],
)  # fmt: skip
def test_a_title_that_a_file_may_not_hold_is_refused(base: Scratch, title: str, reason: str) -> None:
    answer = new(base, "project", title)

    assert (answer.code, answer.out, answer.err) == (2, "", f"nizom: {reason}\n")
    assert not (base.root / "records/projects/loy-2026-002.md").exists()


def test_a_title_that_another_record_has_is_pointed_out(base: Scratch) -> None:
    answer = new(base, "project", "standartlar ELEKTRON katalogini yaratish")

    assert answer.out.splitlines()[:2] == [
        "records/projects/loy-2026-002.md",
        "Called the same, and there already: loy-2026-001 (Standartlar elektron katalogini yaratish)",
    ]


def test_a_title_of_another_kind_or_of_what_is_withdrawn_is_free(base: Scratch) -> None:
    base.change("hjt-001", "status: withdrawn\n")
    withdrawn = re.search(r"(?m)^title: '?(.*?)'?$", base.path("hjt-001").read_text("utf-8"))
    assert withdrawn

    answers = [new(base, "act", withdrawn[1]), new(base, "analysis", "Standartlar elektron katalogini yaratish")]

    assert ["Called the same" in answer.out for answer in answers] == [False, False]


def test_a_kind_may_be_called_by_a_word_that_only_its_name_has(base: Scratch) -> None:
    assert base.nizom("new", "reestr", "Yangi tizim").out.startswith("records/registry-entries/ree-")


def test_a_kind_that_is_nearly_named_is_named_alone(base: Scratch) -> None:
    answer = base.nizom("new", "loiha", "Yangi loyiha", "--lang", "en")
    assert (answer.code, answer.err) == (2, "nizom: There is no kind loiha. The nearest is loyiha\n")


@pytest.mark.parametrize(("written", "nearest"), [("intsident", "hodisa"), ("ochiq ma’lumot", "ochiq ma’lumotlar to‘plami")])
def test_the_nearest_kind_is_called_as_people_call_it(base: Scratch, written: str, nearest: str) -> None:
    answer = new(base, written, language="uz")
    assert (answer.code, answer.err) == (2, f"nizom: “{written}” degan yozuv turi yo‘q. Eng yaqini: {nearest}\n")


@pytest.mark.parametrize("command", ["new", "import", "schema"])
def test_the_help_of_a_command_about_a_kind_names_them_all(scratch: Scratch, command: str) -> None:
    words = " ".join(scratch.nizom(command, "--help").out.split())
    called = ", ".join(f"{kind.name} ({Language('uz').text(kind.singular)})" for kind in all_kinds().values())
    assert words.endswith(f"yozuv turlari: {called}")


def test_a_title_is_given_once(base: Scratch) -> None:
    assert new(base, "project", "Arxiv", "nomi=Ariza").err == "nizom: A title was given already: Arxiv\n"


@pytest.mark.parametrize("title", ["", "  "])
def test_a_record_has_a_title(base: Scratch, title: str) -> None:
    assert new(base, "loyiha", title).err == snapshot("nizom: Say what the record is called: “nizom new loyiha TITLE”\n")


def test_what_is_understood_is_shown(base: Scratch) -> None:
    answer = new(base, "loyiha", "Bo'limlar tizimi", "mas’ul=Karimova Dilnoza", "budget.planned=300 mln")

    assert answer.out.splitlines()[1] == snapshot("Written: responsible=xod-002, budget.planned=300000000")
    assert 'title: "Bo\'limlar tizimi"\n' in file_of(base, answer).read_text("utf-8")


@pytest.mark.parametrize(
    ("called", "folder"),
    [
        ("tizim", "registry-entries"),
        ("axborot tizimi", "registry-entries"),
        ("qaror", "acts"),
        ("axborot-tizimi", "registry-entries"),
        ("registry entry", "registry-entries"),
        ("reestr_yozuvi", "registry-entries"),
    ],
)
def test_a_kind_goes_by_its_types_too(base: Scratch, called: str, folder: str) -> None:
    assert file_of(base, new(base, called, "Yangi")).parent.name == folder
