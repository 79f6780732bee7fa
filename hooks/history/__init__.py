"""History of the records, from git: how each changed, the latest changes, and compliance by week."""
