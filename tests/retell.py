"""`python -m tests.retell`: writes the answers in `tests/scenario.md` anew, after words were changed; the diff is to be read."""

import re
import sys

import pytest

from tests.test_scenario import STORY, Story


def retell() -> int:
    """Goes through the story, and puts what the commands answer now in the place of what they answered; pytest's exit code."""
    told: dict[str, str] = {}

    def goes_on(story: Story, number: str) -> None:
        told[number] = story.answers(story.left.pop(number))

    def anew(part: re.Match[str]) -> str:
        heading, number, words = part[1], part[2], part[3]
        return f"{heading}{words}```console\n{told[number]}```\n"

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Story, "goes_on", goes_on)
        code = int(pytest.main(["--quiet", "tests/test_scenario.py"]))
    if code == 0:
        text = STORY.read_text("utf-8")
        STORY.write_text(re.sub(r"(?ms)^(## (\d+)\. [^\n]*\n)(.*?)^```console\n.*?^```\n", anew, text), "utf-8")
    return code


if __name__ == "__main__":
    sys.exit(retell())
