"""An entry is in the Unified Registry, in time and well (12.a.4)."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from validators.kinds.endings import until_ended
from validators.kinds.registry_entry.model import REGISTRY_ENTRY, RegistryEntry, not_filled
from validators.model.duty import Duty
from validators.model.fields import unfilled
from validators.model.gaps import answering, known
from validators.regulation.setting_codes import Setting
from validators.rules.check import Check
from validators.rules.records import Records
from validators.source.finding import Problem
from validators.source.route import Route
from validators.text.messages import say
from validators.text.uzbek import fold

REGISTERED = REGISTRY_ENTRY.requires(
    Check(
        "N12.a.4-1",
        "N",
        title=say("System in use is not registered"),
        requirement=say("A system or resource in use is in the Unified Registry"),
        fix=say("Under registration: write passport, and once it is registered number and entered"),
    )
)


@REGISTRY_ENTRY.rule(REGISTERED)
def is_registered(entry: RegistryEntry, repository: Records) -> Iterator[Problem]:
    """12.a.4: data on systems goes into the registry; while the term to enter it (S26) may run, it is enough to be on the way.

    What is in use though its entry does not say so shows from the project that launched it and from the services given by it;
    that a project names an entry at all is N12.a.4-2. A system without a record cannot be seen. The registry is of systems and
    resources, so other software need not be in it (N12.a.4-7); what it says of itself there has to be whole all the same.
    """
    registration = entry.registration
    if registration and registration.passport == "registered":
        if registration.number is None:
            yield Problem(Route("registration", "number"), say("The system is registered, but its number is not written"))
        if registration.entered is None:
            yield Problem(
                Route("registration", "entered"), say("The system is registered, but the record does not say since when")
            )
    if not entry.operating or entry.type == "software":
        return
    if registration is None:
        yield Problem("registration", say("The system is in use, but nothing is said of its registration"))
    elif registration.removed:
        message = say("The system is in use, but was taken out of the registry on {day}", day=registration.removed)
        yield Problem(Route("registration", "removed"), message)
    elif registration.passport == "rejected":
        yield Problem(Route("registration", "passport"), say("The system is in use, but its registration was rejected"))
    elif registration.passport != "registered" and registration.entered is None:
        yield from _on_its_way(entry, repository)


def _on_its_way(entry: RegistryEntry, repository: Records) -> Iterator[Problem]:
    if repository.settings.running(Setting.REGISTRY_UPDATE_WORKDAYS, entry.launched) is None:
        yield Problem(Route("registration", "entered"), say("The system is in use, but it is not registered yet"))
    elif entry.launched is None:
        yield Problem("launched", say("The term to register the system cannot run: its launch has no date"))


@REGISTRY_ENTRY.rule(
    Check(
        "N12.a.4-7",
        "D",
        title=say("Software in use is not registered"),
        requirement=say("Software in use that is an information system or a part of one is in the Unified Registry with it"),
        fix=say("If it is a system of its own, correct type; else under registration write how it stands in the registry"),
        introduced="0.2.0",
    )
)
def software_is_looked_at(entry: RegistryEntry, repository: Records) -> Iterator[Problem]:
    """12.a.4: the registry is of information systems and resources; whether software is one, its type alone does not say."""
    if entry.type == "software" and entry.operating and entry.registration is None:
        yield Problem("registration", say("The software is in use, but nothing is said of its registration"))


IN_USE = say("In the registry entry: write status: in-use and the registration; or restore the previous status here")


def idle(id_: str | None, repository: Records) -> RegistryEntry | None:
    """Return the entry of this id, if it says that its system is not at work yet."""
    entry = repository.get(id_, RegistryEntry)
    return entry if entry and entry.alive and not entry.operating else None


@REGISTRY_ENTRY.duty(
    Check(
        "N12.a.4-3",
        "S",
        title=say("Late in the Unified Registry"),
        requirement=say("A system is entered in the registry within its term after the launch, and so is every change"),
        fix=say("Enter the data in the registry, then write the day under entered"),
        setting=Setting.REGISTRY_UPDATE_WORKDAYS,
    )
)
def is_entered_in_time(entry: RegistryEntry, repository: Records, as_of: date) -> Iterator[Duty]:
    """12.a.4: entered in time; in how many working days after the launch or the change: S26 on that day.

    What was late when somebody decided that the system goes out of use stays late.
    """
    if entry.type != "software" or entry.registration is not None:
        for duty in _entries(entry, repository):
            yield from until_ended(duty, entry, repository, as_of)


def _entries(entry: RegistryEntry, repository: Records) -> Iterator[Duty]:
    """Yield what is entered in the registry of a system: itself, each change, and what came back."""
    back = _came_back(entry)
    if back and (due := repository.once(_last_day, back)):
        at = Route("registration", "returned")
        yield Duty(at, say("Rework of the passport for the Unified Registry"), due, None, entry.responsible, entry.owner)
    if entry.launched and (due := repository.once(_last_day, entry.launched)):
        yield Duty("registration", say("Entry in the Unified Registry"), due, entry.entered, entry.responsible, entry.owner)
    for index, change in enumerate(entry.changes):
        # What was changed before the data was first entered went in with it.
        done = change.entered or (entry.entered if entry.entered and change.date <= entry.entered else None)
        if due := repository.once(_last_day, change.date):
            what = say("Change of {day} in the Unified Registry", day=change.date)
            yield Duty(Route("changes", index), what, due, done, entry.responsible, entry.owner)


def _came_back(entry: RegistryEntry) -> date | None:
    """Return the day on which the passport came back for rework that is not over."""
    registration = entry.registration
    return registration.returned if registration and known(registration, "passport") == "in-rework" else None


def _last_day(repository: Records, day: date) -> date | None:
    """Return by when the registry has what came about on a day; None where no term was ever set."""
    term = repository.settings.running(Setting.REGISTRY_UPDATE_WORKDAYS, day)
    return repository.calendar.later(term.begins, term.measure) if term else None


QUALITY = Check(
    "N12.a.4-4",
    "S",
    title=say("Registry entry is not in order"),
    requirement=say("An entry has the fields that it must have filled, and a system has one entry"),
    fix=say("Fill in the field, or keep one of the two entries"),
    setting=Setting.REQUIRED_REGISTRY_FIELDS,
)


@REGISTRY_ENTRY.rule(QUALITY)
def has_its_fields_filled(entry: RegistryEntry, repository: Records) -> Iterator[Problem]:
    """12.a.4: entered well; which fields of a system at work or registered must be filled: S27.

    As it is now, or was when the system was taken out of use. A database is reached through its system, not at an address.
    """
    if not (entry.operating or entry.entered) or (entry.type == "software" and entry.registration is None):
        return
    asked = repository.settings.texts(Setting.REQUIRED_REGISTRY_FIELDS, entry.decommissioned)
    for field in unfilled(entry, [field for field in asked if field != "url" or entry.type != "database"]):
        yield not_filled(field)


@REGISTRY_ENTRY.rule(QUALITY)
def has_no_second_entry(entry: RegistryEntry, repository: Records) -> Iterator[Problem]:
    """12.a.4: entered well means once; two entries of one type and name or number are of the same system."""
    yield from _again(entry, ("title", "short_name", "registration.number"), repository)


def _again(entry: RegistryEntry, names: tuple[str, ...], repository: Records) -> Iterator[Problem]:
    first_of = repository.once(_first_of_each_name)
    for name in names:
        if entry.alive and (word := SAME[name](entry)) and first_of[entry.type, name, word] != entry.id:
            yield Problem(
                Route(*name.split(".")), say("{id} looks like an entry of the same system", id=first_of[entry.type, name, word])
            )


KEPT = Check(
    "N12.a.4-6",
    "D",
    title=say("Registry entry that may not be kept"),
    requirement=say("What comes back, is changed or goes out of use is seen in the entry, and in the registry within its term"),
    fix=say("Under registration: write returned or removed; under changes: what was changed"),
    introduced="0.2.0",
)


@REGISTRY_ENTRY.rule(KEPT)
def may_be_another_system(entry: RegistryEntry, repository: Records) -> Iterator[Problem]:
    """12.a.4: entered well; systems under one address may be one, and a passport that came back came back on a day."""
    yield from _again(entry, ("url",), repository)
    registration = entry.registration
    if registration and registration.passport == "in-rework" and registration.returned is None:
        yield Problem(
            Route("registration", "returned"), say("The passport came back for rework, but the record does not say when")
        )


@REGISTRY_ENTRY.duty(KEPT)
def is_taken_out_in_time(entry: RegistryEntry, repository: Records, as_of: date) -> Iterator[Duty]:
    """12.a.4: that a registered system is out of use is data on it, too; in how many working days: S26 on that day.

    While nobody has decided that it is, it counts as in use, and stays in the registry.
    """
    if entry.decommissioned and not entry.owing and entry.entered and (due := repository.once(_last_day, entry.decommissioned)):
        removed = entry.registration.removed if entry.registration else None
        what = say("The Unified Registry is informed that the system is out of use")
        at = Route("registration", "removed")
        yield Duty(at, what, due, removed, entry.responsible, entry.owner)


@REGISTRY_ENTRY.rule(
    Check(
        "N12.a.4-5",
        "D",
        title=say("Not clear whether it is in use"),
        requirement=say("The status and the dates of a system agree on whether it is in use"),
        fix=say("Correct status, launched or decommissioned"),
    )
)
def status_and_dates_agree(entry: RegistryEntry, repository: Records) -> Iterator[Problem]:
    """12.a.4: an entry that is kept well does not say both that a system is in use and that it is not."""
    if entry.decommissioned is None and not entry.alive:
        yield Problem("decommissioned", say("The system was taken out of use, but the record does not say on which day"))
    if entry.decommissioned and entry.alive:
        yield Problem(
            "status", say("The system was taken out of use on {day}, and the status does not say so", day=entry.decommissioned)
        )
    if entry.decommissioned and entry.launched and entry.decommissioned < entry.launched:
        yield Problem("decommissioned", say("It was taken out of use before it was launched on {day}", day=entry.launched))
    if entry.launched and entry.status in ("in-development", "testing"):
        yield Problem("status", say("The system was launched on {day}, and the status does not say so", day=entry.launched))


def _address(url: str | None) -> str:
    """Return the address without the parts in which two systems do not differ: the scheme, www. and the last slash."""
    return fold(url or "").partition("://")[2].removeprefix("www.").rstrip("/")


SAME: Mapping[str, Callable[[RegistryEntry], str]] = {
    "title": lambda entry: fold(entry.title),
    "short_name": lambda entry: fold(entry.short_name or ""),
    "registration.number": lambda entry: fold((entry.registration and entry.registration.number) or ""),
    "url": lambda entry: _address(entry.url),
}
"""The fields by which two entries of a type are known to be of one system, or for `url` may be, each with what is compared."""


def _first_of_each_name(repository: Records) -> Mapping[tuple[str, str, str], str]:
    """By type, field and what is compared, the first entry that is not of a system taken out of use."""
    found: dict[tuple[str, str, str], str] = {}
    for name, same in SAME.items():
        for entry, word in answering(repository.of(RegistryEntry), same):
            if known(entry, "status") and known(entry, "type") and entry.alive:
                found.setdefault((entry.type, name, word), entry.id)
    return found
