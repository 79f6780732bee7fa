"""Values, links to records, due dates and findings as HTML.

A page has hundreds of them, and Jinja macros are much slower than Python.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any
from urllib.parse import quote

from markupsafe import Markup, escape
from pydantic import BaseModel

from hooks.data.audience import audience, visible_fields
from hooks.data.display_name import display_name
from hooks.data.snapshot import Snapshot
from hooks.html.formatting import day_month, number, short_month, text, value_label, weekday
from hooks.html.icons import COLOUR_ICONS, STATUS_COLOURS, icon
from validators.checks.run import DueDuty
from validators.model.fields import Field, fields_of
from validators.model.ids import is_id
from validators.model.record import Record
from validators.model.types import Form
from validators.output.plain_words import place_by_names, plain_words
from validators.overview.progress import course_of
from validators.repository.record_file import RecordFile
from validators.source.finding import Acknowledged, Finding
from validators.text.messages import say, short_day

SHORT_TEXTS = 60
"""Characters of the texts of a field that are shown on one line rather than as a list."""
NEAR = 14
"""Days before a due date from which it is highlighted."""
DASH = Markup('<span class="quiet">—</span>')


class ValueRenderer:
    """Renders values for one build; its public methods are functions of the templates.

    `href` returns the address of a page by the page's name. The id or path of every record that a page names is added to `names`.
    """

    def __init__(self, snapshot: Snapshot, href: Callable[[str], str], names: set[str]) -> None:
        self._snapshot = snapshot
        self._names = names
        self._as_of = snapshot.as_of
        self._href = href
        self.status_colour = cache(self._status_colour)
        self.status_badge = cache(self._status_badge)
        self._links: dict[str, Markup] = {}

    def _status_colour(self, kind_name: str, status: str) -> str:
        """Return the colour of a status: by its meaning, else by its place in the lifecycle of the kind."""
        if status in STATUS_COLOURS:
            return STATUS_COLOURS[status]
        lifecycle = self._snapshot.kinds[kind_name].lifecycle
        if status in lifecycle.dead:
            return "grey"
        if status in lifecycle.closed:
            return "green"
        return "grey" if status == next(iter(lifecycle.moves), None) else "blue"

    def _status_badge(self, kind_name: str, status: str, big: bool = False) -> Markup:
        """Return a status in its colour, with its icon."""
        colour = self.status_colour(kind_name, status)
        size = " badge-big" if big else ""
        return Markup(
            f'<span class="badge badge-{colour}{size}">{icon(COLOUR_ICONS[colour])}{escape(value_label(status))}</span>'
        )

    def find_record(self, id_: str) -> RecordFile | None:
        """Return the record with an id."""
        self._names.add(id_)
        return self._snapshot.repository.find(id_)

    def record_link(self, entry: RecordFile) -> Markup:
        """Return a record's title as a link to its page."""
        path = entry.path
        self._names.add(path)
        if path not in self._links:
            self._links[path] = Markup(f'<a class="rec" href="{escape(self._href(path))}">{escape(display_name(entry))}</a>')
        return self._links[path]

    def name_of(self, id_: str) -> str:
        """Return the name of the record with an id, for links to other pages than its own; the id if there is no such record."""
        entry = self.find_record(id_)
        return display_name(entry) if entry else id_

    def link_by_id(self, id_: str, status: bool = True) -> Markup:
        """Return a link to the record with an id, by default with its status if it is broken or withdrawn."""
        entry = self.find_record(id_)
        if entry is None:
            if id_ in self._snapshot.hidden_ids:
                return Markup(f'<span class="quiet">{escape(id_)}</span>')
            return Markup(f'<span class="bad" title="{escape(text(say("There is no such record")))}">{escape(id_)}</span>')
        if not status or (entry.record and entry.record.alive):
            return self.record_link(entry)
        if entry.record is None:
            return Markup(f'{self.record_link(entry)} <small class="bad">{escape(text(say("broken")))}</small>')
        return Markup(f'{self.record_link(entry)} <small class="quiet">({escape(value_label(entry.record.status))})</small>')

    def link_item(self, entry: RecordFile) -> Markup:
        """Return an item of a list of links: title, id and status."""
        if entry.record is None:
            return Markup(
                f'<li>{self.record_link(entry)}<small class="quiet">{escape(entry.id)}</small>'
                f' <span class="badge badge-red">{escape(text(say("broken")))}</span></li>'
            )
        status = entry.record.status
        dot = f'<span class="dot dot-{self.status_colour(entry.kind.name, status)}">{escape(value_label(status))}</span>'
        return Markup(f'<li>{self.record_link(entry)}<small class="quiet">{escape(entry.id)} {dot}</small></li>')

    def people_links(self, ids: Iterable[str]) -> Markup:
        """Return links to several records, separated by commas."""
        return Markup(", ".join(self.link_by_id(id_, False) for id_ in ids))

    def field_value(self, item: Field, value: Any, status: bool = True) -> Markup:
        """Return the value, or all values, of a field."""
        if value is None or value == ():
            return DASH
        if not item.many:
            return self.single_value(item, value, status)
        if item.form in ("reference", "group"):
            return Markup(
                f'<ul class="plain">{"".join(f"<li>{self.single_value(item, each, status)}</li>" for each in value)}</ul>'
            )
        if item.form == "text" and len(" ".join(value)) > SHORT_TEXTS:
            items = (f"<li>{escape(each)}</li>" for each in value)
            return Markup(f'<ul class="bullets">{"".join(items)}</ul>')
        return Markup(", ".join(self.single_value(item, each, status) for each in value))

    def single_value(self, item: Field, value: Any, status: bool = True) -> Markup:
        """Return one value of a field."""
        if item.form == "reference":
            return self.link_by_id(value, status)
        if item.form == "group":
            return self.group(value)
        if item.form in ("text", "id") and isinstance(value, str) and is_id(value) and self.find_record(value):
            return self.link_by_id(value, status)
        if item.name == "status":
            return _choice(value)
        default: Callable[[Any], Markup] = _count if item.numeric else escape
        return _BY_FORM.get(item.form, default)(value)

    def group(self, part: BaseModel) -> Markup:
        """Return the facts of a group, one after the other."""
        facts = (
            f'<span><span class="quiet">{escape(text(item.title))}:</span> {self.field_value(item, value, False)}</span>'
            for item, value in filled_fields(part, visible_fields(type(part)))
        )
        return Markup(f'<span class="group">{"".join(facts)}</span>')

    def days_left(self, due: date, done: date | None = None) -> Markup:
        """Return the days until a due date or since; for what is done, the day on which it was."""
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

    def day_off(self, due: date) -> str:
        """Return what a day off is called: Saturday, Sunday or a holiday; nothing for a working day."""
        if self._snapshot.repository.calendar.works(due):
            return ""
        return weekday(due) if due.weekday() > 4 else text(say("holiday"))

    def _off_note(self, due: date) -> Markup:
        """Return a note on a due date that is a day off, with the last working day before it; nothing for others."""
        if not (name := self.day_off(due)):
            return Markup("")
        before = due - timedelta(days=1)
        while self.day_off(before):
            before -= timedelta(days=1)
        words = say("{name}: the last working day is {day}", name=name, day=day_month(before))
        return Markup(f'<small class="near">{escape(text(words))}</small>')

    def first_due(self, part: BaseModel) -> Markup:
        """Return the first due date of what was extended; nothing if it was not."""
        extensions = getattr(part, "extensions", ())
        if not extensions:
            return Markup("")
        return Markup(f' <small class="was">{escape(text(say("moved; first due")))} <s>{day(extensions[0].old)}</s></small>')

    def calendar_leaf(self, due: date, over: bool = False) -> Markup:
        """Return a day as a leaf of a calendar."""
        year = "" if due.year == self._as_of.year else f"<small>{due.year}</small>"
        return Markup(
            f'<time class="leaf{" leaf-over" if over else ""}" datetime="{due}"><b>{due.day}</b>{short_month(due)}{year}</time>'
        )

    def duty_item(self, item: DueDuty, with_record: bool = True) -> Markup:
        """Return an item of a list of duties: day, check and who is responsible."""
        duty, code = item.duty, item.check.code
        who, exception = duty.responsible or duty.unit, item.exempted_by(self._as_of)
        note = self.waiver_note(exception, item.acknowledged if duty.state(self._as_of) == "overdue" else None)
        late = not duty.done and not exception and duty.due < self._as_of
        off = self._off_note(duty.due) if duty.soon(self._as_of) else ""
        return Markup(
            f'<li class="duty">{self.calendar_leaf(duty.due, late)}'
            f'<div class="duty-main"><b>{escape(text(duty.what))}</b>{self.record_link(item.entry) if with_record else ""}'
            f'<small class="quiet"><a href="{escape(self._href(f"check/{code}"))}">{code}</a>'
            f"{f' · {self.link_by_id(who, False)}' if who else ''}</small>{off}{note}</div>"
            f"{'' if exception else self.days_left(duty.due, duty.done)}</li>"
        )

    def waiver_note(self, exception: str | None, known: Acknowledged | None = None) -> Markup:
        """Return a note that a waiver exempts something, or that it is known as a breach; nothing without a waiver."""
        if known:
            words = text(say("Breach acknowledged until {until}", until=known.until))
            return self._note(words, known.waiver, "alert-circle-outline")
        return self._note(text(say("Exempted by it")), exception, "shield-check-outline") if exception else Markup("")

    def _note(self, words: str, waiver: str, symbol: str) -> Markup:
        link = self.link_by_id(waiver)
        return Markup(f'<small class="let-pass">{icon(symbol)}<span>{escape(words)}: {link}</span></small>')

    def finding_item(self, finding: Finding, with_record: bool = False) -> Markup:
        """Return a finding: what is wrong, what to write instead, and where."""
        look = "waived" if finding.is_exempted else finding.level
        entry = self._snapshot.entries_by_path.get(finding.path)
        model = entry.kind.model if entry else Record
        title, message, hint = (
            plain_words(each, model, finding.field) for each in (finding.title, finding.message, finding.hint)
        )
        return Markup(
            f'<li class="finding finding-{look}">'
            f'<div class="finding-head">{"" if finding.is_exempted else level_badge(finding)}'
            f'<a class="code" href="{escape(self._href(f"check/{finding.code}"))}">{finding.code}</a>'
            f"<b>{escape(title)}</b></div>{self.waiver_note(finding.waived, finding.acknowledged)}"
            f"<p>{escape(message)}</p>"
            f'<p class="finding-fix">{icon("lightbulb-on-outline")}<span>{escape(hint)}</span></p>'
            f'<small class="quiet">{f"{self.record_link(entry)} · " if entry and with_record else ""}'
            f"{self.finding_place(finding)}</small></li>"
        )

    def finding_place(self, finding: Finding) -> Markup:
        """Return where a finding is: file and line, the field by its name, and the way to put it right in the form."""
        entry = self._snapshot.entries_by_path.get(finding.path)
        where = f"<code>{escape(finding.path)}:{finding.span.line}</code>"
        if finding.field:
            keys, place = finding.field.for_people(), place_by_names(finding.field, entry.kind.model if entry else Record)
            where = f'{where} · <span title="{escape(keys)}">{escape(place)}</span>'
        if entry and entry.id and audience() == "internal":
            address = f"{self._href('writing')}?yozuv={quote(entry.id)}&tuzatish={finding.code}"
            where = f'{where} · <a href="{escape(address)}">{escape(text(say("Fix")))}</a>'
        return Markup(where)


def filled_fields(part: BaseModel, items: Iterable[Field]) -> Iterable[tuple[Field, Any]]:
    """Yield those of the fields that have a value, with it."""
    for item in items:
        value = written_value(part, item.name)
        if value is not None and value != ():
            yield item, value


def written_value(part: BaseModel, name: str) -> Any:
    """Return the value of a field or property, None for a field's default: what nobody wrote is not shown as a fact."""
    return getattr(part, name, None) if name in part.model_fields_set or name not in fields_of(type(part)) else None


@cache
def day(when: date) -> Markup:
    """Return a date, or a date and time, as tables show it."""
    return Markup(f'<time datetime="{when}">{short_day(when)}</time>')


def progress_bar(value: int, expected: int | None = None, label: str = "") -> Markup:
    """Return a progress bar in per cent, with a mark where an even course would be."""
    words = text(say("{value} % done", value=value))
    mark = ""
    if expected is not None:
        words = f"{words}, {text(say('{value} % by the plan', value=expected))}"
        if 0 < expected < 100:
            mark = f'<i class="bar-plan" style="left:{expected}%"></i>'
    course = course_of(value, expected) if expected is not None else "near"
    return Markup(
        f'<span class="bar" role="img" aria-label="{escape(f"{label}: {words}" if label else words)}">'
        f'<span class="bar-track"><span class="bar-fill bar-{course}" style="width:{value}%"></span>{mark}</span>'
        f'<span class="bar-number">{value} %</span></span>'
    )


def _count(value: int | Decimal) -> Markup:
    return Markup(f'<span class="num">{number(value)}</span>')


def _money(value: int | Decimal) -> Markup:
    return Markup(f'<span class="num">{number(value)} <small class="quiet">{escape(text(say("so‘m")))}</small></span>')


def _share(value: int | Decimal) -> Markup:
    return Markup(f'<span class="num">{number(value)} %</span>')


def _flag(value: bool) -> Markup:
    return escape(text(say("yes") if value else say("no")))


def _choice(value: str) -> Markup:
    return escape(value_label(value))


def _url(value: str) -> Markup:
    return Markup(f'<a href="{escape(value)}" rel="noopener noreferrer">{escape(value)}</a>')


def _email(value: str) -> Markup:
    return Markup(f'<a href="mailto:{escape(value)}">{escape(value)}</a>')


_BY_FORM: Mapping[Form, Callable[[Any], Markup]] = {
    "choice": _choice, "day": day, "moment": day, "money": _money, "percent": progress_bar, "share": _share,
    "flag": _flag, "url": _url, "email": _email,
}  # fmt: skip
"""The functions that render values of each form, without the record around them."""


def sample_mark() -> Markup:
    """Return the mark of an invented record."""
    title = escape(text(say("An invented record that only shows how to write one")))
    return Markup(f'<span class="badge badge-sample" title="{title}">{icon("test-tube")}{escape(text(say("sample")))}</span>')


def marked(marks: Mapping[str, Iterable[str]]) -> Markup:
    """Return what a row is found by, as attributes of its HTML; a value has no tab in it, so tabs part several."""
    found = ((name, "\t".join(filter(None, values))) for name, values in marks.items())
    return Markup("".join(f' data-by-{name}="{escape(value)}"' for name, value in found if value))


def level_badge(finding: Finding) -> Markup:
    """Return how bad a finding is, as a badge."""
    if finding.is_overdue:
        look, symbol = "red", "clock-alert-outline"
    elif finding.is_error:
        look, symbol = "red", "alert-circle-outline"
    else:
        look, symbol = "yellow", "alert-outline"
    return Markup(f'<span class="badge badge-{look}">{icon(symbol)}{escape(text(finding.level_name))}</span>')
