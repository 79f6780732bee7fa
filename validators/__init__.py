"""What the Nizom demands of the department's records: reading, typing, checking and reporting them."""

__version__ = "0.2.0"

PROGRAM = "nizom"
"""Says that this is our package: another one on PyPI has its name, and would take its place in the same environment."""
