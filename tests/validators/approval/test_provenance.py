"""How well an approval is proved to be its giver's, by real commits and real keys: declared, attributed, signed."""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.scratch import Scratch

HEAD, DEPUTY, WRITER = "a.rahimov@agentlik.example.uz", "k.yusupova@agentlik.example.uz", "j.toshmatov@agentlik.example.uz"
"""The addresses of xod-001, xod-005 and xod-003."""
STRANGER = "begona@example.uz"
VISA = ("loy-2026-001", "--as", "head", "--part", "Butun matn", "--date", "2026-06-08")
APPROVED = ("loy-2026-001", "--as", "deputy", "--document", "14-son", "--date", "2026-06-10")
ON_8_JUNE, ON_10_JUNE = "2026-06-08T10:00:00+05:00", "2026-06-10T10:00:00+05:00"


@dataclass(frozen=True)
class Key:
    """A key that was really made: the private file, and the public line."""

    file: Path

    @property
    def line(self) -> str:
        return self.file.with_suffix(".pub").read_text("ascii").strip()


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Key]:
    """The head's key, the deputy's, and one that nobody has registered."""
    folder = tmp_path_factory.mktemp("keys")
    program = shutil.which("ssh-keygen")
    assert program
    for name in ("head", "deputy", "stranger"):
        subprocess.run([program, "-q", "-t", "ed25519", "-N", "", "-C", f"{name}@example.uz", "-f", folder / name], check=True)
    return {name: Key(folder / name) for name in ("head", "deputy", "stranger")}


def registered(key: Key, since: str = "2026-01-12", until: str = "") -> str:
    """The facts of an employee who has the key."""
    return f"keys:\n  - key: {key.line}\n    since: {since}\n" + (f"    until: {until}\n" if until else "")


@pytest.fixture
def office(base: Scratch, keys: dict[str, Key]) -> Scratch:
    """The base records, committed: the project is not approved yet, the head and the deputy have keys."""
    base.change("loy-2026-001", "status: planned\napprovals:\n")
    base.change("xod-001", registered(keys["head"]))
    base.change("xod-005", f"email: {DEPUTY}\n{registered(keys['deputy'])}")
    base.commit(by=WRITER)
    return base


def approve(tree: Scratch, *arguments: str) -> None:
    answer = tree.nizom("approve", "--lang", "en", *arguments)
    assert answer.code == 0, answer.err


def grades(tree: Scratch, record: str = "loy-2026-001") -> list[str]:
    """How well each step of the record is proved."""
    way = tree.nizom("approvals", record, "--format", "json", "--as-of", "2026-06-15").json
    return [f"{step['decision']} {step['grade']}" for step in way["steps"] if step["grade"]]


def edit(tree: Scratch, old: str, new: str, record: str = "loy-2026-001") -> None:
    """One piece of a record's text put in another's place."""
    file = tree.path(record)
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def demanded(tree: Scratch, grade: str, since: str = "2026-01-12") -> None:
    """The department asks that approvals of projects be proved so, and takes it for an error if they are not."""
    tree.change(
        "records/settings.md",
        f"provenance:\n  value:\n    - kind: project\n      grade: {grade}\n  basis: hjt-002\n  since: {since}\n"
        "strict:\n  value: [A08]\n  basis: hjt-002\n  since: 2026-01-12\n",
    )


# The three grades.


def test_what_is_only_written_is_declared(office: Scratch) -> None:
    approve(office, *VISA)
    assert grades(office) == ["visa declared"]
    office.commit(by=STRANGER, at=ON_8_JUNE)
    assert grades(office) == ["visa declared"]


def test_what_its_giver_committed_is_attributed(office: Scratch) -> None:
    approve(office, *VISA)
    office.commit(by=HEAD.title(), at=ON_8_JUNE)
    approve(office, *APPROVED)
    office.commit(by=STRANGER, at=ON_10_JUNE)

    assert grades(office) == ["visa attributed", "approved declared"]


def test_what_its_giver_signed_too_is_signed(office: Scratch, keys: dict[str, Key]) -> None:
    approve(office, *VISA)
    office.commit(by=HEAD, at=ON_8_JUNE, key=keys["head"].file)
    approve(office, *APPROVED)
    office.commit(by=DEPUTY, at=ON_10_JUNE, key=keys["deputy"].file)

    assert grades(office) == ["visa signed", "approved signed"]


def test_for_another_body_it_counts_who_entered_its_letter(office: Scratch) -> None:
    letter = ("hjt-002", "--as", "ministry", "--decision", "agreed", "--date", "2026-06-08", "--document", "33-8/1204")
    approve(office, *letter, "--recorded-by", "xod-003")
    office.commit(by=WRITER, at=ON_8_JUNE)

    assert grades(office, "hjt-002") == ["agreed attributed"]


def test_an_employee_without_an_address_is_known_by_nothing(office: Scratch) -> None:
    office.change("xod-001", "email:\nkeys:\n")
    approve(office, *VISA)
    office.commit(by=HEAD, at=ON_8_JUNE)

    assert grades(office) == ["visa declared"]


# What is no proof.


@pytest.mark.parametrize("key", ["stranger", "deputy"])
def test_an_author_may_be_forged_but_a_key_may_not(office: Scratch, keys: dict[str, Key], key: str) -> None:
    approve(office, *VISA)
    office.commit(by=HEAD, at=ON_8_JUNE, key=keys[key].file)

    assert grades(office) == ["visa attributed"]


def test_a_key_that_two_have_proves_of_neither_that_it_was_they(office: Scratch, keys: dict[str, Key]) -> None:
    office.change("xod-003", registered(keys["head"]).replace("head@example.uz", "kotib@example.uz"))
    approve(office, *VISA)
    office.commit(by=HEAD, at=ON_8_JUNE, key=keys["head"].file)

    assert grades(office) == ["visa attributed"]
    assert office.check().findings == ["A09 xod-001 keys.0.key", "A09 xod-003 keys.0.key"]


def test_ones_own_key_proves_nothing_under_anothers_address(office: Scratch, keys: dict[str, Key]) -> None:
    approve(office, *VISA)
    office.commit(by=STRANGER, at=ON_8_JUNE, key=keys["head"].file)

    assert grades(office) == ["visa declared"]


@pytest.mark.parametrize(
    ("at", "grade"),
    [
        ("2026-05-31T23:59:59+05:00", "attributed"),
        ("2026-06-01T00:00:00+05:00", "signed"),
        ("2026-06-01T05:00:00+14:00", "attributed"),
        ("2026-06-30T23:59:58+05:00", "signed"),
        ("2026-07-01T00:00:01+05:00", "attributed"),
    ],
)
def test_a_key_counts_from_its_first_day_to_its_last_in_tashkent(
    office: Scratch, keys: dict[str, Key], at: str, grade: str
) -> None:
    office.change("xod-001", registered(keys["head"], "2026-06-01", "2026-06-30"))
    approve(office, *VISA)
    office.commit(by=HEAD, at=at, key=keys["head"].file)

    assert grades(office) == [f"visa {grade}"]


def test_a_key_that_is_registered_later_counts_from_its_first_day(office: Scratch, keys: dict[str, Key]) -> None:
    office.change("xod-001", "keys:\n")
    approve(office, *VISA)
    office.commit(by=HEAD, at=ON_8_JUNE, key=keys["head"].file)
    office.change("xod-001", registered(keys["head"], "2026-06-09"))
    assert grades(office) == ["visa attributed"]

    office.change("xod-001", registered(keys["head"], "2026-06-08"))
    assert grades(office) == ["visa signed"]


def test_a_step_that_another_completed_is_the_others(office: Scratch, keys: dict[str, Key]) -> None:
    approve(office, *VISA)
    office.commit(by=HEAD, at=ON_8_JUNE, key=keys["head"].file)
    edit(office, "    part: Butun matn\n", "    part: Butun matn\n    document: 5-son\n")
    office.commit(by=WRITER, at=ON_10_JUNE)

    assert grades(office) == ["visa declared"]


def test_a_step_copied_into_another_record_is_the_copiers(office: Scratch, keys: dict[str, Key]) -> None:
    approve(office, *VISA)
    office.commit(by=HEAD, at=ON_8_JUNE, key=keys["head"].file)
    text = office.path("loy-2026-001").read_text("utf-8")
    office.write("records/projects/loy-2026-002.md", text.replace("id: loy-2026-001", "id: loy-2026-002"))
    office.commit(by=STRANGER, at=ON_10_JUNE)

    assert grades(office, "loy-2026-002") == ["visa declared"]


@pytest.mark.parametrize(
    ("hidden", "shown"),
    [
        ("\nid: loy-2026-001\n", "\n'id': loy-2026-001\n"),
        ("\nstatus: planned\n", "\nstatus: planned\nstatus: planned\n"),
        ("\ncreates: ", "\n\tcreates: "),
    ],
)
def test_making_a_file_readable_does_not_make_its_steps_ones_own(
    office: Scratch, keys: dict[str, Key], hidden: str, shown: str
) -> None:
    approve(office, *VISA)
    edit(office, hidden, shown)
    office.commit(by=STRANGER, at=ON_8_JUNE)
    edit(office, shown, hidden)
    demanded(office, "attributed")
    office.commit(by=HEAD, at=ON_10_JUNE, key=keys["head"].file)

    assert grades(office) == ["visa declared"]
    assert office.check().findings == ["A08 loy-2026-001 approvals.0"]


# What history does to a step.


@pytest.fixture
def signed(office: Scratch, keys: dict[str, Key]) -> Scratch:
    """The project with the head's visa, signed on a branch that stands one commit before `main`."""
    approve(office, *VISA)
    office.commit("Viza", by=HEAD, at=ON_8_JUNE, key=keys["head"].file)
    return office


def test_an_edit_that_moves_the_step_leaves_it_its_givers(signed: Scratch) -> None:
    edit(
        signed,
        "approvals:\n",
        "approvals:\n  - decision: developed\n    role: department\n    by: xod-003\n    date: 2026-06-05\n",
    )
    edit(signed, "    role: head\n    by: xod-001\n", "    by: 'xod-001' # boshliq\n    role: head\n\n")
    edit(signed, "priority: high", "priority: high\nproblem: Katalog yo‘q")
    signed.commit(by=STRANGER, at=ON_10_JUNE)

    assert grades(signed) == ["visa signed", "developed declared"]


def test_a_renamed_file_leaves_the_step_its_givers(signed: Scratch) -> None:
    file = signed.path("loy-2026-001")
    file.rename(file.with_name("loy-2026-001-katalog.md"))
    edit(signed, "priority: high", "priority: low")
    signed.commit(by=STRANGER, at=ON_10_JUNE)

    assert grades(signed) == ["visa signed"]


def test_records_may_lie_in_a_folder_of_their_repository(signed: Scratch) -> None:
    signed.git("mv", "records", "boshqarma")
    (signed.root / "ish").mkdir()
    (signed.root / "boshqarma").rename(signed.root / "ish" / "records")
    signed.commit(by=STRANGER, at=ON_10_JUNE)
    inner = Scratch(signed.root / "ish", signed.monkeypatch, signed.capsys)
    approve(inner, *APPROVED)
    signed.commit(by=DEPUTY, at=ON_10_JUNE)

    assert grades(inner) == ["visa declared", "approved attributed"]


def branched(tree: Scratch, keys: dict[str, Key]) -> None:
    """On a branch the head signs a visa and the deputy approves, while `main` goes on."""
    tree.git("checkout", "--quiet", "-b", "ish")
    approve(tree, *VISA)
    tree.commit("Viza", by=HEAD, at=ON_8_JUNE, key=keys["head"].file)
    approve(tree, *APPROVED)
    tree.commit("Tasdiq", by=DEPUTY, at=ON_10_JUNE, key=keys["deputy"].file)
    tree.git("checkout", "--quiet", "main")
    tree.change("top-2026-001", "summary: Boshqa ish\n")
    tree.commit("Boshqa ish", by=WRITER, at=ON_10_JUNE)


def test_a_merge_leaves_steps_to_those_who_brought_them_on_the_branch(office: Scratch, keys: dict[str, Key]) -> None:
    branched(office, keys)
    office.git("merge", "--quiet", "--no-ff", "--message=Qo‘shildi", "ish", by=STRANGER, at=ON_10_JUNE)

    assert grades(office) == ["visa signed", "approved signed"]


def test_what_a_merge_itself_brings_is_its_authors(office: Scratch, keys: dict[str, Key]) -> None:
    branched(office, keys)
    office.git("merge", "--quiet", "--no-ff", "--no-commit", "ish")
    edit(office, "    by: xod-005\n", "    by: xod-004\n")
    edit(office, "    role: deputy\n", "    role: director-general\n")
    office.commit("Qo‘shildi", by=DEPUTY, at=ON_10_JUNE, key=keys["deputy"].file)

    assert grades(office) == ["visa signed", "approved declared"]


def test_a_rebase_by_another_keeps_the_author_and_loses_the_signature(office: Scratch, keys: dict[str, Key]) -> None:
    branched(office, keys)
    office.git("checkout", "--quiet", "ish")
    office.git("-c", "commit.gpgSign=false", "rebase", "--quiet", "main", by=STRANGER, at=ON_10_JUNE)

    assert grades(office) == ["visa attributed", "approved attributed"]


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (STRANGER, ["visa declared", "approved declared"]),
        (DEPUTY, ["visa declared", "approved attributed"]),
    ],
)
def test_squashing_leaves_only_one_author_and_no_signature(
    office: Scratch, keys: dict[str, Key], by: str, expected: list[str]
) -> None:
    branched(office, keys)
    office.git("merge", "--quiet", "--squash", "ish")
    office.commit("Hammasi bitta commitda", by=by, at=ON_10_JUNE)

    assert grades(office) == expected


def test_what_was_taken_out_and_put_back_is_whose_who_put_it_back(signed: Scratch) -> None:
    whole = signed.path("loy-2026-001").read_text("utf-8")
    signed.change("loy-2026-001", "approvals:\n")
    signed.commit("Olib tashlandi", by=STRANGER, at=ON_10_JUNE)
    signed.path("loy-2026-001").write_text(whole, "utf-8")
    assert grades(signed) == ["visa declared"]
    signed.commit("Qaytarildi", by=STRANGER, at=ON_10_JUNE)

    assert grades(signed) == ["visa declared"]


def test_taking_it_out_on_a_branch_that_was_not_merged_changes_nothing(signed: Scratch) -> None:
    signed.git("checkout", "--quiet", "-b", "xato")
    signed.change("loy-2026-001", "approvals:\n")
    signed.commit("Olib tashlandi", by=STRANGER, at=ON_10_JUNE)
    signed.git("checkout", "--quiet", "main")

    assert grades(signed) == ["visa signed"]


def test_a_shallow_clone_says_that_it_does_not_know(signed: Scratch, tmp_path_factory: pytest.TempPathFactory) -> None:
    demanded(signed, "signed")
    signed.commit("Sozlama", by=WRITER, at=ON_10_JUNE)
    folder = tmp_path_factory.mktemp("sayoz")
    signed.git("clone", "--quiet", "--depth=1", f"file://{signed.root}", str(folder))
    clone = Scratch(folder, signed.monkeypatch, signed.capsys)

    answer = clone.check()

    assert signed.check().findings == []
    assert (answer.code, answer.findings, grades(clone)) == (1, ["A08 loy-2026-001 approvals.0"], ["visa declared"])
    assert answer.json["findings"][0]["hint"] == (
        "History is cut off here before the commit that brought the step: fetch the whole of it (in CI, fetch-depth: 0)"
    )


# What the department asks for.


def test_the_setting_says_how_well_approvals_of_a_kind_are_proved(office: Scratch, keys: dict[str, Key]) -> None:
    demanded(office, "signed")
    approve(office, *VISA)
    assert office.check().findings == []  # not committed yet: nothing to judge
    office.commit(by=HEAD, at=ON_8_JUNE)
    approve(office, *APPROVED)
    office.commit(by=DEPUTY, at=ON_10_JUNE, key=keys["deputy"].file)

    answer = office.check()

    assert (answer.code, answer.findings) == (1, ["A08 loy-2026-001 approvals.0"])
    assert answer.json["findings"][0]["message"] == (
        "The step “visa” of 8 June 2026 by xod-001 is only attributed; signed is asked for"
    )
    demanded(office, "attributed")
    assert office.check().findings == []


def test_steps_from_before_the_setting_are_not_asked_about(office: Scratch) -> None:
    demanded(office, "attributed", since="2026-06-09")
    approve(office, *VISA)
    approve(office, *APPROVED)
    office.commit(by=STRANGER, at=ON_10_JUNE)

    assert office.check().findings == ["A08 loy-2026-001 approvals.1"]


def test_a_pull_request_is_judged_by_the_keys_that_were_there_before(office: Scratch, keys: dict[str, Key]) -> None:
    demanded(office, "signed")
    office.commit(by=WRITER)
    office.change("xod-001", registered(keys["stranger"]))
    approve(office, *VISA)
    office.commit(by=HEAD, at=ON_8_JUNE, key=keys["stranger"].file)

    assert office.check().findings == []
    assert office.check("--base", "HEAD~1").findings == [
        "A08 loy-2026-001 approvals.0",
        "C08 loy-2026-001 approvals.0.by",
    ]


def test_who_alone_committed_a_record_does_not_approve_it_where_commits_prove(office: Scratch) -> None:
    text = office.path("loy-2026-001").read_text("utf-8").replace("loy-2026-001", "loy-2026-002")
    office.write("records/projects/loy-2026-002.md", text.replace("Standartlar elektron", "Yo‘riqnomalar elektron"))
    office.change("ryx-2026-001", "projects: [loy-2026-001, loy-2026-002]\n")
    office.commit(by=DEPUTY)
    approve(office, "loy-2026-002", *VISA[1:])
    office.commit(by=HEAD, at=ON_8_JUNE)
    demanded(office, "attributed")

    refused = office.nizom("approve", "loy-2026-002", *APPROVED[1:], "--lang", "en")

    assert (refused.code, refused.err) == (
        1, "nizom: A06: xod-005 approved what they alone wrote. Have somebody else with the authority approve it\n",
    )  # fmt: skip
    edit(office, "priority: high", "priority: low", "loy-2026-002")
    office.commit(by=WRITER, at=ON_8_JUNE)
    approve(office, "loy-2026-002", *VISA[1:-1], "2026-06-09")
    approve(office, "loy-2026-002", *APPROVED[1:])


# A repository that means harm, and one that is large.


def test_nothing_that_a_repository_is_configured_with_proves_or_runs(office: Scratch, keys: dict[str, Key]) -> None:
    approve(office, *VISA)
    office.commit(by=HEAD, at=ON_8_JUNE, key=keys["stranger"].file)
    approve(office, *APPROVED)
    office.commit(by=STRANGER, at=ON_10_JUNE)
    forged = office.git("rev-parse", "HEAD")
    office.git("commit", "--quiet", "--amend", "--no-edit", by=DEPUTY, at=ON_10_JUNE)
    as_deputy = office.git("rev-parse", "HEAD")
    office.git("reset", "--quiet", "--soft", forged)
    office.git("replace", forged, as_deputy)
    mark = office.root / ".git" / "ran"
    good = f'Good \\"git\\" signature for xod-001 with ED25519 key SHA256:{"A" * 43}'
    trap = office.write(".git/trap", f"#!/bin/sh\necho \"$0 $@\" >> '{mark}'\necho '{good}'\n")
    trap.chmod(0o755)
    signers = office.write(".git/signers", f'xod-001 namespaces="git" {keys["stranger"].line}\n')
    mailmap = office.write(".git/mailmap", f"<{DEPUTY}> <{STRANGER}>\n")
    for key, value in {
        "gpg.ssh.program": trap, "gpg.program": trap, "gpg.openpgp.program": trap, "gpg.x509.program": trap,
        "gpg.ssh.allowedSignersFile": signers, "gpg.ssh.defaultKeyCommand": trap, "gpg.format": "openpgp",
        "gpg.minTrustLevel": "ultimate", "log.showSignature": "true", "log.mailmap": "true", "mailmap.file": mailmap,
        "log.follow": "true", "log.diffMerges": "off", "diff.external": trap, "diff.evil.textconv": trap,
        "filter.evil.smudge": trap, "core.fsmonitor": trap, "core.pager": trap, "core.hooksPath": trap.parent, "pager.log": trap,
        "alias.log": f"!{trap}", "alias.rev-list": f"!{trap}", "alias.diff-tree": f"!{trap}", "format.pretty": "oneline",
        "i18n.logOutputEncoding": "UTF-16", "color.ui": "always", "diff.noprefix": "true", "diff.renames": "copies",
    }.items():  # fmt: skip
        office.git("config", key, str(value))
    office.write(".gitattributes", "*.md diff=evil filter=evil\n")

    assert grades(office) == ["visa attributed", "approved declared"]
    assert not mark.exists(), mark.read_text("utf-8")


def test_a_hostile_configuration_does_not_take_a_signature_away(office: Scratch, keys: dict[str, Key]) -> None:
    approve(office, *VISA)
    office.commit(by=HEAD, at=ON_8_JUNE, key=keys["head"].file)
    revoked = office.write(".git/revoked", f"{keys['head'].line}\n")
    office.git("config", "gpg.ssh.revocationFile", str(revoked))
    office.git("config", "i18n.logOutputEncoding", "UTF-16")

    assert grades(office) == ["visa signed"]


_STARTED: list[str] = []
_COUNTING: list[bool] = []


def test_history_is_read_in_one_pass_however_many_approvals_there_are(office: Scratch) -> None:
    def listen(event: str, arguments: tuple[object, ...]) -> None:
        if event == "subprocess.Popen" and _COUNTING:
            _STARTED.append(str(arguments[0]))

    def programs() -> int:
        _STARTED.clear()
        _COUNTING.append(True)
        assert office.check().code == 0
        _COUNTING.clear()
        return len(_STARTED)

    demanded(office, "attributed")
    approve(office, *VISA)
    office.commit(by=HEAD, at=ON_8_JUNE)
    sys.addaudithook(listen)
    with_one = programs()
    text = office.path("loy-2026-001").read_text("utf-8")
    for number in range(2, 22):
        office.write(f"records/projects/loy-2026-{number:03}.md", text.replace("loy-2026-001", f"loy-2026-{number:03}"))
        office.change("ryx-2026-001", f"projects: [{', '.join(f'loy-2026-{n:03}' for n in range(1, number + 1))}]\n")
        office.commit(by=HEAD, at=ON_8_JUNE)

    assert 0 < programs() == with_one
