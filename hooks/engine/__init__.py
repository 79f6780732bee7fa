"""How MkDocs is made to build it: files, templates, incremental builds, the search index, security policy."""
