"""The pages that MkDocs is given next to those in `docs/`: one for each record, and those made of all records."""

from urllib.parse import quote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from hooks.data.addresses import record_addresses
from hooks.data.attachments import published_attachments
from hooks.data.snapshot import Snapshot
from hooks.engine.record_links import RecordLinks
from hooks.pages.view import View
from validators.browser.body_html import body_html
from validators.repository.record_file import RecordFile


class RecordPage(Page):
    """A record's page: the record's text is CommonMark, not what MkDocs takes for Markdown in `docs/`."""

    snapshot: Snapshot

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Render the text to HTML, and find the anchors and links that MkDocs checks."""
        links = RecordLinks(self.file, files, self.snapshot)
        self.content, self.present_anchor_ids = body_html(self.markdown or "", links)
        self.links_to_anchors = links.to_anchors


class ViewPage(Page):
    """The page of a view outside the navigation: everything on it is drawn when it is written."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Render nothing: to make a Markdown renderer would take as long as to draw the page."""
        self.content, self.present_anchor_ids, self.links_to_anchors = "", set(), {}


class DrawnFile(File):
    """The file of a page that is drawn from records; `written` if people's text in `docs/` comes above what is drawn.

    `current` if an earlier build drew the page from the same.
    """

    written = False
    current = False

    def is_modified(self) -> bool:
        """Return whether an incremental build makes the page again."""
        return not self.current or (self.written and super().is_modified())


class CopiedFile(File):
    """A picture or scan; `current` if an earlier build copied the same content to the same place, whatever its times say."""

    current = False

    def is_modified(self) -> bool:
        """Return whether an incremental build copies the file again."""
        return not self.current


def record_files(snapshot: Snapshot, config: MkDocsConfig) -> list[tuple[DrawnFile, RecordFile]]:
    """Return a page for each record, at an address made from its id, outside the navigation, with an edit link to its file."""
    addresses = record_addresses(snapshot.repository.files)
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
        RecordPage(None, file, config).snapshot = snapshot
        found.append((file, entry))
    return found


def attachment_files(snapshot: Snapshot, config: MkDocsConfig) -> list[tuple[CopiedFile, str]]:
    """Return the published pictures and scans, each in the folder of its record's page, with the SHA-256 of what is in them."""
    addresses = record_addresses(snapshot.repository.files)
    found = []
    for entry in snapshot.repository.files:
        for attachment in published_attachments(entry):
            file = CopiedFile(
                attachment.path,
                str(snapshot.root),
                config.site_dir,
                config.use_directory_urls,
                dest_uri=f"{addresses[entry.path]}/{attachment.name}",
                inclusion=InclusionLevel.INCLUDED,
            )
            found.append((file, entry.attachments[attachment.name].sha256))
    return found


def view_file(view: View, config: MkDocsConfig, written: File | None) -> DrawnFile:
    """Return the page of a view; if a person has `written` a file for it, that text comes above what is drawn."""
    if written:
        file = DrawnFile(view.source, written.src_dir, config.site_dir, config.use_directory_urls)
        file.edit_uri = written.edit_uri
        file.written = True
    else:
        inclusion = InclusionLevel.UNDEFINED if view.in_navigation else InclusionLevel.NOT_IN_NAV
        made = DrawnFile.generated(config, view.source, content=f"# {view.title}\n", inclusion=inclusion)
        assert isinstance(made, DrawnFile)
        file = made
    if not view.in_navigation:
        # For a file outside the navigation MkDocs takes the page that it has already.
        ViewPage(None, file, config)
    return file
