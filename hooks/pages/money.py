"""The page on money: what projects plan, have contracted and paid, and what is to be bought in which budget year."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from hooks.data.audience import is_hidden
from hooks.data.snapshot import Snapshot
from hooks.html.formatting import text
from hooks.html.page_context import PageContext
from hooks.pages.view import View
from validators.kinds.procurement import EXACT, Procurement
from validators.kinds.project.model import Project
from validators.overview.progress import FAR_BEHIND, progress_of
from validators.overview.project_money import NOTHING, Money, money_of, share, total
from validators.repository.record_file import RecordFile
from validators.source.route import Route
from validators.text.messages import say
from validators.text.uzbek import collation_key

MAX_ROWS = 150
"""Projects on the page, and purchases of a year; the rest are counted in the sums."""


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

    @property
    def is_paid_ahead(self) -> bool:
        """Whether much more of the contracts is paid than is done of the work."""
        paid = self.item.money.paid_share
        return paid is not None and self.done is not None and paid - self.done >= FAR_BEHIND


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
class MoneyContext(PageContext):
    """The page on money."""

    template = "money.html"

    rows: list[MoneyRow]
    left_out: int
    """Projects that the page has no room for."""
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
        rows=rows[:MAX_ROWS],
        left_out=max(0, len(rows) - MAX_ROWS),
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
    widths = [share(value, largest) for value in item.money]
    return MoneyRow(item, progress.percent if progress else None, *widths)


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
        yield BudgetYear(year, amount, [entry for _, entry in own[:MAX_ROWS]], max(0, len(own) - MAX_ROWS))
