"""Real keys and commits: whose addresses are whose, what an employee's record says of a key, what the settings ask to be proved."""

from dataclasses import dataclass
from pathlib import Path

from tests.support import approvals
from tests.support.scratch import Scratch

HEAD, DEPUTY, WRITER = "a.rahimov@agentlik.example.uz", "k.yusupova@agentlik.example.uz", "j.toshmatov@agentlik.example.uz"
"""The addresses of xod-001, xod-005 and xod-003."""
DIRECTOR = "d.bosh@agentlik.example.uz"
"""The address that tests give to xod-004, the director-general."""
STRANGER = "begona@example.uz"
ON_8_JUNE, ON_10_JUNE = "2026-06-08T10:00:00+05:00", "2026-06-10T10:00:00+05:00"


@dataclass(frozen=True)
class Key:
    """A real key: the private file and the public line."""

    file: Path

    @property
    def line(self) -> str:
        """The public key, as OpenSSH writes it."""
        return self.file.with_suffix(".pub").read_text("ascii").strip()


def registered(key: Key, since: str = "2026-01-12", until: str = "") -> str:
    """Return the facts of an employee who has the key."""
    return f"keys:\n  - key: {key.line}\n    since: {since}\n" + (f"    until: {until}\n" if until else "")


def approve(tree: Scratch, *arguments: str) -> None:
    """Run `nizom approve`, which must succeed."""
    answer = approvals.approve(tree, *arguments)
    assert answer.code == 0, answer.err


def grades(tree: Scratch, record: str = "loy-2026-001") -> list[str]:
    """Return each step of the record with its grade of proof."""
    way = tree.nizom("approvals", record, "--format", "json", "--as-of", "2026-06-15").json
    return [f"{step['decision']} {step['grade']}" for step in way["steps"] if step["grade"]]


def require(tree: Scratch, grade: str, since: str = "2026-01-12", kinds: str = "project", strict: str = "[A08]") -> None:
    """Set the grade that approvals of these kinds must have; by default a lower one is an error everywhere."""
    value = "".join(f"    - kind: {kind}\n      grade: {grade}\n" for kind in kinds.split())
    tree.change(
        "records/settings.md",
        f"provenance:\n  value:\n{value}  basis: hjt-002\n  since: {since}\n"
        + (f"strict:\n  value: {strict}\n  basis: hjt-002\n  since: 2026-01-12\n" if strict else ""),
    )
