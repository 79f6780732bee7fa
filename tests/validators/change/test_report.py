"""How a change is reported: in the terminal, in the summary of a pull request, and in every other format."""

import pytest
from inline_snapshot import snapshot

from tests.support.facts import NO_SUCH_ACT, WITHOUT_EXPERTISE
from tests.support.gate import act_cited_by_three, printed
from tests.support.scratch import Scratch


def test_the_markdown_summary_puts_what_blocks_first(base: Scratch) -> None:
    base.change("top-2026-002", NO_SUCH_ACT)
    base.change("kpi-2026-001", "colour: red\n")
    act_cited_by_three(base)
    base.change("kpi-2026-001", "colour:\n")
    base.path("hjt-005").unlink()
    base.edit("xiz-001", "title: ", "title: Yangi ")

    answer = base.nizom("check", "--base", "HEAD", "--format", "markdown", "--lang", "en", "--as-of", "2026-06-15")

    assert answer.code == 1
    assert printed(base, "--format", "markdown") == snapshot("""\
## ❌ It cannot be merged: 4 obstacles

Changed&#58; 3 records. Introduced by this change&#58; 4 errors, 1 warning. Fixes&#58; 1 finding. As of 15 June 2026.

### Obstacles. To be corrected by&#58; Raqamlashtirish bo‘limi

**Elektron hukumat to‘g‘risida (namuna), hjt-005** (hjt-005), <code>records/acts/hjt-005.md</code>

1. hjt-005 was deleted; it is named by&#58; loy-2026-001, top-2026-001, yol-2026-001. line 1, C02<br>
   → Bring the file back, and write under status one of&#58; withdrawn, lost-force

### Obstacles elsewhere, brought about by the change. To be corrected by&#58; the person who made the change

**Davlat xizmatlarini elektron shaklga o‘tkazish** (top-2026-001), responsible&#58; Javohir Toshmatov, <code>records/assignments/top-2026-001.md</code>

1. There is no record hjt-005. line 13, R01<br>
   → This change deleted hjt-005&#58; bring it back, or name another record here

**Standartlar elektron katalogini yaratish** (loy-2026-001), responsible&#58; Javohir Toshmatov, <code>records/projects/loy-2026-001.md</code>

1. There is no record hjt-005. line 56, R01<br>
   → This change deleted hjt-005&#58; bring it back, or name another record here

**Raqamlashtirish bo‘yicha 2026-yil yo‘l xaritasi** (yol-2026-001), responsible&#58; Javohir Toshmatov, <code>records/roadmaps/yol-2026-001.md</code>

1. There is no record hjt-005. line 60, R01<br>
   → This change deleted hjt-005&#58; bring it back, or name another record here

### Fixed by the change

- ✅ Elektron shaklda berilgan sertifikatlar ulushi (kpi-2026-001): The key “colour” is not known here. F20

### Only warns

**Yangi Muvofiqlik sertifikatini berish** (xiz-001), responsible&#58; Javohir Toshmatov, <code>records/services/xiz-001.md</code>

1. Title: ~~Muvofiqlik sertifikatini berish~~ → **Yangi Muvofiqlik sertifikatini berish**. Changed&#58; title. Nothing says what these steps were taken on&#58; “developed” of 16 December 2024, “agreed” of 20 January 2025, “submitted” of 27 January 2025, “approved” of 14 February 2025. line 53, C09, warning<br>
   → Undo the change, or take the step again with “nizom approve”, which writes the digest

<details><summary>Does not block&#58; was there before&#58; 1 finding</summary>

**was there before&#58; 1 finding**

- Axborot tizimlarini xatlovdan o‘tkazish (top-2026-002): There is no record hjt-999. R01

</details>

<sub><code>nizom check --base 0123456789</code> · 37 records · What blocks&#58; approvals need no proof; checks of approvals that only warn&#58; A01–A07, A09–A11; 113 checks in all only warn</sub>
""")


def test_annotations_are_written_only_where_the_change_did_something(base: Scratch) -> None:
    base.change("top-2026-001", NO_SUCH_ACT)
    base.commit()
    base.change("loy-2026-001", WITHOUT_EXPERTISE)

    answer = base.nizom("check", "--base", "HEAD", "--format", "github", "--as-of", "2026-06-15")

    assert [line.split(",")[0] for line in answer.out.splitlines() if line.startswith("::")] == [
        "::error file=records/projects/loy-2026-001.md"
    ]


@pytest.mark.parametrize("form", ["text", "json", "github", "gitlab", "sarif", "junit", "markdown"])
def test_every_format_reports_a_change(base: Scratch, form: str) -> None:
    act_cited_by_three(base)
    base.path("hjt-005").unlink()

    answer = base.nizom("check", "--base", "HEAD", "--format", form, "--as-of", "2026-06-15")

    assert (answer.code, answer.err) == (1, "")
    assert "C02" in answer.out


def test_sarif_marks_findings_as_new_or_unchanged(base: Scratch) -> None:
    base.change("std-001", "related: [std-777]\n")
    base.commit()
    base.change("std-002", "related: [std-888]\n")

    run = base.nizom("check", "--base", "HEAD", "--format", "sarif", "--as-of", "2026-06-15").json["runs"][0]

    states = {
        (one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], one["baselineState"]) for one in run["results"]
    }
    assert states == {("records/standards/std-001.md", "unchanged"), ("records/standards/std-002.md", "new")}


def test_the_terminal_report_has_headings_by_origin(base: Scratch) -> None:
    act_cited_by_three(base)
    base.path("hjt-005").unlink()

    assert printed(base) == snapshot("""\
Blocks: in what the change touches

records/acts/hjt-005.md:1:1  error  C02  Deleted instead of withdrawn
   |
 1 | ---
   | ^^^ hjt-005 was deleted; it is named by: loy-2026-001, top-2026-001, yol-2026-001
   |
   = what to do: Bring the file back, and write under status one of: withdrawn, lost-force
   = hjt-005 “Elektron hukumat to‘g‘risida (namuna), hjt-005”; responsible: Raqamlashtirish bo‘limi

Blocks: brought about by the change elsewhere

records/assignments/top-2026-001.md:13:9  error  R01  No such record
   |
13 | basis: [hjt-005]
   |         ^^^^^^^ There is no record hjt-005
   |
   = what to do: This change deleted hjt-005: bring it back, or name another record here
   = top-2026-001 “Davlat xizmatlarini elektron shaklga o‘tkazish”; responsible: Javohir Toshmatov

records/projects/loy-2026-001.md:56:9  error  R01  No such record
   |
56 | basis: [hjt-005]
   |         ^^^^^^^ There is no record hjt-005
   |
   = what to do: This change deleted hjt-005: bring it back, or name another record here
   = loy-2026-001 “Standartlar elektron katalogini yaratish”; responsible: Javohir Toshmatov

records/roadmaps/yol-2026-001.md:60:9  error  R01  No such record
   |
60 | basis: [hjt-005]
   |         ^^^^^^^ There is no record hjt-005
   |
   = what to do: This change deleted hjt-005: bring it back, or name another record here
   = yol-2026-001 “Raqamlashtirish bo‘yicha 2026-yil yo‘l xaritasi”; responsible: Javohir Toshmatov

What blocks: approvals need no proof; checks of approvals that only warn: A01–A07, A09–A11; 113 checks in all only warn
1 record changed since 0123456789; 0 findings fixed, 0 findings there before. 4 findings block
""")
