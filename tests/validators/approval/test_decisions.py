"""Decisions that are no steps of the way to approval are proved as well as those: corrections, moved dates, what is given up,
exceptions, and the director-general's consent to looser settings."""

import pytest
from inline_snapshot import snapshot

from tests.support.approvals import PROJECT, VISA
from tests.support.gate import gate
from tests.support.keys import (
    DEPUTY,
    DIRECTOR,
    ON_8_JUNE,
    ON_10_JUNE,
    WRITER,
    Key,
    approve,
    registered,
    require,
)
from tests.support.new_value import give_new_value
from tests.support.scratch import Scratch

MOVED = "{old: 2026-12-25, new: 2027-03-31, reason: Kech yetkazildi, allowed_by: xod-005, date: 2026-06-10}"
GIVEN_UP = "{reason: Kerak emas, by: xod-005, date: 2026-06-10}"
CORRECTED = '{what: target, old: "80", new: "81", reason: Xato, by: xod-005, date: 2026-06-10}'
EXCEPTION = (
    "---\nid: ist-2026-001\ntitle: Vaqtincha\nstatus: allowed\nowner: tsh-002\nchecks: [{check}]\n{of}\nreason: Navbat\n"
    "document: 1-son\nallowed_by: xod-004\nsince: 2026-06-01\nuntil: 2026-12-31\n---\nSababi.\n"
)
ALLOWED = ("ist-2026-001", "--as", "director-general", "--decision", "approved", "--document", "1-son", "--date", "2026-06-08")


def decided(tree: Scratch, what: str) -> str:
    """Write a decision of the deputy, and return the finding that it is not proved."""
    if what == "correction":
        tree.change("kpi-2026-001", f"target: 81\ncorrections: [{CORRECTED}]\n")
        return "A08 kpi-2026-001 corrections.0"
    if what == "moved date":
        tree.change(PROJECT, f"due: 2027-03-31\nextensions: [{MOVED}]\n")
        return f"A08 {PROJECT} extensions.0"
    tree.edit(PROJECT, "    due: 2026-10-30\n", f"    due: 2026-10-30\n    cancelled: {GIVEN_UP}\n")
    return f"A08 {PROJECT} milestones.0.cancelled"


DECISIONS = ["correction", "moved date", "given up"]


@pytest.mark.parametrize("what", DECISIONS)
@pytest.mark.parametrize(
    ("grade", "by", "key", "proved"),
    [
        ("declared", WRITER, None, True),
        ("attributed", WRITER, None, False),
        ("attributed", DEPUTY.title(), None, True),
        ("signed", DEPUTY, None, False),
        ("signed", DEPUTY, "writer", False),
        ("signed", WRITER, "deputy", True),
        ("signed", DEPUTY, "deputy", True),
    ],
)
def test_a_decision_is_proved_by_the_commit_that_brought_it(
    office: Scratch, keys: dict[str, Key], what: str, grade: str, by: str, key: str | None, proved: bool
) -> None:
    require(office, grade, kinds="project kpi", strict="")
    office.commit(by=WRITER)
    finding = decided(office, what)
    assert office.check().findings == []  # not committed yet: nothing to judge
    office.commit(by=by, at=ON_10_JUNE, key=keys[key].file if key else None)

    answer = office.check("--base", "HEAD~1")

    assert (answer.code, answer.findings) == ((0, []) if proved else (1, [finding]))


def test_a_decision_that_is_not_proved_says_who_has_to_commit_it(office: Scratch) -> None:
    require(office, "signed")
    decided(office, "moved date")
    office.commit(by=DEPUTY, at=ON_10_JUNE)

    found = office.check().json["findings"][0]

    assert (found["message"], found["hint"]) == snapshot(
        (
            "The decision of 10 June 2026 by xod-005 is only attributed; signed is asked for",
            "Have who decided commit these lines under their own address; for “signed” also with their key",
        )
    )


def test_a_decision_of_another_body_has_no_commit_here(office: Scratch) -> None:
    require(office, "signed", kinds="assignment")
    office.commit(by=WRITER)
    moved = "{old: 2027-09-30, new: 2027-12-31, reason: So‘raldi, allowed_by: tsh-003, date: 2026-06-10, document: 05-1/77}"
    office.change("top-2026-001", f"due: 2027-12-31\nextensions: [{moved}]\n")
    office.commit(by=WRITER, at=ON_10_JUNE)

    assert office.check("--base", "HEAD~1").findings == []


def test_a_proved_decision_copied_to_another_date_is_not_proved_there(office: Scratch, keys: dict[str, Key]) -> None:
    require(office, "signed", strict="")
    office.edit(PROJECT, "milestones:\n", "milestones:\n  - title: Katalogni to‘ldirish\n    due: 2026-10-30\n")
    office.commit(by=WRITER)
    moved = "{old: 2026-10-30, new: 2026-12-20, reason: Kech, allowed_by: xod-005, date: 2026-06-10}"
    line = f"    due: 2026-12-20\n    extensions: [{moved}]\n"
    office.edit(PROJECT, "    due: 2026-10-30\n", line)
    office.commit(by=DEPUTY, at=ON_10_JUNE, key=keys["deputy"].file)
    office.edit(PROJECT, "    due: 2026-10-30\n", line)
    office.commit(by=WRITER, at=ON_10_JUNE)

    assert gate_of_last(office) == [f"A08 {PROJECT} milestones.1.extensions.0"]


def gate_of_last(tree: Scratch) -> list[str]:
    """Return what the gate says of the last commit."""
    return tree.check("--base", "HEAD~1").findings


# Days: what is said to be from before proof was asked for.


@pytest.mark.parametrize("what", ["step", *DECISIONS])
def test_a_decision_dated_before_proof_was_asked_for_counts_only_if_it_was_there(office: Scratch, what: str) -> None:
    def decide() -> str:
        if what == "step":
            approve(office, *VISA)
            return f"A08 {PROJECT} approvals.0"
        return decided(office, what)

    require(office, "attributed", since="2026-06-11", kinds="project kpi", strict="")
    office.commit(by=WRITER)
    finding = decide()
    office.commit(by=WRITER, at=ON_10_JUNE)

    assert office.check("--no-base").findings == []
    assert gate_of_last(office) == [finding]

    office.change("top-2026-001", "summary: Boshqa ish\n")
    office.edit(PROJECT, "priority: high", "\npriority: high")
    office.commit(by=WRITER, at=ON_10_JUNE)
    assert gate_of_last(office) == []


@pytest.mark.parametrize(("since", "found"), [("2026-06-08", [f"A08 {PROJECT} approvals.0"]), ("2026-06-09", [])])
def test_proof_is_asked_for_from_the_first_day_on(office: Scratch, since: str, found: list[str]) -> None:
    require(office, "attributed", since=since)
    approve(office, *VISA)
    office.commit(by=WRITER, at=ON_8_JUNE)

    assert office.check("--no-base").findings == found


def test_an_old_step_may_get_the_number_of_its_letter_later(office: Scratch) -> None:
    approve(office, *VISA)
    require(office, "attributed", since="2026-06-11", strict="")
    office.commit(by=WRITER, at=ON_8_JUNE)
    office.edit(PROJECT, "    part: Butun matn\n", "    part: Butun matn\n    document: 5-son\n")
    office.commit(by=WRITER, at=ON_10_JUNE)

    assert gate_of_last(office) == []


# What blocks in a change of a record whose approvals have to be proved.


@pytest.mark.parametrize(
    ("grade", "severity", "code"), [("declared", "warning", 0), ("attributed", "error", 1), ("signed", "error", 1)]
)
def test_where_proof_is_asked_for_no_check_of_approvals_only_warns(office: Scratch, grade: str, severity: str, code: int) -> None:
    require(office, grade, strict="")
    office.commit(by=WRITER)
    office.change(PROJECT, "status: in-progress\n")
    office.commit(by=WRITER, at=ON_10_JUNE)

    answer = office.check("--base", "HEAD~1")

    assert answer.findings == [f"A01 {PROJECT} status"]
    assert {found["severity"] for found in answer.json["findings"]} == {severity}
    assert answer.code == code


@pytest.mark.parametrize(("grade", "code"), [("declared", 0), ("attributed", 1), ("signed", 1)])
def test_where_proof_is_asked_for_what_was_decided_by_hand_is_not_rewritten(base: Scratch, grade: str, code: int) -> None:
    require(base, grade, strict="")
    base.commit(by=WRITER)
    base.edit(PROJECT, "planned: 480000000", "planned: 990000000")
    base.commit(by=WRITER, at=ON_10_JUNE)

    answer = base.check("--base", "HEAD~1")

    assert (answer.code, [found for found in answer.findings if found.startswith("C")]) == (code, [f"C09 {PROJECT} approvals.0"])


# Exceptions.


def excepted(tree: Scratch) -> None:
    """Commit an exception, said to be the director-general's, from the steps that a project needs."""
    tree.change("xod-004", f"email: {DIRECTOR}\n")
    tree.write("records/waivers/ist-2026-001.md", EXCEPTION.format(check="A01", of="records: [loy-2026-001]"))
    tree.commit(by=WRITER)


def test_an_exception_takes_the_place_of_an_approval_only_if_it_is_proved_as_well(office: Scratch, keys: dict[str, Key]) -> None:
    office.change("xod-004", registered(keys["director"]))
    require(office, "signed", strict="[A01, A08]")
    excepted(office)
    office.change(PROJECT, "status: in-progress\n")
    office.commit(by=WRITER, at=ON_8_JUNE)
    unproved = [f"A01 {PROJECT} status"]

    assert gate_of_last(office) == [*unproved, "W04 ist-2026-001 allowed_by"]

    office.git("reset", "--quiet", "--hard", "HEAD~1")
    approve(office, *ALLOWED)
    office.commit(by=DIRECTOR, at=ON_8_JUNE)
    office.change(PROJECT, "status: in-progress\n")
    office.commit(by=WRITER, at=ON_8_JUNE)
    assert f"A01 {PROJECT} status" in gate_of_last(office)

    office.git("reset", "--quiet", "--hard", "HEAD~2")
    approve(office, *ALLOWED)
    office.commit(by=DIRECTOR, at=ON_8_JUNE, key=keys["director"].file)
    office.change(PROJECT, "status: in-progress\n")
    office.commit(by=WRITER, at=ON_8_JUNE)
    assert gate_of_last(office) == [f"{found} (ist-2026-001)" for found in unproved]

    office.edit("ist-2026-001", "until: 2026-12-31", "until: 2028-12-31")
    office.commit(by=WRITER, at=ON_10_JUNE)
    assert f"A01 {PROJECT} status" in office.check("--no-base").findings
    assert f"A01 {PROJECT} status" in gate_of_last(office)


def test_an_exception_that_nothing_proves_says_what_to_do(office: Scratch) -> None:
    require(office, "attributed")
    excepted(office)

    found = next(one for one in office.check().json["findings"] if one["code"] == "W04")

    assert (found["message"], found["hint"]) == snapshot(
        (
            "Nothing proves that xod-004 allowed it: attributed is asked for",
            "Have xod-004 approve the exception and commit that: nizom approve ist-2026-001 --as … --decision approved --document …",
        )
    )


def test_where_no_proof_is_asked_for_an_exception_needs_none(office: Scratch) -> None:
    require(office, "signed", kinds="roadmap")
    excepted(office)
    office.change(PROJECT, "status: in-progress\n")

    assert set(gate(office).findings) == {f"A01 {PROJECT} status (ist-2026-001)"}


# The director-general's consent to looser settings.


def loosened(tree: Scratch, basis: str) -> list[str]:
    """Take the proof of projects down to `declared` by a new basis, commit it as the writer, and return what the gate says."""
    kinds = "  value:\n    - kind: project\n      grade: declared\n"
    give_new_value(tree, f"provenance:\n{kinds}  basis: {basis}\n  since: 2026-06-10\n")
    tree.commit(by=WRITER, at=ON_10_JUNE)
    return gate_of_last(tree)


@pytest.mark.parametrize(
    ("by", "key", "passes"), [(WRITER, "writer", False), (DIRECTOR, None, False), (DIRECTOR, "director", True)]
)
@pytest.mark.parametrize("way", ["act", "exception"])
def test_the_director_generals_consent_is_proved_as_well_as_the_approvals_it_frees(
    office: Scratch, keys: dict[str, Key], way: str, by: str, key: str | None, passes: bool
) -> None:
    office.change("xod-004", f"email: {DIRECTOR}\n{registered(keys['director'])}")
    require(office, "signed", strict="")
    if way == "exception":
        office.write("records/waivers/ist-2026-001.md", EXCEPTION.format(check="C10", of="settings: [provenance]"))
    office.commit(by=WRITER)
    if way == "act":
        approve(
            office, "hjt-001", "--as", "director-general", "--decision", "approved", "--document", "1-son", "--date", "2026-06-08"
        )
    else:
        approve(office, *ALLOWED)
    office.commit(by=by, at=ON_8_JUNE, key=keys[key].file if key else None)

    found = [
        one
        for one in loosened(office, "hjt-001" if way == "act" else "2026-yil 10-iyundagi 5-son buyruq")
        if one.startswith("C10")
    ]

    assert [one for one in found if not one.endswith("(ist-2026-001)")] == (
        [] if passes else ["C10 records/settings.md provenance.0.value"]
    )


def test_consent_to_another_text_of_the_act_is_none(office: Scratch, keys: dict[str, Key]) -> None:
    office.change("xod-004", f"email: {DIRECTOR}\n{registered(keys['director'])}")
    require(office, "signed", strict="")
    office.commit(by=WRITER)
    approve(
        office, "hjt-001", "--as", "director-general", "--decision", "approved", "--document", "1-son", "--date", "2026-06-08"
    )
    office.commit(by=DIRECTOR, at=ON_8_JUNE, key=keys["director"].file)
    office.change("hjt-001", "title: Boshqa narsa haqida\n")
    office.commit(by=WRITER, at=ON_8_JUNE)

    assert "C10 records/settings.md provenance.0.value" in loosened(office, "hjt-001")
