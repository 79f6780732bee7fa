"""The page on money: what projects plan, have contracted and paid, and what is to be bought in which budget year."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from hooks.data.audience import audience, is_hidden
from hooks.data.display_name import display_name, name_by_id
from hooks.data.snapshot import UZBEK, Snapshot
from hooks.html.formatting import text, value_label
from hooks.pages import filters
from hooks.pages.filters import Filter
from hooks.pages.lists import LongListContext, order_of, rows_on_page
from hooks.pages.view import View
from validators.kinds.procurement import EXACT, Procurement
from validators.kinds.project.model import Project
from validators.overview.progress import FAR_BEHIND, progress_of
from validators.overview.project_money import NOTHING, Money, money_of, share, total
from validators.regulation.citation import citation
from validators.repository.record_file import RecordFile
from validators.source.route import Route
from validators.text.messages import Message, say
from validators.text.uzbek import collation_key, fold

MAX_PURCHASES = 150
"""Purchases of a year on the page; the rest are counted in the sums."""


@dataclass(frozen=True, slots=True)
class ProjectMoney:
    """The money of a project."""

    entry: RecordFile
    unit: str
    money: Money
    source: str | None

    @property
    def over_plan(self) -> Decimal:
        """By how much its contracts or payments exceed the plan; 0 if they do not."""
        return max(NOTHING, EXACT.subtract(max(self.money.contracted, self.money.paid), self.money.planned))


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """A project: its money, how much of its work is done, and the widths of its bars, on one scale for all."""

    item: ProjectMoney
    done: int | None
    planned_width: int | None
    contracted_width: int | None
    paid_width: int | None
    words: str
    """What search in the list looks at, folded."""
    order: str
    """What the browser sorts the title by."""
    marks: filters.Marks

    @property
    def is_paid_ahead(self) -> bool:
        """Whether much more of the contracts is paid than is done of the work."""
        return _is_paid_ahead(self.item.money, self.done)


@dataclass(frozen=True, slots=True)
class MoneyGroup:
    """The sums of the projects that have one source of money or one unit; `name` is empty where it is not known."""

    name: str
    money: Money


@dataclass(frozen=True, slots=True)
class BudgetYear:
    """What is to be bought or was bought in a budget year; `left_out` are purchases that the page has no room for."""

    year: int
    total: Decimal
    purchases: list[RecordFile]
    left_out: int


@dataclass(frozen=True, slots=True)
class MoneyContext(LongListContext):
    """The page on money."""

    template = "money.html"
    row_macro = "money_row"

    rows: list[MoneyRow]
    first: int
    """Rows on the page itself."""
    filters: list[Filter]
    total: Money
    count: int
    contracts: int
    """Projects that have a contract."""
    over_plan: list[ProjectMoney]
    paid_ahead: int
    """Projects of which much more is paid than done."""
    sources: list[MoneyGroup]
    units: list[MoneyGroup]
    years: list[BudgetYear]


def views(snapshot: Snapshot) -> Iterator[View]:
    """Yield the page, in a build that sees the budgets of projects."""
    yield View(
        "money", "money.md", text(say("Money")), lambda: _money(snapshot), full_width=True,
        about=say("What projects plan, have contracted and paid, by project, source and unit; purchases by budget year"),
    )  # fmt: skip


def _money(snapshot: Snapshot) -> MoneyContext:
    items = money_of_projects(snapshot)
    largest = max((max(item.money) for item in items), default=NOTHING)
    rows = [_row(item, largest, snapshot) for item in items]
    return MoneyContext(
        rows=rows,
        first=rows_on_page(rows),
        filters=list(_filters([row.marks for row in rows], snapshot)),
        total=total(item.money for item in items),
        count=len(items),
        contracts=sum(bool(item.money.contracted) for item in items),
        over_plan=[item for item in items if item.over_plan],
        paid_ahead=sum(row.is_paid_ahead for row in rows),
        sources=_groups([(item.source or "", item) for item in items]),
        units=_groups([(item.unit, item) for item in items]),
        years=list(_years(snapshot)),
    )


def money_of_projects(snapshot: Snapshot) -> list[ProjectMoney]:
    """Return the money of every project that has a budget, the largest plan first.

    A project that was given up counts if something was contracted or paid for it.
    """
    if is_hidden(Project, Route("budget")):
        return []
    found = []
    for entry in snapshot.entries_by_kind.get("project", ()):
        project = entry.record
        if not isinstance(project, Project) or project.budget is None:
            continue
        money = money_of(project.budget)
        if project.alive or money.contracted or money.paid:
            found.append(ProjectMoney(entry, project.owner, money, project.budget.source))
    return sorted(found, key=lambda item: (-item.money.planned, item.entry.path))


def _row(item: ProjectMoney, largest: Decimal, snapshot: Snapshot) -> MoneyRow:
    progress = progress_of(item.entry, snapshot.as_of)
    planned, contracted, paid = (share(value, largest) for value in item.money)
    done, title = progress.percent if progress else None, display_name(item.entry)
    marks = dict(_marks(item, done, snapshot))
    names = " ".join(name for key in ("responsible", "owner", "source") for name in marks[key])
    words = fold(f"{item.entry.id} {title} {names}")
    return MoneyRow(item, done, planned, contracted, paid, words, order_of(title), marks)


def _marks(item: ProjectMoney, done: int | None, snapshot: Snapshot) -> Iterator[tuple[str, list[str]]]:
    """Yield what a project is found by, by the name of the filter."""
    project = item.entry.record
    assert isinstance(project, Project)
    person = project.responsible if audience() == "internal" else None
    yield "responsible", [name_by_id(person, snapshot.repository)] if person else []
    yield "owner", [name_by_id(item.unit, snapshot.repository)]
    yield "status", [value_label(project.status)]
    yield "source", [item.source or text(say("source not written"))]
    yield "sum", [text(words) for words in _states(item, done)]
    yield "due", [str(project.due)] if project.due else []
    findings = snapshot.findings_by_path.get(item.entry.path, ())
    clauses = {finding.clause: None for finding in findings if finding.is_open and finding.clause}
    yield "paragraph", [UZBEK.pick(citation(clause)) for clause in clauses]


def _states(item: ProjectMoney, done: int | None) -> Iterator[Message]:
    """Yield in words how the money of a project stands."""
    if item.over_plan:
        yield say("over the plan")
    if _is_paid_ahead(item.money, done):
        yield say("paid ahead of the work")
    yield say("with a contract") if item.money.contracted else say("no contract")


def _is_paid_ahead(money: Money, done: int | None) -> bool:
    return money.paid_share is not None and done is not None and money.paid_share - done >= FAR_BEHIND


def _filters(marks: list[filters.Marks], snapshot: Snapshot) -> Iterable[Filter]:
    def choosing(name: str, title: Message) -> list[Filter]:
        return filters.choosing(name, title, filters.values_of(name, marks), filters.MAX_NAMES)

    yield from choosing("responsible", filters.PERSON)
    yield from choosing("owner", filters.UNIT)
    yield from choosing("status", filters.STATE)
    yield from choosing("source", say("Source of money"))
    yield from choosing("sum", say("How the money stands"))
    yield from filters.by_days("due", say("Due"), filters.values_of("due", marks), filters.months_around(snapshot.as_of))
    yield from choosing("paragraph", filters.PARAGRAPH)


def _groups(named: Sequence[tuple[str, ProjectMoney]]) -> list[MoneyGroup]:
    """Return the sums by name, the largest plan first."""
    found: dict[str, list[ProjectMoney]] = defaultdict(list)
    for name, item in named:
        found[name].append(item)
    groups = [MoneyGroup(name, total(item.money for item in items)) for name, items in found.items()]
    return sorted(groups, key=lambda group: (-group.money.planned, collation_key(group.name)))


def _years(snapshot: Snapshot) -> Iterator[BudgetYear]:
    """Yield the purchases by budget year, those that were refused or withdrawn aside, the largest of each year first."""
    found: dict[int, list[tuple[Decimal, RecordFile]]] = defaultdict(list)
    if is_hidden(Procurement, Route("total")):
        return
    for entry in snapshot.entries_by_kind.get("procurement", ()):
        bought = entry.record
        if isinstance(bought, Procurement) and bought.alive and bought.status != "rejected":
            found[bought.budget_year].append((bought.total, entry))
    for year, own in sorted(found.items()):
        own.sort(key=lambda item: (-item[0], item[1].path))
        amount = NOTHING
        for value, _ in own:
            amount = EXACT.add(amount, value)
        yield BudgetYear(year, amount, [entry for _, entry in own[:MAX_PURCHASES]], max(0, len(own) - MAX_PURCHASES))
