"""Delivery by the body's mail server: one mail after the other, what was taken being said at once."""

import smtplib
import socket
import ssl
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote, urlsplit

from validators.reminding.mails import Mail

SERVER, PASSWORD, SENDER = "NIZOM_SMTP", "NIZOM_SMTP_PASSWORD", "NIZOM_MAIL_FROM"
"""The variables of a run: the server's address (smtp://nizom@mail.example.uz:587), its password, and who the mails are from."""
_PORTS = {"smtp": 25, "smtps": 465}
_CLOSING = 421
"""What a server answers that is closing the connection, whatever it was asked."""
_SECONDS = 30
"""How long the server may take to answer."""


class NotAServerError(ValueError):
    """The address names no mail server."""


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server: where it is, whether it speaks TLS from the first byte, and as whom to log in, if at all."""

    host: str
    port: int
    tls: bool
    user: str = ""
    password: str = ""

    @classmethod
    def given_by(cls, environment: Mapping[str, str]) -> "Server":
        """Return the server that the variables name; raises `NotAServerError`."""
        try:
            parts = urlsplit(environment.get(SERVER, ""))
            port = parts.port
        except ValueError:
            raise NotAServerError from None
        if parts.scheme not in _PORTS or not parts.hostname or parts.password is not None or parts.path.strip("/"):
            raise NotAServerError
        user = unquote(parts.username or "")
        return cls(parts.hostname, port or _PORTS[parts.scheme], parts.scheme == "smtps", user, environment.get(PASSWORD, ""))


Lost = Literal["not-found", "silent", "closed", "not-trusted", "no-encryption", "no-login", "odd"]


class LostServerError(Exception):
    """The server cannot be used, so no mail that is left can be sent; holds what went wrong."""

    def __init__(self, reason: Lost) -> None:
        super().__init__(reason)
        self.reason: Lost = reason


def deliver(mails: Iterable[Mail], server: Server, sender: str) -> Iterator[int | None]:
    """Send the mails in their order; yield None for each as soon as the server has taken it, or the code of a refusal (RFC 5321).

    What the server said of it may hold the address, and is not kept. Raises `LostServerError` when it cannot be reached or
    used any more.
    """
    try:
        with _connected(server) as connection:
            for mail in mails:
                yield _sent(mail, connection, sender)
    except OSError as error:  # smtplib's own are of that kind
        raise LostServerError(_reason(error)) from error


def _reason(error: OSError) -> Lost:
    """Return what an error of the connection means; those of the protocol are errors of the system to Python, too."""
    if isinstance(error, socket.gaierror):
        return "not-found"
    if isinstance(error, ssl.SSLCertVerificationError):
        return "not-trusted"
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return "no-login"
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return "closed"
    return "odd" if isinstance(error, (smtplib.SMTPException, ssl.SSLError)) else "silent"


def _sent(mail: Mail, connection: smtplib.SMTP, sender: str) -> int | None:
    """Send a mail; return the code by which the server refused it, if it did. Other errors mean that it is gone."""
    try:
        connection.sendmail(sender, [mail.address], mail.content)
    except smtplib.SMTPRecipientsRefused as error:
        code = int(error.recipients[mail.address][0])
    except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
        code = error.smtp_code
    else:
        return None
    if code == _CLOSING:
        raise LostServerError("closed")
    return code


def _connected(server: Server) -> smtplib.SMTP:
    """Return a connection, secured if the server can; no password goes over one that is not."""
    secure = ssl.create_default_context()
    if server.tls:
        connection: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=_SECONDS, context=secure)
    else:
        connection = smtplib.SMTP(server.host, server.port, timeout=_SECONDS)
    try:
        connection.ehlo()
        secured = server.tls
        if not secured and connection.has_extn("starttls"):
            connection.starttls(context=secure)
            connection.ehlo()
            secured = True
        if server.user:
            if not secured:
                raise LostServerError("no-encryption")
            connection.login(server.user, server.password)
    except BaseException:
        connection.close()
        raise
    return connection
