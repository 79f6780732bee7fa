"""Facts that break one rule each, to be laid over a base record."""

WITHOUT_EXPERTISE = (
    "documents:\n  - kind: terms-of-reference\n    date: 2026-02-16\n    standards: [std-001]\n    acts: [hjt-001]\n"
)
"""A running project's terms of reference without the conclusion of an expertise (N12.a.3-3)."""
NO_SUCH_ACT = "basis: [hjt-999]\n"
"""A reference to an act that does not exist (R01)."""
