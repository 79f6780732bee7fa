"""The catalogue of open data for other portals to harvest: DCAT-AP 3 in JSON-LD.

No context is fetched from another host. A dataset's name is a URN made of its id, so that it is the same wherever the site is.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping

from hooks.data.addresses import Addresses
from hooks.data.snapshot import Snapshot
from hooks.feeds.published_register import publisher_of
from hooks.html.formatting import text
from validators.kinds.dataset import DATASET, Dataset, Placement, UpdatePeriod
from validators.kinds.organization import Organization
from validators.text.messages import say
from validators.text.sanitize import escape_json

CATALOGUE = "data/catalogue.jsonld"

_EU = "http://publications.europa.eu/resource/authority"
_FREQUENCY: Mapping[UpdatePeriod, str] = {
    "daily": "DAILY", "weekly": "WEEKLY", "monthly": "MONTHLY", "quarterly": "QUARTERLY", "half-yearly": "ANNUAL_2",
    "yearly": "ANNUAL", "on-change": "IRREG",
}  # fmt: skip
_MEDIA = {
    "csv": "text/csv",
    "json": "application/json",
    "xml": "application/xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xls": "application/vnd.ms-excel",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def files(snapshot: Snapshot, addresses: Addresses, site_url: str) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield the catalogue by its path; nothing if the audience sees no datasets."""
    if any(kind.model is Dataset for kind in snapshot.kinds.values()):
        yield CATALOGUE, lambda: _json(catalogue(snapshot, addresses, site_url))


def _json(value: object) -> bytes:
    return f"{escape_json(json.dumps(value, ensure_ascii=False, indent=1))}\n".encode()


def catalogue(snapshot: Snapshot, addresses: Addresses, site_url: str) -> dict[str, object]:
    """Return the catalogue of the published datasets."""
    published = [dataset for dataset in snapshot.repository.of(Dataset) if dataset.published]
    modified = [day for dataset in published if (day := dataset.last_updated(snapshot.as_of))]
    return {
        "@context": _CONTEXT,
        "@id": "urn:nizom:catalogue",
        "@type": "dcat:Catalog",
        "dct:title": _uzbek(text(say("Open data of the Agency"))),
        "dct:description": _uzbek(text(DATASET.about)),
        "dct:publisher": _agent(publisher_of(snapshot)),
        "dct:language": {"@id": f"{_EU}/language/UZB"},
        **({"dct:modified": _day(max(modified).isoformat())} if modified else {}),
        "dcat:dataset": [_dataset(dataset, snapshot, addresses, site_url) for dataset in published],
    }


def _dataset(dataset: Dataset, snapshot: Snapshot, addresses: Addresses, site_url: str) -> dict[str, object]:
    entry = snapshot.repository.find(dataset.id)
    updated = dataset.last_updated(snapshot.as_of)
    found: dict[str, object] = {
        "@id": f"urn:nizom:dataset:{dataset.id}",
        "@type": "dcat:Dataset",
        "dct:identifier": dataset.code or dataset.id,
        "dct:title": _uzbek(dataset.title),
        "dct:description": _uzbek(dataset.summary or dataset.title),
        "dct:publisher": _agent(snapshot.repository.get(dataset.organization or dataset.owner, Organization)),
        "dct:language": {"@id": f"{_EU}/language/UZB"},
        "dct:accessRights": {"@id": f"{_EU}/access-right/PUBLIC"},
    }
    if dataset.topic:
        found["dcat:keyword"] = _uzbek(dataset.topic)
    if dataset.dated:
        found["dct:issued"] = _day(dataset.dated.isoformat())
    if updated:
        found["dct:modified"] = _day(updated.isoformat())
    if dataset.period:
        found["dct:accrualPeriodicity"] = {"@id": f"{_EU}/frequency/{_FREQUENCY[dataset.period]}"}
    if site_url and entry:
        found["dcat:landingPage"] = {"@id": _iri(f"{site_url}{addresses[entry.path]}"), "@type": "foaf:Document"}
    if distributions := list(_distributions(dataset)):
        found["dcat:distribution"] = distributions
    return found


def _distributions(dataset: Dataset) -> Iterator[dict[str, object]]:
    for place, placement in (("website", dataset.website), ("portal", dataset.portal)):
        if placement:
            for format_ in dataset.formats or ("other",):
                yield _distribution(f"urn:nizom:dataset:{dataset.id}:{place}:{format_}", placement, format_)


def _distribution(name: str, placement: Placement, format_: str) -> dict[str, object]:
    found: dict[str, object] = {
        "@id": name,
        "@type": "dcat:Distribution",
        "dcat:accessURL": {"@id": _iri(placement.url)},
        "dct:issued": _day(placement.date.isoformat()),
    }
    if format_ in _MEDIA:
        found["dct:format"] = {"@id": f"{_EU}/file-type/{format_.upper()}"}
        found["dcat:mediaType"] = {"@id": f"https://www.iana.org/assignments/media-types/{_MEDIA[format_]}"}
    return found


def _agent(body: Organization | None) -> dict[str, object]:
    name = body.title if body else text(say("The Agency"))
    return {"@id": f"urn:nizom:organization:{body.id if body else 'agency'}", "@type": "foaf:Agent", "foaf:name": _uzbek(name)}


def _iri(address: str) -> str:
    """Return an address as RFC 3987 has it: brackets and a second # are in many that browsers open, and in no IRI."""
    scheme, _, rest = address.partition("://")
    host, slash, path = rest.partition("/")
    path, hash_, fragment = path.partition("#")
    encoded = (_NOT_IN_IRI.sub(lambda sign: f"%{ord(sign[0]):02X}", part) for part in (path, fragment))
    return f"{scheme}://{host}{slash}{hash_.join(encoded) if hash_ else next(encoded)}"


_NOT_IN_IRI = re.compile(r"[#\[\]]")


def _uzbek(words: str) -> dict[str, str]:
    return {"@value": words, "@language": "uz"}


def _day(day: str) -> dict[str, str]:
    return {"@value": day, "@type": "xsd:date"}
