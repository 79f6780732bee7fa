"""The settings: measures that the Nizom leaves open, their values and bases, and the checks that depend on them."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from hooks.data.snapshot import UZBEK, Snapshot
from hooks.html.formatting import text
from hooks.html.page_context import PageContext
from hooks.pages.view import SearchEntry, View
from validators.regulation.setting_codes import Setting
from validators.regulation.settings import OWN_SETTINGS, Definition, GivenSetting, definitions
from validators.rules.check import Check
from validators.text.messages import say


@dataclass(frozen=True, slots=True)
class SettingRow:
    """A setting; `setting` is None while it has no value."""

    definition: Definition
    setting: GivenSetting | None
    checks: list[Check]
    """Checks that are off without it."""
    readers: list[Check]
    """Checks that use its value if there is one."""


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
    dependent: dict[Setting, list[Check]] = defaultdict(list)
    for check in snapshot.checks.values():
        if check.setting:
            dependent[check.setting].append(check)
    settings = snapshot.repository.settings
    return SettingsContext(
        [
            SettingRow(
                definition,
                settings.at(definition.code, None),
                dependent.get(definition.code, []),
                [snapshot.checks[name] for name in definition.read_by if name in snapshot.checks],
            )
            for definition in (*definitions().values(), *OWN_SETTINGS.values())
        ]
    )
