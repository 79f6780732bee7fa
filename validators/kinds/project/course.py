"""The course of a project: where it is introduced, its list, its registry entries, its dates, stages and monitoring."""

from collections.abc import Iterator
from datetime import date

from validators.kinds.employee.floor import floor
from validators.kinds.endings import as_owed, until_ended
from validators.kinds.organization import Organization
from validators.kinds.project.model import PROJECT, Milestone, Project
from validators.kinds.project_list import LISTED, ProjectList
from validators.kinds.registry_entry.model import RegistryEntry
from validators.kinds.registry_entry.register import IN_USE, KEPT, REGISTERED, idle
from validators.model.duty import Duty, gaps_between, latest
from validators.model.fields import unknown_references
from validators.model.gaps import GapError, in_turn
from validators.model.workdays import days_later
from validators.regulation.setting_codes import Setting
from validators.rules.check import Check
from validators.rules.extensions import PROJECT_MOVED, broken_history, by_another, due_on
from validators.rules.records import Records
from validators.source.finding import Problem
from validators.source.route import Route
from validators.text.messages import Message, choice, say


@PROJECT.rule(
    Check(
        "N11.1-1",
        "D",
        title=say("The record does not say where it is introduced"),
        requirement=say("A project names the structures of the Agency in which it is introduced"),
        fix=say("Under introduced_in: list the ids of the structures"),
    )
)
def names_where_it_is_introduced(project: Project, repository: Records) -> Iterator[Problem]:
    """11.1: projects are introduced widely in the Agency and its structures."""
    if project.running and not project.introduced_in:
        yield Problem("introduced_in", say("The project does not name a structure in which it is introduced"))
    for index, id_ in enumerate(project.introduced_in if project.to_be_done else ()):
        body = repository.get(id_, Organization)
        if body and body.status == "dissolved":
            message = say("{id} is dissolved, and the project is still under way", id=id_)
            yield Problem(Route("introduced_in", index), message, say("Add the structure that took its place"))


@PROJECT.duty(
    Check(
        "N11.3-1",
        "S",
        title=say("Monitoring is overdue"),
        requirement=say("The progress of a running project is looked at within the monitoring period"),
        fix=say("Under monitoring: add an entry with date, progress and problems"),
        setting=Setting.PROJECT_MONITORING_DAYS,
    )
)
def is_monitored(project: Project, repository: Records, as_of: date) -> Iterator[Duty]:
    """11.3: the fulfilment of projects is monitored; the period is a setting, that of the last entry's day (S15).

    What was late when somebody decided that the project is suspended or given up stays late.
    """
    if project.begun:
        for duty in _looks(project, repository, as_of):
            yield from until_ended(duty, project, repository, as_of)


def _looks(project: Project, repository: Records, as_of: date) -> Iterator[Duty]:
    """Yield the entries that came late, and the next one."""
    looked = (
        project.started,
        *(entry.date for entry in project.monitoring if not project.launched or entry.date <= project.launched),
    )
    for _, due, day in gaps_between(looked, as_of, lambda before: _look_after(max(before, floor(repository)), repository)):
        yield Duty("monitoring", say("Monitoring entry"), due, day, project.responsible, project.owner)
    if project.status not in ("in-progress", "testing") and not project.is_ended:
        return
    last = latest((entry.date for entry in project.monitoring), as_of) or project.started
    if due_next := _look_after(last, repository):
        yield Duty("monitoring", say("Monitoring entry"), due_next, None, project.responsible, project.owner)


def _look_after(last: date, repository: Records) -> date | None:
    """Return until when a project is looked at again after a day; None while no period was ever set."""
    term = repository.settings.running(Setting.PROJECT_MONITORING_DAYS, last)
    return days_later(term.begins, term.measure) if term else None


@PROJECT.rule(LISTED)
def is_in_a_submitted_list(project: Project, repository: Records) -> Iterator[Problem]:
    """12.a.1: the department draws up the list of projects and submits it to the ministry."""
    if project.status in ("draft", "cancelled") or (project.completed and project.completed < floor(repository)):
        return
    naming = repository.citing(project.id, "project-list")
    lists = [record for record, route in naming if route.first_key == "projects" and isinstance(record, ProjectList)]
    alive = [list_ for list_ in lists if list_.alive]
    submitted = [(list_, step.date) for list_ in alive if (step := list_.decided("submitted"))]
    if not alive:
        _require_lists_known(repository)
        yield Problem("id", say("No project list names this project"))
    elif not submitted:
        message = say("The list that names this project, {id}, was not submitted to the ministry", id=alive[0].id)
        hint = say("What the list lacks: nizom approvals {id}. Until it is submitted the project is a draft", id=alive[0].id)
        yield Problem("id", message, hint)
    elif not (of_its_years := [item for item in submitted if _is_of_its_years(item[0], project)]):
        list_ = submitted[0][0]
        message = say("The list that names this project, {id}, is that of {year}", id=list_.id, year=str(list_.year))
        hint = say(
            "Add the project to a list of its own years, from {year} on, and submit that", year=str(project.started.year - 1)
        )
        yield Problem("id", message, hint)
    elif project.completed and project.completed < (first := min(day for _, day in of_its_years)):
        message = say("The project was over on {day}, but its list was submitted on {later}", day=project.completed, later=first)
        yield Problem("id", message)


def _is_of_its_years(list_: ProjectList, project: Project) -> bool:
    """Return whether a list is of a year of the project's, or of the year before it began."""
    return project.started.year - 1 <= list_.year <= max(project.due, project.completed or project.due).year


def _require_lists_known(repository: Records) -> None:
    """Raise `GapError` if it is not known which projects some project list names."""
    model = repository.kinds["project-list"].model
    repository.require_readable(model)
    for gap in (gap for list_ in repository.of(model) for gap in unknown_references(list_) if gap.at.first_key == "projects"):
        raise GapError(gap)


@PROJECT.rule(
    Check(
        "N12.a.4-2",
        "D",
        title=say("No registry entry named"),
        requirement=say("A project that makes or changes a system names the system's registry entry"),
        fix=say("Under systems: write the registry entry's id; add the entry first if there is none"),
    )
)
def names_its_registry_entries(project: Project, repository: Records) -> Iterator[Problem]:
    """12.a.4: data on systems goes into the Unified Registry, in time and well."""
    if project.running and project.makes_system and not project.systems:
        yield Problem("systems", say("The project makes or changes a system and names no registry entry"))


@PROJECT.rule(REGISTERED)
def what_it_launched_is_in_use(project: Project, repository: Records) -> Iterator[Problem]:
    """12.a.4: a system that was launched is in use, so its entry is held to what is asked of systems in use."""
    if project.makes_system and project.has_reached("launched"):
        for index, id_ in enumerate(project.systems):
            if entry := idle(id_, repository):
                message = say("{id} was launched, and its entry says “{status}”", id=id_, status=choice(entry.status))
                yield Problem(Route("systems", index), message, IN_USE)


@PROJECT.rule(KEPT)
def an_extension_changes_the_entry(project: Project, repository: Records) -> Iterator[Problem]:
    """12.a.4: what an extension changed of a system is data on it."""
    if project.creates != "extension" or not project.has_reached("launched"):
        return
    for index, id_ in enumerate(project.systems):
        entry = repository.get(id_, RegistryEntry)
        if entry and entry.alive and not any(change.date >= project.started for change in entry.changes):
            message = say("The extension of {id} was launched, but its entry knows no change since {day}",
                          id=id_, day=project.started)  # fmt: skip
            yield Problem(Route("systems", index), message, say("In the registry entry: under changes: write date and what"))


DATES = Check(
    "N11.3-2",
    "D",
    title=say("Dates that contradict each other"),
    requirement=say("A project can be followed: its dates agree with its status and with each other"),
    fix=say("Correct the date that is wrong, or the status"),
)


@PROJECT.rule(DATES)
def dates_follow_each_other(project: Project, repository: Records) -> Iterator[Problem]:
    """11.3: what is monitored and controlled begins, is launched and ends in this order."""
    order: tuple[tuple[str, Message, date | None], ...] = (
        ("started", say("Started"), project.started),
        ("launched", say("Launched"), project.launched),
        ("completed", say("Completed"), project.completed),
    )
    if project.due < project.started:
        yield Problem("due", _earlier(say("Due"), project.due, say("Started"), project.started))
    before_name, before = order[0][1], project.started
    for key, name, day in order[1:]:
        if day is None:
            continue
        if day < before:
            yield Problem(key, _earlier(name, day, before_name, before))
        before_name, before = name, day
    for index, entry in enumerate(project.monitoring):
        if entry.date < project.started:
            yield Problem(
                Route("monitoring", index, "date"),
                _earlier(say("Monitoring"), entry.date, say("Started"), project.started),
            )


def _earlier(name: Message, day: date, before: Message, before_day: date) -> Message:
    return say(
        "“{name}” ({day}) is earlier than “{before}” ({before_day})", name=name, day=day, before=before, before_day=before_day
    )


@PROJECT.rule(DATES)
def status_and_dates_agree(project: Project, repository: Records) -> Iterator[Problem]:
    """11.3: those who control a project see since when it works and since when it is over."""
    launches = project.makes_system or project.status == "launched"
    for key, name, day, needed in (
        ("launched", say("Launched"), project.launched, launches and project.has_reached("launched")),
        ("completed", say("Completed"), project.completed, project.has_reached("completed")),
    ):
        if needed and day is None:
            yield Problem(
                key,
                say("The status is “{status}”, but “{name}” is not written", status=choice(project.status), name=name),
                say("Write “{key}:” and the day, for example 2026-03-05, or restore the previous status", key=key),
            )
        elif day and project.alive and not project.has_reached(key):
            yield Problem(
                key,
                say("The day is there ({day}), but the status is “{status}”", day=day, status=choice(project.status)),
                say("Write “status: {key}”, or delete the day", key=key),
            )


@PROJECT.rule(DATES)
def stages_lie_within_the_project(project: Project, repository: Records) -> Iterator[Problem]:
    """11.3: a stage is a part of the project, and so of its time, unless that ends before it begins: one mistake is said once."""
    has_time = project.started <= project.due
    for index, stage in enumerate(project.milestones):
        here = Route("milestones", index)
        for key, day in (("start", stage.start), ("due", stage.due)):
            if day and has_time and not project.started <= day <= project.due:
                yield Problem(
                    here / key,
                    say("{day} is outside the project, which is from {since} to {until}",
                        day=day, since=project.started, until=project.due),
                )  # fmt: skip
        begun = stage.start or project.started
        for key, day in (("due", stage.due if stage.start else None), ("done", stage.done)):
            if day and day < begun:
                yield Problem(here / key, say("{day} is earlier than the stage's beginning, {begun}", day=day, begun=begun))
        if project.completed and not stage.over:
            message = say("The project ended on {day}, and the stage was neither reached nor given up", day=project.completed)
            yield Problem(here / "done", message, say("Write done: and the day, or cancelled: with reason, by and date"))
        if stage.done and stage.cancelled:
            yield Problem(here / "cancelled", say("The stage was reached on {day}, and is given up as well", day=stage.done))


NOT_BEGUN = ("draft", "planned")


@PROJECT.rule(DATES)
def facts_agree_with_the_status(project: Project, repository: Records) -> Iterator[Problem]:
    """11.3: what is done, paid and made shows in the status, or nobody who controls the project sees it."""
    if not project.makes_system and project.systems:
        message = say("The project names a system that it makes or changes, and says that it makes none")
        yield Problem("creates", message, say("Write what it does under creates:, or take out systems:"))
    paid = project.budget is not None and bool(project.budget.paid)
    if project.status in NOT_BEGUN and (paid or project.progress or any(stage.done for stage in project.milestones)):
        message = say("The status is “{status}”, and there is work done or paid already", status=choice(project.status))
        yield Problem("status", message, say("Write status: in-progress, or correct what is done and paid"))


PROJECT.requires(PROJECT_MOVED)


@PROJECT.rule(PROJECT_MOVED)
def moved_dates_keep_their_history(project: Project, repository: Records) -> Iterator[Problem]:
    """14.4: a date that was moved, the project's or a stage's, still shows what it was, why and by whom."""
    yield from broken_history(project.extensions, project.due, refusal=by_another(project.responsible))
    for index, stage in enumerate(project.milestones):
        answers = by_another(stage.responsible or project.responsible)
        yield from broken_history(stage.extensions, stage.due, Route("milestones", index), answers)


@PROJECT.duty(
    Check(
        "N14.4-1",
        "D",
        title=say("Project or stage is overdue"),
        requirement=say("Projects are carried out effectively: each stage, and the whole, by its date"),
        fix=say(
            "Write the day on which it was done; or, with the reason and who decided, move the date under extensions:, or give "
            "the stage up under cancelled:"
        ),
    )
)
def is_carried_out_in_time(project: Project, repository: Records, as_of: date) -> Iterator[Duty]:
    """14.4: the department must carry projects out effectively; 11.3: it controls how they are carried out."""
    if project.status == "draft":
        return
    yield from in_turn(
        (
            *(_stage_in_time(index, stage, project, repository, as_of) for index, stage in enumerate(project.milestones)),
            _whole(project, repository, as_of),
        )
    )


def _stage_in_time(index: int, stage: Milestone, project: Project, repository: Records, as_of: date) -> Iterator[Duty]:
    what = say("Stage “{title}”", title=stage.title)
    answers = stage.responsible or project.responsible
    due = due_on(as_of, stage.due, stage.extensions, by_another(answers))
    duty = Duty(Route("milestones", index, "due"), what, due, stage.done, answers, project.owner)
    for owed in as_owed(duty, stage.cancelled, project, repository, as_of):
        yield from until_ended(owed, project, repository, as_of)


def _whole(project: Project, repository: Records, as_of: date) -> Iterator[Duty]:
    due = due_on(as_of, project.due, project.extensions, by_another(project.responsible))
    duty = Duty("due", say("Completion of the project"), due, project.completed, project.responsible, project.owner)
    yield from until_ended(duty, project, repository, as_of)
