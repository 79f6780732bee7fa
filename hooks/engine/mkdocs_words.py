"""What MkDocs prints in the terminal, in Uzbek: it has no translations of its own.

A message that is not listed is printed as it is.
"""

import re
from collections.abc import Callable

from hooks.html.formatting import text
from validators.text.messages import Message, say

LEVELS = {"INFO": "XABAR", "WARNING": "OGOHLANTIRISH", "ERROR": "XATO"}
"""What kinds of messages are called before each."""

_MEANINGS: tuple[tuple[str, Callable[..., Message]], ...] = (
    (
        r"Doc file '(.+?)' contains a link '(.+?)', but the target.* is not found among documentation files\..*",
        lambda file, link: say("{file}: the link {link} leads to no file", file=file, link=link),
    ),
    (
        r"Doc file '(.+?)' contains an (?:unrecognized relative|absolute) link '(.+?)',? .*",
        lambda file, link: say("{file}: the link {link} is not a path from this file", file=file, link=link),
    ),
    (
        r"Doc file '(.+?)' contains a link '(.+?)', but (?:there is no such anchor|the doc '.+?' does not contain an anchor).*",
        lambda file, link: say("{file}: the link {link} leads to no heading", file=file, link=link),
    ),
    (
        r"Doc file '(.+?)' contains a link to '(.+?)' which is excluded from the built site\.",
        lambda file, link: say("{file}: the link {link} leads to a file that is not published", file=file, link=link),
    ),
    (
        r"(?s)The following pages exist in the docs directory, but are not included in the \"nav\" configuration:\s*(.+)",
        lambda pages: say("Pages that the navigation does not name: {pages}", pages=", ".join(re.findall(r"- (\S+)", pages))),
    ),
    (
        r"Excluding '(.+?)' from the site because it conflicts with '(.+?)'\.",
        lambda file, other: say("{file}: not on the site, {other} has the same address", file=file, other=other),
    ),
    (r"File not found: (.+)", lambda file: say("{file}: there is no such file", file=file)),
    (r"Encoding error reading file: (.+)", lambda file: say("{file}: the file is not saved as UTF-8", file=file)),
    (
        r"(?s)Error building page '(.+?)': (.+)",
        lambda file, why: say("{file}: the page was not built: {why}", file=file, why=why),
    ),
    (r"Cleaning site directory", lambda: say("The earlier site is removed")),
    (r"Building documentation to directory: (.+)", lambda folder: say("The site is built in {folder}", folder=folder)),
    (r"Building documentation\.\.\.", lambda: say("The site is built")),
    (
        r"Documentation built in ([\d.]+) seconds",
        lambda seconds: say("The site is ready, after {seconds} seconds", seconds=seconds),
    ),
    (r"A 'dirty' build is being performed.*", lambda: say("Only the pages that have changed are built")),
    (r"Watching paths for changes: (.+)", lambda paths: say("Changes are looked for in {paths}", paths=paths)),
    (r"Serving on (\S+).*", lambda address: say("The site is at {address}", address=address)),
    (r"Detected file changes", lambda: say("Files have changed")),
    (
        r"An error happened during the rebuild\..*",
        lambda: say("The site could not be built again: the earlier pages stay until the mistake is fixed"),
    ),
    (
        r"(?s)The following pages are being built only for the preview .*?config:\s*(.+)",
        lambda pages: say("Pages only for this preview: {pages}", pages=", ".join(re.findall(r"- (\S+)", pages))),
    ),
    (r"The directory contains stale files\..*", lambda: say("Files of an earlier build are left in the folder of the site")),
    (r"Reloading browsers", lambda: say("Browsers load the page again")),
    (r"Browser connected: (.+)", lambda address: say("A browser shows {address}", address=address)),
    (r"Shutting down\.\.\.", lambda: say("Stopped")),
    (r"Aborted with (.+) in strict mode!", lambda counted: say("The site was not built: {counted}", counted=_counted(counted))),
    (r"Aborted with a BuildError!", lambda: say("The site was not built")),
    (r"Aborted with a configuration error!", lambda: say("The site was not built: mkdocs.yml has a mistake")),
)
"""Patterns of MkDocs' messages, and what to say with what they hold."""


_TIME = re.compile(r"^\[[\d:]+\] ")


def in_uzbek(message: str) -> str:
    """Return a message of MkDocs in Uzbek, or as it is if it is not known; while serving, each begins with the time.

    >>> in_uzbek("[17:07:39] Reloading browsers")
    '[17:07:39] Brauzerlar sahifani yangilaydi'
    """
    said = message.strip()
    time = "".join(_TIME.findall(said))
    said = said.removeprefix(time)
    for pattern, meaning in _MEANINGS:
        if found := re.fullmatch(pattern, said):
            return time + text(meaning(*found.groups()))
    return message


def _counted(counted: str) -> str:
    """Return how many warnings and errors there were: `1 warnings, 2 errors`."""
    names = {"warnings": say("warnings: {count}", count="{}"), "errors": say("errors: {count}", count="{}")}
    parts = (part.split(" ") for part in counted.split(", "))
    return ", ".join(text(names[name]).format(number) if name in names else f"{number} {name}" for number, name in parts)
