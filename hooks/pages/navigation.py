"""The site's navigation: groups of pages, the links between the pages of a group, and the site map."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hooks.html.formatting import text
from hooks.html.page_context import PageContext
from hooks.pages.view import View
from validators.text.messages import Message, say

NavItem = str | dict[str, str] | dict[str, list[str | dict[str, str]]]
"""What MkDocs takes as an item of `nav`: a file, a titled file, or a titled group of these."""


@dataclass(frozen=True, slots=True)
class Group:
    """A tab of the site and its pages: views by name, pages written by hand by file, `kind/*` for the list of every kind."""

    title: Message
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NeighboursContext(PageContext):
    """Links between the pages of a group, above a page that has no sidebar."""

    template = "neighbours.html"

    current: View
    """The page that the links are on."""
    neighbours: list[View]
    """The pages of the group that have no sidebar, the current one among them."""


@dataclass(frozen=True, slots=True)
class MapContext(PageContext):
    """The site map."""

    template = "map.html"

    groups: list["MapGroup"]


@dataclass(frozen=True, slots=True)
class MapGroup:
    """A tab with its generated pages."""

    title: Message
    views: list[View]


GROUPS = (
    Group(say("Home"), ("home",)),
    Group(say("Records"), ("records", "kind/*")),
    Group(say("Due dates"), ("duties", "overdue", "late", "plans", "systems")),
    Group(say("Money"), ("money", "portfolio")),
    Group(say("People and units"), ("people", "units")),
    Group(
        say("Nizom and control"),
        ("nizom", "compliance", "findings", "quality", "reports", "waivers", "trend", "changes", "settings", "legal-review"),
    ),
    Group(
        say("Guide"),
        ("guide/index.md", "guide/start.md", "guide/adding.md", "guide/writing.md", "guide/recipes.md", "guide/editor.md",
         "guide/findings.md", "guide/approvals.md", "guide/review.md", "guide/running.md", "guide/glossary.md", "fields", "data",
         "map", "accessibility"),
    ),
)  # fmt: skip
"""The tabs. A page that the build does not have is left out; a tab with one page links to that page directly."""


def navigation(views: Iterable[View]) -> list[NavItem]:
    """Return the `nav` setting of MkDocs; a new kind appears in it without an edit."""
    found: list[NavItem] = []
    for group, members in _members(views):
        entries = [page if isinstance(page, str) else {page.title: page.source} for page in members]
        if len(members) == 1 and isinstance(members[0], View):
            found.append({text(group.title): members[0].source})
        elif entries:
            found.append({text(group.title): entries})
    return found


def neighbours(views: Iterable[View]) -> Mapping[str, list[View]]:
    """Return the broad pages of a group, by the name of each, for groups that have more than one.

    Broad pages have no sidebar, so they link to each other themselves. Lists of kinds do not: there are too many.
    """
    found: dict[str, list[View]] = {}
    for group, members in _members(views):
        broad = [page for page in members if isinstance(page, View) and page.full_width]
        if len(broad) > 1 and "kind/*" not in group.pages:
            found.update((page.name, broad) for page in broad)
    return found


def site_map(views: Iterable[View]) -> View:
    """Return the page that lists every generated page with a sentence about it."""
    groups = [MapGroup(group.title, [page for page in members if isinstance(page, View)]) for group, members in _members(views)]
    return View(
        "map", "guide/map.md", text(say("What is where")), lambda: MapContext(groups),
        about=say("Every page of the site"),
    )  # fmt: skip


def _members(views: Iterable[View]) -> list[tuple[Group, list[View | str]]]:
    by_name = {view.name: view for view in views}
    kinds: list[View | str] = [view for name, view in by_name.items() if name.startswith("kind/")]
    found = []
    for group in GROUPS:
        members: list[View | str] = []
        for name in group.pages:
            if name == "kind/*":
                members += kinds
            elif name in by_name:
                members.append(by_name[name])
            elif name.endswith(".md"):
                members.append(name)
        found.append((group, members))
    return found
