"""Findings and help in an editor, as a language server."""
