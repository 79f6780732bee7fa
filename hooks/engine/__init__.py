"""How MkDocs builds the site: the build, its pages and templates, incremental builds, the search index, the security policy."""
