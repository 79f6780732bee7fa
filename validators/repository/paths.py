"""Where the records and what belongs to them are kept, as paths from the root of the repository."""

from collections.abc import Iterable

from validators.rules.kind import Kind

RECORDS = "records"
SETTINGS = f"{RECORDS}/settings.md"
HOLIDAYS = f"{RECORDS}/holidays.md"
CODEOWNERS = "docs/CODEOWNERS"
"""Where GitHub and GitLab both look for it, and no tool asks for it at the top."""
DOCS = "docs"
"""The pages and files of the site that are not made of records."""
UNPUBLISHED = (CODEOWNERS, f"{DOCS}/architecture.md", f"{DOCS}/security.md", f"{DOCS}/uzbek.md")
"""The files of `docs/` that are not on the site (`exclude_docs` in mkdocs.yml)."""
_MADE = (
    "data", "duties", "exceptions", "findings", "guide/accessibility", "guide/fields/index", "guide/map", "index", "late",
    "nizom/index", "nizom/legal-review", "nizom/map", "nizom/settings", "overdue", "money", "yozish",
    "people/index", "plans", "portfolio", "quality", "records/index", "reported", "systems", "trend", "units/index",
)  # fmt: skip
MADE_OF_ONE = (f"{DOCS}/people/", f"{DOCS}/units/")
"""Where the site has a page made of one record, named after its id."""
PREFERRED_CODEOWNERS = (".github/CODEOWNERS", "CODEOWNERS")
"""Where a forge looks first: with a file there, the one in `docs/` counts for nothing."""


def folder_of(path: str) -> str:
    """Return the folder that a file is in, which decides of what kind its record is."""
    return path.rpartition("/")[0]


def is_page(path: str) -> bool:
    """Return whether a file is a page of the site that people write."""
    return path.startswith(f"{DOCS}/") and path.endswith(".md") and path not in UNPUBLISHED


def made_pages(kinds: Iterable[Kind], codes: Iterable[str]) -> frozenset[str]:
    """Return the pages that the site makes of all records and of the checks with these codes, as if they were in `docs/`."""
    names = [*_MADE, *(f"checks/{code}" for code in codes)]
    for kind in kinds:
        names += [f"{kind.folder}/index", f"guide/fields/{kind.name}"]
    return frozenset(f"{DOCS}/{name}.md" for name in names)


def path_of(kind: Kind, id_: str) -> str:
    """Return the path of a new record."""
    return f"{RECORDS}/{kind.folder}/{id_}.md"


def is_attachment(path: str) -> bool:
    """Return whether a file is in a folder inside that of a kind, and so belongs to the record that the folder is named after."""
    return path.startswith(f"{RECORDS}/") and path.count("/") > 2 and not path.lower().endswith(".md")


def attachments_of(kind: Kind, id_: str) -> str:
    """Return the folder of a record's pictures and scans, next to its file."""
    return f"{RECORDS}/{kind.folder}/{id_}"
