"""What the writing page asks while somebody edits a record in the browser: JSON in, JSON out."""
