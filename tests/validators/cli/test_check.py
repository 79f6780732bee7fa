"""`nizom check`: exit codes, what is reported, and what fails the run."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from inline_snapshot import snapshot

from tests.support.scratch import Scratch


def make_overdue(base: Scratch) -> None:
    """Make a stage of the project overdue: the only finding, and no error."""
    base.change("loy-2026-001", "milestones:\n  - title: Sinov\n    due: 2026-05-01\n    responsible: xod-003\n")


def run_process(root: Path, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[bytes]":
    """Run the check in a process of its own."""
    command = [sys.executable, "-m", "validators", "check", "--as-of", "2026-06-15", *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, env={**os.environ, **environment}, check=False)


def test_clean_records_exit_with_0(base: Scratch) -> None:
    assert base.check().code == 0


def test_an_error_exits_with_1(scratch: Scratch) -> None:
    scratch.write("records/projects/loy-2026-001.md", "a")

    assert scratch.check().code == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--format", "pdf"),
        ("check", "--as-of", "tomorrow"),
        ("check", "--fail-on", "everything"),
        ("check", "--fail-on", "nothing,error"),
        ("check", "--fail-on", ""),
        ("check", "records/projects/loy-2099-001.md"),
        ("check", "/"),
        ("chek",),
        (),
    ],
)
def test_a_usage_error_exits_with_2_and_prints_one_line(scratch: Scratch, arguments: tuple[str, ...]) -> None:
    answer = scratch.nizom(*arguments, "--lang", "en")

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("nizom: ")
    assert answer.err.count("\n") == 1


def test_a_folder_without_records_exits_with_2(scratch: Scratch) -> None:
    (scratch.root / "records").rmdir()

    assert scratch.check().err == snapshot("nizom: There is no records/ folder here or above\n")
    assert scratch.check().code == 2


def test_errors_in_the_settings_exit_with_2_for_any_path(base: Scratch) -> None:
    base.change("records/settings.md", "S15:\n  value: many\n  basis: hjt-001\n  since: 2026-01-01\n")

    answer = base.check("records/projects")

    assert answer.code == 2
    assert answer.findings == []
    assert answer.err == snapshot("nizom: The settings have mistakes (1): “nizom check records/settings.md” shows them\n")


def test_no_records_exit_with_3(scratch: Scratch) -> None:
    answer = scratch.check()

    assert answer.code == 3
    assert answer.err == snapshot("nizom: There is no record to check\n")


def test_no_records_are_not_reported_as_success(scratch: Scratch) -> None:
    def printed(form: str) -> str:
        return scratch.nizom("check", "--lang", "en", "--as-of", "2026-06-15", "--format", form).out

    assert printed("text") == printed("github") == snapshot("There is no record to check\n")
    assert printed("markdown").splitlines()[0] == snapshot("## ⚠️ There is no record to check")
    assert printed("junit") == snapshot("""\
<?xml version="1.0" encoding="utf-8"?>
<testsuites name="nizom" tests="1" failures="0" skipped="1">
  <testsuite name="nizom" tests="1" failures="0" skipped="1">
    <testcase classname="nizom" name="There is no record to check">
      <skipped />
    </testcase>
  </testsuite>
</testsuites>
""")


def test_without_a_command_the_help_is_shown(scratch: Scratch) -> None:
    assert scratch.nizom() == scratch.nizom("--help")
    assert scratch.nizom().code == 0


@pytest.mark.parametrize(
    ("arguments", "nearest"), [(["chek"], "check"), (["shwo", "loy-2026-001"], "show"), (["check", "--format", "jsn"], "json")]
)
def test_for_a_mistyped_command_or_choice_the_nearest_is_named(scratch: Scratch, arguments: list[str], nearest: str) -> None:
    answer = scratch.nizom(*arguments, "--lang=en")

    assert (answer.code, answer.out) == (2, "")
    assert f"The nearest is {nearest}. " in answer.err


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"])
def test_a_day_out_of_range_is_a_usage_error(scratch: Scratch, day: str) -> None:
    answer = scratch.nizom("check", "--lang", "en", "--as-of", day)

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.replace(day[:4], "YEAR") == snapshot(
        "nizom: Wrong use: argument --as-of: The year YEAR is out of range: records know those from 1900 to 2199. “nizom check --help” shows how\n"
    )


@pytest.mark.parametrize("day", ["05/06/26", "2026-W25-1", "2026-02-30"])
def test_a_day_must_be_written_as_in_records(scratch: Scratch, day: str) -> None:
    answer = scratch.nizom("check", "--lang", "en", "--as-of", day)

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.replace(day, "DAY") == snapshot(
        "nizom: Wrong use: argument --as-of: “DAY” is not a date; write it as 2026-03-05. “nizom check --help” shows how\n"
    )


def test_a_path_without_records_exits_with_3(base: Scratch) -> None:
    base.write("docs/sxema.svg", "<svg/>")

    assert base.check("docs").code == 3


def test_a_page_alone_can_be_checked(base: Scratch) -> None:
    base.write("docs/index.md", "[[std-001]]")
    base.write("docs/qoida.md", "[[std-404]]")

    assert base.check("docs/index.md").code == 0
    assert base.check("docs/qoida.md").findings == ["R01 docs/qoida.md"]


def test_the_settings_alone_can_be_checked(base: Scratch) -> None:
    assert base.check("records/settings.md").code == 0


def test_a_check_that_raises_exits_with_4_and_is_a_finding(base: Scratch, monkeypatch: pytest.MonkeyPatch) -> None:
    from validators.kinds import all_kinds

    def broken(record: object, repository: object) -> object:
        raise RuntimeError("bo‘lmadi")

    book = all_kinds()["project"].book
    monkeypatch.setattr(book, "rules", [(book.rules[0][0], broken)])

    answer = base.check("--fail-on", "nothing")

    assert answer.code == 4
    assert [finding["code"] for finding in answer.json["findings"]] == ["X01"]
    assert re.search(r"RuntimeError, tests\.validators\.cli\.test_check:[0-9]+$", answer.json["findings"][0]["message"])


def test_a_command_that_raises_exits_with_4(base: Scratch, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(folder: Path) -> None:
        raise RuntimeError("bo‘lmadi")

    monkeypatch.setattr("validators.repository.reading.find_root", broken)

    answer = base.check()

    assert (answer.code, answer.out) == (4, "")
    assert re.fullmatch(
        r"nizom: The command itself failed: RuntimeError, tests\.validators\.cli\.test_check:[0-9]+\n", answer.err
    )


def test_a_process_gives_the_same_answer(base: Scratch, tmp_path: Path) -> None:
    assert run_process(base.root).returncode == 0
    base.write("records/projects/loy-2026-900.md", "nima bu")
    broken = run_process(base.root)
    assert broken.returncode == 1
    assert "records/projects/loy-2026-900.md:1:1  xato  F01" in broken.stdout.decode()


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_closed_pipe_exits_as_shells_expect(base: Scratch, form: str) -> None:
    base.write("records/projects/loy-2026-900.md", "nima bu")
    reader, writer = os.pipe()
    os.close(reader)

    command = [sys.executable, "-m", "validators", "check", "--format", form]
    answer = subprocess.run(command, cwd=base.root, stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)

    assert (answer.returncode, answer.stderr) == (141, b"")


def test_an_overdue_duty_fails_a_run_only_on_request(base: Scratch) -> None:
    make_overdue(base)

    assert base.check().json["summary"] | {"off": []} == {
        "records": len(list((base.root / "records").glob("*/*.md"))),
        "errors": 0, "warnings": 0, "overdue": 1, "blocking": 0, "off": [],
    }  # fmt: skip
    assert base.check().code == 0
    assert base.check("--fail-on", "error,duty").code == 1
    assert base.check("--fail-on", "duty").code == 1
    assert base.check("--fail-on", "nothing").code == 0


def test_a_warning_fails_a_run_only_on_request_and_errors_always_do(base: Scratch) -> None:
    base.write("records/projects/loy-2026-001.md", base.path("loy-2026-001").read_text("utf-8").replace("\n", "\r\n"))

    assert base.check().findings == ["F05 loy-2026-001"]
    assert base.check().code == 0
    assert base.check("--fail-on", "warning").code == 1

    base.write("records/projects/loy-2026-001.md", "a")
    assert base.check("--fail-on", "warning").code == 1


def test_paths_limit_what_is_reported_but_not_what_is_loaded(scratch: Scratch) -> None:
    scratch.write("records/projects/loy-2026-001.md", "a")
    scratch.write("records/projects/loy-2026-002.md", "b")

    assert scratch.check("records/projects/loy-2026-001.md").findings == ["F01 loy-2026-001"]
    assert scratch.check("records/projects").json["summary"]["records"] == 2
    assert scratch.check("records/projects/loy-2026-001.md").json["summary"]["records"] == 1


@pytest.mark.parametrize("name", ["loy-2026-001 nusxa.md", "loy-2026-001\u00a0nusxa.md", "loy-2026-001\u2028\udcff\x1b.md"])
def test_a_file_name_may_contain_any_characters(scratch: Scratch, name: str) -> None:
    scratch.write(f"records/projects/{name}", "a")

    answer = scratch.check(f"records/projects/{name}")

    assert (answer.code, answer.findings) == (1, ["F01 loy-2026-001"])


def test_a_file_is_found_through_a_link_to_the_repository(scratch: Scratch, tmp_path_factory: pytest.TempPathFactory) -> None:
    scratch.write("records/projects/loy-2026-001.md", "a")
    scratch.write("records/projects/loy-2026-002.md", "b")
    link = tmp_path_factory.mktemp("boshqa") / "omborxona"
    link.symlink_to(scratch.root)

    assert scratch.check(f"{link}/records/projects/loy-2026-001.md").findings == ["F01 loy-2026-001"]
    assert scratch.check(str(link)).findings == ["F01 loy-2026-001", "F01 loy-2026-002"]


def test_a_record_may_be_named_by_its_id(scratch: Scratch) -> None:
    scratch.write("records/projects/loy-2026-001.md", "a")
    scratch.write("records/projects/loy-2026-002.md", "b")

    assert scratch.check("loy-2026-001").findings == ["F01 loy-2026-001"]
    assert scratch.nizom("check", "loy-2026-009", "--lang", "en").err == snapshot(
        "nizom: There is no file or folder loy-2026-009\n"
    )


def test_help_explains_the_exit_codes_in_both_languages(scratch: Scratch) -> None:
    english = scratch.nizom("check", "--help", "--lang", "en")
    uzbek = scratch.nizom("check", "--help")

    assert english.code == uzbek.code == 0
    assert english.out.startswith("usage: nizom check")
    assert uzbek.out.startswith("ishlatilishi: nizom check")
    assert " ".join(english.out.rpartition("\n\n")[2].split()) == snapshot(
        "Exit codes: 0 nothing blocks; 1 findings block; 2 wrong use, or mistakes in the settings; 3 nothing to check; 4 we failed, or the system would not let us read or write; 130 stopped; 141 the reader of the answer left"
    )
    assert " ".join(uzbek.out.rpartition("\n\n")[2].split()) == snapshot(
        "Chiqish kodlari: 0 — to‘siq yo‘q; 1 — qabul qilishga to‘siq bo‘ladigan kamchilik bor; 2 — buyruq noto‘g‘ri berilgan yoki sozlamalarda xato bor; 3 — tekshiriladigan yozuv yo‘q; 4 — dasturning o‘zi ishlamay qoldi yoki operatsion tizim o‘qish-yozishga yo‘l qo‘ymadi; 130 — to‘xtatildi; 141 — javobni qabul qilayotgan dastur uni oxirigacha o‘qimadi"
    )


def test_usage_errors_of_argparse_are_in_uzbek(scratch: Scratch) -> None:
    assert scratch.nizom("check", "--yoq").err == snapshot(
        "nizom: Noto‘g‘ri ishlatildi: noma’lum argumentlar: --yoq. Qanday ishlatilishini “nizom check --help” ko‘rsatadi\n"
    )


def on_a_terminal(root: Path, **environment: str) -> str:
    """Return what the check writes to a terminal."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "validators", "check", "--as-of", "2026-06-15"]
    kept = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    process = subprocess.Popen(command, cwd=root, stdout=theirs, stderr=theirs, env={**kept, **environment})
    os.close(theirs)
    written = b""
    while True:
        try:
            piece = os.read(ours, 4096)
        except OSError:  # the terminal is closed
            break
        if not piece:
            break
        written += piece
    os.close(ours)
    process.wait()
    return written.decode()


def test_colours_appear_only_on_terminals_without_no_color(scratch: Scratch) -> None:
    scratch.write("records/projects/loy-2026-001.md", "a")

    assert "\x1b[31mxato\x1b[0m" in on_a_terminal(scratch.root)
    assert "\x1b" not in on_a_terminal(scratch.root, NO_COLOR="1")
    assert b"\x1b" not in run_process(scratch.root).stdout


def test_the_command_starts_without_heavy_imports(scratch: Scratch) -> None:
    heavy = "pydantic yaml frontmatter holidays jsonschema mkdocs babel jinja2"
    script = (
        "import sys\nfrom validators.cli.main import main\nassert main(['--help']) == 0\n"
        f"print(sorted(name for name in '{heavy}'.split() if name in sys.modules), file=sys.stderr)"
    )

    answer = subprocess.run([sys.executable, "-c", script], cwd=scratch.root, capture_output=True, check=True)

    assert answer.stderr.decode() == "[]\n"


def test_statistics_count_by_check_the_serious_and_the_frequent_first(base: Scratch) -> None:
    make_overdue(base)
    base.change("std-001", "basis: [hjt-999]\n")
    base.change("std-002", "basis: [hjt-999]\n")
    base.change("std-003", "categry: national\n")
    base.change("xod-003", "title: Javоhir Toshmatov\n")

    answer = base.nizom("check", "--no-base", "--statistics", "--as-of", "2026-06-15", "--lang", "en")

    assert answer.code == 1
    assert answer.out == snapshot("""\
2  error    R01      No such record
1  error    F20      Unknown key
1  warning  F39      Letter of another alphabet in a word
1  overdue  N14.4-1  Project or stage is overdue
Only written another way: 1 (nizom fix)
What blocks: approvals need no proof; checks of approvals that only warn: A01–A07, A09–A11; 113 checks in all only warn
Off: 11 checks, as these settings have no value: S02, S11, S17, S30, S35, S42, S50–S52, S54, provenance, waiver-days (nizom rules)
37 records checked: 3 errors, 1 warning, 1 overdue. 3 findings block
""")


def test_statistics_of_a_change_count_what_it_brings(base: Scratch) -> None:
    base.change("std-001", "basis: [hjt-999]\n")
    base.commit()
    base.change("std-002", "basis: [hjt-999]\n")

    answer = base.nizom("check", "--base", "main", "--statistics", "--as-of", "2026-06-15", "--lang", "en")

    assert answer.code == 1
    assert [line.split()[:3] for line in answer.out.splitlines()[:2]] == [["1", "error", "R01"], ["1", "warning", "C09"]]


def test_statistics_are_for_people(base: Scratch) -> None:
    assert base.check("--statistics").err == snapshot(
        "nizom: --statistics counts in text only: the other formats list every finding\n"
    )


@pytest.mark.parametrize(("broken", "begins"), [(20, "records/"), (21, "21  error")])
def test_a_long_report_starts_with_the_counts(base: Scratch, broken: int, begins: str) -> None:
    wrong = "".join(f"  - hjt-9{number:02}\n" for number in range(broken))
    base.change("std-001", f"basis:\n{wrong}")

    assert base.nizom("check", "--no-base", "--as-of", "2026-06-15", "--lang", "en").out.startswith(begins)
