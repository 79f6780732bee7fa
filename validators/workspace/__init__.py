"""All records at once, kept while they are edited: unsaved texts laid over, and only what changed read again."""
