"""`nizom show`: a record, or everything that one employee owes; `nizom due` for one person or unit."""

import re

import pytest
from inline_snapshot import snapshot

from tests.support.scratch import AS_OF, Answer, Scratch

STAGES = """\
responsible: xod-003
milestones:
  - title: Kechikkan
    due: 2026-06-14
    responsible: xod-002
  - title: Yaqin
    due: 2026-07-30
    responsible: xod-002
  - title: Uzoq
    due: 2026-07-31
    responsible: xod-002
  - title: Bajarilgan
    due: 2026-06-01
    done: 2026-06-01
    responsible: xod-002
  - title: Boshqaniki
    due: 2026-06-20
"""


TITLE = "Standartlar elektron katalogini yaratish"
"""The title of the base project."""


@pytest.fixture
def stages(base: Scratch) -> Scratch:
    """The base with stages of xod-002 that are late, near, later and done, and one without a responsible employee."""
    base.change("loy-2026-001", STAGES)
    return base


def show(scratch: Scratch, *arguments: str, language: str = "en") -> Answer:
    """Run `nizom show` as of the base's day."""
    return scratch.nizom("show", "--lang", language, "--as-of", AS_OF, *arguments)


def test_a_record_is_shown_with_duties_links_and_findings(stages: Scratch) -> None:
    answer = show(stages, "loy-2026-001")

    head, *blocks = answer.out.rstrip("\n").split("\n\n")
    assert (answer.code, answer.err) == (0, "")
    assert head.splitlines() == snapshot(
        [
            "loy-2026-001  Standartlar elektron katalogini yaratish",
            "  kind         Project",
            "  status       in-progress",
            "  owner        tsh-002  Raqamlashtirish bo‘limi",
            "  responsible  xod-003  Javohir Toshmatov",
            "  file         records/projects/loy-2026-001.md",
        ]
    )
    assert [block.splitlines()[0] for block in blocks] == ["Duties", "Links to", "Named by", "Findings"]
    duties = blocks[0].splitlines()
    assert re.match(r"2026-06-01  done +N14\.4-1  Stage “Bajarilgan” ", duties[2])
    assert re.match(r"2026-06-14  1 day late  N14\.4-1  Stage “Kechikkan” ", duties[3])
    assert blocks[-1] == snapshot("""\
Findings
  25:10  overdue  N14.4-1  Stage “Kechikkan”: was due on 14 June 2026, 1 day ago
      what to do: Write the day on which it was done; or, with the reason and who decided, move the date under extensions:, or give the stage up under cancelled:\
""")


def test_links_lead_both_ways_and_name_their_fields(base: Scratch) -> None:
    links = {link["id"]: link for link in show(base, "ree-001", "--format", "json").json["cited_by"]}
    assert links["loy-2026-001"] == {
        "id": "loy-2026-001", "kind": "project", "title": TITLE, "status": "in-progress",
        "status_title": "in-progress", "path": "records/projects/loy-2026-001.md", "broken": False, "fields": ["systems.0"],
    }  # fmt: skip
    project = show(base, "loy-2026-001", "--format", "json").json
    assert "ree-001" in [link["id"] for link in project["cites"]]
    assert "tsh-002" not in [link["id"] for link in project["cites"]]


def test_missing_steps_say_who_is_next(base: Scratch) -> None:
    base.change("loy-2026-001", "status: draft\napprovals:\n")

    assert show(base, "loy-2026-001", "--format", "json").json["missing"] == [
        {
            "decision": "visa", "roles": ["head", "chief-specialist"], "holders": ["xod-001", "xod-002"],
            "needed": False, "next": True,
        },
        {
            "decision": "approved", "roles": ["deputy", "director-general"], "holders": ["xod-005", "xod-004"],
            "needed": False, "next": False,
        },
    ]  # fmt: skip
    lines = show(base, "loy-2026-001").out.splitlines()
    assert [line for line in lines if line.startswith(("  visa ", "  approved "))] == snapshot(
        [
            "  visa      head or chief-specialist: xod-001  Aziz Rahimov, xod-002  Dilnoza Karimova    who acts next",
            "  approved  deputy or director-general: xod-005  Kamola Yusupova, xod-004  Botir Salimov  after that",
        ]
    )


def test_a_step_that_the_status_already_needs_is_marked(base: Scratch) -> None:
    base.change("loy-2026-001", "approvals:\n")

    assert [(step["decision"], step["needed"]) for step in show(base, "loy-2026-001", "--format", "json").json["missing"]] == [
        ("visa", True), ("approved", True),
    ]  # fmt: skip


def test_a_submitted_record_is_with_its_receiver(base: Scratch) -> None:
    base.change("yol-2026-001", "status: submitted\n" + SUBMITTED)

    missing = show(base, "yol-2026-001", "--format", "json").json["missing"]

    assert [(step["decision"], step["roles"], step["holders"]) for step in missing] == [
        ("reviewed", ["ministry"], ["tsh-003"]),
        ("agreed", ["ministry"], ["tsh-003"]),
        ("approved", ["director-general"], ["xod-004"]),
    ]


SUBMITTED = """\
approvals:
  - decision: developed
    role: department
    by: xod-002
    date: 2026-01-05
  - decision: submitted
    role: head
    by: xod-001
    date: 2026-01-12
    document: 01-12/14
    to: tsh-003
"""


def test_a_broken_record_is_shown_with_its_errors(base: Scratch) -> None:
    base.change("loy-2026-001", "due: ertaga\n")

    answer = show(base, "loy-2026-001")

    assert answer.code == 0
    assert [line for line in answer.out.splitlines() if "broken" in line or " F22 " in line] == snapshot(
        [
            "This record is broken: what is written in it cannot be relied upon until it is fixed",
            "  9:6  error  F22  “ertaga” is not a date",
        ]
    )
    shown = show(base, "loy-2026-001", "--format", "json").json
    assert (shown["record"]["broken"], shown["record"]["status"], shown["missing"]) == (True, None, [])
    assert "ryx-2026-001" in [link["id"] for link in shown["cited_by"]]


def test_a_person_owes_what_has_their_name_on_it(stages: Scratch) -> None:
    shown = show(stages, "--person", "xod-002", "--format", "json").json

    def stages_in(group: str) -> list[str]:
        return [duty["what"] for duty in shown[group] if duty["record"] == "loy-2026-001"]

    assert stages_in("overdue") == ["Stage “Kechikkan”"]
    assert stages_in("near") == ["Stage “Yaqin”"]
    assert stages_in("later") == ["Stage “Uzoq”"]
    assert [(work["field"], work["what"]) for work in shown["work"] if work["id"] == "loy-2026-001"] == [
        ("milestones.0.responsible", "Kechikkan"),
        ("milestones.1.responsible", "Yaqin"),
        ("milestones.2.responsible", "Uzoq"),
    ]
    assert shown["person"]["id"] == "xod-002"


def test_work_is_named_by_the_titles_of_fields_and_counted_from_one(stages: Scratch) -> None:
    _, _, work = show(stages, "--person", "xod-002").out.partition("Assigned work")

    assert re.findall(r"(?m)^  loy-2026-001 .+ (Milestones .+?)  +(\S+)$", work) == [
        ("Milestones 1 → Responsible", "Kechikkan"),
        ("Milestones 2 → Responsible", "Yaqin"),
        ("Milestones 3 → Responsible", "Uzoq"),
    ]


def test_the_responsible_person_owes_duties_without_a_name(stages: Scratch) -> None:
    text = show(stages, "--person", "xod-003").out

    assert "Stage “Boshqaniki”" in text
    assert re.search(r"(?m)^  loy-2026-001 .+ in-progress +Responsible$", text)
    assert "Kechikkan" not in text


def test_finished_work_is_owed_by_nobody(base: Scratch) -> None:
    base.change("xod-020", "title: Sardor Umarov\n")

    assert show(base, "--person", "xod-020", "--format", "json").json["work"] == []


def test_due_may_be_limited_to_a_person_or_unit(stages: Scratch) -> None:
    def due(*arguments: str) -> list[tuple[str, str, str]]:
        answer = stages.nizom("due", "--lang", "en", "--as-of", AS_OF, "--format", "json", *arguments)
        return [(duty["responsible"], duty["unit"], duty["what"]) for duty in answer.json["duties"]]

    everybody = due()
    assert due("--person", "xod-002") == [duty for duty in everybody if duty[0] == "xod-002"]
    assert due("--unit", "tsh-002") == [duty for duty in everybody if duty[1] == "tsh-002"]
    assert due("--person", "xod-002", "--unit", "tsh-006") == []
    assert ("xod-002", "tsh-002", "Stage “Kechikkan”") in due("--person", "xod-002", "--unit", "tsh-002")
    assert due("--person", "xod-002", "--until", "2026-06-15") == [("xod-002", "tsh-002", "Stage “Kechikkan”")]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (
            ("show", "loy-2026-01"),
            snapshot(
                "nizom: There is no record loy-2026-01. The nearest is loy-2026-001 (Standartlar elektron katalogini yaratish)\n"
            ),
        ),
        (
            ("show", "loy"),
            snapshot("""\
Id            Status       Responsible        Title
loy-2026-001  in-progress  Javohir Toshmatov  Standartlar elektron katalogini yaratish
ryx-2026-001  approved     Javohir Toshmatov  2026-yilgi loyihalar ro‘yxati
tsh-004       active                          Loyihalarni ekspertiza qilish markazi (namuna)
3 records
nizom: “loy” is said of several records: name one by its id
"""),
        ),
        (
            ("show", "loy-9"),
            snapshot("nizom: There is no record loy-9\n"),
        ),
        (
            ("show", "--person", "xod-0003"),
            snapshot("nizom: There is no record xod-0003 of this kind: employee. The nearest is xod-003 (Javohir Toshmatov)\n"),
        ),
        (
            ("show", "--person", "Toshmatov"),
            snapshot("nizom: There is no record Toshmatov of this kind: employee. The nearest is xod-003 (Javohir Toshmatov)\n"),
        ),
        (("due", "--person", "tsh-002"), snapshot("nizom: There is no record tsh-002 of this kind: employee\n")),
        (
            ("due", "--unit", "tsh-02"),
            snapshot(
                "nizom: There is no record tsh-02 of this kind: organisation. The nearest is tsh-002 (Raqamlashtirish bo‘limi)\n"
            ),
        ),
    ],
)
def test_an_unknown_id_is_a_usage_error_that_names_the_nearest(base: Scratch, arguments: tuple[str, ...], complaint: str) -> None:
    answer = base.nizom(*arguments, "--lang", "en")

    assert (answer.code, answer.out) == (2, "")
    assert answer.err == complaint


def test_show_needs_either_a_record_or_a_person(base: Scratch) -> None:
    assert show(base).code == 2
    assert show(base, "loy-2026-001", "--person", "xod-003").code == 2
    assert show(base, language="uz").err == snapshot(
        "nizom: Nimani ko‘rsatish kerakligini yozing: yozuv identifikatori, nomidagi so‘zlar yoki --person bilan xodim identifikatori\n"
    )


def test_an_empty_repository_suggests_no_id(scratch: Scratch) -> None:
    assert show(scratch, "loy-2026-001").err == snapshot("nizom: There is no record loy-2026-001\n")


def test_list_items_in_links_are_counted_from_one(base: Scratch) -> None:
    named = show(base, "loy-2026-001").out.partition("Named by")[0]

    rows = dict(re.findall(r"^  (\S+)  .*  (\S.*)$", named, re.MULTILINE))
    assert rows["std-001"] == "Project documents 1 → Standards 1"


def test_a_record_whose_own_id_is_not_known_is_not_listed(base: Scratch) -> None:
    """It names the record, and what it is called nobody knows; the check reports that."""
    base.write("records/requests/yangi.md", "---\nid: {a: b}\ntitle: So‘rov\nbasis: [hjt-001]\nrelated: [loy-2026-001]\n---\n")

    shown = base.nizom("show", "loy-2026-001", "--format", "json", "--as-of", AS_OF)

    assert (shown.code, shown.err) == (0, "")
    assert "yangi" not in shown.out


@pytest.mark.parametrize(
    "words",
    [("elektron", "katalogini"), ("elektron katalogini",), ("КАТАЛОГИНИ ЯРАТИШ",), ("loyiha",), ("loyiha", "katalog"), ("LOY-2026-001",)],
)  # fmt: skip
def test_a_record_is_shown_by_words_in_any_spelling(base: Scratch, words: tuple[str, ...]) -> None:
    answer = show(base, *words)

    assert (answer.code, answer.out.splitlines()[0]) == (0, f"loy-2026-001  {TITLE}")


def test_several_records_that_are_called_so_are_listed(base: Scratch) -> None:
    answer = show(base, "sertifikatlar")

    assert (answer.code, answer.out) == (2, "")
    assert answer.err == snapshot("""\
Id            Status    Responsible        Title
hod-2026-001  resolved  Javohir Toshmatov  Sertifikatlar tizimi ochilmadi
kpi-2026-001  measured  Javohir Toshmatov  Elektron shaklda berilgan sertifikatlar ulushi
ree-001       in-use    Javohir Toshmatov  Muvofiqlik sertifikatlari axborot tizimi (namuna)
3 records
nizom: “sertifikatlar” is said of several records: name one by its id
""")


def test_a_whole_title_is_enough_where_another_begins_with_it(base: Scratch) -> None:
    base.change("loy-2026-002", f"title: {TITLE} (2-bosqich)\n")

    assert show(base, TITLE).out.splitlines()[0] == f"loy-2026-001  {TITLE}"


def test_words_that_nothing_is_called_by_are_refused(base: Scratch) -> None:
    assert show(base, "kosmodrom", "qurilishi").err == snapshot("nizom: There is no record kosmodrom qurilishi\n")
    assert show(base).code == 2
