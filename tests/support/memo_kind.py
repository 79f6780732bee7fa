"""A kind next to our own, with checks that a test writes for itself."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from validators import kinds


@contextmanager
def memo_kind(module: str, folder: Path) -> Iterator[None]:
    """Let the kinds have one more, of a module `memo` that is written into a folder of the test."""
    (folder / "memo.py").write_text(module, "utf-8")
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(kinds, "__path__", [*kinds.__path__, str(folder)])
            kinds.all_kinds.cache_clear()
            yield
    finally:
        kinds.all_kinds.cache_clear()
        sys.modules.pop("validators.kinds.memo", None)
