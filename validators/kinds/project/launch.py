"""What is put to use: the system itself and every addition to it, on a positive conclusion (12.a.3)."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from validators.kinds.project.documents import designs, outside, wrong_expertise
from validators.kinds.project.model import PROJECT, Expertise, Project
from validators.kinds.registry_entry import RegistryEntry
from validators.regulation.setting_codes import Setting
from validators.rules.check import Check
from validators.rules.records import Records
from validators.source.finding import Problem
from validators.source.route import Route
from validators.text.messages import choice, say

GATE = PROJECT.requires(
    Check(
        "N12.a.3-4",
        "S",
        title=say("Launched without a positive conclusion"),
        requirement=say(
            "A system, and an addition to it, is put into use only with positive conclusions on the required set of documents"
        ),
        fix=say("Get the conclusion before the launch, or restore the previous status"),
        setting=Setting.DOCUMENTS_NEEDING_EXPERTISE,
    )
)


class _Launch(NamedTuple):
    """Whether a project is where it may not be without conclusions, since when and where that is seen, and which it needs."""

    reached: bool
    on: date | None
    at: Route
    kinds: tuple[str, ...]


def _launch(project: Project, repository: Records) -> _Launch:
    """Return the gate as it was on the day of the launch, however old the project; without one, on the day on which it began.

    A new system that its registry entry says is in use was launched, whatever the status of its project.
    """
    index, on = _at_work(project, repository)
    on, at = (project.launched, Route("status")) if index is None or project.launched else (on, Route("systems", index))
    day = on or project.started
    stage = str(repository.settings.value(Setting.STATUS_NEEDING_EXPERTISE, day) or "launched")
    reached = project.makes_system and stage in project.LIFECYCLE.moves and (index is not None or project.has_reached(stage))
    return _Launch(reached, on, at, _needed(project, day, repository))


def _needed(project: Project, day: date, repository: Records) -> tuple[str, ...]:
    """Return the kinds of document that wait for a positive conclusion: S25 on a day, of what the words of 12.a.3 are about.

    Whether a website needs any they leave open (N12.a.3-10), so nothing of it is blocked.
    """
    return () if outside(project, repository) else repository.settings.texts(Setting.DOCUMENTS_NEEDING_EXPERTISE, day)


def _at_work(project: Project, repository: Records) -> tuple[int | None, date | None]:
    """Return which of a project's systems is the new one and in use, and since when; what worked before it began is not new."""
    for index, id_ in enumerate(project.systems if project.creates == "new-system" and project.alive else ()):
        entry = repository.get(id_, RegistryEntry)
        if entry and entry.operating and (entry.launched is None or entry.launched >= project.started):
            return index, entry.launched
    return None, None


@PROJECT.rule(GATE)
def launch_waits_for_conclusions(project: Project, repository: Records) -> Iterator[Problem]:
    """12.a.3: the gate; from which status on: S24, for which documents: S25, both on the day of the launch."""
    launch = _launch(project, repository)
    if not launch.reached:
        return
    for kind in launch.kinds:
        ways = [document.expertise for _, document in designs(project) if document.kind == kind and document.expertise]
        if any(_positive(way, launch.on) for way in ways):
            continue
        passed = [try_.date for way in ways for try_ in (*way.earlier, way) if try_.outcome == "positive" and try_.date]
        if launch.on and passed and launch.on < min(passed):
            yield Problem(
                "launched" if launch.on == project.launched else launch.at,
                say("The launch was on {day}, before the positive conclusion on “{kind}” ({conclusion})",
                    day=launch.on, kind=choice(kind), conclusion=min(passed)),
            )  # fmt: skip
        elif launch.at.first_key == "systems":
            yield Problem(launch.at, say("The system is in use, and “{kind}” has no positive conclusion", kind=choice(kind)))
        else:
            yield Problem("status", say("“{kind}” has no positive conclusion", kind=choice(kind)))


def _positive(way: Expertise | None, day: date | None) -> bool:
    """Return whether the last conclusion by a day, or at all, is positive."""
    last = way.concluded(day) if way else None
    return last is not None and last.outcome == "positive"


@PROJECT.rule(GATE)
def additions_wait_for_conclusions(project: Project, repository: Records) -> Iterator[Problem]:
    """12.a.3: an addition with a document that S25 names waits for its conclusion too; S25 on the day of its use."""
    for index, change in enumerate(project.changes if project.makes_system else ()):
        kinds = _needed(project, change.date, repository)
        if change.kind != "correction" and change.document in kinds and change.expertise:
            yield from _too_early(change.expertise, change.date, Route("changes", index, "expertise"))


def _too_early(way: Expertise, day: date, here: Route) -> Iterator[Problem]:
    """Yield that what has a conclusion, or is waiting for one, was put to use without a positive one."""
    if _positive(way, day):
        return
    last = way.concluded()
    if last and last.date and last.date > day and last.outcome == "positive":
        message = say(
            "It was put into use on {day}, before the positive conclusion of {conclusion}", day=day, conclusion=last.date
        )
        yield Problem(here / "date", message)
    else:
        yield Problem(here / "outcome", say("It was put into use on {day} without a positive conclusion", day=day))


@PROJECT.rule(
    Check(
        "N12.a.3-8",
        "D",
        title=say("Put into use despite a refusal"),
        requirement=say(
            "What is put into use has a positive conclusion also on documents that setting S25 does not name; "
            "websites on all theirs"
        ),
        fix=say("Correct what the body found and get a positive conclusion; or restore the previous status"),
        introduced="0.2.0",
    )
)
def nothing_is_put_to_use_on_a_refusal(project: Project, repository: Records) -> Iterator[Problem]:
    """12.a.3: documents are put through expertise before what they describe is at work; the words do not say it of each."""
    launch = _launch(project, repository)
    for here, document in designs(project) if launch.reached else ():
        if document.expertise and document.kind not in launch.kinds and document.date <= (launch.on or date.max):
            yield from _refused(document.expertise, launch.on, here / "expertise")
    for index, change in enumerate(project.changes if project.makes_system else ()):
        kinds = _needed(project, change.date, repository)
        if change.kind != "correction" and change.expertise and change.document not in kinds:
            yield from _too_early(change.expertise, change.date, Route("changes", index, "expertise"))


def _refused(way: Expertise, day: date | None, here: Route) -> Iterator[Problem]:
    last = way.concluded(day)
    if last and last.outcome != "positive":
        message = say("It is at work, and the last conclusion is “{outcome}”", outcome=choice(last.outcome or ""))
        yield Problem(here / "outcome", message)
    elif last is None and way.under_way:
        yield Problem(here / "sent", say("It is at work, but there is no conclusion yet"))


@PROJECT.rule(
    Check(
        "N12.a.3-5",
        "N",
        title=say("Addition without expertise"),
        requirement=say("An addition to a system passes the expertise of an authorised body, as the system did"),
        fix=say("Under the addition's expertise: write the body and the day on which it was sent; then number, date and outcome"),
    )
)
def additions_pass_expertise(project: Project, repository: Records) -> Iterator[Problem]:
    """12.a.3: additions to a system go through expertise as the system did; which bodies are authorised: S23 on that day."""
    if not project.makes_system or outside(project, repository):
        return
    examined = _examined(project)
    for index, change in enumerate(project.changes):
        here = Route("changes", index, "expertise")
        if change.expertise:
            yield from wrong_expertise(change.expertise, here, repository)
        elif change.kind == "addition" and examined and change.date > examined:
            yield Problem(here, say("The addition of {day} has no conclusion of its own", day=change.date))


def _examined(project: Project) -> date | None:
    """Return the day of the first conclusion: what came before it was examined with the system."""
    days = (
        try_.date
        for document in project.documents
        if document.expertise
        for try_ in (*document.expertise.earlier, document.expertise)
    )
    return min((day for day in days if day), default=None)


@PROJECT.rule(
    Check(
        "N12.a.3-9",
        "D",
        title=say("The record does not say whether the change is an addition"),
        requirement=say("A change after the conclusion says whether it adds to the system or corrects it"),
        fix=say("Under the change: write kind: addition and its expertise, or kind: correction"),
        introduced="0.2.0",
    )
)
def changes_say_what_they_are(project: Project, repository: Records) -> Iterator[Problem]:
    """12.a.3: only additions go through expertise, so a change that has none says what it is."""
    examined = _examined(project)
    if not examined or not project.makes_system:
        return
    for index, change in enumerate(project.changes):
        if change.kind is None and change.expertise is None and change.date > examined:
            message = say(
                "The change of {day} has no conclusion, and the record does not say whether it is an addition", day=change.date
            )
            yield Problem(Route("changes", index, "kind"), message)
        elif change.kind == "addition" and change.expertise is None and outside(project, repository):
            message = say("The addition of {day} has no conclusion of its own", day=change.date)
            yield Problem(Route("changes", index, "expertise"), message)
        elif change.kind == "correction" and change.document:
            message = say("A correction has no project document of its own: “{kind}”", kind=choice(change.document))
            yield Problem(Route("changes", index, "kind"), message)
