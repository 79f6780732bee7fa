"""A project's documents: by the standards and acts in force, and through the expertise of an authorised body (12.a.3)."""

from collections.abc import Iterator
from datetime import date

from validators.kinds.act import none_is_legislation
from validators.kinds.project.model import PROJECT, Project, ProjectDocument
from validators.kinds.standard import Standard
from validators.model.gaps import in_turn
from validators.regulation.setting_codes import Setting
from validators.regulation.settings import Settings
from validators.rules.check import Check
from validators.rules.records import Records
from validators.source.finding import Problem
from validators.source.route import Route
from validators.text.messages import choice, say


@PROJECT.rule(
    Check(
        "N12.a.3-1",
        "N",
        title=say("No project documents"),
        requirement=say("A project that builds, extends or introduces a system has project documents"),
        fix=say("Under documents: list the terms of reference and the other documents"),
    )
)
def has_documents(project: Project, repository: Records) -> Iterator[Problem]:
    """12.a.3: systems, software and databases are developed by project documents."""
    if project.running and project.makes_system and not project.documents:
        yield Problem("documents", say("The project makes or changes a system and has no project document"))


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
    if not project.makes_system:
        return
    yield from in_turn(
        _citations(document, Route("documents", index), repository) for index, document in enumerate(project.documents)
    )


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
    if all(_unified(id_, repository) for id_ in document.standards):
        yield Problem(here / "standards", say("“{kind}” cites no state standard", kind=kind))


def _unified(id_: str, repository: Records) -> bool:
    """Whether a standard is one of the Agency's own, and not the state's."""
    standard = repository.get(id_, Standard)
    return standard is not None and standard.unified


EXPERTISE = PROJECT.requires(
    Check(
        "N12.a.3-3",
        "N",
        title=say("No expertise conclusion"),
        requirement=say("Project documents pass the expertise of an authorised body"),
        fix=say("Under expertise: write the body, and the conclusion's number, date and outcome"),
    )
)


@PROJECT.rule(EXPERTISE)
def documents_pass_expertise(project: Project, repository: Records) -> Iterator[Problem]:
    """12.a.3: project documents go through expertise by authorised organisations; which bodies are authorised: S23.

    It is asked of the day of the conclusion.
    """
    if not (project.running and project.makes_system):
        return
    settings = repository.settings
    yield from in_turn(
        _expertise(document, Route("documents", index, "expertise"), settings) for index, document in enumerate(project.documents)
    )


def _expertise(document: ProjectDocument, here: Route, settings: Settings) -> Iterator[Problem]:
    expertise = document.expertise
    if expertise is None:
        yield Problem(here, say("“{kind}” has not passed the expertise of an authorised body", kind=choice(document.kind)))
        return
    bodies = settings.texts(Setting.EXPERTISE_BODIES, expertise.date)
    if bodies and expertise.body not in bodies:
        yield Problem(
            here / "body",
            say("{id} is not among the authorised bodies", id=expertise.body),
            say("Authorised bodies (S23): {bodies}", bodies=", ".join(bodies)),
        )
    if expertise.date < document.date:
        yield Problem(
            here / "date",
            say("The conclusion is dated {day}, before the document itself ({document_day})",
                day=expertise.date, document_day=document.date),
            say("Correct the date of the document or of its conclusion: a conclusion is given on what is there already"),
        )  # fmt: skip


@PROJECT.rule(
    Check(
        "N12.a.3-4",
        "D",
        title=say("Launched without a positive conclusion"),
        requirement=say("A system is launched only with positive conclusions on the least set of documents"),
        fix=say("Get the conclusion before the launch, or put the status back"),
        setting=Setting.DOCUMENTS_NEEDING_EXPERTISE,
    )
)
def launch_waits_for_conclusions(project: Project, repository: Records) -> Iterator[Problem]:
    """12.a.3: the gate; from which status on: S24, for which documents: S25.

    Both are asked of the day of the launch, however old the project; where there is none yet, of the day on which it began.
    """
    day = project.launched or project.started
    stage = str(repository.settings.value(Setting.STATUS_NEEDING_EXPERTISE, day) or "launched")
    if not project.makes_system or stage not in project.LIFECYCLE.moves or not project.has_reached(stage):
        return
    passed: dict[str, date] = {}
    for document in project.documents:
        if document.expertise and document.expertise.outcome == "positive":
            passed[document.kind] = min(document.expertise.date, passed.get(document.kind, document.expertise.date))
    for kind in repository.settings.texts(Setting.DOCUMENTS_NEEDING_EXPERTISE, day):
        if kind not in passed:
            yield Problem("status", say("“{kind}” has no positive conclusion", kind=choice(kind)))
        elif project.launched and project.launched < passed[kind]:
            yield Problem(
                "launched",
                say("The launch was on {day}, before the positive conclusion on “{kind}” ({conclusion})",
                    day=project.launched, kind=choice(kind), conclusion=passed[kind]),
            )  # fmt: skip


@PROJECT.rule(
    Check(
        "N12.a.3-5",
        "D",
        title=say("Changed after the conclusion"),
        requirement=say("A change after the conclusion needs a conclusion of its own"),
        fix=say("Under the change's expertise: write the body, number, date and outcome"),
    )
)
def changes_pass_expertise(project: Project, repository: Records) -> Iterator[Problem]:
    """12.a.3: additions to a system go through expertise as the system did."""
    conclusions = [item.expertise.date for item in project.documents if item.expertise]
    if not conclusions or not project.makes_system:
        return
    for index, change in enumerate(project.changes):
        if change.date > min(conclusions) and not change.expertise:
            yield Problem(
                Route("changes", index, "expertise"), say("The change of {day} has no conclusion of its own", day=change.date)
            )
        if change.expertise and change.expertise.date < change.date:
            yield Problem(
                Route("changes", index, "expertise", "date"), say("The conclusion is older than the change that it is for")
            )
