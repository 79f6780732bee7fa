"""The examples of a check: what a record that passes it and one that fails it look like, from the check's own cases."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from validators.source.libyaml_errors import BASE_LOADER

_PACKAGED = Path(__file__).parents[1] / "cases"
_CHECKOUT = Path(__file__).resolve().parents[2] / "tests" / "cases"


@dataclass(frozen=True, slots=True)
class Example:
    """A situation in words, and the pieces of files that make it: text by record id or path, as somebody would write it."""

    situation: str
    pieces: Mapping[str, str]
    as_of: str | None = None


def folder() -> Path | None:
    """Where the cases are: in the package where it is installed, next to it in a checkout."""
    return next((place for place in (_PACKAGED, _CHECKOUT) if place.is_dir()), None)


def examples(code: str) -> tuple[Example | None, Example | None]:
    """Return the first passing and the first failing case of a check; None where it has none."""
    place = folder()
    file = place / f"{code}.yaml" if place else None
    if file is None or not file.is_file():
        return None, None
    cases = yaml.load(file.read_text("utf-8"), Loader=BASE_LOADER)
    return _first(cases, "pass"), _first(cases, "fail")


def _first(cases: Mapping[str, list[dict[str, Any]]], outcome: str) -> Example | None:
    for case in cases.get(outcome) or ():
        pieces = {**(case.get("change") or {}), **(case.get("files") or {})}
        if case.get("settings"):
            pieces["records/settings.md"] = case["settings"]
        return Example(case["case"], pieces, case.get("as_of"))
    return None
