"""Records' bodies from Markdown to HTML: as MkDocs renders a page, but with one renderer for all, where it makes one for each."""

import re

import markdown  # type: ignore[import-untyped]
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import _ExtractAnchorsTreeprocessor, _RawHTMLPreprocessor, _RelativePathTreeprocessor

Anchors = dict[File, dict[str, str]]

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_BEGINS = re.compile(r" {0,3}(?:[-*+] +\S|1[.)] +\S|\|)")
"""How a list begins, or a table."""
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


class Bodies:
    """The site's Markdown, kept between records."""

    def __init__(self, config: MkDocsConfig) -> None:
        self._config = config
        self._ready: (
            tuple[markdown.Markdown, _RawHTMLPreprocessor, _ExtractAnchorsTreeprocessor, _RelativePathTreeprocessor] | None
        )
        self._ready = None

    def html(self, body: str, file: File, files: Files) -> tuple[str, set[str], Anchors]:
        """The body as HTML, the anchors in it, and the anchors of other pages that it links to."""
        renderer, raw, anchors, paths = self._ready = self._ready or self._made(file, files)
        raw.present_anchor_ids, anchors.present_anchor_ids = set(), set()
        paths.file, paths.files, paths.links_to_anchors = file, files, {}
        html = renderer.reset().convert(body)
        return html, anchors.present_anchor_ids | raw.present_anchor_ids, paths.links_to_anchors

    def _made(
        self, file: File, files: Files
    ) -> tuple[markdown.Markdown, _RawHTMLPreprocessor, _ExtractAnchorsTreeprocessor, _RelativePathTreeprocessor]:
        renderer = markdown.Markdown(
            extensions=self._config["markdown_extensions"], extension_configs=self._config["mdx_configs"] or {}
        )
        raw = _RawHTMLPreprocessor()
        anchors = _ExtractAnchorsTreeprocessor(file, files, self._config)
        paths = _RelativePathTreeprocessor(file, files, self._config)
        for part in (raw, anchors, paths):
            part._register(renderer)
        return renderer, raw, anchors, paths
