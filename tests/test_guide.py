"""README and the guide leave nothing out: commands, exit codes, rules for changes, what a Word template may use."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import is_dataclass
from typing import get_args, get_type_hints

from tests.support.paths import ROOT
from tests.support.scratch import Scratch
from validators.checks.change_codes import CHANGE_CHECKS
from validators.documents.every_form import FORMS
from validators.documents.form import Content

README = (ROOT / "README.md").read_text("utf-8")
REVIEW = (ROOT / "docs/guide/review.md").read_text("utf-8")
RUNNING = (ROOT / "docs/guide/running.md").read_text("utf-8")


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


def test_every_document_that_the_guide_names_can_be_made_of_the_starter_records(scratch: Scratch) -> None:
    shutil.copytree(ROOT / "records", scratch.root / "records", dirs_exist_ok=True)
    commands = re.findall(r"(?m)^\| `nizom document ([^`]+)` \|", RUNNING)

    answers = [scratch.nizom("document", *command.split(), "--as-of", "2026-12-03") for command in commands]
    assert [answer.err for answer in answers] == [""] * len(commands)
    assert [command.split()[0] for command in commands] == list(FORMS)


def test_the_guide_lists_what_a_word_template_may_use() -> None:
    rows = re.findall(r"(?m)^\| ([^|]*)\| `(\w+)` \| (.*) \|$", RUNNING.split("### Andozaga")[1].split("\n## ")[0])
    listed: dict[str, list[tuple[str, list[str]]]] = {}
    forms: list[str] = []
    for named, value, meaning in rows:
        forms = re.findall(r"[a-z]+(?:-[a-z]+)?", named) or forms
        for form in forms:
            listed.setdefault(form, []).append((value, re.findall(r"`(\w+)`", meaning)))
    common = listed.pop("barchasi")

    assert {form: common + values for form, values in listed.items()} == {
        name: list(values_of(get_type_hints(form.content)["return"])) for name, form in FORMS.items()
    }


def values_of(content: type[Content]) -> Iterator[tuple[str, list[str]]]:
    """Yield the values of a document, each with the names of its parts."""
    for name, type_ in get_type_hints(content).items():
        yield name, list(parts_of(type_))


def parts_of(type_: type) -> Iterator[str]:
    """Yield the names of the parts of a value, or of each of a list, those inside them included."""
    inner = next(iter(get_args(type_)), type_)
    if is_dataclass(inner):
        for name, part in get_type_hints(inner).items():
            yield name
            yield from parts_of(part)
