"""Each broken file gets a plain message at the exact position, and the others are still checked."""

import codecs
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as some
from inline_snapshot import snapshot

from tests.support.broken_files import BROKEN, FACTS, FILE, WHOLE, front
from tests.support.processes import environment
from tests.support.scratch import AS_OF, Scratch
from validators.kinds import all_kinds
from validators.repository.repository import Repository
from validators.source import front_matter
from validators.source.document import Document, read_document
from validators.source.libyaml_errors import LOADER
from validators.source.limits import MAX_REPEATED, MAX_VALUES
from validators.source.route import ROOT, Route


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_reported_at_its_position_and_the_run_goes_on(base: Scratch, name: str) -> None:
    data, code, place, message = BROKEN[name]
    base.write(FILE, data)
    base.change("loy-2026-001", "due: 25.12.2026\n")

    found, other = base.check().json["findings"]

    assert (found["code"], found["path"], (found["line"], found["column"])) == (code, FILE, place)
    assert found["message"] == message
    assert (other["code"], other["path"], other["field"]) == ("F22", "records/projects/loy-2026-001.md", "due")


@pytest.mark.parametrize("name", BROKEN)
def test_every_broken_file_gets_a_hint(base: Scratch, name: str) -> None:
    base.write(FILE, BROKEN[name][0])

    finding = base.nizom("check", "--format", "json", "--as-of", AS_OF).json["findings"][0]

    assert finding["hint"]
    assert finding["hint"] != finding["message"]


@pytest.mark.parametrize(
    ("line", "corrected"),
    [
        ("title: Loyiha: raqamli", "title: 'Loyiha: raqamli'"),
        ("title: O'quv markazi: loyiha", 'title: "O\'quv markazi: loyiha"'),
        ('title: O\'quv "markaz": loyiha', "title: 'O''quv \"markaz\": loyiha'"),
        ('title: "Standartlar" fondi', "title: '\"Standartlar\" fondi'"),
        ('title: "Standart" va "sinov"', 'title: \'"Standart" va "sinov"\''),
        ("title: 'O'zbekiston standartlari'", 'title: "O\'zbekiston standartlari"'),
        ("title: 'O'zbekiston o'lchovlari'", "title: \"O'zbekiston o'lchovlari\""),
        ("title: *Muhim* ish", "title: '*Muhim* ish'"),
        ("title: @laboratoriya", "title: '@laboratoriya'"),
        ("title: [Muhim] katalog", "title: '[Muhim] katalog'"),
        ("id: tsh-009\nsummary:high\ntype: unit", "summary: high"),
        ("id: tsh-009\nresponsible; xod-003\ntype: unit", "responsible: xod-003"),
        ("id: tsh-009\nresponsible = xod-003\ntype: unit", "responsible: xod-003"),
        ("milestones:\n  - title:Sinov\n    due: 2026-05-01", "- title: Sinov"),
        ('title: "Elektron katalog\ntype: unit', 'title: "Elektron katalog"'),
        ("units:\n  - title: 'Sinov\n    due: 2026-05-01", "- title: 'Sinov'"),
        ("  - title: Bosqich: birinchi ", "- title: 'Bosqich: birinchi'"),
    ],
)
def test_an_unreadable_line_is_shown_corrected(base: Scratch, line: str, corrected: str) -> None:
    # No field of a standard is personal, so nothing that is written there is withheld.
    base.write("records/standards/std-009.md", front("id: std-009", "units:", line) if line.startswith(" ") else front(line))

    found = base.nizom("check", "--format", "json", "--lang", "en", "--as-of", AS_OF).json["findings"][0]
    assert (found["code"], found["hint"].replace(corrected, "LINE")) == ("F19", snapshot("Write it as LINE"))
    assert yaml.safe_load(corrected.removeprefix("- "))


@pytest.mark.parametrize(
    ("above", "hint"),
    [
        ("\n\n", snapshot("The line --- is line 3 of the file: delete the empty lines above it")),
        ("Loyiha yozuvi.\n\n",
         snapshot("The line --- is line 3 of the file: delete what stands above it, or move that below the facts")),
        ("id: tsh-008\n", snapshot("Write --- on the first line, the facts under it, and --- again before the text")),
    ],
)  # fmt: skip
def test_front_matter_that_starts_too_low_is_located(base: Scratch, above: str, hint: str) -> None:
    base.write(FILE, above.encode() + WHOLE)

    assert [(f["code"], f["hint"]) for f in base.check().json["findings"]] == [("F01", hint)]


def test_a_first_line_without_a_colon_is_shown_corrected(base: Scratch) -> None:
    base.write(FILE, front("id;tsh-009", "type: unit"))

    assert [(f["code"], f["hint"]) for f in base.check().json["findings"]] == [("F13", snapshot("Write it as id: tsh-009"))]


def test_each_of_thousands_of_broken_links_is_found_at_its_position(base: Scratch) -> None:
    links = "‘Yo‘q’: [[loy-2099-001]], [[loy-2099-002|yo‘q]]\n" * 2000
    first = 2 + WHOLE.count(b"\n")
    base.write(FILE, WHOLE + b"\n" + links.encode())

    found = [(f["code"], f["line"], f["column"], f["end_column"]) for f in base.check().json["findings"]]

    assert found == [("R01", line, *columns) for line in range(first, first + 2000) for columns in ((9, 25), (27, 48))]


@pytest.mark.parametrize(
    "line",
    [
        'title: "Elektron\n  katalog',
        'title: "Bo\\m',
        'title: "Loyiha": raqamli',
        "title: Loyiha: raqamli # izoh",
        f"title: Loyiha: {'a' * 200}",
    ],
)
def test_some_unreadable_lines_cannot_be_corrected_automatically(base: Scratch, line: str) -> None:
    base.write(FILE, front(line))

    found = base.nizom("check", "--format", "json", "--lang", "en", "--as-of", AS_OF).json["findings"][0]
    assert found["code"] == "F19"
    assert found["hint"] == snapshot("Compare the line with the kind's example: indents, colons, quotes")


@pytest.mark.parametrize(
    ("lines", "hint"),
    [
        ("milestones:\n  - title: A\n    due: a\n    title: B\n    due: b",
         snapshot("If a new item begins here, write “- title: …”; if not, keep one of the two: the first is on line 3")),
        ("milestones:\n  title: A\n  due: a\n  title: B\n  due: b",
         snapshot("If each begins an item of a list, write “- title: …” here and on line 3; if not, keep one of the two")),
        ("title: A\nmilestones:\ntitle: B\ndue: b\ntitle: C",
         snapshot("If it belongs to “milestones:” above, indent it under that, and begin each item with a hyphen: “  - title: …”")),
        ("title: A\nstatus: b\ntitle: C", snapshot("Keep one of the two: the first is on line 2")),
        ("milestones:\n  – title: A\n    due: a", snapshot("Write - (a hyphen) and a space instead of –")),
        ("milestones:\n  - title: A\n  — title: B", snapshot("Write - (a hyphen) and a space instead of —")),
        ("results:\n  – Bir\n  – Ikki: uch", snapshot("Write - (a hyphen) and a space instead of –")),
    ],
)  # fmt: skip
def test_a_list_without_hyphens_gets_a_hint_that_deletes_nothing(base: Scratch, lines: str, hint: str) -> None:
    base.write(FILE, front(lines))

    assert [f["hint"] for f in base.check().json["findings"]] == [hint]


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        (
            "title: Sinov #2",
            snapshot("If it belongs to the value, write title: 'Sinov #2'; if it is a remark, move it to a line of its own"),
        ),
        (
            "title: #2 sinov",
            snapshot("If it belongs to the value, write title: '#2 sinov'; if it is a remark, move it to a line of its own"),
        ),
        (
            "title: Sinov\n  markazi #2",
            snapshot(
                "If it belongs to the value, put the whole value between quotes; if it is a remark, move it to a line of its own"
            ),
        ),
    ],
)
def test_text_that_would_be_read_as_a_comment_is_reported(base: Scratch, line: str, hint: str) -> None:
    base.write(FILE, WHOLE.replace(b"title: Sinov laboratoriyasi", line.encode()))

    others = [found for found in base.check().json["findings"] if found["code"] != "F21"]
    assert [(found["code"], found["hint"]) for found in others] == [("F31", hint)]


@pytest.mark.parametrize(
    "line", ["'Sinov #2'", '"Sinov" # izoh', "C# va F#", "|\n  Sinov #2", "Sinov\n# izoh", "Sinov\nunits: [tsh-006] # izoh"]
)
def test_a_comment_that_hides_no_text_is_accepted(base: Scratch, line: str) -> None:
    base.write(FILE, WHOLE.replace(b"Sinov laboratoriyasi", line.encode()))

    assert base.check().json["findings"] == []


def test_references_to_a_broken_record_still_resolve(base: Scratch) -> None:
    base.write("records/organizations/tsh-006.md", b"---\nid: tsh-006\ntitle: [\n---\n")

    assert base.check().findings == ["F19 tsh-006"]


@pytest.mark.parametrize("manner", ["link", "broken link", "link to a folder", "a folder", "a pipe"])
def test_only_ordinary_files_are_read(base: Scratch, manner: str) -> None:
    outside = base.write("secret.md", WHOLE)
    file = base.root / FILE
    if manner == "link":
        file.symlink_to(outside)
        message = snapshot("This is a link to another file")
    elif manner == "broken link":
        file.symlink_to("nothing")
        message = snapshot("This is a link to another file")
    elif manner == "link to a folder":
        file.symlink_to(base.root)
        message = snapshot("This is a link to another folder")
    elif manner == "a folder":
        base.write(f"{FILE}/matn.md", WHOLE)
        message = snapshot("This is a folder, though it is called like a record")
    else:
        os.mkfifo(file)
        message = snapshot("This is not an ordinary file")

    found = [(f["code"], f["path"], f["message"]) for f in base.check().json["findings"]]

    assert found == [("F16", FILE, message)]


def test_a_link_to_a_folder_is_not_followed_out_of_records(base: Scratch) -> None:
    base.write("outside/tsh-009.md", b"broken")
    (base.root / "records/archive").symlink_to("../outside")

    assert base.check().findings == ["F16 records/archive"]


def test_records_itself_is_not_a_link(scratch: Scratch) -> None:
    (scratch.root / "records").rmdir()
    (scratch.root / "elsewhere").mkdir()
    (scratch.root / "records").symlink_to("elsewhere")

    answer = scratch.check()

    assert (answer.code, answer.findings) == (1, ["F16 records"])


def test_a_loop_of_links_ends(base: Scratch) -> None:
    (base.root / "records/organizations/again").symlink_to("..")

    assert base.check().findings == ["F16 records/organizations/again"]


def test_a_readme_among_the_records_gets_its_own_sentence(base: Scratch) -> None:
    base.write("records/organizations/README.md", "# Tashkilotlar\n")

    assert [(f["code"], f["path"], f["message"], f["hint"]) for f in base.check().json["findings"]] == [
        (
            "F28",
            "records/organizations/README.md",
            "README.md is not a record, and records/ holds records only",
            "Move what it says about the folder to docs/, or delete the file",
        )
    ]


def test_hidden_files_and_folders_are_left_out(base: Scratch) -> None:
    base.write("records/organizations/.tsh-009.md.swp", b"\xff")
    base.write("records/.trash/tsh-009.md", b"")
    base.write("records/.DS_Store", b"\0")

    assert base.check().findings == []


@pytest.mark.parametrize(
    ("path", "message", "hint"),
    [
        ("records/organizations/xat.pdf", snapshot("xat.pdf is not a record: its name does not end in .md"),
         snapshot("Move a picture or scan to the folder named after its record's id: records/organizations/ID/xat.pdf")),
        ("records/organizations/TSH-009.MD", snapshot("TSH-009.MD is not a record: its name does not end in .md"),
         snapshot("Rename the file to tsh-009.md")),
        ("records/organizations/tsh-009.md.txt", snapshot("tsh-009.md.txt is not a record: its name does not end in .md"),
         snapshot("Rename the file to tsh-009.md")),
        ("records/organizations/tsh-009-sinov.markdown", snapshot("tsh-009-sinov.markdown is not a record: its name does not end in .md"),
         snapshot("Rename the file to tsh-009-sinov.md")),
        ("records/organizations/tsh-009.docx", snapshot("tsh-009.docx is not a record: its name does not end in .md"),
         snapshot("Copy its text into a record, a .md file in its kind's folder, and take this file out of records/")),
        ("records/tsh-009.txt", snapshot("tsh-009.txt is not a record: its name does not end in .md"),
         snapshot("Rename the file to records/organizations/tsh-009.md")),
        ("records/xat.txt", snapshot("xat.txt is not a record: its name does not end in .md"),
         snapshot("Move the file to its kind's folder, or out of records/")),
        ("records/tsh-009.md", snapshot("tsh-009.md lies outside the folders of the kinds"), snapshot("Move it to records/organizations/")),
        ("records/organisations/tsh-009.md", snapshot("No kind of record has the folder records/organisations/"),
         snapshot("Move it to records/organizations/")),
        ("records/boshqa/tsh-009.md", snapshot("No kind of record has the folder records/boshqa/"), snapshot("Move it to records/organizations/")),
        ("records/organizations/arxiv/tsh-009.md", snapshot("tsh-009.md lies in a folder inside records/organizations/"),
         snapshot("Move it to records/organizations/")),
    ],
)  # fmt: skip
def test_a_file_in_the_wrong_folder_gets_the_right_one(base: Scratch, path: str, message: str, hint: str) -> None:
    base.write(path, WHOLE)

    found = [(f["code"], f["path"], f["message"], f["hint"]) for f in base.check().json["findings"]]

    assert found == [("F28", path, message, hint)]


@pytest.mark.parametrize(
    ("path", "message", "hint"),
    [
        ("records/eslatma.md", snapshot("eslatma.md lies outside the folders of the kinds"),
         snapshot("Move the file to its kind's folder, or out of records/")),
        ("records/organisations/eslatma.md", snapshot("No kind of record has the folder records/organisations/"),
         snapshot("Perhaps records/organizations/ was meant")),
        ("records/organizations/arxiv/eslatma.md", snapshot("eslatma.md lies in a folder inside records/organizations/"),
         snapshot("Move it up to records/organizations/")),
    ],
)  # fmt: skip
def test_a_file_without_an_id_gets_advice_from_its_folder(base: Scratch, path: str, message: str, hint: str) -> None:
    base.write(path, "---\ntitle: Eslatma\n---\n")

    found = [(f["code"], f["path"], f["message"], f["hint"]) for f in base.check().json["findings"]]

    assert found == [("F28", path, message, hint)]


def test_a_folder_that_the_system_cannot_open_is_reported(base: Scratch, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder whose path is longer than the system allows: nobody can list it, not even root."""
    deep = base.root / "records/organizations"
    monkeypatch.chdir(deep)
    for _ in range(20):
        Path("x" * 240).mkdir()
        os.chdir("x" * 240)

    findings = base.check().json["findings"]

    assert [f["code"] for f in findings] == ["F18"]
    assert findings[0]["message"] == snapshot("The system does not open it: the name is too long")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file; the test above has a folder that nobody can list")
def test_files_without_read_permission_are_reported(base: Scratch) -> None:
    base.write(FILE, WHOLE).chmod(0)
    (base.root / "records/acts").chmod(0)

    found = [f for f in base.check().findings if f.startswith("F")]
    (base.root / "records/acts").chmod(0o700)

    assert found == ["F18 records/acts", "F18 tsh-009"]


def test_a_file_name_cannot_speak_to_the_terminal(base: Scratch) -> None:
    name = os.fsdecode(b"\x1b[31m\xff\n.txt")
    base.write(f"records/organizations/{name}", b"")

    answer = base.nizom("check", "--as-of", AS_OF)

    assert "records/organizations/\\x1b[31m\\xff\\n.txt:1:1" in answer.out
    assert "\x1b" not in answer.out


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_positions_do_not_depend_on_line_ends(base: Scratch, mark: bytes, end: bytes) -> None:
    data = b"---\nid: tsh-009\ntitle: Sinov\nholat: faol\n---\n"
    base.write(FILE, mark + data.replace(b"\n", end))

    found = {(f["code"], f["line"], f["column"], f["end_column"]) for f in base.check().json["findings"]}

    assert found >= {("F20", 4, 1, 6), ("F21", 1, 1, 4)}


def test_values_stay_as_they_are_written() -> None:
    lines = ("a: no", "b: 1.10", "c: 2026-03-05", "d: ~", "e: 0777", "f: '1_0'", "g:", "h: ''", "i: [ , x]", "j: 'null'")
    document = read_document("a.md", front(*lines[:8], "i:", "  -", "  - x"))

    assert document.defects == ()
    assert document.values == {
        "a": "no", "b": "1.10", "c": "2026-03-05", "d": "~", "e": "0777", "f": "1_0", "h": "", "i": ["", "x"]
    }  # fmt: skip


def test_the_body_is_everything_below() -> None:
    document = read_document("a.md", b"---\nid: x-1\n---   \n\nBir\n---\nIkki\n")

    assert document.body == "\nBir\n---\nIkki\n"
    assert read_document("a.md", b"---\nid: x-1\n---").body == ""


# Random text made of pieces of front matter.
PIECES = some.sampled_from(
    ["---\n", "---", "--- ", "----\n", "—\n", "id: loy-2026-001\n", "title: o‘quv\n", "documents:\n", "  - kind: x\n",
     "    date: 1\n", "a: [b, c]\n", "a: {b: c}\n", "a: |\n  b\n", "a: >-\n  b\n", 'a: "b"\n', "a: 'b'\n", "a: b: c\n", "a\n",
     "\t", "&x ", "*x\n", "!t ", "<<: *x\n", "? a\n", ": b\n", "[", "]", "{", "}", "- ", "#izoh\n", "...\n", "%YAML 1.2\n", "\n",
     "\r\n", "\r", " ", "‘", "ʻ", "\ufeff", "\0", "\x85", "\u2028", "😀", "ў", ":", ",", "''", '"', "\\", "|", ">", "@", "`"]
)  # fmt: skip
TEXTS = some.lists(PIECES, max_size=25).map("".join) | some.lists(PIECES, max_size=25).map(
    lambda all_: "---\n" + "".join(all_) + "\n---\n"
)
KINDS = all_kinds()


def in_file(document: Document) -> bool:
    """Return whether every position in the document is inside its text."""
    lines = document.text.split("\n")
    spans = [defect.problem.span for defect in document.defects] + [
        document.span(route) for route in (ROOT, Route("id"), Route("documents", 0, "kind"), Route("a"))
    ]
    return all(
        span is not None
        and 1 <= span.line <= span.end_line <= len(lines)
        and 1 <= span.column <= len(lines[span.line - 1]) + 1
        and 1 <= span.end_column <= len(lines[span.end_line - 1]) + 2
        for span in spans
    )


@given(some.binary(max_size=300))
@example(b"\xef\xbb\xbf\xff")
@example(b"---\n\xc3\n---\n")
@settings(max_examples=300, deadline=None)
def test_any_bytes_give_a_document(data: bytes) -> None:
    assert in_file(read_document("a.md", data))


@given(TEXTS)
@settings(max_examples=600, deadline=None)
def test_any_text_gives_a_document_and_findings_in_it(text: str) -> None:
    document = read_document("a.md", text.encode())

    assert in_file(document)
    assert document.readable or document.defects


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_any_text_gives_a_repository(text: str) -> None:
    """Typing, references and positions never raise, in the folder of any kind."""
    data = text.encode()
    files = {f"records/{kind.folder}/{kind.prefix}-001.md": data for kind in KINDS.values()}
    repository = Repository.from_files({**files, "records/settings.md": data, "records/holidays.md": data}, KINDS)

    for entry in repository.files:
        assert entry.record or entry.problems
        for _, problem in entry.problems:
            span = problem.span or entry.document.span(problem.at, on_key=problem.on_key)
            assert 1 <= span.line <= entry.document.text.count("\n") + 1


@given(TEXTS.filter(lambda text: "\r" not in text and "\ufeff" not in text))
@settings(max_examples=300, deadline=None)
def test_crlf_is_read_as_lf(text: str) -> None:
    plain = read_document("a.md", text.encode())
    windows = read_document("a.md", text.replace("\n", "\r\n").encode())

    assert (plain.values, plain.body, plain.text) == (windows.values, windows.body, windows.text)
    assert plain.defects == tuple(defect for defect in windows.defects if defect.code != "F05")


@given(
    some.dictionaries(some.text("abcdefgh_", min_size=1, max_size=8), some.text(min_size=1, max_size=30), min_size=1, max_size=8)
)
@settings(max_examples=200, deadline=None)
def test_a_span_covers_the_value_or_its_key(facts: dict[str, str]) -> None:
    facts = {key: "".join(sign for sign in value if sign.isprintable()) for key, value in facts.items()}
    quoted = {key: yaml.dump(value, allow_unicode=True, default_style='"', width=10**6) for key, value in facts.items()}
    written = "".join(f"{key}: {value}" for key, value in quoted.items())
    document = read_document("a.md", f"---\n{written}---\n".encode())

    assert document.values == facts
    lines = document.text.split("\n")
    for number, key in enumerate(facts):
        span, on_key = document.span(Route(key)), document.span(Route(key), on_key=True)
        assert lines[on_key.line - 1][on_key.column - 1 : on_key.end_column - 1] == key
        assert span.line == on_key.line == number + 2
        assert lines[span.line - 1][span.column - 1 : span.end_column - 1].startswith('"')


BOMBS = {
    "billion laughs": front(
        "a: &a [x, x]", *(f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]" for n in range(24))
    ),
    "100 000 brackets": front("a: " + "[" * 100_000),
    "100 000 braces": front("a: " + "{a: " * 100_000),
    "a mebibyte of dashes": front("a:", "  " + "- " * 500_000),
    "a mebibyte of braces": front("a: " + "{" * 1_000_000),
    "a very long key": front("k" * 1_000_000 + ": a"),
    "100 000 times the same key": front(*["a: b"] * 100_000),
    "100 000 keys": front(*(f"k{n}: b" for n in range(90_000))),
    "200 000 items": front("a:", *["- b"] * 200_000),
    "a mebibyte of words": front("a: [" + "b," * 500_000 + "]"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_yaml_bomb_is_stopped_by_counting_events(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The parser is asked for no more events than the largest allowed record has, however large the file is."""
    asked = 0

    class Counting(LOADER):  # type: ignore[misc]
        def get_event(self) -> Any:
            nonlocal asked
            asked += 1
            return super().get_event()

    monkeypatch.setattr(front_matter, "LOADER", Counting)
    document = read_document("a.md", BOMBS[name])

    assert not document.readable
    assert asked <= 2 * MAX_VALUES + 50
    assert len(document.defects) <= MAX_REPEATED


def test_at_most_a_hundred_unknown_keys_are_reported(base: Scratch) -> None:
    base.write(FILE, b"---\n" + FACTS + b"".join(b"k%d: a\n" % n for n in range(9000)) + b"---\n")

    findings = base.check().findings

    assert len(findings) == 100
    assert all(finding.startswith("F20 tsh-009") for finding in findings)


SLOW = """
from validators.model.written.notations import moment
from validators.source.document import read_document
for line in ("a:\\u00a0b\\n" + " " * 200_000 + "x", "\\n" + "- " * 100_000 + "\\u00a0", "a: |\\n " + " " * 200_000 + "\\u00a0x"):
    read_document("records/projects/loy-2026-001.md", f"---\\nid: loy-2026-001\\n{line}\\n---\\n".encode())
moment("a" + " " * 200_000 + "x")
"""


def test_facts_written_to_be_slow_are_read() -> None:
    subprocess.run([sys.executable, "-c", SLOW], env=environment(), timeout=120, check=True)
