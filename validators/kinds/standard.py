"""Standards: the state's, by which project documents are written (12.a.3), and the Agency's own unified ones (12.a.1).

A unified standard goes through the ministry; a state standard is only cited, and comes into force and loses it elsewhere.
"""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Annotated, Literal

from validators.kinds.ministry import CHAIN, Passage, goes_through_the_ministry, passage
from validators.model.duty import Duty
from validators.model.gaps import answering
from validators.model.lifecycle import Lifecycle
from validators.model.periods import DAY, Period
from validators.model.record import NextEdition, Renewable
from validators.model.types import Day, Id, Line, PastDay, Reference, Softens, Text, Url, field
from validators.rules.check import Check
from validators.rules.kind import Kind
from validators.rules.records import Records
from validators.source.finding import Problem
from validators.source.route import routes
from validators.text.messages import say
from validators.text.uzbek import fold

PARTICULARS = ("object", "purpose", "scope")
"""What 12.a.1 says that a unified standard is about, and for whom."""


class NextStandard(NextEdition):
    """What the next edition of a unified standard says otherwise."""

    title: Line | None = field("Title", "The title of the next edition, if it is another one", default=None)
    version: Line | None = field("Version", "The version number of the next edition", default=None)
    topic: Text | None = field("Topic", "What the next edition settles, if it is something else", default=None)


class Standard(Renewable):
    """A state standard that is cited, or a unified standard of the Agency's own."""

    LIFECYCLE = Lifecycle(
        {
            **passage("withdrawn"),
            "approved": ("in-force", "withdrawn"),
            "in-force": ("replaced", "withdrawn"),
            "replaced": (),
            "withdrawn": (),
        },
        closed=frozenset({"replaced", "withdrawn"}),
        dead=frozenset({"replaced", "withdrawn"}),
    )

    status: Literal[Passage, "in-force", "replaced", "withdrawn"] = field("Status")
    type: Literal["internal", "state"] = field(
        "Type", "internal for a unified standard of the Agency, state for one that is cited"
    )
    designation: Line | None = field("Designation", "For a state standard: as O‘z DSt 1987:2018", default=None)
    developer: Line | None = field("Developer", "Who developed it", default=None)
    category: Literal["national", "international", "foreign"] | None = field(
        "Category", "For a state standard: national, international or foreign", default=None
    )
    adopted_by: Annotated[Text | None, Softens()] = field(
        "Adopted by",
        "For a state standard: the decision by which it was put in force in Uzbekistan, number and date",
        default=None,
    )
    source: Url | None = field("Source", "Where the text is published", default=None)
    object: Literal["information-technology", "software", "hardware"] | None = field(
        "Object", "What a unified standard is for: information-technology, software or hardware", default=None
    )
    purpose: Literal["processing", "storage", "communication", "data-transfer"] | None = field(
        "Purpose", "What its object is used for: processing, storage, communication or data-transfer", default=None
    )
    topic: Text | None = field("Topic", "What a unified standard settles, in a few words; else the title", default=None)
    scope: Literal["whole-system", "some-units"] | None = field(
        "Scope", "Where a unified standard holds: whole-system, or in some-units only", default=None
    )
    version: Line | None = field("Version", "The standard's own version number", default=None)
    reviewed: PastDay | None = field("Reviewed", "The day on which it was last reviewed, for example 2026-03-05", default=None)
    effective: Day | None = field("In force since", "The first day in force, for example 2026-03-05", default=None)
    lost_force: Day | None = field("Lost force on", "The first day on which it was no longer in force", default=None)
    next_edition: NextStandard | None = field(
        "Next edition", "What the edition on its way to approval says otherwise, while this one is in force", default=None
    )
    replaced_by: Annotated[Id, Reference("standard", withdrawn=True, leads_on=True)] | None = field(
        "Replaced by", "The standard that took its place", default=None
    )

    @property
    def dated(self) -> date | None:
        """The day of approval, or since which it is in force."""
        approval = self.decided("approved")
        return approval.date if approval else self.effective

    def in_force(self, day: date) -> bool:
        """From the first day in force to the day before it lost force; by its dates, not by its status."""
        return self.force is not None and self.force.holds(day)

    @property
    def occasion(self) -> Hashable:
        """The editions of a standard have one title, and each its designation."""
        return self.designation

    @property
    def force(self) -> Period | None:
        """The days on which it has force; None while they are not known, or it was never approved."""
        once_approved = self.has_reached("approved") or (not self.alive and self.lost_force is not None)
        if self.effective is None or not once_approved or (self.lost_force and self.lost_force <= self.effective):
            return None
        return Period(self.effective, self.lost_force - DAY if self.lost_force else None)

    @property
    def lost_force_on(self) -> date | None:
        """The first day without force, once the status says that it lost it."""
        return None if self.alive else self.lost_force

    @property
    def unified(self) -> bool:
        """Whether it is one of the Agency's own, and so goes through the ministry."""
        return self.type == "internal"

    @property
    def of_the_state(self) -> bool:
        """Whether it is one of the Republic's: not our own, and not another country's that was never put in force here."""
        return not self.unified and (self.category != "foreign" or self.adopted_by is not None)

    @property
    def to_be_done(self) -> bool:
        """Until a unified standard is approved or given up."""
        return self.unified and self.alive and not self.has_reached("approved")


STANDARD = Kind(
    name="standard",
    folder="standards",
    prefix="std",
    model=Standard,
    singular=say("Standard"),
    plural=say("Standards"),
    about=say("State standards that documents are written by, and the unified standards of the Agency's system"),
    chain=replace(CHAIN, concerns=lambda standard: standard.unified),
    progress=routes("next_edition", "effective", "lost_force", "replaced_by", "reviewed"),
    icon="ruler-square",
    columns=("status", "type", "designation", "effective"),
    order=25,
    public=True,
)

goes_through_the_ministry(STANDARD)


@STANDARD.rule(
    Check(
        "N12.a.1-4",
        "D",
        title=say("The record does not say what it unifies"),
        requirement=say("A unified standard says its object and purpose, and holds for the Agency's whole system"),
        fix=say("Write object and purpose, and scope: whole-system"),
    )
)
def says_what_it_unifies(standard: Standard, repository: Records) -> Iterator[Problem]:
    """12.a.1: unified standards in the Agency's system for technologies, software and hardware, by what these are used for."""
    if not standard.unified or not standard.has_reached("developed"):
        return
    missing = {
        "object": say("The record does not say what the standard is for"),
        "purpose": say("The record does not say what the standard's object is used for"),
        "scope": say("The record does not say where the standard holds"),
    }
    for name in PARTICULARS:
        if getattr(standard, name) is None:
            yield Problem(name, missing[name])
    if standard.scope == "some-units":
        yield Problem("scope", say("The standard holds in some units only, not in the Agency's whole system"))


@STANDARD.rule(
    Check(
        "N12.a.1-5",
        "D",
        title=say("Two standards for one thing"),
        requirement=say("Of the unified standards in force no two have the same object, purpose and topic"),
        fix=say("Let the newer one replace the older (status, lost_force, replaced_by), or tell their topics apart"),
    )
)
def is_the_only_one(standard: Standard, repository: Records) -> Iterator[Problem]:
    """12.a.1: unified means one; the newer of two that are in force on the same day is reported."""
    subject = _compared(standard)
    for other in repository.once(_by_subject).get(subject, ()) if subject else ():
        if _age(other) < _age(standard) and other.force and standard.force and other.force.shared(standard.force):
            yield Problem(
                "topic" if standard.topic else "title",
                say("{id} is in force for the same object, purpose and topic", id=other.id),
            )


FORCE = Check(
    "N12.a.3-6",
    "D",
    title=say("Not clear which standard is in force"),
    requirement=say("A standard is kept once, under its designation, and says since when it is in force and when it lost it"),
    fix=say("Write designation, effective and, for one that lost force, lost_force and replaced_by"),
)


@STANDARD.rule(FORCE)
def is_known_by_its_designation(standard: Standard, repository: Records) -> Iterator[Problem]:
    """12.a.3: documents name a standard by its designation; kept twice, it would be in force here and not there."""
    if not standard.unified:
        yield from _of_which_state(standard)
    if standard.designation is None:
        if not standard.unified:
            yield Problem("designation", say("The state standard has no designation"))
        return
    first = repository.once(_by_designation)[_folded(standard.designation)]
    if first != standard.id:
        yield Problem("designation", say("{id} is the standard of this designation already", id=first))


def _of_which_state(standard: Standard) -> Iterator[Problem]:
    """Yield where it does not show that a standard that is called the state's is one of Uzbekistan."""
    hint = say("Under adopted_by: write the number and date of the decision; or cite the national standard instead")
    if standard.category is None:
        yield Problem("category", say("The record does not say whether the standard is national, international or foreign"))
    elif not standard.of_the_state:
        yield Problem("category", say("A foreign standard is no state standard here, unless a decision put it in force"), hint)
    elif standard.alive and not standard.adopted_by and not standard.source:
        message = say("Nothing shows that it is a state standard: no decision, and no place of publication")
        hint = say("Under adopted_by: write the decision that approved it; or under source: where it is published")
        yield Problem("adopted_by", message, hint)


@STANDARD.rule(FORCE)
def says_when_it_is_in_force(standard: Standard, repository: Records) -> Iterator[Problem]:
    """12.a.3: documents follow the standards in force on their date, so each says from when to when it is."""
    in_force, replaced = standard.status == "in-force", standard.status == "replaced"
    if not standard.unified and standard.status not in ("in-force", "replaced", "withdrawn"):
        yield Problem("status", say("A state standard is in force, replaced or withdrawn: no other status is ours to decide"))
    if standard.effective is None and (in_force or replaced or standard.lost_force):
        yield Problem("effective", say("The record does not say since when the standard is in force"))
    approved = min((step.date for _, step in standard.in_effect() if step.decision == "approved"), default=None)
    if standard.unified and approved and standard.effective and standard.effective < approved:
        message = say("In force from {day}, before it was approved on {approved}", day=standard.effective, approved=approved)
        yield Problem("effective", message)
    had_force = standard.effective and (approved or not standard.unified)
    if standard.lost_force is None and not standard.alive and had_force:
        yield Problem("lost_force", say("The standard lost force, and the record does not say on which day"))
    if standard.lost_force and standard.effective and standard.lost_force < standard.effective:
        yield Problem("lost_force", say("It lost force on {day}, before it came into force", day=standard.lost_force))
    if standard.replaced_by is None and replaced:
        yield Problem("replaced_by", say("The standard was replaced, but the record does not say by which"))


@STANDARD.duty(
    Check(
        "N12.a.3-7",
        "D",
        title=say("Still marked as in force"),
        requirement=say("A standard whose last day is known is marked as replaced or withdrawn when the day has come"),
        fix=say("Write status: replaced with replaced_by, or status: withdrawn; or correct lost_force"),
    )
)
def is_taken_out_of_force(standard: Standard, repository: Records, as_of: date) -> Iterator[Duty]:
    """12.a.3: a standard whose last day is known beforehand is marked when the day has come."""
    if standard.lost_force and standard.alive:
        what = say("Marking the standard as no longer in force")
        yield Duty("status", what, standard.lost_force, None, standard.responsible, standard.owner)


def _folded(designation: str) -> str:
    return fold(designation).replace(" ", "")


def _subject(standard: Standard) -> tuple[str | None, str | None, str]:
    return standard.object, standard.purpose, fold(standard.topic or standard.title)


def _compared(standard: Standard) -> tuple[str | None, str | None, str] | None:
    """Return what a unified standard that has ever been in force is about; None for any other."""
    return _subject(standard) if standard.unified and standard.force else None


def _age(standard: Standard) -> tuple[date, str]:
    return standard.effective or date.max, standard.id


def _by_subject(repository: Records) -> Mapping[tuple[str | None, str | None, str], list[Standard]]:
    """Return the unified standards that have ever been in force, by what they are about."""
    found: dict[tuple[str | None, str | None, str], list[Standard]] = {}
    for standard, subject in answering(repository.of(Standard), _compared):
        if subject:
            found.setdefault(subject, []).append(standard)
    return found


def _by_designation(repository: Records) -> Mapping[str, str]:
    """Return the first record of each designation."""
    found: dict[str, str] = {}
    for standard, designation in answering(repository.of(Standard), lambda one: one.designation):
        if designation:
            found.setdefault(_folded(designation), standard.id)
    return found
