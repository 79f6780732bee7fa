"""What somebody confirms who reads a check against its paragraph: the digest of the words, and that of the check.

A change of either shows: the person who confirmed the check did not see it as it is now. How the check is programmed is not in
the digest: its cases hold that, and it is rewritten without demanding anything else.
"""

from validators.model.digest import digest_of
from validators.regulation.paragraphs import Confirmation, Paragraph
from validators.regulation.reasoning import reasonings
from validators.rules.check import Check
from validators.text.messages import Language


def digest_of_words(paragraph: Paragraph) -> str:
    """Return the digest of a paragraph's own words, of our gloss, and of the edition that last changed them."""
    changed = paragraph.changed.isoformat() if paragraph.changed else None
    return digest_of({"text": paragraph.text, "gloss": dict(paragraph.gloss), "changed": changed})


def digest_of_check(check: Check) -> str:
    """Return the digest of what a check demands, by whose authority and how it follows, as it is read in both languages."""
    reasoning = reasonings().get(check.code)
    texts = (check.title, check.requirement, check.fix)
    return digest_of({
        "code": check.code,
        "authority": check.authority,
        "warns": check.warns,
        "setting": check.setting,
        "own_measure": check.own_measure,
        "since": check.since.isoformat() if check.since else None,
        "texts": [[language.text(text) for text in texts] for language in (Language("uz"), Language("en"))],
        "reasoning": [reasoning.words, reasoning.follows, dict(reasoning.step)] if reasoning else None,
    })  # fmt: skip


def is_as_confirmed(check: Check, paragraph: Paragraph, confirmation: Confirmation) -> bool:
    """Whether both the words and the check are those that were confirmed."""
    return (confirmation.words, confirmation.check) == (digest_of_words(paragraph), digest_of_check(check))
