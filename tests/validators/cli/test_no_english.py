"""Whatever goes wrong with a command, what is said about it is Uzbek: no words of argparse, Python, git or the system."""

import re
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.support.git import commit
from tests.support.paths import BASE
from tests.support.processes import NIZOM, Ended, environment, forked, run
from validators.text.git_errors import reason_of_git
from validators.text.messages import Language

ENGLISH = frozenset(
    [
        "the",
        "a",
        "an",
        "and",
        "or",
        "of",
        "for",
        "with",
        "from",
        "into",
        "is",
        "are",
        "was",
        "be",
        "been",
        "not",
        "no",
        "such",
        "this",
        "that",
        "it",
        "you",
        "your",
        "must",
        "should",
        "could",
        "cannot",
        "can",
        "may",
        "than",
        "then",
        "there",
        "here",
        "what",
        "which",
        "who",
        "file",
        "files",
        "directory",
        "folder",
        "argument",
        "arguments",
        "option",
        "options",
        "value",
        "values",
        "invalid",
        "unknown",
        "unexpected",
        "expected",
        "required",
        "missing",
        "ambiguous",
        "conflicting",
        "choose",
        "choice",
        "unrecognized",
        "found",
        "read",
        "write",
        "written",
        "permission",
        "denied",
        "broken",
        "bad",
        "corrupt",
        "damaged",
        "fatal",
        "failed",
        "failure",
        "error",
        "errno",
        "exists",
        "empty",
        "large",
        "small",
        "usage",
        "help",
        "message",
        "exit",
        "positional",
        "traceback",
        "line",
        "character",
        "decode",
        "encode",
        "codec",
        "ordinal",
        "range",
        "byte",
        "position",
        "object",
        "revision",
        "repository",
        "name",
        "wrong",
        "use",
        "used",
        "using",
        "while",
        "during",
        "after",
        "before",
        "try",
        "again",
        "more",
        "less",
        "only",
        "already",
    ]
)
"""Common words of English that no Uzbek sentence has; `error` and the like stand as values in lists of choices."""
GIVEN = re.compile(
    r"“[^”]*”|«[^»]*»|\bnizom [a-z]+|\bgit [a-z-]+[^.;]*|--?[\w-]+(?:=\S*)?|\S*[/\\.=_:@]\S*|\w+(?= \([^)]*\))|\berror\b"
)
"""What is quoted or typed: quotations, commands, options, paths, keys, words of a choice that their names follow."""
WRONG = (
    (), ("yo‘q",), ("chek",), ("--yo‘q",), ("check", "--yo‘q"), ("check", "--lang", "ru"), ("check", "--lang"), ("check", "--a"),
    ("check", "--staged=1"), ("check", "--format", "pdf"), ("check", "--format"), ("check", "--as-of", "indin"),
    ("check", "--as-of", "2026-02-30"), ("check", "--as-of", "0001-01-01"), ("check", "--base", "yo‘q"), ("check", "--since", "yo‘q"),
    ("check", "--base", "HEAD", "--no-base"), ("check", "--fail-on", "nima"), ("check", "yo‘q.md"), ("check", "/etc/passwd"),
    ("check", "records/yo‘q"), ("check", "\udcff"), ("check", "--base", "\udcff"), ("check", "--base", "-x"), ("check", "--base", "x y"),
    ("rule",), ("rule", "N99"), ("rule", "12.a.3"), ("rule", "N12.a.3-3", "yana"), ("rules", "--format", "xml"), ("rules", "yana"),
    ("due", "--until", "2020-01-01"), ("due", "--until", "keyinroq"), ("due", "--late", "--until", "2027-01-01"),
    ("due", "--person", "xod-999"), ("due", "--unit", "loy-2026-001"), ("due", "--as-of"), ("list", "--format", "xml"),
    ("show",), ("show", "loy-2026-999"), ("show", "yo‘q"), ("show", "a", "--person", "b"), ("show", "--person"),
    ("coverage", "--format", "pdf"), ("coverage", "yana"), ("report",), ("report", "annual"), ("report", "annual", "1800"),
    ("report", "annual", "26"), ("report", "monthly", "2026-13"), ("report", "yearly", "2026"), ("report", "annual", "2030"),
    ("approvals",), ("approvals", "loy-2026-999"), ("approvals", "loy-2026-001", "--format", "xml"), ("codeowners", "yana"),
    ("completion",), ("completion", "yo‘q"), ("import",), ("import", "yo‘q.xlsx", "project"), ("import", "/etc/passwd", "project"),
    ("import", "records/settings.md", "yo‘q"), ("import", "/etc/passwd", "project", "yo‘q=1"),
    ("schema", "yo‘q"), ("fix", "yo‘q.md"), ("fix", "--diff", "/etc/passwd"), ("set",), ("set", "loy-2026-001"),
    ("set", "loy-2026-999", "title=x"), ("set", "loy-2026-001", "yo‘q=1"), ("set", "loy-2026-001", "title"),
    ("set", "loy-2026-001", "due=keyinroq"), ("set", "loy-2026-001", "milestones.99.due=2026-12-01"),
    ("set", "loy-2026-001", "status=nima"), ("set", "loy-2026-001", "id=loy-2026-002"), ("set", "loy-2026-001", "title+=x"),
    ("new",), ("new", "project"), ("new", "yo‘q", "Nom"), ("new", "project", "a\nb"), ("new", "project", "Nom", "yana"),
    ("new", "project", "Nom", "--as-of", "1800-01-01"), ("approve",), ("approve", "loy-2026-001"), ("approve", "yo‘q", "--as", "head"),
    ("approve", "loy-2026-001", "--as", "kim"), ("approve", "loy-2026-001", "--as", "deputi"),
    ("approve", "loy-2026-001", "--as", "head", "--decision", "nima"), ("approve", "loy-2026-001", "--as", "deputy", "--date", "indin"),
    ("approve", "loy-2026-001", "--as", "deputy", "--by", "xod-999"), ("approve", "loy-2026-001", "--as", "deputy", "--to", "tsh-999"),
    ("approve", "loy-2026-001", "--as", "deputy", "--document", "a\nb"), ("approve", "loy-2026-001", "--as"),
    ("init",), ("init", "records", "--name", "Agentlik"), ("init", "yangi"), ("init", "yangi", "--name", "Agentlik", "--forge", "svn"),
    ("init", "yangi", "--name", "Agentlik", "--date", "keyinroq"), ("init", "yangi", "--name", "Agentlik", "--grade", "a"),
    ("init", "yangi", "--name", "Agentlik", "--head", "a, b, c, d, e"), ("upgrade", "--yo‘q"), ("lsp", "yo‘q"), ("lsp", "--yo‘q"),
    ("comment",), ("comment", "a.md", "--yo‘q"),
    ("remind",), ("remind", "--days", "keyinroq"), ("remind", "--send"), ("remind", "--out", "xatlar"),
    ("document",), ("document", "yo‘q"), ("document", "passport"), ("document", "passport", "ree-001"),
    ("document", "overdue-list", "loy-2026-001"), ("document", "passport", "yo‘q"),
    ("federate",), ("federate", "yo‘q", "--out", "birga"), ("federate", "records"), ("federate", "records/acts", "--out", "records"),
)  # fmt: skip
"""Every command called in the wrong way, each kind of mistake at least once."""
UNREADABLE = {
    "records/projects/loy-2026-001.md": b"\xff\xfe",
    "records/projects/loy-2026-010.md": b"---\nid: [\n---\n",
    "records/projects/loy-2026-011.md": b"---\nid: loy-2026-011\n\tx: 1\n---\n",
    "records/projects/loy-2026-012.md": b"---\nid: &a loy-2026-012\ntitle: *a\n<<: *b\nx: !!python/object 1\n---\n",
    "records/projects/loy-2026-013.md": b'---\nid: loy-2026-013\ntitle: "x\nstatus: nima\ndue: keyinroq\nbudget: 5\n---\n',
    "records/projects/loy-2026-014.md": b"\xef\xbb\xbf\x00",
    "records/projects/loy-2026-015.md": b"",
}
"""Files that cannot be read, or not in whole."""


def english_in(reported: str) -> frozenset[str]:
    """Return the English words of what was said, outside of what only repeats what is typed."""
    return ENGLISH & {word.lower() for word in re.findall(r"[A-Za-z‘’'-]+", GIVEN.sub(" ", reported))}


def english_of(commands: Sequence[Sequence[str]], found: Sequence[Ended]) -> dict[str, frozenset[str]]:
    """Return the English words on standard error, and of findings on standard output, by command."""
    named = {" ".join(command).encode("utf-8", "replace").decode(): one for command, one in zip(commands, found, strict=True)}
    return {name: words for name, one in named.items() if (words := english_in(one.err))}


def commands() -> list[str]:
    """Return the names of all commands, as `--help` lists them."""
    return re.findall(r"^    ([a-z]+)(?: |$)", run((*NIZOM, "--help", "--lang", "en"), BASE).out, re.MULTILINE)


def repository(root: Path) -> Path:
    """Return the base records in a folder, committed."""
    shutil.copytree(BASE, root)
    commit(root, "Yozuvlar")
    return root


def test_every_command_is_called_in_the_wrong_way() -> None:
    assert {arguments[0] for arguments in WRONG if arguments} >= set(commands())


def test_wrong_use_is_answered_in_uzbek(tmp_path: Path) -> None:
    found = forked(WRONG, repository(tmp_path / "r"), environment())

    assert [" ".join(command) for command, one in zip(WRONG, found, strict=True) if command and one.code == 0] == []
    assert english_of(WRONG, found) == {}


@pytest.mark.parametrize("words", ["inflate: data stream error", "loose object 12ab is corrupt", "something never heard of"])
def test_no_words_of_git_are_repeated(words: str) -> None:
    assert english_in(Language("uz").text(reason_of_git(words))) == frozenset()


def test_files_that_cannot_be_read_are_described_in_uzbek(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    for path, content in UNREADABLE.items():
        (root / path).write_bytes(content)
    (root / "records/standards/std-001.md").unlink()
    (root / "records/standards/std-001.md").symlink_to("std-001.md")
    (root / "records/standards/std-009.md").mkdir()
    (root / "docs").mkdir()
    (root / "docs/aylana.md").symlink_to("aylana.md")

    done = run((*NIZOM, "check", "--no-base", "--as-of", "2026-06-15"), root)

    reported = [line for line in done.out.splitlines() if re.match(r"\S+\.md|   =", line)]
    assert len(reported) > 20
    assert {line: words for line in reported if (words := english_in(line))} == {}
    assert english_in(done.err) == frozenset()


def test_where_nothing_can_be_written_the_reason_is_uzbek(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    (root / "records/measures").rename(root / "records/elsewhere")
    (root / "records/measures").write_text("")
    tried = [("new", "measure", "Tadbir"), ("check", "--base", "HEAD"), ("due",)]

    assert english_of(tried, forked(tried, root, environment())) == {}


def test_help_is_uzbek() -> None:
    asked = [("--help",), *((name, "--help") for name in commands())]
    found = forked(asked, BASE, environment())

    assert {one.code for one in found} == {0}
    assert {arguments[0]: words for arguments, one in zip(asked, found, strict=True) if (words := english_in(one.out))} == {}
