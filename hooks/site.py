"""What MkDocs calls: each of its events, handed on to the module whose concern it is."""

import gc
import logging
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time
from functools import cache
from itertools import chain
from pathlib import Path
from threading import Timer

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils.templates import TemplateContext

from hooks.data.audience import audience, shows_text
from hooks.data.names import called
from hooks.data.snapshot import Snapshot, day_of_build, take_snapshot
from hooks.engine import accessibility, csp, page_files, page_frame, search_index
from hooks.engine.draw import Drawing
from hooks.engine.incremental import Run
from hooks.engine.markdown import parted
from hooks.feeds import all_feeds
from hooks.html import links
from hooks.html.icons import icon_styles
from hooks.html.templates import COMPILED, edited
from hooks.pages import all_views, navigation, record_page
from hooks.pages.view import plain_title
from validators import clock
from validators.repository.repository import RECORDS, RecordFile

log = logging.getLogger("mkdocs.hooks.site")

_WRITTEN = TableOfContents([])
"""What is left of the contents of a page that is written: ten thousand pages are held to the end."""

POLLED_OFTEN_UP_TO = 3_000
"""Records: of more than these the times of last change take too long to read several times a second."""

SEEN_WITHIN, SETTLED_WITHIN = 0.25, 0.05
"""Seconds in which an edit of few records is seen, and after which, without another, it is built: half of MkDocs' own."""

AFTER_PAGES = 5.0
"""Seconds without an edit, in which the browser gets its page, until what is left of the builds before is cleared away."""

RUN = Run()


class Build:
    """One build: the snapshot, and which page shows what."""

    def __init__(self, snapshot: Snapshot, commits_at: str) -> None:
        self.snapshot = snapshot
        self.views = {view.source: view for view in all_views.all_views(snapshot)}
        self.drawing = Drawing(snapshot, self.views.values(), commits_at)
        self.addresses = self.drawing.pen.addresses
        self.records: dict[str, RecordFile] = {}
        self.found: dict[str, list[bytes]] = RUN.found if RUN.dirty else {}
        self.rows: dict[str, str] = {}
        self.drawn_of = self._drawn_of() if RUN.dirty else {}
        self.offered: all_feeds.Feeds = {}

    def _drawn_of(self) -> dict[str, object]:
        """Of what each page is drawn, and by which templates and settings."""
        look, snapshot = (edited(), repr(self.snapshot.repository.settings.given)), self.snapshot
        found: dict[str, object] = {}
        for view in self.views.values():
            found[view.source] = look, view.of() if view.of else snapshot.state
        units = {view.name for view in self.views.values() if view.name.startswith("unit/")}
        for entry in snapshot.repository.files:
            found[entry.path] = look, f"unit/{entry.id}" in units, record_page.drawn_of(entry, snapshot)
        return found


BUILD: Build


def on_startup(command: str, dirty: bool) -> None:
    """Before the first build of a run."""
    global RUN
    RUN = Run(command == "serve", dirty)


@event_priority(1)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Reads and checks the records; the navigation follows from their kinds.

    The garbage collector is left be until the build's end, for a build keeps nearly all that it makes. It comes before Material's
    search, which would read the texts of the theme anew each time to learn the language, and takes no Uzbek in `mkdocs.yml`.
    """
    global BUILD
    gc.disable()
    root = Path(config.config_file_path).parent
    day = day_of_build()
    if os.environ.get("NIZOM_AS_OF"):
        # The day of the build is the site map's too, so that the same records and day give the same bytes.
        os.environ.setdefault("SOURCE_DATE_EPOCH", f"{datetime.combine(day, time(12), clock.TASHKENT).timestamp():.0f}")
    BUILD = Build(take_snapshot(root, day, RUN.read), _commits_at(config))
    config.plugins["material/search"].config["lang"] = [config.theme["language"]]
    config.nav = navigation.navigation(BUILD.views.values())
    if not config.repo_url:
        # Edit links need the repository's address: without it MkDocs would complain of every one of them.
        config.edit_uri = None
    return config


def _commits_at(config: MkDocsConfig) -> str:
    """Where the forge shows commits, GitLab's or GitHub's way; empty where that is not known, and for the public."""
    if not config.repo_url or audience() == "public":
        return ""
    return f"{config.repo_url.rstrip('/')}/{'-/' if (config.edit_uri or '').startswith('-/') else ''}commit/"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the records, the pages made of them, and the icons' style sheet."""
    named = cache(BUILD.snapshot.named)
    for view in BUILD.views.values():
        written = files.get_file_from_path(view.source)
        if written:
            files.remove(written)
        made = page_files.view_file(view, config, written is not None)
        made.same = RUN.same(made, BUILD.drawn_of, named)
        files.append(made)
    for file, entry in page_files.record_files(BUILD.snapshot, config):
        file.same = RUN.same(file, BUILD.drawn_of, named)
        files.append(file)
        BUILD.records[file.src_uri] = entry
        BUILD.addresses[entry.path] = file.url
    for view in BUILD.views.values():
        file_of_view = files.get_file_from_path(view.source)
        assert file_of_view is not None
        BUILD.addresses[view.name] = file_of_view.url
    for page in files.documentation_pages():
        BUILD.addresses.setdefault(page.src_uri, page.url)
    RUN.let_go(files.documentation_pages())
    icons = icon_styles(tuple(kind.icon for kind in BUILD.snapshot.kinds.values()))
    files.append(File.generated(config, "assets/icons.css", content=icons, inclusion=InclusionLevel.INCLUDED))
    BUILD.offered = all_feeds.offered(BUILD.snapshot, BUILD.addresses, config.site_url or "", config.site_name)
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Gives pages outside the navigation a path above them and a lit tab, and those that are not read again their title."""
    RUN.give_titles(nav)
    parents = {view.name: view.source for view in BUILD.views.values()}
    for source, entry in BUILD.records.items():
        _adopt(files, source, parents[f"kind/{entry.kind.name}"])
    for view in BUILD.views.values():
        if view.parent:
            _adopt(files, view.source, parents[view.parent])
    return nav


def _adopt(files: Files, source: str, parent: str) -> None:
    child, above = files.get_file_from_path(source), files.get_file_from_path(parent)
    if child and child.page and above and above.page:
        # Material only asks a parent for its own parents and whether it is active: a page will do.
        child.page.parent = above.page  # type: ignore[assignment]


def on_page_read_source(page: Page, config: MkDocsConfig) -> str | None:
    """A record's body: MkDocs never sees its front matter. The empty line keeps it from looking for any."""
    entry = BUILD.records.get(page.file.src_uri)
    if entry is None:
        return None
    if entry.record is None:
        # What seems to be its text may be facts.
        return "\n"
    body = parted(entry.document.body) if shows_text(entry.kind) else ""
    # From here on the page has it.
    entry.document = replace(entry.document, source=b"", body_start=None)
    return f"\n{body}"


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Titles, and links between records and docs."""
    source = page.file.src_uri
    entry, view = BUILD.records.get(source), BUILD.views.get(source)
    if entry:
        title = plain_title(called(entry))
        page.meta = {"title": title, "search": {"exclude": True}, "framed": True, "hide": ["navigation"]}
    elif view:
        page.meta = {"title": plain_title(view.title), **page.meta, "hide": ["toc", *page.meta.get("hide", [])]}
        page.meta["framed"] = not view.listed
        page.meta["search"] = {"exclude": True}
        if view.broad:
            page.meta["hide"].append("navigation")
    return links.resolved(markdown, source, BUILD.snapshot.repository, BUILD.snapshot.left_out)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Folds up what people wrote on pages made of records until these are drawn, after all have been read."""
    source = page.file.src_uri
    if source in BUILD.records:
        page.markdown = None
    elif source not in BUILD.views:
        return html
    BUILD.drawing.put(source, html)
    return ""


def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> TemplateContext:
    """Puts in what is made of records, drawn when the page is written, so that few of them are held."""
    source = page.file.src_uri
    if source in BUILD.records or source in BUILD.views:
        drawn = BUILD.drawing.page(source)
        page.content = drawn.html
        page.toc = TableOfContents([AnchorLink(words, id_, 2) for id_, words in drawn.headings])
        BUILD.found[source] = drawn.found
        if RUN.dirty:
            RUN.named[source] = {name: BUILD.snapshot.named(name) for name in drawn.names}
        if drawn.rows:
            BUILD.rows[page.file.dest_uri] = drawn.rows
    return context


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    """Material's templates: not looked for on the disk anew for each page, and their frame drawn once for pages that share it."""
    RUN.keep_titles(files.documentation_pages())
    env.auto_reload = False
    env.bytecode_cache = COMPILED
    env.template_class = page_frame.frames_of_a_build()
    return env


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """The whole page, open to everybody and shut to foreign scripts."""
    content, page.content, page.toc = page.content or "", None, _WRITTEN
    return _finished(output, content)


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """The page for what is not found is finished as others are."""
    return _finished(output_content, "") if template_name == "404.html" else output_content


def _finished(output: str, content: str) -> str:
    opened = accessibility.opened(output)
    return opened if RUN.served else csp.guarded(opened, content)


def on_post_build(config: MkDocsConfig) -> None:
    """Writes the rows of long lists, the data for others, and the records' part of the search index, by file."""
    # Whoever edits looks at pages: what is made for programs waits for a whole build.
    all_feeds.write(BUILD.offered, Path(config.site_dir), again=not RUN.dirty)
    for page, rows in BUILD.rows.items():
        (Path(config.site_dir) / page).with_name("rows.json").write_text(rows, "utf-8")
    gc.enable()
    RUN.drawn_of = BUILD.drawn_of
    entries = chain.from_iterable(BUILD.found[source] for source in sorted(BUILD.found))
    search_index.add_records(Path(config.site_dir), entries, RUN.texts if RUN.dirty else {}, RUN.gone)


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[[], None]) -> LiveReloadServer:
    """A build that fails leaves the last pages up: MkDocs would let every request wait for one that succeeds."""
    _watch_records(server)
    server.build_delay = SETTLED_WITHIN
    clearing = Timer(AFTER_PAGES, gc.collect)

    def built() -> None:
        nonlocal clearing
        clearing.cancel()
        try:
            builder()
        except Exception:
            gc.enable()
            # Some of its pages may stand already.
            RUN.drawn_of = {}
            log.exception("Sayt qurilmadi, avvalgi sahifalar turibdi. Xato tuzatilgach o‘zi yangilanadi")
        # What the build before was made of hangs together in circles; pages go first.
        clearing = Timer(AFTER_PAGES, gc.collect)
        clearing.daemon = True
        clearing.start()

    server.builder = built
    return server


def _watch_records(server: LiveReloadServer) -> None:
    """Looks whether records have changed as MkDocs looks at all else, only oftener where they are few enough."""
    records = BUILD.snapshot.root / RECORDS
    if not records.is_dir():
        return
    usual = server.observer
    if len(BUILD.snapshot.repository) <= POLLED_OFTEN_UP_TO:
        server.observer = type(usual)(timeout=SEEN_WITHIN)
        server.observer.start()
    server.watch(str(records))
    server.observer = usual
