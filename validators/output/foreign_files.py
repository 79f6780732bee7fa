"""A folder of files that are no records: reported in one sentence, not file by file."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from validators.repository.paths import folder_of
from validators.source.codes import FileCode
from validators.source.finding import Finding
from validators.text.messages import Message, say

FEW = 3
"""So many foreign files of a folder are reported one by one, each with its own advice."""
NAMED = 3
"""So many of the others are named."""


def by_folder(findings: Sequence[Finding]) -> Iterator[list[Finding]]:
    """Yield each finding by itself, but those of a folder with many foreign files together, where the first of them stands."""
    for (folder, is_foreign), group in groupby(findings, key=lambda one: (folder_of(one.path), _is_foreign(one))):
        together = list(group)
        if folder and is_foreign and len(together) > FEW:
            yield together
        else:
            yield from ([one] for one in together)


def _is_foreign(finding: Finding) -> bool:
    """Return whether a file is no record, and no record that only lies or is named wrong."""
    return finding.code == FileCode.MISPLACED_FILE and finding.record is None and finding.cure is None


def in_words(findings: Sequence[Finding]) -> tuple[Message, Message]:
    """Return what is wrong with the foreign files of a folder, and what to do with them."""
    names = [one.path.rpartition("/")[2] for one in findings]
    return (
        say("{count} files that are no records: {names}", count=len(names), names=", ".join((*names[:NAMED], "…"))),
        say(
            "Keep them outside records/. Rows of a workbook become records by nizom import FILE KIND, other work begins with "
            "nizom new KIND TITLE"
        ),
    )
