"""The command `federate`, which brings the published records of many bodies together."""

import argparse
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from validators import clock
from validators.cli.session import BLOCKED, CLEAN, NOTHING, NotDoneError, UsageError, complain
from validators.text import plurals
from validators.text.messages import Language, Message, say
from validators.text.system_errors import reason_of

if TYPE_CHECKING:
    from validators.federating.sources import Source
    from validators.federating.totals import BodyTotals


def declare(joined: argparse.ArgumentParser, text: Callable[[Message], str]) -> None:
    """Declare the arguments: what is brought together, and into which folder."""
    joined.add_argument(
        "sources",
        nargs="+",
        metavar=text(say("SOURCE")),
        help=text(say("a body's records-v3.json, the folder of its site, or a folder that holds many of them")),
    )
    help_out = text(say("write the database and the site here"))
    joined.add_argument("--out", required=True, metavar=text(say("FOLDER")), help=help_out)


def federate(options: argparse.Namespace, language: Language) -> int:
    """Write the database and the site of all bodies into a folder; say of each that cannot be relied on why not."""
    if not (find_spec("duckdb") and find_spec("jinja2")):
        raise UsageError(say('This needs a part of the program that is not installed: pip install "nizom[federation]"'))
    from validators.federating.gathering import gather, may_be_replaced

    out = Path(options.out)
    if not may_be_replaced(out):
        raise UsageError(say("{path} holds other files, which would be lost: name a new folder", path=options.out))
    try:
        sources = _sources(options.sources, out)
        if not sources:
            complain(say("There are no published records: name the sites' folders, or a folder that they are in"), language)
            return NOTHING
        bodies = gather(sources, options.as_of or clock.today(), out.absolute(), language)
    except OSError as error:
        path = str(error.filename or options.out)
        raise NotDoneError(say("{path} could not be written: {reason}", path=path, reason=reason_of(error))) from None
    for body in sorted(bodies, key=lambda body: body.slug):
        for remark in body.remarks:
            complain(say("{place}: {what}", place=body.name, what=remark), language)
    print(language.text(_summary(bodies, options.out)))
    return BLOCKED if any(body.state in ("broken", "unclear") for body in bodies) else CLEAN


def _sources(given: list[str], out: Path) -> "list[Source]":
    """Return the bodies in all that was named, but what an earlier run wrote, where it lies among them."""
    from validators.federating.sources import sources_in

    for path in given:
        if not Path(path).exists():
            raise UsageError(say("There is no file or folder {path}", path=path))
    found = [source for path in given for source in sources_in(Path(path))]
    return [source for source in found if not source.path.absolute().is_relative_to(out.absolute())]


def _summary(bodies: "list[BodyTotals]", out: str) -> Message:
    read = [body for body in bodies if body.state != "broken"]
    return say(
        "{path}: {read} of {count} bodies, {records}, {late} overdue",
        path=out,
        read=len(read),
        count=len(bodies),
        records=plurals.records(sum(body.records for body in read)),
        late=sum(body.late for body in read),
    )
