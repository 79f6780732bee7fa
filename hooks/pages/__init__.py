"""The generated pages: what each shows, and the context of its template."""
