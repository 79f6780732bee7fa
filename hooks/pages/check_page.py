"""A page for each check: what it requires, of which records, how to fix a finding, examples, and where it fails today."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hooks.data.snapshot import Snapshot
from hooks.html.formatting import text
from hooks.html.page_context import PageContext
from hooks.pages.view import SearchEntry, View
from validators.answers.examples import Example, examples
from validators.checks.run import kinds_of
from validators.regulation.paragraphs import Confirmation, Paragraph, paragraphs, register
from validators.regulation.reasoning import Reasoning, reasonings
from validators.regulation.setting_codes import Setting
from validators.regulation.settings import Definition, GivenSetting, definition_of
from validators.rules.check import Check
from validators.rules.kind import Kind
from validators.rules.state import is_on, is_partly_on, is_suspect, missing
from validators.source.finding import Finding

MAX_FINDINGS = 400


@dataclass(frozen=True, slots=True)
class CheckContext(PageContext):
    """The page of a check."""

    template = "check.html"

    check: Check
    paragraph: Paragraph | None
    reasoning: Reasoning | None
    """How it follows from the paragraph."""
    on: bool
    partly: bool
    """Whether it asks less than it would, since a setting has no value."""
    missing: list[Definition]
    """The settings without a value for want of which it is off or asks less."""
    suspect: bool
    """Whether the paragraph or the check has changed since it was last confirmed."""
    confirmation: Confirmation | None
    strict: bool
    """Whether a setting makes its warnings errors."""
    is_duty: bool
    """Whether it fails because a day has passed."""
    definition: Definition | None
    """The setting that the check needs."""
    given: Mapping[Setting, GivenSetting]
    """The settings that have a value, by code."""
    kinds: tuple[Kind, ...]
    """Kinds that it looks at; empty for checks of files."""
    passing: Example | None
    failing: Example | None
    findings: list[Finding]
    """Open findings that the page has room for."""
    findings_count: int
    exempted: list[Finding]
    """Findings that a waiver covers, those that the page has room for."""
    exempted_count: int


def views(snapshot: Snapshot) -> Iterator[View]:
    """Yield the page of each check."""
    for check in snapshot.checks.values():
        yield _view(check, snapshot)


def _view(check: Check, snapshot: Snapshot) -> View:
    title = f"{check.code} · {text(check.title)}"
    words = f"{text(check.requirement)}. {text(check.fix)}"
    return View(
        f"check/{check.code}", f"checks/{check.code}.md", title, lambda: _check(check, snapshot),
        in_navigation=False, parent="nizom", search_entries=lambda: [SearchEntry("", title, words)],
    )  # fmt: skip


def _check(check: Check, snapshot: Snapshot) -> CheckContext:
    settings = snapshot.repository.settings
    findings = snapshot.findings_by_code.get(check.code, [])
    open_ = [finding for finding in findings if finding.is_open]
    waived = [finding for finding in findings if finding.is_exempted]
    passing, failing = examples(check.code)
    return CheckContext(
        check,
        paragraph=paragraphs().get(check.clause or ""),
        reasoning=reasonings().get(check.code),
        on=is_on(check, settings),
        partly=is_partly_on(check, settings),
        missing=[found for code in missing(check, settings) if (found := definition_of(code))],
        suspect=is_suspect(check, settings),
        confirmation=register().checks.get(check.code),
        strict=check.code in settings.texts(Setting.STRICT, None),
        is_duty=any(check is item for kind in snapshot.kinds.values() for item, _ in kind.book.duties),
        definition=definition_of(check.setting or ""),
        given={code: history[-1] for code, history in settings.history.items()},
        kinds=tuple(kinds_of(check, snapshot.kinds)) if check.clause else (),
        passing=passing,
        failing=failing,
        findings=open_[:MAX_FINDINGS],
        findings_count=len(open_),
        exempted=waived[:MAX_FINDINGS],
        exempted_count=len(waived),
    )
