"""The registry of generated pages."""

from collections.abc import Callable, Sequence

from hooks.data.assignments import Assignments
from hooks.data.audience import audience
from hooks.data.snapshot import Snapshot
from hooks.history.compliance_history import CompliancePoint
from hooks.history.ledger import Entry
from hooks.pages import (
    accessibility_page,
    check_page,
    compliance,
    data,
    duties,
    field_reference,
    findings,
    form_page,
    home,
    kinds,
    late,
    legal_review,
    lists,
    money,
    navigation,
    nizom,
    overdue,
    people,
    plans,
    portfolio,
    quality,
    reports,
    settings,
    systems,
    trend,
    units,
    waivers,
    what_changed,
)
from hooks.pages.view import View


def all_views(
    snapshot: Snapshot,
    assignments: Assignments,
    entries: Callable[[], Sequence[Entry]],
    points: Callable[[], Sequence[CompliancePoint]],
) -> list[View]:
    """Return every page that is generated, except those of single records.

    Pages that rest on what the public may not see are only in the internal build.
    """
    found = [
        *kinds.views(snapshot),
        *lists.views(snapshot),
        *home.views(snapshot, assignments, points),
        *duties.views(snapshot),
        *overdue.views(snapshot),
        *late.views(snapshot),
        *plans.views(snapshot),
        *money.views(snapshot),
        *portfolio.views(snapshot),
        *systems.views(snapshot),
        *findings.views(snapshot),
        *trend.views(snapshot, points),
        *what_changed.views(snapshot, entries),
        *data.views(),
        *accessibility_page.views(),
        *nizom.views(snapshot),
        *compliance.views(snapshot),
        *legal_review.views(snapshot),
        *settings.views(snapshot),
        *check_page.views(snapshot),
        *field_reference.views(snapshot),
        *units.views(snapshot, assignments),
        *reports.views(snapshot),
    ]
    if audience() == "internal":
        found += [*people.views(snapshot, assignments), *quality.views(snapshot), *waivers.views(snapshot), *form_page.views()]
    found.append(navigation.site_map(found))
    return found
