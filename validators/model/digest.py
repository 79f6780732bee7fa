"""What an approval covers: the record's substantive facts, its text and the pictures and scans that this names, and their digest.

What moves on by itself after a decision is *progress* and is left out: the status, the approvals themselves, and what each kind
declares, such as monitoring or the day on which a measure was done. The rest is compared as it is written, but for differences
that nobody sees: the form of an apostrophe, a composed or decomposed letter, line ends, spaces at the ends of lines.
"""

import hashlib
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType
from typing import Any

import rfc8785

from validators.source.route import ANY_ITEM, ROOT, Route, routes
from validators.text.messages import Message, say
from validators.text.uzbek import APOSTROPHES

VERSION = "sha256:v1:"
"""How a digest begins: the hash, and the version of what is hashed."""

ALWAYS = routes("status", "approvals", "responsible", "related", "sample", "corrections")
"""Progress in every kind: the department itself says which of its people does the work, and what else is worth reading."""

_BODY = "body"
TEXT = Route(_BODY)
"""What the text under the facts is called among the routes of what was changed."""

_ATTACHMENTS = "attachments"
ATTACHED = Route(_ATTACHMENTS)
"""Where, among the routes of what was changed, the pictures and scans are, each by the file's name."""
_NONE: Mapping[str, str] = MappingProxyType({})

_SAME = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))


def digest(values: Mapping[str, Any], body: str, progress: Collection[Route], attachments: Mapping[str, str] = _NONE) -> str:
    """Return the digest of what `covered` returns.

    >>> digest({"title": "Yo‘l"}, "Matn\\n", ()) == digest({"title": "Yo'l"}, "Matn", ())
    True
    """
    return digest_of(covered(values, body, progress, attachments))


def digest_of(content: Mapping[str, Any]) -> str:
    """Return the digest of an answer of `covered`."""
    return f"{VERSION}{hashlib.sha256(rfc8785.dumps(dict(content))).hexdigest()}"


def covered(
    values: Mapping[str, Any], body: str, progress: Collection[Route], attachments: Mapping[str, str] = _NONE
) -> dict[str, Any]:
    """Return what the digest is made of: the substantive facts, and the text with what it shows.

    `progress` are the routes that the record's kind leaves out, `attachments` the SHA-256 of each picture or scan that the text
    names, by the file's name. Without any the digest is what it was before records had them.
    """
    content = {"facts": _substance(values, [*ALWAYS, *progress]), _BODY: _plain(body).strip("\n")}
    return showing(content, attachments)


NEXT_EDITION = "next_edition"
"""The key under which a record says what its next edition says otherwise."""

_NEW_TEXT = "text"


def in_next_edition(values: Mapping[str, Any], body: str) -> tuple[Mapping[str, Any], str] | None:
    """Return the facts and the text of a record as they will be in its next edition; None where it describes none.

    >>> in_next_edition({"title": "Reja", "next_edition": {"title": "Yangi reja"}}, "Matn")
    ({'title': 'Yangi reja'}, 'Matn')
    """
    described = values.get(NEXT_EDITION)
    if not isinstance(described, Mapping):
        return None
    facts = {key: value for key, value in (*values.items(), *described.items()) if key not in (NEXT_EDITION, _NEW_TEXT)}
    text = described.get(_NEW_TEXT)
    return facts, text if isinstance(text, str) else body


def showing(content: Mapping[str, Any], attachments: Mapping[str, str]) -> dict[str, Any]:
    """Return an answer of `covered` without attachments with these."""
    return {**content, _ATTACHMENTS: dict(attachments)} if attachments else dict(content)


def everything(values: Mapping[str, Any], body: str) -> dict[str, Any]:
    """Return all facts and the text as `covered` compares them, progress and moved due dates included."""
    return {"facts": _alike(values), _BODY: _plain(body).strip("\n")}


def changed_routes(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Route]:
    """Yield the routes at which two answers of `covered` differ; TEXT for the text, and the file's name for what it shows."""
    yield from _different(then["facts"], now["facts"], ROOT)
    if then[_BODY] != now[_BODY]:
        yield TEXT
    for name in sorted({*then.get(_ATTACHMENTS, ()), *now.get(_ATTACHMENTS, ())}):
        if then.get(_ATTACHMENTS, _NONE).get(name) != now.get(_ATTACHMENTS, _NONE).get(name):
            yield ATTACHED / name


def is_progress(route: Route, progress: Collection[Route]) -> bool:
    """Return whether what is at a route is left out of what an approval covers."""
    of_any_item = Route(*(ANY_ITEM if isinstance(part, int) else part for part in route))
    return any(of_any_item.starts_with(left_out) for left_out in (*ALWAYS, *progress))


def is_in_text(route: Route) -> bool:
    """Return whether what was changed is the text, or a picture or scan that it names."""
    return route == TEXT or route.starts_with(ATTACHED)


def in_words(route: Route) -> Message:
    """Return what something changed is called in a sentence; the text under the facts has no key."""
    return say("the text") if route == TEXT else say("{key}", key=name_in(route))


def name_in(route: Route) -> str:
    """Return what something changed is called by name: a fact as people read its route, a picture or scan by its file."""
    return route.last_key if route.starts_with(ATTACHED) else route.for_people()


def _substance(value: Any, progress: list[tuple[str | int, ...]]) -> Any:
    """Return the value without progress.

    A due date that was moved counts as it was before, because moving it has rules of its own.
    """
    if isinstance(value, str):
        return _plain(value)
    if isinstance(value, list):
        return [_substance(item, _inside(progress, ANY_ITEM)) for item in value]
    if isinstance(value, dict):
        moved = value.get("extensions")
        first = moved[0].get("old") if isinstance(moved, list) and moved and isinstance(moved[0], dict) else None
        kept = {**value, "due": first} if isinstance(first, str) and "due" in value else value
        return {
            key: _substance(item, _inside(progress, key))
            for key, item in kept.items()
            if (key,) not in progress and key != "extensions"
        }
    return value


def _alike(value: Any) -> Any:
    """Return the value without differences that nobody sees."""
    if isinstance(value, str):
        return _plain(value)
    if isinstance(value, list):
        return [_alike(item) for item in value]
    return {key: _alike(item) for key, item in value.items()} if isinstance(value, Mapping) else value


def _inside(progress: list[tuple[str | int, ...]], part: str) -> list[tuple[str | int, ...]]:
    """Return how the routes go on that lead through this part."""
    return [route[1:] for route in progress if len(route) > 1 and route[0] == part]


def _plain(text: str) -> str:
    composed = unicodedata.normalize("NFC", text.translate(_SAME)).replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(line.rstrip() for line in composed.split("\n"))


def _different(then: Any, now: Any, route: Route) -> Iterator[Route]:
    if then == now:
        return
    if isinstance(then, dict) and isinstance(now, dict):
        for key in (*now, *(key for key in then if key not in now)):
            yield from _different(then.get(key), now.get(key), route / key)
    elif isinstance(then, list) and isinstance(now, list) and len(then) == len(now):
        for index, (old, new) in enumerate(zip(then, now, strict=True)):
            yield from _different(old, new, route / index)
    else:
        yield route
