"""The kinds of record that only the archive's regulation asks for."""
