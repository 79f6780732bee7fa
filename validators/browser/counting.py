"""The figures of a report that is being written, counted from all records as `nizom report` counts them."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from validators.answers.reports import countable
from validators.authoring.approval_step import RefusedError
from validators.kinds.report.figures import figures
from validators.kinds.report.model import REPORT, Report
from validators.model.gaps import known
from validators.model.periods import Period
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository
from validators.text.messages import say


def can_be_counted(entry: RecordFile) -> bool:
    """Whether a record is a report that nobody has received yet."""
    return entry.kind is REPORT and entry.document.values.get("status") == "draft"


def counted(entry: RecordFile, repository: Repository, today: date) -> Iterator[Mapping[str, Any]]:
    """Yield the changes that write a report's figures, as of the day that it names; raises `RefusedError` without a period."""
    report = entry.record
    period = known(report, "period") if isinstance(report, Report) else None
    if not isinstance(report, Report) or period is None or not known(period, "since"):
        raise RefusedError(say("Write the period of the report first: the figures are counted over it"))
    as_of = known(report, "as_of") or today
    over = Period(period.since, known(period, "until"))
    every = figures(countable(repository, over, as_of), over, as_of)
    values = [_figure(name, one.value, one.records) for name, one in every.items()]
    yield {"do": "set", "route": ["as_of"], "value": as_of.isoformat()}
    yield {"do": "set", "route": ["figures"], "value": values}


def _figure(name: str, value: int, records: tuple[str, ...]) -> dict[str, Any]:
    figure: dict[str, Any] = {"name": name, "value": str(value)}
    return {**figure, "records": list(records)} if records else figure
