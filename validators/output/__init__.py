"""The formats in which findings are printed, one module each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING

from validators import counts
from validators.finding import Finding
from validators.messages import Language, Message, say

if TYPE_CHECKING:
    from validators.kind import Check

FORMATS = ("text", "json", "github", "gitlab", "sarif", "junit", "markdown")


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found, as an output format needs it.

    `checked` is how many records were looked at; `texts` the text of each file with findings, by path; `blocking` what fails the
    run: `error`, `warning`, `duty`; `off` the checks that have no measure.
    """

    findings: tuple[Finding, ...]
    blocking: frozenset[str]
    as_of: date
    checked: int
    texts: Mapping[str, str]
    off: "tuple[Check, ...]"
    colour: bool = False

    def blocks(self, finding: Finding) -> bool:
        """Whether the finding fails the run."""
        return (finding.clock == "duty" and "duty" in self.blocking) or (
            finding.clock == "rule" and finding.severity in self.blocking
        )

    def count(self, severity: str, clock: str = "rule") -> int:
        """How many findings there are of a severity and clock."""
        return sum(finding.severity == severity and finding.clock == clock for finding in self.findings)

    @property
    def overdue(self) -> int:
        """How many duties are overdue, whatever their severity."""
        return sum(finding.clock == "duty" for finding in self.findings)


def tally(report: Report) -> Message:
    """The report in one line: how much was checked, what was found, and what of it blocks."""
    checked = counts.records(report.checked)
    if not report.findings:
        return say("{records} checked: nothing to mend", records=checked)
    found = say(
        "{records} checked: {errors}, {warnings}, {overdue} overdue",
        records=checked,
        errors=counts.errors(report.count("error")),
        warnings=counts.warnings(report.count("warning")),
        overdue=report.overdue,
    )
    return say("{found}. {verdict}", found=found, verdict=verdict(report))


def verdict(report: Report) -> Message:
    """Whether the run fails, and by how many findings."""
    blocking = sum(map(report.blocks, report.findings))
    if not blocking:
        return say("Nothing blocks")
    return (
        say("{findings} blocks", findings=counts.findings(1))
        if blocking == 1
        else say("{findings} block", findings=counts.findings(blocking))
    )


def render(name: str, report: Report, language: Language) -> str:
    """The report in the format of that name."""
    module = import_module(f"validators.output.{name.replace('json', 'json_contract')}")
    printer: Callable[[Report, Language], str] = module.render
    return printer(report, language)
