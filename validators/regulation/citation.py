"""Paragraphs of the Nizom cited as lawyers cite them, by clause, sub-clause and paragraph."""

from collections.abc import Mapping
from functools import cache

from validators.regulation.paragraphs import paragraphs

ORDINALS: Mapping[str, tuple[str, ...]] = {
    "uz": ("birinchi", "ikkinchi", "uchinchi", "to‘rtinchi", "beshinchi", "oltinchi", "yettinchi", "sakkizinchi"),
    "en": ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"),
}


@cache
def citation(paragraph: str) -> Mapping[str, str]:
    """Cite a paragraph by its id, by language: `12.a.3` is “12-band “a” kichik bandining to‘rtinchi xatboshisi”.

    The id itself is ours: no text of law has it. Raises ValueError for what is no id of a paragraph.
    """
    known = paragraphs().get(paragraph)
    if known and known.cited_as:
        return known.cited_as
    match paragraph.split("."):
        case [clause]:
            return {"uz": f"{int(clause)}-band", "en": f"clause {int(clause)}"}
        case [clause, _]:
            return {
                "uz": f"{int(clause)}-bandning {_ordinal('uz', paragraph)} xatboshisi",
                "en": f"the {_ordinal('en', paragraph)} paragraph of clause {int(clause)}",
            }
        case [clause, section, _]:
            return {
                "uz": f"{int(clause)}-band “{section}” kichik bandining {_ordinal('uz', paragraph)} xatboshisi",
                "en": f"the {_ordinal('en', paragraph)} paragraph of sub-clause “{section}” of clause {int(clause)}",
            }
    raise ValueError(f"{paragraph!r} is no paragraph of the Nizom")


def _ordinal(language: str, paragraph: str) -> str:
    """Return which paragraph of its clause or sub-clause it is, in words: the lead-in `.0` is the first, where there is one."""
    whole, number = paragraph.rsplit(".", 1)
    has_lead_in = f"{whole}.0" in paragraphs()
    return ORDINALS[language][int(number) - (not has_lead_in)]
