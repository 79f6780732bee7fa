"""Reminders by mail: who is reminded of what and when, the mails themselves, and how they are delivered."""
