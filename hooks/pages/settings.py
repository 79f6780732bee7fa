"""The settings: measures that the Nizom leaves open, their values and bases, and the checks that depend on them."""

from collections.abc import Iterator
from dataclasses import dataclass

from hooks.data.snapshot import UZBEK, Snapshot
from hooks.html.formatting import text
from hooks.html.page_context import PageContext
from hooks.pages.view import SearchEntry, View
from validators.regulation.settings import Definition, GivenSetting, definitions, own_settings
from validators.rules.check import Check
from validators.rules.state import is_on, is_partly_on
from validators.text.messages import say


@dataclass(frozen=True, slots=True)
class CheckState:
    """A check, and whether it is on, at least in part, with the settings as they are."""

    check: Check
    on: bool
    partly: bool


@dataclass(frozen=True, slots=True)
class SettingRow:
    """A setting with its values, the newest first; none while it is off."""

    definition: Definition
    history: list[GivenSetting]
    checks: list[CheckState]
    """Checks that need its value, or use it where there is one."""


@dataclass(frozen=True, slots=True)
class SettingsContext(PageContext):
    """The page of settings."""

    template = "settings.html"

    rows: list[SettingRow]


def views(snapshot: Snapshot) -> Iterator[View]:
    """Yield the page."""
    yield View(
        "settings", "nizom/settings.md", text(say("Settings")), lambda: _settings(snapshot),
        search_entries=_search_entries,
        about=say("The measures that the Nizom leaves open, each with its basis"),
    )  # fmt: skip


def _search_entries() -> Iterator[SearchEntry]:
    for definition in definitions().values():
        yield SearchEntry(f"#{definition.code}", definition.code, UZBEK.pick(definition.name))


def _settings(snapshot: Snapshot) -> SettingsContext:
    settings = snapshot.repository.settings
    states = [CheckState(check, is_on(check, settings), is_partly_on(check, settings)) for check in snapshot.checks.values()]
    return SettingsContext(
        [
            SettingRow(
                definition,
                list(reversed(settings.history.get(definition.code, ()))),
                [one for one in states if definition.code == one.check.setting or one.check.code in definition.read_by],
            )
            for definition in (*definitions().values(), *own_settings().values())
        ]
    )
