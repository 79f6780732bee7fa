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
## ❌ Nizom: 4 findings block

changed since 0123456789: 3 records · 37 records · 5 errors · 1 warning · 0 overdue · as of 15 June 2026

### Blocks: in what the change touches (1)

| Level | Place | Check | What is wrong | What to do |
|---|---|---|---|---|
| ❌ error | <code>records/acts/hjt-005.md&#58;1</code> | C02 | hjt-005 was deleted; it is named by&#58; loy-2026-001, top-2026-001, yol-2026-001 | Bring the file back, and write under status one of&#58; withdrawn, lost-force |

### Blocks: brought about by the change elsewhere (3)

| Level | Place | Check | What is wrong | What to do |
|---|---|---|---|---|
| ❌ error | <code>records/assignments/top-2026-001.md&#58;13</code> | R01 | There is no record hjt-005 | This change deleted hjt-005&#58; bring it back, or name another record here |
| ❌ error | <code>records/projects/loy-2026-001.md&#58;56</code> | R01 | There is no record hjt-005 | This change deleted hjt-005&#58; bring it back, or name another record here |
| ❌ error | <code>records/roadmaps/yol-2026-001.md&#58;60</code> | R01 | There is no record hjt-005 | This change deleted hjt-005&#58; bring it back, or name another record here |

### New, does not block (1)

| Level | Place | Check | What is wrong | What to do |
|---|---|---|---|---|
| warning | <code>records/services/xiz-001.md&#58;53</code> | C09 | Changed&#58; title. Nothing says what these steps were taken on&#58; “developed” of 16 December 2024, “agreed” of 20 January 2025, “submitted” of 27 January 2025, “approved” of 14 February 2025 | Undo the change, or take the step anew with “nizom approve”&#58; it writes the digest |

<details><summary>Mended by the change: 1</summary>

| Level | Place | Check | What is wrong | What to do |
|---|---|---|---|---|
| ❌ error | <code>records/kpis/kpi-2026-001.md&#58;18</code> | F20 | The key “colour” is not known here | Correct the key, or move what it says to the text below |

</details>

<details><summary>Was there before, does not block: 1 error, 0 warnings</summary>

| Level | Place | Check | What is wrong | What to do |
|---|---|---|---|---|
| error | <code>records/assignments/top-2026-002.md&#58;18</code> | R01 | There is no record hjt-999 | Correct the id, or add the record first |

</details>

<details><summary>10 checks off: their settings have no value</summary>

- N13.3-2 (S50): Of a specialist from outside the papers that setting S50 names are on file
- N12.a.1-7 (S17): What was submitted to the ministry is reviewed within its term
- N12.a.7-3 (S30): The indicators laid on the Agency are met, from the threshold of S30 on
- W05 (waiver-days): An exception lasts no longer than the department's settings allow
- N1-2 (S02): A body is called, and belongs to whom, as setting S02 says; its periods there do not overlap
- N12.d.1-2 (S42): The use of ICT in the units is analysed every so many months
- N13.7-4 (S51): For every month that is over a report is submitted by the day of S51, if by S52 its absence counts
- N12.b.3-1 (S35): For each period of S35 the units of S35 send in what they did, and one digest sums it up
- N15.1-2 (S54): The department's visa is on a document before it is submitted
- A08 (provenance): An approval is proved to be its giver's as well as the department asks for that kind of record

</details>
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

Blocks: brought about by the change elsewhere

records/assignments/top-2026-001.md:13:9  error  R01  No such record
   |
13 | basis: [hjt-005]
   |         ^^^^^^^ There is no record hjt-005
   |
   = what to do: This change deleted hjt-005: bring it back, or name another record here

records/projects/loy-2026-001.md:56:9  error  R01  No such record
   |
56 | basis: [hjt-005]
   |         ^^^^^^^ There is no record hjt-005
   |
   = what to do: This change deleted hjt-005: bring it back, or name another record here

records/roadmaps/yol-2026-001.md:60:9  error  R01  No such record
   |
60 | basis: [hjt-005]
   |         ^^^^^^^ There is no record hjt-005
   |
   = what to do: This change deleted hjt-005: bring it back, or name another record here

What blocks: approvals need no proof; checks of approvals that only warn: A01–A07, A09–A11; 75 checks in all only warn
1 record changed since 0123456789; 0 findings mended, 0 findings there before. 4 findings block
""")
