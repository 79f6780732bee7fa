"""What a check found, as every output format gets it, and the lines that sum it up."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from validators.output.links import Links
from validators.rules.blocking import BlockingPolicy
from validators.source.finding import Finding
from validators.text import plurals
from validators.text.messages import Message, say

if TYPE_CHECKING:
    from validators.change.gate import Gate
    from validators.checks.not_run import Unchecked
    from validators.rules.check import Check
    from validators.source.edits.curing import Replacement

MOST = 10
"""How many items of a list next to the findings are shown; the rest is counted, or left to an ellipsis."""


@dataclass(frozen=True, slots=True)
class About:
    """A record as far as people need it next to a finding; what is not known is empty.

    `responsible` is the id of the employee who answers for it, `responsible_name` their name, `unit_name` that of the unit that
    owns it; `is_there` whether the file is, or was deleted.
    """

    title: str = ""
    responsible: str = ""
    responsible_name: str = ""
    unit_name: str = ""
    is_there: bool = True

    @property
    def answering(self) -> str:
        """Who answers for it: the employee, or else the unit."""
        return self.responsible_name or self.responsible or self.unit_name


@dataclass(frozen=True, slots=True)
class Since:
    """What fails a run, held against the run before: `revision` as of `day`.

    `acknowledged` are breaches that are known, of the others `new` did not fail then, and `left` did.
    """

    revision: str
    day: date
    new: tuple[Finding, ...]
    acknowledged: tuple[Finding, ...]
    left: tuple[Finding, ...]

    @classmethod
    def of(cls, revision: str, day: date, before: Iterable[Finding], blocking: Iterable[Finding]) -> "Since":
        """Return what fails a run, each by what `before`, all findings of the run before, says of it."""
        then = Counter(finding.fingerprint for finding in before if finding.is_open)
        new: list[Finding] = []
        acknowledged: list[Finding] = []
        left: list[Finding] = []
        for finding in blocking:
            then[finding.fingerprint] -= 1
            unknown = new if then[finding.fingerprint] < 0 else left
            (acknowledged if finding.acknowledged else unknown).append(finding)
        return cls(revision, day, tuple(new), tuple(acknowledged), tuple(left))


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found, as an output format needs it.

    `policy` says what fails the run; `checked` is how many records were looked at; `texts` the text of each file with findings,
    by path; `off` the checks that have no measure; `gate` what a change does, where it is held against a base; `nothing` that
    there was nothing at all to look at, which is not the same as finding nothing; `assumed` the name of the base that was taken
    though nobody asked for one; `what_blocks` says which proof is asked for, `what_is_off` what is
    not asked for want of a setting; `unchecked` is what could not be checked;
    `late` how much was done after its day, which is no finding; `since` what is new since the run before. `about` says by path
    what the findings are about, `links` where it can be opened. `counts_only`: how many each check found is all that is wanted.
    """

    findings: tuple[Finding, ...]
    policy: BlockingPolicy
    as_of: date
    checked: int
    texts: Mapping[str, str]
    off: "tuple[Check, ...]"
    colour: bool = False
    gate: "Gate | None" = None
    nothing: bool = False
    assumed: str = ""
    what_blocks: Message | None = None
    what_is_off: Message | None = None
    unchecked: "tuple[Unchecked, ...]" = ()
    late: int = 0
    since: Since | None = None
    about: Mapping[str, About] = field(default_factory=dict)
    links: Links = field(default_factory=Links)
    counts_only: bool = False

    @property
    def blocking(self) -> list[Finding]:
        """The findings that fail the run."""
        return self.policy.blocking(self.findings)

    def about_file(self, path: str) -> About:
        """Return what the file of a finding is about."""
        return self.about.get(path, About())

    def replacement(self, finding: Finding) -> "Replacement | None":
        """Return the lines that put a finding right; None where that is not known, or the lines may not be shown."""
        from validators.source.edits.curing import replacement  # brings YAML, which only commands that read records need

        lines = self.texts.get(finding.path, "").split("\n")
        if finding.cure is None or not "".join(lines[finding.span.line - 1 : finding.span.line]):
            return None
        found = replacement("\n".join(lines), finding.cure)
        return found if found and found.line <= finding.span.line <= found.end_line else None

    @property
    def curable(self) -> int:
        """How many open findings `nizom fix` can put right."""
        return sum(finding.is_open and finding.cure is not None and finding.cure.is_safe for finding in self.findings)

    @property
    def errors(self) -> int:
        """How many errors are open."""
        return sum(finding.is_open and finding.is_error for finding in self.findings)

    @property
    def warnings(self) -> int:
        """How many warnings are open."""
        return sum(finding.is_open and finding.is_warning for finding in self.findings)

    @property
    def overdue(self) -> int:
        """How many duties are overdue that no waiver covers."""
        return sum(finding.is_open and finding.is_overdue for finding in self.findings)

    @property
    def acknowledged(self) -> int:
        """How many of the findings are breaches that are acknowledged: they are open, and counted as such."""
        return sum(finding.acknowledged is not None for finding in self.findings)

    @property
    def waived(self) -> int:
        """How many findings a waiver covers."""
        return sum(finding.is_exempted for finding in self.findings)


def tally(report: Report) -> Message:
    """Return the report in one line: how much was checked, what was found, and whether it blocks."""
    checked = plurals.records(report.checked)
    if report.nothing:
        return verdict(report)
    if report.gate:
        return _tally_of_change(report, report.gate)
    if not report.findings and not report.unchecked:
        return say("{records} checked: nothing to fix", records=checked)
    found = say(
        "{records} checked: {errors}, {warnings}, {overdue} overdue",
        records=checked,
        errors=plurals.errors(report.errors),
        warnings=plurals.warnings(report.warnings),
        overdue=report.overdue,
    )
    if report.acknowledged:
        found = say("{found}; of these breaches acknowledged: {known}", found=found, known=tuple(_known(report)))
    if report.waived:
        found = say("{found}, {count} exempted", found=found, count=report.waived)
    return say("{found}. {verdict}", found=found, verdict=verdict(report))


def _known(report: Report) -> Iterator[Message]:
    """Yield how many of the errors, and of what is overdue, are breaches that are acknowledged."""
    known = [finding for finding in report.findings if finding.acknowledged]
    if errors := sum(finding.is_error for finding in known):
        yield plurals.errors(errors)
    if errors < len(known):
        yield say("{count} overdue", count=len(known) - errors)


def what_changes(gate: "Gate") -> tuple[Message, ...]:
    """Return what a change touches: how many records, which settings, the calendar."""
    settings = [code for impact in gate.impacts for code in impact.settings]
    altered = (say("settings: {codes}", codes=listed(settings)),) if settings else ()
    calendar = (say("the calendar"),) if any(impact.calendar for impact in gate.impacts) else ()
    return plurals.records(len(gate.changed)), *altered, *calendar


def _tally_of_change(report: Report, gate: "Gate") -> Message:
    """Return a change in one line: what it touches, what it fixes, what was there before, and whether it blocks."""
    return say(
        "{changed} changed since {base}; {fixed} fixed, {before} there before. {verdict}",
        changed=what_changes(gate),
        base=gate.base[:10],
        fixed=plurals.findings(len(gate.fixed)),
        before=plurals.findings(len(gate.of("before"))),
        verdict=verdict(report),
    )


def verdict(report: Report) -> Message:
    """Return whether the run fails, and by how many findings, or that there was nothing to check, or not all could be checked."""
    if report.nothing:
        return say("There is no record to check")
    blocks = _blocks(len(report.blocking))
    return say("Not all could be checked. {verdict}", verdict=blocks) if report.unchecked else blocks


def _blocks(blocking: int) -> Message:
    if not blocking:
        return say("Nothing blocks")
    return (
        say("{findings} blocks", findings=plurals.findings(1))
        if blocking == 1
        else say("{findings} block", findings=plurals.findings(blocking))
    )


def listed(codes: Sequence[str]) -> str:
    """Return the codes, as far as there is room."""
    return ", ".join(codes[:MOST]) + (" …" if len(codes) > MOST else "")
