"""A waiver from what the Nizom's own words demand acknowledges a breach: changes go through, and it stays a breach."""

import json
import re

import pytest
from inline_snapshot import snapshot

from tests.support.facts import WITHOUT_EXPERTISE
from tests.support.gate import gate, of_origin, printed
from tests.support.scratch import AS_OF, Scratch

WAIVER = (
    "---\nid: ist-001\ntitle: Ekspertiza xulosasi keyinroq olinadi\nstatus: allowed\nowner: tsh-002\nchecks: [{code}]\n"
    "records: [{record}]\nreason: Vakolatli tashkilot arizani navbatga qo‘ygan\ndocument: 31-son buyruq\nallowed_by: xod-004\n"
    "since: 2026-06-01\nuntil: 2026-08-31\n---\nSababi va asosi.\n"
)
LATE_MEASURE = """\
measures:
  - id: "1"
    text: Katalogni ishga tushirish
    due: 2026-03-31
    status: in-progress
    responsible: xod-003
    expected: Katalog ommaga ochiq
"""
BREACH = "N12.a.3-3 loy-2026-001 documents.0.expertise"


@pytest.fixture
def acknowledged(base: Scratch) -> Scratch:
    """The base records and a waiver, committed; a project that loses its expertise, not committed."""
    base.write("records/waivers/ist-001.md", WAIVER.format(code="N12.a.3-3", record="loy-2026-001"))
    base.commit()
    base.change("loy-2026-001", WITHOUT_EXPERTISE)
    return base


def test_an_acknowledged_breach_lets_the_change_through(acknowledged: Scratch) -> None:
    answer = gate(acknowledged)

    assert (answer.code, answer.json["summary"]["blocking"]) == (0, 0)
    assert of_origin(answer, "touched") == [BREACH]
    [found] = answer.json["findings"]
    assert found["acknowledged"] == {"waiver": "ist-001", "until": "2026-08-31"}
    assert "waived" not in found


def test_it_stays_an_error_of_every_other_run(acknowledged: Scratch) -> None:
    acknowledged.commit()

    answer = acknowledged.check("--no-base")

    assert (answer.code, answer.findings) == (1, [f"{BREACH} (acknowledged by ist-001)"])
    summary = answer.json["summary"]
    assert (summary["errors"], summary["blocking"], summary["acknowledged"]) == (1, 1, 1)
    assert "waived" not in summary


def test_without_the_waiver_the_change_does_not_go_through(acknowledged: Scratch) -> None:
    acknowledged.edit("ist-001", "status: allowed", "status: ended")

    assert (gate(acknowledged).code, of_origin(gate(acknowledged), "touched")) == (1, [BREACH])


def test_nobody_acknowledges_what_the_same_change_breaks(base: Scratch) -> None:
    base.commit()
    base.write("records/waivers/ist-001.md", WAIVER.format(code="N12.a.3-3", record="loy-2026-001"))
    base.change("loy-2026-001", WITHOUT_EXPERTISE)

    assert gate(base).code == 1


def test_what_is_derived_or_measured_by_a_setting_is_exempted_as_before(base: Scratch) -> None:
    base.write("records/waivers/ist-001.md", WAIVER.format(code="N11.1-1", record="loy-2026-001"))
    base.change("loy-2026-001", "introduced_in:\n")

    answer = base.check("--no-base")

    assert (answer.code, answer.findings) == (0, ["N11.1-1 loy-2026-001 introduced_in (ist-001)"])


def test_the_words_are_those_of_a_breach_and_its_day(acknowledged: Scratch) -> None:
    known = "tan olingan buzilish, 2026-yil 31-avgustgacha (ist-001)"
    whole = acknowledged.nizom("check", "--no-base", "--as-of", AS_OF)
    page = acknowledged.nizom("check", "--base", "HEAD", "--format", "markdown", "--as-of", AS_OF).out

    assert f"   = {known}\n" in whole.out
    assert "ulardan tan olingan buzilishlar: 1 ta xato" in whole.out.splitlines()[-1]
    assert "istisno" not in whole.out
    reported = printed(acknowledged)
    assert "Breaches acknowledged: they let the change through, and stay breaches (1)\n" in reported
    assert "N12.a.3-3 (breach acknowledged until 31 August 2026 (ist-001))" in reported
    assert page.startswith("## ✅ ")
    section = page.partition("### Tan olingan buzilishlar")[2]
    assert known in re.sub(r"&#\d+;", lambda sign: chr(int(sign[0][2:-1])), section)


def test_coverage_and_the_record_count_it(acknowledged: Scratch) -> None:
    rows = json.loads(acknowledged.nizom("coverage", "--format", "json", "--as-of", AS_OF).out)["paragraphs"]
    [check] = [check for row in rows for check in row["checks"] if check["code"] == "N12.a.3-3"]

    assert (check["findings"], check["waived"]) == (1, 0)
    shown = acknowledged.nizom("show", "loy-2026-001", "--as-of", AS_OF).out
    assert re.search(r"N12\.a\.3-3 .*\(tan olingan buzilish, 2026-yil 31-avgustgacha \(ist-001\)\)\n", shown)


def test_an_exception_that_comes_before_its_change_is_not_called_needless_in_it(base: Scratch) -> None:
    base.commit()
    base.write("records/waivers/ist-001.md", WAIVER.format(code="N12.a.3-3", record="loy-2026-001"))
    first = gate(base)
    base.commit()

    assert (first.code, first.findings) == (0, [])
    assert base.check("--no-base").findings == ["W02 ist-001"]


def test_what_is_acknowledged_is_not_new_since_the_day_before(acknowledged: Scratch) -> None:
    acknowledged.commit()

    since = acknowledged.check("--since", "HEAD~1").json["since"]

    assert (len(since["new"]), len(since["acknowledged"])) == (0, 1)


def test_a_late_duty_of_the_nizom_stays_late(base: Scratch) -> None:
    base.write("records/waivers/ist-001.md", WAIVER.format(code="N9-1", record="xod-003"))
    base.edit("xod-003", "hired: 2023-09-04", "hired: 2023-03-01")
    base.edit("xod-003", "since: 2023-09-04", "since: 2023-03-01")
    base.edit("xod-003", "trainings:\n  - date: 2025-04-18", "trainings:\n  - date: 2023-04-18")

    answer = base.check("--no-base", "--fail-on", "error,duty")
    late = [duty for duty in base.nizom("due", "--format", "json", "--as-of", AS_OF).json["duties"] if duty["code"] == "N9-1"]

    text = base.nizom("due", "--lang", "en", "--as-of", AS_OF).out

    assert (answer.code, answer.json["summary"]["overdue"]) == (1, 1)
    assert "days late (breach acknowledged until 31 August 2026 (ist-001))" in text
    assert [(duty["state"], duty["waived"], duty["acknowledged"]) for duty in late if duty["record"] == "xod-003"] == [
        ("overdue", None, "ist-001")
    ]


def test_the_yearly_figures_count_it(base: Scratch) -> None:
    base.change("yol-2026-001", LATE_MEASURE)
    before = overdue_measures(base)
    base.write("records/waivers/ist-001.md", WAIVER.format(code="N12.a.2-2", record="yol-2026-001"))

    assert (before, overdue_measures(base)) == ("1 [yol-2026-001]", "1 [yol-2026-001]")


def test_the_employee_who_answers_for_it_is_shown_it(base: Scratch) -> None:
    base.change("yol-2026-001", LATE_MEASURE)
    base.write("records/waivers/ist-001.md", WAIVER.format(code="N12.a.2-2", record="yol-2026-001"))
    arguments = ("show", "--person", "xod-003", "--as-of", AS_OF, "--lang", "en")

    duties = [duty for duty in base.nizom(*arguments, "--format", "json").json["overdue"] if duty["code"] == "N12.a.2-2"]

    assert [(duty["state"], duty["waived"], duty["acknowledged"]) for duty in duties] == [("overdue", None, "ist-001")]
    assert "(breach acknowledged until 31 August 2026 (ist-001))" in base.nizom(*arguments).out


def overdue_measures(base: Scratch) -> str:
    """Return how many measures the draft of the yearly report counts as overdue, and of which records."""
    draft = base.nizom("report", "annual", "2026", "--as-of", AS_OF).out
    return " ".join(re.findall(r"- name: measures-overdue\n    value: (.*)\n    records: (.*)\n", draft)[0])


def test_the_morning_run_separates_what_is_new_from_what_is_known(acknowledged: Scratch) -> None:
    acknowledged.change("tsh-002", "owner: tsh-404\n")
    yesterday = acknowledged.commit()
    acknowledged.change("loy-2026-001", f"{WITHOUT_EXPERTISE}systems: [ree-404]\n")

    text = acknowledged.nizom("check", "--since", yesterday, "--lang", "en", "--as-of", AS_OF)
    answer = acknowledged.check("--since", yesterday)

    assert text.code == 1
    last = text.out.partition(" block\n")[2].replace(yesterday[:10], "0123456789")
    assert last == snapshot("""\
New since 14 June 2026 (0123456789): 1
   records/projects/loy-2026-001.md:12  R01  There is no record ree-404
Breaches acknowledged: 1
   records/projects/loy-2026-001.md:14  N12.a.3-3 (breach acknowledged until 31 August 2026 (ist-001))  “terms-of-reference” has not passed the expertise of an authorised body
There before: 1
""")
    by_fingerprint = {found["fingerprint"]: found["code"] for found in answer.json["findings"]}
    since = answer.json["since"]
    assert (since["revision"], since["day"]) == (yesterday, "2026-06-14")
    assert {key: [by_fingerprint[one] for one in since[key]] for key in ("new", "acknowledged", "left")} == {
        "new": ["R01"], "acknowledged": ["N12.a.3-3"], "left": ["R01"],
    }  # fmt: skip


def test_what_fell_due_overnight_is_new(base: Scratch) -> None:
    base.edit("xod-003", "hired: 2023-09-04", "hired: 2023-03-01")
    base.edit("xod-003", "since: 2023-09-04", "since: 2023-03-01")
    base.edit("xod-003", "trainings:\n  - date: 2025-04-18", "trainings:\n  - date: 2023-06-14")
    commit = base.commit()

    def new(day: str) -> list[str]:
        answer = base.check("--since", commit, "--fail-on", "error,duty", as_of=day)
        by_fingerprint = {found["fingerprint"]: found["code"] for found in answer.json["findings"]}
        return [by_fingerprint[one] for one in answer.json["since"]["new"]]

    assert [new("2026-06-14"), new("2026-06-15"), new("2026-06-16")] == [[], ["N9-1"], []]


def test_an_unknown_revision_is_named(base: Scratch) -> None:
    base.commit()

    answer = base.nizom("check", "--since", "kecha", "--lang", "en")

    assert (answer.code, answer.out) == (2, "")
    assert answer.err == "nizom: There is no revision kecha here. In CI, fetch the whole history (fetch-depth: 0)\n"
