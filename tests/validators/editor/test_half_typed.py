"""A record cut off anywhere, as it is while it is typed, is still answered about."""

from datetime import date

from lsprotocol.types import Position

from tests.support.scratch import AS_OF, Scratch
from validators.editor.completions import completions
from validators.editor.desk import Desk
from validators.editor.explaining import hover
from validators.editor.lens import lenses
from validators.editor.mentions import definition, references
from validators.editor.open_file import OpenFile
from validators.editor.positions import EditedText
from validators.editor.symbols import symbols
from validators.text.messages import Language

PROJECT = "records/projects/loy-2026-001.md"
DAY = date.fromisoformat(AS_OF)


def opened(desk: Desk, text: str) -> OpenFile:
    desk.lay(PROJECT, text)
    return OpenFile(desk.root, PROJECT, EditedText(text), desk.repository, DAY, Language("uz"))


def test_every_beginning_of_a_record_is_answered_about(base: Scratch) -> None:
    desk = Desk(base.root)
    whole = (base.root / PROJECT).read_text("utf-8")

    for end in range(0, len(whole), 7):
        file = opened(desk, whole[:end])
        here = Position(whole.count("\n", 0, end), end - whole.rfind("\n", 0, end) - 1)
        for ask in (completions, hover, definition, references):
            ask(file, here)
        for look in (symbols, lenses):
            look(file)


def test_after_every_line_of_the_facts_keys_are_proposed_that_are_not_there(base: Scratch) -> None:
    desk = Desk(base.root)
    lines = (base.root / PROJECT).read_text("utf-8").split("\n")

    for number in range(1, lines.index("---", 1)):
        text = "\n".join((*lines[:number], ""))
        proposed = {item.label for item in completions(opened(desk, text), Position(number, 0)).items}

        written = {line.partition(":")[0] for line in lines[:number]}
        assert proposed
        assert proposed & written == set()
