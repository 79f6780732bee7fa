"""Counted things in words: English distinguishes one from many, Uzbek says the noun the same way after every number."""

from validators.text.messages import Message, say


def records(number: int) -> Message:
    """“1 record”, “2 records”."""
    return say("{count} record", count=number) if number == 1 else say("{count} records", count=number)


def errors(number: int) -> Message:
    """“1 error”, “2 errors”."""
    return say("{count} error", count=number) if number == 1 else say("{count} errors", count=number)


def warnings(number: int) -> Message:
    """“1 warning”, “2 warnings”."""
    return say("{count} warning", count=number) if number == 1 else say("{count} warnings", count=number)


def findings(number: int) -> Message:
    """“1 finding”, “2 findings”."""
    return say("{count} finding", count=number) if number == 1 else say("{count} findings", count=number)


def checks(number: int) -> Message:
    """“1 check”, “2 checks”."""
    return say("{count} check", count=number) if number == 1 else say("{count} checks", count=number)


def days(number: int) -> Message:
    """“1 day”, “2 days”."""
    return say("{count} day", count=number) if number == 1 else say("{count} days", count=number)


def mails(number: int) -> Message:
    """“1 mail”, “2 mails”."""
    return say("{count} mail", count=number) if number == 1 else say("{count} mails", count=number)
