"""A new value of a setting, written above the one that is there, as a decision brings it."""

import re

from tests.support.scratch import Scratch

SETTINGS = "records/settings.md"


def give_new_value(tree: Scratch, facts: str) -> None:
    """Write a setting's new value (`S15:` with value, basis and since) above its old one, which stays."""
    head, _, body = facts.partition("\n")
    text = tree.path(SETTINGS).read_text("utf-8")
    there = re.search(rf"(?m)^{head}\n((?:  .*\n)*)", text)
    old = there[1] if there else ""
    tree.change(SETTINGS, f"{head}\n{_item(body)}{old if old.startswith('  -') else _item(old)}")


def _item(body: str) -> str:
    """Return a value's lines as an item of a list."""
    return re.sub("^  ", "  - ", re.sub("(?m)^  ", "    ", body)[2:]) if body else ""
