"""Every command where something around it is missing or broken: one true sentence and a known exit code, never a traceback."""

import os
import shutil
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from inline_snapshot import snapshot

from tests.support.approvals import PLANNED, PROJECT, VISA
from tests.support.git import commit
from tests.support.paths import BASE
from tests.support.processes import NIZOM, Ended, environment, forked, run
from tests.support.scratch import AS_OF

COMMANDS: dict[str, tuple[str, ...]] = {
    "help": ("--help",),
    "version": ("--version",),
    "check": ("check", "--as-of", AS_OF),
    "check as JSON": ("check", "--format", "json", "--as-of", AS_OF),
    "check a path": ("check", f"records/projects/{PROJECT}.md", "--as-of", AS_OF),
    "check --base": ("check", "--base", "HEAD", "--as-of", AS_OF),
    "check --staged": ("check", "--staged", "--as-of", AS_OF),
    "upgrade": ("upgrade", "--as-of", AS_OF),
    "rules": ("rules",),
    "rule": ("rule", "N12.a.3-3"),
    "due": ("due", "--as-of", AS_OF),
    "list": ("list", "project"),
    "show": ("show", PROJECT, "--as-of", AS_OF),
    "show --person": ("show", "--person", "xod-003", "--as-of", AS_OF),
    "coverage": ("coverage", "--as-of", AS_OF),
    "report": ("report", "annual", "2026", "--as-of", AS_OF),
    "approvals": ("approvals", PROJECT, "--as-of", AS_OF),
    "codeowners": ("codeowners",),
    "schema": ("schema", "project"),
    "completion": ("completion", "bash"),
    "fix": ("fix", "--diff", "--as-of", AS_OF),
    "set": ("set", PROJECT, "priority=low", "--as-of", AS_OF),
    "import": ("import", "royxat.csv", "project", "--dry-run", "--as-of", AS_OF),
    "new": ("new", "project", "O‘quv loyihasi", "--as-of", AS_OF),
    "approve": ("approve", *VISA),
}
"""Every command, those that write last: what they write is the same everywhere."""
SOME = ("check --base", "check --staged", "report", "new", "approve")
"""Commands that ask git, complain or write."""
ASKED_FOR_GIT = ("check --base", "check --staged")
SILENT = ("help", "version", "schema", "fix", "import", "completion")
"""The commands to whose answers approvals do not matter, so that they ask no history."""


class Around(NamedTuple):
    """What is around the commands: what is done to the repository, the environment, and how the shell redirects."""

    damage: Callable[[Path], object] = lambda root: None
    env: Mapping[str, str | None] = {}
    redirect: str = ""


def write(path: str, content: str) -> Callable[[Path], object]:
    """Return what writes a file of the repository."""
    return lambda root: (root / path).write_text(content)


def without_objects(root: Path) -> None:
    """Take away everything that git keeps."""
    shutil.rmtree(root / ".git/objects")
    (root / ".git/objects").mkdir()


def repository_elsewhere(root: Path) -> None:
    """Make the folder a worktree of a repository that is not there."""
    shutil.rmtree(root / ".git")
    (root / ".git").write_text("gitdir: /yo‘q\n")


def of_somebody_else(root: Path) -> None:
    """Give the folder to another user, whom git does not trust by itself."""
    if os.geteuid():
        pytest.skip("only root may give files to another user")
    for path in (root, *root.rglob("*")):
        os.chown(path, 12345, 12345, follow_symlinks=False)


def old_git(root: Path) -> None:
    """Put a git of many years ago before the others."""
    program = root / ".git/bin/git"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\necho 'unknown option: --literal-pathspecs' >&2\nexit 129\n")
    program.chmod(0o755)


def answers(root: Path, around: Around, names: Collection[str] = tuple(COMMANDS)) -> dict[str, Ended]:
    """Return the answers of commands; those that write come after the others."""
    given = {key: value for key, value in {**environment(), **around.env}.items() if value is not None}
    given = {key: value.replace("ROOT", str(root)) for key, value in given.items()}
    return dict(zip(names, forked([COMMANDS[name] for name in names], root, given, around.redirect), strict=True))


def of_some(usual: Mapping[str, Ended]) -> dict[str, Ended]:
    """Return the answers of some commands."""
    return {name: usual[name] for name in SOME}


def repository(root: Path) -> Path:
    """Return the base records with a planned project in a folder, committed."""
    shutil.copytree(BASE, root)
    (root / f"records/projects/{PROJECT}.md").write_text(PLANNED, "utf-8")
    (root / "royxat.csv").write_text("Nomi;Muddat;Nima yaratadi\nElektron navbat;25.12.2026;tizim yaratilmaydi\n", "utf-8")
    commit(root, "Yozuvlar")
    return root


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Ended]:
    """The answers where nothing is missing."""
    return answers(repository(tmp_path_factory.mktemp("usual") / "r"), Around())


def test_every_command_is_in_the_table() -> None:
    listed = run((*NIZOM, "--help", "--lang", "en"), BASE).out
    commands = [line.split()[0] for line in listed.splitlines() if line.startswith("    ") and line[4] != " "]

    # The language server answers an editor, not a person; tests/validators/editor talks with it. A new register has no
    # surroundings yet; test_init.py begins some. A comment and mails go to servers, which test_comment.py and test_remind.py have.
    # What many bodies have published lies anywhere; test_federate.py has some. test_documents.py has what is written in Word.
    assert sorted({*commands} - {"init", "lsp", "comment", "remind", "federate", "document"}) == sorted(
        {arguments[0] for arguments in COMMANDS.values()} - {"--help", "--version"}
    )


# Git.

UNREADABLE = "Git bu repozitoriyni o‘qiy olmadi: {}"
NO_REPOSITORY = UNREADABLE.format("bu git repozitoriysi emas yoki undagi .git papkasi shikastlangan")
DAMAGED = UNREADABLE.format("tarixining bir qismi yo‘q yoki shikastlangan")
WITHOUT_GIT = {
    "no git": (Around(env={"PATH": "/yo‘q"}), "Git o‘rnatilmagan yoki PATH ichida yo‘q"),
    "old git": (Around(old_git, {"PATH": "ROOT/.git/bin"}), "Bu yerdagi git juda eski: unda --literal-pathspecs parametri yo‘q"),
    "damaged HEAD": (Around(write(".git/HEAD", "?\n")), NO_REPOSITORY),
    "damaged index": (Around(write(".git/index", "?\n")), UNREADABLE.format(".git/index fayli shikastlangan")),
    "damaged settings": (Around(write(".git/config", "[core\n")), UNREADABLE.format(".git/config fayli shikastlangan")),
    "damaged branch": (Around(write(".git/refs/heads/main", f"{'1' * 40}\n")), DAMAGED),
    "no objects": (Around(without_objects), DAMAGED),
    "no repository behind a worktree": (Around(repository_elsewhere), NO_REPOSITORY),
}


@pytest.mark.parametrize(("around", "trouble"), WITHOUT_GIT.values(), ids=WITHOUT_GIT)
def test_without_git_the_rest_works_and_says_so(around: Around, trouble: str, usual: dict[str, Ended], tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    around.damage(root)

    found = answers(root, around, tuple(usual) if around.env == {"PATH": "/yo‘q"} else SOME)

    warning = f"nizom: {trouble}, shuning uchun faqat diskdagi fayllar ko‘rildi: tasdiqni kim kiritganini aniqlab bo‘lmaydi\n"
    expected = {
        name: Ended(4, "", f"nizom: {trouble}\n")
        if name in ASKED_FOR_GIT
        else answer._replace(err=warning + answer.err)
        if name not in SILENT
        else answer
        for name, answer in usual.items()
        if name in found
    }
    assert found == expected


def test_without_a_repository_only_what_asks_for_one_is_refused(usual: dict[str, Ended], tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    shutil.rmtree(root / ".git")

    found = answers(root, Around(), SOME)

    refused = {name: (found[name].code, found[name].err) for name in ASKED_FOR_GIT}
    assert refused == snapshot(
        {
            "check --base": (
                2,
                "nizom: Bu papka git repozitoriysida emas, shuning uchun solishtirish uchun avvalgi holat yo‘q\n",
            ),
            "check --staged": (
                2,
                "nizom: Bu papka git repozitoriysida emas, shuning uchun commitga tayyorlangan o‘zgarish yo‘q\n",
            ),
        }
    )
    assert found == {**of_some(usual), **{name: found[name] for name in ASKED_FOR_GIT}}


# What leaves every answer as it is.

HARMLESS = {
    "a repository of somebody else": Around(of_somebody_else),
    "no home": Around(env={"HOME": None, "XDG_CONFIG_HOME": None}),
    "the C locale": Around(env={"LC_ALL": "C", "PYTHONIOENCODING": None}),
    "another encoding of the output": Around(env={"PYTHONIOENCODING": "iso8859-1"}),
    "closed input": Around(redirect="<&-"),
}


@pytest.mark.parametrize("around", HARMLESS.values(), ids=HARMLESS)
def test_the_answers_are_the_same(around: Around, usual: dict[str, Ended], tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    around.damage(root)

    assert answers(root, around, SOME) == of_some(usual)
    assert "title: O‘quv loyihasi" in (root / "records/projects/loy-2026-002.md").read_text("utf-8")


def test_in_a_locale_without_utf_8_the_command_starts_itself_again(usual: dict[str, Ended], tmp_path: Path) -> None:
    root, env = repository(tmp_path / "r"), environment(LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")

    found = {name: run((*NIZOM, *COMMANDS[name]), root, env) for name in ("report", "new", "approve")}

    assert found == {name: usual[name] for name in found}
    assert "title: O‘quv loyihasi" in (root / "records/projects/loy-2026-002.md").read_text("utf-8")


def test_the_answers_are_the_same_in_a_very_long_path(usual: dict[str, Ended], tmp_path: Path) -> None:
    root = tmp_path
    while len(os.fsencode(root)) < 3600:
        root = root / ("o‘" * 60)
    root.parent.mkdir(parents=True)

    assert answers(repository(root), Around(), SOME) == of_some(usual)


# Where the answer goes.


def test_a_closed_output_is_said_before_anything_is_done(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")

    found = answers(root, Around(redirect=">&-"))

    assert set(found.values()) == {Ended(4, "", "nizom: Javobni chiqaradigan joy yo‘q: standart chiqish yopilgan\n")}
    assert not (root / "records/projects/loy-2026-002.md").exists()
    assert (root / f"records/projects/{PROJECT}.md").read_text("utf-8") == PLANNED


def test_an_output_that_is_full_is_said(usual: dict[str, Ended], tmp_path: Path) -> None:
    found = answers(repository(tmp_path / "r"), Around(redirect=">/dev/full"))

    silent = {name for name, answer in usual.items() if not answer.out} - {"fix"}  # an empty diff is an answer
    assert {answer for name, answer in found.items() if name not in silent} == {
        Ended(4, "", "nizom: Javobni chiqarib bo‘lmadi: diskda joy qolmagan\n")
    }
    assert {name: found[name] for name in silent} == {name: usual[name] for name in silent}


@pytest.mark.parametrize("redirect", ["2>&-", "2>/dev/full"])
def test_answers_do_not_need_a_place_for_complaints(redirect: str, usual: dict[str, Ended], tmp_path: Path) -> None:
    found = answers(repository(tmp_path / "r"), Around(redirect=redirect), SOME)

    assert found == {name: answer._replace(err="") for name, answer in of_some(usual).items()}


def test_where_everything_is_closed_the_exit_code_is_left(tmp_path: Path) -> None:
    found = answers(repository(tmp_path / "r"), Around(redirect=">&- 2>&-"), SOME)

    assert set(found.values()) == {Ended(4, "", "")}


@pytest.mark.parametrize("name", ["rules", "schema", "check as JSON"])
def test_a_reader_that_leaves_is_no_fault(name: str, tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    command = ["/bin/sh", "-c", '{ "$@"; echo "$?" >&3; } 3>code | head -n 1', "sh", *NIZOM, *COMMANDS[name]]

    done = run(command, root)

    assert (done.out.count("\n"), done.err) == (1, "")
    assert (root / "code").read_text() in ("141\n", "0\n")


def test_ctrl_c_stops_without_a_traceback(tmp_path: Path) -> None:
    """Git, which the command waits for, is here a program that sends the signal of Ctrl+C."""
    root = repository(tmp_path / "r")
    program = root / ".git/bin/git"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\nkill -INT $PPID\n")
    program.chmod(0o755)

    done = run((*NIZOM, "check"), root, environment(PATH=str(program.parent)))

    assert done == snapshot(Ended(code=130, out="", err="nizom: To‘xtatildi\n"))
