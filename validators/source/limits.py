"""The limits of a record's file: its size, and the depth and number of its values; and the size of what is attached to it."""

MAX_BYTES = 1024 * 1024
MAX_ATTACHMENT = 5 * 1024 * 1024
"""A dozen scanned pages: git keeps every version of them for ever."""
MAX_DEPTH = 12
"""The deepest record that a kind describes has five levels; more than this is a mistake or an attack."""
MAX_VALUES = 20_000
"""A programme with three hundred measures has some four thousand values."""
MAX_KEY = 100
"""Characters of a key."""
MAX_REPEATED = 20
"""Repeated keys of one group that are reported."""
