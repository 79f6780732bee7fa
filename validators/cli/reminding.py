"""The command `remind`, which writes and sends mails about what is late and what falls due."""

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from validators import clock
from validators.cli.session import (
    BLOCKED,
    CLEAN,
    OWN_FAILURE,
    WRONG_USE,
    NotDoneError,
    UsageError,
    complain,
    complain_of_unchecked,
    mistaken_settings,
)
from validators.reminding.occasions import DIGEST, Occasion
from validators.text import plurals
from validators.text.messages import Language, Message, say
from validators.text.system_errors import reason_of

if TYPE_CHECKING:
    from email.headerregistry import Address

    from validators.reminding.delivery import Lost, LostServerError, Server
    from validators.reminding.mails import Mail
    from validators.reminding.sent import SentFile

Outgoing = list[tuple["Mail", tuple[Occasion, ...]]]
"""Each mail with the occasions that it answers."""


def remind(options: argparse.Namespace, language: Language) -> int:
    """Write a mail for each employee to be reminded on that day, and the week's digest, into a folder; send them if asked to."""
    if not (options.out or options.send):
        raise UsageError(say("Say what to do with the mails: --out FOLDER writes them, --send sends them"))
    as_of = options.as_of or clock.today()
    server, sender = _server() if options.send else None, _sender()
    with _held(options.sent) as sent:
        outgoing, code = _mails(options, as_of, sender, sent.occasions if sent else None, language)
        if options.out:
            _write(Path(options.out), as_of, outgoing)
        if server:
            code = max(code, _send(outgoing, server, sender, sent, language))
        elif sent:
            sent.note(occasion for _, occasions in outgoing for occasion in occasions)
    print(language.text(_summary(len(outgoing), as_of)))
    return code


def _mails(
    options: argparse.Namespace, as_of: date, sender: "Address", sent: frozenset[Occasion] | None, language: Language
) -> tuple[Outgoing, int]:
    """Return the day's mails, and the exit code that the state of the records asks for."""
    from validators.checks.run import duties
    from validators.cli.checkout import open_repository
    from validators.output.links import Links
    from validators.reminding.mails import REASONS, Writer
    from validators.reminding.reminders import digests, reminders, without_digest

    repository, _ = open_repository(language)
    found, failures, not_run = duties(repository, as_of)
    writer = Writer(repository, as_of, sender, Links.given_by(os.environ), language)
    outgoing = [(writer.reminder(one), one.occasions) for one in reminders(repository, found, as_of, options.days, sent)]
    outgoing += [(writer.digest(one), one.occasions) for one in digests(repository, found, as_of, options.days, sent)]
    complain_of_unchecked(not_run, repository, language)
    for failure in failures:
        complain(failure.message, language)
    for person, why in without_digest(repository, as_of):
        complain(say("{person} gets no digest: {reason}", person=person, reason=REASONS[why]), language)
    mistaken = mistaken_settings(repository, language)
    return outgoing, OWN_FAILURE if failures else WRONG_USE if mistaken else CLEAN


def _write(folder: Path, as_of: date, outgoing: Outgoing) -> None:
    """Write each mail as a file named by the day and the employee; a digest of the same day has a name of its own."""
    names = ((mail, "-xulosa" if occasions[0].about == DIGEST else "") for mail, occasions in outgoing)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for mail, more in names:
            (folder / f"{as_of}-{mail.person}{more}.eml").write_bytes(mail.content)
    except OSError as error:
        raise NotDoneError(say("{path} could not be written: {reason}", path=str(folder), reason=reason_of(error))) from None


def _send(outgoing: Outgoing, server: "Server", sender: "Address", sent: "SentFile | None", language: Language) -> int:
    """Send the mails, and note each as soon as the server has taken it, so that a run after a stopped one goes on from there."""
    from validators.reminding.delivery import LostServerError, deliver

    code, done = CLEAN, 0
    refusals = deliver(_with_room(outgoing, sent), server, sender.addr_spec)
    try:
        for refused, (mail, occasions) in zip(refusals, outgoing, strict=True):
            done += 1
            if refused:
                code = BLOCKED
                complain(say("The mail server does not take the mail to {person} ({code})", person=mail.person,
                             code=str(refused)), language)  # fmt: skip
            elif sent:
                sent.note(occasions)
    except LostServerError as error:
        left = plurals.mails(len(outgoing) - done)
        raise NotDoneError(say("{left} could not be sent: {reason}", left=left, reason=_reason(error, server))) from None
    return code


def _with_room(outgoing: Outgoing, sent: "SentFile | None") -> "Iterator[Mail]":
    """Yield the mails, each once there is room to note it: one that cannot be noted would be sent every morning."""
    for mail, occasions in outgoing:
        if sent:
            sent.make_room(occasions)
        yield mail


def _reason(error: "LostServerError", server: "Server") -> Message:
    """Return why the server cannot be used."""
    host = server.host
    reasons: dict[Lost, Message] = {
        "not-found": say("there is no server {host} on this network", host=host),
        "silent": say("{host} does not answer", host=host),
        "closed": say("{host} closed the connection", host=host),
        "not-trusted": say("the certificate of {host} is not trusted here", host=host),
        "no-encryption": say("{host} offers no encryption, and a password is not sent without it", host=host),
        "no-login": say("{host} does not let {user} in", host=host, user=server.user),
        "odd": say("{host} does not answer as a mail server does", host=host),
    }
    return reasons[error.reason]


def _server() -> "Server":
    from validators.reminding.delivery import SERVER, NotAServerError, Server

    try:
        return Server.given_by(os.environ)
    except NotAServerError:
        raise UsageError(
            say("{variable} must name the mail server: smtp://nizom@mail.example.uz:587, or smtps:// for port 465; the password "
                "goes into {password}", variable=SERVER, password="NIZOM_SMTP_PASSWORD")
        ) from None  # fmt: skip


def _sender() -> "Address":
    """Return who the mails are from."""
    from email.headerregistry import Address
    from email.utils import getaddresses

    from validators.reminding.delivery import SENDER

    given = os.environ.get(SENDER, "")
    with suppress(ValueError, IndexError):
        [(name, address)] = getaddresses([given])
        if given.isprintable():
            return Address(name, addr_spec=address)
    raise UsageError(say("{variable} must say who the mails are from: Nizom <nizom@example.uz>", variable=SENDER))


@contextmanager
def _held(path: str | None) -> "Iterator[SentFile | None]":
    """Hold the file of what was sent, if there is to be one, from before it is read until all is sent."""
    from validators.reminding.sent import BrokenLineError, UnwritableError, held

    if not path:
        yield None
        return
    try:
        with held(Path(path)) as sent:
            yield sent
    except BrokenLineError as error:
        raise UsageError(say("Line {line} of {path} does not say who was reminded of what", line=error.line, path=path)) from None
    except UnwritableError as error:
        raise NotDoneError(say("{path} could not be written: {reason}", path=path, reason=reason_of(error.reason))) from None


def _summary(count: int, as_of: date) -> Message:
    if not count:
        return say("Nobody is to be reminded of anything on {day}", day=as_of)
    return say("{mails} for {day}", mails=plurals.mails(count), day=as_of)
