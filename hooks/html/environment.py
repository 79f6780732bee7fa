"""The Jinja environment of our templates: filters and functions, strictness, and a cache of compiled templates."""

import os
from contextlib import suppress
from functools import partial
from pathlib import Path
from urllib.parse import quote, urlencode

import jinja2
from jinja2.environment import TemplateModule
from jinja2.runtime import Context

from hooks.data.approval_status import AWAITED
from hooks.data.audience import is_hidden, visible_fields
from hooks.data.display_name import display_name
from hooks.data.snapshot import UZBEK, Snapshot
from hooks.html.formatting import (
    day_month,
    day_of_year,
    file_size,
    millions,
    month,
    number,
    short_month,
    text,
    translate,
    value_label,
    weekday,
)
from hooks.html.icons import icon
from hooks.html.values import filled_fields, level_badge, marked, progress_bar, sample_mark
from validators.approval.provenance import GRADE_NAMES
from validators.approval.status import STATES
from validators.clock import TASHKENT
from validators.model.fields import fields_of, title_at
from validators.output.plain_words import plain_words
from validators.regulation.citation import citation
from validators.source.route import Route
from validators.text.messages import Message, choice, short_day

_HOOKS = Path(__file__).parents[1]
TEMPLATES, THEME = _HOOKS / "templates", _HOOKS / "theme"

_environment = partial(
    jinja2.Environment,
    autoescape=True,
    auto_reload=False,
    # The optimizer would compile a translated text into the template, and the cache would keep it.
    optimized=False,
    trim_blocks=True,
    lstrip_blocks=True,
)


class _BytecodeCache(jinja2.FileSystemBytecodeCache):
    """Compiled templates, next to the bytecode of our modules. Where nothing can be written, each build compiles its own."""

    def __init__(self) -> None:
        super().__init__(str(_HOOKS / "__pycache__"))

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return a template's key, the same in every checkout: a copy of this folder brings its compiled templates with it."""
        return super().get_cache_key(name, filename and filename.removeprefix(str(_HOOKS)))

    def get_source_checksum(self, source: str) -> str:
        """Return what a cached template must match: its source, the version of Jinja, and our options."""
        return super().get_source_checksum(f"{jinja2.__version__}{_environment.keywords}{source}")

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Write a compiled template, if possible."""
        with suppress(OSError):
            Path(self.directory).mkdir(exist_ok=True)
            super().dump_bytecode(bucket)


BYTECODE_CACHE = _BytecodeCache()


class _Template(jinja2.Template):
    """A template whose macros are imported as they are: all have the same globals, which Jinja would compare at each import."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        self._module = self._module or self.make_module()
        return self._module


def environment(snapshot: Snapshot) -> jinja2.Environment:
    """Return the environment for one build; values are escaped, and an undefined name is an error."""
    found = _environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), bytecode_cache=BYTECODE_CACHE, undefined=jinja2.StrictUndefined
    )
    found.template_class = _Template
    found.filters.update(
        say=text,
        said=lambda value: text(value) if isinstance(value, Message) else value,
        choice=value_label,
        join_with_or=lambda values: UZBEK.alternatives([choice(value) for value in values]),
        day=UZBEK.day,
        short_day=short_day,
        month=month,
        day_month=day_month,
        day_of_year=day_of_year,
        weekday=weekday,
        short_month=short_month,
        number=number,
        file_size=file_size,
        millions=millions,
        pick=UZBEK.pick,
        cite=lambda clause: UZBEK.pick(citation(clause)),
        tashkent_day=lambda when: when.astimezone(TASHKENT).date(),
    )
    found.globals.update(
        _=translate,
        filter_anchor=filter_anchor,
        icon=icon,
        level_badge=level_badge,
        marked=marked,
        progress_bar=progress_bar,
        sample_mark=sample_mark,
        display_name=display_name,
        fields_of=fields_of,
        filled_fields=filled_fields,
        visible_fields=visible_fields,
        is_hidden=is_hidden,
        plain_words=plain_words,
        title_at=title_at,
        parse_route=Route.parse,
        STATES=STATES,
        awaited_step=AWAITED.__getitem__,
        GRADE_NAMES=GRADE_NAMES,
        site=snapshot,
        as_of=snapshot.as_of,
        daily=not os.environ.get("NIZOM_AS_OF"),
    )
    return found


def filter_anchor(**values: str) -> str:
    """Return the anchor with which a list opens filtered by these values."""
    return f"#{urlencode(values, quote_via=quote)}"


def last_edited() -> int:
    """Return when a template was last edited, ours or one that replaces Material's, in nanoseconds."""
    return max(template.stat().st_mtime_ns for folder in (TEMPLATES, THEME) for template in folder.rglob("*.html"))
