"""Every text that a user can read is in the Uzbek catalogue, spelled as in the Nizom."""

import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from tests.support.models import models
from tests.support.package import Package
from validators.cli.extract_messages import PO, as_written, texts, unconfirmed, updated
from validators.model.fields import fields_of
from validators.model.record import Part, Record
from validators.regulation.paragraphs import chapters, paragraphs
from validators.regulation.settings import definitions
from validators.text.messages import VALUE
from validators.text.translations import read_translations

PERCENT = re.compile(r"%(?:\((\w+)\))?[sr]")
FOREIGN_APOSTROPHES = re.compile(r"['`´ʻʼ]")
WRONG_APOSTROPHES = re.compile(r"[oOgG]’|(?<![oOgG])‘")


@pytest.fixture(scope="module")
def uzbek() -> Catalog:
    """The catalogue as it is in the repository."""
    with PO.open("rb") as file:
        return read_po(file, locale="uz")


def translations(catalogue: Catalog) -> dict[tuple[str | None, str], str]:
    """Return the Uzbek of every text by its context and English."""
    return {(message.context, str(message.id)): str(message.string) for message in catalogue if message.id}


def test_every_text_is_translated() -> None:
    assert unconfirmed(updated(PO.read_bytes(), texts())) == []


def test_every_translation_is_of_a_text_in_use(uzbek: Catalog) -> None:
    assert sorted(set(translations(uzbek)) - set(texts()), key=str) == []


def without_files(written: bytes) -> list[bytes]:
    """Return the lines of a catalogue without file names, which may be updated by the next `make catalogue`."""
    return [line for line in written.splitlines() if not line.startswith(b"#:")]


def test_the_catalogue_is_up_to_date() -> None:
    written = PO.read_bytes()

    assert without_files(written) == without_files(as_written(updated(written, texts())))


def test_the_program_reads_what_the_catalogue_says(uzbek: Catalog) -> None:
    assert read_translations(PO) == translations(uzbek)


def placeholders(text: str, context: str | None) -> tuple[list[str], list[str]]:
    """Return the placeholders of a text: names in braces or, in argparse's own texts, after a percent sign."""
    braces = [] if context == VALUE else sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)
    return braces, sorted(PERCENT.findall(text))


def test_translations_have_the_placeholders_of_their_text(uzbek: Catalog) -> None:
    differing = [
        english
        for (context, english), text in translations(uzbek).items()
        if text and placeholders(english, context) != placeholders(text, context)
    ]

    assert differing == []


def uzbek_texts(catalogue: Catalog) -> Iterator[str]:
    """Yield every Uzbek text: those of the catalogue, the regulation and the settings."""
    yield from translations(catalogue).values()
    for chapter in chapters().values():
        yield chapter["uz"]
    for paragraph in paragraphs().values():
        yield paragraph.gloss["uz"]
        if paragraph.reason:
            yield paragraph.reason["uz"]
    for definition in definitions().values():
        yield definition.name["uz"]


def test_uzbek_is_spelled_with_the_right_apostrophes(uzbek: Catalog) -> None:
    """o‘ and g‘ are written with U+2018, tutuq with U+2019, and with no other character."""
    assert [text for text in uzbek_texts(uzbek) if FOREIGN_APOSTROPHES.search(text)] == []
    assert [text for text in uzbek_texts(uzbek) if WRONG_APOSTROPHES.search(text)] == []


def test_every_field_has_a_title_and_a_description_or_choices() -> None:
    found = list(models())

    assert all(issubclass(model, Record | Part) for model in found)
    assert [
        f"{model.__name__}.{name}"
        for model in found
        for name, info in model.model_fields.items()
        if not (info.title and (info.description or fields_of(model)[name].choices))
    ] == []


SAID: dict[tuple[str | None, str], list[str]] = {
    (None, "The project has no head"): ["validators/kinds/project.py"],
    (None, "Nothing is overdue"): ["hooks/pages/overdue.py", "validators/answers/due.py"],
}
WRITTEN = """\
#: hooks/pages/overdue.py validators/answers/due.py
msgid "Nothing is overdue"
msgstr "Muddati o‘tgan ish yo‘q"

#: validators/kinds/project.py
msgid "The project has no head"
msgstr "Loyihaning rahbari yo‘q"

"""


def entries(catalogue: Catalog) -> str:
    """Return a catalogue file without its header."""
    return as_written(catalogue).decode().split("\n\n", 1)[1]


def test_a_reworded_text_keeps_its_translation_as_fuzzy(tmp_path: Path) -> None:
    catalogue = updated(WRITTEN.encode(), {(None, "The project has no head yet"): ["validators/kinds/project.py"]})

    assert (
        entries(catalogue)
        == """\
#: validators/kinds/project.py
#, fuzzy
msgid "The project has no head yet"
msgstr "Loyihaning rahbari yo‘q"

#~ msgid "Nothing is overdue"
#~ msgstr "Muddati o‘tgan ish yo‘q"

#~ msgid "The project has no head"
#~ msgstr "Loyihaning rahbari yo‘q"

"""
    )
    assert unconfirmed(catalogue) == ["validators/kinds/project.py: The project has no head yet"]
    path = tmp_path / "nizom.po"
    path.write_bytes(as_written(catalogue))
    assert read_translations(path) == {}
    path.write_text(path.read_text("utf-8").replace("#, fuzzy\n", ""), "utf-8")
    assert read_translations(path) == {(None, "The project has no head yet"): "Loyihaning rahbari yo‘q"}


def test_a_restored_text_gets_its_translation_back() -> None:
    reworded = as_written(updated(WRITTEN.encode(), {(None, "The project has no head yet"): []}))

    assert entries(updated(reworded, SAID)) == WRITTEN


def test_moved_code_changes_only_file_names() -> None:
    moved = {key: [file.replace("validators/", "validators/moved/") for file in files] for key, files in reversed(SAID.items())}

    assert entries(updated(WRITTEN.encode(), moved)) == WRITTEN.replace(" validators/", " validators/moved/")


def test_make_catalogue_lists_what_to_translate_and_is_idempotent(tmp_path: Path) -> None:
    package = Package.copied_to(tmp_path)
    path = "validators/locale/uz/LC_MESSAGES/nizom.po"
    package.replace("validators/kinds/organization.py", 'say("Organisations")', 'say("Organisations of the State")')

    first = package.run("validators.cli.extract_messages")
    written = (tmp_path / path).read_bytes()
    again = package.run("validators.cli.extract_messages")

    assert (first.returncode, again.returncode) == (1, 1)
    assert (
        first.stderr
        == again.stderr
        == (f"{path}: 1 texts have no Uzbek, or a fuzzy one:\n  validators/kinds/organization.py: Organisations of the State\n")
    )
    assert (tmp_path / path).read_bytes() == written


def test_duplicate_translations_from_a_merge_are_an_error(tmp_path: Path) -> None:
    package = Package.copied_to(tmp_path)
    path = "validators/locale/uz/LC_MESSAGES/nizom.po"
    package.replace(path, 'msgid "Organisations"\n', 'msgid "Organisations"\nmsgstr "Idoralar"\n')
    written = (tmp_path / path).read_bytes()

    done = package.run("validators.cli.extract_messages")

    assert done.returncode == 1
    assert (
        done.stderr
        == f"""\
{path}: a merge kept two translations of one text, delete the wrong one:
msgstr "Idoralar"
msgstr "Tashkilotlar"

"""
    )
    assert (tmp_path / path).read_bytes() == written
