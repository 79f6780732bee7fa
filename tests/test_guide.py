"""README and the guide leave nothing out: commands, exit codes, rules for changes."""

import re

from tests.support.paths import ROOT
from tests.support.scratch import Scratch
from validators.checks.change_codes import CHANGE_CHECKS

README = (ROOT / "README.md").read_text("utf-8")
REVIEW = (ROOT / "docs/guide/review.md").read_text("utf-8")


def help_of(scratch: Scratch) -> str:
    """Return what `nizom --help` prints in English."""
    return scratch.nizom("--help", "--lang", "en").out


def test_the_readme_names_every_command_and_no_other(scratch: Scratch) -> None:
    table = README.split("## The command\n")[1].split("\n## ")[0]
    commands = re.findall(r"^    ([a-z]+)(?: |$)", help_of(scratch), re.MULTILINE)

    assert sorted(set(re.findall(r"(?m)(?:^\| |, )`nizom ([a-z]+)", table))) == sorted(commands)


def test_the_readme_names_every_exit_code(scratch: Scratch) -> None:
    reported = README.split("Exit codes:")[1].split("\n\n")[0]
    printed = " ".join(help_of(scratch).split("Exit codes:")[1].split())

    assert re.findall(r"(?:^|· ?)\s*(\d+) ", reported) == re.findall(r"(?:^|; ) ?(\d+) ", printed)


def test_the_guide_explains_every_rule_for_changes() -> None:
    assert re.findall(r"^\| \[(C\d+)\]", REVIEW, re.MULTILINE) == list(CHANGE_CHECKS)
