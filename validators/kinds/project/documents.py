"""A project's documents: by the standards and acts in force, and through the expertise of an authorised body (12.a.3)."""

from collections.abc import Iterator
from datetime import date
from typing import get_args

from validators.kinds.act import none_is_legislation
from validators.kinds.endings import until_ended
from validators.kinds.organization import Organization, dissolved_before, is_gone, is_ours
from validators.kinds.project.model import PROJECT, Expertise, Project, ProjectDocument, Stage, Try
from validators.kinds.registry_entry import RegistryEntry
from validators.kinds.standard import Standard
from validators.model.duty import Duty
from validators.model.gaps import in_turn
from validators.regulation.setting_codes import Setting
from validators.rules.check import Check
from validators.rules.extensions import due_on
from validators.rules.records import Records
from validators.source.finding import Problem
from validators.source.route import Route
from validators.text.messages import choice, say

STAGES: tuple[str, ...] = get_args(Stage)
DESIGNED_FROM = "terms-of-reference"
"""The stage, and the document of it, without which nothing is designed or built."""


STAGE_OF = {
    "concept": "concept",
    "feasibility-study": "concept",
    "terms-of-reference": "terms-of-reference",
    "technical-design": "technical-design",
    "working-design": "working-design",
    "test-programme": "system-tests",
}
"""The stage of the work by whose end a document has been put through expertise."""


def outside(project: Project, repository: Records) -> bool:
    """Return whether all that it makes are websites: 12.a.3 speaks of what automates internal processes."""
    return bool(project.systems) and repository.once(_are_websites, project.systems)


def _are_websites(repository: Records, systems: tuple[str, ...]) -> bool:
    entries = [repository.get(id_, RegistryEntry) for id_ in systems]
    return all(entry is not None and entry.type == "web-resource" for entry in entries)


def _inside(project: Project, repository: Records) -> bool:
    return project.makes_system and not outside(project, repository)


def designs(project: Project) -> Iterator[tuple[Route, ProjectDocument]]:
    """Yield the project documents with their routes, without manuals and what is of no kind that is known."""
    for index, document in enumerate(project.documents):
        if document.kind not in ("user-manual", "other"):
            yield Route("documents", index), document


DOCUMENTS = PROJECT.requires(
    Check(
        "N12.a.3-1",
        "N",
        title=say("No project documents"),
        requirement=say("A project that builds, extends or introduces a system has project documents"),
        fix=say("Under documents: list the terms of reference and the other documents"),
    )
)


@PROJECT.rule(DOCUMENTS)
def has_documents(project: Project, repository: Records) -> Iterator[Problem]:
    """12.a.3: systems, software and databases are developed by project documents.

    They take time, so they are missing once the stage of the terms of reference, or a later one, is over, or there is a system.
    """
    if _inside(project, repository):
        yield from _without_documents(project)


def _past(stage: str, project: Project) -> bool:
    """Return whether the work is past the end of a stage: that stage or a later one is over, or there is a system."""
    first = STAGES.index(stage)
    over = any(one.done and one.stage and STAGES.index(one.stage) >= first for one in project.milestones)
    return over or project.has_reached("testing")


def _without_documents(project: Project) -> Iterator[Problem]:
    if project.running and not any(True for _ in designs(project)) and _past(DESIGNED_FROM, project):
        yield Problem("documents", say("The project makes, changes or introduces a system and has no project document"))


@PROJECT.duty(DOCUMENTS)
def has_documents_in_time(project: Project, repository: Records, as_of: date) -> Iterator[Duty]:
    """12.a.3: the first of the documents is owed by the day that the project gave itself for its terms of reference.

    The stage itself may be marked as done later, or earlier: what ends the duty is a document.
    """
    if not project.begun or not _inside(project, repository) or any(_without_documents(project)):
        return
    for stage in project.milestones:
        if stage.stage == DESIGNED_FROM and not stage.cancelled:
            due = due_on(as_of, stage.due, stage.extensions)
            first = min((document.date for _, document in designs(project)), default=None)
            answers = stage.responsible or project.responsible
            what = say("The project's documents, the terms of reference first")
            yield from until_ended(Duty("documents", what, due, first, answers, project.owner), project, repository, as_of)
            return


@PROJECT.rule(
    Check(
        "N12.a.3-2",
        "N",
        title=say("Document not by standard and act in force"),
        requirement=say("A project document cites a state standard and an act, both in force on its date"),
        fix=say("Under the document's standards: and acts: write the ids of those in force on its date"),
    )
)
def documents_follow_standards_and_acts(project: Project, repository: Records) -> Iterator[Problem]:
    """12.a.3: documents conform to the state standards and to acts in force."""
    if _inside(project, repository):
        yield from in_turn(_citations(document, here, repository) for here, document in designs(project))


def _citations(document: ProjectDocument, here: Route, repository: Records) -> Iterator[Problem]:
    """Yield what is wrong with the standards and acts that a document cites."""
    kind = choice(document.kind)
    if not document.acts:
        yield Problem(here / "acts", say("“{kind}” cites no act", kind=kind))
    for name, ids in (("standards", document.standards), ("acts", document.acts)):
        for position, id_ in enumerate(ids):
            cited = repository.find(id_)
            if cited and not cited.require_record().in_force(document.date):
                yield Problem(
                    here / name / position,
                    say("{id} was not in force on {day}, the date of “{kind}”", id=id_, day=document.date, kind=kind),
                )
    if none_is_legislation(document.acts, repository):
        yield Problem(
            here / "acts",
            say("“{kind}” cites no normative legal act", kind=kind),
            say("Under acts: add the id of an act of legislation; an order of the Agency or minutes do not stand in for it"),
        )
    if not any(_may_be_the_states(id_, repository) for id_ in document.standards):
        yield Problem(
            here / "standards",
            say("“{kind}” cites no state standard", kind=kind),
            say("Under standards: add the id of a standard of Uzbekistan; of a foreign one that was put in force here, say in "
                "its record who adopted it (adopted_by)"),
        )  # fmt: skip


def _may_be_the_states(id_: str, repository: Records) -> bool:
    """Return whether a standard is the state's; one that cannot be found is reported elsewhere."""
    standard = repository.get(id_, Standard)
    return standard is None or standard.of_the_state


EXPERTISE = PROJECT.requires(
    Check(
        "N12.a.3-3",
        "N",
        title=say("No expertise conclusion"),
        requirement=say("Project documents pass the expertise of an authorised body"),
        fix=say(
            "Under expertise: write the body and the day on which it was sent; then the conclusion's number, date and outcome"
        ),
    )
)


@PROJECT.rule(EXPERTISE)
def documents_pass_expertise(project: Project, repository: Records) -> Iterator[Problem]:
    """12.a.3: project documents go through expertise by authorised organisations; which bodies are authorised: S23.

    It is asked of the day of each conclusion. While a document lies with the body, nothing is missing; nor is it while the work
    that the document is for has not ended.
    """
    if project.running and _inside(project, repository):
        yield from in_turn(
            _expertise(document, here / "expertise", repository)
            for here, document in designs(project)
            if document.expertise or _past(STAGE_OF[document.kind], project)
        )


def _expertise(document: ProjectDocument, here: Route, repository: Records) -> Iterator[Problem]:
    expertise = document.expertise
    if expertise is None:
        yield Problem(here, say("“{kind}” has not passed the expertise of an authorised body", kind=choice(document.kind)))
        return
    yield from wrong_expertise(expertise, here, repository)
    if expertise.date and expertise.date < document.date:
        yield Problem(
            here / "date",
            say("The conclusion is dated {day}, before the document itself ({document_day})",
                day=expertise.date, document_day=document.date),
            say("Correct the date of the document or of its conclusion: a conclusion is given on what is there already"),
        )  # fmt: skip


def wrong_expertise(expertise: Expertise, here: Route, repository: Records) -> Iterator[Problem]:
    """Yield what is wrong with the tries of an expertise: by whom they were, and what is not known of their outcome."""
    for index, one in enumerate(expertise.earlier):
        yield from _try(one, here / "earlier" / index, repository)
    yield from _try(expertise, here, repository)


def _try(one: Try, here: Route, repository: Records) -> Iterator[Problem]:
    day = one.date or one.sent
    bodies = repository.settings.texts(Setting.EXPERTISE_BODIES, day) if day else ()
    if is_ours(repository.get(one.body, Organization), repository):
        message = say(
            "{id} is a structural unit of the Agency, and expertise is given by an authorised organisation", id=one.body
        )
        yield Problem(here / "body", message)
    elif day and is_gone(one.body, day, repository):
        yield Problem(here / "body", dissolved_before(one.body, day), say("Correct the body, or the day of its conclusion"))
    elif bodies and one.body not in bodies:
        yield Problem(
            here / "body",
            say("{id} is not among the authorised bodies", id=one.body),
            say("Authorised bodies (S23): {bodies}", bodies=", ".join(bodies)),
        )
    if one.under_way:
        return
    for key, missing, message in (
        ("number", one.number is None, say("The conclusion has no number")),
        ("date", one.date is None, say("The conclusion has no date")),
        ("outcome", one.outcome is None, say("The record does not say what was concluded")),
    ):
        if missing:
            yield Problem(here / key, message, say("Write “{key}:”; while there is no conclusion, only body and sent", key=key))


@PROJECT.rule(
    Check(
        "N12.a.3-10",
        "D",
        title=say("Without project documents or expertise, where the words leave it open"),
        requirement=say(
            "Websites, and documents of kind other, are developed by standards and acts and put through expertise as well"
        ),
        fix=say(
            "Write under documents what there is: standards, acts and expertise; for a document of kind other, which one it is"
        ),
        introduced="0.2.0",
    )
)
def what_is_outside_the_words(project: Project, repository: Records) -> Iterator[Problem]:
    """12.a.3 speaks of what automates internal processes; that a website needs the same follows from other acts, if at all.

    The department may count it as an error, by the setting `strict`.
    """
    if not project.makes_system:
        return
    if outside(project, repository):
        yield from _without_documents(project)
        for here, document in designs(project):
            yield from _citations(document, here, repository)
            if project.running:
                yield from _expertise(document, here / "expertise", repository)
    for index, document in enumerate(project.documents):
        if document.kind == "other" and project.running and not document.expertise:
            kind = choice(document.kind)
            message = say("“{kind}” has not passed the expertise of an authorised body", kind=kind)
            yield Problem(Route("documents", index, "expertise"), message)
    if project.running and not outside(project, repository):
        for here, document in designs(project):
            if not document.expertise and not _past(STAGE_OF[document.kind], project):
                message = say(
                    "There is a document “{kind}”, but the record does not say whether it was sent for expertise",
                    kind=choice(document.kind),
                )
                yield Problem(here / "expertise", message)
