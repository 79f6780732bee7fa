"""The Nizom as data: every paragraph, our gloss of it, and whether records can show it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import yaml

TEXT = Path(__file__).with_name("nizom.yaml")

Checkable = Literal["yes", "partly", "no"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph by its id (`12.a.3`): our gloss in both languages; `reason` where it cannot be checked, or only in part."""

    id: str
    chapter: str
    gloss: Mapping[str, str]
    checkable: Checkable
    reason: Mapping[str, str] | None = None


@cache
def paragraphs() -> Mapping[str, Paragraph]:
    """All paragraphs by id, in the order of the text."""
    found: dict[str, Paragraph] = {}
    for chapter in yaml.load(TEXT.read_text("utf-8"), Loader=yaml.CBaseLoader)["chapters"]:
        for id_, item in chapter["paragraphs"].items():
            found[str(id_)] = Paragraph(
                str(id_), chapter["id"], {"uz": item["uz"], "en": item["en"]}, item["checkable"], item.get("reason")
            )
    return found


@cache
def chapters() -> Mapping[str, Mapping[str, str]]:
    """The chapters' glosses by id, in order."""
    loaded = yaml.load(TEXT.read_text("utf-8"), Loader=yaml.CBaseLoader)["chapters"]
    return {chapter["id"]: {"uz": chapter["uz"], "en": chapter["en"]} for chapter in loaded}
