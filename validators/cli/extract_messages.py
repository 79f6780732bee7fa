"""Update the Uzbek catalogue with every text that a user can read. Run by `make catalogue`; needs Babel."""

import ast
import io
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import get_args

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from validators import __version__
from validators.kinds import all_kinds
from validators.model import roles
from validators.model.fields import fields_of, models_in
from validators.text.messages import VALUE
from validators.text.translations import catalogue_path

ROOT = Path(__file__).resolve().parents[2]
PO = catalogue_path("uz")

HEADER = """\
# Uzbek translations for nizom.
# This file is distributed under the same license as the nizom project.
#"""
# Stamps of the day would make the same texts different bytes; for the rest there is nobody to name.
_UNUSED_HEADER = re.compile(rb'^"(?:[\w-]+-Date|Generated-By|Last-Translator|Report-Msgid-Bugs-To):.*\n', re.MULTILINE)
_TWICE = re.compile(r"^msgstr .*\nmsgstr .*\n", re.MULTILINE)

Key = tuple[str | None, str]


def texts() -> dict[Key, list[str]]:
    """Return the files of everything that is said to users, by its context and English text."""
    found: dict[Key, list[str]] = {}
    for file, context, text in [*_in_python(), *_in_templates(), *_in_values()]:
        found.setdefault((context, text), []).append(file)
    return found


def _in_python() -> Iterator[tuple[str, None, str]]:
    """Yield what `say` and `translate` say, and titles and descriptions of `field` (`fact` where `field` is something else)."""
    for path in sorted([*(ROOT / "validators").rglob("*.py"), *(ROOT / "hooks").rglob("*.py")]):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                wanted = {"say": 1, "translate": 1, "field": 2, "fact": 2}.get(node.func.id, 0)
                for argument in node.args[:wanted]:
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                        yield path.relative_to(ROOT).as_posix(), None, argument.value


def _in_templates() -> Iterator[tuple[str, None, str]]:
    """Yield what the templates of the site, and of that of many bodies, say between `_("` and `")`."""
    for folder in ("hooks", "validators/federating"):
        found = extract_from_dir(
            ROOT / folder,
            method_map=[("templates/**.html", "jinja2.ext.babel_extract")],
            keywords={"_": None},
        )
        for file, _, message, _, _ in found:
            yield f"{folder}/{file}", None, message if isinstance(message, str) else message[0]


def _in_values() -> Iterator[tuple[str, str, str]]:
    """Yield the values that fields choose from, the statuses among them, each under its model."""
    for value in get_args(roles.Role):
        yield _file_of(roles.__name__), VALUE, value
    for kind in all_kinds().values():
        for model in models_in(kind.model):
            for field in fields_of(model).values():
                yield from ((_file_of(model.__module__), VALUE, value) for value in field.choices)


def _file_of(module: str) -> str:
    return Path(str(sys.modules[module].__file__)).relative_to(ROOT).as_posix()


def updated(written: bytes, said: Mapping[Key, list[str]]) -> Catalog:
    """Return the catalogue of a file with what is said now.

    A text that is new gets the translation of the most similar old one, marked fuzzy. What nobody says any longer is kept as
    obsolete, and comes back when it is said again: no translation that somebody has confirmed is lost.
    """
    known, template = read_po(io.BytesIO(written), locale="uz"), Catalog(locale="uz")
    for (context, text), files in said.items():
        template.add(text, context=context, locations=[(file, 0) for file in files])
    for message in known.obsolete.values():
        if not known.get(message.id, message.context):
            known[message.id] = message
    confirmed = [message for message in known if message.id and message.string and not message.fuzzy]
    known.update(template)
    gone = [message for message in confirmed if not known.get(message.id, message.context)]
    known.obsolete = {(str(message.id), message.context or ""): message for message in gone}
    known.project, known.version = "nizom", __version__
    known.language_team = "Uzbek, in the Latin alphabet"
    known.header_comment = HEADER
    return known


def as_written(catalogue: Catalog) -> bytes:
    """Return the file of a catalogue.

    Entries are sorted by their text and name files without lines, and a text is never wrapped: neither moved code nor a rewording
    changes more lines than those of its own entry.
    """
    file = io.BytesIO()
    write_po(file, catalogue, width=0, sort_output=True, include_lineno=False)
    return _UNUSED_HEADER.sub(b"", file.getvalue())


def unconfirmed(catalogue: Catalog) -> list[str]:
    """Return the English texts that have no Uzbek, or a fuzzy one, each with its files."""
    return [
        f"{', '.join(dict.fromkeys(file for file, _ in message.locations))}: {message.id}"
        for message in sorted(catalogue)
        if message.id and (message.fuzzy or not message.string)
    ]


def main() -> int:
    """Bring the catalogue up to date; fail if a text has no Uzbek that somebody has confirmed."""
    written, name = PO.read_bytes(), PO.relative_to(ROOT)
    if both := _TWICE.findall(written.decode()):
        print(f"{name}: a merge kept two translations of one text, delete the wrong one:", *both, sep="\n", file=sys.stderr)
        return 1
    catalogue = updated(written, texts())
    PO.write_bytes(as_written(catalogue))
    if missing := unconfirmed(catalogue):
        print(f"{name}: {len(missing)} texts have no Uzbek, or a fuzzy one:", *missing, sep="\n  ", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
