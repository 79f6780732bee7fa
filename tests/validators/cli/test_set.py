"""`nizom set`: a fact as a person says it, written where its kind has it and as records have it."""

import pytest
from inline_snapshot import snapshot

from tests.support.scratch import AS_OF, Answer, Scratch

PROJECT = "records/projects/loy-2026-001.md"


def set_facts(scratch: Scratch, *facts: str, record: str = "loy-2026-001") -> Answer:
    return scratch.nizom("set", record, *facts, "--lang", "en", "--as-of", AS_OF)


def text_of(scratch: Scratch) -> str:
    return (scratch.root / PROJECT).read_bytes().decode()


WRITTEN = {
    "a date day first": ("due=25.01.2027", "due: 2026-12-25", "due: 2027-01-25"),
    "a key by its label": ("muddat = 2027-yil 25-yanvar", "due: 2026-12-25", "due: 2027-01-25"),
    "a sum in words": ("budget.planned=1,2 mlrd so‘m", "planned: 480000000", "planned: 1200000000"),
    "a group and a key by their labels": ("budjet.rejada=490 mln", "planned: 480000000", "planned: 490000000"),
    "a choice in Uzbek": ("priority=past", "priority: high", "priority: low"),
    "a fact of an item, counted from 1": ("milestones.2.responsible=xod-003", "    responsible: xod-002", "    responsible: xod-003"),
    "a percentage in braces": ("monitoring.1.progress=25 %", "progress: 20}", "progress: 25}"),
    "text with a colon": ("budget.source=Grant: JIKA", "source: Davlat budjeti", "source: 'Grant: JIKA'"),
    "a list": ("introduced_in=tsh-006, tsh-001", "introduced_in: [tsh-006]", "introduced_in: [tsh-006, tsh-001]"),
    "one more item": ("introduced_in+=tsh-001", "introduced_in: [tsh-006]", "introduced_in: [tsh-006, tsh-001]"),
    "a list that is not there yet": ("results.1=Ariza topshirish", "introduced_in:", "results:\n  - Ariza topshirish\nintroduced_in:"),
    "a truth": ("sample=ha", "---\nStandartlar", "sample: true\n---\nStandartlar"),
    "an item that is there": ("introduced_in+=tsh-006", "introduced_in: [tsh-006]", "introduced_in: [tsh-006]"),
    "an item less": ("systems-=ree-001", "systems: [ree-001]", "systems: []"),
    "no value takes the key out": ("priority=", "priority: high\n", ""),
    "a new key comes where the kind has it": ("summary=Qisqacha", "---\nStandartlar", "summary: Qisqacha\n---\nStandartlar"),
}  # fmt: skip


@pytest.mark.parametrize(("fact", "there", "written"), WRITTEN.values(), ids=WRITTEN)
def test_a_fact_is_written_and_nothing_else_changes(base: Scratch, fact: str, there: str, written: str) -> None:
    before = text_of(base)

    answer = set_facts(base, fact)

    assert answer.err == ""
    assert text_of(base) == before.replace(there, written, 1)


def test_several_facts_are_written_at_once_and_the_record_is_checked(base: Scratch) -> None:
    answer = set_facts(base, "due=25.01.2027", "priority=low")

    assert (answer.code, answer.err) == (0, "")
    assert "due: 2027-01-25\npriority: low\n" in text_of(base)
    assert answer.out.splitlines()[0] == "Written: due=2027-01-25, priority=low"
    assert answer.out.splitlines()[-1].startswith("1 record checked: ")


MOMENTS = ["14.06.2026 9:15", "14.06.2026, soat 09:15", "2026-06-14T09:15", "2026-yil 14-iyun 09.15"]


@pytest.mark.parametrize("written", MOMENTS)
def test_a_moment_is_taken_as_people_write_it(base: Scratch, written: str) -> None:
    assert set_facts(base, f"start={written}", "end=2026-06-14 12:40", record="hod-2026-001").err == ""
    assert "start: 2026-06-14 09:15\nend: 2026-06-14 12:40\n" in base.path("hod-2026-001").read_text("utf-8")


@pytest.mark.parametrize("written", ["14.06.2026 25:15", "05/03/27 09:15", "09:15", "14.06.2026"])
def test_a_moment_that_is_not_clear_is_refused(base: Scratch, written: str) -> None:
    assert set_facts(base, f"start={written}", record="hod-2026-001").code == 2


def test_a_due_date_is_moved_with_its_extension_and_said_once(base: Scratch) -> None:
    before = text_of(base)
    extension = "milestones.2.extensions.1"

    answer = set_facts(
        base, "milestones.2.due=30.11.2026", f"{extension}.reason=Sinov kechikdi", f"{extension}.allowed_by=xod-005",
        f"{extension}.date=12.06.2026",
    )  # fmt: skip

    assert answer.out.splitlines()[1] == snapshot(
        "Written too, as it follows: milestones.2.extensions.1.old=2026-10-30, milestones.2.extensions.1.new=2026-11-30"
    )
    written = before.replace("    due: 2026-10-30\n    responsible: xod-002\n", """\
    due: 2026-11-30
    responsible: xod-002
    extensions:
      - old: 2026-10-30
        new: 2026-11-30
        reason: Sinov kechikdi
        allowed_by: xod-005
        date: 2026-06-12
""")  # fmt: skip
    assert text_of(base) == written


def test_from_which_day_a_date_was_moved_is_asked_where_the_file_forgot_it(base: Scratch) -> None:
    set_facts(base, "milestones.2.due=30.11.2026")
    facts = ("reason=Sinov kechikdi", "allowed_by=xod-005", "date=12.06.2026")

    answer = set_facts(base, "milestones.2.due=30.11.2026", *(f"milestones.2.extensions.1.{fact}" for fact in facts))

    assert "Written too, as it follows: milestones.2.extensions.1.new=2026-11-30" in answer.out.splitlines()
    assert any("“old” is missing" in line for line in answer.out.splitlines())


def test_days_that_are_given_are_not_said_otherwise(base: Scratch) -> None:
    facts = ("old=1.10.2026", "new=30.11.2026", "reason=Sinov kechikdi", "allowed_by=xod-005", "date=12.06.2026")

    set_facts(base, "milestones.2.due=30.11.2026", *(f"milestones.2.extensions.1.{fact}" for fact in facts))

    assert "      - old: 2026-10-01\n        new: 2026-11-30\n" in text_of(base)


def test_a_day_of_hiring_is_the_first_of_service_unless_another_is_given(base: Scratch) -> None:
    set_facts(base, "service.1.since=5.09.2023", record="xod-003")
    assert "hired: 2023-09-04\nservice:\n  - position: specialist\n    since: 2023-09-05\n" in base.path("xod-003").read_text(
        "utf-8"
    )


def test_an_unknown_field_is_answered_with_those_that_are_called_so(base: Scratch) -> None:
    assert [
        set_facts(base, fact).err for fact in ("milestones.1.bosqich=x", "yaratadi=x", "budget.qarz=1", "budjet=1")
    ] == snapshot(
        [
            "nizom: “x” is not among the choices. Choose one of: research, concept, terms-of-reference, draft-design, technical-design, working-design, system-tests, trial-operation, acceptance, warranty\n",
            "nizom: There is no field yaratadi in such a record. The nearest is creates (Creates)\n",
            "nizom: There is no field budget.qarz in such a record. There are: Planned, Contracted, Paid, Source, Explanation\n",
            "nizom: “Budget” is a group: set the facts in it one by one, for example budjet.rejada=…\n",
        ]
    )


def test_a_field_is_found_by_the_words_that_its_name_alone_begins_with(base: Scratch) -> None:
    answer = set_facts(base, "muhimlik=yuqori", record="ree-001")

    assert answer.out.splitlines()[0] == "Written: criticality=high"


def test_everything_that_is_not_understood_is_said_at_once(base: Scratch) -> None:
    before = text_of(base)

    answer = set_facts(base, "qarz=1", "due=yil oxirida", "responsible=Hechkim", "milestones.3.stage=x", "milestones.3.due=x",
                       "summary=Katalog", "priority=zudlik")  # fmt: skip

    assert answer.code == 2
    assert answer.err.splitlines() == snapshot(
        [
            "nizom: There is no field qarz in such a record. There are: Title, Status, Owner, Responsible, Units, Basis, Related, Summary, Sample, How it ended, Creates, Started, Due, Completed, Launched, Priority, Purpose, Problem, Expected results, Effect, Risks, Customer, Developer, Introduced in, Systems, Project documents, Changes, Milestones, Extensions, Monitoring, Budget, Team",
            "nizom: Due: “yil oxirida” is not a date. Write the date as year-month-day: 2026-03-05",
            "nizom: Responsible: “Hechkim” is not an id. Write an id, for example xod-001: “nizom list employee” shows them; if there is no record of it yet, begin one: “nizom new employee”",
            "nizom: Stage: “x” is not among the choices. Choose one of: research, concept, terms-of-reference, draft-design, technical-design, working-design, system-tests, trial-operation, acceptance, warranty",
            "nizom: Priority: “zudlik” is not among the choices. Choose one of: high, medium, low",
        ]
    )
    assert text_of(base) == before


def test_a_field_is_found_by_a_word_that_its_name_shares(base: Scratch) -> None:
    assert set_facts(base, "ishga qabul qilingan=1.06.2026", record="xod-003").err == snapshot(
        "nizom: There is no field ishga qabul qilingan in such a record. The nearest is hired (Hired)\n"
    )


def test_a_record_that_is_named_is_written_by_its_id(base: Scratch) -> None:
    before = text_of(base)

    assert set_facts(base, "responsible=ДИЛНОЗА Каримова").err == ""
    assert text_of(base) == before.replace("responsible: xod-003", "responsible: xod-002", 1)


def test_a_record_that_is_only_nearly_named_is_answered_with_its_id(base: Scratch) -> None:
    assert set_facts(base, "responsible=Karimova D.").err == snapshot(
        "nizom: “Karimova D.” is not an id. Perhaps xod-002 (Dilnoza Karimova) was meant: write its id\n"
    )


def test_the_number_after_the_last_begins_an_item(base: Scratch) -> None:
    before = text_of(base)

    answer = set_facts(base, "milestones.3.title=Ishga tushirish", "milestones.3.due=1.12.2026", "monitoring.3.date=2026-06-12", "monitoring.3.progress=55 foiz")  # fmt: skip

    assert answer.err == ""
    assert text_of(base) == before.replace(
        "    responsible: xod-002\n", "    responsible: xod-002\n  - title: Ishga tushirish\n    due: 2026-12-01\n", 1
    ).replace("progress: 40}\n", "progress: 40}\n  - {date: 2026-06-12, progress: 55}\n")


REFUSED = {
    "a date that can be read in two ways": "due=05/03/27",
    "no such record": "responsible=xod-999",
    "no such choice": "status=tez",
    "no such field": "muhlat=2027-01-01",
    "a key that is only nearly one": "startd=2026-02-03",
    "no such item": "milestones.9.due=2027-01-01",
    "an item without what it must have": "milestones.3.due=2027-01-01",
    "a group": "budget=1",
    "a list of groups": "milestones+=Bosqich",
    "not a list": "title+=Yangi",
    "an item that is not there": "systems-=ree-009",
    "an approval": "approvals.1.date=2026-01-01",
    "an id": "id=loy-2026-002",
    "no value at all": "due",
    "a field of another kind of record": "grade=7",
}


@pytest.mark.parametrize("fact", REFUSED.values(), ids=REFUSED)
def test_what_is_not_understood_or_would_be_wrong_is_refused_and_nothing_is_written(base: Scratch, fact: str) -> None:
    before = text_of(base)

    answer = set_facts(base, "priority=low", fact)

    assert (answer.code, answer.out, text_of(base)) == (2, "", before)
    assert answer.err.startswith("nizom: ")


def test_a_refusal_says_what_to_write(base: Scratch) -> None:
    assert [set_facts(base, fact).err for fact in REFUSED.values()] == snapshot(
        [
            "nizom: “05/03/27” is not a date. Write it as 2027-03-05, or as 2027-05-03 if the month comes first\n",
            "nizom: There is no record xod-999. Correct the id, or add the record first\n",
            "nizom: “tez” is not among the choices. Choose one of: draft, planned, suspended, in-progress, testing, launched, completed, cancelled\n",
            "nizom: There is no field muhlat in such a record. There are: Title, Status, Owner, Responsible, Units, Basis, Related, Summary, Sample, How it ended, Creates, Started, Due, Completed, Launched, Priority, Purpose, Problem, Expected results, Effect, Risks, Customer, Developer, Introduced in, Systems, Project documents, Changes, Milestones, Extensions, Monitoring, Budget, Team\n",
            "nizom: There is no field startd in such a record. The nearest is started (Started)\n",
            "nizom: The list has no item 9: it has 2\n",
            "nizom: “title” is missing. Write “title:”. What is reached\n",
            "nizom: “Budget” is a group: set the facts in it one by one, for example budget.planned=…\n",
            "nizom: “Milestones” is a group: set the facts in it one by one, for example milestones.1.title=…; the number after the last begins a new one\n",
            "nizom: “Title” is not a list: write it with = alone\n",
            "nizom: “Systems” has no item ree-009\n",
            "nizom: The steps of the way to approval are written by “nizom approve”, not by hand\n",
            "nizom: An id never changes\n",
            "nizom: “due” is not understood: write what and its value, for example due=2026-12-25\n",
            "nizom: There is no field grade in such a record. There are: Title, Status, Owner, Responsible, Units, Basis, Related, Summary, Sample, How it ended, Creates, Started, Due, Completed, Launched, Priority, Purpose, Problem, Expected results, Effect, Risks, Customer, Developer, Introduced in, Systems, Project documents, Changes, Milestones, Extensions, Monitoring, Budget, Team\n",
        ]
    )


def test_a_record_that_is_not_there_is_a_wrong_use(base: Scratch) -> None:
    assert set_facts(base, "due=2027-01-01", record="loy-2026-099").code == 2


def test_a_number_gets_no_quotes_where_there_was_none_before(base: Scratch) -> None:
    base.edit("loy-2026-001", "  contracted: 465000000\n", "")

    assert set_facts(base, "budget.contracted=465 mln").err == ""
    assert "  planned: 480000000\n  contracted: 465000000\n" in text_of(base)


def test_what_a_scaffold_says_of_a_key_goes_once_it_is_written(base: Scratch) -> None:
    base.nizom("new", "dataset", "Laboratoriyalar", "mandatory=true", "--as-of", AS_OF)
    file = base.path("ochm-002")
    file.write_text(
        file.read_text("utf-8").replace("mandatory:", "# Kimdan so‘rash kerak?\n#website: keyin\nmandatory:"), "utf-8"
    )

    facts = ("website.url=https://a.uz/lab", "website.date=12.06.2026", "portal.url=https://b.uz/lab", "portal.date=12.06.2026")
    set_facts(base, "responsible=xod-003", "basis=hjt-001", "organization=tsh-011", "formats=csv", *facts, record="ochm-002")

    assert [line for line in file.read_text("utf-8").splitlines() if "#" in line] == snapshot(
        [
            "# Bo‘linmalar: Ishtirok etadigan boshqa bo‘linma va tashkilotlar",
            "# Kimdan so‘rash kerak?",
            "#website: keyin",
            "# Joylashtirish muddati: Majburiy to‘plam uchun: hujjat talab qilgan kun, masalan 2026-03-05",
        ]
    )


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        (["title=Katalog\nikkinchi satr"], "“Title” is one line"),
        (["priority=low", "ustuvorlik=high"], "“Priority” is given twice: leave one"),
        (["budget.source=Grant\u202eabc"], "An invisible character here turns the direction of writing (code U+202E). "
                                            "Delete it: what follows it can be read otherwise than it is written"),
        (["budget.source=Grant\x07"], "There is a control character here (code U+0007)"),
    ],
)  # fmt: skip
def test_what_a_file_may_not_hold_is_refused(base: Scratch, facts: list[str], reason: str) -> None:
    before = text_of(base)

    answer = set_facts(base, *facts)

    assert (answer.code, answer.out, answer.err) == (2, "", f"nizom: {reason}\n")
    assert text_of(base) == before


def test_two_items_are_added_to_one_list(base: Scratch) -> None:
    assert set_facts(base, "introduced_in+=tsh-001", "introduced_in+=tsh-005").err == ""
    assert "introduced_in: [tsh-006, tsh-001, tsh-005]\n" in text_of(base)


def test_nothing_is_taken_out_of_an_item_that_is_not_there(base: Scratch) -> None:
    before = text_of(base)

    answer = set_facts(base, "milestones.3.title=")

    assert (answer.code, answer.err) == (2, "nizom: The list has no item 3: it has 2\n")
    assert text_of(base) == before


def test_what_was_written_is_held_against_the_branch_that_it_left(base: Scratch) -> None:
    base.commit()
    base.git("checkout", "-q", "-b", "ish")

    answer = set_facts(base, "milestones.2.due=2026-11-30")

    assert (answer.code, "error  C04" in answer.out) == (1, True)


def test_nothing_is_written_into_a_file_that_cannot_be_read(base: Scratch) -> None:
    base.write(PROJECT, text_of(base).encode().replace(b"katalogini", b"katalog\xe9"))
    before = (base.root / PROJECT).read_bytes()

    answer = set_facts(base, "priority=low")

    assert (answer.code, answer.err) == (
        2,
        snapshot(
            "nizom: records/projects/loy-2026-001.md cannot be read, so nothing was written: The file is not saved as UTF-8: byte 0xE9 cannot be read. Open the file in an editor and save it with the encoding UTF-8\n"
        ),
    )
    assert (base.root / PROJECT).read_bytes() == before


def test_nothing_is_written_through_a_link(base: Scratch) -> None:
    elsewhere = base.root / "loy.md"
    elsewhere.write_bytes((base.root / PROJECT).read_bytes())
    (base.root / PROJECT).unlink()
    (base.root / PROJECT).symlink_to(elsewhere)
    before = elsewhere.read_bytes()

    answer = set_facts(base, "priority=low")

    assert (answer.code, answer.err) == (
        2,
        snapshot(
            "nizom: records/projects/loy-2026-001.md cannot be read, so nothing was written: This is a link to another file. Put the file itself in its place\n"
        ),
    )
    assert elsewhere.read_bytes() == before


def test_what_is_taken_out_is_said(base: Scratch) -> None:
    before = text_of(base)
    set_facts(base, "purpose=Standartlarni topish osonlashadi")

    answer = set_facts(base, "purpose=  ")

    assert answer.out.splitlines()[0] == "Taken out: purpose=Standartlarni topish osonlashadi"
    assert text_of(base) == before


def test_today_is_the_day_on_which_it_is_said(base: Scratch) -> None:
    answer = set_facts(base, "milestones.2.due=ertaga")

    assert answer.out.splitlines()[0] == "Written: milestones.2.due=2026-06-16"
    assert "due: 2026-06-16\n" in text_of(base)


def test_a_file_in_which_nothing_can_be_set_says_what_is_in_the_way(base: Scratch) -> None:
    base.edit("records/projects/loy-2026-001.md", "due: 2026-12-25", "due: &kun 2026-12-25")

    assert set_facts(base, "due=26.12.2026").err == snapshot(
        "nizom: records/projects/loy-2026-001.md cannot be read, so nothing was written: “&kun” names a value for reuse; write values out instead. Write the value itself; if it begins with & or *, put it between quotes\n"
    )


@pytest.mark.parametrize("written", ["VMQ-1646", "VMQ 1646-son", "1646-son", "вмқ 1646"])
def test_an_act_is_named_by_its_number_and_type(base: Scratch, written: str) -> None:
    set_facts(base, f"basis={written}")

    assert "basis:\n  - hjt-003\n" in text_of(base) or "basis: [hjt-003]\n" in text_of(base)


@pytest.mark.parametrize("written", ["VMQ-164", "PQ-1646", "1646", "9001-son"])
def test_an_act_is_not_taken_for_another_with_a_number_like_its_own(base: Scratch, written: str) -> None:
    before = text_of(base)

    assert set_facts(base, f"basis={written}").code == 2
    assert text_of(base) == before


@pytest.mark.parametrize(
    ("record", "given", "meant"),
    [
        ("loy-2026-001", "milestones.1.stage=TT", "stage: terms-of-reference"),
        ("top-2026-001", "status=ijroda", "status: in-progress"),
        ("ochm-001", "period=har oyda", "period: monthly"),
        ("hjt-003", "type=VMQ", "type: cabinet-resolution"),
    ],
)
def test_what_people_say_for_short_is_understood(base: Scratch, record: str, given: str, meant: str) -> None:
    assert set_facts(base, given, record=record).err == ""
    assert f"{meant}\n" in base.path(record).read_text("utf-8")


@pytest.mark.parametrize("given", ["email=<jasur@agentlik.example.uz>", "email="])
def test_a_personal_value_is_written_and_not_shown(base: Scratch, given: str) -> None:
    base.change("xod-003", "email: j.toshmatov@agentlik.example.uz\nemail_visibility:\n")

    answer = set_facts(base, given, record="xod-003")

    assert (answer.code, "agentlik.example" in answer.out + answer.err) == (0, False)
    assert "j.toshmatov@" not in base.path("xod-003").read_text("utf-8")


def test_a_value_without_its_sign_is_given_with_it(base: Scratch) -> None:
    answer = set_facts(base, "muddat", "2026-12-30", "priority=low")

    assert (answer.code, answer.out) == (2, "")
    assert answer.err == "nizom: “=” stands between a field and its value: muddat=2026-12-30\n"


def test_a_fact_of_no_item_is_asked_about(base: Scratch) -> None:
    answer = set_facts(base, "milestones.due=2026-12-01")

    assert (answer.code, answer.out) == (2, "")
    assert answer.err == snapshot(
        "nizom: “Milestones” is a list: say which item of it is meant, for example milestones.1.due=…\n"
    )


def test_an_option_that_is_none_is_answered_with_the_help_of_its_command(base: Scratch) -> None:
    answer = base.nizom("new", "project", "Elektron navbat", "--masul", "Karimova", "--lang", "en")

    assert (answer.code, answer.out) == (2, "")
    assert answer.err == "nizom: Wrong use: unrecognized arguments: --masul. “nizom new --help” shows how\n"
