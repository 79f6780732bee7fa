"""The hint of a finding says what to write instead."""

import re
import shutil
from datetime import date

import pytest
from inline_snapshot import snapshot

from tests.support.scratch import AS_OF, Scratch
from validators.checks.run import run_checks
from validators.kinds import all_kinds
from validators.repository.repository import Repository
from validators.rules.kind import Kind


def findings(base: Scratch, language: str = "en") -> list[tuple[str, str, str, str]]:
    """Return the code, field, message and hint of each finding."""
    answer = base.nizom("check", "--format", "json", "--lang", language, "--as-of", "2026-06-15")
    return [(found["code"], found["field"], found["message"], found["hint"]) for found in answer.json["findings"]]


def hint(base: Scratch, record: str, facts: str, language: str = "en") -> str:
    """Return the hint of the first finding once these facts are laid over a record."""
    base.change(record, facts)
    return findings(base, language)[0][3]


def copy_project(base: Scratch, name: str) -> None:
    """Copy a project's file under another name."""
    shutil.copy(base.path("loy-2026-001"), base.root / "records/projects" / name)


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("loy-2026-001-nusxa.md", snapshot("Write “id: loy-2026-002”, and name the file loy-2026-002.md")),
        ("nusxa.md", snapshot("Write “id: loy-2026-002”, and name the file loy-2026-002.md")),
        ("loy-2026-014.md", snapshot("Write “id: loy-2026-014”, by the file's name")),
    ],
)
def test_a_copy_gets_an_id_of_its_own(base: Scratch, name: str, advice: str) -> None:
    copy_project(base, name)

    original = base.path("loy-2026-001").relative_to(base.root).as_posix()
    [(code, field, message, hint)] = findings(base)
    assert (code, field, hint) == ("F27", "id", advice)
    assert message.replace(original, "FILE") == snapshot("The id loy-2026-001 belongs to FILE already")


def test_a_copy_gets_the_id_that_a_new_record_would_get(base: Scratch) -> None:
    for later in ("loy-2026-006", "loy-2027-003", "yol-2028-001"):
        base.change(later, f"title: {later}\n")
    copy_project(base, "loy-2026-001 — nusxa.md")

    assert [advice for code, _, _, advice in findings(base) if code == "F27"] == snapshot(
        ["Write “id: loy-2026-007”, and name the file loy-2026-007.md"]
    )
    assert base.nizom("new", "project", "Yangi", "--as-of", "2026-11-26").out.startswith("records/projects/loy-2026-007.md\n")


@pytest.mark.parametrize("name", ["loy-2026-001.md", "loy-2026-001-katalog.md"])
@pytest.mark.parametrize(("id_", "code"), [("", "F21"), ("id: LOY-2026-001\n", "F22"), ("id: loyiha-7\n", "F25")])
def test_a_missing_or_garbled_id_is_suggested_from_the_file_name(base: Scratch, name: str, id_: str, code: str) -> None:
    file = base.path("loy-2026-001").rename(base.root / "records/projects" / name)
    file.write_text(file.read_text("utf-8").replace("id: loy-2026-001\n", id_), "utf-8")

    assert [(code, advice) for code, _, _, advice in findings(base) if code.startswith("F")] == [
        (code, snapshot("Write “id: loy-2026-001”, by the file's name"))
    ]


def test_a_mistyped_id_is_suggested_from_the_file_name(base: Scratch) -> None:
    file = base.path("loy-2026-001")
    file.write_text(file.read_text("utf-8").replace("id: loy-2026-001\n", "id: loy-2026-01\n"), "utf-8")

    assert [(code, advice) for code, _, _, advice in findings(base) if code.startswith("F")] == [
        (
            "F26",
            snapshot("Write “id: loy-2026-001”, by the file's name; or, if the id is right, rename the file to loy-2026-01.md"),
        )
    ]


def test_a_file_whose_id_others_name_is_to_be_renamed_although_its_name_is_an_id(base: Scratch) -> None:
    base.path("hjt-001").rename(base.root / "records/acts/hjt-099.md")

    assert [(code, advice) for code, _, _, advice in findings(base)] == [("F26", "Rename the file to hjt-001.md")]


@pytest.mark.parametrize("name", ["katalog.md", "loy-2026-1.md", "tsh-002.md"])
def test_a_file_not_named_by_its_id_is_to_be_renamed(base: Scratch, name: str) -> None:
    base.path("loy-2026-001").rename(base.root / "records/projects" / name)

    assert [(code, advice) for code, _, _, advice in findings(base)] == [("F26", snapshot("Rename the file to loy-2026-001.md"))]


def test_a_copy_outside_the_folder_does_not_take_the_id(base: Scratch) -> None:
    copy_project(base, "../loy-2026-001.md")

    assert [(code, message) for code, _, message, _ in findings(base)] == [
        ("F27", "The id loy-2026-001 belongs to records/projects/loy-2026-001.md already")
    ]


def test_a_record_in_another_kinds_folder_is_one_finding_with_the_right_folder(base: Scratch) -> None:
    file = base.path("loy-2026-001")
    file.rename(base.root / "records/roadmaps" / file.name)

    assert findings(base) == [
        (
            "F28",
            "id",
            snapshot("An id in this folder begins with yol-: “loy-2026-001” does not"),
            snapshot("Move it to records/projects/"),
        )
    ]


def test_a_record_with_only_another_kinds_id_is_not_to_be_moved(base: Scratch) -> None:
    base.path("sor-2026-001").rename(base.root / "records/requests/top-2026-009.md")
    base.change("records/requests/top-2026-009.md", "id: top-2026-009\nstatus: qandaydir\n")

    assert [(code, field) for code, field, _, _ in findings(base)] == [("F25", "id"), ("F23", "status")]


def test_an_id_with_another_prefix_gets_the_next_id_of_the_folder(base: Scratch) -> None:
    file = base.path("tsh-006")
    base.write(
        "records/organizations/org-009.md",
        file.read_text("utf-8").replace("id: tsh-006", "id: org-009").replace("title: ", "title: Yangi "),
    )

    assert [(code, advice) for code, _, _, advice in findings(base)] == [
        ("F25", snapshot("Write “id: tsh-012”, and name the file tsh-012.md"))
    ]


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("bajarilmoqda", snapshot("Write it as in-progress")),
        ("Бажарилмоқда", snapshot("Write it as in-progress")),
        ("Planned", snapshot("Write it as planned")),
        ("in progress", snapshot("Write it as in-progress")),
        ("'“planned”'", snapshot("Write it as planned")),
        ("in-progres", snapshot("Perhaps in-progress was meant; the choices are: draft, planned, suspended, "
                       "in-progress, testing, launched, completed, cancelled")),
        ("qandaydir", snapshot("Choose one of: draft, planned, suspended, in-progress, testing, launched, completed, cancelled")),
    ],
)  # fmt: skip
def test_the_intended_choice_is_suggested(base: Scratch, written: str, advice: str) -> None:
    assert hint(base, "loy-2026-001", f"status: {written}\n") == advice
    assert findings(base)[0][2].replace(written.strip("'"), "WRITTEN") == snapshot("“WRITTEN” is not among the choices")


@pytest.mark.parametrize(
    ("facts", "advice"),
    [
        ("status: drаft\n", snapshot("There is a Cyrillic letter in it: а. Type it again: draft")),
        ("status: draft\u200b\n", snapshot("There is a character in it that cannot be seen: U+200B. Type it again: draft")),
        ("status: in–progress\n", snapshot("There is a dash in it where a hyphen belongs. Type it again: in-progress")),
        ("duе: 2026-12-25\n", snapshot("There is a Cyrillic letter in it: е. Type it again: due")),
        ("du\u200be: 2026-12-25\n", snapshot("There is a character in it that cannot be seen: U+200B. Type it again: due")),
        (
            "due: 2026-12-25\u200b\n",
            snapshot("There is a character in it that cannot be seen: U+200B. Type it again: 2026-12-25"),
        ),
        ("due: 2026–12–25\n", snapshot("There is a dash in it where a hyphen belongs. Type it again: 2026-12-25")),
        ("due: 25–12–2026\n", snapshot("Write it as 2026-12-25")),
    ],
)
def test_invisible_and_lookalike_characters_are_named(base: Scratch, facts: str, advice: str) -> None:
    file = base.path("loy-2026-001")
    key = facts.partition(":")[0]
    lines = re.sub(r"(?m)^(due|status): .*\n", lambda line: "" if line[1] in (key, "due") else line[0], file.read_text("utf-8"))
    file.write_text(lines.replace("---\n", f"---\n{facts}", 1), "utf-8")

    assert [hint for code, _, _, hint in findings(base) if code in ("F20", "F22", "F23")] == [advice]


@pytest.mark.parametrize(
    ("written", "role"),
    [
        ("boshliq", "head (bo‘lim boshlig‘i)"),
        ("boshlig'i", "head (bo‘lim boshlig‘i)"),
        ("bo'lim boshliq", "head (bo‘lim boshlig‘i)"),
        ("mutaxassis", "chief-specialist (bosh mutaxassis)"),
        ("o‘rinbosar", "deputy (raqamlashtirish bo‘yicha o‘rinbosar)"),
        ("departament", "department (bo‘lim)"),
    ],
)
def test_a_role_is_suggested_from_a_word_of_its_uzbek_name(base: Scratch, written: str, role: str) -> None:
    file = base.path("loy-2026-001")
    file.write_text(file.read_text("utf-8").replace("role: head", f"role: {written}", 1), "utf-8")

    [advice] = [hint for _, at, _, hint in findings(base, "uz") if at == "approvals.0.role"]
    assert advice.partition(";")[0].replace(role, "ROLE") == snapshot("Ehtimol, ROLE nazarda tutilgan")


def test_a_list_instead_of_a_choice_is_reported(base: Scratch) -> None:
    base.change("loy-2026-001", "status: [planned]\n")

    assert findings(base)[0][2] == snapshot("One of the choices stands here, not a list or a group")


@pytest.mark.parametrize(
    ("facts", "advice"),
    [
        ("responsible: Toshmatov J.\n", snapshot("Perhaps xod-003 (Javohir Toshmatov) was meant: write its id")),
        ("responsible: ~\n", snapshot("Nothing has to be written here: delete the line")),
        ("owner: Raqamlashtirish bo'limi\n", snapshot("This is tsh-002 (Raqamlashtirish bo‘limi): write its id")),
        ("owner: [tsh-002]\n", snapshot("Write it without brackets: tsh-002")),
        (
            "responsible: Hakimova N.\n",
            snapshot(
                "Write an id, for example xod-001: “nizom list employee” shows them; if there is no record of it yet, begin one: “nizom new employee”"
            ),
        ),
        (
            "responsible: Hakimova Nilufar\n",
            snapshot(
                "Write an id, for example xod-001: “nizom list employee” shows them; if there is no record of it yet, begin one: “nizom new employee”"
            ),
        ),
        ("responsible: Yusupova K.\n", snapshot("Perhaps xod-005 (Kamola Yusupova) was meant: write its id")),
        ("responsible: K. Yusupov\n", snapshot("Perhaps xod-005 (Kamola Yusupova) was meant: write its id")),
        ("responsible: Kamola Yusupov\n", snapshot("Perhaps xod-005 (Kamola Yusupova) was meant: write its id")),
        ("responsible: xod-003, xod-006\n", snapshot("One id is expected here, not several: choose one of them")),
        ("owner: tsh-002 tsh-006\n", snapshot("One id is expected here, not several: choose one of them")),
        ("owner: [tsh-002, tsh-006]\n", snapshot("One id is expected here, not several: choose one of them")),
        ("units:\n  - tsh-005, tsh-006\n", snapshot("Write each item on a line of its own after “- ”")),
        ("owner: tsh-0002\n", snapshot("This is tsh-002 (Raqamlashtirish bo‘limi): write its id")),
        (
            "owner: tsh-1\n",
            snapshot("This is tsh-001 (Texnik jihatdan tartibga solish agentligi (namuna)): write its id"),
        ),
        (
            "owner: tsh-01\n",
            snapshot("This is tsh-001 (Texnik jihatdan tartibga solish agentligi (namuna)): write its id"),
        ),
        ("owner: zzz-1\n", snapshot("Correct the id, or add the record first")),
        ("responsible: xоd-003\n", snapshot("There is a Cyrillic letter in it: о. Type it again: xod-003")),
        (
            'responsible: "xod\u200b-003\u00a0"\n',
            snapshot("There is a character in it that cannot be seen: U+200B, U+00A0. Type it again: xod-003"),
        ),
        ("responsible: xod–003\n", snapshot("There is a dash in it where a hyphen belongs. Type it again: xod-003")),
        ("units: tsh-005, tsh-006\n", snapshot("Write it as [tsh-005, tsh-006]")),
        ("basis: hjt-002\n", snapshot("Write it as [hjt-002]")),
        ("basis: O‘RQ-395 va PQ-4699\n", snapshot("Write each item on a line of its own after “- ”")),
        ("units:\n  -tsh-005\n  -tsh-006\n", snapshot("Put a space after the hyphen of each item: “- ”")),
        ("units:\n  - tsh-005\n    -tsh-006\n", snapshot("Put a space after the hyphen of each item: “- ”")),
        ("results:\n  – Katalog\n  – Xizmat\n", snapshot("Write - (a hyphen) and a space instead of –")),
        (
            "results:\n  - Katalog\n  - Standart nusxasi: elektron buyurtma berish\n",
            snapshot("Write it as - 'Standart nusxasi: elektron buyurtma berish'"),
        ),
        (
            "results:\n  - O'quv markazi: elektron buyurtma berish\n",
            snapshot('Write it as - "O\'quv markazi: elektron buyurtma berish"'),
        ),
        ("results:\n  - nomi: a\n    turi: b\n", snapshot("Write a line of text after the colon")),
        ("title: #1 loyiha\n", snapshot("What stands after “#” is a comment; put the whole value between quotes")),
    ],
)
def test_references_and_lists_get_a_hint_on_how_to_write_them(base: Scratch, facts: str, advice: str) -> None:
    assert hint(base, "loy-2026-001", facts) == advice


@pytest.mark.parametrize(
    ("facts", "field", "advice"),
    [
        ("budget:\n  planned: 5\nsource: davlat\n", "source", snapshot("Indent it under “budget:”, to which it belongs")),
        ("source: davlat\nbudget:\n  planned: 5\n", "source", snapshot("Indent it under “budget:”, to which it belongs")),
        ("budget:\nsource: davlat\n", "source", snapshot("Indent it under “budget:”, to which it belongs")),
        (
            "documents:\n  - kind: concept\ndate: 2026-03-05\n",
            "date",
            snapshot("Indent it under “documents:”, to which it belongs"),
        ),
        ("source: davlat\nbudget: ~\n", "source", snapshot("Indent it under “budget:”, to which it belongs")),
    ],
)
def test_a_key_outside_its_group_is_to_be_indented_under_it(base: Scratch, facts: str, field: str, advice: str) -> None:
    base.write("records/projects/loy-2026-009.md", f"---\nid: loy-2026-009\n{facts}---\n")

    assert [hint for code, at, _, hint in findings(base) if (code, at) == ("F20", field)] == [advice]


def test_a_key_of_an_absent_group_is_only_unknown(base: Scratch) -> None:
    base.write("records/projects/loy-2026-009.md", "---\nid: loy-2026-009\nsource: davlat\n---\n")

    assert [hint for code, at, _, hint in findings(base) if (code, at) == ("F20", "source")] == snapshot(
        ["Correct the key, or move what it says to the text below"]
    )


def test_a_missing_reference_is_explained_with_an_example(base: Scratch) -> None:
    assert hint(base, "loy-2026-001", "owner:\n") == snapshot(
        "Write “owner:”. The unit responsible for the record: the department, or a unit named in the record, for example tsh-001"
    )


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("31.12.2026", "2026-12-31"), ("2026-3-5", "2026-03-05"), ("2026.03.05", "2026-03-05"),
        ("20271126", "2027-11-26"), ("2027-yil 26-noyabr", "2027-11-26"), ("26 noyabr 2027", "2027-11-26"),
        ("2027 йил 26 ноябрь", "2027-11-26"), ("5-Mart, 2026", "2026-03-05"),
        ("25.12.26", "2026-12-25"), ("05/13/2026", "2026-05-13"),
    ],
)  # fmt: skip
def test_a_date_in_another_format_is_suggested_in_ours(base: Scratch, written: str, iso: str) -> None:
    assert hint(base, "loy-2026-001", f"due: {written}\n").replace(iso, "DATE") == snapshot("Write it as DATE")


@pytest.mark.parametrize("written", ["5/3/2026", "5/3/26 y."])
def test_a_date_that_may_be_american_is_suggested_in_both_readings(base: Scratch, written: str) -> None:
    assert hint(base, "loy-2026-001", f"due: {written}\n") == snapshot(
        "Write it as 2026-03-05, or as 2026-05-03 if the month comes first"
    )


@pytest.mark.parametrize("written", ["“2026-12-25”", "«2026-12-25»", "„2026-12-25“", "‘2026-12-25’"])
def test_typographic_quotation_marks_around_a_date_are_named(base: Scratch, written: str) -> None:
    assert hint(base, "loy-2026-001", f"due: {written}\n") == snapshot(
        "These quotation marks are read as part of the date; write it without them: 2026-12-25"
    )


@pytest.mark.parametrize("written", ["840 000 000", "840\u00a0000\u00a0000", "840.000.000", "840,000,000", "840_000_000",
                                     "840 000 000 so‘m", "840'000'000"])  # fmt: skip
def test_a_sum_is_suggested_without_thousands_separators(base: Scratch, written: str) -> None:
    assert hint(base, "xar-2025-001", f"total: {written}\n") == snapshot("Write it as 840000000")


@pytest.mark.parametrize("written", ["840 mln dollar", "84 00 000", "840.000,000", "0 000"])
def test_an_unreadable_sum_is_not_guessed(base: Scratch, written: str) -> None:
    assert hint(base, "xar-2025-001", f"total: {written}\n") == snapshot(
        "Write the sum in so‘m, digits only: 1500000 or 1500000.50"
    )


@pytest.mark.parametrize("written", ["26-noyabr", "26 noyabrgacha", "26 ноября", "noyabr 26"])
def test_of_a_day_without_its_year_that_is_said(base: Scratch, written: str) -> None:
    assert hint(base, "loy-2026-001", f"due: {written}\n") == snapshot("Only the year is missing: …-11-26")


@pytest.mark.parametrize("written", ["noyabr", "32 noyabr", "26-12-25", "2027 mart 5", "5.XIII.2027", "99999-01-01"])
def test_an_unreadable_date_is_not_guessed(base: Scratch, written: str) -> None:
    assert hint(base, "loy-2026-001", f"due: {written}\n") == snapshot("Write the date as year-month-day: 2026-03-05")


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("2026-02-30", snapshot("There is no such day: February 2026 has 28 days")),
        ("2028-02-30", snapshot("There is no such day: February 2028 has 29 days")),
        ("2026-04-31", snapshot("There is no such day: April 2026 has 30 days")),
        ("31.02.2026", snapshot("There is no such day: February 2026 has 28 days")),
        ("2026–02–30", snapshot("There is no such day: February 2026 has 28 days")),
        ("2026-yil 31-iyun", snapshot("There is no such day: June 2026 has 30 days")),
        ("2026-05-00", snapshot("There is no such day: May 2026 has 31 days")),
        ("2026-13-01", snapshot("There is no month 13: the month stands in the middle, from 01 to 12")),
        ("20260001", snapshot("There is no month 00: the month stands in the middle, from 01 to 12")),
    ],
)
def test_a_day_that_does_not_exist_is_explained(base: Scratch, written: str, advice: str) -> None:
    assert hint(base, "loy-2026-001", f"due: {written}\n") == advice


@pytest.mark.parametrize(
    ("written", "year"),
    [("9999-12-31", "9999"), ("0001-01-01", "0001"), ("1899-12-31", "1899"), ("2200-01-01", "2200"), ("1.1.0206", "0206")],
)
def test_a_year_out_of_range_is_reported(base: Scratch, written: str, year: str) -> None:
    assert hint(base, "loy-2026-001", f"due: {written}\n").replace(year, "YEAR") == snapshot(
        "The year YEAR is out of range: records know those from 1900 to 2199"
    )


def test_a_reference_to_another_kind_is_reported_in_uzbek(base: Scratch) -> None:
    base.change("loy-2026-001", "responsible: tsh-002\n")

    [found] = [found for found in findings(base, "uz") if found[0] == "R02"]
    assert found == ("R02", "responsible", snapshot("tsh-002 — tashkilot"), snapshot("Bu yerda xodim ko‘rsatiladi"))


def test_a_conclusion_dated_before_its_document_gets_a_hint(base: Scratch) -> None:
    text = base.path("loy-2026-001").read_text("utf-8")
    day = re.search(r"expertise:.*?date: (\S+)", text, re.DOTALL)
    assert day
    base.path("loy-2026-001").write_text(text.replace(day[0], day[0].replace(day[1], "2020-01-06"), 1), "utf-8")

    assert [found[3] for found in findings(base) if found[0] == "N12.a.3-3"] == snapshot(
        ["Correct the date of the document or of its conclusion: a conclusion is given on what is there already"]
    )


def test_an_overdue_roadmap_measure_gets_a_hint_in_uzbek(base: Scratch) -> None:
    file = base.path("yol-2026-002")
    file.write_text(file.read_text("utf-8").replace("due: 2027-06-30", "due: 2026-06-01"), "utf-8")

    assert [hint for code, _, _, hint in findings(base, "uz") if code == "N12.a.2-2"] == snapshot(
        [
            "status: done deb yozing, done va evidence maydonlarini ham to‘ldiring; yoki muddatni extensions: maydonida sababi va kim ruxsat bergani bilan uzaytiring"
        ]
    )


def test_missing_steps_are_taken_by_the_command_and_said_once(base: Scratch) -> None:
    base.change("yol-2026-001", "approvals:\n")

    hints = [found[3] for found in findings(base) if "“developed”" in found[2]]
    assert hints == snapshot(["Take the step with “nizom approve yol-2026-001”, or restore the previous status"])


@pytest.mark.parametrize(
    ("written", "meant"),
    [("13/12/2027", "2027-12-13"), ("12/13/2027", "2027-12-13"), ("5.III.2027", "2027-03-05"), ("Mart 5, 2027", "2027-03-05")],
)
def test_a_date_that_can_be_one_day_only_is_known(base: Scratch, written: str, meant: str) -> None:
    assert hint(base, "loy-2026-001", f"due: {written}\n") == f"Write it as {meant}"


@pytest.mark.parametrize(("written", "meant"), [("bugun", "2026-06-15"), ("вчера", "2026-06-14"), ("Ertaga", "2026-06-16")])
def test_a_day_counted_from_today_is_a_guess(base: Scratch, written: str, meant: str) -> None:
    base.change("loy-2026-001", f"due: {written}\n")

    (found,) = base.check().json["findings"]
    assert found["hint"] == f"Write it as {meant}, if it is counted from 15 June 2026"
    assert base.nizom("fix", "--diff", "--as-of", AS_OF).out == ""


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (
            ("due", "--until", "indin"),
            snapshot(
                "nizom: Noto‘g‘ri ishlatildi: --until argumenti: “indin” sana emas; sanani 2026-03-05 ko‘rinishida yozing. Qanday ishlatilishini “nizom due --help” ko‘rsatadi\n"
            ),
        ),
        (
            ("due", "--as-of", "1800-01-01"),
            snapshot(
                "nizom: Noto‘g‘ri ishlatildi: --as-of argumenti: 1800 — yaroqsiz yil: yil 1900 dan 2199 gacha bo‘lishi kerak. Qanday ishlatilishini “nizom due --help” ko‘rsatadi\n"
            ),
        ),
        (
            ("check", "--fail-on", "hech"),
            snapshot(
                "nizom: Noto‘g‘ri ishlatildi: --fail-on argumenti: “hech” tushunarsiz: “nothing” yoki error, warning, duty so‘zlaridan keraklilarini yozing. Qanday ishlatilishini “nizom check --help” ko‘rsatadi\n"
            ),
        ),
        (
            ("report",),
            snapshot(
                "nizom: Noto‘g‘ri ishlatildi: quyidagi argumentlar kerak: TUR, DAVR. Qanday ishlatilishini “nizom report --help” ko‘rsatadi\n"
            ),
        ),
        (
            ("new",),
            snapshot(
                "nizom: Noto‘g‘ri ishlatildi: quyidagi argumentlar kerak: TUR, NOM. Qanday ishlatilishini “nizom new --help” ko‘rsatadi\n"
            ),
        ),
    ],
)
def test_usage_errors_are_in_uzbek(base: Scratch, arguments: tuple[str, ...], complaint: str) -> None:
    answer = base.nizom(*arguments)

    assert answer.code == 2
    assert answer.err == complaint


@pytest.mark.parametrize(
    ("link", "advice"),
    [
        (
            "REE-001",
            snapshot("This is ree-001 (Muvofiqlik sertifikatlari axborot tizimi (namuna)): write its id"),
        ),
        (
            "re-001",
            snapshot(
                "Perhaps ree-001 (Muvofiqlik sertifikatlari axborot tizimi (namuna)) was meant; if not, add the record first"
            ),
        ),
        (
            "ree-1",
            snapshot("This is ree-001 (Muvofiqlik sertifikatlari axborot tizimi (namuna)): write its id"),
        ),
        ("ree-002", snapshot("Correct the id, or add the record first")),
        ("zzz-qwerty", snapshot("Correct the id, or add the record first")),
    ],
)
def test_a_link_in_a_text_is_suggested_the_intended_record(base: Scratch, link: str, advice: str) -> None:
    file = base.path("loy-2026-001")
    file.write_text(f"{file.read_text('utf-8')}\nQarang: [[{link}]].\n", "utf-8")

    [(code, field, message, hint)] = findings(base)
    assert (code, field, message.split()[-1], hint) == ("R01", "", link, advice)


def test_a_name_close_to_nothing_is_not_guessed(base: Scratch) -> None:
    assert base.nizom("rule", "qwerty").err == snapshot("nizom: qwerty degan tekshiruv yo‘q\n")
    assert base.nizom("show", "--person", "nobody").err == snapshot("nizom: “nobody” degan xodim yozuvi yo‘q\n")


@pytest.mark.parametrize(
    ("facts", "field", "advice"),
    [
        (
            "status: open\nreply:\ndue: 2026-06-12\n",
            "due",
            snapshot(
                "Remind those who were asked; once the answer is here, write its day under reply: date, and status: answered"
            ),
        ),
        ("reply:\ndue: 2026-06-12\n", "due", snapshot("Under reply: date: write the day of the answer")),
        ("to:\n", "to", snapshot("Under to: write the id of the unit or organisation")),
        ("to: tsh-001\n", "to", snapshot("Under to: write the id of the unit or organisation")),
        ("date:\n", "date", snapshot("Under date: write the day of the request, for example 2026-03-05")),
    ],
)
def test_a_request_gets_a_hint_on_what_it_lacks(base: Scratch, facts: str, field: str, advice: str) -> None:
    base.change("sor-2026-002", facts)

    assert [hint for code, at, _, hint in findings(base) if (code, at) == ("N13.1-1", field)] == [advice]


def test_files_without_ids_are_offered_one_each(base: Scratch) -> None:
    for name in ("eip-1", "eip-2", "eip-3"):
        base.write(f"records/standards/{name}.md", "---\ntitle: Nom\nstatus: in-force\nowner: tsh-002\n---\nMatn.\n")

    hints = [finding["hint"] for finding in base.check().json["findings"] if (finding["code"], finding["field"]) == ("F21", "id")]

    assert hints == [f"Write “id: std-{number:03}”, and name the file std-{number:03}.md" for number in (4, 5, 6)]


def test_advice_on_thousands_of_foreign_files_grows_with_their_number_only(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0
    counted = Repository.next_id

    def counting(self: Repository, kind: Kind, year: int) -> str:
        nonlocal asked
        asked += 1
        return counted(self, kind, year)

    monkeypatch.setattr(Repository, "next_id", counting)
    files = {f"records/standards/eip-{n}.md": b"---\ntitle: Nom\n---\nMatn.\n" for n in range(300)}
    files["records/standards/std-2026-001.md"] = b"---\nid: std-2026-001\ntitle: Nom\n---\nMatn.\n"

    run_checks(Repository.from_files(files, all_kinds()), date.fromisoformat(AS_OF))

    assert asked == 1


def test_a_list_of_groups_says_what_each_of_them_holds(base: Scratch) -> None:
    base.change("xod-003", "education: TATU, 2018\n")

    assert [(code, field, advice) for code, field, _, advice in findings(base)] == [
        (
            "F22",
            "education",
            snapshot("Begin each item on a line of its own with “- institution: …”, and write under it: specialty, level"),
        )
    ]


@pytest.mark.parametrize("place", ["records/xat.docx", "records/projects/loy-2026-001.docx", "records/hujjatlar/xat.rtf"])
def test_a_document_is_no_record_wherever_it_lies(base: Scratch, place: str) -> None:
    base.write(place, "PK")

    assert [(code, advice) for code, _, _, advice in findings(base)] == [
        ("F28", snapshot("Copy its text into a record, a .md file in its kind's folder, and take this file out of records/"))
    ]
