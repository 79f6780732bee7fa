"""The measures of plans: done in time and with effect (12.a.2)."""

from collections.abc import Iterator
from datetime import date

from validators.kinds.endings import LINE, PLAN_ENDED, as_owed, moves_without_power, until_ended, without_power
from validators.kinds.roadmap.model import ROADMAP, Measure, Roadmap
from validators.model.duty import Duty
from validators.model.gaps import in_turn
from validators.regulation.setting_codes import Setting
from validators.regulation.settings import Settings
from validators.rules.check import Check
from validators.rules.extensions import PLAN_MOVED, broken_history, due_on
from validators.rules.records import Records
from validators.source.finding import Problem
from validators.source.route import Route
from validators.text.messages import choice, say

ROADMAP.requires(
    Check(
        "N12.a.2-1",
        "N",
        title=say("Incomplete measure"),
        requirement=say("Each measure has its text, its due date and its status"),
        fix=say("Under the measure: write text, due and status"),
    )
)

FOLLOWED = Check(
    "N12.a.2-6",
    "D",
    title=say("Measure that cannot be followed"),
    requirement=say("Each measure has a number of its own, one responsible employee, and a due date within the plan's period"),
    fix=say("Under the measure: correct id, responsible or due"),
)


@ROADMAP.rule(FOLLOWED)
def measures_can_be_followed(roadmap: Roadmap, repository: Records) -> Iterator[Problem]:
    """12.a.2: those who ensure that measures are done in time can distinguish them, and know whom to ask."""
    numbers: dict[str, int] = {}
    for index, measure in enumerate(roadmap.measures):
        first = numbers.setdefault(measure.id, index)
        if first != index:
            yield Problem(
                Route("measures", index, "id"),
                say("The number {number} belongs to the measure “{text}” already",
                    number=measure.id, text=roadmap.measures[first].text),
                say("Give this measure a number of its own"),
            )  # fmt: skip
        if measure.open and not measure.responsible:
            yield Problem(
                Route("measures", index, "responsible"),
                say("Nobody is responsible for measure {number}", number=measure.id),
                say("Write “responsible:” and the employee's id"),
            )


@ROADMAP.rule(FOLLOWED)
def measures_lie_within_the_period(roadmap: Roadmap, repository: Records) -> Iterator[Problem]:
    """12.a.2: what a plan sets out is done in the time that the plan is made for."""
    since, until = roadmap.period.since, roadmap.period.until
    for index, measure in enumerate(roadmap.measures):
        if since <= until and not since <= measure.due <= until:
            yield Problem(
                Route("measures", index, "due"),
                say("{day} is outside the plan's period, which is from {since} to {until}",
                    day=measure.due, since=since, until=until),
                say("Correct the date, or the plan's period"),
            )  # fmt: skip


@ROADMAP.duty(
    Check(
        "N12.a.2-2",
        "N",
        title=say("Measure is overdue"),
        requirement=say("The measures of roadmaps and programmes are done in time"),
        fix=say(
            "Write status: done with done and evidence, or move the date under extensions: with the reason and who allowed it"
        ),
    )
)
def measures_are_done_in_time(roadmap: Roadmap, repository: Records, as_of: date) -> Iterator[Duty]:
    """12.a.2: from its approval a plan binds; what is done after its date stays late."""
    if roadmap.has_reached("approved") or (roadmap.is_ended and roadmap.bound):
        yield from in_turn(
            _done_in_time(index, measure, roadmap, repository, as_of) for index, measure in enumerate(roadmap.measures)
        )


def _done_in_time(index: int, measure: Measure, roadmap: Roadmap, repository: Records, as_of: date) -> Iterator[Duty]:
    answers, here = measure.responsible or roadmap.responsible, Route("measures", index)
    refusal = moves_without_power(roadmap, answers, repository)
    for extension in measure.extensions:
        if extension.old < extension.date <= as_of and refusal(extension) is None:
            what = say("Extension of measure {number}: {text}", number=measure.id, text=measure.text)
            yield Duty(here / "extensions", what, extension.old, extension.date, answers, roadmap.owner)
    duty = Duty(
        here / "due",
        say("Measure {number}: {text}", number=measure.id, text=measure.text),
        due_on(as_of, measure.due, measure.extensions, refusal),
        measure.done if measure.status == "done" else None,
        answers,
        roadmap.owner,
    )
    for owed in as_owed(duty, measure.cancelled, roadmap, repository, as_of):
        yield from until_ended(owed, roadmap, repository, as_of)


@ROADMAP.rule(
    Check(
        "N12.a.2-3",
        "N",
        title=say("Done without a date"),
        requirement=say("A measure that is done has the day on which it was done"),
        fix=say("Under the measure: write status: done and done: with the day"),
    )
)
def done_has_its_day(roadmap: Roadmap, repository: Records) -> Iterator[Problem]:
    """12.a.2: that a measure was done in time shows from its day alone."""
    yield from in_turn(_dated(Route("measures", index), measure) for index, measure in enumerate(roadmap.measures))


def _dated(here: Route, measure: Measure) -> Iterator[Problem]:
    if measure.status != "done":
        if measure.done:
            yield Problem(
                here / "done",
                say("Measure {number} has a day of completion, but its status is “{status}”",
                    number=measure.id, status=choice(measure.status)),
                say("Write status: done, or delete the day"),
            )  # fmt: skip
    elif not measure.done:
        yield Problem(here / "done", say("Measure {number} is done, but the record does not say on which day", number=measure.id))


AGREES = Check(
    "N12.a.2-8",
    "D",
    title=say("Plan and its measures do not agree"),
    requirement=say(
        "An approved plan has measures; each that is done was done after the plan was drawn up, and something shows it; a "
        "completed plan has none that is still to be done, and a plan that is carried out was submitted"
    ),
    fix=say("Under the measure: correct status and done, and under evidence: write kind and what; or correct the plan's status"),
    introduced="0.2.0",
)


@ROADMAP.rule(AGREES)
def done_is_shown(roadmap: Roadmap, repository: Records) -> Iterator[Problem]:
    """12.a.2: that a measure was done can be seen; what is accepted as evidence: S19 on the day on which it was done."""
    settings = repository.settings
    yield from in_turn(_shown(Route("measures", index), measure, settings) for index, measure in enumerate(roadmap.measures))


@ROADMAP.rule(AGREES)
def the_plan_agrees_with_its_measures(roadmap: Roadmap, repository: Records) -> Iterator[Problem]:
    """12.a.2: what is done of a plan is done once there is one, and a plan is carried out when its measures are."""
    missing = roadmap.has_reached("approved") and roadmap.alive and not roadmap.measures
    if missing and roadmap.type != "transformation-programme":  # of those N12.d.2-2 says so
        yield Problem(
            "measures", say("The plan was approved, but has no measure"), say("Under measures: write what is to be done")
        )
    drawn_up = min((step.date for step in roadmap.approvals if step.decision == "developed"), default=None)
    for index, measure in enumerate(roadmap.measures):
        here = Route("measures", index)
        if drawn_up and measure.done and measure.done < drawn_up:
            yield Problem(
                here / "done",
                say("Measure {number} was done on {day}, before the plan was drawn up on {later}",
                    number=measure.id, day=measure.done, later=drawn_up),
            )  # fmt: skip
        if roadmap.status == "completed" and measure.open:
            yield Problem(
                here / "status", say("The plan is completed, and measure {number} is still to be done", number=measure.id)
            )


@ROADMAP.rule(AGREES)
def what_is_carried_out_was_submitted(roadmap: Roadmap, repository: Records) -> Iterator[Problem]:
    """12.a.2: a plan whose measures are being done is lived by, so it is none that is still being drawn up."""
    if not _unsubmitted(roadmap):
        return
    for measure in roadmap.measures:
        if measure.done:
            message = say("Measure {number} was done on {day}, and the plan is still “{status}”",
                          number=measure.id, day=measure.done, status=choice(roadmap.status))  # fmt: skip
            yield Problem("status", message, say("Submit the plan and write its steps under approvals:; or correct the measure"))
            return


def _unsubmitted(roadmap: Roadmap) -> bool:
    """Return whether a plan of our own is still being drawn up."""
    ours = roadmap.annexed_to is None and roadmap.alive
    return ours and roadmap.status in ("draft", "developed") and roadmap.decided("submitted") is None


def _shown(here: Route, measure: Measure, settings: Settings) -> Iterator[Problem]:
    if measure.status != "done":
        return
    accepted = settings.texts(Setting.MEASURE_EVIDENCE_KINDS, measure.done)
    if not measure.evidence:
        yield Problem(here / "evidence", say("Measure {number} is done, but nothing shows it", number=measure.id))
    elif accepted and not any(item.kind in accepted for item in measure.evidence):
        yield Problem(
            here / "evidence",
            say("None of the evidence of measure {number} is of an accepted kind", number=measure.id),
            say("Accepted as evidence (S19): {kinds}", kinds=", ".join(accepted)),
        )


@ROADMAP.rule(
    Check(
        "N12.a.2-4",
        "S",
        title=say("No expected or actual result"),
        requirement=say("Measures are done with effect: each names the result that is expected, and when done the actual one"),
        fix=say("Under the measure: write expected:, and for a measure that is done actual:"),
        setting=Setting.MEASURE_EVIDENCE_KINDS,
    )
)
def results_are_reported(roadmap: Roadmap, repository: Records) -> Iterator[Problem]:
    """12.a.2: measures are done effectively, which evidence alone does not show: by S19 on the first day of the plan."""
    if repository.settings.at(Setting.MEASURE_EVIDENCE_KINDS, roadmap.dated):
        yield from in_turn(_results(Route("measures", index), measure) for index, measure in enumerate(roadmap.measures))


def _results(here: Route, measure: Measure) -> Iterator[Problem]:
    if measure.status != "cancelled" and not measure.expected:
        yield Problem(here / "expected", say("Measure {number} names no expected result", number=measure.id))
    if measure.status == "done" and not measure.actual:
        yield Problem(here / "actual", say("Measure {number} is done, but names no actual result", number=measure.id))


@ROADMAP.rule(PLAN_ENDED)
def what_is_cancelled_says_by_whom(roadmap: Roadmap, repository: Records) -> Iterator[Problem]:
    """12.a.2: a measure of an approved plan that nobody with the power gave up is still to be done."""
    for index, measure in enumerate(roadmap.measures if roadmap.bound else ()):
        if measure.status == "cancelled" and not measure.cancelled:
            message = say("Measure {number} was given up, and nothing says who decided: it stays owed", number=measure.id)
            hint = say("Under the measure write “cancelled: {line}”; or restore the previous status", line=LINE)
            yield Problem(Route("measures", index, "cancelled"), message, hint)
        elif measure.cancelled and (wrong := without_power(measure.cancelled, roadmap, repository)):
            yield Problem(Route("measures", index, "cancelled") / str(wrong.at), wrong.message, wrong.hint)


ROADMAP.requires(PLAN_MOVED)


@ROADMAP.rule(PLAN_MOVED)
def moved_dates_keep_their_history(roadmap: Roadmap, repository: Records) -> Iterator[Problem]:
    """12.a.2: a measure's date that was moved still shows what it was, why and by whom it was moved."""
    for index, measure in enumerate(roadmap.measures):
        refusal = moves_without_power(roadmap, measure.responsible or roadmap.responsible, repository)
        yield from broken_history(measure.extensions, measure.due, Route("measures", index), refusal)
