"""Invented records that show a new body how to write one, marked as samples: a project, a request, an incident."""

from datetime import date

from validators.beginning.first_records import TEMPLATES
from validators.beginning.questions import HEAD
from validators.kinds import all_kinds
from validators.model.ids import has_prefix
from validators.repository.paths import path_of

SAMPLES = "samples"


def sample_records(as_of: date, *, has_head: bool) -> dict[str, str]:
    """Return their texts by their paths, begun on a day; the head answers for them, if there is one."""
    responsible = f"responsible: {HEAD.rpartition('/')[2]}\n" if has_head else ""
    values = {"year": f"{as_of.year}", "next": f"{as_of.year + 1}", "today": as_of.isoformat(), "responsible": responsible}
    texts = {}
    for file in sorted((TEMPLATES / SAMPLES).glob("*.md")):
        id_, text = file.stem, file.read_text("utf-8")
        for name, value in values.items():
            id_, text = (written.replace(f"@@{name}@@", value) for written in (id_, text))
        kind = next(kind for kind in all_kinds().values() if has_prefix(id_, kind.prefix))
        texts[path_of(kind, id_)] = text
    return texts
