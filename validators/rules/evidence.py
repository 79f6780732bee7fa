"""What the repository's history testifies of its approvals: facts, read elsewhere, that rules may rest on."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from validators.source.route import ROOT, Route

Block: TypeAlias = tuple[str, str]
"""A decision as it is written, on any line: the record's id, and its keys and values in canonical order."""

DECIDED_BY: Mapping[str, str | None] = {
    "corrections": "by",
    "extensions": "allowed_by",
    "cancelled": "by",
    "ended": "by",
    "keys": None,
}
"""Where decisions stand that are no steps of the way to approval, in a record or a part of it, and which key says who decided;
none where it is whose record it is."""


@dataclass(frozen=True, slots=True)
class Brought:
    """A commit that brought an approval: its author's address, and the employee who wrote it and signed it with a key in force.

    `earlier` are the commits that brought the same approval before it was taken out, and put back by this one.
    """

    commit: str
    address: str
    signer: str | None = None
    earlier: "tuple[Brought, ...]" = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known: of approvals and other decisions the commits that brought them, of digests the content they were made of.

    `brought` has nothing of an approval that is `pending`, only in a file that differs from HEAD's, or `cut_off` from the commit
    that brought it, as in a shallow clone. `writers` are the addresses of those who wrote what a record says, approvals and
    progress aside.
    """

    brought: Mapping[Block, tuple[Brought, ...]] = field(default_factory=dict)
    approved: Mapping[tuple[str, str], Mapping[str, Any]] = field(default_factory=dict)
    writers: Mapping[str, frozenset[str]] = field(default_factory=dict)
    pending: frozenset[Block] = frozenset()
    cut_off: frozenset[Block] = frozenset()


def block(id_: str, written: Mapping[str, Any], copy: int = 0) -> Block:
    """Return the key of the decision that is written so in the record of this id; `copy` counts the same words before it."""
    return id_, json.dumps(written, ensure_ascii=False, sort_keys=True) + (f" {copy}" if copy else "")


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision next to what it is about: a correction, a moved due date, a stage that was given up, a key of one's own.

    `what` is the key of it or of its list, `by` the id of who is said to have decided.
    """

    at: Route
    what: str
    by: str
    written: Mapping[str, Any]
    block: Block


def decisions_in(id_: str, values: Mapping[str, Any]) -> list[Decision]:
    """Return the decisions in a record's facts as they are written, approvals aside.

    Each is one of its own: where the same words stand twice, one decision does not prove the other.
    """
    found: list[Decision] = []
    seen: dict[Block, int] = {}
    for at, what, written in _decisions(values, ROOT):
        plain = block(id_, written)
        copy = seen[plain] = seen.get(plain, -1) + 1
        key = DECIDED_BY[what]
        by = id_ if key is None else str(written.get(key, ""))
        found.append(Decision(at, what, by, written, block(id_, written, copy)))
    return found


def step_block(id_: str, values: Mapping[str, Any], index: int) -> Block:
    """Return the key of the step of the way to approval at that index: a second one in the same words is another decision."""
    steps = values["approvals"]
    return block(id_, steps[index], steps[:index].count(steps[index]))


def blocks_in(id_: str, values: Mapping[str, Any]) -> list[Block]:
    """Return what may have to be proved of a record's facts: its approvals, and the decisions next to what they are about."""
    return [found for found, _ in written_in(id_, values)]


def written_in(id_: str, values: Mapping[str, Any]) -> list[tuple[Block, Mapping[str, Any]]]:
    """Return the approvals and other decisions in a record's facts, each with how it is written."""
    listed = values.get("approvals")
    steps = listed if isinstance(listed, list) else []
    return [
        *((step_block(id_, values, index), step) for index, step in enumerate(steps) if isinstance(step, dict)),
        *((decision.block, decision.written) for decision in decisions_in(id_, values)),
    ]


def _decisions(value: Any, at: Route) -> Iterator[tuple[Route, str, Mapping[str, Any]]]:
    # A front matter is made of dicts and lists; most of its keys lead to text, and need no route.
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        if key in DECIDED_BY:
            here = at / key
            for index, one in enumerate(item) if isinstance(item, list) else ((None, item),):
                if isinstance(one, dict):
                    yield here if index is None else here / index, str(key), one
        elif isinstance(item, dict | list) and key != "approvals":
            yield from _decisions(item, at / key)
