"""What the repository's history testifies of its approvals: facts, read elsewhere, that rules may rest on."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Block: TypeAlias = tuple[str, str]
"""An approval as it is written, on any line: the record's id, and its keys and values in canonical order."""


@dataclass(frozen=True, slots=True)
class Brought:
    """A commit that brought an approval: its author's address, and the employee whose key in force signed it, if one did.

    `earlier` are the commits that brought the same approval before it was taken out, and put back by this one.
    """

    commit: str
    address: str
    signer: str | None = None
    earlier: "tuple[Brought, ...]" = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known: of approvals the commits that brought them, of digests the content that they were made of.

    `brought` has nothing of an approval that is `pending`, only in a file that differs from HEAD's, or `cut_off` from the commit
    that brought it, as in a shallow clone. `writers` are the addresses of those who wrote what a record says, approvals and
    progress aside.
    """

    brought: Mapping[Block, tuple[Brought, ...]] = field(default_factory=dict)
    approved: Mapping[tuple[str, str], Mapping[str, Any]] = field(default_factory=dict)
    writers: Mapping[str, frozenset[str]] = field(default_factory=dict)
    pending: frozenset[Block] = frozenset()
    cut_off: frozenset[Block] = frozenset()


def block(id_: str, written: Mapping[str, Any]) -> Block:
    """Return the key of the approval that is written so in the record of this id."""
    return id_, json.dumps(written, ensure_ascii=False, sort_keys=True)
