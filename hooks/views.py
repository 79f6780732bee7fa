"""The pages made of all records: which there are, and what each template is given."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from hooks import lists, overview, trend
from hooks.fields import shapes
from hooks.pages import View
from hooks.rendering import text
from hooks.snapshot import UZBEK, Snapshot
from validators.checks import is_on, is_suspect, kinds_of
from validators.coverage import covered
from validators.examples import examples
from validators.kind import Check, Kind
from validators.messages import say
from validators.regulation import chapters, paragraphs
from validators.settings import STRICT, definitions

HOME = "index.md"
MOST_FINDINGS = 400
"""More than this on one page helps nobody; the command line tells them all."""


def all_views(snapshot: Snapshot) -> Iterator[View]:
    """Every page beside the hand-written ones and the records themselves."""
    yield View("home", HOME, text(say("Home")), "home.html", lambda: overview.home(snapshot), broad=True)
    yield View("records", "records/index.md", text(say("All records")), "records.html", lambda: _records(snapshot))
    for kind in snapshot.kinds.values():
        yield _list_view(kind, snapshot)
    yield View("duties", "duties.md", text(say("Due dates")), "duties.html", lambda: overview.calendar(snapshot), broad=True)
    yield View("findings", "findings.md", text(say("Findings")), "findings.html", lambda: _findings(snapshot), broad=True)
    yield View("trend", "trend.md", text(say("Trend")), "trend.html", lambda: trend.page(snapshot), broad=True)
    yield View("data", "data.md", text(say("Data for others")), "data.html", dict, broad=True)
    yield View(
        "nizom", "nizom/index.md", text(say("The Nizom and its checks")), "nizom.html", lambda: _nizom(snapshot),
        found=_paragraphs_found,
    )  # fmt: skip
    yield View(
        "settings", "nizom/settings.md", text(say("Settings")), "settings.html", lambda: _settings(snapshot),
        found=lambda: [(f"#{item.code}", item.code, UZBEK.pick(item.name)) for item in definitions().values()],
    )  # fmt: skip
    for check in snapshot.checks.values():
        yield _check_view(check, snapshot)
    yield View("fields", "guide/fields/index.md", text(say("Fields of each kind")), "field_kinds.html", dict)
    for kind in snapshot.kinds.values():
        yield _fields_view(kind)


def navigation(snapshot: Snapshot) -> list[Any]:
    """The site's navigation; a new kind appears in it by itself."""
    records = [{text(say("All records")): "records/index.md"}]
    records += [{text(kind.plural): f"{kind.folder}/index.md"} for kind in snapshot.kinds.values()]
    return [
        {text(say("Home")): HOME},
        {text(say("Records")): records},
        {text(say("Due dates")): "duties.md"},
        {text(say("Findings")): "findings.md"},
        {text(say("Trend")): "trend.md"},
        {text(say("Nizom")): ["nizom/index.md", {text(say("Settings")): "nizom/settings.md"}]},
        {
            text(say("Guide")): [
                "guide/index.md",
                "guide/adding.md",
                "guide/findings.md",
                "guide/approvals.md",
                "guide/review.md",
                {text(say("Fields of each kind")): "guide/fields/index.md"},
                {text(say("Data for others")): "data.md"},
            ]
        },
    ]


def _paragraphs_found() -> Iterator[tuple[str, str, str]]:
    for paragraph in paragraphs().values():
        yield f"#p-{paragraph.id}", text(say("Paragraph {id} of the Nizom", id=paragraph.id)), UZBEK.pick(paragraph.gloss)


def _list_view(kind: Kind, snapshot: Snapshot) -> View:
    return View(
        f"kind/{kind.name}", f"{kind.folder}/index.md", text(kind.plural), "list.html", lambda: lists.table(kind, snapshot),
        broad=True,
    )  # fmt: skip


def _check_view(check: Check, snapshot: Snapshot) -> View:
    title = f"{check.code} · {text(check.title)}"
    return View(
        f"check/{check.code}", f"checks/{check.code}.md", title, "check.html", lambda: _check(check, snapshot),
        listed=False, parent="nizom", found=lambda: [("", title, f"{text(check.demand)}. {text(check.mend)}")],
    )  # fmt: skip


def _fields_view(kind: Kind) -> View:
    return View(
        f"fields/{kind.name}", f"guide/fields/{kind.name}.md", text(say("Fields: {kind}", kind=kind.plural)), "fields.html",
        lambda: {"kind": kind}, listed=False, parent="fields", found=lambda: _fields_found(kind),
    )  # fmt: skip


def _fields_found(kind: Kind) -> Iterator[tuple[str, str, str]]:
    yield "", text(say("Fields: {kind}", kind=kind.plural)), ", ".join(text(item.title) for item in shapes(kind.model))


def _records(snapshot: Snapshot) -> Mapping[str, Any]:
    counts = []
    for kind in snapshot.kinds.values():
        entries = snapshot.of_kind.get(kind.name, [])
        statuses = Counter(entry.record.status for entry in entries if entry.record)
        wrong = sum(any(f.severity == "error" for f in snapshot.findings_in.get(entry.path, ())) for entry in entries)
        counts.append((kind, len(entries), statuses.most_common(), wrong))
    return {"counts": counts}


def _findings(snapshot: Snapshot) -> Mapping[str, Any]:
    return {
        "findings": snapshot.findings[:MOST_FINDINGS],
        "left_out": max(0, len(snapshot.findings) - MOST_FINDINGS),
        "by_code": Counter(finding.code for finding in snapshot.findings).most_common(12),
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
    return {
        "check": check,
        "paragraph": paragraph,
        "on": is_on(check, snapshot.repository.settings),
        "suspect": is_suspect(check, snapshot.repository.settings),
        "strict": check.code in snapshot.repository.settings.texts(STRICT),
        "definition": definitions().get(check.setting or ""),
        "given": snapshot.repository.settings.given,
        "kinds": kinds_of(check, snapshot.kinds) if check.clause else (),
        "findings": snapshot.findings_of.get(check.code, [])[:MOST_FINDINGS],
        "count": len(snapshot.findings_of.get(check.code, [])),
        "is_duty": any(check is item for kind in snapshot.kinds.values() for item, _ in kind.duties),
        "examples": examples(check.code),
    }


def _settings(snapshot: Snapshot) -> Mapping[str, Any]:
    depending: dict[str, list[Check]] = {}
    for check in snapshot.checks.values():
        if check.setting:
            depending.setdefault(check.setting, []).append(check)
    given = snapshot.repository.settings.given
    return {
        "rows": [
            (
                definition,
                given.get(code),
                depending.get(code, []),
                [snapshot.checks[name] for name in definition.read_by if name in snapshot.checks],
            )
            for code, definition in definitions().items()
        ]
    }
