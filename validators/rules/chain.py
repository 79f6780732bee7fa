"""The ordered steps that a record needs on its way to approval, and what of them is missing or out of order."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from operator import itemgetter
from typing import Any

from validators.model.record import Approval, Record, last_of
from validators.model.roles import DEPARTMENT_ROLES, HIGHEST_ROLES, Decision, Role
from validators.regulation.setting_codes import Setting
from validators.regulation.settings import Settings
from validators.rules.check import Check
from validators.source.finding import Problem
from validators.source.route import Route
from validators.text.messages import Message, choice, one_of, say

MISSING = Check(
    "A01",
    "D",
    title=say("Approval step missing"),
    requirement=say("A record comes to a status only with the approval steps that its kind needs for it"),
    fix=say("Get the step and write it under approvals, or restore the previous status"),
)

ORDER = Check(
    "A02",
    "D",
    title=say("Approval steps out of order"),
    requirement=say("Approval steps are taken in the order that the kind needs"),
    fix=say("Take the later step again, on a later day: “nizom approve”"),
)

AUTHORITY = Check(
    "A03",
    "D",
    title=say("Role without authority"),
    requirement=say("An approval step is taken in a role that may take it"),
    fix=say("Correct the role, or have somebody decide whose step it is"),
)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the decision, the roles that may take it (empty: any), and the status that it allows.

    `by_another`: not for somebody who alone wrote what is decided on. `letter`: the chain's paragraph itself asks for the
    number of its letter, for every role. `roles_setting` is the setting that names the roles; `besides` are those to whom the
    paragraph itself leaves the step, and whom no setting leaves out. `own_roles_only`: the same decision in another role is not
    this step, but a decision outside the chain. `said_by` is a later decision which says that this one was taken too, where
    nothing says so apart: who agrees has looked.
    """

    decision: Decision
    roles: tuple[Role, ...]
    status: str
    by_another: bool = False
    letter: bool = False
    roles_setting: Setting | None = None
    besides: tuple[Role, ...] = ()
    own_roles_only: bool = False
    said_by: Decision | None = None

    def takes(self, decision: Decision, role: Role) -> bool:
        """Return whether a decision in a role is this step, taken with authority or not."""
        return decision == self.decision and (not self.own_roles_only or role in self.roles)

    def roles_for(self, kind: str, settings: Settings, day: date | None) -> tuple[Role, ...]:
        """Return the roles that may take the step on that day, for None as things are now, for a kind of record.

        They are its own, else those of the setting; empty means any.
        """
        return settings.roles(self.roles_setting, kind, day) if self.roles_setting and not self.roles else self.roles

    def is_for(self, role: Role, kind: str, settings: Settings, day: date) -> bool:
        """Return whether a role may take the step on a day: one of its roles; where a setting names them, others too."""
        roles = self.roles_for(kind, settings, day)
        return not roles or role in roles or (self.roles_setting is not None and role in (*HIGHEST_ROLES, *self.besides))


def standing(record: Record) -> list[tuple[int, Approval]]:
    """Return the steps that count, each with its index: those of the edition in force, and those of the next one."""
    if not record.approvals:
        return []
    return sorted([*last_of_each(record.in_effect()), *last_of_each(record.in_effect_ahead())], key=itemgetter(0))


def last_of_each(steps: Iterable[tuple[int, Approval]]) -> list[tuple[int, Approval]]:
    """Return of each decision the last, and the last visa for each part, in their order."""
    last = {(taken.decision, taken.part): (index, taken) for index, taken in steps}
    return sorted(last.values(), key=itemgetter(0))


VISA_FIRST = Step("visa", DEPARTMENT_ROLES, "submitted", own_roles_only=True)
"""The department's visa on what is submitted (15.1)."""


def visa_comes_first(kind: str, record: Record, settings: Settings) -> bool:
    """Return whether a record needs the department's visa before its submission: by S54 on that day, or now if it is to come."""
    submission = record.decided("submitted")
    return kind in settings.texts(Setting.KINDS_NEEDING_VISA, submission.date if submission else None)


def submitted_without_visa(record: Record) -> Iterator[tuple[int, Approval]]:
    """Yield each submission that no visa of the department precedes, with its index (15.1)."""
    visas = [step.date for step in record.approvals if VISA_FIRST.takes(step.decision, step.role)]
    for index, step in enumerate(record.approvals):
        if step.decision == "submitted" and not any(day <= step.date for day in visas):
            yield index, step


def without_visa(submission: Approval) -> Message:
    """Return what is wrong with such a submission."""
    return say("Submitted on {day} without the department's visa before it", day=submission.date)


def by_paper(decision: str) -> bool:
    """Return whether a decision is made by a letter, an order or minutes, which have a number, unlike a visa or “developed”."""
    return decision in ("submitted", "reviewed", "agreed", "approved")


def _every(record: Record) -> bool:
    return True


def _after(taken: Approval, decision: Decision, taken_with: Iterable[tuple[int, Approval]]) -> date | None:
    """Return the day of such a decision if it should have come before a step and did not; of each part the earliest counts."""
    parts: dict[str | None, list[Approval]] = {}
    for _, earlier in taken_with:
        if earlier.decision == decision:
            parts.setdefault(earlier.part, []).append(earlier)
    for steps in parts.values():
        of_the_same = [step for step in steps if step.digest == taken.digest] or steps
        if taken.date < (day := min(step.date for step in of_the_same)):
            return day
    return None


@dataclass(frozen=True, slots=True)
class Chain:
    """The steps of a kind, in the only order in which they may be taken; `concerns` picks the records that need them.

    `asked_by` is the code of the check by which a paragraph of the Nizom itself asks for them; without one, A01–A03 do.
    `reached_on` are the statuses whose day the record bears in a field of the same name.
    """

    steps: tuple[Step, ...]
    concerns: Callable[[Any], bool] = _every
    asked_by: str | None = None
    reached_on: tuple[str, ...] = ()

    def out_of_order(self, record: Record) -> Iterator[Problem]:
        """Yield a problem for each step that is dated before the step that it must follow."""
        for index, message in self.dated_too_early(record):
            yield Problem(Route("approvals", index, "date"), message)

    def dated_too_early(self, record: Record) -> Iterator[tuple[int, Message]]:
        """Yield the index of each step that is dated before the step that it must follow, with what is wrong.

        A step that was taken again counts for what it was taken on.
        """
        for edition in (record.in_effect(), record.in_effect_ahead()) if self.concerns(record) else ():
            yield from self._too_early_in(edition)

    def _too_early_in(self, edition: Sequence[tuple[int, Approval]]) -> Iterator[tuple[int, Message]]:
        before: Step | None = None
        for step in self.steps:
            index, taken = last_of(step.decision, edition)
            if taken is None:
                continue
            later = before and _after(taken, before.decision, edition)
            if before and later:
                yield index, say(
                    "“{step}” is dated {day}, before “{before}” of {before_day}",
                    step=choice(taken.decision), day=taken.date, before=choice(before.decision), before_day=later,
                )  # fmt: skip
            before = step

    def overtaken(self, record: Record, statuses: tuple[str, ...]) -> Iterator[Problem]:
        """Yield a problem for each status that the record reached before a step that the status needs was first taken."""
        if not self.concerns(record):
            return
        in_effect = record.in_effect()
        for step in self.steps:
            days = [taken.date for _, taken in in_effect if taken.decision == step.decision]
            for status in self.reached_on if days else ():
                reached: date | None = getattr(record, status)
                if reached and reached < min(days) and statuses.index(step.status) <= statuses.index(status):
                    yield Problem(
                        status,
                        say(
                            "“{status}” since {day}, before the step “{step}” of {step_day}",
                            status=choice(status), day=reached, step=choice(step.decision), step_day=min(days),
                        ),
                        say("If the day under {status}: is mistaken, correct it; a step stays as it was written", status=status),
                    )  # fmt: skip

    def missing(self, record: Record, statuses: tuple[str, ...]) -> Iterator[Step]:
        """Yield the steps that the record's status needs and that are not taken; `statuses` are the kind's, in order of life."""
        reached = statuses.index(record.status)
        needed = [step for step in self.steps if statuses.index(step.status) <= reached] if self.concerns(record) else []
        taken = {step.decision for _, step in record.in_effect()} if needed else set()
        for step in needed:
            if step.decision not in taken and step.said_by not in taken:
                yield step

    def ahead(self, record: Record, statuses: tuple[str, ...]) -> Iterator[Problem]:
        """Yield a problem for each step without which the record has the status that needs it."""
        missing = list(self.missing(record, statuses))
        decisions = {step.decision for step in missing}
        for step in missing:
            if step.said_by in decisions:
                continue  # the later step, which is missing too, would say this one as well
            yield Problem(
                "status",
                say(
                    "The status is “{status}”, but the step “{step}” is missing",
                    status=choice(record.status),
                    step=choice(step.decision),
                ),
                say("Take the step with “nizom approve {id}”, or restore the previous status", id=record.id),
            )

    def is_the_ministrys(self, taken: Approval) -> bool:
        """Return whether a decision is a step that only the ministry takes, or one that it takes besides others."""
        steps = (step for step in self.steps if step.decision == taken.decision)
        return any(step.roles == ("ministry",) or (taken.role == "ministry" and "ministry" in step.besides) for step in steps)

    def wrong_roles(self, record: Record) -> Iterator[Problem]:
        """Yield a problem for each step that was taken in a role that may not take it."""
        for index, taken in enumerate(record.approvals):
            for step in self.steps if self.concerns(record) else ():
                if step.decision == taken.decision and step.roles and taken.role not in step.roles:
                    yield Problem(
                        Route("approvals", index, "role"),
                        say(
                            "“{step}” is not for the role “{role}” to decide",
                            step=choice(taken.decision),
                            role=choice(taken.role),
                        ),
                        say("It is for: {roles}", roles=one_of(step.roles)),
                    )


@cache
def with_visa(chain: Chain) -> Chain:
    """Return the chain with the department's visa added before the submission, unless it has one."""
    decisions = [step.decision for step in chain.steps]
    if "visa" in decisions or "submitted" not in decisions:
        return chain
    visa = replace(VISA_FIRST, status=chain.steps[decisions.index("submitted")].status)
    place = 1 if decisions[0] == "developed" else 0
    return replace(chain, steps=(*chain.steps[:place], visa, *chain.steps[place:]))
