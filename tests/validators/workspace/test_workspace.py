"""The workspace says what a check of the same files says, with unsaved texts laid over them."""

from datetime import date

from tests.support.scratch import AS_OF, Scratch
from validators.checks.run import check_repository
from validators.kinds import all_kinds
from validators.repository.reading import read_tree
from validators.repository.repository import Repository
from validators.source.finding import Finding
from validators.workspace.workspace import Workspace

DAY = date.fromisoformat(AS_OF)
PROJECT = "records/projects/loy-2026-001.md"
MINISTRY = "records/organizations/tsh-004.md"


def opened(base: Scratch) -> Workspace:
    return Workspace(read_tree(base.root))


def checked(workspace: Workspace, day: date = DAY) -> list[Finding]:
    """Return what a check of the same files finds that begins from nothing."""
    return check_repository(Repository.from_files(workspace.files, all_kinds()), day)


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


def test_a_file_that_is_deleted_on_the_disk_is_gone_once_read_again(base: Scratch) -> None:
    workspace = opened(base)
    base.path("ryx-2026-001").unlink()

    workspace.reread(read_tree(base.root))

    assert workspace.repository.find("ryx-2026-001") is None
    assert said(workspace.outcome_in(PROJECT, DAY).findings) == ["N12.a.1-3 loy-2026-001 id"]


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


def test_a_picture_that_another_record_shows_is_missed_there_too(base: Scratch) -> None:
    base.save("records/projects/loy-2026-001/sxema.png", "rasm", "png")
    for file, path in ((PROJECT, "loy-2026-001/sxema.png"), (MINISTRY, "../projects/loy-2026-001/sxema.png")):
        base.write(file, f"{base.path(file).read_text('utf-8')}\n![Sxema]({path})\n")
    workspace = opened(base)
    shown = workspace.outcome(DAY).findings

    (base.root / "records/projects/loy-2026-001/sxema.png").unlink()
    workspace.reread(read_tree(base.root))
    missed = workspace.outcome(DAY).findings

    assert shown == []
    assert said(missed) == ["R06 tsh-004 ", "R06 loy-2026-001 "]
    assert missed == checked(workspace)


def test_a_link_to_a_file_in_a_wrong_place_leads_nowhere_once_the_file_is_deleted(base: Scratch) -> None:
    base.write(MINISTRY, f"{base.path(MINISTRY).read_text('utf-8')}\n[Reja](../projects/reja.docx)\n")
    base.write("records/projects/reja.docx", "Reja")
    workspace = opened(base)
    misplaced = workspace.outcome(DAY).findings

    workspace.lay("records/projects/reja.docx", None)
    deleted = workspace.outcome(DAY).findings

    assert said(misplaced) == ["F28 records/projects/reja.docx "]
    assert said(deleted) == ["R06 tsh-004 "]
    assert deleted == checked(workspace)


def test_what_a_link_probably_meant_is_guessed_again_after_a_rename(base: Scratch) -> None:
    base.write(MINISTRY, f"{base.path(MINISTRY).read_text('utf-8')}\n[Loyiha](../projects/LOY-2026-001.MD)\n")
    workspace = opened(base)
    before = workspace.outcome_in(MINISTRY, DAY).findings

    base.path(PROJECT).rename(base.root / "records/projects/loy-2026-901.md")
    workspace.reread(read_tree(base.root))
    after = workspace.outcome_in(MINISTRY, DAY).findings

    assert said(before) == said(after) == ["R06 tsh-004 "]
    assert [one.hint for one in before] != [one.hint for one in after]
    assert after == [one for one in checked(workspace) if one.path == MINISTRY]


def test_settings_judge_all_records_again(base: Scratch) -> None:
    workspace = opened(base)
    settings = "records/settings.md"
    without = base.path(settings).read_text("utf-8").replace("S05:", "S99:")

    before = said(workspace.outcome(DAY).findings)
    workspace.lay(settings, without)
    unsaved = workspace.outcome(DAY).findings
    judged = checked(workspace)
    workspace.lift(settings)

    assert before == said(workspace.outcome(DAY).findings) == []
    assert unsaved == judged != []


def test_another_day_judges_all_records_again(base: Scratch) -> None:
    workspace = opened(base)
    earlier = DAY.replace(month=1)

    before = workspace.outcome(DAY).findings
    judged = workspace.outcome(earlier).findings

    assert before == workspace.outcome(DAY).findings == []
    assert judged == checked(workspace, earlier) != []
