"""The recipes of the guide: their commands, given as they stand, end without a finding in the files that the page shows."""

import re
import shlex
from collections.abc import Iterator
from datetime import date

import pytest

from tests.support.paths import ROOT
from tests.support.scratch import AS_OF, Scratch
from validators import clock

PAGE = (ROOT / "docs/guide/recipes.md").read_text("utf-8")
RECIPES = {section.partition("\n")[0]: section for section in re.split(r"(?m)^## (?=\d)", PAGE)[1:]}
BLOCK = re.compile(r'(?ms)^```(\w+)(?: title="(.+?)")?\n(.*?)^```$')
LEFT_OUT = "# …\n"
"""Stands on the page for lines of a file that are not shown."""


def commands(block: str) -> Iterator[list[str]]:
    """Yield the arguments of each command in a block, whose lines may go on after a backslash."""
    for line in block.replace("\\\n", "").splitlines():
        sign, program, *arguments = shlex.split(line)
        assert (sign, program) == ("$", "nizom")
        yield arguments


def edited(text: str, block: str) -> str:
    """Return a text in which each line that the block takes out is the one that it puts there."""
    lines = block.splitlines()
    for old, new in zip(lines[::2], lines[1::2], strict=True):
        assert (old[0], new[0], text.count(old[1:])) == ("-", "+", 1)
        text = text.replace(old[1:], new[1:])
    return text


@pytest.fixture
def register(base: Scratch, monkeypatch: pytest.MonkeyPatch) -> Scratch:
    """The base records on the day of the page, committed, with a branch for the work."""
    monkeypatch.setattr(clock, "today", lambda: date.fromisoformat(AS_OF))
    base.commit()
    base.git("checkout", "--quiet", "-b", "ish")
    return base


def test_there_are_ten() -> None:
    assert len(RECIPES) == 10


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES)
def test_the_commands_lead_to_the_file_without_a_finding(register: Scratch, recipe: str) -> None:
    blocks = BLOCK.findall(recipe)
    ((path, shown),) = ((title, text) for language, title, text in blocks if language == "yaml")
    given = []
    for language, _, text in blocks:
        if language == "console":
            for arguments in commands(text):
                answer = register.nizom(*arguments)
                assert (arguments, answer.code) == (arguments, 0), answer.err
                given.append(arguments)
        elif language == "diff":
            file = register.path(path)
            file.write_text(edited(file.read_text("utf-8"), text), "utf-8")

    assert given[-1] == ["check"]
    assert register.check("--base", "main").findings == []
    pattern = ".*?".join(map(re.escape, shown.split(LEFT_OUT)))
    written = register.path(path).read_text("utf-8")
    assert re.fullmatch(pattern, written.rstrip("\n") + "\n", re.DOTALL), written
