"""The foot of every page: what the site is of, and, when it is old, that it is."""

import os
from dataclasses import dataclass

from hooks.feeds.build_status import STATUS, BuildStatus
from hooks.html.formatting import text
from validators import clock
from validators.text.messages import say, short_day

_SHORT = 10
"""Characters of a commit's name."""


@dataclass(frozen=True, slots=True)
class Foot:
    """What `partials/copyright.html` shows."""

    day: str
    """The day judged, as data."""
    as_of: str
    facts: tuple[str, ...]
    findings: str
    """How many there are, by severity; empty while records are edited, since not every page is drawn again."""
    older: str
    """What the browser says when the day has passed, with # for the number of days; empty for a day chosen on purpose."""
    status: str = STATUS


def foot(status: BuildStatus, incremental: bool) -> Foot:
    """Return the foot of a build; an incremental one is no published state, and says so."""
    facts = [say("Nizom {version}", version=status.version)]
    counts = ""
    if incremental:
        facts.insert(0, say("a preview of what is being edited"))
    else:
        if status.commit and status.edited:
            facts.insert(0, say("commit {commit} with edits that are not committed", commit=status.commit[:_SHORT]))
        elif status.commit:
            facts.insert(0, say("commit {commit}", commit=status.commit[:_SHORT]))
        if status.built:
            when = status.built.astimezone(clock.TASHKENT).replace(tzinfo=None)
            facts.insert(-1, say("built {when}", when=short_day(when)))
        counts = text(
            say(
                "errors: {errors}, overdue: {overdue}, warnings: {warnings}",
                errors=status.errors, overdue=status.overdue, warnings=status.warnings,
            )
        )  # fmt: skip
    older = "" if os.environ.get("NIZOM_AS_OF") else text(say("# days old: see whether the daily build has stopped"))
    return Foot(
        status.as_of.isoformat(),
        text(say("As of {day}", day=status.as_of)),
        tuple(map(text, facts)),
        counts,
        older,
    )
