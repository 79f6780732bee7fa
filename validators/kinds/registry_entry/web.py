"""Web resources: what they hold and offer, and that somebody looks it through (12.y.4)."""

from collections.abc import Iterator
from datetime import date

from validators.kinds.endings import until_ended
from validators.kinds.registry_entry.model import REGISTRY_ENTRY, RegistryEntry, Website, not_filled
from validators.model.duty import Duty, latest
from validators.model.fields import fields_of
from validators.model.workdays import days_later
from validators.regulation.setting_codes import Setting
from validators.rules.check import Check
from validators.rules.records import Records
from validators.source.finding import Problem
from validators.source.route import Route
from validators.text.messages import say


@REGISTRY_ENTRY.rule(
    Check(
        "N12.y.4-1",
        "D",
        title=say("Incomplete web resource"),
        requirement=say("A web resource has its address, the owner of its content, and its interactive services"),
        fix=say("Write url, and under website: keeper and services"),
    )
)
def says_what_visitors_find(entry: RegistryEntry, repository: Records) -> Iterator[Problem]:
    """12.y.4: the content, structure and interactive services of web resources are developed."""
    if entry.type != "web-resource" or not entry.operating:
        return
    if entry.url is None:
        yield not_filled(fields_of(RegistryEntry)["url"])
    if entry.website is None:
        yield Problem("website", say("The record says nothing about the web resource's content and services"))
        return
    if entry.website.keeper is None:
        yield not_filled(fields_of(Website)["keeper"], Route("website"))
    if not entry.website.services:
        yield not_filled(fields_of(Website)["services"], Route("website"))


@REGISTRY_ENTRY.duty(
    Check(
        "N12.y.4-2",
        "S",
        title=say("Content of a web resource is not reviewed"),
        requirement=say("The content of a web resource is reviewed on time"),
        fix=say("Review the content, then write the day under website: reviewed"),
        setting=Setting.WEB_CONTENT_REVIEW_DAYS,
    )
)
def content_is_reviewed(entry: RegistryEntry, repository: Records, as_of: date) -> Iterator[Duty]:
    """12.y.4: content is kept up to date; in how many days it is looked through after the last look or the launch: S48 then.

    Where S48 had no value then, from the day since which it applies.
    """
    if entry.type != "web-resource" or not entry.worked:
        return
    reviewed = latest((entry.website.reviewed,), as_of) if entry.website else None
    if term := repository.settings.running(Setting.WEB_CONTENT_REVIEW_DAYS, reviewed or entry.launched):
        due = days_later(term.begins, term.measure)
        duty = Duty("website", say("Review of the web resource's content"), due, None, entry.responsible, entry.owner)
        yield from until_ended(duty, entry, repository, as_of)
