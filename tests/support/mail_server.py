"""A mail server on this machine, which takes mails, refuses some addresses, goes away in the midst, or asks for TLS and a login."""

import os
import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any, Literal

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


@dataclass
class Mailbox:
    """What the server took, and how it behaves: addresses that it refuses, and when it closes."""

    refuses: frozenset[str] = frozenset()
    closes_after: int | None = None
    """After how many mails it closes."""
    hangs_up_on: str = ""
    """At which address it closes."""
    accounts: dict[bytes, bytes] = field(default_factory=dict)
    """The password of each user; who has none of these accounts may send nothing, if there are any."""
    logins: list[bytes] = field(default_factory=list)
    """Who was let in, in their order."""
    port: int = 0
    taken: list[EmailMessage] = field(default_factory=list)

    @property
    def to(self) -> list[str]:
        """The addresses of the mails taken, in their order."""
        return [mail["To"].addresses[0].addr_spec for mail in self.taken]

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]) -> str:
        """Refuse the addresses that are to be refused."""
        if address in self.refuses:
            return f"550 No such user {address}"
        if address == self.hangs_up_on:
            return "421 Too many"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Keep a mail; close the connection where it is time to."""
        if self.closes_after is not None and len(self.taken) >= self.closes_after:
            return "421 Closing"
        assert isinstance(envelope.content, bytes)
        self.taken.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    def let_in(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: LoginPassword) -> AuthResult:
        """Let in who has an account; say to all others what they gave, as a careless server does."""
        if self.accounts.get(given.login) == given.password:
            self.logins.append(given.login)
            return AuthResult(success=True)
        return AuthResult(success=False, handled=False, message=f"535 5.7.8 wrong: {given.password.decode()}")


Encryption = Literal["none", "starttls", "implicit"]


@contextmanager
def mail_server(mailbox: Mailbox, encryption: Encryption = "none", certificate: Path | None = None) -> Iterator[Mailbox]:
    """Run a server for the mailbox, which then says at which port it is; a certificate's file holds its key as well."""
    asked: dict[str, Any] = {}
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        asked = {"ssl_context": context} if encryption == "implicit" else {"tls_context": context, "require_starttls": True}
    if mailbox.accounts:
        # The library knows of TLS by STARTTLS only.
        by_starttls = encryption == "starttls"
        asked |= {"authenticator": mailbox.let_in, "auth_required": True, "auth_require_tls": by_starttls}
    controller = Controller(mailbox, hostname="127.0.0.1", port=free_port(), **asked)
    controller.start()
    mailbox.port = controller.port
    try:
        yield mailbox
    finally:
        controller.stop()


def write_certificate(folder: Path) -> Path:
    """Write a certificate for 127.0.0.1, signed by itself, with its key in the same file."""
    openssl = shutil.which("openssl")
    if not openssl:
        if os.environ.get("CI"):
            pytest.fail("CI needs openssl for the tests of mail over TLS")
        pytest.skip("there is no openssl here")
    key, certificate, both = folder / "key.pem", folder / "certificate.pem", folder / "server.pem"
    made = (openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "30", "-subj",
            "/CN=pochta", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate))  # fmt: skip
    subprocess.run(made, check=True, capture_output=True)
    both.write_bytes(key.read_bytes() + certificate.read_bytes())
    return both


def free_port() -> int:
    """Return a port at which nobody listens."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])
