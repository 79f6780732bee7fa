"""Paragraphs of the Nizom cited as lawyers cite them, by clause, sub-clause and paragraph; the lead-in is the first paragraph."""

from collections.abc import Mapping
from functools import cache

ORDINALS: Mapping[str, tuple[str, ...]] = {
    "uz": ("birinchi", "ikkinchi", "uchinchi", "to‘rtinchi", "beshinchi", "oltinchi", "yettinchi", "sakkizinchi"),
    "en": ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"),
}

WITHOUT_LEAD_IN = frozenset({"6", "15"})
"""Clauses without a lead-in: `6.1` is their first paragraph. Elsewhere `.0` is."""

ACKNOWLEDGEMENT = "tanishuv"


@cache
def citation(paragraph: str) -> Mapping[str, str]:
    """Cite a paragraph by its id, by language: `12.a.3` is “12-band “a” kichik bandining to‘rtinchi xatboshisi”.

    The id itself is ours: no text of law has it. Raises ValueError for what is no id of a paragraph.
    """
    if paragraph == ACKNOWLEDGEMENT:
        return {"uz": "Nizom bilan tanishish varaqasi", "en": "the acknowledgement sheet"}
    match paragraph.split("."):
        case [clause]:
            return {"uz": f"{int(clause)}-band", "en": f"clause {int(clause)}"}
        case [clause, number]:
            return {
                "uz": f"{int(clause)}-bandning {_ordinal('uz', clause, number)} xatboshisi",
                "en": f"the {_ordinal('en', clause, number)} paragraph of clause {int(clause)}",
            }
        case [clause, section, number]:
            return {
                "uz": f"{int(clause)}-band “{section}” kichik bandining {_ordinal('uz', clause, number)} xatboshisi",
                "en": f"the {_ordinal('en', clause, number)} paragraph of sub-clause “{section}” of clause {int(clause)}",
            }
    raise ValueError(f"{paragraph!r} is no paragraph of the Nizom")


def _ordinal(language: str, clause: str, number: str) -> str:
    """Return which paragraph of its clause or sub-clause it is, in words."""
    return ORDINALS[language][int(number) - (clause in WITHOUT_LEAD_IN)]
