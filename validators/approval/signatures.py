"""Whose key signed a commit: git verifies the signatures, by the keys that were in force in the employees' records."""

import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from validators.approval.key_history import first_holders
from validators.approval.provenance import allowed_signers, fingerprint_of, key_holders
from validators.clock import TASHKENT
from validators.kinds.employee.model import Employee
from validators.model.gaps import gaps_of, known
from validators.source.git import git

TIME_ZONE = "<+05>-5"
"""Tashkent, for machines without time zones of their own: a key is in force from midnight there."""

_NOT_ASKED = ("gpg.program", "gpg.openpgp.program", "gpg.x509.program", "gpg.ssh.revocationFile")
"""What a repository could have git start for signatures of other kinds, or believe of keys: none of that counts here."""


def signers(root: Path, names: Sequence[str], employees: Sequence[Employee]) -> dict[str, str]:
    """Return, of commits with a good signature by a key that was in force, whose key it is; git itself verifies them."""
    program = shutil.which("ssh-keygen")
    if not names or program is None:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        signers = Path(folder, "allowed_signers")
        signers.write_text(allowed_signers(employees, _holders(root, employees)), "utf-8")
        answer = git(
            root,
            *("-c", f"gpg.ssh.allowedSignersFile={signers}", "-c", f"gpg.ssh.program={os.path.abspath(program)}"),
            *(part for name in _NOT_ASKED for part in ("-c", f"{name}={os.devnull}")),
            *("log", "--no-walk", "--stdin", "--no-show-signature", "--no-patch", "--encoding=none"),
            "--format=%H%x00%G?%x00%GS%x00%GF",
            given="".join(f"{name}\n" for name in names).encode(),
            more={"TZ": TIME_ZONE},
        )
    lines = (line.split("\0") for line in answer.decode("utf-8", "replace").splitlines())
    verified = {name: (signer, fingerprint) for name, verdict, signer, fingerprint in lines if verdict == "G"}
    of_signer = {one.id: [key for key in known(one, "keys") or () if not gaps_of(key)] for one in employees}
    signed_with = {
        name: [key for key in of_signer[signer] if fingerprint_of(key) == fingerprint]
        for name, (signer, fingerprint) in verified.items()
    }
    if not any(key.until for keys in signed_with.values() for key in keys):
        return {name: signer for name, (signer, _) in verified.items()}
    days = _days(root)
    return {
        name: signer
        for name, (signer, _) in verified.items()
        if any(key.period.holds(days[name][0]) and key.period.holds(days[name][1]) for key in signed_with[name])
    }


def _holders(root: Path, employees: Sequence[Employee]) -> Mapping[bytes, str]:
    """Return whose each key is: of one that several have, its who had it first."""
    held = key_holders(employees)
    shared = {key: ids for key, ids in held.items() if len(ids) > 1}
    own = {key: id_ for key, ids in held.items() if key not in shared for id_ in ids}
    return {**own, **first_holders(root, shared)} if shared else own


def _days(root: Path) -> Mapping[str, tuple[date, date]]:
    """Return, by commit, the day that it says it was made on, and the latest day that it or a commit before it says.

    A commit was made after all those before it, whatever its clock says.
    """
    answer = git(root, "log", "--topo-order", "--reverse", "--no-show-signature", "--format=%H%x00%P%x00%ct", "HEAD")
    latest: dict[str, int] = {}
    found: dict[str, tuple[date, date]] = {}
    for line in answer.decode().splitlines():
        name, parents, moment = line.split("\0")
        latest[name] = max([int(moment), *(latest[parent] for parent in parents.split() if parent in latest)])
        found[name] = _day(int(moment)), _day(latest[name])
    return found


def _day(moment: int) -> date:
    """Return the day in Tashkent; of a moment that no calendar has, the last day of all."""
    try:
        return datetime.fromtimestamp(moment, TASHKENT).date()
    except (OverflowError, ValueError, OSError):
        return date.max
