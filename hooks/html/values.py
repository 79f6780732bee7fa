"""Values, names of records, due dates and findings as HTML, drawn in Python: a page has hundreds, and macros are much slower."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from typing import Any

from markupsafe import Markup, escape
from pydantic import BaseModel

from hooks.data.audience import visible_fields
from hooks.data.display_name import display_name
from hooks.data.snapshot import Snapshot
from hooks.html.formatting import named, number, short_day, short_month, text
from hooks.html.icons import TONE_ICONS, TONES, icon
from validators.checks.run import DueDuty
from validators.model.fields import Field
from validators.model.ids import is_id
from validators.repository.record_file import RecordFile
from validators.source.finding import Finding
from validators.text.messages import say

SHORT_TEXTS = 60
"""Texts of one field that are together no longer than this stand in one line."""
NEAR = 14
"""Days before a due date from which on it stands out."""
FAR_BEHIND = 10
"""Points behind an even course from which on a bar stands out."""
NOTHING = Markup('<span class="quiet">—</span>')


class Values:
    """What stands for a value, a record or a due date wherever a build shows it; templates call its methods by their names.

    `href` makes the address of a page by the page's name; `names` takes the id or path of every record that is named.
    """

    def __init__(self, snapshot: Snapshot, href: Callable[[str], str], names: set[str]) -> None:
        self._snapshot = snapshot
        self._names = names
        self._as_of = snapshot.as_of
        self._href = href
        self.tone = cache(self._tone)
        self.badge = cache(self._badge)
        self._links: dict[str, Markup] = {}

    def _tone(self, kind_name: str, status: str) -> str:
        """The colour of a status in its kind: by its own meaning, else by where in the lifecycle it stands."""
        if status in TONES:
            return TONES[status]
        lifecycle = self._snapshot.kinds[kind_name].lifecycle
        if status in lifecycle.dead:
            return "grey"
        if status in lifecycle.closed:
            return "green"
        return "grey" if status == next(iter(lifecycle.moves), None) else "blue"

    def _badge(self, kind_name: str, status: str, big: bool = False) -> Markup:
        """A status in its colour, with its icon."""
        colour = self.tone(kind_name, status)
        size = " badge-big" if big else ""
        return Markup(f'<span class="badge badge-{colour}{size}">{icon(TONE_ICONS[colour])}{escape(named(status))}</span>')

    def record(self, id_: str) -> RecordFile | None:
        """The record of an id."""
        self._names.add(id_)
        return self._snapshot.repository.find(id_)

    def link(self, entry: RecordFile) -> Markup:
        """Return a record's title as a link to its page."""
        path = entry.path
        self._names.add(path)
        if path not in self._links:
            self._links[path] = Markup(f'<a class="rec" href="{escape(self._href(path))}">{escape(display_name(entry))}</a>')
        return self._links[path]

    def name(self, id_: str) -> str:
        """What the record of an id is called, for a link to another page than its own."""
        entry = self.record(id_)
        return display_name(entry) if entry else id_

    def by_id(self, id_: str, status: bool = True) -> Markup:
        """The record of an id by its title; with what is wrong with it, unless its `status` is of no interest here."""
        entry = self.record(id_)
        if entry is None:
            if id_ in self._snapshot.hidden_ids:
                return Markup(f'<span class="quiet">{escape(id_)}</span>')
            return Markup(f'<span class="bad" title="{escape(text(say("There is no such record")))}">{escape(id_)}</span>')
        if not status or (entry.record and entry.record.alive):
            return self.link(entry)
        if entry.record is None:
            return Markup(f'{self.link(entry)} <small class="bad">{escape(text(say("broken")))}</small>')
        return Markup(f'{self.link(entry)} <small class="quiet">({escape(named(entry.record.status))})</small>')

    def linked(self, entry: RecordFile) -> Markup:
        """A record in a list of links: its title, its id, and how it stands."""
        if entry.record is None:
            return Markup(
                f'<li>{self.link(entry)}<small class="quiet">{escape(entry.id)}</small>'
                f' <span class="badge badge-red">{escape(text(say("broken")))}</span></li>'
            )
        status = entry.record.status
        dot = f'<span class="dot dot-{self.tone(entry.kind.name, status)}">{escape(named(status))}</span>'
        return Markup(f'<li>{self.link(entry)}<small class="quiet">{escape(entry.id)} {dot}</small></li>')

    def people(self, ids: Iterable[str]) -> Markup:
        """Records by their titles, in a row."""
        return Markup(", ".join(self.by_id(id_, False) for id_ in ids))

    def shown(self, item: Field, value: Any, status: bool = True) -> Markup:
        """A field's value, or its values, as a page shows them."""
        if value is None or value == ():
            return NOTHING
        if not item.many:
            return self.one(item, value, status)
        if item.form in ("reference", "group"):
            return Markup(f'<ul class="plain">{"".join(f"<li>{self.one(item, each, status)}</li>" for each in value)}</ul>')
        if item.form == "text" and len(" ".join(value)) > SHORT_TEXTS:
            return Markup(f'<ul class="bullets">{"".join(f"<li>{escape(each)}</li>" for each in value)}</ul>')
        return Markup(", ".join(self.one(item, each, status) for each in value))

    def one(self, item: Field, value: Any, status: bool = True) -> Markup:
        """One value of a field."""
        form = item.form
        if form == "reference":
            return self.by_id(value, status)
        if form == "choice" or item.name == "status":
            return escape(named(value))
        if form in ("day", "moment"):
            return day(value)
        if form == "money":
            return Markup(f'<span class="num">{number(value)} <small class="quiet">{escape(text(say("so‘m")))}</small></span>')
        if form == "percent":
            return bar(value)
        if form == "share":
            return Markup(f'<span class="num">{number(value)} %</span>')
        if item.numeric:
            return Markup(f'<span class="num">{number(value)}</span>')
        if form == "url":
            return Markup(f'<a href="{escape(value)}" rel="noopener noreferrer">{escape(value)}</a>')
        if form == "email":
            return Markup(f'<a href="mailto:{escape(value)}">{escape(value)}</a>')
        if form == "flag":
            return escape(text(say("yes") if value else say("no")))
        if form in ("text", "id") and isinstance(value, str) and is_id(value) and self.record(value):
            return self.by_id(value, status)
        return self.group(value) if form == "group" else escape(value)

    def group(self, part: BaseModel) -> Markup:
        """A group's facts in a row."""
        facts = (
            f'<span><span class="quiet">{escape(text(item.title))}:</span> {self.shown(item, value, False)}</span>'
            for item, value in written(part, visible_fields(type(part)))
        )
        return Markup(f'<span class="group">{"".join(facts)}</span>')

    def left(self, due: date, done: date | None = None) -> Markup:
        """How long there still is until a due date, or since; of what is done, when it was."""
        days = (due - self._as_of).days
        if done:
            look, words = ("late", say("done late, {day}", day=done)) if done > due else ("done", say("done {day}", day=done))
        elif days < 0:
            look, words = "over", say("{days} days late", days=-days)
        elif days == 0:
            look, words = "near", say("today")
        else:
            look, words = "near" if days <= NEAR else "", say("{days} days left", days=days)
        return Markup(f'<span class="left{f" left-{look}" if look else ""}">{escape(text(words))}</span>')

    def was(self, part: BaseModel) -> Markup:
        """The first due date of what was moved; nothing of what was not."""
        extensions = getattr(part, "extensions", ())
        if not extensions:
            return Markup("")
        return Markup(f' <small class="was">{escape(text(say("moved; first due")))} <s>{day(extensions[0].old)}</s></small>')

    def leaf(self, due: date, over: bool = False) -> Markup:
        """A day as a leaf of a calendar."""
        year = "" if due.year == self._as_of.year else f"<small>{due.year}</small>"
        return Markup(
            f'<time class="leaf{" leaf-over" if over else ""}" datetime="{due}"><b>{due.day}</b>{short_month(due)}{year}</time>'
        )

    def duty_line(self, item: DueDuty, with_record: bool = True) -> Markup:
        """A duty with its day, its check and who answers for it."""
        duty, code = item.duty, item.check.code
        who, exception = duty.responsible or duty.unit, item.let_pass(self._as_of)
        return Markup(
            f'<li class="duty">{self.leaf(duty.due, not duty.done and not exception and duty.due < self._as_of)}'
            f'<div class="duty-main"><b>{escape(text(duty.what))}</b>{self.link(item.entry) if with_record else ""}'
            f'<small class="quiet"><a href="{escape(self._href(f"check/{code}"))}">{code}</a>'
            f"{f' · {self.by_id(who, False)}' if who else ''}</small>{self.let_pass(exception)}</div>"
            f"{'' if exception else self.left(duty.due, duty.done)}</li>"
        )

    def let_pass(self, exception: str | None) -> Markup:
        """The exception that lets something pass; nothing where none does."""
        if exception is None:
            return Markup("")
        words = escape(text(say("Let pass by the exception")))
        return Markup(
            f'<small class="let-pass">{icon("shield-check-outline")}<span>{words}: {self.by_id(exception)}</span></small>'
        )

    def finding_item(self, finding: Finding, with_record: bool = False) -> Markup:
        """A finding: what is wrong, what to write instead, and where; words that could repeat a personal value stay unsaid."""
        look = "waived" if finding.is_exempted else "duty" if finding.is_overdue else finding.severity
        hidden = self._snapshot.hides_message(finding)
        words = say("The value is personal and is not shown") if hidden else finding.message
        hint = self._snapshot.checks[finding.code].fix if self._snapshot.hides_hint(finding) else finding.hint
        entry = self._snapshot.repository.find(finding.record) if with_record and finding.record else None
        where = f"<code>{escape(finding.path)}:{finding.span.line}</code>"
        if finding.field:
            where = f"{where} · <code>{escape(finding.field.for_people())}</code>"
        return Markup(
            f'<li class="finding finding-{look}">'
            f'<div class="finding-head">{"" if finding.is_exempted else level(finding)}'
            f'<a class="code" href="{escape(self._href(f"check/{finding.code}"))}">{finding.code}</a>'
            f"<b>{escape(text(finding.title))}</b></div>{self.let_pass(finding.waived)}"
            f"<p>{escape(text(words))}</p>"
            f'<p class="finding-mend">{icon("lightbulb-on-outline")}<span>{escape(text(hint))}</span></p>'
            f'<small class="quiet">{f"{self.link(entry)} · " if entry else ""}{where}</small></li>'
        )


def written(part: BaseModel, items: Iterable[Field]) -> Iterable[tuple[Field, Any]]:
    """Yield those of the fields that say something, with what they say."""
    for item in items:
        value = getattr(part, item.name)
        if value is not None and value != ():
            yield item, value


@cache
def day(when: date) -> Markup:
    """Return a day, or a moment, as tables show it."""
    return Markup(f'<time datetime="{when}">{short_day(when)}</time>')


def bar(value: int, expected: int | None = None, label: str = "") -> Markup:
    """How far something is, in per cent, with a mark where an even course would be."""
    words = text(say("{value} % done", value=value))
    mark = ""
    if expected is not None:
        words = f"{words}, {text(say('{value} % by the plan', value=expected))}"
        if 0 < expected < 100:
            mark = f'<i class="bar-plan" style="left:{expected}%"></i>'
    behind = " bar-behind" if expected is not None and expected - value > FAR_BEHIND else ""
    return Markup(
        f'<span class="bar" role="img" aria-label="{escape(f"{label}: {words}" if label else words)}">'
        f'<span class="bar-track"><span class="bar-fill{behind}" style="width:{value}%"></span>{mark}</span>'
        f'<span class="bar-number">{value}%</span></span>'
    )


def sample_mark() -> Markup:
    """What stands beside an invented record."""
    title = escape(text(say("An invented record that only shows how to write one")))
    return Markup(f'<span class="badge badge-sample" title="{title}">{icon("test-tube")}{escape(text(say("sample")))}</span>')


def level(finding: Finding) -> Markup:
    """A badge that says how bad a finding is."""
    if finding.is_overdue:
        look, symbol = "amber", "clock-alert-outline"
    elif finding.is_error:
        look, symbol = "red", "alert-circle-outline"
    else:
        look, symbol = "yellow", "alert-outline"
    return Markup(f'<span class="badge badge-{look}">{icon(symbol)}{escape(text(finding.level))}</span>')
