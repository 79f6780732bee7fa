"""What the Nizom asks of every record, whatever its kind."""

from collections.abc import Iterator

from validators.finding import Problem
from validators.kind import Check, RuleBook
from validators.messages import say
from validators.record import Record
from validators.repository import Repository

EVERY_RECORD = RuleBook()

EVERY_RECORD.requires(
    Check(
        "N15.1-1",
        "N",
        title=say("Incomplete decision"),
        demand=say("A visa or other decision says who made it, in which role, when, and a visa for which part"),
        mend=say("Under approvals: write decision, role, by and date; for a visa also part"),
    )
)


@EVERY_RECORD.rule(EVERY_RECORD.fields[-1])
def a_visa_names_its_part(record: Record, repository: Repository) -> Iterator[Problem]:
    """15.1: the department answers for the part of the document that its visa covers."""
    for place, step in enumerate(record.approvals):
        if step.decision == "visa" and not step.part:
            yield Problem(f"approvals.{place}", say("The visa of {day} does not say which part it covers", day=step.date))
