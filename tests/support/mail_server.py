"""A mail server on this machine, which takes mails, refuses some addresses, or goes away in the midst."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass
class Mailbox:
    """What the server took, and how it behaves: addresses that it refuses, and after how many mails it closes."""

    refuses: frozenset[str] = frozenset()
    closes_after: int | None = None
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
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Keep a mail; close the connection where it is time to."""
        if self.closes_after is not None and len(self.taken) >= self.closes_after:
            return "421 Closing"
        assert isinstance(envelope.content, bytes)
        self.taken.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


@contextmanager
def mail_server(mailbox: Mailbox) -> Iterator[Mailbox]:
    """Run a server for the mailbox, which then says at which port it is."""
    controller = Controller(mailbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    mailbox.port = controller.port
    try:
        yield mailbox
    finally:
        controller.stop()


def free_port() -> int:
    """Return a port at which nobody listens."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])
