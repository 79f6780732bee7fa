"""The addresses of all pages, by the path of a record's file or by the name of a generated page, and those of the forge."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError

from hooks.data.audience import audience
from validators.model.ids import is_id, stem_of
from validators.repository.record_file import RecordFile
from validators.text.uzbek import slug

Addresses = dict[str, str]
"""URLs relative to the root of the site, by `records/projects/loy-2026-001.md`, `kind/project`, `check/N3-1`, `duties` …"""

MAX_LENGTH = 80
"""Characters of a page's folder; file systems allow 255 bytes."""


def record_addresses(entries: Iterable[RecordFile]) -> Addresses:
    """Return the address of each record: the folder of its kind and its id, `projects/loy-2026-001`.

    It does not change when the file is renamed. Files with the same id, or with an id that cannot be an address, get the name of
    the file, with a number if that is taken too.
    """
    taken: set[str] = set()
    found: Addresses = {}
    # Of several files with the same id the one that is named after it gets the address.
    for entry in sorted(entries, key=lambda entry: (stem_of(entry.path) != entry.id, entry.path)):
        name = entry.id if is_id(entry.id) else (slug(stem_of(entry.path)) or "record")[:MAX_LENGTH]
        address = f"{entry.kind.folder}/{name}"
        copy = 2
        while address in taken:
            address = f"{entry.kind.folder}/{name}-{copy}"
            copy += 1
        taken.add(address)
        found[entry.path] = address
    return found


def calendar_path(id_: str) -> str:
    """Return the path of the calendar of an employee or a unit."""
    return f"calendar/{id_}.ics"


@dataclass(frozen=True, slots=True)
class Forge:
    """The addresses of the forge that keeps the records; all are empty where there is none, and in the public build."""

    repo: str = ""
    edit: str = ""
    """How it edits a file of docs/, as `edit_uri` in mkdocs.yml."""
    api: str = ""
    """The address of its API, where the writing page may save through it."""

    @property
    def commits_at(self) -> str:
        """The address under which commits are shown, GitLab's or GitHub's."""
        return f"{self.repo.rstrip('/')}/{'-/' if self.edit.startswith('-/') else ''}commit/" if self.repo else ""

    @property
    def api_origin(self) -> str:
        """What the policy of the writing page must let it ask."""
        return "{0.scheme}://{0.netloc}".format(urlsplit(self.api)) if self.api else ""


def forge_of(config: MkDocsConfig) -> Forge:
    """Return the forge of a build.

    Raises `ConfigurationError` where NIZOM_FORGE_API is no address, or there is no repository to go with it.
    """
    if audience() == "public":
        return Forge()
    api = os.environ.get("NIZOM_FORGE_API", "").rstrip("/")
    parts = urlsplit(api)
    if api and (parts.scheme not in ("https", "http") or not parts.hostname or any(sign in api for sign in " ;,'\"@")):
        example = "https://git.tashkilot.uz/api/v4"
        raise ConfigurationError(f"NIZOM_FORGE_API manzil bo‘lishi kerak, masalan {example}, berilgani: {api}")
    if api and not config.repo_url:
        raise ConfigurationError("NIZOM_FORGE_API berilganda NIZOM_REPO_URL ham berilishi kerak")
    return Forge(config.repo_url or "", config.edit_uri or "", api)
