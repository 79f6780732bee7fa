"""Whom the forge asks for a review: CODEOWNERS follows the offices and people of the records, and a check keeps it there."""

from pathlib import Path

import pytest

from tests.support.scratch import Scratch

FILE = "docs/CODEOWNERS"
ACCOUNTS = {"xod-001": "boshliq", "xod-002": "bosh-mutaxassis", "xod-003": "m.k_1", "xod-004": "direktor", "xod-005": "orinbosar"}


@pytest.fixture
def staff(base: Scratch) -> Scratch:
    """The base records, in which everybody has an account."""
    for id_, account in ACCOUNTS.items():
        base.change(id_, f"account: {account}\n")
    return base


def owners(tree: Scratch) -> dict[str, list[str]]:
    """By path, whom the forge would ask."""
    answer = tree.nizom("codeowners")
    assert (answer.code, answer.err) == (0, "")
    lines = [line.split() for line in answer.out.splitlines() if not line.startswith("#")]
    return {path: names for path, *names in lines}


def written(tree: Scratch) -> Scratch:
    """The file as the command prints it."""
    tree.write(FILE, tree.nizom("codeowners").out)
    return tree


def test_each_path_is_asked_of_those_who_decide_on_it(staff: Scratch) -> None:
    leaders = ["@boshliq", "@bosh-mutaxassis"]
    superiors = ["@direktor", "@orinbosar"]

    assert owners(staff) == {
        "*": leaders,
        "/records/": [*leaders, "@m.k_1"],
        "/records/projects/": [*leaders, *superiors],
        "/records/project-lists/": [*leaders, "@direktor"],
        "/records/roadmaps/": [*leaders, "@direktor"],
        "/records/standards/": [*leaders, "@direktor"],
        "/records/services/": [*leaders, "@direktor"],
        "/records/employees/": ["@boshliq", *superiors],
        "/records/waivers/": superiors,
        "/records/settings.md": superiors,
        "/records/holidays.md": superiors,
    }


def test_who_left_or_whose_term_ended_is_not_asked(staff: Scratch) -> None:
    staff.change("xod-003", "status: left\nleft: 2026-05-29\n")
    head = staff.path("xod-001")
    head.write_text(head.read_text("utf-8").replace("since: 2024-01-15\n", "since: 2024-01-15\n    until: 2026-05-29\n"), "utf-8")

    found = owners(staff)

    assert (found["*"], found["/records/"]) == (["@bosh-mutaxassis"], ["@bosh-mutaxassis"])


def test_who_acts_as_head_is_asked_as_head(staff: Scratch) -> None:
    staff.change("xod-003", "acting:\n  - since: 2026-06-01\n    reason: Bo‘sh o‘rin\n")

    assert owners(staff)["/records/employees/"] == ["@boshliq", "@m.k_1", "@direktor", "@orinbosar"]


def test_a_path_whose_offices_have_no_account_is_asked_of_the_leaders(staff: Scratch) -> None:
    for id_ in ("xod-004", "xod-005"):
        staff.change(id_, "account:\n")

    assert owners(staff)["/records/settings.md"] == ["@boshliq", "@bosh-mutaxassis"]


def test_without_accounts_there_is_nothing_to_print(base: Scratch) -> None:
    answer = base.nizom("codeowners", "--lang", "en")

    assert (answer.code, answer.out) == (3, "")
    assert answer.err.startswith("nizom: Nobody of those who would be asked has an account")


def test_what_the_command_prints_is_in_step_whatever_the_line_ends(staff: Scratch) -> None:
    assert staff.check().findings == [f"F30 {FILE}"]
    assert written(staff).check().findings == []

    staff.write(FILE, staff.path(FILE).read_bytes().replace(b"\n", b"\r\n"))

    assert staff.check().findings == []


def test_a_line_that_differs_is_named_and_no_account_is_told(staff: Scratch) -> None:
    written(staff)
    staff.write(FILE, staff.path(FILE).read_text("utf-8").replace("/records/waivers/ @direktor", "/records/waivers/ @begona"))

    answer = staff.check()

    (finding,) = answer.json["findings"]
    assert finding["message"] == "The line for /records/waivers/ is not as the records make it"
    assert (finding["path"], finding["line"], finding["record"]) == (FILE, 11, None)
    for form in ("text", "json", "github", "gitlab", "sarif", "junit", "markdown"):
        told = staff.nizom("check", "--format", form).out
        assert [account for account in (*ACCOUNTS.values(), "begona") if f"@{account}" in told] == []


def test_a_change_of_offices_brings_the_file_along(staff: Scratch) -> None:
    written(staff).commit()
    settings = staff.path("records/settings.md")
    settings.write_text(settings.read_text("utf-8").replace("employee: xod-005", "employee: xod-003"), "utf-8")

    left_behind = staff.check("--base", "HEAD")
    brought_along = written(staff).check("--base", "HEAD")

    assert f"F30 {FILE}" in left_behind.findings
    assert left_behind.code == 1
    assert f"F30 {FILE}" not in brought_along.findings


def test_a_file_that_was_out_of_step_before_blocks_nobody_else(staff: Scratch) -> None:
    staff.commit()
    staff.change("hjt-001", "summary: Yangi so‘z bilan\n")

    answer = staff.check("--base", "HEAD")

    assert (answer.code, answer.findings) == (0, [f"F30 {FILE}"])
    assert answer.json["findings"][0]["origin"] == "before"


def test_a_link_in_its_place_is_not_followed(staff: Scratch, tmp_path: Path) -> None:
    text = staff.nizom("codeowners").out
    staff.write("elsewhere", text)
    staff.save(FILE, "../elsewhere", "link")

    assert staff.check().findings == [f"F16 {FILE}"]


@pytest.mark.parametrize("account", ["@boshliq", "bosh liq", "boshliq#", "-x", "a/b", "ё"])
def test_an_account_is_a_name_and_nothing_that_a_line_would_read_otherwise(base: Scratch, account: str) -> None:
    base.change("xod-001", f"account: '{account}'\n")

    assert base.check().findings == ["F22 xod-001 account"]
