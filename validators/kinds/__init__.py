"""The kinds of record, one module each: model, lifecycle, chain, rules and duties. A module added here is a kind added.

All of them are imported together, in the order of their names. Some register checks on kinds of other modules, and the order in
which checks are listed must not depend on which kind was asked for first.
"""

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache

from validators.other_regulation import KINDS, other_regulation
from validators.regulation.paragraphs import kinds_taken_over
from validators.rules.kind import Kind

EVERYWHERE = frozenset({"act", "employee", "organization", "waiver"})
"""The kinds that every register has, whatever its regulation: who decides, for whom, by what, and with which exceptions."""


@cache
def all_kinds() -> Mapping[str, Kind]:
    """Return every kind by name, in the order in which they are shown: each module of this package holds one `Kind`.

    Another regulation has a package of such modules of its own, and says which of ours it takes over.
    """
    found = {kind.name: kind for kind in _kinds_in(__name__)}
    if other_regulation():
        ours = EVERYWHERE | kinds_taken_over()
        found = {name: kind for name, kind in found.items() if name in ours}
        found |= {kind.name: kind for kind in _kinds_in(KINDS)}
    return dict(sorted(found.items(), key=lambda item: (item[1].order, item[0])))


def _kinds_in(package: str) -> Iterator[Kind]:
    for info in pkgutil.iter_modules(importlib.import_module(package).__path__):
        for value in vars(importlib.import_module(f"{package}.{info.name}")).values():
            if isinstance(value, Kind):
                yield value


all_kinds()
