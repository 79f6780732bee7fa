"""Open data: what of it must be placed on the website and on the Open Data Portal, and kept up to date there (12.g.1)."""

from collections.abc import Hashable, Iterator, Mapping
from datetime import date
from typing import Annotated, Literal, cast

from validators.kinds.act import none_is_legislation
from validators.kinds.employee.floor import floor
from validators.kinds.endings import ends_by_decision, until_ended
from validators.kinds.organization import Organization, is_ours
from validators.model.duty import Duty, gaps_between, latest
from validators.model.lifecycle import Lifecycle
from validators.model.record import Endable, Part
from validators.model.types import (
    HAPPENED,
    Day,
    Distinct,
    Flag,
    Id,
    Line,
    PastDay,
    ProofDay,
    Reference,
    Softens,
    Text,
    Url,
    Whole,
    field,
)
from validators.model.workdays import days_later, months_later
from validators.regulation.setting_codes import Setting
from validators.rules.check import Check
from validators.rules.cooperation import TOGETHER
from validators.rules.kind import Kind
from validators.rules.records import Records
from validators.source.finding import Problem
from validators.source.route import Route, routes
from validators.text.messages import choice, say

Format = Literal["csv", "json", "xml", "xlsx", "xls", "pdf", "docx", "other"]

MACHINE_READABLE: frozenset[Format] = frozenset({"csv", "json", "xml", "xlsx", "xls"})

UpdatePeriod = Literal["daily", "weekly", "monthly", "quarterly", "half-yearly", "yearly", "on-change"]

MONTHS: Mapping[UpdatePeriod, int] = {"monthly": 1, "quarterly": 3, "half-yearly": 6, "yearly": 12}
"""How many months a period has; a day and a week are counted in days."""

DAYS: Mapping[UpdatePeriod, int] = {"daily": 1, "weekly": 7}

Place = Literal["website", "portal"]

PLACES: tuple[Place, ...] = ("website", "portal")


class Placement(Part):
    """Where the dataset is published, and since when."""

    url: Url = field("Address", "The page on which the dataset is opened", by="N12.g.1-2")
    date: PastDay = field("Date", "The day on which it was placed there, for example 2026-03-05", by="N12.g.1-2")


class Update(Part):
    """One renewal of the published data."""

    date: Annotated[ProofDay, HAPPENED] = field("Date", "The day of the update, for example 2026-03-05")
    places: Annotated[tuple[Place, ...], Distinct] = field(
        "Places", "Where it was updated, if not in both places: website or portal", default=()
    )
    rows: Whole | None = field("Rows", "How many rows the dataset has after it", default=None)
    what: Text | None = field("What", "What was added or corrected", default=None)


class PeriodChange(Part):
    """The period of updating was changed; a longer one counts only with the act that sets it."""

    old: UpdatePeriod = field("Old period", "The period before")
    date: PastDay = field("Date", "The day of the change, for example 2026-03-05")
    reason: Text = field("Reason", "Why it was changed")
    basis: Annotated[Id, Reference("act", withdrawn=True)] | None = field("Basis", "The act that sets the new one", default=None)


class Dataset(Endable):
    """A set of open data."""

    LIFECYCLE = Lifecycle(
        {"preparing": ("published", "withdrawn"), "published": ("withdrawn",), "withdrawn": ()},
        closed=frozenset({"withdrawn"}),
        dead=frozenset({"withdrawn"}),
        ended=frozenset({"withdrawn"}),
    )

    status: Literal["preparing", "published", "withdrawn"] = field("Status")
    mandatory: Annotated[Flag, Softens(falling=("true", "false"))] = field(
        "Mandatory", "true when the law demands that it be published, else false", by="N12.g.1-1"
    )
    code: Line | None = field("Code", "The dataset's code on the portal", default=None)
    topic: Text | None = field("Topic", "The field it is about, as the portal names it", default=None)
    organization: Annotated[Id, Reference("organization")] | None = field(
        "Data owner", "The unit or organisation whose data it is", default=None
    )
    fields: tuple[Text, ...] = field("Fields", "The columns that the dataset has", default=())
    formats: Annotated[tuple[Format, ...], Distinct] = field(
        "Formats", "The formats in which it can be downloaded: csv, json, xml, xlsx …", default=()
    )
    publish_by: Day | None = field(
        "Publish by", "For a mandatory one: the day by which the act demands it, for example 2026-03-05", default=None
    )
    portal_status: Literal["new", "confirmed", "rejected", "obsolete"] | None = field(
        "State on the portal", "What the portal says of it: new, confirmed, rejected or obsolete", default=None
    )
    website: Placement | None = field("On the website", "Where it stands on the Agency's official website", default=None)
    portal: Placement | None = field("On the portal", "Where it stands on the Open Data Portal", default=None)
    period: Annotated[UpdatePeriod | None, Softens("on-change", why="period_basis")] = field(
        "Update period",
        "How often it is updated: daily, weekly, monthly, quarterly, half-yearly, yearly or on-change",
        default=None,
    )
    period_basis: Annotated[Id, Reference("act", withdrawn=True)] | None = field(
        "Basis of the period", "For on-change: the act that sets no other term", default=None
    )
    period_changes: tuple[PeriodChange, ...] = field(
        "Period changes", "The periods before, each with its day and why", default=()
    )
    changed: PastDay | None = field(
        "Data changed", "For on-change: the day on which the data last changed, for example 2026-03-05", default=None
    )
    updates: tuple[Update, ...] = field("Updates", "Updates since it was placed", default=())

    @property
    def dated(self) -> date | None:
        """The day on which it was first placed."""
        return min((placement.date for placement in (self.website, self.portal) if placement), default=None)

    @property
    def occasion(self) -> Hashable:
        """Each is called otherwise."""
        return None

    @property
    def to_be_done(self) -> bool:
        """The person named answers for it until it is withdrawn; N12.g.1-4 reports that nobody is named."""
        return self.alive and self.responsible is not None

    @property
    def published(self) -> bool:
        """Whether the public can have it, by its placements and not by its status."""
        return self.owing and (self.status == "published" or self.dated is not None)

    @property
    def bound(self) -> bool:
        """Whether the law demands it."""
        return self.mandatory

    def last_updated(self, as_of: date) -> date | None:
        """Return the day of the last update, or else of the placement, as far as that had happened by then.

        An update says where; the place that was updated longest ago counts.
        """
        placed = [placement.date for placement in (self.website, self.portal) if placement]
        places = [place for place in PLACES if getattr(self, place) is not None]
        days = [
            latest((*placed, *(update.date for update in self.updates if not update.places or place in update.places)), as_of)
            for place in places
        ]
        return min((day for day in days if day), default=None) if places else latest((u.date for u in self.updates), as_of)


DATASET = Kind(
    name="dataset",
    folder="datasets",
    prefix="ochm",
    model=Dataset,
    singular=say("Open dataset"),
    plural=say("Open data"),
    about=say("The Agency's open data: where each dataset is placed, and when it was last updated"),
    progress=routes("ended", "changed", "portal_status", "website", "portal", "updates"),
    icon="table-large",
    columns=("status", "mandatory", "organization", "period", "responsible"),
    order=60,
    public=True,
)

ends_by_decision(DATASET)

BASIS = DATASET.requires(
    Check(
        "N12.g.1-1",
        "N",
        title=say("Mandatory dataset without its basis"),
        requirement=say("It is said of each dataset whether it must be published, and of one that must, by which act"),
        fix=say("Write mandatory: true or false, and under basis: the ids of the acts"),
    )
)


@DATASET.rule(BASIS)
def says_by_which_act(dataset: Dataset, repository: Records) -> Iterator[Problem]:
    """12.g.1: some open data must be placed by law; the department's list of it, as it is now: S22."""
    listed = dataset.id in repository.settings.texts(Setting.MANDATORY_DATASETS, None)
    if listed and not dataset.mandatory:
        yield Problem("mandatory", say("The dataset stands in the list of mandatory ones (S22), and here it is not mandatory"))
    if listed and not dataset.alive:
        yield Problem("status", say("The dataset stands in the list of mandatory ones (S22), and it is withdrawn"))
    if dataset.mandatory and dataset.alive and not dataset.basis:
        yield Problem("basis", say("The dataset is mandatory, but no act is named that demands it"))
    elif dataset.mandatory and dataset.alive and none_is_legislation(dataset.basis, repository):
        yield Problem(
            "basis",
            say("The dataset is mandatory by legislation, and none of the acts named is"),
            say("Under basis: write the id of the act of legislation that demands it; or mandatory: false"),
        )


PLACEMENT = DATASET.requires(
    Check(
        "N12.g.1-2",
        "N",
        title=say("Mandatory dataset is not placed in both places"),
        requirement=say("A mandatory dataset stands on the Agency's website and on the Open Data Portal"),
        fix=say("Under website: and under portal: write url and date"),
    )
)


@DATASET.rule(PLACEMENT)
def is_in_both_places(dataset: Dataset, repository: Records) -> Iterator[Problem]:
    """12.g.1: placed on the official website and on the Open Data Portal."""
    if dataset.mandatory and dataset.published:
        if dataset.website is None:
            yield Problem("website", say("The dataset is published, but the record does not say where on the website"))
        if dataset.portal is None:
            yield Problem("portal", say("The dataset is published, but the record does not say where on the Open Data Portal"))


@DATASET.duty(
    Check(
        "N12.g.1-3",
        "S",
        title=say("Open data is not updated"),
        requirement=say("Mandatory open data is updated on time"),
        fix=say("Update the data on the website and the portal, then add the day under updates:"),
        setting=Setting.DATASET_UPDATE_MONTHS,
        own_measure=True,
    )
)
def is_updated_in_time(dataset: Dataset, repository: Records, as_of: date) -> Iterator[Duty]:
    """12.g.1: updated in the set terms: the dataset's own period, or else S20, with the days of grace of S21.

    Both are those of the day of the last update, from which the period runs. Updates that came late in the past stay late,
    those of before the Nizom aside, as does one that was late when it was decided that the dataset is withdrawn.
    """
    if dataset.mandatory and (dataset.published or (dataset.is_ended and dataset.dated)):
        for duty in _updates(dataset, repository, as_of):
            yield from until_ended(duty, dataset, repository, as_of)


def _updates(dataset: Dataset, repository: Records, as_of: date) -> Iterator[Duty]:
    """Yield the updates that came late, and the next one."""
    done = (dataset.dated, *(update.date for update in dataset.updates))
    late = gaps_between(done, as_of, lambda day: _due_after(max(day, floor(repository)), dataset, repository))
    last = dataset.last_updated(as_of)
    coming = last and _due_after(last, dataset, repository)
    for before, due, after in (*late, *([(last, coming, None)] if last and coming else ())):
        what = say("Update of the open data after {day}", day=before)
        yield Duty("updates", what, due, after, dataset.responsible, dataset.organization or dataset.owner)


def _due_after(last: date, dataset: Dataset, repository: Records) -> date | None:
    """Return until when a dataset is updated again after an update, with the days of grace of S21; None without a period."""
    due = _next_update(dataset, last, repository)
    grace = repository.settings.running(Setting.DATASET_GRACE_DAYS, last)
    return due and days_later(due, grace.measure if grace else 0)


def _next_update(dataset: Dataset, last: date, repository: Records) -> date | None:
    """Return the last day of the period that begins with an update; None when no period is known."""
    period = _period(dataset)
    if period == "on-change":
        return dataset.changed if dataset.changed and dataset.changed > last else None
    if period:
        return _end_of(period, last)
    term = repository.settings.running(Setting.DATASET_UPDATE_MONTHS, last)
    return months_later(term.begins, term.measure) if term else None


def _period(dataset: Dataset) -> UpdatePeriod | None:
    """Return the period that counts: the shortest since the last change that an act made, as no other makes it longer.

    That it is updated on change only takes an act, too; without one there is no period of its own.
    """
    period = None if dataset.period == "on-change" and dataset.period_basis is None else dataset.period
    for change in reversed(dataset.period_changes):
        if change.basis:
            break
        period = change.old if period is None or _length(change.old) < _length(period) else period
    return period


def _length(period: UpdatePeriod) -> int:
    """Return how long a period is, to compare with others: in days, a month as one of 30; on-change is the longest."""
    return DAYS.get(period) or 30 * MONTHS.get(period, 33)


def is_longer(then: str, now: str) -> bool:
    """Return whether a written period is longer than another one, or is none at all."""
    lengths = {period: _length(period) for period in (*DAYS, *MONTHS)}
    return lengths.get(cast(UpdatePeriod, now), 1000) > lengths.get(cast(UpdatePeriod, then), 1000)


def _end_of(period: UpdatePeriod, day: date) -> date:
    return days_later(day, DAYS[period]) if period in DAYS else months_later(day, MONTHS[period])


@DATASET.duty(
    Check(
        "N12.g.1-5",
        "D",
        title=say("Mandatory dataset is not published yet"),
        requirement=say("A mandatory dataset is published by the day that its act names"),
        fix=say("Write publish_by: and the day; once it is published, status, website and portal"),
        introduced="0.2.0",
    )
)
def is_published_by_its_day(dataset: Dataset, repository: Records, as_of: date) -> Iterator[Duty]:
    """12.g.1: measures are taken to place mandatory open data; a term is there only for updates, so the act names one."""
    if dataset.mandatory and dataset.publish_by:
        what, unit = say("Publication of the open data"), dataset.organization or dataset.owner
        duty = Duty("publish_by", what, dataset.publish_by, dataset.dated, dataset.responsible, unit)
        yield from until_ended(duty, dataset, repository, as_of)


@DATASET.rule(
    Check(
        "N12.g.1-4",
        "D",
        title=say("Dataset that cannot be kept or used"),
        requirement=say("A dataset has its owner, somebody responsible, a machine-readable format, and a period of updating"),
        fix=say("Write organization, responsible, formats and period"),
    )
)
def can_be_kept_and_used(dataset: Dataset, repository: Records) -> Iterator[Problem]:
    """12.g.1: open data that is kept up to date has somebody who does it, and others can use it."""
    if not dataset.alive:
        return
    if dataset.organization is None:
        yield Problem(
            "organization", say("The record does not say whose data it is"), say("Write organization: and the owner's id")
        )
    if dataset.responsible is None:
        yield Problem(
            "responsible",
            say("Nobody is responsible for the dataset"),
            say("Write responsible: and the employee's id"),
        )
    yield from _contradictions(dataset)
    if not MACHINE_READABLE & set(dataset.formats):
        yield Problem(
            "formats",
            say("None of the formats can be read by a machine"),
            say("Machine-readable formats: {formats}", formats=", ".join(sorted(MACHINE_READABLE))),
        )
    if dataset.mandatory and dataset.period is None and repository.settings.at(Setting.DATASET_UPDATE_MONTHS, None) is None:
        yield Problem(
            "period",
            say("The record does not say how often the dataset is updated, so nothing falls due"),
            say("Write period: daily, weekly, monthly, quarterly, half-yearly or yearly"),
        )


def _contradictions(dataset: Dataset) -> Iterator[Problem]:
    """Yield what cannot be as it is written: one place for two, a rejected dataset, a period that nothing sets."""
    if dataset.mandatory and not dataset.published and dataset.publish_by is None:
        yield Problem(
            "publish_by", say("The dataset is mandatory, is not published, but the record does not say by when it will be")
        )
    if dataset.website and dataset.portal and dataset.website.url == dataset.portal.url:
        message = say("The address on the portal is the one on the website")
        yield Problem(Route("portal", "url"), message, say("Under portal: write the dataset's address on the Open Data Portal"))
    if dataset.published and dataset.portal_status in ("rejected", "obsolete"):
        message = say("The portal says of the dataset: “{status}”", status=choice(dataset.portal_status))
        yield Problem("portal_status", message, say("Correct what the portal found, then correct portal_status:"))
    if dataset.mandatory and dataset.period == "on-change" and dataset.period_basis is None:
        message = say("No act is named by which the dataset is updated on change only, so the general term counts")
        yield Problem("period", message, say("Under period_basis: write the act's id; or write another period"))
    for index, change in enumerate(dataset.period_changes):
        longer = dataset.period and _length(change.old) < _length(dataset.period)
        if dataset.mandatory and longer and change.basis is None:
            message = say("No act is named by which the period became longer than “{old}”: it counts on", old=choice(change.old))
            at = Route("period_changes", index, "basis")
            yield Problem(at, message, say("Under basis: write the id of the act that sets the new period"))


@DATASET.rule(TOGETHER)
def names_its_partners(dataset: Dataset, repository: Records) -> Iterator[Problem]:
    """6.1 and 12.g.1: mandatory open data is placed together with the system organisations and units that own it."""
    owner = repository.get(dataset.organization, Organization)
    partner = owner and (owner.type == "system-organization" or (owner.type == "unit" and is_ours(owner, repository)))
    if dataset.mandatory and dataset.alive and not partner and not dataset.units:
        yield Problem("units", say("Mandatory open data is joint work, and no unit or system organisation is named"))
