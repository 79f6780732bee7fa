"""One DuckDB file of all bodies: tables that anybody can ask by SQL, and the views that the pages are made of."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

from pydantic_core import to_json

from validators.federating.contract import Register
from validators.federating.one_body import Body, budget_of
from validators.model.duty import NEAR
from validators.text.messages import Language, say
from validators.text.sanitize import one_line

TABLES = {
    "bodies": "body VARCHAR PRIMARY KEY, name VARCHAR, state VARCHAR, remarks VARCHAR[], publisher VARCHAR, title VARCHAR, "
    "parent VARCHAR, parent_title VARCHAR, site VARCHAR, version INTEGER, program VARCHAR, commit VARCHAR, edited BOOLEAN, "
    "audience VARCHAR, as_of DATE",
    "records": "body VARCHAR, id VARCHAR, kind VARCHAR, title VARCHAR, status VARCHAR, state VARCHAR, path VARCHAR, url VARCHAR, "
    "planned DECIMAL(18, 2), contracted DECIMAL(18, 2), paid DECIMAL(18, 2), facts JSON",
    "findings": "body VARCHAR, path VARCHAR, id VARCHAR, code VARCHAR, title VARCHAR, clause VARCHAR, severity VARCHAR, "
    "clock VARCHAR, field VARCHAR, waived VARCHAR",
    "duties": "body VARCHAR, path VARCHAR, id VARCHAR, code VARCHAR, clause VARCHAR, what VARCHAR, due DATE, field VARCHAR, "
    "unit VARCHAR",
    "compliance": "body VARCHAR, day DATE, records BIGINT, sound BIGINT, errors BIGINT, warnings BIGINT, overdue BIGINT",
}
"""The tables with their columns; `body` is what addresses call a body, `path` the file of a record, whatever its id is."""

VIEWS = f"""
-- What is late: the duties whose day had passed; of a body of version 2 the findings of duties, which have no day.
CREATE VIEW late AS
    SELECT d.body, d.path, d.id, d.code, d.clause, d.what, d.due, d.unit
    FROM duties d JOIN bodies b USING (body) WHERE d.due < b.as_of
    UNION ALL
    SELECT f.body, f.path, f.id, f.code, f.clause, f.title, NULL, NULL
    FROM findings f JOIN bodies b USING (body) WHERE b.version = 2 AND f.clock = 'duty' AND f.waived IS NULL;
CREATE VIEW soon AS
    SELECT d.* FROM duties d JOIN bodies b USING (body) WHERE d.due BETWEEN b.as_of AND b.as_of + {NEAR.days};
-- Projects whose money counts: one that was given up counts if something was contracted or paid for it.
CREATE VIEW money AS
    SELECT body, path, id, title, planned, coalesce(contracted, 0) AS contracted, coalesce(paid, 0) AS paid
    FROM records WHERE planned IS NOT NULL AND (state <> 'withdrawn' OR contracted > 0 OR paid > 0);
CREATE VIEW wrong AS
    SELECT DISTINCT body, path FROM findings WHERE clock = 'rule' AND severity = 'error' AND waived IS NULL
    UNION SELECT DISTINCT body, path FROM late;
"""

Row = dict[str, Any]
_OF_RECORD = ("id", "kind", "title", "status", "state", "path", "url")


class BodiesDatabase:
    """The database while it is made: bodies one after the other, each as lines of JSON that DuckDB then reads at once.

    One body at a time is in memory. `place` is a folder for what is passed on.
    """

    def __init__(self, file: Path, place: Path, language: Language) -> None:
        import duckdb

        # What is read was written here: nothing is fetched, and no other file is opened.
        config: dict[str, Any] = {
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "memory_limit": "600MB",
            "threads": 2,
            "temp_directory": str(place),
        }
        self.db: duckdb.DuckDBPyConnection = duckdb.connect(str(file), config=config)
        self._language = language
        self._lines = {name: place / f"{name}.jsonl" for name in TABLES}
        self._longest = 1024**2
        self._files = {name: path.open("wb") for name, path in self._lines.items()}

    def __enter__(self) -> "BodiesDatabase":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for file in self._files.values():
            file.close()
        self.db.close()

    def add(self, slug: str, body: Body) -> None:
        """Add a body under the name that addresses call it by."""
        lines = {name: list(_lines(rows)) for name, rows in self._rows(slug, body).items()}
        for name, written in lines.items():
            self._longest = max(self._longest, *map(len, written), 0)
            self._files[name].writelines(written)

    def fill(self) -> None:
        """Fill the tables with all that was added, and make the views."""
        for name, columns in TABLES.items():
            self._files[name].close()
            self.db.execute(f"CREATE TABLE {name} ({columns})")
            if self._lines[name].stat().st_size:
                types = dict(self.db.execute(f"SELECT column_name, column_type FROM (DESCRIBE {name})").fetchall())
                # Each thread of DuckDB holds buffers of several times this size.
                lines, longest = str(self._lines[name]), self._longest + 1
                read = self.db.read_json(lines, columns=types, format="newline_delimited", maximum_object_size=longest)
                read.insert_into(name)
        self.db.execute(VIEWS)
        remark = say("another of these bodies says that it is the same one (the same TIN): find out which is")
        twice = "SELECT publisher FROM bodies WHERE publisher IS NOT NULL GROUP BY publisher HAVING count(*) > 1"
        self.db.execute(
            f"UPDATE bodies SET state = 'unclear', remarks = list_append(remarks, $1) WHERE publisher IN ({twice})",
            [self._language.text(remark)],
        )

    def _rows(self, slug: str, body: Body) -> dict[str, Iterable[Row]]:
        register = body.register
        found: dict[str, Iterable[Row]] = {"bodies": [self._body(slug, body)]}
        if register:
            found["records"] = _records(slug, register)
            found["findings"] = _findings(slug, register)
            found["duties"] = _duties(slug, register)
            found["compliance"] = ({"body": slug, **vars(point)} for point in register.compliance)
        return found

    def _body(self, slug: str, body: Body) -> Row:
        found: Row = {"body": slug, "name": body.name, "state": body.state, "version": body.version}
        found["remarks"] = [self._language.text(remark) for remark in body.remarks]
        if register := body.register:
            found |= {
                "site": register.site,
                "program": register.program,
                "commit": register.commit,
                "edited": register.edited,
                "audience": register.audience,
                "as_of": register.as_of,
            }
            if publisher := register.publisher:
                found |= {"publisher": publisher.id, "title": publisher.name}
                if parent := publisher.parent:
                    found |= {"parent": parent.id, "parent_title": parent.name}
        return found


def _records(slug: str, register: Register) -> Iterator[Row]:
    for record in register.records:
        row: Row = {
            "body": slug,
            **{key: getattr(record, key) for key in _OF_RECORD},
        }
        if budget := budget_of(record):
            row |= {"planned": budget.planned, "contracted": budget.contracted, "paid": budget.paid}
        yield {**row, "facts": record.facts}


def _findings(slug: str, register: Register) -> Iterator[Row]:
    for record in register.records:
        for finding in record.findings:
            yield {"body": slug, "path": record.path, "id": record.id, **vars(finding)}


def _duties(slug: str, register: Register) -> Iterator[Row]:
    for record in register.records:
        for duty in record.duties:
            yield {"body": slug, "path": record.path, "id": record.id, **vars(duty)}


def _lines(rows: Iterable[Row]) -> Iterator[bytes]:
    """Yield rows as lines of JSON; texts on one line, without what would move a cursor or turn the reading direction."""
    for row in rows:
        line = to_json(row)
        if b"\\" in line or not line.decode().isprintable():
            line = to_json({key: one_line(value) if isinstance(value, str) else value for key, value in row.items()})
        if b"NaN" in line or b"Infinity" in line:
            json.dumps(row, default=str, allow_nan=False)  # raises ValueError where it is no text
        yield line + b"\n"
