"""What a proposal is: what is proposed to whom, why, and what was decided on it."""

import datetime
from typing import Annotated, Literal

from validators.kinds.endings import ends_by_decision
from validators.model.lifecycle import Lifecycle
from validators.model.record import Endable, Part
from validators.model.roles import Role
from validators.model.types import Distinct, Id, Line, PastDay, Reference, Softens, Text, field
from validators.rules.kind import Kind
from validators.source.route import routes
from validators.text.messages import say


class Addressee(Part):
    """To whom a proposal is put, and in which role."""

    role: Role = field("Role", "The addressee's role: deputy, director-general, ministry …")
    to: Annotated[Id, Reference("employee", "organization", withdrawn=True)] = field(
        "To", "The employee, or for an outside body the organisation, that it is put to"
    )


class Ruling(Part):
    """What was decided on a proposal."""

    outcome: Literal["accepted", "rejected"] = field("Outcome")
    by: Annotated[Id, Reference("employee", "organization", withdrawn=True)] = field("By", "Who decided")
    date: PastDay = field("Date", "The day of the decision, for example 2026-03-05")
    document: Line | None = field("Document number", "Number of the letter, order or minutes", default=None)
    reason: Text | None = field("Reason", "Why it was decided so", default=None)


class Proposal(Endable):
    """A proposal that the department puts to its superiors or to another body."""

    LIFECYCLE = Lifecycle(
        {
            "draft": ("submitted", "withdrawn"),
            "submitted": ("accepted", "rejected", "draft", "withdrawn"),
            "rejected": (),
            "accepted": ("implemented", "withdrawn"),
            "implemented": (),
            "withdrawn": (),
        },
        closed=frozenset({"rejected", "implemented", "withdrawn"}),
        dead=frozenset({"withdrawn"}),
        ended=frozenset({"withdrawn"}),
    )

    status: Annotated[
        Literal["draft", "submitted", "rejected", "accepted", "implemented", "withdrawn"], Softens(falling=("submitted", "draft"))
    ] = field("Status")
    type: Literal["infrastructure", "service-optimisation", "legislation", "internal-policy"] = field("Type")
    date: PastDay | None = field("Date", "The day on which it was put forward, for example 2026-03-05", default=None)
    addressee: Addressee | None = field("Addressee", "To whom it is addressed", default=None)
    justification: Text | None = field("Justification", "Why it should be done", default=None)
    decision: Ruling | None = field("Decision", "What was decided on it", default=None)
    projects: Annotated[tuple[Annotated[Id, Reference("project", withdrawn=True)], ...], Distinct] = field(
        "Projects", "The projects by which an accepted proposal is carried out", default=()
    )
    service: Annotated[Id, Reference("service", withdrawn=True)] | None = field(
        "Service", "The state service whose processes it would make better", default=None
    )
    before: Text | None = field("Before", "How the service is given now: steps, papers, days", default=None)
    after: Text | None = field("After", "How it would be given then", default=None)
    acts: Annotated[tuple[Annotated[Id, Reference("act", withdrawn=True)], ...], Distinct] = field(
        "Acts", "The acts that it would change or make", default=()
    )
    topic: Literal["modern-it", "e-government", "information-security"] | None = field("Topic", default=None)
    draft: Text | None = field("Draft", "The draft document put forward: its title, and where it lies", default=None)

    @property
    def dated(self) -> datetime.date | None:
        """The day on which it was put forward."""
        return self.date

    @property
    def bound(self) -> bool:
        """Whether it was put forward: until then it is a draft, and may be dropped."""
        return self.date is not None

    @property
    def to_be_done(self) -> bool:
        """Until it is rejected, carried out or given up."""
        return not self.over

    @property
    def put_forward(self) -> bool:
        """Whether it has left the department, so that it must be complete."""
        return self.has_reached("submitted")


# "rejected" is before "accepted": a rejected proposal had been put forward, and got no farther.
PROPOSAL = Kind(
    name="proposal",
    folder="proposals",
    prefix="tak",
    model=Proposal,
    singular=say("Proposal"),
    plural=say("Proposals"),
    about=say("Proposals on infrastructure, services, legislation and internal policy: to whom, why, and what was decided"),
    progress=routes("ended", "decision", "projects"),
    icon="lightbulb-outline",
    columns=("status", "type", "date", "responsible", "owner"),
    order=100,
)

ends_by_decision(PROPOSAL)
