"""What the pages show, asked of the database: each body, what is late by paragraph, money, and compliance week by week."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import duckdb

MAX_ROWS = 200
"""Duties on the page of a body; the rest are counted."""

_BODIES = """
SELECT b.body, b.name, b.title, b.publisher, b.parent_title, b.state, b.remarks, b.site, b.version, b.program, b.commit, b.edited,
    b.audience, b.as_of,
    coalesce(r.records, 0), coalesce(r.records, 0) - coalesce(w.wrong, 0), coalesce(f.errors, 0), coalesce(f.warnings, 0),
    coalesce(l.late, 0), coalesce(s.soon, 0), coalesce(m.projects, 0), m.planned, m.contracted, m.paid
FROM bodies b
LEFT JOIN (SELECT body, count(*) AS records FROM records GROUP BY body) r USING (body)
LEFT JOIN (SELECT body, count(*) AS wrong FROM wrong GROUP BY body) w USING (body)
LEFT JOIN (
    SELECT body, count(*) FILTER (severity = 'error') AS errors, count(*) FILTER (severity = 'warning') AS warnings
    FROM findings WHERE clock = 'rule' AND waived IS NULL GROUP BY body
) f USING (body)
LEFT JOIN (SELECT body, count(*) AS late FROM late GROUP BY body) l USING (body)
LEFT JOIN (SELECT body, count(*) AS soon FROM soon GROUP BY body) s USING (body)
LEFT JOIN (
    SELECT body, count(*) AS projects, sum(planned) AS planned, sum(contracted) AS contracted, sum(paid) AS paid
    FROM money GROUP BY body
) m USING (body)
ORDER BY coalesce(l.late, 0) DESC, b.body
"""


class Money(NamedTuple):
    """Sums in so‘m."""

    planned: Decimal
    contracted: Decimal
    paid: Decimal


@dataclass(frozen=True, slots=True)
class BodyTotals:
    """A body in figures; `slug` is what addresses call it, `name` what it was named by here, `title` what it calls itself.

    `money` is None where no project shows any.
    """

    slug: str
    name: str
    title: str | None
    publisher: str | None
    parent: str | None
    state: str
    remarks: list[str]
    site: str | None
    version: int | None
    program: str | None
    commit: str | None
    edited: bool | None
    audience: str | None
    as_of: date | None
    records: int
    sound: int
    errors: int
    warnings: int
    late: int
    soon: int
    projects: int
    money: Money | None

    @property
    def share(self) -> int | None:
        """Per cent of the records that have no error and nothing overdue; None without records."""
        return self.sound * 100 // self.records if self.records else None


class LateClause(NamedTuple):
    """How much is late by a paragraph, in all and by body; `clause` is None for checks that rest on none."""

    clause: str | None
    late: int
    bodies: list[tuple[str, int]]


class OwedDuty(NamedTuple):
    """A duty of a record, as the page of a body lists it; `due` is not known of a body of version 2."""

    id: str | None
    record: str | None
    url: str | None
    what: str
    code: str
    clause: str | None
    due: date | None


class Week(NamedTuple):
    """Compliance at the end of a day, of one body or of all that were judged on it."""

    day: date
    bodies: int
    records: int
    sound: int
    overdue: int

    @property
    def share(self) -> int:
        """Per cent of the records that were sound; 100 when there was none."""
        return self.sound * 100 // self.records if self.records else 100


class Found(NamedTuple):
    """A record as search finds it."""

    id: str | None
    kind: str
    title: str | None
    status: str | None
    url: str


class Totals:
    """Questions to the database."""

    def __init__(self, db: "duckdb.DuckDBPyConnection") -> None:
        self._db = db

    def bodies(self) -> list[BodyTotals]:
        """Return every body, the one with most that is late first."""
        return [
            BodyTotals(*row[:-3], Money(*row[-3:]) if row[-3] is not None else None)  # type: ignore[call-arg]
            for row in self._rows(_BODIES)
        ]

    def late_clauses(self, slug: str | None = None) -> list[LateClause]:
        """Return what is late by paragraph, of all bodies or of one, most first."""
        own = "WHERE body = $1" if slug else ""
        rows = self._rows(
            "SELECT clause, sum(late)::BIGINT, list(body ORDER BY late DESC, body), list(late ORDER BY late DESC, body) "
            f"FROM (SELECT clause, body, count(*) AS late FROM late {own} GROUP BY ALL) "
            "GROUP BY clause ORDER BY 2 DESC, clause NULLS LAST",
            slug,
        )
        return [LateClause(clause, count, list(zip(bodies, counts, strict=True))) for clause, count, bodies, counts in rows]

    def late_duties(self, slug: str) -> list[OwedDuty]:
        """Return what is late in a body, the oldest first, as many as its page has room for."""
        return self._duties("late", slug)

    def soon_duties(self, slug: str) -> list[OwedDuty]:
        """Return what falls due in a body in the next days, as many as its page has room for."""
        return self._duties("soon", slug)

    def _duties(self, view: str, slug: str) -> list[OwedDuty]:
        rows = self._rows(
            f"SELECT d.id, r.title, r.url, d.what, d.code, d.clause, d.due FROM {view} d "
            "LEFT JOIN records r USING (body, path) WHERE d.body = $1 "
            f"ORDER BY d.due NULLS LAST, d.path, d.code LIMIT {MAX_ROWS}",
            slug,
        )
        return [OwedDuty(*row) for row in rows]

    def weeks(self, slug: str | None = None) -> list[Week]:
        """Return compliance by day in the year before a body was judged: of one body, or of all at the ends of weeks."""
        which = "c.body = $1" if slug else "isodow(c.day) = 7"
        rows = self._rows(
            "SELECT c.day, count(DISTINCT c.body), sum(c.records)::BIGINT, sum(c.sound)::BIGINT, sum(c.overdue)::BIGINT "
            f"FROM compliance c JOIN bodies b USING (body) WHERE {which} AND c.day BETWEEN b.as_of - 366 AND b.as_of "
            "GROUP BY c.day ORDER BY c.day",
            slug,
        )
        return [Week(*row) for row in rows]

    def records(self, slug: str) -> list[Found]:
        """Return the records of a body for search."""
        rows = self._rows("SELECT id, kind, title, status, url FROM records WHERE body = $1 ORDER BY path", slug)
        return [Found(*row) for row in rows]

    def _rows(self, query: str, slug: str | None = None) -> list[Any]:
        return self._db.execute(query, [slug] if slug else []).fetchall()
