"""Links in the Markdown of records and pages."""

from datetime import date

from hooks.data.snapshot import take_snapshot
from hooks.html.markdown_links import resolve_links
from tests.support.scratch import AS_OF, Scratch


def test_a_broken_record_without_an_id_removes_no_links(base: Scratch) -> None:
    base.write("records/projects/buzuq.md", "---\nid: [\n---\n")
    snapshot = take_snapshot(base.root, date.fromisoformat(AS_OF))
    link = "[Yozuv qo‘shish](adding.md)"
    assert resolve_links(link, "guide/index.md", snapshot.repository, snapshot.hidden_ids) == link
