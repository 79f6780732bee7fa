"""What MkDocs runs to show the records: records as pages, views over all of them, search."""
