"""The workspace says what a check of the same files says, with unsaved texts laid over them."""

from datetime import date

from tests.support.scratch import AS_OF, Scratch
from validators.repository.reading import read_tree
from validators.source.finding import Finding
from validators.workspace.workspace import Workspace

DAY = date.fromisoformat(AS_OF)
PROJECT = "records/projects/loy-2026-001.md"
MINISTRY = "records/organizations/tsh-004.md"


def opened(base: Scratch) -> Workspace:
    return Workspace(read_tree(base.root))


def said(findings: list[Finding]) -> list[str]:
    return [f"{one.code} {one.record or one.path} {one.field}" for one in findings]


def test_an_unsaved_text_is_checked_and_the_saved_one_comes_back(base: Scratch) -> None:
    workspace = opened(base)
    text = base.path("loy-2026-001").read_text("utf-8")

    workspace.lay(PROJECT, text.replace("owner: tsh-002", "owner: tsh-999"))
    unsaved = said(workspace.outcome_in(PROJECT, DAY).findings)
    workspace.lift(PROJECT)

    assert unsaved == ["R01 loy-2026-001 owner"]
    assert workspace.outcome_in(PROJECT, DAY).findings == []
    assert base.path("loy-2026-001").read_text("utf-8") == text


def test_an_unsaved_deletion_is_seen_where_the_record_is_named(base: Scratch) -> None:
    workspace = opened(base)

    workspace.lay(MINISTRY, None)

    assert "R01" in {one.code for one in workspace.outcome(DAY).findings}
    assert workspace.repository.find("tsh-004") is None
    assert workspace.outcome_in(MINISTRY, DAY).findings == []


def test_a_file_that_is_not_saved_yet_is_a_record(base: Scratch) -> None:
    workspace = opened(base)
    text = base.path("loy-2026-001").read_text("utf-8").replace("loy-2026-001", "loy-2026-901")

    workspace.lay("records/projects/loy-2026-901.md", text)

    assert said(workspace.outcome_in("records/projects/loy-2026-901.md", DAY).findings) == [
        "N12.a.1-3 loy-2026-901 id",
        "F36 loy-2026-901 title",
    ]


def test_what_is_read_again_leaves_unsaved_texts_where_they_are(base: Scratch) -> None:
    workspace = opened(base)
    text = base.path("loy-2026-001").read_text("utf-8")
    workspace.lay(PROJECT, text.replace("owner: tsh-002", "owner: tsh-999"))
    base.path("loy-2026-001").write_text(text.replace("title: ", "title: Yangi ", 1), "utf-8")

    workspace.reread(read_tree(base.root))
    unsaved = said(workspace.outcome_in(PROJECT, DAY).findings)
    workspace.lift(PROJECT)

    assert unsaved == ["R01 loy-2026-001 owner"]
    found = workspace.repository.find("loy-2026-001")
    assert found
    assert found.record
    assert found.record.title.startswith("Yangi ")


def test_a_picture_that_a_text_shows_stays_with_the_text_until_it_is_deleted(base: Scratch) -> None:
    base.save("records/projects/loy-2026-001/sxema.png", "rasm", "png")
    text = base.path("loy-2026-001").read_text("utf-8")
    base.path("loy-2026-001").write_text(f"{text}\n![Sxema](loy-2026-001/sxema.png)\n", "utf-8")
    workspace = opened(base)
    shown = workspace.outcome(DAY).findings

    workspace.lay(PROJECT, f"{text}\nSxema: ![](loy-2026-001/sxema.png)\n")
    edited = workspace.repository.find("loy-2026-001")
    (base.root / "records/projects/loy-2026-001/sxema.png").unlink()
    workspace.reread(read_tree(base.root))

    assert shown == []
    assert edited
    assert edited.attachments_in_text == ("sxema.png",)
    assert said(workspace.outcome(DAY).findings) == said(workspace.outcome_in(PROJECT, DAY).findings) == ["R06 loy-2026-001 "]


def test_settings_and_the_day_judge_all_records_again(base: Scratch) -> None:
    workspace = opened(base)
    settings = "records/settings.md"
    without = base.path(settings).read_text("utf-8").replace("S05:", "S99:")

    before = said(workspace.outcome(DAY).findings)
    workspace.lay(settings, without)
    unsaved = said(workspace.outcome(DAY).findings)
    workspace.lift(settings)
    later = said(workspace.outcome(DAY.replace(year=DAY.year + 1)).findings)

    assert before == said(workspace.outcome(DAY).findings) == []
    assert unsaved
    assert later
