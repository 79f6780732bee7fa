"""How MkDocs is made to build it: files, templates, the second process, the search index, security policy."""
