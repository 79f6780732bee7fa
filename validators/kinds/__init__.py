"""The kinds of record, one module each: model, lifecycle, chain, rules and duties. A module added here is a kind added.

All of them are imported together, in the order of their names. Some register checks on kinds of other modules, and the order in
which checks are listed must not depend on which kind was asked for first.
"""

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache

from validators.rules.kind import Kind


@cache
def all_kinds() -> Mapping[str, Kind]:
    """Return every kind by name, in the order in which they are shown: each module of this package holds one `Kind`."""
    found: dict[str, Kind] = {}
    for info in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{info.name}")
        for value in vars(module).values():
            if isinstance(value, Kind):
                found[value.name] = value
    return dict(sorted(found.items(), key=lambda item: (item[1].order, item[0])))


all_kinds()
