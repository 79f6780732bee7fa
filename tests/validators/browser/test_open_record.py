"""A record that is written on the page stands as `nizom check` says, and its text changes only where somebody changed it."""

import json
from typing import Any

from tests.support.scratch import AS_OF, Scratch
from validators.browser.asks import Asks
from validators.browser.publishing import index_of
from validators.kinds import all_kinds
from validators.repository.reading import read_tree
from validators.repository.repository import Repository

PROJECT = "records/projects/loy-2026-001.md"


class Page:
    """A page that asks as the one in the browser does, of records as the site publishes them."""

    def __init__(self, base: Scratch) -> None:
        files = read_tree(base.root)
        self._asks = Asks(index_of(Repository.from_files(files, all_kinds()), files), AS_OF)
        self.texts = {path: content.decode() for path, content in files.items() if isinstance(content, bytes)}

    def ask(self, ask: str, **more: Any) -> Any:
        answered = json.loads(self._asks.answer(json.dumps({"id": 1, "ask": ask, **more})))
        assert answered.pop("id") == 1
        return answered.get("answer", answered)

    def open(self, path: str = PROJECT) -> Any:
        return self.ask("open", path=path, text=self.texts[path])


def test_a_changed_value_is_a_change_of_its_line_with_what_it_breaks(base: Scratch) -> None:
    page = Page(base)
    assert page.open()["findings"] == []

    state = page.ask("edit", changes=[{"do": "set", "route": ["owner"], "value": "tsh-999"}])

    text = page.texts[PROJECT]
    assert state["text"] == text.replace("owner: tsh-002", "owner: tsh-999")
    assert [(one["code"], one["route"], one["blocks"]) for one in state["findings"]] == [("R01", ["owner"], True)]
    assert [(one["label"], one["new"]) for one in state["changes"]] == [("Mas’ul bo‘linma", "tsh-999")]
    assert [line for line in state["diff"].split("\n") if line[:1] in "+-"][2:] == ["-owner: tsh-002", "+owner: tsh-999"]


def test_a_change_taken_back_leaves_the_record_as_it_is_published(base: Scratch) -> None:
    page = Page(base)
    opened = page.open()
    page.ask("edit", changes=[{"do": "set", "route": ["owner"], "value": "tsh-999"}])

    assert page.ask("undo") == opened


def test_a_change_that_cannot_be_written_changes_nothing(base: Scratch) -> None:
    page = Page(base)
    opened = page.open()

    refused = page.ask("edit", changes=[
        {"do": "set", "route": ["owner"], "value": "tsh-999"}, {"do": "remove", "route": ["milestones", 99]},
    ])  # fmt: skip

    assert refused == {
        "problem": "Fayl yozilishi sababli bu joyni shaklda o‘zgartirib bo‘lmaydi: uni matnning o‘zida o‘zgartiring"
    }
    assert page.ask("undo") == opened
