"""The pages made of all records: which there are, and what each template is given."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from typing import Any

from hooks.data.assignments import Shares
from hooks.data.audience import audience
from hooks.data.snapshot import UZBEK, Snapshot
from hooks.history.compliance_history import CompliancePoint, compliance_history
from hooks.html.formatting import text
from hooks.pages import duties, home, lists, navigation, overdue, people, plans, quality, reports, trend, units, waivers
from hooks.pages.view import View
from validators.answers.coverage import covered
from validators.answers.examples import examples
from validators.checks.run import is_on, is_partly_on, is_suspect, kinds_of
from validators.model.fields import fields_of
from validators.regulation.paragraphs import chapters, paragraphs
from validators.regulation.setting_codes import Setting
from validators.regulation.settings import OWN_SETTINGS, definition_of, definitions
from validators.rules.check import Check
from validators.rules.kind import Kind
from validators.text.messages import say

HOME = "index.md"
MOST_FINDINGS = 400
"""More than this on one page helps nobody; the command line tells them all."""


def all_views(snapshot: Snapshot, shares: Shares) -> list[View]:
    """Every page beside the hand-written ones and the records themselves; the public gets none that rests on what is closed."""
    points = cache(lambda: compliance_history(snapshot))
    found = [*_of_records(snapshot), *_of_the_day(snapshot, shares, points), *_of_the_nizom(snapshot)]
    found += [*units.views(snapshot, shares), *reports.views(snapshot)]
    if audience() == "internal":
        found += [*people.views(snapshot, shares), *quality.views(snapshot), *waivers.views(snapshot)]
    found.append(navigation.site_map(found))
    return found


def _of_records(snapshot: Snapshot) -> Iterator[View]:
    yield View(
        "records", "records/index.md", text(say("All records")), "records.html", lambda: _records(snapshot),
        about=say("Every kind of record, how many there are and how they stand"),
    )  # fmt: skip
    for kind in snapshot.kinds.values():
        yield View(
            f"kind/{kind.name}", f"{kind.folder}/index.md", text(kind.plural), "list.html", partial(lists.table, kind, snapshot),
            broad=True, about=kind.about,
        )  # fmt: skip


def _of_the_day(snapshot: Snapshot, shares: Shares, points: Callable[[], list[CompliancePoint]]) -> Iterator[View]:
    yield View(
        "home", HOME, text(say("Home")), "home.html", lambda: home.home(snapshot, shares, points()), broad=True,
        about=say("The numbers of the day, what needs attention, the next 45 days"),
    )  # fmt: skip
    yield View(
        "duties", "duties.md", text(say("Due dates")), "duties.html", lambda: duties.due_dates(snapshot), broad=True,
        about=say("All due dates: what is overdue, then month by month"),
    )  # fmt: skip
    yield View(
        "overdue", "overdue.md", text(say("Overdue")), "overdue.html", lambda: overdue.overdue_report(snapshot), broad=True,
        about=say("What is overdue, by unit and employee, for printing"),
    )  # fmt: skip
    yield View(
        "plans", "plans.md", text(say("Plans in time")), "plans.html", lambda: plans.plans(snapshot), broad=True,
        about=say("Roadmaps, programmes and running projects with their measures on one axis of time"),
    )  # fmt: skip
    yield View(
        "findings", "findings.md", text(say("Findings")), "findings.html", lambda: _findings(snapshot), broad=True,
        about=say("Everything that the checks have to say of the records, and how to mend it"),
    )  # fmt: skip
    yield View(
        "trend", "trend.md", text(say("Trend")), "trend.html", lambda: trend.trend(snapshot, points()), broad=True,
        about=say("How compliance moved, week by week"),
    )  # fmt: skip
    yield View(
        "data", "data.md", text(say("Data for others")), "data.html", dict, broad=True,
        about=say("Tables, JSON, calendars and feeds, for programs"),
    )  # fmt: skip


def _of_the_nizom(snapshot: Snapshot) -> Iterator[View]:
    yield View(
        "nizom", "nizom/index.md", text(say("The Nizom and its checks")), "nizom.html", lambda: _nizom(snapshot),
        found=_paragraphs_found, about=say("Each paragraph with its checks, and what no record can show"),
    )  # fmt: skip
    yield View(
        "settings", "nizom/settings.md", text(say("Settings")), "settings.html", lambda: _settings(snapshot),
        found=lambda: [(f"#{item.code}", item.code, UZBEK.pick(item.name)) for item in definitions().values()],
        about=say("The measures that the Nizom leaves open, each with its basis"),
    )  # fmt: skip
    for check in snapshot.checks.values():
        yield _check_view(check, snapshot)
    yield View(
        "fields", "guide/fields/index.md", text(say("Fields of each kind")), "field_kinds.html", dict,
        about=say("What may be written in a record of each kind, and how"),
    )  # fmt: skip
    for kind in snapshot.kinds.values():
        yield _fields_view(kind)


def _paragraphs_found() -> Iterator[tuple[str, str, str]]:
    for paragraph in paragraphs().values():
        yield f"#p-{paragraph.id}", text(say("Paragraph {id} of the Nizom", id=paragraph.id)), UZBEK.pick(paragraph.gloss)


def _check_view(check: Check, snapshot: Snapshot) -> View:
    title = f"{check.code} · {text(check.title)}"
    return View(
        f"check/{check.code}", f"checks/{check.code}.md", title, "check.html", lambda: _check(check, snapshot),
        listed=False, parent="nizom", found=lambda: [("", title, f"{text(check.requirement)}. {text(check.fix)}")],
    )  # fmt: skip


def _fields_view(kind: Kind) -> View:
    return View(
        f"fields/{kind.name}", f"guide/fields/{kind.name}.md", text(say("Fields: {kind}", kind=kind.plural)), "fields.html",
        lambda: {"kind": kind}, listed=False, parent="fields", found=lambda: _fields_found(kind),
    )  # fmt: skip


def _fields_found(kind: Kind) -> Iterator[tuple[str, str, str]]:
    titles = (text(field.title) for field in fields_of(kind.model).values())
    yield "", text(say("Fields: {kind}", kind=kind.plural)), ", ".join(titles)


def _records(snapshot: Snapshot) -> Mapping[str, Any]:
    counts = []
    for kind in snapshot.kinds.values():
        entries = snapshot.of_kind.get(kind.name, [])
        statuses = Counter(entry.record.status for entry in entries if entry.record)
        wrong = sum(lists.is_late_or_wrong(entry, snapshot) for entry in entries)
        counts.append((kind, len(entries), statuses.most_common(), wrong))
    return {"counts": counts, "trouble": text(lists.LATE_OR_WRONG)}


def _findings(snapshot: Snapshot) -> Mapping[str, Any]:
    """The findings by how serious they are; what an exception lets pass comes last."""
    open_ = [finding for finding in snapshot.findings if finding.is_open]
    groups = {
        "errors": [finding for finding in open_ if finding.is_error],
        "overdue": [finding for finding in open_ if finding.is_overdue],
        "warnings": [finding for finding in open_ if finding.is_warning],
        "waived": [finding for finding in snapshot.findings if finding.is_exempted],
    }
    return {
        "groups": groups,
        "most": MOST_FINDINGS // 3,
        "by_code": Counter(finding.code for finding in open_).most_common(12),
    }


def _nizom(snapshot: Snapshot) -> Mapping[str, Any]:
    rows = covered(snapshot.repository, snapshot.findings)
    checks = [held for row in rows for held in row.checks]
    return {
        "chapters": [
            (chapter, gloss, [row for row in rows if row.paragraph.chapter == chapter]) for chapter, gloss in chapters().items()
        ],
        "total": len(rows),
        "covered": sum(bool(row.checks) for row in rows),
        "checks": len(checks),
        "off": sum(not held.on for held in checks),
        "suspect": sum(held.suspect for held in checks),
        "technical": [check for check in snapshot.checks.values() if not check.clause],
    }


def _check(check: Check, snapshot: Snapshot) -> Mapping[str, Any]:
    paragraph = paragraphs().get(check.clause or "")
    findings = snapshot.findings_of.get(check.code, [])
    open_ = [finding for finding in findings if finding.is_open]
    exempted = [finding for finding in findings if finding.is_exempted]
    return {
        "check": check,
        "paragraph": paragraph,
        "on": is_on(check, snapshot.repository.settings),
        "partly": is_partly_on(check, snapshot.repository.settings),
        "suspect": is_suspect(check, snapshot.repository.settings),
        "strict": check.code in snapshot.repository.settings.texts(Setting.STRICT),
        "definition": definition_of(check.setting or ""),
        "given": snapshot.repository.settings.given,
        "kinds": kinds_of(check, snapshot.kinds) if check.clause else (),
        "findings": open_[:MOST_FINDINGS],
        "count": len(open_),
        "waived": exempted[:MOST_FINDINGS],
        "waived_count": len(exempted),
        "is_duty": any(check is item for kind in snapshot.kinds.values() for item, _ in kind.book.duties),
        "examples": examples(check.code),
    }


def _settings(snapshot: Snapshot) -> Mapping[str, Any]:
    depending: dict[Setting, list[Check]] = {}
    for check in snapshot.checks.values():
        if check.setting:
            depending.setdefault(check.setting, []).append(check)
    given = snapshot.repository.settings.given
    return {
        "rows": [
            (
                definition,
                given.get(definition.code),
                depending.get(definition.code, []),
                [snapshot.checks[name] for name in definition.read_by if name in snapshot.checks],
            )
            for definition in (*definitions().values(), *OWN_SETTINGS.values())
        ]
    }
