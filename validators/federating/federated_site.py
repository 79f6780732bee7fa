"""The site of all bodies: a few pages, a list of records for search, no server and no other host."""

import json
import re
import shutil
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import jinja2

from validators.checks.run import all_checks
from validators.federating.totals import MAX_ROWS, BodyTotals, Money, OwedDuty, Totals
from validators.kinds import all_kinds
from validators.model.duty import NEAR
from validators.output.links import SITE, Links
from validators.regulation.citation import citation
from validators.regulation.paragraphs import paragraphs
from validators.text.messages import Language, choice, say, short_day
from validators.text.sanitize import escape_json
from validators.text.uzbek import fold

DATABASE = "federation.duckdb"
_ADDED = ("records", "sound", "errors", "late", "soon", "projects")
_OWN = Path(__file__).parent
_ADDRESS = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*/?")
_STATES = {"current": say("up to date"), "old": say("old"), "unclear": say("to be clarified"), "broken": say("not read")}
"""How far a body can be relied on, in words."""


class FederatedSite:
    """The pages of all bodies as of a day, in a language. What bodies have written is text on them, whatever it looks like."""

    def __init__(self, totals: Totals, bodies: Sequence[BodyTotals], as_of: date, language: Language) -> None:
        self._totals = totals
        self._bodies = bodies
        self._language = language
        self._checks = all_checks(all_kinds())
        self._kinds = {name: language.text(kind.singular) for name, kind in all_kinds().items()}
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(_OWN / "templates"),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals |= {
            "_": lambda template, **parameters: language.text(say(template, **parameters)),
            "language": language.code,
            "as_of": as_of,
            "states": {name: language.text(words) for name, words in _STATES.items()},
            "near": NEAR.days,
            "bodies": bodies,
            "by_slug": {body.slug: body for body in bodies},
            "link": lambda body, url: _within(_site_of(body), url),
            "called": self._called,
        }
        self._environment.filters |= {
            "day": lambda day: short_day(day) if day else "–",
            "number": language.number,
            "millions": lambda value: language.number((value / 1_000_000).quantize(Decimal("0.1"))),
            "cite": self._cite,
        }

    def write(self, site: Path) -> None:
        """Write all pages, what search looks through, and the style."""
        judged = [body for body in self._bodies if body.state != "broken"]
        weeks = self._totals.weeks()
        self._page(site / "index.html", "bodies.html", judged=judged, total=_total(judged))
        self._page(site / "late.html", "late.html", judged=judged, clauses=self._totals.late_clauses())
        self._page(site / "money.html", "money.html", judged=judged, total=_total(judged))
        self._page(site / "trend.html", "trend.html", weeks=weeks)
        self._page(site / "search.html", "search.html", judged=judged)
        for folder in ("body", "search"):
            (site / folder).mkdir()
        for body in self._bodies:
            self._page(site / "body" / f"{body.slug}.html", "body.html", root="../", **self._of_body(body))
        for body in judged:
            (site / "search" / f"{body.slug}.js").write_text(self._searched(body), "utf-8")
        shutil.copytree(_OWN / "assets", site / "assets")

    def _page(self, file: Path, template: str, root: str = "", **context: Any) -> None:
        file.write_text(self._environment.get_template(template).render(root=root, page=file.name, **context), "utf-8")

    def _of_body(self, body: BodyTotals) -> dict[str, object]:
        slug = body.slug
        return {
            "body": body,
            "clauses": self._totals.late_clauses(slug),
            "late": self._totals.late_duties(slug),
            "soon": self._totals.soon_duties(slug),
            "weeks": self._totals.weeks(slug),
            "most": MAX_ROWS,
        }

    def _searched(self, body: BodyTotals) -> str:
        """Return a script that hands a body's records to search; each with its words as search compares them."""
        rows, site = [], _site_of(body)
        for record in self._totals.records(body.slug):
            kind = self._kinds.get(record.kind, record.kind)
            status = self._language.text(choice(record.status)) if record.status else ""
            words = fold(f"{record.id or ''} {record.title or ''} {kind}")
            rows.append([record.id or "", record.title or "", kind, status, words, _within(site, record.url)])
        return f"nizomFound({escape_json(json.dumps([body.slug, body.title or body.name, rows], ensure_ascii=False))});\n"

    def _called(self, duty: OwedDuty) -> str:
        """Return what is to be done; for a body of version 2, which does not say it, what the check demands."""
        check = self._checks.get(duty.code)
        return duty.what or (self._language.text(check.title) if check else duty.code)

    def _cite(self, clause: str | None) -> str:
        """Return a paragraph as lawyers cite it; what is none of the Nizom's as it is written."""
        if clause is None:
            return "–"
        return citation(clause)[self._language.code] if clause in paragraphs() else clause


def _site_of(body: BodyTotals) -> str:
    """Return the address of a body's own site, without a slash at the end; nothing where it is no plain web address."""
    return Links.given_by({SITE: body.site or ""}).site


def _within(site: str, url: str | None) -> str:
    """Return where a site shows a record; nothing where either address is no plain one."""
    return f"{site}/{url}" if site and url and _ADDRESS.fullmatch(url) else ""


def _total(bodies: Sequence[BodyTotals]) -> dict[str, Any]:
    """Return the sums of all bodies that were read."""
    known = [body.money for body in bodies if body.money]
    counts = {name: sum(getattr(body, name) for body in bodies) for name in _ADDED}
    return {**counts, "money": Money(*(sum(column, Decimal(0)) for column in zip(*known, strict=True))) if known else None}
