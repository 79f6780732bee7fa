"""Reminders and digests as mails: plain words in the reader's language, with the due dates as a calendar to take over."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from validators.answers.due import title_of_record
from validators.checks.run import DueDuty
from validators.clock import TASHKENT
from validators.model.duty import Duty
from validators.output.due_calendar import Event, uid_of, write_calendar, write_event
from validators.output.links import Links
from validators.reminding.reminders import Digest, Reminder, Silence, address_of
from validators.repository.nearest import title_of
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository
from validators.text import plurals
from validators.text.messages import Language, Message, say, short_day
from validators.text.sanitize import one_line

_SENT_AT = time(8, tzinfo=TASHKENT)
"""The hour that mails of a day bear, so that a second run makes the same ones."""

REASONS: dict[Silence, Message] = {
    "no-record": say("no such employee"),
    "left": say("has left"),
    "no-address": say("no e-mail address"),
}
"""Why somebody cannot be written to, in words."""


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail to one employee, as bytes to send or to keep; `address` is personal."""

    person: str
    address: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the mails of a run: about these records, on this day, from this sender, in this language."""

    repository: Repository
    as_of: date
    sender: Address
    links: Links
    language: Language

    def reminder(self, reminder: Reminder) -> Mail:
        """Return the mail that brings an employee's own duties to mind."""
        owing = reminder.owing
        lines = [self._greeting(reminder.to), *self._duties(owing.late, owing.near, whose=False)]
        subject = self._subject(len(owing.late), len(owing.near))
        return self._mail(reminder.to, subject, lines, [*owing.late, *owing.near])

    def digest(self, digest: Digest) -> Mail:
        """Return the mail that says how everybody's duties stand, late ones first."""
        all_ = (*digest.owing, digest.unassigned)
        late = sorted((item for one in all_ for item in one.late), key=_by_day)
        near = sorted((item for one in all_ for item in one.near), key=_by_day)
        lines = [self._greeting(digest.to), *self._counts(digest), *self._duties(late, near, whose=True)]
        if digest.unreached:
            lines += ["", self._say(say("Not reached by reminders")) + ":"]
            lines += [f"- {self._name(person)}: {self._say(REASONS[why])}" for person, why in digest.unreached]
        overdue = self.links.of_page("overdue")
        lines += ["", f"{self._say(say('All that is overdue'))}: {overdue}"] if overdue else []
        subject = self._say(say("The week’s digest: {late} overdue, {near} fall due", late=len(late), near=len(near)))
        return self._mail(digest.to, subject, lines, [])

    def _counts(self, digest: Digest) -> Iterator[str]:
        """Yield a line for each employee: how much is late, and how much falls due."""
        yield ""
        yield self._say(say("By employee")) + ":"
        for one in digest.owing:
            counts = say("{late} overdue, {near} fall due", late=len(one.late), near=len(one.near))
            yield f"- {self._name(one.person)}: {self._say(counts)}"
        if digest.unassigned.late or digest.unassigned.near:
            counts = say("{late} overdue, {near} fall due", late=len(digest.unassigned.late), near=len(digest.unassigned.near))
            yield f"- {self._say(say('Nobody is named as responsible'))}: {self._say(counts)}"
        if not (digest.owing or digest.unassigned.late or digest.unassigned.near):
            yield f"- {self._say(say('Nothing is owed'))}"

    def _duties(self, late: Sequence[DueDuty], near: Sequence[DueDuty], *, whose: bool) -> Iterator[str]:
        for title, items in ((say("Overdue"), late), (say("Falls due"), near)):
            if items:
                yield ""
                yield f"{self._say(title)} ({len(items)}):"
                for item in items:
                    yield from self._duty(item, whose=whose)

    def _duty(self, item: DueDuty, *, whose: bool) -> Iterator[str]:
        """Yield what is to be done, until when and on which record; with who answers for it in a mail about everybody."""
        when = f"{short_day(item.duty.due)} ({self._say(_distance(item.duty, self.as_of))})"
        yield f"- {when}: {one_line(self._say(item.duty.what))}"
        who = f", {self._name(item.duty.responsible)}" if whose and item.duty.responsible else ""
        yield f"  {one_line(title_of(item.entry))} ({item.entry.id}){who}"
        if address := self.links.of_record(item.entry.kind.folder, item.entry.id):
            yield f"  {address}"

    def _mail(self, to: RecordFile, subject: str, lines: Sequence[str], events: Sequence[DueDuty]) -> Mail:
        foot = ["", "--", self._say(say("Written by the program from the records as of {day}.", day=self.as_of))]
        body = "\n".join([*lines, *foot]) + "\n"
        address = address_of(to)
        message = EmailMessage(policy=SMTP)
        message["From"] = self.sender
        message["To"] = Address(one_line(title_of(to)), addr_spec=address)
        message["Subject"] = subject
        message["Date"] = format_datetime(datetime.combine(self.as_of, _SENT_AT))
        digest = hashlib.sha256(f"{to.id}\n{self.as_of}\n{subject}\n{body}".encode()).hexdigest()[:32]
        message["Message-ID"] = f"<{digest}@nizom>"
        message["Auto-Submitted"] = "auto-generated"
        message["Content-Language"] = self.language.code
        message.set_content(body, cte="quoted-printable")
        if events:
            calendar = write_calendar(self._say(say("Due dates")), map(self._event, events))
            method = {"method": "PUBLISH"}
            message.add_attachment(calendar.decode(), "calendar", filename="muddatlar.ics", cte="base64", params=method)
            message.set_boundary(f"={digest}=")
        return Mail(to.id, address, message.as_bytes())

    def _event(self, item: DueDuty) -> bytes:
        """Return the duty's event, revised each day: what a later mail says of it is what counts."""
        return write_event(
            Event(
                uid_of(item),
                item.duty.due,
                summary=f"{self._say(item.duty.what)} — {one_line(title_of(item.entry))}",
                description=f"{self._say(item.check.title)}\n{item.check.code} · {item.entry.id}",
                category=self._say(item.entry.kind.singular),
                stamped=self.as_of,
                modified=datetime.combine(self.as_of, time(), TASHKENT),
                url=self.links.of_record(item.entry.kind.folder, item.entry.id),
            )
        )

    def _greeting(self, to: RecordFile) -> str:
        return self._say(say("Good day, {name}!", name=one_line(title_of(to))))

    def _subject(self, late: int, near: int) -> str:
        if not late:
            return self._say(say("{count} duties fall due", count=near))
        if not near:
            return self._say(say("{count} duties are overdue", count=late))
        return self._say(say("{late} duties are overdue, {near} fall due", late=late, near=near))

    def _name(self, person: str | None) -> str:
        return title_of_record(person, self.repository)

    def _say(self, message: Message) -> str:
        return self.language.text(message)


def _distance(duty: Duty, as_of: date) -> Message:
    days = (duty.due - as_of).days
    if days == 0:
        return say("today")
    return say("{days} late", days=plurals.days(-days)) if days < 0 else say("in {days}", days=plurals.days(days))


def _by_day(item: DueDuty) -> tuple[date, str]:
    return item.duty.due, item.entry.id
