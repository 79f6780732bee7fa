"""What the site uses of MkDocs and Material that neither documents.

It was written for MkDocs 1.6, for ProperDocs 1.6, which keeps its names, and for Material 9. Under other versions, or where a
name is missing, the site is built the documented way: each page has a Markdown renderer of its own, Material's frame is drawn
for each page, and `mkdocs serve` looks at records, and takes builds that fail, as it does anything else. Only the index of
Material's search has no such way: a form of it that is not known here is an error of the build.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import markdown  # type: ignore[import-untyped]
import material  # type: ignore[import-untyped]
import mkdocs
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files

try:
    from mkdocs.structure.pages import _ExtractAnchorsTreeprocessor, _RawHTMLPreprocessor, _RelativePathTreeprocessor
except ImportError:
    _PROCESSORS_FOUND = False
else:
    _PROCESSORS_FOUND = True

WRITTEN_FOR = {"mkdocs": "1.6", "material": "9"}

KNOWN = all(
    f"{module.__version__}.".startswith(f"{WRITTEN_FOR[name]}.") for name, module in (("mkdocs", mkdocs), ("material", material))
)
"""Whether those versions are installed."""

Anchors = dict[File, dict[str, str]]
"""The anchors of other pages to which a page links, each with the link as it is written."""


class PageProcessors:
    """What `Page.render` adds to a Markdown renderer of its own, for a renderer that several pages share."""

    AVAILABLE = KNOWN and _PROCESSORS_FOUND

    def __init__(self, renderer: markdown.Markdown, file: File, files: Files, config: MkDocsConfig) -> None:
        self._raw = _RawHTMLPreprocessor()
        self._anchors = _ExtractAnchorsTreeprocessor(file, files, config)
        self._paths = _RelativePathTreeprocessor(file, files, config)
        for processor in (self._raw, self._anchors, self._paths):
            processor._register(renderer)

    def start(self, file: File, files: Files) -> None:
        """Begin the page of a file."""
        self._raw.present_anchor_ids, self._anchors.present_anchor_ids = set(), set()
        self._paths.file, self._paths.files, self._paths.links_to_anchors = file, files, {}

    def found(self) -> tuple[set[str], Anchors]:
        """Return the anchors on the page, and those of other pages that it links to."""
        return self._anchors.present_anchor_ids | self._raw.present_anchor_ids, self._paths.links_to_anchors


def set_search_language(config: MkDocsConfig, language: str) -> None:
    """Give Material's search a language: it would take that of its own texts, and accepts no Uzbek in `mkdocs.yml`."""
    search = config.plugins.get("material/search")
    if search and "lang" in search.config:
        search.config["lang"] = [language]


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
