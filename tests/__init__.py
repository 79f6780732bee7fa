"""Tests of what the department relies on, in the Nizom's words."""
