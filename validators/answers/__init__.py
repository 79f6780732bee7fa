"""Answers to readers: what falls due, the state of a record or a person, which checks apply, what a report says."""
