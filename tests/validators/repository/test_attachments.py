"""Pictures and scans in the folder of a record: what a decision covers of them, and where they are read from."""

import pytest

from tests.support.approvals import PLANNED, PROJECT, VISA, approve
from tests.support.scratch import BEGINNINGS, Scratch

FILE = f"records/projects/{PROJECT}.md"
PICTURE = f"records/projects/{PROJECT}/sxema.png"
SCAN = f"records/projects/{PROJECT}/viza.pdf"
WITH_PICTURE = PLANNED + f"\n![Sxema]({PROJECT}/sxema.png)\n"


def picture(words: str = "birinchi") -> bytes:
    return BEGINNINGS["png"] + words.encode()


def approved_with_picture(base: Scratch) -> None:
    base.write(FILE, WITH_PICTURE)
    base.write(PICTURE, picture())
    assert approve(base, *VISA).code == 0
    base.commit()


def test_a_decision_covers_the_picture_that_the_text_shows(base: Scratch) -> None:
    approved_with_picture(base)
    assert base.check("--no-base").findings == []

    base.write(PICTURE, picture("ikkinchi"))

    assert base.check("--no-base").findings == [f"A04 {PROJECT} approvals"]
    assert base.check("--base", "HEAD").findings == [f"C06 {PROJECT} approvals.0"]
    assert "sxema.png" in base.nizom("check", "--base", "HEAD", "--lang", "en", "--as-of", "2026-06-15").out


@pytest.mark.parametrize(
    "way",
    [
        '<img src="{}/sxema&#46;png">',
        "[x]({}/%73xema.png)",
        "[x]({}/sxema\\.png)",
        "![x]({}/&#37;73xema.png)",
        '<img src="{}/sxe\nma.png">',
        '<img src="{}/sxe&Tab;ma.png">',
        '> <img src="{}/sxe\n> ma.png">',
    ],
)
def test_a_picture_named_in_any_other_way_is_covered_as_well(base: Scratch, way: str) -> None:
    base.write(FILE, f"{PLANNED}\n{way.format(PROJECT)}\n")
    base.write(PICTURE, picture())
    assert approve(base, *VISA).code == 0

    base.write(PICTURE, picture("ikkinchi"))

    assert base.check().findings == [f"A04 {PROJECT} approvals"]


def test_history_says_which_picture_was_changed_after_the_decision(base: Scratch) -> None:
    base.write(FILE, WITH_PICTURE.replace("sxema.png", "xona.png"))
    base.write(PICTURE.replace("sxema", "xona"), picture())
    approved_with_picture(base)
    why = "Changed after the step “visa” of 8 June 2026: sxema.png"

    base.write(PICTURE, picture("ikkinchi"))
    base.commit()
    base.write(PICTURE, picture("uchinchi"))

    assert [one["message"] for one in base.check("--no-base").json["findings"]] == [why]
    shown = base.nizom("approvals", PROJECT, "--lang", "en", "--format", "json", "--as-of", "2026-06-15").json
    assert [step["why"] for step in shown["steps"] if step["state"] == "stale"] == [why]
    (base.root / PICTURE).unlink()
    assert why in [one["message"] for one in base.check("--no-base").json["findings"]]


def test_a_picture_that_was_never_committed_is_not_guessed(base: Scratch) -> None:
    base.commit()
    base.write(FILE, WITH_PICTURE)
    base.write(PICTURE, picture())
    assert approve(base, *VISA).code == 0

    base.write(PICTURE, picture("ikkinchi"))

    assert [one["message"] for one in base.check("--no-base").json["findings"]] == [
        "Changed after the step “visa” of 8 June 2026"
    ]


def test_a_scan_that_the_text_does_not_name_may_come_after_the_decision(base: Scratch) -> None:
    approved_with_picture(base)

    base.write(SCAN, BEGINNINGS["pdf"])

    assert base.check("--base", "HEAD").findings == []


def test_what_is_attached_is_the_same_on_the_disk_in_the_index_and_in_a_commit(base: Scratch) -> None:
    base.git("init")
    base.write(PICTURE, BEGINNINGS["jpeg"])
    base.write(SCAN, BEGINNINGS["pdf"] + b"0" * (5 * 1024 * 1024))
    on_disk = base.check("--no-base").findings
    base.git("add", ".")
    in_index = base.check("--staged", "--no-base").findings
    base.commit()

    assert on_disk == in_index == [f"F34 {PICTURE}", f"F34 {SCAN}"]
    assert base.check("--base", "HEAD").code == 0


def test_a_record_that_is_deleted_takes_its_pictures_along(base: Scratch) -> None:
    base.write(PICTURE, picture())
    base.path(PROJECT).unlink()

    assert f"F28 {PICTURE}" in base.check().findings


def test_a_picture_left_behind_under_a_former_id_is_said_once(base: Scratch) -> None:
    base.write(FILE, WITH_PICTURE.replace(f"id: {PROJECT}", "id: loy-2026-044"))
    base.write(PICTURE, picture())

    reported = [found for found in base.check().findings if found.startswith(("F", "R06"))]
    assert reported == ["F26 loy-2026-044 id", f"F28 {PICTURE}"]
