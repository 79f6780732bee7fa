"""From the sources to a folder with the database and the site: made next to it, and put in its place when it is whole."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from validators.federating.bodies_database import BodiesDatabase
from validators.federating.federated_site import DATABASE, FederatedSite
from validators.federating.one_body import Body, read_body
from validators.federating.sources import Source
from validators.federating.totals import BodyTotals, Totals
from validators.text.messages import Language, say
from validators.text.uzbek import slug

_LONGEST = 60
"""Characters of what addresses call a body."""


def may_be_replaced(out: Path) -> bool:
    """Return whether a folder is new, empty, or one that was made here before, so that nothing else is lost."""
    return not out.exists() or (out.is_dir() and ((out / DATABASE).is_file() or not any(out.iterdir())))


def gather(sources: Iterable[Source], as_of: date, out: Path, language: Language) -> list[BodyTotals]:
    """Read all bodies, write the database and the site into `out`, and return the bodies in figures."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as place:
        site, lines = Path(place, "site"), Path(place, "lines")
        site.mkdir()
        lines.mkdir()
        with BodiesDatabase(site / DATABASE, lines, language) as database:
            _add_all(sources, as_of, database)
            database.fill()
            totals = Totals(database.db)
            bodies = totals.bodies()
            FederatedSite(totals, bodies, as_of, language).write(site)
        if out.exists():
            out.rename(Path(place, "before"))
        site.rename(out)
    return bodies


def _add_all(sources: Iterable[Source], as_of: date, database: BodiesDatabase) -> None:
    taken: set[str] = set()
    files: dict[str, str] = {}
    for source in sources:
        body = read_body(source, as_of)
        if body.digest and body.digest in files:
            remark = say("the same file as that of {name}, and counted once", name=files[body.digest])
            body = Body(body.name, "broken", (remark,))
        files.setdefault(body.digest, body.name)
        address = _address(body.name, taken)
        taken.add(address)
        try:
            database.add(address, body)
        except ValueError:  # NaN and infinity, which JSON does not have
            remark = say("the file holds a number that is none (NaN or infinity)")
            database.add(address, replace(body, state="broken", remarks=(remark,), register=None))


def _address(name: str, taken: set[str]) -> str:
    """Return what addresses call a body: plain letters of its name here, with a number where another has the same."""
    plain = (slug(name) or "tashkilot")[:_LONGEST]
    return next(one for one in (plain, *(f"{plain}-{number}" for number in range(2, len(taken) + 3))) if one not in taken)
