"""What the site uses of MkDocs and Material that neither documents.

It was written for MkDocs 1.6, for ProperDocs 1.6, which keeps its names, and for Material 9. Under other versions the site is
built the documented way: Material's frame is drawn for each page, and `mkdocs serve` looks at records, and takes builds that
fail, as it does anything else. Only the index of Material's search has no such way: a form of it that is not known here is an
error of the build.
"""

import json
import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import material  # type: ignore[import-untyped]
import mkdocs
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError
from mkdocs.livereload import LiveReloadServer

WRITTEN_FOR = {"mkdocs": "1.6", "material": "9"}

KNOWN = all(
    f"{module.__version__}.".startswith(f"{WRITTEN_FOR[name]}.") for name, module in (("mkdocs", mkdocs), ("material", material))
)
"""Whether those versions are installed."""


def set_search_language(config: MkDocsConfig, language: str) -> None:
    """Give Material's search a language: it would take that of its own texts, and accepts no Uzbek in `mkdocs.yml`."""
    search = config.plugins.get("material/search")
    if search and "lang" in search.config:
        search.config["lang"] = [language]


def print_in(translate: Callable[[str], str], levels: Mapping[str, str]) -> None:
    """Have MkDocs print what it says as `translate` returns it, each message after the name of its level."""

    def translated(record: logging.LogRecord) -> bool:
        record.msg, record.args = translate(record.getMessage()), ()
        record.levelname = levels.get(record.levelname, record.levelname)
        return True

    for handler in (one for name in ("mkdocs", "properdocs") for one in logging.getLogger(name).handlers):
        if isinstance(handler, logging.StreamHandler):
            handler.addFilter(translated)
            colours = getattr(handler.formatter, "colors", {})
            colours.update({levels[name]: colour for name, colour in [*colours.items()] if name in levels})
    if hasattr(Abort, "format_message"):
        Abort.format_message = lambda self: translate(self.message)  # type: ignore[method-assign]


def read_search_index(file: Path) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return the index that Material's search has written, without its entries, and the entries.

    Raise `BuildError` if it is not in the form that is known: no record would be found.
    """
    try:
        index = json.loads(file.read_text("utf-8"))
        entries = index.pop("docs")
        known = all(isinstance(entry["location"], str) for entry in entries)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        known = False
    if not known:
        raise BuildError(f"{file.name}: Material qidiruvining ko‘rsatkichi kutilgan shaklda emas, yozuvlar qo‘shilmadi")
    return index, entries


def server_is_known(server: LiveReloadServer) -> bool:
    """Return whether a server is one that `watch_often` and `set_builder` can change."""
    return KNOWN and all(hasattr(server, name) for name in ("observer", "builder", "build_delay"))


def watch_often(server: LiveReloadServer, folder: Path, seconds: float) -> None:
    """Have a server look at a folder every so many seconds, and at all else as often as before."""
    usual = server.observer
    server.observer = type(usual)(timeout=seconds)
    server.observer.start()
    server.watch(str(folder))
    server.observer = usual


def set_builder(server: LiveReloadServer, builder: Callable[[], None], delay: float) -> None:
    """Have a server build with a function of ours, so many seconds after the last edit."""
    server.builder, server.build_delay = builder, delay
