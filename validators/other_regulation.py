"""Another regulation, where the environment has one: a package with paragraphs, reasons, sentences and kinds of its own.

There is one at most, and it takes the place of the Nizom. It is found among what is installed, never in a register's own folders.
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

PACKAGE = "nizom_regulation"
KINDS = f"{PACKAGE}.kinds"


@cache
def other_regulation() -> Path | None:
    """Return the folder of the package; None where the Nizom itself is in force."""
    spec = find_spec(PACKAGE)
    return Path(spec.origin).parent if spec and spec.origin else None
