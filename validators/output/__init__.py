"""The formats in which findings are printed, one module each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import import_module

from validators.finding import Finding
from validators.messages import Language

FORMATS = ("text", "json", "github", "gitlab", "sarif", "junit", "markdown")


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found, as an output format needs it.

    `checked` is how many records were looked at; `texts` the text of each file with findings, by path; `blocking` the findings
    that fail the run; `off` the codes of the checks that have no measure.
    """

    findings: tuple[Finding, ...]
    blocking: frozenset[str]
    as_of: date
    checked: int
    texts: Mapping[str, str]
    off: tuple[str, ...]
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


def render(name: str, report: Report, language: Language) -> str:
    """The report in the format of that name."""
    module = import_module(f"validators.output.{name.replace('json', 'json_contract')}")
    printer: Callable[[Report, Language], str] = module.render
    return printer(report, language)
