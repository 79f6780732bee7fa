"""Many bodies to bring together: one body's grown records, published by its site, under the names of a hundred."""

import json
import os
import subprocess
import sys
from pathlib import Path

from benchmarks.measure import Command
from benchmarks.records import write_records
from benchmarks.site import ROOT, our_site

BODIES, RECORDS = 100, 1_000
LATER = "2026-11-15"
"""A day on which much of what the grown records owe is late."""


def federation(place: Path) -> Command:
    """Write what the bodies publish into a folder, and return the command that brings them together."""
    register = _published(place / "one")
    sites = place / "sites"
    for number in range(BODIES):
        register["publisher"] = {"id": f"{200_000_000 + number}", "name": f"{number}-tashkilot", "parent": None}
        register["site"] = f"https://t{number}.example.uz/"
        file = sites / f"t{number:03}" / "data" / "records-v3.json"
        file.parent.mkdir(parents=True)
        file.write_text(json.dumps(register, ensure_ascii=False), "utf-8")
    arguments = (sys.executable, "-m", "validators", "federate", str(sites), "--out", str(place / "all"), "--as-of", LATER)
    return Command(arguments, place)


def _published(root: Path) -> dict[str, object]:
    """Return what the site of one body publishes."""
    write_records(root, RECORDS)
    our_site(root)
    subprocess.run(
        [sys.executable, "-m", "hooks.export", str(root / "export")],
        cwd=root,
        env={**os.environ, "NIZOM_AS_OF": LATER, "PYTHONPATH": str(ROOT)},
        check=True,
        capture_output=True,
    )
    found: dict[str, object] = json.loads((root / "export/docs/data/records-v3.json").read_text("utf-8"))
    return found
