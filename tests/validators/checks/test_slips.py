"""The slips of people who write their first record: each is reported where it is, with what to write instead."""

import re
from typing import NamedTuple

import pytest
from inline_snapshot import snapshot

from tests.support.scratch import Scratch

AS_OF = "2026-06-15"


class Reported(NamedTuple):
    """What a finding says of a slip: its check's code, the line that it points at, and its hint."""

    code: str
    line: str
    hint: str


def reported(base: Scratch, before: str, after: str, record: str = "loy-2026-001") -> list[Reported]:
    """Return the findings of a record, the project, once a piece of its file is written otherwise."""
    file = base.path(record)
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), "utf-8")
    lines = ["", *file.read_text("utf-8").split("\n")]
    answer = base.nizom("check", "--format", "json", "--lang", "en", "--as-of", AS_OF, str(file))
    return [Reported(found["code"], lines[found["line"]].strip(), found["hint"]) for found in answer.json["findings"]]


def first(base: Scratch, before: str, after: str, record: str = "loy-2026-001") -> Reported:
    """Return the finding that is the slip's own; those that follow from the missing fact stand elsewhere."""
    return next(found for found in reported(base, before, after, record) if found.code.startswith(("F", "R")))


TITLE = "title: Standartlar elektron katalogini yaratish"


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("Loyiha: ikkinchi bosqich", "title: 'Loyiha: ikkinchi bosqich'"),
        ("“Elektron arxiv” tizimi: 1-bosqich", "title: '“Elektron arxiv” tizimi: 1-bosqich'"),
        ("*Muhim* loyiha", "title: '*Muhim* loyiha'"),
        ("@arxiv", "title: '@arxiv'"),
        ('"Elektron arxiv" loyihasi', "title: '\"Elektron arxiv\" loyihasi'"),
        ("'O'zbekiston' loyihasi", "title: \"'O'zbekiston' loyihasi\""),
        ("[Katalog](http://x)", "title: '[Katalog](http://x)'"),
    ],
)
def test_a_title_that_yaml_cannot_read_is_given_as_it_is_to_be_written(base: Scratch, written: str, right: str) -> None:
    assert reported(base, TITLE, f"title: {written}") == [Reported("F19", f"title: {written}", f"Write it as {right}")]


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("status:in-progress", "status: in-progress"),
        ("status = in-progress", "status: in-progress"),
        ("status\tin-progress", "status: in-progress"),
        ("**status**: in-progress", "status: in-progress"),
        ("**status:** in-progress", "status: in-progress"),
        (" status: in-progress", "status: in-progress"),
    ],
)
def test_a_key_that_yaml_cannot_read_is_given_as_it_is_to_be_written(base: Scratch, written: str, right: str) -> None:
    assert reported(base, "status: in-progress", written) == [Reported("F19", written.strip(), f"Write it as {right}")]


def test_a_value_broken_off_as_it_was_pasted_is_joined_again(base: Scratch) -> None:
    assert reported(base, "elektron katalogini", "elektron\nkatalogini") == [
        Reported(
            "F19",
            "katalogini yaratish",
            "If it goes on from the line above, join it to the end of that line; if not, write “key: value”",
        )
    ]


def test_an_item_without_a_space_after_its_hyphen_is_pointed_at(base: Scratch) -> None:
    [(code, line, _)] = reported(base, "  - title: Texnik", "  -title: Texnik")
    assert (code, line) == ("F19", "-title: Texnik topshiriqni tayyorlash")


def test_an_item_without_a_hyphen_is_written_with_one(base: Scratch) -> None:
    assert reported(base, "  - title: Texnik", "  title: Texnik") == [
        Reported(
            "F19",
            "stage: terms-of-reference",
            "If a list stands here, write the line above as - title: Texnik topshiriqni tayyorlash; if not, bring this line back "
            "under it",
        )
    ]


@pytest.mark.parametrize("line", ["—", "--", "———"])
def test_a_first_line_that_only_looks_like_three_hyphens_is_named(base: Scratch, line: str) -> None:
    file = base.path("loy-2026-001")
    file.write_text(file.read_text("utf-8").replace("---", line, 1), "utf-8")
    [found] = base.nizom("check", "--format", "json", "--lang", "en", "--as-of", AS_OF, str(file)).json["findings"]
    assert (found["code"], found["line"], found["message"]) == (
        "F01",
        1,
        "The file has no front matter: its first line is not exactly three hyphens (---)",
    )


@pytest.mark.parametrize(
    ("key", "written", "hint"),
    [
        ("status", "holati", "Perhaps “status” was meant: it is required and missing"),
        ("status", "Holat", "Perhaps “status” was meant: it is required and missing"),
        ("title", "nomi", "Perhaps “title” was meant: it is required and missing"),
        ("due", "muddat", "Perhaps “due” was meant: it is required and missing"),
        ("due", "Муддат", "Perhaps “due” was meant: it is required and missing"),
        ("milestones", "bosqichlar", "Perhaps “milestones” was meant"),
        ("responsible", "mas'ul", "Perhaps “responsible” was meant"),
        ("responsible", "responsable", "Perhaps “responsible” was meant"),
        ("status", "Status", "Perhaps “status” was meant: it is required and missing"),
        ("priority", "рriority", "There is a Cyrillic letter in it: р. Type it again: priority"),
    ],
)
def test_a_key_called_as_pages_call_it_is_given_as_files_have_it(base: Scratch, key: str, written: str, hint: str) -> None:
    found = first(base, f"\n{key}:", f"\n{written}:")
    assert (found.code, found.hint) == ("F20", hint)
    assert found.line.startswith(f"{written}:")


def test_a_fact_that_a_hash_keeps_from_being_read_is_pointed_at(base: Scratch) -> None:
    [found] = reported(base, "due: 2026-12-25", "# due: 2026-12-25")
    assert (found.code, found.hint) == ("F21", "Line 9 is not read, as it begins with #: write it as due: 2026-12-25")


@pytest.mark.parametrize(
    ("slip", "written", "hint"),
    [
        ("due: 2026-12-25", "due: 12.2026", "If its last day is meant, write 2026-12-31"),
        ("due: 2026-12-25", "due: 2026-yil IV chorak", "If its last day is meant, write 2026-12-31"),
        ("due: 2026-12-25", "due: 2026 yil oxirigacha", "If its last day is meant, write 2026-12-31"),
        ("due: 2026-12-25", "due: 2026-yil noyabr", "If its last day is meant, write 2026-11-30"),
        ("due: 2026-12-25", "due: yil oxiri", "Write the date as year-month-day: 2026-03-05"),
        ("due: 2026-12-25", "due: 46381", "If this is a workbook's number for a day, write 2026-12-25"),
        ("due: 2026-12-25", "due: 20261", "Write the date as year-month-day: 2026-03-05"),
        ("responsible: xod-003\ncreates", "responsible: xod-003 (Toshmatov)\ncreates", "Write the id alone: xod-003"),
        ("priority: high", "priority: yuqori daraja", "Perhaps high was meant; the choices are: high, medium, low"),
    ],
)
def test_a_value_that_is_nearly_clear_is_asked_about(base: Scratch, slip: str, written: str, hint: str) -> None:
    [found] = reported(base, slip, written)
    assert found.hint == hint


def test_a_sum_where_a_group_belongs_is_given_as_its_one_needed_fact(base: Scratch) -> None:
    text = base.path("loy-2026-001").read_text("utf-8")
    budget = text[text.index("budget:") : text.index("\n", text.index("source: Davlat"))]
    [found] = [one for one in reported(base, budget, "budget: 500 mln so‘m") if one.code == "F22"]
    assert found.hint == "Write it as {planned: 500000000}"
    base.nizom("fix", "--unsafe", "--as-of", AS_OF)
    assert "\nbudget:\n  planned: 500000000\n" in base.path("loy-2026-001").read_text("utf-8")


def test_a_name_with_a_day_after_it_is_given_as_an_item(base: Scratch) -> None:
    found = first(base, "milestones:\n", "milestones:\n  - Arxivni ko‘chirish – 01.03.2027\n")
    assert (found.code, found.hint) == ("F22", "Write it as {title: Arxivni ko‘chirish, due: 2027-03-01}")
    base.nizom("fix", "--unsafe", "--as-of", AS_OF)
    item = "  - title: Arxivni ko‘chirish\n    due: 2027-03-01\n"
    assert f"milestones:\n{item}  - title: Texnik" in base.path("loy-2026-001").read_text("utf-8")


def test_a_name_with_a_day_that_is_not_clear_is_no_item(base: Scratch) -> None:
    found = first(base, "milestones:\n", "milestones:\n  - Arxivni ko‘chirish – 05/03/27\n")
    assert found.hint == "Write its facts under it, indented by two spaces: title, due"


def test_a_file_saved_as_utf_16_is_named_so(base: Scratch) -> None:
    file = base.path("loy-2026-001")
    file.write_bytes(file.read_text("utf-8").encode("utf-16-le"))
    [found] = base.nizom("check", "--format", "json", "--lang", "en", "--as-of", AS_OF, str(file)).json["findings"]
    assert (found["code"], found["message"]) == ("F03", "The file is saved as UTF-16, not as UTF-8")


@pytest.mark.parametrize(
    ("key", "written", "meant"),
    [
        ("responsible: xod-003\ncreates", "Mas’ul xodim: xod-003\ncreates", "“responsible” was meant"),
        ("started:", "boshlanishi:", "“started” was meant: it is required and missing"),
    ],
)
def test_a_key_that_begins_as_pages_call_one_is_guessed(base: Scratch, key: str, written: str, meant: str) -> None:
    assert [(found.code, found.hint) for found in reported(base, key, written)] == [("F20", f"Perhaps {meant}")]


@pytest.mark.parametrize("written", ["creation-date", "label", "deprecated", "simd"])
def test_no_key_is_guessed_by_letters_alone(base: Scratch, written: str) -> None:
    codes = {found.code: found.hint for found in reported(base, "creates: new-system", f"{written}: x")}
    assert "F21" in codes
    assert codes["F20"] == "Correct the key, or move what it says to the text below"


@pytest.mark.parametrize(("record", "written"), [("std-001", "Moved"), ("loy-2026-001", "replaced")])
def test_no_decision_is_guessed_by_letters_alone(base: Scratch, record: str, written: str) -> None:
    base.change(record, f"status: {written}\n")
    findings = base.nizom("check", "--format", "json", "--lang", "en", "--as-of", AS_OF).json["findings"]
    assert [found["hint"].partition(":")[0] for found in findings if found["code"] == "F23"] == ["Choose one of"]


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("1,2 mlrd so'm", "1200000000"),
        ("1200 mln", "1200000000"),
        ("1.5 mlrd. so‘m", "1500000000"),
        ("1 200 mln so‘m", "1200000000"),
        ("1 200 000,50 ming so‘m", "1200000500"),
        ("900 ming so‘m", "900000"),
        ("1200000000 so‘m", "1200000000"),
        ("1 200 000 000", "1200000000"),
        ("1.200.000.000", "1200000000"),
        ("1 200 000 000,00", "1200000000"),
        ("1.200.000.000,50", "1200000000.50"),
        ("1,200,000,000.00", "1200000000"),
    ],
)
def test_a_sum_is_given_in_digits(base: Scratch, written: str, right: str) -> None:
    assert first(base, "planned: 480000000", f"planned: {written}") == Reported(
        "F22", f"planned: {written}", f"Write it as {right}"
    )


@pytest.mark.parametrize("written", ["1,2", "1.200", "1,200 mln", "1200 000 mln", "1,2 mln dollar", "12,345 mlrd", "0 200 000"])
def test_no_sum_is_guessed_where_two_are_possible(base: Scratch, written: str) -> None:
    found = first(base, "planned: 480000000", f"planned: {written}")
    assert not re.search("Write it as (?!1200)", found.hint)
    assert found.code == "F22"


@pytest.mark.parametrize(
    ("written", "right"), [('"45%"', "45"), ("45 foiz", "45"), ("100 %", "100"), ("45.", ""), ("0,45", "45"), ("145", "")]
)
def test_a_percentage_is_given_without_its_sign(base: Scratch, written: str, right: str) -> None:
    hint = f"Write it as {right}" if right else "Write a whole number from 0 to 100"
    assert first(base, "- {date: 2026-06-01, progress: 40}", f"- date: 2026-06-01\n    progress: {written}") == Reported(
        "F22", f"progress: {written}", hint
    )


@pytest.mark.parametrize(
    ("written", "right"),
    [("−5", "-5"), ("- 5", "-5"), ("-5,5", "-5.5"), ("–12 500", "-12500"), ("12,5", "12.5"), ("--5", ""), ("5-", "")],
)
def test_a_target_below_zero_is_given_with_a_minus(base: Scratch, written: str, right: str) -> None:
    hint = (
        f"Write it as {right}"
        if right
        else "Write digits, with a point before decimals, and a minus before what is less than zero: 12.5 or -5"
    )
    assert first(base, "target: 80", f'target: "{written}"', "kpi-2026-001") == Reported("F22", f'target: "{written}"', hint)


@pytest.mark.parametrize("written", ["O‘RQ-395", "O'RQ 395-son", "ЎРҚ-395"])
def test_an_act_is_found_by_its_number(base: Scratch, written: str) -> None:
    assert first(base, "acts: [hjt-001]", f"acts: [{written}]").hint == (
        "This is hjt-001 (Elektron hukumat to‘g‘risida (namuna)): write its id"
    )


def test_no_act_is_found_by_a_number_that_is_only_similar(base: Scratch) -> None:
    assert "was meant" not in first(base, "acts: [hjt-001]", "acts: [O‘RQ-396]").hint


def test_files_brought_from_elsewhere_are_each_given_an_id_of_their_own(base: Scratch) -> None:
    for name in ("a", "b", "c"):
        base.write(f"records/standards/{name}.md", f"---\ntitle: {name}\n---\nMatn.\n")
    findings = base.nizom("check", "--format", "json", "--lang", "en", "--as-of", AS_OF).json["findings"]
    hints = [found["hint"] for found in findings if found["code"] == "F21" and found["field"] == "id"]
    assert [re.findall("std-[0-9]+", hint)[0] for hint in hints] == ["std-004", "std-005", "std-006"]


@pytest.mark.parametrize("written", ["''", "null", "~"])
@pytest.mark.parametrize(("key", "right"), [("priority", "high"), ("start", "2026-08-03")])
def test_what_nobody_filled_in_is_left_out(base: Scratch, written: str, key: str, right: str) -> None:
    found = first(base, f"{key}: {right}", f"{key}: {written}")
    assert (found.line, found.hint) == (f"{key}: {written}", "Nothing has to be written here: delete the line")


def test_what_must_be_there_is_not_to_be_left_out(base: Scratch) -> None:
    assert first(base, "due: 2026-12-25", "due: null").hint == "Write the date as year-month-day: 2026-03-05"


def test_a_moment_written_for_a_day_is_its_day(base: Scratch) -> None:
    assert first(base, "due: 2026-12-25", "due: 2026-12-25T00:00:00.000Z").hint == "Write it as 2026-12-25"


@pytest.mark.parametrize("written", ["{x: :x}", "[a: :b]"])
def test_brackets_that_are_closed_are_not_called_open(base: Scratch, written: str) -> None:
    file = base.path("loy-2026-001")
    file.write_text(file.read_text("utf-8").replace(TITLE, f"title: {written}", 1), "utf-8")
    [found] = base.nizom("check", "--format", "json", "--lang", "en", "--as-of", AS_OF, str(file)).json["findings"]
    assert (found["code"], found["message"]) == (
        "F19",
        "What stands between these brackets cannot be read; put a text with signs in it between quotes",
    )


def test_a_text_may_begin_like_a_fact_and_have_a_rule_in_it(base: Scratch) -> None:
    file = base.path("loy-2026-001")
    file.write_text(file.read_text("utf-8") + "\n---\n\nIlova.\n", "utf-8")
    assert reported(base, "Standartlar katalogini elektron", "eslatma: katalog.\n\nStandartlar katalogini elektron") == []


@pytest.mark.parametrize("written", ["tugatgan", "tugatilgan"])
def test_nothing_is_taken_for_its_opposite(base: Scratch, written: str) -> None:
    """The letters of “tugatgan” are nearly those of “tugatilmagan”."""
    hint = first(base, "result: completed", f"result: {written}", "xod-003").hint

    assert hint == "Choose one of: completed, not-completed"


def test_what_was_not_done_is_understood_as_such(base: Scratch) -> None:
    hint = first(base, "result: completed", "result: tugatlmagan", "xod-003").hint

    assert hint == "Perhaps not-completed was meant; the choices are: completed, not-completed"


def test_a_number_with_its_unit_is_given_without_it(base: Scratch) -> None:
    assert first(base, "hours: 36", "hours: 36 soat", "xod-003").hint == "Write it as 36"
    assert first(base, "hours: 36", "hours: 36 ming", "xod-003").hint == "Write digits, with a point before decimals: 12 or 12.5"


@pytest.mark.parametrize("written", ["yo‘q", "noma'lum", "kerak emas", "...", "n/a"])
def test_a_word_for_nothing_is_not_a_choice(base: Scratch, written: str) -> None:
    assert first(base, "priority: high", f"priority: {written}").hint == "Nothing has to be written here: delete the line"


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("title: - Katalog", "title: Katalog"),
        ("title: | Katalog", "title: Katalog"),
        ("title: > Katalog", "title: Katalog"),
        ("title: ? Katalog", "title: Katalog"),
        ("- title: Katalog", "title: Katalog"),
        ('"title": "Katalog",', '"title": "Katalog"'),
    ],
)
def test_a_line_with_signs_of_something_else_is_given_without_them(base: Scratch, written: str, right: str) -> None:
    assert reported(base, TITLE, written) == [Reported("F19", written, f"Write it as {right}")]


def test_a_bracket_that_is_not_closed_is_closed_where_nothing_follows(base: Scratch) -> None:
    assert first(base, "introduced_in: [tsh-006]", "introduced_in: [tsh-005, tsh-006,").hint == snapshot(
        "Write it as introduced_in: [tsh-005, tsh-006]"
    )
    assert first(base, "systems: [ree-001]", "systems: [ree-001,\n  ree-002").hint == snapshot(
        "Compare the line with the kind's example: indents, colons, quotes"
    )
