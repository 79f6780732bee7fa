"""Rendering of templates, with links that are relative to each page."""

from collections.abc import Callable

from hooks.data.addresses import Addresses, Forge
from hooks.data.snapshot import Snapshot
from hooks.html.environment import environment
from hooks.html.page_context import PageContext
from hooks.html.tables import TableRenderer
from hooks.html.values import ValueRenderer

_ROOT = "\0"
"""In rendered HTML, the way from a page to the root of the site until the page is known; no record contains NUL."""


class Renderer:
    """Renders the templates of one build."""

    def __init__(self, snapshot: Snapshot, addresses: Addresses, forge: Forge) -> None:
        self.addresses = addresses
        self.names: set[str] = set()
        """Ids and paths of the records that the current page names."""
        values = ValueRenderer(snapshot, self._href, self.names)
        tables = TableRenderer(values)
        self.environment = environment(snapshot)
        self.environment.globals.update(
            href=self._href,
            has_page=addresses.__contains__,
            commits_at=forge.commits_at,
            forge=forge,
            status_colour=values.status_colour,
            status_badge=values.status_badge,
            find_record=values.find_record,
            record_link=values.record_link,
            name_of=values.name_of,
            link_by_id=values.link_by_id,
            link_item=values.link_item,
            people_links=values.people_links,
            field_value=values.field_value,
            single_value=values.single_value,
            days_left=values.days_left,
            day_off=values.day_off,
            first_due=values.first_due,
            calendar_leaf=values.calendar_leaf,
            duty_item=values.duty_item,
            finding_item=values.finding_item,
            finding_place=values.finding_place,
            waiver_note=values.waiver_note,
            fact_list=tables.fact_list,
            table_rows=tables.table_rows,
            part_list=tables.part_list,
        )

    def render(self, context: PageContext, here: str, written: str = "") -> str:
        """Return the HTML of a context's template for the page at the URL `here`; `written` is the page's own text, as HTML."""
        template = self.environment.get_template(context.template)
        return _relative(template.render(context.variables(), written=written), here)

    def macro(self, template: str, name: str, here: str) -> Callable[..., str]:
        """Return a macro as a function that returns HTML for the page at the URL `here`."""
        macro = getattr(self.environment.get_template(template).module, name)
        return lambda *arguments: _relative(macro(*arguments), here)

    def _href(self, name: str) -> str:
        return f"{_ROOT}{self.addresses[name].removeprefix('./')}"


def _relative(html: str, here: str) -> str:
    up = "../" * here.removeprefix("./").count("/")
    return str(html).replace(f'"{_ROOT}"', f'"{up or "./"}"').replace(_ROOT, up)
