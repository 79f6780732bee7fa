"""Many bodies together: their published records read, kept in one database, and shown as one small site."""
