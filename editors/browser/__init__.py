"""Python for the browser, in which the writing page runs the checks, and how it is fetched."""
