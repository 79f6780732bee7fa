"""What every document bears: which body writes, number and day, to whom it goes, who signs it, and of which day its facts are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from validators.authoring.scaffold import department
from validators.documents.wording import Wording
from validators.kinds.employee.model import Employee
from validators.kinds.employee.office import office
from validators.kinds.organization import Organization
from validators.model.gaps import known
from validators.model.record import Approval, Record
from validators.model.roles import Role
from validators.regulation.setting_codes import Setting
from validators.regulation.settings import Body
from validators.text.messages import Message, choice, say


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs; both are empty where the records do not say who it would be."""

    position: str
    name: str


@dataclass(frozen=True, slots=True)
class Letter:
    """The frame of a document. `number` and `day` are empty until it was sent, and `to` where it goes to nobody outside."""

    agency: str
    parent: str
    department: str
    number: str
    day: str
    to: str
    signer: Signer
    state_of: str
    """As of which day its facts are, as a sentence."""
    sample: str
    """What a sample says of itself; empty for a record that is none."""


def letter(wording: Wording, record: Record | None = None, sent: Approval | None = None) -> Letter:
    """Return the frame of a document about a record, or about all; `sent` is the step by which it went out."""
    own, day = department(wording.repository), sent.date if sent else wording.as_of
    agency, parent = _agency(own, day, wording)
    return Letter(
        agency=agency,
        parent=parent,
        department=own.title if own else "",
        number=(sent.document or "") if sent else "",
        day=wording.day(sent.date) if sent else "",
        to=wording.name(sent.to) if sent else "",
        signer=_who_sent(sent, wording) if sent else head(wording),
        state_of=wording.say(say("As of {day}, by the records.", day=wording.as_of)),
        sample=wording.say(say("A sample: its facts are invented.")) if record and record.sample else "",
    )


def head(wording: Wording) -> Signer:
    """Return who leads the department on the day, or acts as head (8)."""
    held = wording.repository.once(office)
    if present := held.present(wording.as_of):
        return _signer(present.employee, choice("head"), wording)
    acting = next(iter(held.acts(wording.as_of)), None)
    return _signer(acting.employee, say("acting head of the department"), wording) if acting else Signer("", "")


def in_role(role: Role, wording: Wording) -> Signer:
    """Return who holds a role of the Agency on the day, if the settings name one."""
    held: Sequence[str] = wording.repository.settings.holders(role, wording.as_of)
    return Signer(wording.label(role), wording.name(next(iter(held), None)))


def _who_sent(sent: Approval, wording: Wording) -> Signer:
    return Signer(wording.label(sent.role), wording.name(sent.by))


def _signer(employee: Employee, position: Message, wording: Wording) -> Signer:
    words = wording.say(position)
    return Signer(words[:1].upper() + words[1:], wording.name(known(employee, "id")))


def _agency(own: Organization | None, day: date, wording: Wording) -> tuple[str, str]:
    """Return the names of the Agency and of the body above it on a day: those of S02, else those in their records."""
    bodies: tuple[Body, ...] = wording.repository.settings.value(Setting.BODY_NAMES, None) or ()
    above = wording.repository.get(own.parent, Organization) if own and own.parent else None
    if above is None:
        return "", ""
    named = [body for body in bodies if body.organization == above.id and body.since <= day and day <= (body.until or date.max)]
    if named:
        return named[-1].name, named[-1].parent or ""
    return above.title, wording.name(above.parent)
