"""What git tells of records: how each changed, and what changed lately."""
