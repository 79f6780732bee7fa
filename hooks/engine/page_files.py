"""The files that the build is given beside `docs/`: the records as they lie, and the pages made of them."""

from urllib.parse import quote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from hooks.data.addresses import record_addresses
from hooks.data.snapshot import Snapshot
from hooks.engine.markdown import Bodies
from hooks.pages.view import View
from validators.repository.repository import RecordFile


class RecordPage(Page):
    """A record's page: its body is Markdown like any other's, rendered by one renderer for all records."""

    bodies: Bodies

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """The body as HTML, with its anchors and links as MkDocs checks them."""
        self.content, self.present_anchor_ids, self.links_to_anchors = self.bodies.html(self.markdown or "", self.file, files)


class ViewPage(Page):
    """The page of a view outside the navigation: all that stands on it is drawn when it is written."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Nothing yet: a Markdown renderer for each would take as long as drawing it."""
        self.content, self.present_anchor_ids, self.links_to_anchors = "", set(), {}


class DrawnFile(File):
    """The file of a page that is drawn from records; `written` if people's text in `docs/` comes above what is drawn.

    `current` if an earlier build drew the page from the same.
    """

    written = False
    current = False

    def is_modified(self) -> bool:
        """Tell whether an incremental build makes the page again."""
        return not self.current or (self.written and super().is_modified())


def record_files(snapshot: Snapshot, config: MkDocsConfig) -> list[tuple[DrawnFile, RecordFile]]:
    """Each record as a page at an address made of its id, out of the navigation, with an edit link to its own file."""
    addresses = record_addresses(snapshot.repository.files)
    bodies = Bodies(config)
    found = []
    for entry in snapshot.repository.files:
        address = addresses[entry.path]
        target = f"{address}/index.html" if config.use_directory_urls else f"{address}.html"
        file = DrawnFile(
            entry.path,
            str(snapshot.root),
            config.site_dir,
            config.use_directory_urls,
            dest_uri=target,
            inclusion=InclusionLevel.NOT_IN_NAV,
        )
        # edit_uri in mkdocs.yml ends in docs/, so one step up leads to the records.
        file.edit_uri = f"../{quote(entry.path)}"
        RecordPage(None, file, config).bodies = bodies
        found.append((file, entry))
    return found


def view_file(view: View, config: MkDocsConfig, written: bool) -> DrawnFile:
    """The page of a view, drawn when it is built. Over what is drawn stand the words in `docs/`, if any are `written`."""
    if written:
        file = DrawnFile(view.source, config.docs_dir, config.site_dir, config.use_directory_urls)
        file.written = True
    else:
        inclusion = InclusionLevel.UNDEFINED if view.listed else InclusionLevel.NOT_IN_NAV
        made = DrawnFile.generated(config, view.source, content=f"# {view.title}\n", inclusion=inclusion)
        assert isinstance(made, DrawnFile)
        file = made
    if not view.listed:
        # Beside the navigation MkDocs takes the page that a file has already.
        ViewPage(None, file, config)
    return file
