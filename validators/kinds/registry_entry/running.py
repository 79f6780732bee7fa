"""A system is kept running (11.6, 12.y.2), its users can work with it (12.y.1), and its data is safe (12.d.3)."""

from collections.abc import Iterator
from datetime import date

from validators.kinds.endings import until_ended
from validators.kinds.organization import dissolved_before, is_gone
from validators.kinds.registry_entry.model import REGISTRY_ENTRY, RegistryEntry, not_filled
from validators.model.duty import Duty, latest
from validators.model.fields import unfilled
from validators.model.workdays import days_later, months_later
from validators.regulation.setting_codes import Setting
from validators.rules.check import Check
from validators.rules.records import Records
from validators.source.finding import Problem
from validators.source.route import Route
from validators.text.messages import choice, say


@REGISTRY_ENTRY.rule(
    Check(
        "N11.6-1",
        "D",
        title=say("Critical system without a continuity plan"),
        requirement=say("A critical system has a continuity plan"),
        fix=say("Under continuity: write plan and approved"),
        setting=Setting.CRITICAL_SYSTEM_CLASSES,
    )
)
def critical_systems_have_a_plan(entry: RegistryEntry, repository: Records) -> Iterator[Problem]:
    """11.6: infrastructure works without a break; which classes of system at work count as critical: S31, as it is now."""
    if not entry.operating:
        return
    if entry.criticality is None:
        yield Problem(
            "criticality", say("The record does not say how critical the system is"), say("Write criticality: and its value")
        )
    elif _critical(entry, repository) and entry.continuity is None:
        yield Problem("continuity", say("The system is critical and has no continuity plan"))


@REGISTRY_ENTRY.duty(
    Check(
        "N11.6-2",
        "D",
        title=say("Continuity plan is not reviewed"),
        requirement=say("The continuity plan of a critical system is reviewed on time"),
        fix=say("Review the plan, then write the day under continuity: reviewed"),
        setting=Setting.CONTINUITY_REVIEW_MONTHS,
    )
)
def plan_is_reviewed(entry: RegistryEntry, repository: Records, as_of: date) -> Iterator[Duty]:
    """11.6: emergencies are prevented by plans that fit the system as it is; how often they are looked through: S32.

    It is counted from the last look or the approval, by S32 on that day; while neither has come, or S32 had no value then, from
    the day since which S32 applies.
    """
    if not (entry.worked and entry.continuity and _critical(entry, repository)):
        return
    last = latest((entry.continuity.approved, entry.continuity.reviewed), as_of)
    if term := repository.settings.running(Setting.CONTINUITY_REVIEW_MONTHS, last):
        due = months_later(term.begins, term.measure)
        duty = Duty("continuity", say("Review of the continuity plan"), due, None, entry.responsible, entry.owner)
        yield from until_ended(duty, entry, repository, as_of)


@REGISTRY_ENTRY.rule(
    Check(
        "N12.d.3-1",
        "D",
        title=say("The system's security is not described"),
        requirement=say("A registry entry says how the system and its data are protected"),
        fix=say("Under security: write responsible, protection_class, expertise, backup and access"),
    )
)
def says_how_it_is_protected(entry: RegistryEntry, repository: Records) -> Iterator[Problem]:
    """12.d.3: infrastructure, data and documents are protected; which parts the section must have: S44, as it is now."""
    if not entry.operating:
        return
    if entry.security is None:
        yield Problem("security", say("The record does not say how the system is protected"))
        return
    conclusion = entry.security.expertise
    if conclusion and conclusion.outcome != "positive":
        message = say("The system is in use, but its expertise of {day} was “{outcome}”",
                      day=conclusion.date, outcome=choice(conclusion.outcome))  # fmt: skip
        yield Problem(
            Route("security", "expertise", "outcome"), message, say("Remove what was found, and have it examined again")
        )
    if conclusion and is_gone(conclusion.body, conclusion.date, repository):
        yield Problem(Route("security", "expertise", "body"), dissolved_before(conclusion.body, conclusion.date))
    for field in unfilled(entry.security, repository.settings.texts(Setting.SECURITY_SECTION_PARTS, None)):
        yield not_filled(field, Route("security"))


TAUGHT = REGISTRY_ENTRY.requires(
    Check(
        "N12.y.1-1",
        "D",
        title=say("Users are not trained"),
        requirement=say("The users of a launched system are trained to work with it in time"),
        fix=say("Train the users, then write date and who under trainings"),
        setting=Setting.USER_TRAINING_DAYS,
    )
)


@REGISTRY_ENTRY.duty(TAUGHT)
def users_are_taught(entry: RegistryEntry, repository: Records, as_of: date) -> Iterator[Duty]:
    """12.y.1: where systems are introduced, people are trained for them; in how many days after the launch: S45 on its day."""
    days = repository.settings.whole(Setting.USER_TRAINING_DAYS, entry.launched) if entry.launched else None
    if entry.worked and entry.launched and days is not None:
        due = days_later(entry.launched, days)
        done = min((training.date for training in entry.trainings), default=None)
        duty = Duty("launched", say("Training of the system's users"), due, done, entry.responsible, entry.owner)
        yield from until_ended(duty, entry, repository, as_of)


STEADY = REGISTRY_ENTRY.requires(
    Check(
        "N12.y.2-1",
        "S",
        title=say("System worked too little"),
        requirement=say("A system works for at least the required share of each period"),
        fix=say("Correct the figure if it is wrong; if not, write down the outages as incidents, with cause and measures"),
        setting=Setting.MINIMUM_AVAILABILITY,
        warns=True,
    )
)


@REGISTRY_ENTRY.rule(STEADY)
def works_steadily(entry: RegistryEntry, repository: Records) -> Iterator[Problem]:
    """12.y.2: systems and databases work steadily; for how much of a period at least: S46 on its last day."""
    for index, period in enumerate(entry.availability):
        least = repository.settings.value(Setting.MINIMUM_AVAILABILITY, period.until)
        if least is not None and period.percent < least:
            yield Problem(
                Route("availability", index, "percent"),
                say("From {since} to {until} the system worked for {percent} %, less than {least} %",
                    since=period.since, until=period.until, percent=period.percent, least=least),
            )  # fmt: skip


@REGISTRY_ENTRY.rule(
    Check(
        "N12.y.2-2",
        "D",
        title=say("No figures on how a critical system works"),
        requirement=say("A critical system has figures on how much of each period it worked"),
        fix=say("Under availability: write since, until and percent"),
        setting=Setting.MINIMUM_AVAILABILITY,
        introduced="0.2.0",
    )
)
def critical_systems_have_figures(entry: RegistryEntry, repository: Records) -> Iterator[Problem]:
    """12.y.2: that a system works steadily is seen from figures; which classes are critical: S31, as it is now."""
    if entry.operating and _critical(entry, repository) and not entry.availability:
        yield Problem("availability", say("The system is critical, but nothing says how much it worked"))


def _critical(entry: RegistryEntry, repository: Records) -> bool:
    return entry.criticality in repository.settings.texts(Setting.CRITICAL_SYSTEM_CLASSES, None)
