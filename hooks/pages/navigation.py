"""The site's navigation: a few groups of pages, the links between the pages of a group, and the page of all pages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hooks.html.formatting import text
from hooks.pages.view import View
from validators.text.messages import Message, say


@dataclass(frozen=True, slots=True)
class Group:
    """A tab: its name, and its pages by the names of their views or, of those written by hand, by their files."""

    title: Message
    pages: tuple[str, ...]


GROUPS = (
    Group(say("Home"), ("home",)),
    Group(say("Records"), ("records", "kind/*")),
    Group(say("Due dates"), ("duties", "overdue", "plans")),
    Group(say("People and units"), ("people", "units")),
    Group(say("Control"), ("findings", "quality", "reported", "waived", "trend")),
    Group(say("Nizom"), ("nizom", "settings")),
    Group(
        say("Guide"),
        ("guide/index.md", "guide/adding.md", "guide/findings.md", "guide/approvals.md",
                "guide/review.md", "guide/glossary.md", "fields", "data",
         "map"),
    ),
)  # fmt: skip
"""What the tabs lead to; a page that the build does not have is left out, and a tab with one page is that page."""


def navigation(views: Iterable[View]) -> list[Any]:
    """The navigation as MkDocs takes it; a new kind appears in it by itself."""
    found: list[Any] = []
    for group, members in _grouped(views):
        entries = [page if isinstance(page, str) else {page.title: page.source} for page in members]
        if len(members) == 1 and isinstance(members[0], View):
            found.append({text(group.title): members[0].source})
        elif entries:
            found.append({text(group.title): entries})
    return found


def neighbours(views: Iterable[View]) -> Mapping[str, list[View]]:
    """By the name of a broad page, which has no sidebar: the broad pages of its group, itself among them, if there are others."""
    found: dict[str, list[View]] = {}
    for group, members in _grouped(views):
        broad = [page for page in members if isinstance(page, View) and page.broad]
        if len(broad) > 1 and "kind/*" not in group.pages:
            found.update((page.name, broad) for page in broad)
    return found


def map_of_pages(views: Iterable[View]) -> View:
    """The page of all pages, each with a sentence that says what is found there."""
    groups = [(group, [page for page in members if isinstance(page, View)]) for group, members in _grouped(views)]
    return View(
        "map", "guide/map.md", text(say("What is where")), "map.html", lambda: {"groups": groups},
        about=say("Every page of the site"),
    )  # fmt: skip


def _grouped(views: Iterable[View]) -> list[tuple[Group, list[View | str]]]:
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
