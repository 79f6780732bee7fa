"""The files around a body's records: its site, the program and its version, the checks of the forge, what people read first."""

from collections.abc import Mapping
from pathlib import Path

from validators.beginning.first_records import TEMPLATES
from validators.beginning.sample_records import SAMPLES
from validators.repository.paths import RECORDS
from validators.source.edits.yaml_text import scalar
from validators.text.uzbek import fold

FORGES = tuple(sorted(folder.name for folder in (TEMPLATES / "forges").iterdir()))
ALSO_CALLED = {"forgejo": "gitea"}
"""Forges that read what is written for another."""
_QUOTED = ".yml"


def forge_meant(name: str) -> str | None:
    """Return the forge that a person named; None if there is none of that name.

    >>> forge_meant("GitLab"), forge_meant("Forgejo"), forge_meant("svn")
    ('gitlab', 'gitea', None)
    """
    called = fold(name)
    forge = ALSO_CALLED.get(called, called)
    return forge if forge in FORGES else None


def repository_files(forge: str, values: Mapping[str, str]) -> dict[str, str]:
    """Return the texts by their paths.

    In a template `@@name@@` stands for a value, and _ at the beginning of a file's name for a dot.
    """
    texts = {}
    for folder in (TEMPLATES, TEMPLATES / "forges" / forge):
        for file in sorted(folder.rglob("*")):
            inside = file.relative_to(folder)
            if file.is_file() and inside.parts[0] not in (RECORDS, SAMPLES, "forges"):
                texts["/".join(_named(part) for part in inside.parts)] = _filled(file, values)
    return texts


def _named(part: str) -> str:
    return f".{part[1:]}" if part.startswith("_") else part


def _filled(file: Path, values: Mapping[str, str]) -> str:
    text = file.read_text("utf-8")
    for name, value in values.items():
        text = text.replace(f"@@{name}@@", scalar(value) if file.suffix == _QUOTED else value)
    return text
