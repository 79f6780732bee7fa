"""How compliance moved: the records as they stood at the end of each of the last weeks, checked as of that day.

The answers come from the repository's own history, by today's checks, so that one week can be held against another. What a tree
answered once is kept in `.cache/`, by the tree, the day and the checks: only new weeks and new checks cost anything.
"""

import hashlib
import json
import logging
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from datetime import date, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any

import validators
from hooks.data import git_history
from hooks.data.audience import audience
from hooks.data.evidence_cache import approvals
from hooks.data.redaction import duties_seen, findings_seen, narrowed
from hooks.data.snapshot import Snapshot
from hooks.html.formatting import short_month
from validators.checks.run import DueDuty, all_checks, check_repository, duties
from validators.checks.waivers import waivers
from validators.kinds import all_kinds
from validators.model.evidence import Evidence
from validators.repository.reading import read_revision
from validators.repository.repository import Repository
from validators.source.finding import Finding
from validators.source.git import GitFailed

log = logging.getLogger("mkdocs.hooks.trend")

WEEKS = 26
CACHE = ".cache/nizom/trend.json"


@dataclass(frozen=True, slots=True)
class Point:
    """How it stood at the end of a day: all records, those without an error or anything overdue, and what was wrong."""

    day: date
    records: int
    sound: int
    errors: int
    warnings: int
    overdue: int

    @property
    def share(self) -> int:
        """Per cent of the records that were sound; all of them when there was none."""
        return self.sound * 100 // self.records if self.records else 100


def trend(snapshot: Snapshot) -> list[Point]:
    """A point for each Sunday of the last weeks that history knows, and one for the day of the build; without git that alone."""
    rules = [finding for finding in snapshot.findings if finding.trigger == "rule"]
    today = _point(snapshot.as_of, snapshot.repository, rules, snapshot.duties)
    if snapshot.head is None:
        return [today]
    sundays = [snapshot.as_of - timedelta(days=snapshot.as_of.isoweekday() + 7 * week) for week in reversed(range(WEEKS))]
    try:
        return [*_Weeks(snapshot.root, snapshot.evidence).points(sundays), today]
    except GitFailed as error:
        log.info("trend: %s", error)
        return [today]


def _point(day: date, shown: Repository, rules: Sequence[Finding], owed: Sequence[DueDuty]) -> Point:
    open_ = [finding for finding in rules if not finding.waived]
    overdue = [item.entry.path for item in owed if item.duty.state(day) == "overdue" and not item.let_pass(day)]
    wrong = [finding.path for finding in open_ if finding.severity == "error"]
    troubled = {*overdue, *wrong}
    return Point(
        day,
        len(shown.files),
        sum(entry.path not in troubled for entry in shown.files),
        len(wrong),
        len(open_) - len(wrong),
        len(overdue),
    )


@dataclass(frozen=True, slots=True)
class _Tree:
    """The records of one tree, and what holds of them whatever the day."""

    name: str
    whole: Repository
    shown: Repository
    rules: list[Finding]


class _Weeks:
    """Answers for many days of one repository: a tree is read and held to the rules once.

    Of approvals today's history testifies: it knows who brought those that still stand. The others neither prove nor fail.
    """

    def __init__(self, root: Path, evidence: Evidence) -> None:
        self._root = root
        self._evidence = evidence
        self._checks = _name_of_checks()
        self._known = _kept(root / CACHE)
        self._last: _Tree | None = None

    def points(self, days: list[date]) -> list[Point]:
        """The days that history knows, in their order; what was worked out anew is kept for the next build."""
        found = {day: self._answer(day, commit) for day, commit in git_history.commits_on(self._root, days).items()}
        if any(key not in self._known for key, _ in found.values()):
            others = {key: numbers for key, numbers in self._known.items() if self._checks in key}
            _keep(self._root / CACHE, {**others, **dict(found.values())})
        return [Point(day, *numbers) for day, (_, numbers) in found.items()]

    def _answer(self, day: date, commit: str) -> tuple[str, list[int]]:
        name = git_history.name_of_tree(self._root, commit)
        key = f"{day} {audience()} {name} {self._checks}"
        return key, self._known.get(key) or self._counted(day, name, commit)

    def _counted(self, day: date, name: str, commit: str) -> list[int]:
        tree = self._last = self._last if self._last and self._last.name == name else self._read(day, name, commit)
        owed = duties_seen(duties(tree.whole, day)[0], tree.shown)
        rules = waivers(tree.whole, day, all_checks(tree.whole.kinds)).applied(tree.rules)
        return list(astuple(_point(day, tree.shown, rules, owed))[1:])

    def _read(self, day: date, name: str, commit: str) -> _Tree:
        files = read_revision(self._root, commit)
        whole = Repository(files, all_kinds())
        unknown = approvals(whole) - set(self._evidence.brought)
        whole.evidence = replace(self._evidence, writers={}, pending=self._evidence.pending | unknown)
        shown = narrowed(files, whole)
        # An exception has days of its own, so what it lets pass is asked for each day anew.
        rules = [replace(finding, waived=None) for finding in check_repository(whole, day) if finding.trigger == "rule"]
        return _Tree(name, whole, shown, findings_seen(rules, shown, all_checks(whole.kinds)))


def _name_of_checks() -> str:
    """One name for all that the answers depend on beside the records: the checks, what is counted here, the national calendar."""
    packages = (Path(validators.__file__).parent, Path(__file__).parents[1])
    hashed = hashlib.sha256(version("holidays").encode())
    for file in sorted(file for package in packages for file in package.rglob("*") if file.suffix in (".py", ".yaml")):
        hashed.update(file.read_bytes())
    return hashed.hexdigest()[:16]


def _kept(file: Path) -> dict[str, list[int]]:
    try:
        known = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _keep(file: Path, answers: Mapping[str, list[int]]) -> None:
    """Saves the answers; where nothing can be written they are worked out again."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_suffix(f".{os.getpid()}")
        draft.write_text(json.dumps(answers, sort_keys=True, indent=0), "utf-8")
        draft.replace(file)
    except OSError as error:
        log.info("trend: %s", error)


WIDTH, HEIGHT = 720, 200
"""The chart's own units; it is drawn as wide as its place."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of points drawn: where each is, and the greatest value that the chart has room for."""

    points: tuple[tuple[float, float], ...]
    most: int

    @property
    def path(self) -> str:
        """The line as SVG has it."""
        return " ".join(f"{x:g},{y:g}" for x, y in self.points)


def line(points: Sequence[Point], values: Sequence[int], most: int) -> Line:
    """The values at the days of their points: the first day on the left, nought at the foot."""
    first, last = points[0].day, points[-1].day
    days = max(1, (last - first).days)
    places = (
        (round((point.day - first).days * WIDTH / days, 1), round(HEIGHT - value * HEIGHT / most, 1))
        for point, value in zip(points, values, strict=True)
    )
    return Line(tuple(places), most)


def page(snapshot: Snapshot, points: Sequence[Point]) -> Mapping[str, Any]:
    """What the page of the trend is given."""
    most = _rounded(max(max(point.errors, point.warnings, point.overdue) for point in points))
    drawn = {
        "share": line(points, [point.share for point in points], 100),
        "errors": line(points, [point.errors for point in points], most),
        "overdue": line(points, [point.overdue for point in points], most),
        "warnings": line(points, [point.warnings for point in points], most),
    }
    return {
        "points": points,
        "lines": drawn,
        "ticks": list(_ticks(points)),
        "history": snapshot.head is not None,
        "size": (WIDTH, HEIGHT),
        "weeks": WEEKS,
    }


def _rounded(value: int) -> int:
    """The next number that divides into four: a scale's end."""
    step = 4 * int("1".ljust(len(str(value)) - 1, "0"))
    return max(4, -(-value // step) * step)


def _ticks(points: Sequence[Point]) -> list[tuple[float, str, str]]:
    """The days named below a chart, each with its place and the side to which its name goes."""
    months = [(left, "middle", str(day.year) if day.month == 1 else short_month(day)) for day, left in _months(points)]
    if len(months) > 1:
        return months
    # A young history has its own ends in place of months.
    first, last = points[0].day, points[-1].day
    return [(0, "start", f"{first.day}-{short_month(first)}"), (WIDTH, "end", f"{last.day}-{short_month(last)}")]


def _months(points: Sequence[Point]) -> Iterator[tuple[date, float]]:
    """The first days of months within the chart, each with its place."""
    first, last = points[0].day, points[-1].day
    day = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    while day <= last:
        yield day, round((day - first).days * WIDTH / max(1, (last - first).days), 1)
        day = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
