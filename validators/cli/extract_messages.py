"""Collects every text that a user can read into the Uzbek catalogue, and compiles it. Run by `make catalogue`; needs Babel."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from pydantic import BaseModel

from validators.kinds import all_kinds
from validators.model.roles import Role
from validators.text.messages import CATALOGUE, VALUE

ROOT = Path(__file__).resolve().parents[2]
PO = CATALOGUE / "uz" / "LC_MESSAGES" / "nizom.po"

Key = tuple[str | None, str]


def texts() -> list[Key]:
    """Context and English text of everything that is said to users, each once, in the order of the code."""
    return list(dict.fromkeys([*_in_python(), *_in_templates(), *_in_values()]))


def _in_python() -> Iterator[Key]:
    """The templates of `say`, the titles and descriptions of `field` (called `fact` where `field` means something else)."""
    for path in sorted([*(ROOT / "validators").rglob("*.py"), *(ROOT / "hooks").rglob("*.py")]):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                wanted = {"say": 1, "field": 2, "fact": 2}.get(node.func.id, 0)
                for argument in node.args[:wanted]:
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                        yield None, argument.value


def _in_templates() -> Iterator[Key]:
    """What the site's templates say between `_("` and `")`."""
    found = extract_from_dir(
        ROOT / "hooks",
        method_map=[("templates/**.html", "jinja2.ext.babel_extract")],
        keywords={"_": None},
    )
    for _, _, message, _, _ in found:
        yield None, message if isinstance(message, str) else message[0]


def _in_values() -> Iterator[Key]:
    """The values that fields choose from, the statuses among them."""
    for value in get_args(Role):
        yield VALUE, value
    for kind in all_kinds().values():
        for value in _choices(kind.model, set()):
            yield VALUE, value


def _choices(annotation: Any, seen: set[Any]) -> Iterator[str]:
    if get_origin(annotation) is Literal:
        yield from get_args(annotation)
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if annotation not in seen:
            seen.add(annotation)
            for info in annotation.model_fields.values():
                yield from _choices(info.annotation, seen)
    else:
        for inner in get_args(annotation):
            yield from _choices(inner, seen)


def main() -> int:
    """Brings the catalogue up to date and compiles it; fails if a text has no Uzbek yet."""
    with PO.open("rb") as file:
        known = read_po(file, locale="uz")
    fresh = Catalog(locale="uz", project="nizom", fuzzy=False)
    for header in ("Project-Id-Version", "Language"):
        fresh.mime_headers = [(name, value) for name, value in fresh.mime_headers if name != header]
    missing = 0
    for context, text in texts():
        old = known.get(text, context)
        translation = old.string if old and isinstance(old.string, str) else ""
        missing += not translation
        fresh.add(text, translation, context=context)
    _write(fresh)
    if missing:
        print(f"{missing} texts have no Uzbek yet: {PO}", file=sys.stderr)
    return 1 if missing else 0


def _write(catalogue: Catalog) -> None:
    with PO.open("wb") as file:
        write_po(file, catalogue, width=120, omit_header=False, no_location=True)
    # Babel stamps the day on the header; without it the same texts give the same bytes.
    lines = PO.read_text("utf-8").splitlines(keepends=True)
    PO.write_text("".join(line for line in lines if "-Date:" not in line and "Generated-By" not in line), "utf-8")
    with PO.open("rb") as file, PO.with_suffix(".mo").open("wb") as compiled:
        write_mo(compiled, read_po(file, locale="uz"))


if __name__ == "__main__":
    raise SystemExit(main())
