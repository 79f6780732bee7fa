"""What the program wrote for a person to fill in and nobody did, in a record that is a draft no more (F41)."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import get_args

from validators.model.fields import field_at
from validators.repository.record_file import RecordFile
from validators.rules.kind import Kind
from validators.source.codes import CheckCode, FileCode
from validators.source.finding import Problem
from validators.source.route import ROOT, texts_in
from validators.text.messages import Language, LanguageCode, Message, say
from validators.text.uzbek import APOSTROPHES

_NOTHING = frozenset({"…", "..."})
"""What a line to write, as findings show it, has where a person's words belong."""
_SIGNS = tuple(sign.encode() for sign in _NOTHING)
_ANY_APOSTROPHE = f"[{re.escape(APOSTROPHES)}]"


def left_to_fill_in(entries: Iterable[RecordFile]) -> Iterator[tuple[RecordFile, CheckCode, Problem]]:
    """Yield the sentences and the dots that still stand where a person's words belong.

    A draft may have them, and so may what nobody relies on any more.
    """
    for entry in entries:
        lifecycle, document = entry.kind.lifecycle, entry.document
        status = document.values.get("status")
        if not document.readable or status not in lifecycle.statuses[1:] or status in lifecycle.dead:
            continue
        if any(sign in document.source for sign in _SIGNS):
            for route, text in texts_in(document.values):
                field = field_at(entry.kind.model, route) if text.strip() in _NOTHING else None
                if field and field.form == "text":
                    message = say("“{field}” is not filled in: it says “…” only", field=field.title)
                    yield entry, FileCode.LEFT_TO_FILL_IN, Problem(route, message)
        for prompt in _prompts(entry.kind):
            if found := prompt.search(document.body):
                message = say("The sentence that asks for text still stands where the text belongs: “{text}”", text=found[0])
                place = document.body_span(*found.span())
                yield entry, FileCode.LEFT_TO_FILL_IN, Problem(ROOT, message, span=place, about=prompt.pattern)


@lru_cache(maxsize=32)
def _prompts(kind: Kind) -> tuple[re.Pattern[str], ...]:
    """Return what finds the prompts of a kind in a text, wherever its lines are broken."""
    return tuple(_pattern(prompt, language) for prompt in kind.prompts for language in get_args(LanguageCode))


def _pattern(prompt: Message, language: LanguageCode) -> re.Pattern[str]:
    words = re.split(r"\s+", Language(language).text(prompt))
    return re.compile(r"\s+".join(re.sub(_ANY_APOSTROPHE, lambda _: _ANY_APOSTROPHE, re.escape(word)) for word in words))
