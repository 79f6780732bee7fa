"""What is wrong with the files themselves, and with those that are no records: settings, the calendar, code owners."""
