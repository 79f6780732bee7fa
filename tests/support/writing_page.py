"""The page on which people write records, without a browser: it asks what the form asks, of records as the site publishes them."""

import json
from typing import Any

from tests.support.scratch import AS_OF, Scratch
from validators.browser.asks import Asks
from validators.browser.publishing import index_of
from validators.change.once_given import ids_once_given
from validators.kinds import all_kinds
from validators.repository.reading import read_tree
from validators.repository.repository import Repository

PROJECT = "records/projects/loy-2026-001.md"


class Page:
    """A page with nothing open."""

    def __init__(self, base: Scratch) -> None:
        files = read_tree(base.root)
        index = index_of(Repository.from_files(files, all_kinds()), files, ids_once_given(base.root))
        self._asks = Asks(index, AS_OF)
        self.texts = {path: content.decode() for path, content in files.items() if isinstance(content, bytes)}

    def ask(self, ask: str, **more: Any) -> Any:
        """Return the answer, or `{"problem": …}`."""
        answered = json.loads(self._asks.answer(json.dumps({"id": 1, "ask": ask, **more})))
        assert answered.pop("id") == 1
        return answered.get("answer", answered)

    def open(self, path: str = PROJECT) -> Any:
        """Open a record as it is published."""
        return self.ask("open", path=path, text=self.texts[path])
