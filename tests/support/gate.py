"""The gate: what `nizom check --base` finds in the working tree against the last commit."""

import re

from tests.support.scratch import AS_OF, Answer, Scratch


def gate(tree: Scratch, *arguments: str) -> Answer:
    """Return the gate's answer in JSON."""
    return tree.check("--base", "HEAD", *arguments)


def printed(tree: Scratch, *arguments: str) -> str:
    """Return what the gate prints in English, as text unless `--format` says otherwise, with commit names replaced."""
    answer = tree.nizom("check", "--base", "HEAD", "--lang", "en", "--as-of", AS_OF, *arguments)
    return re.sub(r"\b[0-9a-f]{10}\b", "0123456789", answer.out)


def of_origin(answer: Answer, origin: str) -> list[str]:
    """Return the findings of an origin, as `code record field`."""
    found = (f for f in answer.json["findings"] if f["origin"] == origin)
    return sorted(f"{f['code']} {f['record'] or f['path']} {f['field']}".rstrip() for f in found)


def act_cited_by_three(tree: Scratch) -> None:
    """Commit an act that a project, a roadmap and an assignment rest on."""
    tree.change("hjt-005", "number: O‘RQ-905\n")
    for record in ("loy-2026-001", "yol-2026-001", "top-2026-001"):
        tree.change(record, "basis: [hjt-005]\n")
    tree.commit()
