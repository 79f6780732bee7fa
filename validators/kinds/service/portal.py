"""By which system an electronic service is given (12.a.4); what the ministry gets before it is on the portal (12.g.3, 12.g.4)."""

from collections.abc import Iterator

from validators.kinds.ministry import letters_to_others
from validators.kinds.registry_entry.register import IN_USE, REGISTERED, idle
from validators.kinds.service.model import SERVICE, Service
from validators.model.fields import unfilled
from validators.regulation.setting_codes import Setting
from validators.rules.check import Check
from validators.rules.records import Records
from validators.source.finding import Problem
from validators.source.route import Route
from validators.text.messages import choice, say


@SERVICE.rule(REGISTERED)
def what_gives_it_is_in_use(service: Service, repository: Records) -> Iterator[Problem]:
    """12.a.4: a system by which an electronic service is given is in use, so its entry is held to what is asked of such."""
    if service.in_electronic_operation and (entry := idle(service.system, repository)):
        message = say("The service is given by {id}, but its entry says “{status}”", id=entry.id, status=choice(entry.status))
        yield Problem("system", message, IN_USE)


INFORMATION = SERVICE.requires(
    Check(
        "N12.g.3-1",
        "N",
        title=say("Information for the portal not submitted"),
        requirement=say("Everything needed to get an electronic service is submitted to the ministry by letter"),
        fix=say("Under package: write contents, and under submitted: the letter's number and date"),
    )
)


@SERVICE.rule(INFORMATION)
def submits_its_information(service: Service, repository: Records) -> Iterator[Problem]:
    """12.g.3: the information goes to the ministry, to be placed on the portal; what it holds: S40 on the day of its letter."""
    if not service.for_the_portal:
        return
    if service.package is None:
        yield Problem("package", say("The service is electronic, but its information was not submitted to the ministry"))
        return
    if not service.package.submitted:
        yield Problem(
            Route("package", "submitted"),
            say("The information on the service is put together, and was not submitted to the ministry"),
        )
    yield from letters_to_others(service.package.submitted, Route("package", "submitted"), repository)
    for content in repository.settings.texts(Setting.SERVICE_PACKAGE_CONTENTS, service.package.last_sent):
        if content not in service.package.contents:
            yield Problem(
                Route("package", "contents"),
                say("The information lacks “{content}”", content=choice(content)),
                say("Add {content} under contents: (S40)", content=content),
            )


PLACEMENT = SERVICE.requires(
    Check(
        "N12.g.3-2",
        "N",
        title=say("On the portal before its information"),
        requirement=say("A service comes to the portal only after its information was submitted to the ministry"),
        fix=say("Correct the date under portal: or under package: submitted"),
    )
)


@SERVICE.rule(PLACEMENT)
def is_placed_after_its_information(service: Service, repository: Records) -> Iterator[Problem]:
    """12.g.3: first the ministry has the information, then the service is on the portal."""
    sent = service.package and service.package.first_sent
    if service.portal and sent and service.portal.date < sent:
        yield Problem(
            Route("portal", "date"),
            say("On the portal since {day}, and the information was first submitted on {later}",
                day=service.portal.date, later=sent),
        )  # fmt: skip


PASSPORT = SERVICE.requires(
    Check(
        "N12.g.4-1",
        "N",
        title=say("Electronic service without a full passport"),
        requirement=say("Every electronic service has a passport, with the fields that a passport must have"),
        fix=say("Under passport: write date, recipients, price, term and what else is needed"),
    )
)


@SERVICE.rule(PASSPORT)
def has_a_passport(service: Service, repository: Records) -> Iterator[Problem]:
    """12.g.4: every electronic service has a passport; which fields it must have: S41 on the passport's day."""
    if not service.for_the_portal:
        return
    if service.passport is None:
        yield Problem("passport", say("The service is electronic, but has no passport"))
        return
    wanted = repository.settings.texts(Setting.SERVICE_PASSPORT_FIELDS, service.passport.date)
    for field in unfilled(service.passport, wanted):
        message = say("“{field}” is not filled", field=field.title)
        yield Problem(Route("passport", field.name), message, say("Write {key}: and its value", key=field.name))
    price, term = service.passport.price, service.passport.term
    if price and price.type == "fixed" and price.amount is None:
        yield Problem(
            Route("passport", "price"), say("The price is fixed, and the sum is not written"), say("Write amount: in so‘m")
        )
    if term and term.type == "working-days" and term.days is None:
        yield Problem(
            Route("passport", "term"),
            say("The term is in working days, but the record does not say how many"),
            say("Write days:"),
        )


@SERVICE.rule(
    Check(
        "N12.g.4-2",
        "N",
        title=say("On the portal before its passport"),
        requirement=say("A service's passport is submitted to the ministry before the service comes to the portal"),
        fix=say("Under passport: write submitted with the letter's number and date, or correct the date under portal:"),
    )
)
def passport_comes_before_the_portal(service: Service, repository: Records) -> Iterator[Problem]:
    """12.g.4: first the ministry has the passport, then the service is on the portal."""
    if service.passport is None:
        return
    yield from letters_to_others(service.passport.submitted, Route("passport", "submitted"), repository)
    if service.portal is None:
        return
    sent = service.passport.first_sent
    if sent is None:
        message = say("The service is on the portal, but its passport was not submitted to the ministry")
        yield Problem(Route("passport", "submitted"), message)
    elif service.portal.date < sent:
        yield Problem(
            Route("portal", "date"),
            say("On the portal since {day}, and the passport was first submitted on {later}",
                day=service.portal.date, later=sent),
        )  # fmt: skip


@SERVICE.rule(
    Check(
        "N12.g.4-3",
        "D",
        title=say("Passport older than the service"),
        requirement=say("The passport is not older than the last change of the service"),
        fix=say("Bring the passport up to date, then correct its date"),
    )
)
def passport_follows_the_changes(service: Service, repository: Records) -> Iterator[Problem]:
    """12.g.4: a passport describes the service as it is."""
    last = max((change.date for change in service.changes), default=None)
    if service.alive and service.passport and last and service.passport.date < last:
        yield Problem(
            Route("passport", "date"),
            say("The service was changed on {day}, and the passport is of {older}", day=last, older=service.passport.date),
        )


@SERVICE.rule(
    Check(
        "N12.g.3-3",
        "D",
        title=say("Information for the portal is empty"),
        requirement=say("The information that was submitted to the ministry says what it holds"),
        fix=say("Under package: contents: list what was sent"),
        introduced="0.2.0",
    )
)
def says_what_was_sent(service: Service, repository: Records) -> Iterator[Problem]:
    """12.g.3: all that is needed to get the service goes to the ministry; a letter alone does not show what went with it."""
    package = service.package if service.for_the_portal else None
    if package is None or not package.submitted or package.contents:
        return
    if not repository.settings.texts(Setting.SERVICE_PACKAGE_CONTENTS, package.last_sent):
        yield Problem(Route("package", "contents"), say("The record does not say what was submitted to the ministry"))


@SERVICE.rule(
    Check(
        "N12.g.4-4",
        "D",
        title=say("Passport that says nothing, or was not sent"),
        requirement=say("A passport describes the service, and goes to the ministry again when it is renewed"),
        fix=say("Under passport: fill in recipients, price, term and result; under submitted: add the letter"),
        introduced="0.2.0",
    )
)
def passport_describes_and_is_sent(service: Service, repository: Records) -> Iterator[Problem]:
    """12.g.4: passports are drawn up and submitted; by when a renewed one, and with which fields without S41, is not said."""
    passport = service.passport
    if not service.for_the_portal or passport is None:
        return
    wanted = repository.settings.texts(Setting.SERVICE_PASSPORT_FIELDS, passport.date)
    if not wanted and not (passport.recipients or passport.price or passport.term or passport.result):
        yield Problem("passport", say("The passport has a date, but says nothing of the service"))
    if passport.last_sent and passport.last_sent < passport.date:
        message = say("The passport was renewed on {day}, and last sent on {sent}", day=passport.date, sent=passport.last_sent)
        yield Problem(Route("passport", "submitted"), message, say("Submit it to the ministry, then add the letter here"))
