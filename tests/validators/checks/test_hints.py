"""What is told of a mistake says what to write instead."""

import re
import shutil

import pytest

from tests.support.scratch import Scratch


def told(base: Scratch, language: str = "en") -> list[tuple[str, str, str, str]]:
    """Of each finding code, field, message and hint."""
    answer = base.nizom("check", "--format", "json", "--lang", language, "--as-of", "2026-06-15")
    return [(found["code"], found["field"], found["message"], found["hint"]) for found in answer.json["findings"]]


def hint(base: Scratch, record: str, facts: str, language: str = "en") -> str:
    """The hint of the first finding, once these facts are laid over a record."""
    base.change(record, facts)
    return told(base, language)[0][3]


def copied(base: Scratch, name: str) -> None:
    """A project's file copied under a name, with nothing in it changed."""
    shutil.copy(base.path("loy-2026-001"), base.root / "records/projects" / name)


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("loy-2026-001-nusxa.md", "Write “id: loy-2026-002”, and name the file loy-2026-002.md"),
        ("nusxa.md", "Write “id: loy-2026-002”, and name the file loy-2026-002.md"),
        ("loy-2026-014.md", "Write “id: loy-2026-014”, by the file's name"),
    ],
)
def test_a_copy_is_told_its_own_id_and_never_the_name_of_what_it_was_copied_from(base: Scratch, name: str, advice: str) -> None:
    copied(base, name)

    original = base.path("loy-2026-001").relative_to(base.root).as_posix()
    assert told(base) == [("F27", "id", f"The id loy-2026-001 belongs to {original} already", advice)]


def test_a_copy_is_told_the_id_that_a_new_record_of_that_year_would_get_whatever_years_others_speak_of(base: Scratch) -> None:
    for later in ("loy-2026-006", "loy-2027-003", "yol-2028-001"):
        base.change(later, f"title: {later}\n")
    copied(base, "loy-2026-001 — nusxa.md")

    assert [advice for code, _, _, advice in told(base) if code == "F27"] == [
        "Write “id: loy-2026-007”, and name the file loy-2026-007.md"
    ]
    assert base.nizom("new", "project", "Yangi", "--as-of", "2026-11-26").out.startswith("records/projects/loy-2026-007.md\n")


@pytest.mark.parametrize("name", ["loy-2026-001.md", "loy-2026-001-katalog.md"])
@pytest.mark.parametrize(("id_", "code"), [("", "F21"), ("id: LOY-2026-001\n", "F22"), ("id: loyiha-7\n", "F25")])
def test_a_record_whose_id_is_gone_or_spoilt_is_told_the_one_that_its_file_is_called_by(
    base: Scratch, name: str, id_: str, code: str
) -> None:
    file = base.path("loy-2026-001").rename(base.root / "records/projects" / name)
    file.write_text(file.read_text("utf-8").replace("id: loy-2026-001\n", id_), "utf-8")

    assert [(code, advice) for code, _, _, advice in told(base) if code.startswith("F")] == [
        (code, "Write “id: loy-2026-001”, by the file's name")
    ]


def test_a_mistyped_id_is_told_the_one_of_the_files_name(base: Scratch) -> None:
    file = base.path("loy-2026-001")
    file.write_text(file.read_text("utf-8").replace("id: loy-2026-001\n", "id: loy-2026-01\n"), "utf-8")

    assert [(code, advice) for code, _, _, advice in told(base) if code.startswith("F")] == [
        ("F26", "Write “id: loy-2026-001”, by the file's name; or, if the id is right, rename the file to loy-2026-01.md")
    ]


@pytest.mark.parametrize("name", ["katalog.md", "loy-2026-1.md", "tsh-002.md"])
def test_a_file_that_is_called_by_no_id_of_its_own_is_to_be_renamed(base: Scratch, name: str) -> None:
    base.path("loy-2026-001").rename(base.root / "records/projects" / name)

    assert [(code, advice) for code, _, _, advice in told(base)] == [("F26", "Rename the file to loy-2026-001.md")]


def test_a_copy_outside_the_folder_does_not_take_the_id(base: Scratch) -> None:
    copied(base, "../loy-2026-001.md")

    assert [(code, message) for code, _, message, _ in told(base)] == [
        ("F27", "The id loy-2026-001 belongs to records/projects/loy-2026-001.md already")
    ]


def test_a_record_in_another_kinds_folder_is_one_finding_that_names_its_own(base: Scratch) -> None:
    file = base.path("loy-2026-001")
    file.rename(base.root / "records/roadmaps" / file.name)

    assert told(base) == [
        ("F28", "id", "An id in this folder begins with yol-: “loy-2026-001” does not", "Move it to records/projects/")
    ]


def test_a_record_that_only_has_another_kinds_id_stays_where_it_is(base: Scratch) -> None:
    base.path("sor-2026-001").rename(base.root / "records/requests/top-2026-009.md")
    base.change("records/requests/top-2026-009.md", "id: top-2026-009\nstatus: qandaydir\n")

    assert [(code, field) for code, field, _, _ in told(base)] == [("F25", "id"), ("F23", "status")]


def test_an_id_with_another_kinds_letters_is_told_the_next_of_its_folder(base: Scratch) -> None:
    file = base.path("tsh-006")
    base.write("records/organizations/org-009.md", file.read_text("utf-8").replace("id: tsh-006", "id: org-009"))

    assert [(code, advice) for code, _, _, advice in told(base)] == [("F25", "Write “id: tsh-012”, and name the file tsh-012.md")]


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("bajarilmoqda", "Write it as in-progress"),
        ("Бажарилмоқда", "Write it as in-progress"),
        ("Planned", "Write it as planned"),
        ("in progress", "Write it as in-progress"),
        ("'“planned”'", "Write it as planned"),
        ("in-progres", "Perhaps in-progress was meant; the choices are: draft, planned, suspended, "
                       "in-progress, testing, launched, completed, cancelled"),
        ("qandaydir", "Choose one of: draft, planned, suspended, in-progress, testing, launched, completed, cancelled"),
    ],
)  # fmt: skip
def test_a_choice_is_offered_as_it_was_meant(base: Scratch, written: str, advice: str) -> None:
    assert hint(base, "loy-2026-001", f"status: {written}\n") == advice
    assert told(base)[0][2] == f"“{written.strip(chr(39))}” is not among the choices"


@pytest.mark.parametrize(
    ("facts", "advice"),
    [
        ("status: drаft\n", "There is a Cyrillic letter in it: а. Type it anew: draft"),
        ("status: draft\u200b\n", "There is a character in it that cannot be seen: U+200B. Type it anew: draft"),
        ("status: in–progress\n", "There is a dash in it where a hyphen belongs. Type it anew: in-progress"),
        ("duе: 2026-12-25\n", "There is a Cyrillic letter in it: е. Type it anew: due"),
        ("du\u200be: 2026-12-25\n", "There is a character in it that cannot be seen: U+200B. Type it anew: due"),
        ("due: 2026-12-25\u200b\n", "There is a character in it that cannot be seen: U+200B. Type it anew: 2026-12-25"),
        ("due: 2026–12–25\n", "There is a dash in it where a hyphen belongs. Type it anew: 2026-12-25"),
        ("due: 25–12–2026\n", "Write it as 2026-12-25"),
    ],
)
def test_what_cannot_be_seen_in_a_choice_a_key_or_a_date_is_told(base: Scratch, facts: str, advice: str) -> None:
    file = base.path("loy-2026-001")
    key = facts.partition(":")[0]
    lines = re.sub(r"(?m)^(due|status): .*\n", lambda line: "" if line[1] in (key, "due") else line[0], file.read_text("utf-8"))
    file.write_text(lines.replace("---\n", f"---\n{facts}", 1), "utf-8")

    assert [hint for code, _, _, hint in told(base) if code in ("F20", "F22", "F23")] == [advice]


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
def test_a_role_is_offered_by_a_word_of_its_uzbek_name(base: Scratch, written: str, role: str) -> None:
    file = base.path("loy-2026-001")
    file.write_text(file.read_text("utf-8").replace("role: head", f"role: {written}", 1), "utf-8")

    [advice] = [hint for _, at, _, hint in told(base, "uz") if at == "approvals.0.role"]
    assert advice.startswith(f"Ehtimol, {role} nazarda tutilgan")


def test_a_list_in_the_place_of_a_choice_is_told_so(base: Scratch) -> None:
    base.change("loy-2026-001", "status: [planned]\n")

    assert told(base)[0][2] == "One of the choices stands here, not a list or a group"


@pytest.mark.parametrize(
    ("facts", "advice"),
    [
        ("responsible: Toshmatov J.\n", "Perhaps xod-003 (Javohir Toshmatov) was meant: write its id"),
        ("responsible: ~\n", "Write an id, for example xod-001"),
        ("owner: Raqamlashtirish bo'limi\n", "Perhaps tsh-002 (Raqamlashtirish bo‘limi) was meant: write its id"),
        ("owner: [tsh-002]\n", "Write it without brackets: tsh-002"),
        ("responsible: Hakimova N.\n", "Write an id, for example xod-001"),
        ("responsible: Hakimova Nilufar\n", "Write an id, for example xod-001"),
        ("responsible: Yusupova K.\n", "Perhaps xod-005 (Kamola Yusupova) was meant: write its id"),
        ("responsible: K. Yusupov\n", "Perhaps xod-005 (Kamola Yusupova) was meant: write its id"),
        ("responsible: Kamola Yusupov\n", "Perhaps xod-005 (Kamola Yusupova) was meant: write its id"),
        ("responsible: xod-003, xod-006\n", "One id is wanted here, not several: choose one of them"),
        ("owner: tsh-002 tsh-006\n", "One id is wanted here, not several: choose one of them"),
        ("owner: [tsh-002, tsh-006]\n", "One id is wanted here, not several: choose one of them"),
        ("units:\n  - tsh-005, tsh-006\n", "Write each item on a line of its own after “- ”"),
        ("owner: tsh-0002\n", "Perhaps tsh-002 (Raqamlashtirish bo‘limi) was meant; if not, add the record first"),
        (
            "owner: tsh-1\n",
            "Perhaps tsh-001 (Texnik jihatdan tartibga solish agentligi (namuna)) was meant; if not, add the record first",
        ),
        (
            "owner: tsh-01\n",
            "Perhaps tsh-001 (Texnik jihatdan tartibga solish agentligi (namuna)) was meant; if not, add the record first",
        ),
        ("owner: zzz-1\n", "Correct the id, or add the record first"),
        ("responsible: xоd-003\n", "There is a Cyrillic letter in it: о. Type it anew: xod-003"),
        (
            'responsible: "xod\u200b-003\u00a0"\n',
            "There is a character in it that cannot be seen: U+200B, U+00A0. Type it anew: xod-003",
        ),
        ("responsible: xod–003\n", "There is a dash in it where a hyphen belongs. Type it anew: xod-003"),
        ("units: tsh-005, tsh-006\n", "Write it as [tsh-005, tsh-006]"),
        ("basis: hjt-002\n", "Write it as [hjt-002]"),
        ("basis: O‘RQ-395 va PQ-4699\n", "Write each item on a line of its own after “- ”"),
        ("units:\n  -tsh-005\n  -tsh-006\n", "Put a space after the hyphen of each item: “- ”"),
        ("units:\n  - tsh-005\n    -tsh-006\n", "Put a space after the hyphen of each item: “- ”"),
        ("results:\n  – Katalog\n  – Xizmat\n", "Write - (a hyphen) and a space instead of –"),
        (
            "results:\n  - Katalog\n  - Standart nusxasi: elektron buyurtma berish\n",
            "Write it as - 'Standart nusxasi: elektron buyurtma berish'",
        ),
        (
            "results:\n  - O'quv markazi: elektron buyurtma berish\n",
            'Write it as - "O\'quv markazi: elektron buyurtma berish"',
        ),
        ("results:\n  - nomi: a\n    turi: b\n", "Write a line of text after the colon"),
        ("title: #1 loyiha\n", "What stands after “#” is a comment; put the whole value between quotes"),
    ],
)
def test_what_names_a_record_is_told_how_it_is_written(base: Scratch, facts: str, advice: str) -> None:
    assert hint(base, "loy-2026-001", facts) == advice


@pytest.mark.parametrize(
    ("facts", "field", "advice"),
    [
        ("budget:\n  planned: 5\nsource: davlat\n", "source", "Indent it under “budget:”, to which it belongs"),
        ("source: davlat\nbudget:\n  planned: 5\n", "source", "Indent it under “budget:”, to which it belongs"),
        ("budget:\nsource: davlat\n", "source", "Indent it under “budget:”, to which it belongs"),
        ("documents:\n  - kind: concept\ndate: 2026-03-05\n", "date", "Indent it under “documents:”, to which it belongs"),
        ("source: davlat\nbudget: ~\n", "source", "Indent it under “budget:”, to which it belongs"),
    ],
)
def test_a_key_that_has_left_its_group_is_told_where_it_belongs(base: Scratch, facts: str, field: str, advice: str) -> None:
    base.write("records/projects/loy-2026-009.md", f"---\nid: loy-2026-009\n{facts}---\n")

    assert [hint for code, at, _, hint in told(base) if (code, at) == ("F20", field)] == [advice]


def test_a_key_of_a_group_that_is_not_there_is_only_unknown(base: Scratch) -> None:
    base.write("records/projects/loy-2026-009.md", "---\nid: loy-2026-009\nsource: davlat\n---\n")

    assert [hint for code, at, _, hint in told(base) if (code, at) == ("F20", "source")] == [
        "Correct the key, or move what it says to the text below"
    ]


def test_a_reference_that_is_missing_is_shown_by_example(base: Scratch) -> None:
    advice = hint(base, "loy-2026-001", "owner:\n")

    assert re.fullmatch(r"Write “owner:”\. The unit that answers .+, for example tsh-001", advice)


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("31.12.2026", "2026-12-31"), ("5/3/2026", "2026-03-05"), ("2026-3-5", "2026-03-05"), ("2026.03.05", "2026-03-05"),
        ("20271126", "2027-11-26"), ("2027-yil 26-noyabr", "2027-11-26"), ("26 noyabr 2027", "2027-11-26"),
        ("2027 йил 26 ноябрь", "2027-11-26"), ("5-Mart, 2026", "2026-03-05"),
        ("25.12.26", "2026-12-25"), ("5/3/26 y.", "2026-03-05"),
    ],
)  # fmt: skip
def test_a_date_is_offered_as_it_is_written_here(base: Scratch, written: str, iso: str) -> None:
    assert hint(base, "loy-2026-001", f"due: {written}\n") == f"Write it as {iso}"


@pytest.mark.parametrize("written", ["“2026-12-25”", "«2026-12-25»", "„2026-12-25“", "‘2026-12-25’"])
def test_quotation_marks_that_yaml_does_not_know_are_told_of_a_date(base: Scratch, written: str) -> None:
    advice = "These quotation marks are read as part of the date; write it without them: 2026-12-25"

    assert hint(base, "loy-2026-001", f"due: {written}\n") == advice


@pytest.mark.parametrize("written", ["840 000 000", "840\u00a0000\u00a0000", "840.000.000", "840,000,000", "840_000_000",
                                     "840 000 000 so‘m", "840'000'000"])  # fmt: skip
def test_a_sum_is_offered_without_what_parts_its_thousands(base: Scratch, written: str) -> None:
    assert hint(base, "xar-2025-001", f"total: {written}\n") == "Write it as 840000000"


@pytest.mark.parametrize("written", ["840 mln", "84 00 000", "840.000,000", "0 000"])
def test_what_is_no_sum_is_not_guessed(base: Scratch, written: str) -> None:
    assert hint(base, "xar-2025-001", f"total: {written}\n") == "Write the sum in so‘m, digits only: 1500000 or 1500000.50"


@pytest.mark.parametrize("written", ["noyabr", "26-noyabr", "26-12-25", "kecha", "99999-01-01"])
def test_what_is_no_day_is_not_guessed(base: Scratch, written: str) -> None:
    assert hint(base, "loy-2026-001", f"due: {written}\n") == "Write the date as year-month-day: 2026-03-05"


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("2026-02-30", "There is no such day: February 2026 has 28 days"),
        ("2028-02-30", "There is no such day: February 2028 has 29 days"),
        ("2026-04-31", "There is no such day: April 2026 has 30 days"),
        ("31.02.2026", "There is no such day: February 2026 has 28 days"),
        ("2026–02–30", "There is no such day: February 2026 has 28 days"),
        ("2026-yil 31-iyun", "There is no such day: June 2026 has 30 days"),
        ("2026-05-00", "There is no such day: May 2026 has 31 days"),
        ("2026-13-01", "There is no month 13: the month stands in the middle, from 01 to 12"),
        ("05/13/2026", "There is no month 13: the month stands in the middle, from 01 to 12"),
        ("20260001", "There is no month 00: the month stands in the middle, from 01 to 12"),
    ],
)
def test_a_day_that_does_not_exist_is_told_so(base: Scratch, written: str, advice: str) -> None:
    assert hint(base, "loy-2026-001", f"due: {written}\n") == advice


@pytest.mark.parametrize(
    ("written", "year"),
    [("9999-12-31", "9999"), ("0001-01-01", "0001"), ("1899-12-31", "1899"), ("2200-01-01", "2200"), ("1.1.0206", "0206")],
)
def test_a_year_that_records_do_not_know_is_told_so(base: Scratch, written: str, year: str) -> None:
    told = f"The year {year} is out of range: records know those from 1900 to 2199"

    assert hint(base, "loy-2026-001", f"due: {written}\n") == told


def test_another_kind_of_record_is_told_in_a_sentence(base: Scratch) -> None:
    base.change("loy-2026-001", "responsible: tsh-002\n")

    assert ("R02", "responsible", "tsh-002 — tashkilot", "Bu yerda xodim ko‘rsatiladi") in told(base, "uz")


def test_a_conclusion_before_its_document_is_told_to_mend_the_date(base: Scratch) -> None:
    text = base.path("loy-2026-001").read_text("utf-8")
    day = re.search(r"expertise:.*?date: (\S+)", text, re.DOTALL)
    assert day
    base.path("loy-2026-001").write_text(text.replace(day[0], day[0].replace(day[1], "2020-01-06"), 1), "utf-8")

    advice = "Correct the date of the document or of its conclusion: a conclusion is given on what is there already"
    assert advice in [found[3] for found in told(base) if found[0] == "N12.a.3-3"]


def test_a_measure_that_is_overdue_is_told_in_uzbek_what_to_fill_in(base: Scratch) -> None:
    file = base.path("yol-2026-002")
    file.write_text(file.read_text("utf-8").replace("due: 2027-06-30", "due: 2026-06-01"), "utf-8")

    assert [hint for code, _, _, hint in told(base, "uz") if code == "N12.a.2-2"] == [
        "status: done deb yozing, done va evidence maydonlarini ham to‘ldiring; yoki muddatni extensions: maydonida sababi va "
        "kim ruxsat bergani bilan ko‘chiring"
    ]


def test_a_step_that_no_paper_brings_is_asked_for_without_one(base: Scratch) -> None:
    base.change("yol-2026-001", "approvals:\n")

    hints = [found[3] for found in told(base) if "“developed” is not there" in found[2]]
    assert hints == ["Under approvals: write decision: developed with role, by and date — or put the status back"]


def test_a_visa_that_is_missing_is_asked_for_with_its_part(base: Scratch) -> None:
    base.change("loy-2026-001", "approvals:\n")

    hints = [found[3] for found in told(base) if found[0] == "A01"]
    assert hints == [
        "Under approvals: write decision: visa with role, by, date and part — or put the status back",
        "Under approvals: write decision: approved with role, by, date and document — or put the status back",
    ]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("due", "--until", "kecha"), "--until argumenti: “kecha” sana emas; masalan, 2026-03-05"),
        (("due", "--as-of", "1800-01-01"), "--as-of argumenti: 1800-yil mumkin emas: yil 1900 dan 2199 gacha bo‘ladi"),
        (
            ("check", "--fail-on", "hech"),
            "--fail-on argumenti: “hech” tushunarsiz: “nothing” yoki error, warning, duty so‘zlaridan keraklilarini yozing",
        ),
        (("report",), "quyidagi argumentlar kerak: TUR, DAVR"),
        (("new",), "quyidagi argumentlar kerak: TUR, NOM"),
    ],
)
def test_the_command_complains_in_the_users_language(base: Scratch, arguments: tuple[str, ...], complaint: str) -> None:
    answer = base.nizom(*arguments)

    told = f"nizom: Noto‘g‘ri ishlatildi: {complaint}. Qanday ishlatilishini “nizom --help” ko‘rsatadi\n"
    assert (answer.code, answer.err) == (2, told)


@pytest.mark.parametrize(
    ("link", "advice"),
    [
        (
            "REE-001",
            "Perhaps ree-001 (Muvofiqlik sertifikatlari axborot tizimi (namuna)) was meant; if not, add the record first",
        ),
        ("re-001", "Perhaps ree-001 (Muvofiqlik sertifikatlari axborot tizimi (namuna)) was meant; if not, add the record first"),
        ("ree-1", "Perhaps ree-001 (Muvofiqlik sertifikatlari axborot tizimi (namuna)) was meant; if not, add the record first"),
        ("ree-002", "Correct the id, or add the record first"),
        ("zzz", "Correct the id, or add the record first"),
    ],
)
def test_a_link_in_a_text_is_told_the_record_that_was_meant(base: Scratch, link: str, advice: str) -> None:
    file = base.path("loy-2026-001")
    file.write_text(f"{file.read_text('utf-8')}\nQarang: [[{link}]].\n", "utf-8")

    assert told(base) == [("R01", "", f"There is no record {link}", advice)]


def test_what_is_near_to_nothing_is_not_guessed(base: Scratch) -> None:
    assert base.nizom("rule", "qwerty").err == "nizom: qwerty degan tekshiruv yo‘q\n"
    assert base.nizom("show", "--person", "nobody").err == "nizom: “nobody” degan xodim yozuvi yo‘q\n"


@pytest.mark.parametrize(
    ("facts", "field", "hint"),
    [
        (
            "status: open\nreply:\ndue: 2026-06-12\n",
            "due",
            "Remind whoever was asked; once the answer is here, write its day under reply: date, and status: answered",
        ),
        ("reply:\ndue: 2026-06-12\n", "due", "Under reply: date: write the day of the answer"),
        ("to:\n", "to", "Under to: write the id of the unit or organisation"),
        ("to: tsh-003\n", "to", "Under to: write the id of the unit or organisation"),
        ("date:\n", "date", "Under date: write the day of the request, as 2026-03-05"),
    ],
)
def test_a_request_is_told_what_it_lacks_and_not_what_is_there(base: Scratch, facts: str, field: str, hint: str) -> None:
    base.change("sor-2026-002", facts)

    assert ("N13.1-1", field, hint) in [(code, field, hint) for code, field, _, hint in told(base)]
