"""Version 3 of the records, as `nizom federate` and others read them: JSON and its schema, Parquet where duckdb is there."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from hooks.data.addresses import Addresses
from hooks.data.audience import audience
from hooks.data.snapshot import Snapshot
from hooks.feeds.build_status import BuildStatus
from hooks.feeds.downloads import finding_as_data, record_as_data
from hooks.history.compliance_history import CompliancePoint
from hooks.html.formatting import text
from validators.answers.schema import DIALECT, URN
from validators.checks.run import DueDuty
from validators.federating.contract import PATH, VERSION, Register, contract_schema
from validators.federating.table_columns import columns_of
from validators.kinds.organization import Organization
from validators.repository.record_file import RecordFile
from validators.source.finding import Finding
from validators.text.messages import say
from validators.text.sanitize import escape_json

CONTRACT = "schemas/records-v3.json"
TABLE = "data/records-v3.parquet"


def files(
    snapshot: Snapshot,
    build: BuildStatus,
    points: Callable[[], Sequence[CompliancePoint]],
    addresses: Addresses,
    site_url: str,
) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield each file by its path, with a function that makes it."""

    @cache
    def register() -> bytes:
        return _register(snapshot, build, points(), addresses, site_url)

    yield PATH, register
    yield CONTRACT, _contract
    if find_spec("duckdb"):
        yield TABLE, lambda: _parquet(register())


def _register(
    snapshot: Snapshot, build: BuildStatus, points: Sequence[CompliancePoint], addresses: Addresses, site_url: str
) -> bytes:
    """Return the whole file: what it is of, then every record on a line."""
    head = {
        "version": VERSION,
        "publisher": _publisher(snapshot),
        "site": site_url or None,
        "commit": build.commit,
        "edited": build.edited,
        "program": build.version,
        "as_of": snapshot.as_of.isoformat(),
        "audience": audience(),
        "compliance": [{**asdict(point), "day": point.day.isoformat()} for point in points],
    }
    records = ",\n".join(_json(_record(entry, snapshot, addresses)) for entry in snapshot.repository.files)
    return f'{_json(head)[:-1]}, "records": [\n{records}\n]}}\n'.encode()


def _json(value: object) -> str:
    return escape_json(json.dumps(value, ensure_ascii=False))


def publisher_of(snapshot: Snapshot) -> Organization | None:
    """Return the Agency, whose records they are, if it has a record."""
    bodies = snapshot.repository.of(Organization)
    return next((body for body in bodies if body.type == "agency" and body.alive), None)


def _publisher(snapshot: Snapshot) -> dict[str, object] | None:
    body = publisher_of(snapshot)
    if body is None:
        return None
    above = snapshot.repository.get(body.parent, Organization)
    return {"id": body.tin, "name": body.title, "parent": {"id": above.tin, "name": above.title} if above else None}


def _record(entry: RecordFile, snapshot: Snapshot, addresses: Addresses) -> dict[str, object]:
    return {
        **record_as_data(entry, snapshot, addresses),
        "findings": [_finding(finding) for finding in snapshot.findings_by_path.get(entry.path, ())],
        "duties": [_duty(item) for item in snapshot.duties_by_path.get(entry.path, ()) if _is_owed(item, snapshot)],
    }


def _finding(finding: Finding) -> dict[str, str | None]:
    return {**finding_as_data(finding), "title": text(finding.title), "clause": finding.clause}


def _is_owed(item: DueDuty, snapshot: Snapshot) -> bool:
    return item.duty.open(snapshot.as_of) and not item.exempted_by(snapshot.as_of)


def _duty(item: DueDuty) -> dict[str, str | None]:
    owner = item.entry.record.owner if item.entry.record else None
    return {
        "code": item.check.code,
        "clause": item.check.clause,
        "what": text(item.duty.what),
        "due": item.duty.due.isoformat(),
        "field": str(item.duty.at),
        "unit": item.duty.unit or owner,
    }


def _contract() -> bytes:
    schema = {"$schema": DIALECT, "$id": f"{URN}:records-v3", **contract_schema(), "title": text(say("All records, version 3"))}
    return f"{escape_json(json.dumps(schema, ensure_ascii=False, indent=2))}\n".encode()


def _parquet(register: bytes) -> bytes:
    """Return the records as a table, one a row, of the same columns; the facts are JSON, since each kind has its own."""
    import duckdb

    with TemporaryDirectory() as place, duckdb.connect(config={"threads": 1, "autoinstall_known_extensions": False}) as db:
        written, table = Path(place, "records.json"), Path(place, "records.parquet")
        written.write_bytes(register)
        columns = {"as_of": "DATE", "records": columns_of(Register)["records"]}
        read = db.read_json(str(written), columns=columns, maximum_object_size=len(register) + 1)
        rows = read.project("as_of, unnest(records) AS record").project("as_of, record.*")
        rows.write_parquet(str(table), compression="zstd")
        return table.read_bytes()
