"""What a service is, and the way of its regulation to approval.

The approvals of the record are those of the regulation, edition by edition.
"""

from collections.abc import Hashable
from datetime import date
from typing import Annotated, Literal

from validators.kinds.endings import ends_by_decision
from validators.model.lifecycle import Lifecycle
from validators.model.record import Endable, Letter, NextEdition, Part, Renewable
from validators.model.types import Day, Distinct, Id, Line, Money, PastDay, Reference, Softens, Text, Url, Whole, field
from validators.regulation.setting_codes import Setting
from validators.rules.chain import Chain, Step
from validators.rules.kind import Kind
from validators.source.route import routes
from validators.text.messages import say


class Regulation(Part):
    """The regulation by which the service is given; its way to approval is under `approvals`."""

    title: Line = field("Title", "What the regulation is called")
    edition: Line | None = field("Edition", "Number or date of the edition in force", default=None)
    url: Url | None = field("Address", "Where its text is read", default=None)


class NextRegulation(NextEdition):
    """The regulation that is on its way to approval, while the one before is in force."""

    regulation: Regulation | None = field("Regulation", "The next edition of the regulation", default=None)


class TechnicalDocument(Part):
    """A technical document of the service: its dates follow each other as those of the regulation do (12.v.3)."""

    title: Line = field("Title", "What the document is called", by="N12.v.3-1")
    developed: PastDay = field("Developed", "The day on which it was completed, for example 2026-03-05", by="N12.v.3-2")
    agreed: Letter | None = field("Agreed", "The ministry's letter of agreement: number and date", default=None)
    submitted: Letter | None = field("Submitted", "The letter by which it was submitted for approval", default=None)
    approved: Letter | None = field("Approved", "The order that approved it: number and date", default=None)


class Price(Part):
    """What the service costs."""

    type: Literal["free", "fixed", "calculated"] = field("Type", "free, fixed, or calculated for each case")
    amount: Money | None = field("Amount", "For a fixed price: the sum in so‘m", default=None, by="N12.g.4-1")
    rule: Text | None = field("Rule", "For a calculated price: how it is worked out", default=None)


class Term(Part):
    """How long the service takes."""

    type: Literal["automatic", "working-days", "other"] = field("Type", "automatic (at once), working-days or other")
    days: Whole | None = field("Days", "How many working days it takes", default=None, by="N12.g.4-1")
    note: Text | None = field("Note", "For another term: which", default=None)


class Sent(Part):
    """What goes to the ministry by letter, and again whenever it is renewed."""

    submitted: tuple[Letter, ...] = field(
        "Submitted", "The letters by which it went to the ministry, each with number and date", default=()
    )

    @property
    def first_sent(self) -> date | None:
        """The day on which the ministry first had it."""
        return min((letter.date for letter in self.submitted), default=None)

    @property
    def last_sent(self) -> date | None:
        """The day on which the ministry had it as it is."""
        return max((letter.date for letter in self.submitted), default=None)


class Passport(Sent):
    """The service's passport (12.g.4)."""

    date: PastDay = field("Date", "The day of the passport as it stands, for example 2026-03-05", by="N12.g.4-1")
    recipients: Literal["individuals", "legal-entities", "everybody"] | None = field(
        "Recipients", "For whom it is: individuals, legal-entities or everybody", default=None
    )
    price: Price | None = field("Price", "What it costs", default=None)
    term: Term | None = field("Term", "How long it takes", default=None)
    documents: tuple[Text, ...] = field("Documents", "What the applicant hands in", default=())
    result: Text | None = field("Result", "What the applicant gets", default=None)
    refusal: tuple[Text, ...] = field("Refusal", "The grounds on which it is refused", default=())
    appeal: Text | None = field("Appeal", "Where and how to complain", default=None)


PackageContent = Literal[
    "passport", "regulation", "application-form", "document-list", "price-list", "result-sample", "contacts", "screenshots",
]  # fmt: skip


class Package(Sent):
    """The information that goes to the ministry, to be placed on the single portal (12.g.3)."""

    contents: Annotated[tuple[PackageContent, ...], Distinct] = field(
        "Contents", "What was sent: passport, regulation, application-form, document-list, price-list …", default=()
    )


class Portal(Part):
    """The service on the single portal of interactive state services."""

    url: Url = field("Address", "Where it is opened on the portal")
    date: PastDay = field("Date", "The day since which it stands there, for example 2026-03-05", by="N12.g.3-2")


class ServiceChange(Part):
    """A change in how the service is given."""

    date: Day = field("Date", "The day of the change, for example 2026-03-05")
    what: Text = field("What", "What was changed")


class Service(Endable, Renewable):
    """A service of the Agency or of its system organisations."""

    LIFECYCLE = Lifecycle(
        {
            "planned": ("digitising", "in-operation", "abolished"),
            "digitising": ("in-operation", "planned", "abolished"),
            "in-operation": ("digitising", "suspended", "abolished"),
            "suspended": ("in-operation", "digitising", "abolished"),
            "abolished": (),
        },
        closed=frozenset({"abolished"}),
        dead=frozenset({"abolished"}),
        ended=frozenset({"suspended", "abolished"}),
    )

    status: Annotated[
        Literal["planned", "digitising", "in-operation", "suspended", "abolished"],
        Softens(falling=("in-operation", "suspended", "digitising", "planned")),
    ] = field("Status")
    code: Line | None = field("Code", "The service's code in the register of services", default=None)
    form: Annotated[Literal["traditional", "electronic", "mixed"] | None, Softens("traditional")] = field(
        "Form", "How it is given: traditional, electronic or mixed", default=None
    )
    provider: Annotated[Id, Reference("organization")] | None = field(
        "Provider", "The unit or organisation that gives the service", default=None
    )
    system: Annotated[Id, Reference("registry-entry")] | None = field(
        "System", "The registry entry of the system by which it is given", default=None
    )
    due: Day | None = field(
        "Due", "While it is digitised: the day by which it is to work electronically, for example 2026-03-05", default=None
    )
    launched: PastDay | None = field(
        "Launched", "The day since which it is given electronically, for example 2026-03-05", default=None
    )
    channels: Annotated[tuple[Literal["portal", "mobile-app", "service-centre", "office", "other"], ...], Distinct] = field(
        "Channels", "Where it is available: portal, mobile-app, service-centre, office or other", default=()
    )
    optimisation: Text | None = field(
        "Optimisation", "What became simpler: steps, papers and days that are no longer needed", default=None
    )
    regulation: Regulation | None = field("Regulation", "The regulation by which the service is given", default=None)
    next_edition: NextRegulation | None = field(
        "Next edition", "What the regulation on its way to approval says otherwise, while the one above is in force", default=None
    )
    technical_documents: tuple[TechnicalDocument, ...] = field(
        "Technical documents", "The technical documents, each with its way to approval", default=()
    )
    passport: Passport | None = field("Passport", "The service's passport", default=None)
    package: Package | None = field("Information package", "What was given to the ministry for the portal", default=None)
    portal: Portal | None = field("On the portal", "Where it stands on the single portal", default=None)
    mobile_app: Text | None = field("Mobile app", "The application in which it is also given", default=None)
    changes: tuple[ServiceChange, ...] = field("Changes", "Changes in how the service is given", default=())

    @property
    def dated(self) -> date | None:
        """The day on which its regulation was approved, or else developed."""
        step = self.decided("approved") or self.decided("developed")
        return step.date if step else None

    @property
    def occasion(self) -> Hashable:
        """Each is called otherwise."""
        return None

    @property
    def bound(self) -> bool:
        """Whether people could have it electronically: what was never begun may be dropped."""
        return self.electronic and (self.portal is not None or self.launched is not None)

    @property
    def to_be_done(self) -> bool:
        """Somebody answers for a service until it is abolished."""
        return self.alive

    @property
    def electronic(self) -> bool:
        """Whether it is electronic or becoming so; it is taken for electronic until its form says traditional."""
        return self.form != "traditional" or self.status == "digitising"

    @property
    def in_electronic_operation(self) -> bool:
        """Whether people get it electronically today."""
        return self.electronic and (self.status == "in-operation" or (self.is_ended and self.owing))

    @property
    def digitised(self) -> bool:
        """Whether its way into electronic form is begun or behind it."""
        return self.status == "digitising" or self.in_electronic_operation

    @property
    def for_the_portal(self) -> bool:
        """Whether what the ministry needs for the portal has to be there."""
        return self.in_electronic_operation or (self.alive and self.portal is not None)


REGULATION_CHAIN = Chain(
    (
        Step("developed", (), "in-operation"),
        Step("agreed", ("ministry",), "in-operation", letter=True),
        Step("submitted", (), "in-operation"),
        Step("approved", (), "in-operation", by_another=True, roles_setting=Setting.SERVICE_REGULATION_APPROVERS),
    ),
    concerns=lambda service: service.electronic,
    asked_by="N12.v.3-2",
)

SERVICE = Kind(
    name="service",
    folder="services",
    prefix="xiz",
    model=Service,
    singular=say("State service"),
    plural=say("State services"),
    about=say("The services of the Agency and its organisations, and how each is brought into electronic form"),
    chain=REGULATION_CHAIN,
    progress=routes("ended", "due", "launched", "next_edition", "passport", "package", "portal", "mobile_app", "changes"),
    icon="account-check-outline",
    columns=("status", "form", "provider", "responsible"),
    order=50,
    public=True,
)

ends_by_decision(SERVICE)
