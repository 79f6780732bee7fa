"""The checks of every record and file, and the one place that runs all checks."""
