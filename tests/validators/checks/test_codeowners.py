"""CODEOWNERS follows from the offices and people of the records, and a check keeps it current."""

from pathlib import Path

import pytest
from inline_snapshot import snapshot

from tests.support.scratch import Scratch

FILE = "docs/CODEOWNERS"
ACCOUNTS = {"xod-001": "boshliq", "xod-002": "bosh-mutaxassis", "xod-003": "m.k_1", "xod-004": "direktor", "xod-005": "orinbosar"}


@pytest.fixture
def staff(base: Scratch) -> Scratch:
    """The base records with an account for everybody."""
    for id_, account in ACCOUNTS.items():
        base.change(id_, f"account: {account}\n")
    return base


def owners(tree: Scratch) -> dict[str, list[str]]:
    """Return the owners of each path."""
    answer = tree.nizom("codeowners")
    assert (answer.code, answer.err) == (0, "")
    lines = [line.split() for line in answer.out.splitlines() if not line.startswith("#")]
    return {path: names for path, *names in lines}


def write_file(tree: Scratch) -> Scratch:
    """Write the file as the command prints it."""
    tree.write(FILE, tree.nizom("codeowners").out)
    return tree


def test_each_path_is_owned_by_those_who_decide_on_it(staff: Scratch) -> None:
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


def test_former_employees_and_heads_own_nothing(staff: Scratch) -> None:
    staff.change("xod-003", "status: left\nleft: 2026-05-29\n")
    staff.edit("xod-001", "since: 2024-01-15\n", "since: 2024-01-15\n    until: 2026-05-29\n")

    found = owners(staff)

    assert (found["*"], found["/records/"]) == (["@bosh-mutaxassis"], ["@bosh-mutaxassis"])


def test_the_acting_head_owns_what_the_head_owns(staff: Scratch) -> None:
    staff.change("xod-003", "acting:\n  - since: 2026-06-01\n    reason: Bo‘sh o‘rin\n")

    assert owners(staff)["/records/employees/"] == ["@boshliq", "@m.k_1", "@direktor", "@orinbosar"]


def test_a_path_whose_offices_have_no_account_is_owned_by_the_leaders(staff: Scratch) -> None:
    for id_ in ("xod-004", "xod-005"):
        staff.change(id_, "account:\n")

    assert owners(staff)["/records/settings.md"] == ["@boshliq", "@bosh-mutaxassis"]


def test_without_accounts_there_is_nothing_to_print(base: Scratch) -> None:
    answer = base.nizom("codeowners", "--lang", "en")

    assert (answer.code, answer.out) == (3, "")
    assert answer.err == snapshot("nizom: Nobody of those who would be asked has an account: write account in their records\n")


def test_the_printed_file_passes_the_check_with_any_line_ends(staff: Scratch) -> None:
    assert staff.check().findings == [f"F30 {FILE}"]
    assert write_file(staff).check().findings == []

    staff.write(FILE, staff.path(FILE).read_bytes().replace(b"\n", b"\r\n"))

    assert staff.check().findings == []


def test_a_differing_line_is_named_without_any_account(staff: Scratch) -> None:
    write_file(staff)
    staff.write(FILE, staff.path(FILE).read_text("utf-8").replace("/records/waivers/ @direktor", "/records/waivers/ @begona"))

    answer = staff.check()

    (finding,) = answer.json["findings"]
    assert finding["message"] == snapshot("The line for /records/waivers/ is not as the records make it")
    assert (finding["path"], finding["line"], finding["record"]) == (FILE, 11, None)
    for form in ("text", "json", "github", "gitlab", "sarif", "junit", "markdown"):
        printed = staff.nizom("check", "--format", form).out
        assert [account for account in (*ACCOUNTS.values(), "begona") if f"@{account}" in printed] == []


def test_a_change_of_offices_must_include_the_file(staff: Scratch) -> None:
    write_file(staff).commit()
    staff.edit("records/settings.md", "employee: xod-005", "employee: xod-003")

    left_behind = staff.check("--base", "HEAD")
    brought_along = write_file(staff).check("--base", "HEAD")

    assert f"F30 {FILE}" in left_behind.findings
    assert left_behind.code == 1
    assert f"F30 {FILE}" not in brought_along.findings


@pytest.mark.parametrize("path", [".github/CODEOWNERS", "CODEOWNERS"])
def test_no_other_file_takes_the_place_of_ours(staff: Scratch, path: str) -> None:
    write_file(staff).commit()
    staff.write(path, "* @begona\n")

    answer = staff.check("--base", "HEAD")

    assert (answer.code, answer.findings) == (1, [f"F30 {path}"])
    assert f"The forge follows {path} instead of {FILE}" in answer.json["findings"][0]["message"]
    staff.commit()
    assert staff.check("--base", "HEAD").code == 0
    assert staff.check().findings == [f"F30 {path}"]


def test_who_has_no_accounts_keeps_their_own_file(base: Scratch) -> None:
    base.write("CODEOWNERS", "* @begona\n")

    assert base.check().findings == []


def test_an_already_outdated_file_does_not_block_other_changes(staff: Scratch) -> None:
    staff.commit()
    staff.change("hjt-001", "summary: Yangi so‘z bilan\n")

    answer = staff.check("--base", "HEAD")

    assert (answer.code, answer.findings) == (0, [f"F30 {FILE}"])
    assert answer.json["findings"][0]["origin"] == "before"


def test_a_link_instead_of_the_file_is_not_followed(staff: Scratch, tmp_path: Path) -> None:
    text = staff.nizom("codeowners").out
    staff.write("elsewhere", text)
    staff.save(FILE, "../elsewhere", "link")

    assert staff.check().findings == [f"F16 {FILE}"]


@pytest.mark.parametrize("account", ["@boshliq", "bosh liq", "boshliq#", "-x", "a/b", "ё"])
def test_an_account_must_be_a_plain_name(base: Scratch, account: str) -> None:
    base.change("xod-001", f"account: '{account}'\n")

    assert base.check().findings == ["F22 xod-001 account"]
