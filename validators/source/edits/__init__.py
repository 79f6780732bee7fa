"""Edits of a record's text: small spans and what goes in their place; all else stays byte for byte."""
