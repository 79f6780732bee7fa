"""The regulation and the technical documents of an electronic service, agreed with the ministry and approved (12.v.3, 12.v.4)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from validators.kinds.ministry import not_by_us, of_another_body
from validators.kinds.organization import agreed_by_another
from validators.kinds.service.model import REGULATION_CHAIN, SERVICE, Service
from validators.model.duty import Duty
from validators.model.record import Approval, Letter
from validators.model.roles import HIGHEST_ROLES, Decision
from validators.regulation.setting_codes import Setting
from validators.rules.check import Check
from validators.rules.records import Records
from validators.source.finding import Problem
from validators.source.route import Route
from validators.text.messages import Message, choice, one_of, say

ORDER: tuple[Decision, ...] = tuple(step.decision for step in REGULATION_CHAIN.steps)

Edition = dict[Decision, tuple[int, Approval]]
"""The steps of one edition of the regulation, each with its index in the approvals."""


@SERVICE.rule(
    Check(
        "N11.2-1",
        "D",
        title=say("Service without form or optimisation note"),
        requirement=say("A service says in which form it is given; an electronic one, what became simpler"),
        fix=say("Write form: traditional, electronic or mixed, and optimisation:"),
    )
)
def says_its_form(service: Service, repository: Records) -> Iterator[Problem]:
    """11.2: services come into electronic form, and their processes are simplified on the way."""
    if service.form is None and service.alive:
        yield Problem("form", say("The record does not say in which form the service is given"))
    elif service.in_electronic_operation and not service.optimisation:
        yield Problem("optimisation", say("The service is electronic, but the record does not say what became simpler"))


DOCUMENTS = SERVICE.requires(
    Check(
        "N12.v.3-1",
        "N",
        title=say("Electronic service without its documents"),
        requirement=say("A service that is digitised has technical documents, and by its due date a regulation"),
        fix=say("Write regulation: with title, and technical_documents: with title and developed for each"),
    )
)


@SERVICE.rule(DOCUMENTS)
def has_its_documents(service: Service, repository: Records) -> Iterator[Problem]:
    """12.v.3: an electronic service has technical documents; while they are drawn up there is no term but its own."""
    if service.in_electronic_operation and not service.technical_documents:
        yield Problem("technical_documents", say("The service is digitised, but has no technical documents"))


@SERVICE.duty(DOCUMENTS)
def gets_its_documents_by_its_day(service: Service, repository: Records, as_of: date) -> Iterator[Duty]:
    """12.v.3: on its way into electronic form a service gets a regulation and technical documents, by the day it is due."""
    if service.status == "digitising" and service.due:
        days = [document.developed for document in service.technical_documents] if service.regulation else []
        what = say("Regulation and technical documents of the service")
        yield Duty("due", what, service.due, max(days, default=None), service.responsible, service.owner)


PASSAGE = SERVICE.requires(
    Check(
        "N12.v.3-2",
        "N",
        title=say("Regulation or technical document out of order"),
        requirement=say("They are developed, agreed with the ministry by letter and submitted for approval, in this order"),
        fix=say("Correct the dates and the letter, or add the step that is missing"),
    )
)


@SERVICE.rule(PASSAGE)
def the_regulation_keeps_the_order(service: Service, repository: Records) -> Iterator[Problem]:
    """12.v.3: one step after another, the ministry agreeing by letter; who approves in the end is N12.v.3-3."""
    if not service.electronic:
        return
    yield from of_another_body(service, REGULATION_CHAIN, repository)
    yield from replace(REGULATION_CHAIN, steps=REGULATION_CHAIN.steps[:-1]).out_of_order(service)
    for edition in _editions(service):
        yield from _missing(edition)
        if "submitted" in edition:
            index, submission = edition["submitted"]
            yield from not_by_us(submission, Route("approvals", index))
        for index, step in edition.values():
            here = Route("approvals", index)
            if step.decision == "agreed" and step.role != "ministry":
                message = say(
                    "The regulation was agreed by “{role}”, and it is for the ministry to agree", role=choice(step.role)
                )
                yield Problem(here / "role", message, say("Write role: ministry and, under by:, the ministry's id"))
            if step.decision == "agreed" and not step.document:
                message = say("The ministry's agreement of {day} has no letter number", day=step.date)
                yield Problem(here / "document", message, say("Write document: and the letter's number"))


@SERVICE.rule(
    Check(
        "N12.v.3-3",
        "D",
        title=say("Approval of a regulation out of order"),
        requirement=say("A regulation is approved after it was submitted, by somebody entitled to approve it"),
        fix=say("Correct the date or the role; a step stays as it was written once it is decided on"),
        introduced="0.2.0",
    )
)
def is_approved_in_the_established_way(service: Service, repository: Records) -> Iterator[Problem]:
    """12.v.3, 12.v.4: the department submits for approval in the established way; who approves: S38 on that day."""
    yield from replace(REGULATION_CHAIN, steps=REGULATION_CHAIN.steps[2:]).out_of_order(service)
    for edition in _editions(service) if service.electronic else ():
        if "approved" not in edition:
            continue
        index, step = edition["approved"]
        approvers = repository.settings.roles(Setting.SERVICE_REGULATION_APPROVERS, SERVICE.name, step.date)
        if approvers and step.role not in (*approvers, *HIGHEST_ROLES):
            message = say("It was approved by “{role}”, who is not the final approver", role=choice(step.role))
            hint = say("Final approvers (S38): {roles}", roles=one_of(approvers))
            yield Problem(Route("approvals", index, "role"), message, hint)


def _editions(service: Service) -> list[Edition]:
    """Return the steps of the edition of the regulation that is in force, and of the one on its way."""
    editions = (service.in_effect(), service.in_effect_ahead())
    return [{step.decision: (index, step) for index, step in edition if step.decision in ORDER} for edition in editions]


def _missing(edition: Edition) -> Iterator[Problem]:
    """Each step that one edition lacks before its last."""
    present = [decision for decision in ORDER if decision in edition]
    for missing in ORDER[: ORDER.index(present[-1])] if present else ():
        if missing not in edition:
            index, step = edition[present[-1]]
            message = say("“{step}” is recorded, but “{before}” is not", step=choice(step.decision), before=choice(missing))
            hint = say("Write decision: {decision} with role, by, date and document, above it", decision=missing)
            yield Problem(Route("approvals", index), message, hint)


def _too_early(later: str, day: date, earlier: str, earlier_day: date) -> Message:
    return say(
        "“{step}” is dated {day}, before “{before}” of {before_day}",
        step=choice(later), day=day, before=choice(earlier), before_day=earlier_day,
    )  # fmt: skip


@SERVICE.rule(PASSAGE)
def technical_documents_keep_the_order(service: Service, repository: Records) -> Iterator[Problem]:
    """12.v.3: the technical documents go the same way as the regulation."""
    for index, document in enumerate(service.technical_documents if service.electronic else ()):
        here, earlier, day = Route("technical_documents", index), "developed", document.developed
        for name in ("agreed", "submitted", "approved"):
            letter: Letter | None = getattr(document, name)
            if letter is None:
                continue
            if letter.date < day:
                yield Problem(here / name / "date", _too_early(name, letter.date, earlier, day))
            if document.agreed is None:
                message = say("“{title}” was submitted for approval without the ministry's agreement", title=document.title)
                yield Problem(here / name, message, say("Write agreed: with the letter's number and date"))
            earlier, day = name, letter.date
        if document.agreed:
            yield from agreed_by_another(document.agreed, here / "agreed", repository)
        for name in ("agreed", "submitted") if service.in_electronic_operation else ():
            if getattr(document, name) is None and not (name == "agreed" and (document.submitted or document.approved)):
                message = say("The service is in operation, but for “{title}” this is not recorded: {step}",
                              title=document.title, step=choice(name))  # fmt: skip
                yield Problem(here / name, message, say("Write {key}: with the letter's number and date", key=name))


BY_A_REGULATION = Check(
    "N12.v.4-1",
    "N",
    title=say("Electronic service without a regulation submitted for approval"),
    requirement=say("The regulation of an electronic service in operation was developed and submitted for approval"),
    fix=say("Write regulation:, and under approvals: decision: submitted with role, by, date and document"),
)


@SERVICE.rule(BY_A_REGULATION)
def operates_by_a_regulation(service: Service, repository: Records) -> Iterator[Problem]:
    """12.v.4: the department develops the regulation, and submits it for approval in the established way."""
    if not service.in_electronic_operation:
        return
    if service.regulation is None:
        yield Problem("regulation", say("The electronic service is in operation, but has no regulation"))
    elif service.decided("approved") is None and service.decided("submitted") is None:
        yield Problem("status", say("The electronic service is in operation, but its regulation was not submitted for approval"))


@SERVICE.duty(BY_A_REGULATION)
def its_regulation_is_there_in_time(service: Service, repository: Records, as_of: date) -> Iterator[Duty]:
    """12.v.4: what was submitted after the service came to the portal stays late; while nothing is, the rule says so."""
    submitted = [step.date for step in service.approvals if step.decision in ("submitted", "approved") and step.date <= as_of]
    if service.electronic and service.portal and submitted:
        what = say("The regulation is submitted by the day on which the service is on the portal")
        yield Duty(Route("portal", "date"), what, service.portal.date, min(submitted), service.responsible, service.owner)


@SERVICE.rule(
    Check(
        "N12.v.4-2",
        "D",
        title=say("Regulation is not approved yet"),
        requirement=say("The regulation of an electronic service in operation is approved"),
        fix=say("When it is approved, write under approvals: decision: approved with role, by, date and document"),
        introduced="0.2.0",
    )
)
def its_regulation_is_approved(service: Service, repository: Records) -> Iterator[Problem]:
    """12.v.4: who approves what was submitted, and when, is not for the department to say."""
    submitted = service.decided("submitted")
    if service.in_electronic_operation and service.regulation and submitted and service.decided("approved") is None:
        message = say("The regulation was submitted on {day}, but is not approved yet", day=submitted.date)
        yield Problem("status", message)


@SERVICE.rule(
    Check(
        "N12.v.4-3",
        "D",
        title=say("Not clear whether the service is electronic"),
        requirement=say("The form and the status of a service agree with its launch and its place on the portal"),
        fix=say("Correct form or status, or take out portal: or launched:"),
        introduced="0.2.0",
    )
)
def form_and_status_agree_with_the_portal(service: Service, repository: Records) -> Iterator[Problem]:
    """12.v.4: the regulations of electronic services are developed, so it is known which services are electronic.

    A service in operation may be digitised further, by the regulation that was submitted for it.
    """
    if not service.alive:
        return
    submitted = service.regulation and (service.decided("submitted") or service.decided("approved"))
    beginning = service.status == "planned" or (service.status == "digitising" and not submitted)
    if beginning and service.launched and service.portal is None:
        message = say("The service has been given electronically since {day}, but its status is “{status}”",
                      day=service.launched, status=choice(service.status))  # fmt: skip
        yield Problem("status", message)
    if service.portal is None:
        return
    if service.form == "traditional":
        yield Problem("form", say("The service is on the portal, but its form is “{form}”", form=choice(service.form)))
    if beginning:
        yield Problem("status", say("The service is on the portal, but its status is “{status}”", status=choice(service.status)))
