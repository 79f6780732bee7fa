"""What a check reports: a `Problem` as a rule yields it, and the `Finding` it becomes once its place in a file is known."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from validators.source.edits.cure import Cure
from validators.source.route import Route, as_route
from validators.text.messages import Message, say

Authority = Literal["N", "S", "D"]
"""N the Nizom's own words; S its duty, our setting's measure; D derived from it."""

Severity = Literal["error", "warning"]
Level = Literal["error", "warning", "duty"]
"""What a finding counts as: its severity, unless it is a duty that is overdue."""
Trigger = Literal["rule", "duty", "change"]
"""A rule holds or not on any day; a duty falls due as days pass; a change check compares a record with its earlier self."""

Origin = Literal["touched", "brought", "before"]
"""Against a base revision: at what the change touches; elsewhere, but brought about by it; there before it."""


class Span(NamedTuple):
    """A stretch of a file: lines and columns from 1, in characters; the end column is the one after the last character."""

    line: int
    column: int
    end_line: int
    end_column: int


WHOLE_FILE = Span(1, 1, 1, 1)


@dataclass(frozen=True, slots=True, init=False)
class Problem:
    """One thing wrong in a record.

    `at` is the route to it, ROOT for the record as a whole; a rule may give the name of a field instead. `hint` replaces the
    check's own advice where there is something better to say. `on_key` points at the key itself, for keys that should not be
    there. `span` is set where there are no keys to route by, in a file that could not be read, or to show less than `at`; then
    `about` distinguishes it from others of the same check, wherever the lines move. `cure` is what puts it right, where that is
    known.
    """

    at: Route
    message: Message
    hint: Message | None
    on_key: bool
    span: Span | None
    about: str
    cure: Cure | None

    def __init__(
        self,
        at: Route | str,
        message: Message,
        hint: Message | None = None,
        on_key: bool = False,
        span: Span | None = None,
        about: str = "",
        cure: Cure | None = None,
    ) -> None:
        object.__setattr__(self, "at", as_route(at))
        object.__setattr__(self, "message", message)
        object.__setattr__(self, "hint", hint)
        object.__setattr__(self, "on_key", on_key)
        object.__setattr__(self, "span", span)
        object.__setattr__(self, "about", about)
        object.__setattr__(self, "cure", cure)


@dataclass(frozen=True, slots=True)
class Alteration:
    """A value that a change altered, in words: what it is called, what it was, and what it is; None where nothing was, or is."""

    what: Message
    old: Message | None
    new: Message | None

    def in_words(self) -> Message:
        """Return it as a sentence says it."""
        if self.old is None:
            return say("{what}: new, {new}", what=self.what, new=self.new or "–")
        if self.new is None:
            return say("{what}: {old}, taken out", what=self.what, old=self.old)
        return say("{what}: {old} → {new}", what=self.what, old=self.old, new=self.new)


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """That a breach of the Nizom's own words is known, by which waiver, and until when it is to be put right.

    Nobody may dispense with those words, so it stays a breach wherever breaches are counted; only changes go through.
    """

    waiver: str
    until: date

    def in_words(self) -> Message:
        """Return it as findings say it."""
        return say("breach acknowledged until {until} ({waiver})", until=self.until, waiver=self.waiver)


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem with its check and its place: what every output format prints.

    `path` is relative to the repository, with forward slashes. `field` is the route to what is wrong. `fingerprint` is the same
    for the same problem of the same record wherever the lines have moved. `waived` is the waiver that exempts it, `acknowledged`
    by which one a breach of the Nizom's own words is known and no more; `origin`, and what the change `altered` at its place, are
    known only against a base revision. `cure` is what puts it right, where known. `due` is the day that has passed, of a duty.
    """

    code: str
    clause: str | None
    authority: Authority | None
    severity: Severity
    trigger: Trigger
    record: str | None
    path: str
    span: Span
    field: Route
    title: Message
    message: Message
    requirement: Message
    hint: Message
    fingerprint: str
    waived: str | None = None
    acknowledged: Acknowledged | None = None
    origin: Origin | None = None
    altered: tuple[Alteration, ...] = ()
    cure: Cure | None = None
    due: date | None = None

    @property
    def is_exempted(self) -> bool:
        """Whether a waiver exempts it."""
        return self.waived is not None

    @property
    def is_open(self) -> bool:
        """Whether no waiver exempts it, so that it is still to be put right."""
        return self.waived is None

    @property
    def level(self) -> Level:
        """What it counts as, open or not."""
        return "duty" if self.trigger == "duty" else self.severity

    @property
    def is_overdue(self) -> bool:
        """Whether it is a duty whose day has passed: neither an error nor a warning, and blocks only the run that asks for it."""
        return self.level == "duty"

    @property
    def is_error(self) -> bool:
        """Whether it counts as an error, open or not."""
        return self.level == "error"

    @property
    def is_warning(self) -> bool:
        """Whether it counts as a warning, open or not."""
        return self.level == "warning"

    @property
    def level_name(self) -> Message:
        """What it counts as, for people."""
        return {"duty": say("overdue"), "error": say("error"), "warning": say("warning")}[self.level]

    @property
    def url(self) -> str:
        """Where the published site explains the check, relative to the site's root."""
        return f"checks/{self.code}/"
