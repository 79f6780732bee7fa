"""The templates, what they may use, and links that are right from every page."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import jinja2
from jinja2.environment import TemplateModule
from jinja2.runtime import Context

from hooks.data.addresses import Addresses
from hooks.data.audience import is_hidden, visible_fields
from hooks.data.display_name import display_name
from hooks.data.snapshot import UZBEK, Snapshot
from hooks.html.formatting import month, named, number, short_day, short_month, text, translate
from hooks.html.icons import icon
from hooks.html.page_context import PageContext
from hooks.html.tables import Tables
from hooks.html.values import Values, bar, sample_mark
from validators.approval.provenance import GRADE_NAMES
from validators.approval.status import STATES
from validators.clock import TASHKENT
from validators.model.fields import fields_of, title_at
from validators.source.route import Route
from validators.text.messages import choice

TEMPLATES, THEME = Path(__file__).parents[1] / "templates", Path(__file__).parents[1] / "theme"


def chosen(**values: str) -> str:
    """What stands behind the address of a list in which these values are chosen."""
    return f"#{urlencode(values, quote_via=quote)}"


_OPTIONS: dict[str, Any] = {
    "autoescape": True,
    "auto_reload": False,
    "optimized": False,
    "trim_blocks": True,
    "lstrip_blocks": True,
}
"""How the templates are read. Not optimized: a text computed while compiling would outlive its translation."""


class _Compiled(jinja2.FileSystemBytecodeCache):
    """Templates as they were compiled, kept where Python keeps its modules; Jinja holds each to its source.

    Where nothing may be written, each build compiles its own.
    """

    def __init__(self) -> None:
        super().__init__(str(Path(__file__).parents[1] / "__pycache__"))

    def get_source_checksum(self, source: str) -> str:
        """What a kept template must agree with: its source, how it was read, and by what."""
        return super().get_source_checksum(f"{jinja2.__version__}{_OPTIONS}{source}")

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Keeps a template, if that is possible."""
        with suppress(OSError):
            Path(self.directory).mkdir(exist_ok=True)
            super().dump_bytecode(bucket)


COMPILED = _Compiled()


class _Template(jinja2.Template):
    """A template that others take macros from as it is: all have the same globals, which Jinja would compare at each import."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        self._module = self._module or self.make_module()
        return self._module


_UP = "\0"
"""Stands in drawn HTML for the way up to the site's root, the same for pages at any depth; no record holds a NUL."""


def _environment(snapshot: Snapshot, globals_: Mapping[str, Any]) -> jinja2.Environment:
    """The templates with what they may use; whatever comes from a record is escaped."""
    found = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        bytecode_cache=COMPILED,
        undefined=jinja2.StrictUndefined,
        **_OPTIONS,
    )
    found.template_class = _Template
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
        bar=bar,
        sample_mark=sample_mark,
        display_name=display_name,
        fields_of=fields_of,
        visible_fields=visible_fields,
        is_hidden=is_hidden,
        title_at=title_at,
        parse_route=Route.parse,
        STATES=STATES,
        GRADE_NAMES=GRADE_NAMES,
        site=snapshot,
        as_of=snapshot.as_of,
    )
    found.globals.update(globals_)
    return found


def _public(drawer: Values | Tables) -> dict[str, Any]:
    """What templates may call, by name."""
    return {name: getattr(drawer, name) for name in dir(drawer) if not name.startswith("_")}


def edited() -> int:
    """When a template was last edited, ours or one that we put in Material's place, in nanoseconds."""
    return max(template.stat().st_mtime_ns for folder in (TEMPLATES, THEME) for template in folder.rglob("*.html"))


class Renderer:
    """Renders templates for one build: the snapshot, where every page is, and where the forge shows commits, if that is known."""

    def __init__(self, snapshot: Snapshot, addresses: Addresses, commits_at: str) -> None:
        self.addresses = addresses
        self.names: set[str] = set()
        """What the page that is being drawn names, by id or by path."""
        values = Values(snapshot, self._href, self.names)
        own = {
            "href": self._href,
            "has": addresses.__contains__,
            "commits_at": commits_at,
            **_public(values),
            **_public(Tables(values)),
        }
        self.environment = _environment(snapshot, own)

    def draw(self, context: PageContext, here: str, written: str = "") -> str:
        """Render a context's template as HTML for the page at the URL `here`; `written` is the page's own text, as HTML."""
        template = self.environment.get_template(context.template)
        return self._placed(template.render(context.variables(), written=written), here)

    def macro(self, template: str, name: str, here: str) -> Callable[..., str]:
        """Return a macro of a template as a function that gives HTML for the page at the URL `here`."""
        macro = getattr(self.environment.get_template(template).module, name)
        return lambda *arguments: self._placed(macro(*arguments), here)

    def _href(self, name: str) -> str:
        return f"{_UP}{self.addresses[name].removeprefix('./')}"

    @staticmethod
    def _placed(html: str, here: str) -> str:
        up = "../" * here.removeprefix("./").count("/")
        return str(html).replace(f'"{_UP}"', f'"{up or "./"}"').replace(_UP, up)
