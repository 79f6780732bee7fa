"""Records' bodies from Markdown to HTML: as MkDocs renders a page, but with one renderer for all, where it makes one for each."""

import markdown  # type: ignore[import-untyped]
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import _ExtractAnchorsTreeprocessor, _RawHTMLPreprocessor, _RelativePathTreeprocessor

Anchors = dict[File, dict[str, str]]


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
