"""Records' texts from Markdown to HTML."""

import re

import markdown  # type: ignore[import-untyped]
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from hooks.engine.mkdocs_internals import Anchors, PageProcessors

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_BEGINS = re.compile(r" {0,3}(?:[-*+] +\S|1[.)] +\S|\|)")
"""The first line of a list or a table."""
_TEXT = re.compile(r" {0,3}[^\s|<>#*+-]|[*+-]\S")


def separate_blocks(body: str) -> str:
    """Return the text with an empty line before a list or a table that follows a sentence: forges need none.

    >>> separate_blocks("Ishlar:\\n- nusxa olish")
    'Ishlar:\\n\\n- nusxa olish'
    """
    found: list[str] = []
    fence, begins, text = "", True, False
    for line in body.split("\n"):
        mark = _FENCE.match(line)
        if fence:
            fence = "" if mark and mark[1].startswith(fence) else fence
        elif mark:
            fence, text = mark[1], False
        elif text and _BEGINS.match(line):
            found.append("")
            text = False
        elif begins:
            text = bool(_TEXT.match(line))
        begins = not line.strip() or line.startswith("#") or bool(mark)
        found.append(line)
    return "\n".join(found)


class SharedRenderer:
    """A Markdown renderer that renders the texts of all records as MkDocs would, which makes one for each page."""

    def __init__(self, config: MkDocsConfig) -> None:
        self._config = config
        self._ready: tuple[markdown.Markdown, PageProcessors] | None = None

    def html(self, text: str, file: File, files: Files) -> tuple[str, set[str], Anchors]:
        """Return a text as HTML, the anchors in it, and the anchors of other pages that it links to."""
        renderer, processors = self._ready = self._ready or self._make(file, files)
        processors.start(file, files)
        html = renderer.reset().convert(text)
        return html, *processors.found()

    def _make(self, file: File, files: Files) -> tuple[markdown.Markdown, PageProcessors]:
        renderer = markdown.Markdown(
            extensions=self._config["markdown_extensions"], extension_configs=self._config["mdx_configs"] or {}
        )
        return renderer, PageProcessors(renderer, file, files, self._config)
