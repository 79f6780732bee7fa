"""Who asked what: so that after an edit only those are asked again to whom another answer may be given."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from enum import Enum
from typing import Any, TypeAlias

from validators.model.gaps import Gap

Key: TypeAlias = tuple[Hashable, ...]
"""Something that was asked: what kind of thing, and which."""
Asker: TypeAlias = Hashable
"""Who asked: a file by its path, or a question to all records by its key."""

QUESTION, ITEM, EVERY_ITEM = "question", "item", "every item"
"""What may be asked of an answer to a question about all records: all of it, one item, and which items there are."""
_PLAIN = (str, int, date, Enum, Gap, type(None))
"""Values that are equal when they say the same. Of anything else only the very same is taken for equal: records and what holds
them, since rules tell records apart by which one it is, and amounts, since 1.5 and 1.50 are equal and shown differently."""


class Notes:
    """What each asker asked, the answers to questions about all records, and who has to ask again.

    An asker is noted, within `asking`, with everything that `note` is given meanwhile.
    """

    def __init__(self) -> None:
        self._asked: dict[Asker, frozenset[Key]] = {}
        self._rests_on: dict[Asker, list[Asker]] = {}
        self._askers: dict[Key, set[Asker]] = defaultdict(set)
        self._open: list[set[Key]] = []
        self._stale: set[Asker] = set()
        self._answers: dict[Asker, Any] = {}
        self._settled: set[Asker] = set()

    def note(self, key: Key) -> None:
        """Note that this was asked by the one who is asking."""
        if self._open:
            self._open[-1].add(key)

    @contextmanager
    def asking(self, asker: Asker) -> Iterator[None]:
        """Note what is asked meanwhile as what this asker asked, instead of what it asked before.

        Where that ends in an exception, it was asked by the one who lets it pass.
        """
        asked: set[Key] = set()
        self._open.append(asked)
        try:
            yield
        except Exception:
            for outer in self._open[-2:-1]:
                outer |= asked
            raise
        finally:
            self._open.pop()
        self.forget(asker)
        self._asked[asker] = frozenset(asked)
        self._rests_on[asker] = [key[1] for key in asked if key[0] == QUESTION]
        for key in asked:
            self._askers[key].add(asker)

    def forget(self, asker: Asker) -> None:
        """Forget what an asker asked."""
        for key in self._asked.pop(asker, ()):
            self._askers[key].discard(asker)
        self._stale.discard(asker)

    def change(self, keys: Iterable[Key]) -> None:
        """Let everyone ask again who asked one of these."""
        self._settled.clear()
        self._let_ask_again(keys)

    def _let_ask_again(self, keys: Iterable[Key]) -> None:
        for key in keys:
            self._stale |= self._askers.get(key, set())

    def is_stale(self, asker: Asker, ask: Callable[[Asker], Any]) -> bool:
        """Return whether an asker may get another answer than before; `ask` asks a question about all records."""
        if asker not in self._asked:
            return True
        for question in self._rests_on[asker]:
            try:
                self.answer(question, ask)
            except Exception:  # the asker will meet it again
                return True
        return asker in self._stale

    def answer(self, question: Asker, ask: Callable[[Asker], Any]) -> Any:
        """Return the answer to a question about all records; it is asked again only if what it rests on may have changed."""
        if question not in self._settled:
            if self.is_stale(question, ask):
                with self.asking(question):
                    after = ask(question)
                before = self._answers.get(question, after)
                self._answers[question] = after
                self._let_ask_again(_differences(question, before, after))
            self._settled.add(question)
        return self._answers[question]


def _differences(question: Asker, before: object, after: object) -> Iterator[Key]:
    """Yield what those asked of an answer who would get another answer now."""
    if not (isinstance(before, Mapping) and isinstance(after, Mapping)):
        if not _same(before, after):
            yield QUESTION, question
        return
    if list(before) != list(after):
        yield EVERY_ITEM, question
    for key in before.keys() | after.keys():
        if key not in before or key not in after or not _same(before[key], after[key]):
            yield ITEM, question, key


def _same(one: Any, other: Any) -> bool:
    if one is other:
        return True
    if type(one) is not type(other):
        return False
    if isinstance(one, Mapping):
        return list(one) == list(other) and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, tuple | list):
        return len(one) == len(other) and all(map(_same, one, other))
    if isinstance(one, frozenset):
        return one == other and all(isinstance(item, _PLAIN) for item in one)
    return isinstance(one, _PLAIN) and one == other


class NotedAnswer(Mapping[Any, Any]):
    """An answer by which it is noted which of its items was asked for."""

    def __init__(self, answer: Mapping[Any, Any], question: Asker, notes: Notes) -> None:
        self._answer, self._question, self._notes = answer, question, notes

    def __getitem__(self, key: Any) -> Any:
        self._notes.note((ITEM, self._question, key))
        return self._answer[key]

    def get(self, key: Any, default: Any = None) -> Any:
        """Return the item, or the default where there is none."""
        self._notes.note((ITEM, self._question, key))
        return self._answer.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._notes.note((ITEM, self._question, key))
        return key in self._answer

    def __iter__(self) -> Iterator[Any]:
        self._notes.note((EVERY_ITEM, self._question))
        return iter(self._answer)

    def __len__(self) -> int:
        self._notes.note((EVERY_ITEM, self._question))
        return len(self._answer)
