"""What fails a run: one decision, shared by the exit code, every output format and `nizom approve`."""

from collections.abc import Iterable
from dataclasses import dataclass

from validators.source.finding import Finding, Level


@dataclass(frozen=True, slots=True)
class BlockingPolicy:
    """The levels of the findings that block: errors, warnings, duties that are overdue."""

    levels: frozenset[Level]

    @classmethod
    def failing_on(cls, levels: Iterable[Level]) -> "BlockingPolicy":
        """Return the policy that fails on these levels: who asks for warnings does not mean to ignore errors."""
        asked = frozenset(levels)
        return cls(asked | {"error"} if "warning" in asked else asked)

    def blocks(self, finding: Finding) -> bool:
        """Return whether a finding fails the run: never one that a waiver exempts, or that was there before the change.

        A breach that is acknowledged lets changes through, of which alone the origin is known, and fails every other run.
        """
        if finding.is_exempted or finding.origin == "before" or (finding.acknowledged and finding.origin):
            return False
        return finding.level in self.levels

    def blocking(self, findings: Iterable[Finding]) -> list[Finding]:
        """Return those of the findings that fail the run."""
        return [finding for finding in findings if self.blocks(finding)]


ERRORS = BlockingPolicy(frozenset({"error"}))
"""What a check fails by, unless it is asked for something else."""
ERRORS_AND_WARNINGS = BlockingPolicy.failing_on({"warning"})
"""What an approval step is refused by: it is not written where anything is wrong with it."""
