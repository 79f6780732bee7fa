"""What MkDocs calls: its events, handed on to the build."""

from collections.abc import Callable

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from hooks.engine import mkdocs_internals, mkdocs_words, serving
from hooks.engine.build import Build

# MkDocs calls the functions of a module, so what lasts from one event to the next is held by the module.
_build = Build()


def on_startup(command: str, dirty: bool) -> None:
    """Begin a run of MkDocs."""
    mkdocs_internals.print_in(mkdocs_words.in_uzbek, mkdocs_words.LEVELS)
    _build.start(serving=command == "serve", incremental=dirty)


@event_priority(1)  # Before Material's search is configured.
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the records."""
    _build.read_records(config)
    _build.configure(config)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages."""
    _build.add_pages(files, config)
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Arrange the pages."""
    _build.arrange_pages(nav, files)
    return nav


def on_page_read_source(page: Page, config: MkDocsConfig) -> str | None:
    """Hand over a record's text: MkDocs never sees its front matter."""
    return _build.text_of(page)


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Give a page its title, and resolve its links to records."""
    return _build.prepare_page(markdown, page)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Keep what people wrote on a page until it is drawn."""
    return _build.keep_written(html, page)


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    """Prepare Material's templates."""
    _build.prepare_templates(env, files)
    return env


def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> TemplateContext:
    """Draw a page."""
    _build.draw_page(page)
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Finish a page."""
    return _build.finish_page(output, page)


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Finish the page for what is not found."""
    return _build.finish(output_content) if template_name == "404.html" else output_content


def on_post_build(config: MkDocsConfig) -> None:
    """Write the data."""
    _build.write_data(config)


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[[], None]) -> LiveReloadServer:
    """Serve what is edited."""
    serving.serve(server, _build, builder)
    return server
