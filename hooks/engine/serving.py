"""`mkdocs serve`: how soon an edit is seen, and what becomes of a build that fails."""

import gc
import logging
import os
import socket
from collections.abc import Callable
from contextlib import closing
from threading import Timer

from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

from hooks.engine import mkdocs_internals
from hooks.engine.build import Build
from hooks.html.formatting import text
from validators.repository.paths import RECORDS
from validators.text.messages import say
from validators.text.own_failure import where_it_failed

log = logging.getLogger("mkdocs.hooks.site")

POLLED_OFTEN_UP_TO = 3_000
"""Of more records than these the times of change take too long to read several times a second."""

SEEN_WITHIN, SETTLED_WITHIN = 0.25, 0.05
"""Seconds in which an edit of few records is seen, and after which, without another, it is built: half of MkDocs' own."""

AFTER_PAGES = 5.0
"""Seconds without an edit, in which the browser gets its page, until exports are written and earlier builds collected."""


def serve(server: LiveReloadServer, build: Build, builder: Callable[[], None]) -> None:
    """Watch the records too, and keep the last pages up when a build fails."""
    if address := getattr(server, "server_address", None):
        _require_free(str(address[0]), address[1])
    often = mkdocs_internals.server_is_known(server) and len(build.snapshot.repository) <= POLLED_OFTEN_UP_TO
    records = build.snapshot.root / RECORDS
    if records.is_dir() and often:
        mkdocs_internals.watch_often(server, records, SEEN_WITHIN)
    elif records.is_dir():
        server.watch(str(records))
    if mkdocs_internals.server_is_known(server):
        mkdocs_internals.set_builder(server, _lasting(builder, build), SETTLED_WITHIN)


def _require_free(host: str, port: int) -> None:
    """Stop with a sentence, where Python would with a traceback, if another program has the address."""
    with closing(socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except OSError:
            address = f"{host}:{port}"
            raise Abort(text(say("Another program has the address {address}: stop it, or serve at another one: "
                                 "mkdocs serve --dev-addr 127.0.0.1:8001", address=address))) from None  # fmt: skip


def _lasting(builder: Callable[[], None], build: Build) -> Callable[[], None]:
    """Return a builder that survives what it builds from: MkDocs would let every request wait for a build that succeeds."""
    rest = Timer(AFTER_PAGES, gc.collect)

    def build_again() -> None:
        nonlocal rest
        rest.cancel()
        left_to_do: Callable[[], object] = gc.collect
        try:
            builder()
            left_to_do = _after_pages(build)
        except Exception as error:
            build.fail()
            log.error(text(say("The site was not built ({error}): the earlier pages stay until the mistake is fixed",
                               error=where_it_failed(error))), exc_info="NIZOM_DEBUG" in os.environ)  # fmt: skip
        # What a build is made of hangs together in circles, which only the collector frees; the browser gets its page first.
        rest = Timer(AFTER_PAGES, left_to_do)
        rest.daemon = True
        rest.start()

    return build_again


def _after_pages(build: Build) -> Callable[[], object]:
    """Return what follows a build once nobody edits: its exports, if it left those of an earlier one, and the collection."""
    write_exports = build.exports_to_write()

    def go() -> None:
        try:
            write_exports()
        except Exception as error:
            log.error(text(say("The exports were not written ({error}): they are those of an earlier build",
                               error=where_it_failed(error))))  # fmt: skip
        gc.collect()

    return go
