"""What could not be checked on a record, and for want of which fact."""

from typing import NamedTuple

from hooks.data.audience import audience
from hooks.data.snapshot import Snapshot
from validators.model.gaps import Gap
from validators.model.record import Record
from validators.output.plain_words import plain_words
from validators.output.sections import gap_in_words
from validators.repository.record_file import RecordFile


class UncheckedFact(NamedTuple):
    """A fact that is not known, and the checks that could not be carried out for want of it.

    `record` is the other record that lacks it, `why` is what is wrong with it. The public build says neither: the fact may be
    hidden. Without `codes` none of the record's checks was carried out.
    """

    why: str | None
    record: str | None
    codes: tuple[str, ...]


def unchecked_facts(entry: RecordFile, snapshot: Snapshot) -> list[UncheckedFact]:
    """Return what could not be checked on a record."""
    found: dict[Gap | None, dict[str, None]] = {}
    for item in snapshot.not_run_by_path.get(entry.path, ()):
        codes = found.setdefault(item.gap if audience() == "internal" else None, {})
        if item.check:
            codes[item.check.code] = None
    return [
        UncheckedFact(
            _why(gap, snapshot) if gap else None,
            gap.record if gap and gap.path != entry.path else None,
            tuple(sorted(codes)),
        )
        for gap, codes in found.items()
    ]


def _why(gap: Gap, snapshot: Snapshot) -> str:
    entry = snapshot.entries_by_path.get(gap.path)
    return plain_words(gap_in_words(gap), entry.kind.model if entry else Record)
