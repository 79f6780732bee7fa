"""The site: what MkDocs runs to show the records."""
