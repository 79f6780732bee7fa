"""What `nizom check` says of the checkout it is called in: what git keeps of it, and what it leaves out."""

import pytest

from tests.support.scratch import Scratch


@pytest.mark.parametrize("name", ["Thumbs.db", "loy-2026-001.md.orig", "loy-2026-001.md~"])
def test_what_a_program_left_behind_is_reported_once_git_keeps_it(base: Scratch, name: str) -> None:
    base.commit()
    base.write(f"records/projects/{name}", "Qoldiq\n")
    assert base.check().findings == []

    base.git("add", "--force", "--", f"records/projects/{name}")

    assert base.check().findings == [f"F28 records/projects/{name}"]
