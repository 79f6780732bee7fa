"""Whatever a user can read is there in Uzbek, spelled as the Nizom spells it."""

import re
from collections.abc import Iterator
from string import Formatter
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from pydantic import BaseModel

from validators.cli.extract_messages import PO, texts
from validators.kinds import all_kinds
from validators.model.pydantic_errors import models_in
from validators.model.record import Part, Record
from validators.regulation.paragraphs import chapters, paragraphs
from validators.regulation.settings import definitions
from validators.text.messages import VALUE

PERCENT = re.compile(r"%(?:\((\w+)\))?[sr]")
FOREIGN_APOSTROPHES = re.compile(r"['`´ʻʼ]")
TURNED_THE_WRONG_WAY = re.compile(r"[oOgG]’|(?<![oOgG])‘")


@pytest.fixture(scope="module")
def uzbek() -> Catalog:
    """The catalogue as it is written."""
    with PO.open("rb") as file:
        return read_po(file, locale="uz")


def translations(catalogue: Catalog) -> dict[tuple[str | None, str], str]:
    """The Uzbek of every text by its context and English."""
    return {(_text(message.context), str(message.id)): str(message.string) for message in catalogue if message.id}


def _text(context: str | bytes | None) -> str | None:
    """Babel gives the contexts of a compiled catalogue as bytes."""
    return context.decode() if isinstance(context, bytes) else context


def test_every_text_has_its_uzbek(uzbek: Catalog) -> None:
    known = translations(uzbek)

    assert [key for key in texts() if not known.get(key, "").strip()] == []


def test_nothing_is_translated_that_nobody_says(uzbek: Catalog) -> None:
    assert sorted(set(translations(uzbek)) - set(texts()), key=str) == []
    assert list(uzbek.obsolete) == []


def placeholders(text: str, context: str | None) -> tuple[list[str], list[str]]:
    """What a text leaves open: names in braces; or, in argparse's own texts, after a per cent sign."""
    braces = [] if context == VALUE else sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)
    return braces, sorted(PERCENT.findall(text))


def test_the_uzbek_leaves_open_what_the_english_does(uzbek: Catalog) -> None:
    differing = [
        english
        for (context, english), text in translations(uzbek).items()
        if text and placeholders(english, context) != placeholders(text, context)
    ]

    assert differing == []


def test_what_is_compiled_is_what_is_written(uzbek: Catalog) -> None:
    with PO.with_suffix(".mo").open("rb") as file:
        compiled = translations(read_mo(file))

    assert compiled == {key: text for key, text in translations(uzbek).items() if text}


def in_uzbek(catalogue: Catalog) -> Iterator[str]:
    """Every Uzbek text that we keep: the catalogue's, the regulation's, the settings'."""
    yield from translations(catalogue).values()
    for chapter in chapters().values():
        yield chapter["uz"]
    for paragraph in paragraphs().values():
        yield paragraph.gloss["uz"]
        if paragraph.reason:
            yield paragraph.reason["uz"]
    for definition in definitions().values():
        yield definition.name["uz"]


def test_uzbek_is_spelled_with_the_nizoms_own_apostrophes(uzbek: Catalog) -> None:
    """o‘ and g‘ are written with U+2018, tutuq with U+2019, and no other sign stands for either."""
    assert [text for text in in_uzbek(uzbek) if FOREIGN_APOSTROPHES.search(text)] == []
    assert [text for text in in_uzbek(uzbek) if TURNED_THE_WRONG_WAY.search(text)] == []


def models() -> Iterator[type[BaseModel]]:
    """Every kind's model, and every group in one."""
    waiting: list[type[BaseModel]] = [kind.model for kind in all_kinds().values()]
    seen: set[Any] = set()
    while waiting:
        model = waiting.pop()
        if model in seen:
            continue
        seen.add(model)
        yield model
        for info in model.model_fields.values():
            waiting.extend(models_in(info.annotation))


def test_every_field_says_what_it_is_called_and_what_it_is_for() -> None:
    found = list(models())

    assert all(issubclass(model, Record | Part) for model in found)
    assert [
        f"{model.__name__}.{name}"
        for model in found
        for name, info in model.model_fields.items()
        if not (info.title and info.description)
    ] == []
