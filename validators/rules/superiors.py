"""The two to whom the department is subordinate (7): what is decided by them, or put to them, names who holds the office."""

from collections.abc import Iterator
from datetime import date

from validators.model.roles import Role
from validators.regulation.setting_codes import Setting
from validators.regulation.settings import Settings
from validators.rules.check import Check
from validators.source.finding import Problem
from validators.source.route import Route
from validators.text.messages import choice, say

SUPERIORS: tuple[Role, ...] = ("director-general", "deputy")
"""To whom the department is directly subordinate."""

IN_OFFICE = Check(
    "N7-2",
    "D",
    title=say("Not the holder of the office"),
    requirement=say(
        "What the director-general or the deputy decides, orders or is asked names who holds that office, or acts in it, that day"
    ),
    fix=say("Correct the person, the role or the date; or complete S05 in the settings, if the office changed hands"),
    setting=Setting.OFFICE_HOLDERS,
)


def not_in_office(at: Route, role: Role, person: str, day: date, settings: Settings) -> Iterator[Problem]:
    """Yield a problem at the route if the person neither held a superior's office on that day nor acted in it (S05).

    Nobody is asked for on a day on which S05 had no value.
    """
    if role not in SUPERIORS:
        return
    holders = settings.holders(role, day)
    if person in holders:
        return
    if not holders and settings.at(Setting.OFFICE_HOLDERS, day) is None:
        return
    if not holders:
        yield Problem(at, say("Setting S05 names nobody as “{role}” on {day}", role=choice(role), day=day))
    else:
        yield Problem(
            at,
            say("On {day} not {id} but {holder} was “{role}”", day=day, id=person, holder=", ".join(holders), role=choice(role)),
        )
