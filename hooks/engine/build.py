"""A build of the site, from the records as they are read to the last file that is written."""

import gc
import logging
import os
from collections.abc import Callable, Sequence
from datetime import datetime, time
from functools import cache, partial
from pathlib import Path

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import get_relative_url

from hooks.data.addresses import Addresses, Forge, forge_of
from hooks.data.assignments import Assignments
from hooks.data.audience import audience, shows_text
from hooks.data.display_name import display_name
from hooks.data.snapshot import Snapshot, day_of_build, take_snapshot
from hooks.engine import accessibility, csp, mkdocs_internals, page_files, page_frame, search_index
from hooks.engine.draw import Drawing
from hooks.engine.foot import foot
from hooks.engine.incremental import Dependencies, Memory
from hooks.feeds.build_status import BuildStatus, build_status
from hooks.feeds.registry import Feeds, all_feeds, write_feeds
from hooks.history.compliance_history import CompliancePoint, compliance_history
from hooks.history.ledger import Entry, ledger
from hooks.html.environment import BYTECODE_CACHE
from hooks.html.formatting import text
from hooks.html.icons import icon_styles
from hooks.html.markdown_links import resolve_links
from hooks.pages import navigation
from hooks.pages.registry import all_views
from hooks.pages.view import View, plain_title
from hooks.writing import page_modules, published, runtime
from validators import clock
from validators.cli.session import git_trouble
from validators.repository.paths import RECORDS
from validators.repository.record_file import RecordFile
from validators.source.git_index import left_out_of, read_index
from validators.text.messages import Language, say
from validators.text.sanitize import one_line

log = logging.getLogger("mkdocs.hooks.site")

_NO_CONTENTS = TableOfContents([])


class Build:
    """The build that is being made; `mkdocs serve` makes one after another with it.

    `serving` says whether MkDocs puts a script of its own into every page, `incremental` whether it builds only what has changed.
    What is set by `read_records` and `add_pages` is of the latest build; `memory` is what an earlier one left to it.
    """

    snapshot: Snapshot
    status: BuildStatus
    views: dict[str, View]
    records: dict[str, RecordFile]
    """Views and records by the sources of their pages."""
    addresses: Addresses
    dependencies: Dependencies | None
    forge: Forge
    _drawing: Drawing
    _feeds: Feeds
    _site: Path
    _ledger: Callable[[], Sequence[Entry]]
    _points: Callable[[], Sequence[CompliancePoint]]

    def __init__(self) -> None:
        self.start(serving=False, incremental=False)

    def start(self, serving: bool, incremental: bool) -> None:
        """Begin a run of MkDocs."""
        self.serving = serving
        self.incremental = incremental
        self.memory = Memory()

    def read_records(self, config: MkDocsConfig) -> None:
        """Read and check the records.

        Raise `ConfigurationError` for a wrong day or audience, `BuildError` where the checkout lacks files of the repository.
        """
        # A build keeps nearly all that it makes: to look for what can be freed is work for nothing.
        gc.disable()
        day = day_of_build()
        if os.environ.get("NIZOM_AS_OF"):
            # The site map has the day of the build too, so that the same records and day give the same bytes.
            os.environ.setdefault("SOURCE_DATE_EPOCH", f"{datetime.combine(day, time(12), clock.TASHKENT).timestamp():.0f}")
        if not self.incremental:
            self.memory = Memory()
        root = Path(config.config_file_path).parent
        if audience() == "internal" and not runtime.is_fetched(root):
            log.info(text(runtime.NOT_FETCHED))
        if trouble := git_trouble(root):
            log.info(one_line(text(say("{trouble}, so the pages show no history and prove no approval", trouble=trouble))))
        if (index := read_index(root, RECORDS)) and (lacking := left_out_of(root, index)):
            raise BuildError(Language("uz").text(lacking))
        self.forge = forge_of(config)
        self.snapshot = take_snapshot(root, day, self.memory.workspace if self.incremental else None)
        self.status = build_status(self.snapshot)
        assignments = Assignments(self.snapshot)
        # Pages and files are made of both: they are read once, if at all.
        self._ledger = cache(partial(ledger, self.snapshot))
        self._points = cache(partial(compliance_history, self.snapshot))
        self.views = {view.source: view for view in all_views(self.snapshot, assignments, self._ledger, self._points)}
        self.records = {}
        self._drawing = Drawing(self.snapshot, self.views.values(), self.forge)
        self.addresses = self._drawing.renderer.addresses
        views = self.views.values()
        self.dependencies = Dependencies(self.snapshot, assignments, views) if self.incremental else None

    def configure(self, config: MkDocsConfig) -> None:
        """Set what `mkdocs.yml` cannot: the navigation follows from the kinds of records."""
        mkdocs_internals.set_search_language(config, config.theme["language"])
        config.nav = navigation.navigation(self.views.values())
        if not config.repo_url:
            # MkDocs would warn that no page has the edit link that edit_uri asks for.
            config.edit_uri = None

    def add_pages(self, files: Files, config: MkDocsConfig) -> None:
        """Add the pages of the records, the pages made of all records, the feeds' addresses, and the style sheet of the icons."""
        for view in self.views.values():
            written = files.get_file_from_path(view.source)
            if written:
                files.remove(written)
            self._add_page(page_files.view_file(view, config, written), view, view.name, files)
        for file, entry in page_files.record_files(self.snapshot, config):
            self.records[file.src_uri] = entry
            self._add_page(file, entry, entry.path, files)
        attachments = page_files.attachment_files(self.snapshot, config)
        copied = self.memory.follow_copies({file.abs_dest_path: sha256 for file, sha256 in attachments})
        for attachment, _ in attachments:
            attachment.current = attachment.abs_dest_path in copied
            files.append(attachment)
            self.addresses[attachment.src_uri] = attachment.url
        for page in files.documentation_pages():
            self.addresses.setdefault(page.src_uri, page.url)
        self.memory.remove_gone(files.documentation_pages())
        if audience() == "internal":
            self.addresses.update(page_modules.addresses())
        icons = icon_styles(tuple(kind.icon for kind in self.snapshot.kinds.values()))
        files.append(File.generated(config, "assets/icons.css", content=icons, inclusion=InclusionLevel.INCLUDED))
        self._feeds = all_feeds(
            self.snapshot, self.status, self._ledger, self._points, self.addresses, config.site_url or "", config.site_name
        )

    def _add_page(self, file: page_files.DrawnFile, page: View | RecordFile, name: str, files: Files) -> None:
        file.current = self.dependencies is not None and self.memory.is_current(file, page, self.dependencies)
        files.append(file)
        self.addresses[name] = file.url

    def arrange_pages(self, nav: Navigation, files: Files) -> None:
        """Give pages outside the navigation a page above them, and pages that are not read again their titles."""
        self.memory.give_titles(nav)
        parents = {view.name: view.source for view in self.views.values()}
        for source, entry in self.records.items():
            _set_parent(files, source, parents[f"kind/{entry.kind.name}"])
        for view in self.views.values():
            if view.parent:
                _set_parent(files, view.source, parents[view.parent])

    def text_of(self, page: Page) -> str | None:
        """Return a record's text, without its front matter; None for any other page."""
        entry = self.records.get(page.file.src_uri)
        if entry is None:
            return None
        # From here on the page holds it: ten thousand texts are not held twice.
        body = self.snapshot.bodies.take(entry.path)
        # MkDocs looks for no front matter after an empty line.
        return f"\n{body if shows_text(entry.kind) else ''}"

    def prepare_page(self, markdown: str, page: Page) -> str:
        """Set the title and the layout of a page; return its text with links to records resolved."""
        source = page.file.src_uri
        entry, view = self.records.get(source), self.views.get(source)
        if entry:
            page.meta = {"title": plain_title(display_name(entry)), "framed": True, "hide": ["navigation"]}
        elif view:
            page.meta = {"title": plain_title(view.title), **page.meta, "hide": ["toc", *page.meta.get("hide", [])]}
            page.meta["framed"] = not view.in_navigation
            if view.full_width:
                page.meta["hide"].append("navigation")
        if entry or view:
            # Material's index gets entries of ours.
            page.meta["search"] = {"exclude": True}
        if entry:
            return markdown

        def address_of(path: str) -> str | None:
            url = self.addresses.get(path)
            return get_relative_url(url, page.url) if url is not None else None

        return resolve_links(markdown, source, self.snapshot.repository, self.snapshot.hidden_ids, address_of)

    def keep_written(self, html: str, page: Page) -> str:
        """Keep what people wrote on a page that will be drawn; return the content that the page has until then."""
        source = page.file.src_uri
        if source in self.records:
            page.markdown = None
        elif source not in self.views:
            return html
        self._drawing.keep_written(source, html)
        return ""

    def prepare_templates(self, env: jinja2.Environment, files: Files) -> None:
        """Have Material's templates kept compiled, and their frame drawn once for all pages that share it."""
        self.memory.keep_titles(files.documentation_pages())
        env.auto_reload = False
        env.bytecode_cache = BYTECODE_CACHE
        env.globals["foot"] = foot(self.status, self.incremental)
        if mkdocs_internals.KNOWN:
            env.template_class = page_frame.frames_of_a_build()

    def draw_page(self, page: Page) -> None:
        """Draw a page when it is written, so that few drawn pages are held at a time."""
        source = page.file.src_uri
        made_of = self.records.get(source) or self.views.get(source)
        if made_of is None:
            return
        drawn = self._drawing.page(source)
        page.content = drawn.html
        page.toc = TableOfContents([AnchorLink(words, id_, 2) for id_, words in drawn.headings])
        if drawn.rows:
            file = Path(page.file.abs_dest_path).with_name("rows.json")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(drawn.rows, "utf-8")
        if self.dependencies:
            names = {name: self.dependencies.name_of(name) for name in drawn.names}
            self.memory.keep(source, drawn.found, self.dependencies.depends_on(made_of), names)
        else:
            self.memory.keep(source, drawn.found)

    def finish_page(self, html: str, page: Page) -> str:
        """Return a whole page as it is written, and let go of what it was drawn from."""
        content, page.content, page.toc = page.content or "", None, _NO_CONTENTS
        view = self.views.get(page.file.src_uri)
        return self.finish(html, content, self.forge.api_origin if view and view.name == "writing" else "")

    def finish(self, html: str, content: str = "", asks: str = "") -> str:
        """Return a page with what Material's lacks: landmarks, and a policy that lets only Material's own scripts run."""
        html = accessibility.add_landmarks(html)
        return html if self.serving else csp.add_policy(html, content, asks)

    def write_data(self, config: MkDocsConfig) -> None:
        """Write the feeds and the records' part of the search index."""
        self._site = site = Path(config.site_dir)
        # Who edits looks at pages: in an incremental build feeds that are there wait until nobody does.
        write_feeds(self._feeds, site, again=not self.incremental)
        if audience() == "internal":
            published.write(self.snapshot, site)
            page_modules.write(site)
        search_index.add_records(site, self.memory.found(), self.memory.texts, self.memory.gone)
        gc.enable()

    def exports_to_write(self) -> Callable[[], None]:
        """Return a function that writes the feeds of this build, where it left those of an earlier one."""
        return partial(write_feeds, self._feeds if self.incremental else {}, self._site)

    def fail(self) -> None:
        """Leave a build that has failed: the next one draws every page."""
        gc.enable()
        self.memory.forget_dependencies()


def _set_parent(files: Files, source: str, parent: str) -> None:
    child, above = files.get_file_from_path(source), files.get_file_from_path(parent)
    if child and child.page and above and above.page:
        # Material only asks a parent for its own parents and whether it is active: a page will do.
        child.page.parent = above.page  # type: ignore[assignment]
