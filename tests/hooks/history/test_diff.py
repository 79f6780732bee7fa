"""The difference between two versions of a record: values in words, and no personal data at any depth."""

import pytest

from hooks.feeds.downloads import facts
from hooks.history.diff import Describer, field_changes
from validators.model.record import Part
from validators.model.types import Day, Digest, Flag, Moment, Money, Number, Percent, Share, Signed, Text, Url, Whole, Year, field
from validators.repository.repository import Repository
from validators.text.messages import Language

ENGLISH = Language("en")
HIDDEN = "Maxfiyjon"


class Guest(Part):
    """A group in a group."""

    name: Text = field("Name", "Who it was", personal=True)
    age: Whole | None = field("Age", "How old they were", default=None)


class Visit(Part):
    """A group with a personal field of each form that has words."""

    town: Text = field("Town", "Where it was")
    name: Text = field("Name", "Who came", personal=True)
    born: Day | None = field("Born", "When they were born", default=None, personal=True)
    paid: Money | None = field("Paid", "What they paid", default=None, personal=True)
    guests: tuple[Guest, ...] = field("Guests", "Who came along", default=())


class Travel(Part):
    """A model with lists of groups, and with a field of each form that has words."""

    visits: tuple[Visit, ...] = field("Visits", "Who came", default=())
    family: Guest | None = field("Family", "Who stayed", default=None, personal=True)
    cost: Money | None = field("Cost", "What it cost", default=None)
    target: Number | None = field("Target", "What is to be reached", default=None)
    change: Signed | None = field("Change", "How much more or less it is", default=None)
    done: Percent | None = field("Done", "How much is done", default=None)
    share: Share | None = field("Share", "Which share", default=None)
    year: Year | None = field("Year", "Which year", default=None)
    day: Day | None = field("Day", "Which day", default=None)
    moment: Moment | None = field("Moment", "Which moment", default=None)
    page: Url | None = field("Page", "Which page", default=None)
    flag: Flag | None = field("Flag", "Whether", default=None)
    seal: Digest | None = field("Seal", "What was decided on", default=None)


def lines(then: dict[str, object], now: dict[str, object]) -> list[str]:
    describer = Describer(Repository.from_files({}, {}), now)
    return [ENGLISH.text(change.in_words) for change in field_changes(then, now, Travel, describer)]


@pytest.mark.parametrize(
    ("key", "then", "now", "words"),
    [
        ("target", "140", "15000.5", "Target: 140 → 15 000,5"),
        ("target", "0.000001", "12", "Target: 0,000001 → 12"),
        ("cost", "207500001.50", "207500001.75", "Cost: 207 500 001,50 → 207 500 001,75"),
        ("change", "-5.5", "12", "Change: -5,5 → 12"),
        ("cost", "ko‘p", "1500000", "Cost: 1 500 000"),
        ("cost", "1e5", "1_000", "Cost"),
        ("done", "40", "100", "Done: 40% → 100%"),
        ("share", "99.5", "99.95", "Share: 99,5 % → 99,95 %"),
        ("year", "2026", "2027", "Year: 2026 → 2027"),
        ("day", "2026-03-05", "2026-03-06", "Day: 05.03.2026 → 06.03.2026"),
        ("moment", "2026-03-05 14:30", "2026-03-05 15:00", "Moment: 05.03.2026 14:30 → 05.03.2026 15:00"),
        ("page", "https://a.uz/", "https://b.uz/", "Page"),
    ],
)
def test_a_changed_value_is_shown_in_words_where_its_form_allows(key: str, then: str, now: str, words: str) -> None:
    assert [line.replace("\u202f", " ") for line in lines({key: then}, {key: now})] == [words]


def test_a_new_digest_is_nothing_to_tell() -> None:
    assert lines({"seal": "sha256:" + "a" * 64, "year": "2026"}, {"seal": "sha256:" + "b" * 64, "year": "2026"}) == []


def test_personal_values_in_a_list_of_groups_are_not_shown() -> None:
    before = {"town": "Termiz", "name": HIDDEN, "born": "2001-01-01", "paid": "777", "guests": [{"name": HIDDEN, "age": "40"}]}
    after = {**before, "name": f"{HIDDEN}a", "born": "2002-02-02", "paid": "888", "guests": [{"name": f"{HIDDEN}b", "age": "41"}]}

    assert lines({"visits": [before]}, {"visits": [after]}) == ["Visits, 1: Guests, 1: Age: 40 → 41"]
    assert lines({"visits": [before]}, {"visits": [before, after]}) == ["Visits: 1 added"]
    assert lines({"family": {"name": HIDDEN}}, {"family": {"name": f"{HIDDEN}a", "age": "50"}}) == []


def test_personal_values_in_a_list_of_groups_are_not_exported() -> None:
    guest = Guest(name=HIDDEN, age="40")
    visit = Visit(town="Termiz", name=HIDDEN, born="2001-01-01", paid="777", guests=[guest])

    assert facts(Travel(visits=[visit], family=guest, target="15000.5")) == {
        "visits": [{"town": "Termiz", "guests": [{"age": 40}]}],
        "target": "15000.5",
    }
