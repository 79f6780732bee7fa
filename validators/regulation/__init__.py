"""The regulation and its settings, as data."""
