"""A second process beside the build's own, so that two processors make what stands on the site."""

import multiprocessing
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from threading import Thread
from typing import Any, Generic, TypeVar

Made = TypeVar("Made")


def possible() -> bool:
    """Whether there is a processor for it, and a way to begin it with all that is known by now: Linux has one."""
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1


class Aside(Generic[Made]):
    """Makes something of each key: aside from the last on, `at_a_time`, while whoever asks for them goes from the first on.

    What is made aside travels back pickled, and waits to be asked for. Of work that is not `shared` all is made here, when it is
    asked for.
    """

    def __init__(self, keys: Iterable[str], make: Callable[[str], Made], at_a_time: int, shared: bool) -> None:
        self._left = dict.fromkeys(keys)
        self._make = make
        self._at_a_time = at_a_time
        self._given: dict[str, Future[dict[str, bytes]]] = {}
        self._last: list[Future[dict[str, bytes]]] = []
        self._other = _second_process(make) if shared and possible() else None
        self._give()

    def made(self, key: str) -> Made:
        """What is made of the key, each once: here, unless it was given to the second process."""
        self._left.pop(key, None)
        self._give()
        if key in self._given:
            # Where it was killed, perhaps for want of memory, or failed at one of those given together, each is made here: what
            # cannot be made is so told where it is asked for.
            with suppress(Exception):
                made: Made = pickle.loads(self._given.pop(key).result().pop(key))
                return made
        return self._make(key)

    def _give(self) -> None:
        """Lets the second process always have something to do next, and no more, so that both end together."""
        self._last = [future for future in self._last if not future.done()]
        while self._other and self._left and len(self._last) < 2:
            keys = list(self._left)[: -self._at_a_time - 1 : -1]
            try:
                future = self._other.submit(_made, keys)
            except BrokenProcessPool:
                self._other = None
                break
            self._last.append(future)
            for key in keys:
                self._given[key] = future
                del self._left[key]

    def end(self) -> None:
        """Ends the second process, once it has made what it was given."""
        if self._other:
            self._other.shutdown()


def _second_process(make: Callable[[str], Any]) -> ProcessPoolExecutor | None:
    try:
        other = ProcessPoolExecutor(1, multiprocessing.get_context("fork"), _begin, (make,))
        # It begins with the first that it is given.
        other.submit(_made, [])
    except (ImportError, NotImplementedError, OSError):
        # Some containers have no semaphores, or allow no more processes.
        return None
    return other


_make: Callable[[str], Any]


def _begin(make: Callable[[str], Any]) -> None:
    global _make
    _make = make
    # Whoever interrupts the build interrupts both: one of them says so.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_the_build, daemon=True).start()


def _end_with_the_build() -> None:
    """A build that is killed can end nobody, and would be waited for by whoever reads what it prints."""
    build = multiprocessing.parent_process()
    assert build is not None
    build.join()
    os._exit(1)


def _made(keys: list[str]) -> dict[str, bytes]:
    return {key: pickle.dumps(_make(key), pickle.HIGHEST_PROTOCOL) for key in keys}
