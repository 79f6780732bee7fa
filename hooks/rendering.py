"""The templates and what they may use: texts in Uzbek, dates, money, icons, and links that are right from every page."""

import json
from collections.abc import Callable, Hashable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import jinja2
import material  # type: ignore[import-untyped]
from markupsafe import Markup

from hooks.addresses import Addresses
from hooks.fields import Shape, shapes, title_at
from hooks.snapshot import UZBEK, Snapshot
from validators.approval.provenance import GRADE_NAMES
from validators.approval.way import STATES
from validators.clock import TASHKENT
from validators.messages import Message, choice

TEMPLATES = Path(__file__).parent / "templates"
ICONS = Path(material.__file__).parent / "templates" / ".icons" / "material"
MOST_DRAWN = 4_000
"""So many repeated pieces of HTML are kept of each sort: what is on hundreds of pages stays, what is on one does not pile up."""
THIN_SPACE = "\u202f"

TONES = {
    "suspended": "amber",
    "returned": "amber",
    "negative": "red",
    "rejected": "red",
    "lost-force": "grey",
    "in-force": "green",
    "approved": "green",
    "in-use": "green",
    "active": "green",
    "employed": "green",
    "launched": "green",
    "positive": "green",
    "high": "red",
}
"""Colours of values that mean the same whatever the kind; a status that is not here is coloured by its kind's lifecycle."""

TONE_ICONS = {
    "grey": "circle-outline",
    "blue": "progress-clock",
    "green": "check-circle-outline",
    "amber": "pause-circle-outline",
    "red": "close-circle-outline",
}
USED_ICONS = (
    *TONE_ICONS.values(),
    "account-outline", "alert-circle-outline", "alert-outline", "arrow-right", "book-open-page-variant-outline",
    "briefcase-outline", "calendar-blank-outline", "calendar-check-outline", "calendar-clock-outline", "calendar-end",
    "check-bold", "check-decagram-outline", "clock-alert-outline", "cog-outline", "dots-horizontal",
    "file-alert-outline", "file-document-outline", "format-list-bulleted", "help-circle-outline", "lightbulb-on-outline",
    "link-variant", "magnify", "office-building-outline", "pencil-outline", "scale-balance", "shield-check-outline",
    "swap-horizontal", "test-tube", "chart-timeline-variant", "history", "download-outline", "calendar-sync-outline", "rss",
    "code-json", "chart-line", "printer-outline",
)  # fmt: skip


@lru_cache(maxsize=20_000)
def text(message: Message) -> str:
    """A message in the site's language."""
    return UZBEK.text(message)


def translate(template: str, **parameters: str | int | date | Message) -> str:
    """`_("…")` of the templates."""
    return text(Message(template, tuple(parameters.items())))


@cache
def named(value: str) -> str:
    """What a value of a field, such as a status, is called."""
    return text(choice(value))


def number(value: int | Decimal) -> str:
    """Digits in threes, divided by thin spaces, from five on: 2026, 10 000; tiyin after a comma if there are any."""
    whole, _, rest = (f"{value}" if -10_000 < value < 10_000 else f"{value:,}").partition(".")
    return whole.replace(",", THIN_SPACE) + (f",{rest}" if rest.strip("0") else "")


def short_day(day: date) -> str:
    """A date for tables, with the time of day if it has one: 05.03.2026, 05.03.2026 14:30."""
    return f"{day:%d.%m.%Y %H:%M}" if isinstance(day, datetime) else f"{day:%d.%m.%Y}"


def month(day: date) -> str:
    """The month's year and name: 2026-yil mart."""
    return UZBEK.month(day)


def short_month(day: date) -> str:
    """The month's first letters, for a leaf of a calendar; iyun and iyul differ only in the last."""
    name = UZBEK.day(day).split("-")[-1]
    return name if len(name) <= 4 else name[:3]


def chosen(**values: str) -> str:
    """What stands behind the address of a list in which these values are chosen."""
    return f"#{urlencode(values, quote_via=quote)}"


@cache
def icon(name: str) -> Markup:
    """An icon by CSS mask: one rule for all its uses, where an inline SVG would be repeated on every page."""
    return Markup('<span class="i i-{}" aria-hidden="true"></span>').format(name)


def icon_styles(names: tuple[str, ...]) -> str:
    """The style sheet behind `icon`, from Material's own files; a name that Material lacks gets the plain document."""
    rules = []
    for name in dict.fromkeys((*USED_ICONS, *names)):
        file = ICONS / f"{name}.svg"
        svg = (file if file.is_file() else ICONS / "file-document-outline.svg").read_text("utf-8")
        rules.append(f'.i-{name}{{--i:url("data:image/svg+xml,{quote(svg)}")}}')
    return "\n".join(rules) + "\n"


class _Compiled(jinja2.BytecodeCache):
    """Templates as they were compiled, kept from one build of `mkdocs serve` to the next; Jinja holds each to its source."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Takes a template from what is kept."""
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Keeps a template."""
        self._kept[bucket.key] = bucket.bytecode_to_string()


COMPILED = _Compiled()

_UP = "\0"
"""Stands in drawn HTML for the way up to the site's root, the same for pages at any depth; no record holds a NUL."""


def _environment(snapshot: Snapshot, globals_: Mapping[str, Any]) -> jinja2.Environment:
    """The templates with what they may use; whatever comes from a record is escaped."""
    found = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        auto_reload=False,
        bytecode_cache=COMPILED,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    found.filters.update(
        say=text,
        choice=named,
        either=lambda values: UZBEK.alternatives([choice(value) for value in values]),
        day=UZBEK.day,
        short_day=short_day,
        month=month,
        short_month=short_month,
        number=number,
        pick=UZBEK.pick,
        tashkent=lambda when: when.astimezone(TASHKENT).date(),
    )
    found.globals.update(
        _=translate,
        chosen=chosen,
        icon=icon,
        shapes=shapes,
        title_at=title_at,
        TONE_ICONS=TONE_ICONS,
        STATES=STATES,
        GRADE_NAMES=GRADE_NAMES,
        site=snapshot,
        as_of=snapshot.as_of,
    )
    found.globals.update(globals_)
    names = found.get_template("names.html").module
    found.globals.update(
        sample_mark=cache(names.sample_mark),  # type: ignore[attr-defined]
        badge=_once(names.badge, lambda kind, status, big=False: (kind.name, status, big)),  # type: ignore[attr-defined]
        link=_once(names.link, lambda entry: entry.path),  # type: ignore[attr-defined]
        by_id=cache(names.by_id),  # type: ignore[attr-defined]
    )
    parts = found.get_template("parts.html").module
    found.globals.update(
        shown=_once(parts.shown, _of_value),  # type: ignore[attr-defined]
        duty_line=_once(parts.duty_line, lambda item, with_record=True: (id(item), with_record)),  # type: ignore[attr-defined]
        finding_item=_once(parts.finding_item, lambda finding, with_record=False: (id(finding), with_record)),  # type: ignore[attr-defined]
    )
    return found


def _of_value(item: Shape, value: object, status: bool = True) -> Hashable:
    """What a field's value looks the same by, wherever it stands; groups are drawn anew."""
    return None if item.form == "part" else (item.name, item.form, item.many, value, status)


def _once(macro: Callable[..., Markup], key: Callable[..., Hashable]) -> Callable[..., Markup]:
    """The macro, drawn once for each key and then repeated: names and badges stand on hundreds of pages. Without a key, anew."""
    drawn: dict[Hashable, Markup] = {}

    def again(*arguments: Any, **named: Any) -> Markup:
        which = key(*arguments, **named)
        if which is None:
            return macro(*arguments, **named)
        if which not in drawn:
            if len(drawn) >= MOST_DRAWN:
                drawn.clear()
            drawn[which] = macro(*arguments, **named)
        return drawn[which]

    return again


class Pen:
    """Renders templates for one build: the snapshot, where every page is, and where the forge shows commits, if that is known."""

    def __init__(self, snapshot: Snapshot, addresses: Addresses, commits_at: str) -> None:
        self.snapshot = snapshot
        self.addresses = addresses
        own = {
            "href": self._href,
            "has": addresses.__contains__,
            "record": snapshot.repository.find,
            "tone": cache(self.tone),
            "commits_at": commits_at,
        }
        self._environment = _environment(snapshot, own)

    def draw(self, template: str, here: str, **context: Any) -> str:
        """The template as HTML for the page at the URL `here`."""
        return self._placed(self._environment.get_template(template).render(context), here)

    def rows(self, here: str, context: Mapping[str, Any]) -> str:
        """All rows of a list as JSON: the HTML of each."""
        module = self._environment.get_template("row.html").module
        made = [
            self._placed(module.list_row(row, context["columns"], context["chosen"], context["kind"]), here)  # type: ignore[attr-defined]
            for row in context["rows"]
        ]
        return json.dumps(made, ensure_ascii=False, separators=(",", ":"))

    def tone(self, kind_name: str, status: str) -> str:
        """The colour of a status in its kind: by its own meaning, else by where in the lifecycle it stands."""
        if status in TONES:
            return TONES[status]
        lifecycle = self.snapshot.kinds[kind_name].lifecycle
        if status in lifecycle.dead:
            return "grey"
        if status in lifecycle.closed:
            return "green"
        return "grey" if status == next(iter(lifecycle.moves), None) else "blue"

    def _href(self, name: str) -> str:
        return f"{_UP}{self.addresses[name].removeprefix('./')}"

    @staticmethod
    def _placed(html: str, here: str) -> str:
        up = "../" * here.removeprefix("./").count("/")
        return str(html).replace(f'"{_UP}"', f'"{up or "./"}"').replace(_UP, up)
