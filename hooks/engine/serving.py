"""`mkdocs serve`: how soon an edit is seen, and what becomes of a build that fails."""

import gc
import logging
from collections.abc import Callable
from threading import Timer

from mkdocs.livereload import LiveReloadServer

from hooks.engine.build import Build
from validators.repository.repository import RECORDS

log = logging.getLogger("mkdocs.hooks.site")

POLLED_OFTEN_UP_TO = 3_000
"""Of more records than these the times of change take too long to read several times a second."""

SEEN_WITHIN, SETTLED_WITHIN = 0.25, 0.05
"""Seconds in which an edit of few records is seen, and after which, without another, it is built: half of MkDocs' own."""

AFTER_PAGES = 5.0
"""Seconds without an edit, in which the browser gets its page, until what is left of earlier builds is collected."""


def watch_records(server: LiveReloadServer, build: Build) -> None:
    """Have the server build again when a record changes, looking more often than MkDocs does where there are few."""
    server.build_delay = SETTLED_WITHIN
    records = build.snapshot.root / RECORDS
    if not records.is_dir():
        return
    usual = server.observer
    if len(build.snapshot.repository) <= POLLED_OFTEN_UP_TO:
        server.observer = type(usual)(timeout=SEEN_WITHIN)
        server.observer.start()
    server.watch(str(records))
    server.observer = usual


def keep_last_pages(server: LiveReloadServer, build: Build, builder: Callable[[], None]) -> None:
    """Keep the last pages up when a build fails: MkDocs would let every request wait for one that succeeds."""
    collection = Timer(AFTER_PAGES, gc.collect)

    def build_again() -> None:
        nonlocal collection
        collection.cancel()
        try:
            builder()
        except Exception:
            build.fail()
            log.exception("Sayt qurilmadi, avvalgi sahifalar turibdi. Xato tuzatilgach o‘zi yangilanadi")
        # What a build is made of hangs together in circles, which only the collector frees; the browser gets its page first.
        collection = Timer(AFTER_PAGES, gc.collect)
        collection.daemon = True
        collection.start()

    server.builder = build_again
