"""Where the records and what belongs to them are kept, as paths from the root of the repository."""

from validators.rules.kind import Kind

RECORDS = "records"
SETTINGS = f"{RECORDS}/settings.md"
HOLIDAYS = f"{RECORDS}/holidays.md"
CODEOWNERS = "docs/CODEOWNERS"
"""Where GitHub and GitLab both look for it, and no tool asks for it at the top."""
DOCS = "docs"
"""The pages and files of the site that are not made of records."""
UNPUBLISHED = (CODEOWNERS, f"{DOCS}/architecture.md")
"""The files of `docs/` that are not on the site (`exclude_docs` in mkdocs.yml)."""
PREFERRED_CODEOWNERS = (".github/CODEOWNERS", "CODEOWNERS")
"""Where a forge looks first: with a file there, the one in `docs/` counts for nothing."""


def folder_of(path: str) -> str:
    """Return the folder that a file is in, which decides of what kind its record is."""
    return path.rpartition("/")[0]


def path_of(kind: Kind, id_: str) -> str:
    """Return the path of a new record."""
    return f"{RECORDS}/{kind.folder}/{id_}.md"


def is_attachment(path: str) -> bool:
    """Return whether a file is in a folder inside that of a kind, and so belongs to the record that the folder is named after."""
    return path.startswith(f"{RECORDS}/") and path.count("/") > 2 and not path.lower().endswith(".md")


def attachments_of(kind: Kind, id_: str) -> str:
    """Return the folder of a record's pictures and scans, next to its file."""
    return f"{RECORDS}/{kind.folder}/{id_}"
