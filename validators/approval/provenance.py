"""How well an approval is proved to be its giver's, by what history testifies of the commits that brought it.

*declared*: it is written in the file, and that is all. *attributed*: the commit that brought it is authored by an address that is
or was that employee's. *signed*: its author signed it with a key that was in force in the employee's record on the
commit's day; a key says who it was, whatever the address is.
"""

import base64
import binascii
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial

from validators.kinds.employee.model import Employee, Key
from validators.model.gaps import gaps_of, if_known, known
from validators.model.record import Approval
from validators.model.roles import OUTSIDE_ROLES
from validators.regulation.settings import Grade
from validators.rules.evidence import Block, Brought, Decision, step_block
from validators.rules.records import FiledRecord, Records
from validators.text.messages import Message, say

GRADES: tuple[Grade, ...] = ("declared", "attributed", "signed")
"""From the weakest to the strongest."""

GRADE_NAMES: Mapping[Grade, Message] = {
    "declared": say("declared"),
    "attributed": say("attributed"),
    "signed": say("signed"),
}
"""What the grades are called."""


def answers_for(step: Approval) -> str:
    """Return the id of the person who vouches for the step: its giver or, for another body, the one who recorded it here."""
    return step.recorded_by or step.by if step.role in OUTSIDE_ROLES else step.by


def grade(entry: FiledRecord, index: int, repository: Records) -> Grade:
    """Return the grade of the approval at that index in the record's list; what of its giver is not known proves nothing."""
    return _proved(step_block(entry.id, entry.document.values, index), _giver(entry, index, repository), repository)


def grade_of(decision: Decision, repository: Records, by: str | None = None) -> Grade:
    """Return the grade of a decision outside the approvals, as its giver's or another's; only an employee's can be proved."""
    giver = repository.people.find(by or decision.by)
    record = giver.record if giver else None
    return _proved(decision.block, record if isinstance(record, Employee) else None, repository)


def _proved(written: Block, giver: Employee | None, repository: Records) -> Grade:
    brought = repository.evidence.brought.get(written, ()) if giver else ()
    return max((_grade_by(commit, giver) for commit in brought if giver), key=GRADES.index, default="declared")


def _grade_by(commit: Brought, giver: Employee) -> Grade:
    """Return the grade by a commit; one that put back what was there before proves no more than what brought it then."""
    own: Grade = "declared"
    if commit.signer == giver.id:
        own = "signed"
    elif commit.address.casefold() in addresses_of(giver):
        own = "attributed"
    return min((own, *(_grade_by(earlier, giver) for earlier in commit.earlier)), key=GRADES.index)


def _giver(entry: FiledRecord, index: int, repository: Records) -> Employee | None:
    """Return the employee whose commit proves the step; None where the recorder was not in service on its day."""
    if entry.record is None:
        return None
    step = entry.record.approvals[index]
    giver = repository.people.find(answers_for(step))
    if giver is None or not isinstance(giver.record, Employee):
        return None
    vouches = giver.id == step.by or if_known(partial(in_service, giver.record, step.date))
    return giver.record if vouches else None


def in_service(employee: Employee, day: date) -> bool:
    """Return whether somebody worked here on that day; for those with periods of service, in one of them."""
    employed = employee.hired <= day <= (employee.left or date.max)
    return employed and (not employee.service or employee.position(day) is not None)


def addresses_of(employee: Employee) -> frozenset[str]:
    """Return the e-mail addresses that are or were an employee's, in small letters, as far as they are known."""
    written = (known(employee, "email"), *(known(employee, "former_emails") or ()))
    return frozenset(address.casefold() for address in written if address)


def key_holders(employees: Iterable[Employee]) -> Mapping[bytes, frozenset[str]]:
    """By key, decoded, the ids of the employees who have it."""
    found: dict[bytes, set[str]] = {}
    for employee in employees:
        for key in known(employee, "keys") or ():
            if line := known(key, "key"):
                found.setdefault(decoded(line), set()).add(employee.id)
    return {key: frozenset(ids) for key, ids in found.items()}


def decoded(line: str) -> bytes:
    """Return the key itself that a line of a public key gives, whatever its comment and padding; the line, if it gives none."""
    parts = line.split()
    try:
        return binascii.a2b_base64(parts[1].rstrip("=") + "==")
    except (IndexError, ValueError):
        return line.encode()


def fingerprint_of(key: Key) -> str:
    """Return the fingerprint by which OpenSSH and git name a key."""
    return f"SHA256:{base64.b64encode(hashlib.sha256(decoded(key.key)).digest()).decode().rstrip('=')}"


def allowed_signers(employees: Sequence[Employee], holders: Mapping[bytes, str]) -> str:
    """Return the keys of employees, each valid on its days, as git reads them: the file of `gpg.ssh.allowedSignersFile`.

    A key proves that it was its holder; of one that several have and nobody had first, or whose days are not known, nothing.
    """
    return "".join(
        f'{employee.id} namespaces="git",valid-after="{key.since:%Y%m%d}"'
        + (f',valid-before="{key.until + timedelta(days=1):%Y%m%d}"' if key.until else "")
        + f" {key.key.split()[0]} {base64.b64encode(decoded(key.key)).decode()}\n"
        for employee in employees
        for key in known(employee, "keys") or ()
        if not gaps_of(key) and holders.get(decoded(key.key)) == employee.id
    )
