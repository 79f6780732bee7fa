"""Facts that break one rule each, to be laid over a base record."""

WITHOUT_EXPERTISE = (
    "documents:\n  - kind: terms-of-reference\n    date: 2026-02-16\n    standards: [std-001]\n    acts: [hjt-001]\n"
)
"""A running project's terms of reference without the conclusion of an expertise (N12.a.3-3)."""
NO_SUCH_ACT = "basis: [hjt-999]\n"
"""A reference to an act that does not exist (R01)."""

NOT_BEGUN = """\
status: planned
approvals:
monitoring:
  - {date: 2026-06-01, progress: 0}
budget:
  planned: 480000000
  contracted: 465000000
  source: Davlat budjeti
milestones:
  - title: Katalogni sinovdan o‘tkazish
    stage: system-tests
    start: 2026-08-03
    due: 2026-10-30
    responsible: xod-002
"""
"""The base project before its approval: nothing is done or paid."""

NOTHING_DONE = """\
measures:
  - id: "1"
    text: Katalogni ishga tushirish
    due: 2026-12-20
    status: planned
    responsible: xod-002
    project: loy-2026-001
    expected: Katalog ommaga ochiq
"""
"""The measures of a plan that is still being drawn up."""
