"""What an employee's record is: studies, earlier work, service in the department, training, and what was acknowledged."""

from collections.abc import Hashable
from datetime import date
from typing import Annotated, Literal

from validators.kinds.organization import Organization
from validators.model.gaps import complete, gaps_of
from validators.model.lifecycle import Lifecycle
from validators.model.periods import Period
from validators.model.record import Letter, Part, Record
from validators.model.types import (
    HAPPENED,
    Account,
    Day,
    Email,
    Flag,
    Id,
    Line,
    Number,
    PastDay,
    ProofDay,
    PublicKey,
    Reference,
    Softens,
    Text,
    field,
)
from validators.model.workdays import days_later
from validators.rules.kind import Kind
from validators.rules.records import Records
from validators.source.route import Route, routes
from validators.text.messages import say

Position = Literal["head", "chief-specialist", "leading-specialist", "specialist", "other"]


class Education(Part):
    """A course of study that was finished."""

    institution: Line = field("Institution", "Where the employee studied")
    specialty: Line = field("Specialty", "The field of study, as in the diploma")
    level: Literal["secondary-special", "bachelor", "master", "doctorate"] = field("Level")
    ict: Flag = field("ICT", "true when the field belongs to information and communication technology", default=False)
    finished: ProofDay | None = field("Finished", "The diploma's date, for example 2026-03-05", default=None)

    @property
    def higher(self) -> bool:
        """Whether it is higher education."""
        return self.level != "secondary-special"


class Job(Part):
    """Work before the department."""

    employer: Line = field("Employer", "Where the employee worked")
    position: Line = field("Position", "As what")
    area: Text | None = field(
        "Field", "The field of the work, as setting S04 names it, if the position does not say", default=None
    )
    since: Annotated[Day, Softens(rewritten=True)] = field("Since", "First day, for example 2026-03-05")
    until: Annotated[Day | None, Softens(rewritten=True)] = field("Until", "Last day, for example 2026-03-05", default=None)
    ict: Flag = field("ICT", "true when the work was in information and communication technology", default=False)

    @property
    def period(self) -> Period:
        """From the first day to the last."""
        return Period(self.since, self.until)


class Order(Part):
    """An order on staff: by number and date, and who signed it."""

    number: Line = field("Number", "The order's number")
    date: PastDay = field("Date", "The order's date, for example 2026-03-05")
    signed_by: Annotated[Id, Reference("employee", withdrawn=True)] = field("Signed by", "The employee who signed it")


class Dismissal(Part):
    """How the head was dismissed (4)."""

    order: Order | None = field("Order", "The order of dismissal", default=None)
    agreement: Letter | None = field("Ministry's agreement", "The ministry's letter of agreement: number and date", default=None)
    application: Letter | None = field(
        "Application", "For somebody who resigned: the application's number and date", default=None
    )


class Service(Part):
    """A period of service in the department, in one position."""

    position: Position = field("Position")
    since: Annotated[Day, Softens(rewritten=True)] = field("Since", "First day, for example 2026-03-05")
    until: Annotated[Day | None, Softens(rewritten=True)] = field(
        "Until", "Last day, for example 2026-03-05; absent while it goes on", default=None
    )
    order: Order | None = field("Order", "The order of appointment", default=None, by="N4-1")
    agreement: Letter | None = field(
        "Ministry's agreement", "For the head: the ministry's letter of agreement, number and date", default=None, by="N4-2"
    )
    ended_by: Annotated[Literal["dismissal", "resignation", "death"] | None, Softens("resignation", "death")] = field(
        "Ended by", "For a head: dismissal, resignation (of one's own wish) or death; dismissal where nothing is written",
        default=None,
    )  # fmt: skip
    dismissal: Dismissal | None = field(
        "Dismissal", "For a head who left: the order and the ministry's agreement", default=None, by="N4-4"
    )
    rate: Number | None = field("Rate", "For a part-time post: the part of a post, for example 0.5", default=None)

    @property
    def period(self) -> Period:
        """From the first day to the last."""
        return Period(self.since, self.until)


class Acting(Part):
    """A period in which the employee acts as head (8)."""

    since: Annotated[Day, Softens(rewritten=True)] = field("Since", "First day, for example 2026-03-05")
    until: Annotated[Day | None, Softens(rewritten=True)] = field(
        "Until", "Last day, for example 2026-03-05; absent while it goes on", default=None
    )
    reason: Text = field("Reason", "Why there is no head: vacancy, leave …")
    order: Order | None = field("Order", "The order that charged the employee with it", default=None)

    @property
    def period(self) -> Period:
        """From the first day to the last."""
        return Period(self.since, self.until)


class Absence(Part):
    """A period in which the employee was away."""

    kind: Annotated[Literal["leave", "illness", "business-trip", "study", "childcare", "other"], Softens("childcare")] = field(
        "Kind", "leave, illness, business-trip, study, childcare (leave to care for a child) or other"
    )
    since: Annotated[Day, Softens(rewritten=True)] = field("Since", "First day, for example 2026-03-05")
    until: Annotated[Day | None, Softens(rewritten=True)] = field("Until", "Last day, for example 2026-03-05", default=None)

    @property
    def period(self) -> Period:
        """From the first day to the last."""
        return Period(self.since, self.until)


class Training(Part):
    """A course of professional development (9)."""

    topic: Text | None = field("Topic", "What was covered", default=None)
    date: ProofDay = field("Date", "The day on which it ended, for example 2026-03-05")
    organiser: Text = field("Organiser", "Who held it", by="N9-5")
    document: Line = field("Document number", "The certificate's number", by="N9-5")
    result: Literal["completed", "not-completed"] = field("Result")
    hours: Number | None = field("Hours", "How many hours it took", default=None)


class Attestation(Part):
    """An attestation (9)."""

    date: ProofDay = field("Date", "The day of the attestation, for example 2026-03-05")
    organiser: Text = field("Organiser", "The commission or body that held it", by="N9-5")
    document: Line = field("Document number", "The number of the minutes or the certificate", by="N9-5")
    result: Literal["passed", "not-passed"] = field("Result")


class Acknowledgement(Part):
    """That the employee has read an edition of the Nizom."""

    edition: Line = field("Edition", "The number of the order that approved the edition, for example 38-son")
    date: Annotated[ProofDay, HAPPENED] = field("Date", "The day on which the employee signed, for example 2026-03-05")


class Key(Part):
    """A key with which the employee signs commits, so that an approval can be proved."""

    key: PublicKey = field("Key", "The SSH public key: the line in the .pub file", personal=True)
    since: Day = field("Since", "First day, for example 2026-03-05")
    until: Day | None = field("Until", "Last day, for example 2026-03-05; absent while it is in use", default=None)

    @property
    def period(self) -> Period:
        """From the first day to the last."""
        return Period(self.since, self.until)


class Employee(Record):
    """Somebody who works in the department, or leads the Agency; the title is the name."""

    LIFECYCLE = Lifecycle({"employed": ("left",), "left": ("employed",)}, closed=frozenset({"left"}))

    title: Line = field("Full name", "Family name, given name, father's name")
    status: Literal["employed", "left"] = field("Status")
    job_title: Line | None = field("Post", "The post in full, as in the staff list", default=None)
    phone: Line | None = field("Phone", "Telephone number", default=None, personal=True)
    email: Email | None = field("E-mail", "E-mail address", default=None, personal=True)
    former_emails: tuple[Email, ...] = field(
        "Former e-mail addresses", "Addresses that the employee had before, under which decisions were committed", default=(),
        personal=True,
    )  # fmt: skip
    account: Account | None = field("Account", "The name on the forge, without @", default=None, personal=True)
    hired: Day = field("Hired", "First day of work here, for example 2026-03-05", by="N5-1")
    left: Day | None = field("Left", "Last day of work here, for example 2026-03-05", default=None, by="N5-1")
    education: tuple[Education, ...] = field("Education", "Studies that were finished", default=())
    experience: tuple[Job, ...] = field("Experience", "Work before the department", default=())
    service: tuple[Service, ...] = field("Service", "Periods of service in the department", default=(), by="N5-1")
    acting: tuple[Acting, ...] = field("Acting", "Periods of acting as head", default=(), by="N8-3")
    absences: tuple[Absence, ...] = field("Absences", "Leave, illness, business trips", default=(), by="N8-3")
    trainings: tuple[Training, ...] = field("Training", "Courses of professional development", default=(), by="N9-4")
    attestations: tuple[Attestation, ...] = field("Attestations", "Attestations", default=(), by="N9-4")
    acknowledgements: tuple[Acknowledgement, ...] = field(
        "Acknowledgements", "Editions of the Nizom that the employee has read", default=(), by="N-tanishuv-1"
    )
    keys: tuple[Key, ...] = field("Keys", "The keys with which the employee signs commits", default=())

    @property
    def occasion(self) -> Hashable:
        """Two people may have one name; the first day of work distinguishes them."""
        return self.hired

    def served(self, part: "Service | Acting | Absence") -> Period:
        """Return from which day to which a period holds: who has left is in office no longer, though no last day is written."""
        last = self.left if self.status == "left" else None
        return Period(part.since, min(filter(None, (part.until, last)), default=None))

    def position(self, day: date) -> Position | None:
        """Return the position in the department on that day."""
        return next((service.position for service in complete(self.service) if self.served(service).holds(day)), None)


def first_day_here(employee: Employee) -> date:
    """Return the first day of the service that goes on, whatever posts it was in; of who has none, that of hiring.

    Who comes from another unit of the Agency, or comes back, is new here however long ago the hiring was.
    """
    begun, reached = employee.hired, date.min
    for period in sorted(map(employee.served, complete(employee.service)), key=lambda period: period.since):
        if days_later(reached, 1) < period.since:
            begun = period.since
        reached = max(reached, period.until or date.max)
    return begun


def of_department(employee: Employee, repository: Records) -> bool:
    """Whether the employee's record is kept by the department; who was head, or served here, does not depend on it.

    While the owner's type is not known, service decides: only the department's employees have it.
    """
    owner = repository.find(employee.owner)
    if owner and (owner.record is None or "type" in gaps_of(owner.record)):
        return bool(employee.service)
    return owner is not None and isinstance(owner.record, Organization) and owner.record.is_department


EMPLOYEE = Kind(
    said_twice=((Route("hired"), Route("service", 0, "since")),),
    name="employee",
    folder="employees",
    prefix="xod",
    model=Employee,
    singular=say("Employee"),
    plural=say("Employees"),
    about=say("The department's employees and the Agency's leaders: appointment, service, training, attestation"),
    # Not dead: what an employee signed or answered for stays true after leaving.
    progress=routes(
        "phone",
        "email",
        "former_emails",
        "account",
        "left",
        "absences",
        "trainings",
        "attestations",
        "acknowledgements",
        "acting",
        "keys",
    ),
    icon="account-outline",
    columns=("status", "job_title", "hired", "owner"),
    order=210,
    public=("job_title",),
)
