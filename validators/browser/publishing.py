"""What of the records the site publishes for the writing page: no personal value, nor what may be one."""

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from html import escape
from typing import Any

from pydantic import BaseModel

from validators.browser.proof import Addresses, proof_of, substitute
from validators.kinds.employee.model import Employee
from validators.model.fields import Field, fields_of
from validators.model.gaps import known
from validators.repository.attachment import Attachment
from validators.repository.paths import HOLIDAYS, SETTINGS
from validators.repository.personal import keys_of, lines_of_facts, readable_text
from validators.repository.reading import Found
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository
from validators.rules.evidence import Evidence
from validators.source.body import Body, PageBody

VERSION = 1
_HEADING = re.compile(r"^#{1,6} .*$", re.MULTILINE)
_ANCHORS_ELSEWHERE = re.compile(
    r"^(?:---[ \t]*$| +#)|^ {0,3}(?:=+|-+)[ \t]*$|[<`~{]|\[\^|^[ \t>]*(?:[-*+]|[0-9]+[.)])[ \t]+#", re.MULTILINE
)
"""What may make a heading of a line, or none of one, or an anchor that is no heading: such a text is parsed."""


def published_text(entry: RecordFile, content: Found) -> bytes | None:
    """Return the file of a record as it is; None where it holds a personal value, or may hold one since it is not known whole."""
    if not isinstance(content, bytes) or not _is_known(entry):
        return None
    document, model = entry.document, entry.kind.model
    if keys_of(model).personal:
        if without_personal(document.values, model) != document.values:
            return None
        # A remark may say anything: it is looked at as closely as on a page.
        if "#" in document.text[: document.body_start] and readable_text(entry) != document.text:
            return None
    return content


def _is_known(entry: RecordFile) -> bool:
    """Whether every fact of a file is one that its kind knows, and nothing under them can be one too."""
    return entry.is_whole and entry.document.readable and lines_of_facts(entry.document) is not None


def index_of(repository: Repository, files: Mapping[str, Found], once_given: Collection[str] = ()) -> str:
    """Return, as JSON, all records without their texts, and what they are judged by; `Restored` reads it.

    `once_given` are the ids of records that were deleted: a new one gets none of them.
    """
    settings = {path: content.decode() for path in (SETTINGS, HOLIDAYS) if isinstance(content := files.get(path), bytes)}
    addresses = Addresses(repository)
    attached = {path: found for path, found in files.items() if isinstance(found, Attachment)}
    index = {
        "version": VERSION,
        "beside": settings,
        "once_given": sorted(once_given),
        "docs": sorted(repository.docs),
        "pages": {page.path: _outline(page.text, PageBody) for page in repository.pages},
        "attachments": {path: [found.size, found.sha256, found.type] for path, found in sorted(attached.items())},
        "records": [_row(entry, files[entry.path], repository.evidence, addresses) for entry in repository.files],
    }
    return json.dumps(index, ensure_ascii=False, separators=(",", ":"))


def _row(entry: RecordFile, content: Found, evidence: Evidence, addresses: Addresses) -> list[Any]:
    """Return what is published of a record: path, id, values, anchors of its text, defects, digests, proof of decisions."""
    document = entry.document
    defects = [[defect.code.value, defect.fatal] for defect in document.defects]
    sealed = bool(document.values.get("approvals")) and entry.record is not None
    seals = [entry.digest, entry.digest_next if entry.digest_next != entry.digest else ""] if sealed else []
    values = without_personal(document.values, entry.kind.model) if document.readable else {}
    if isinstance(entry.record, Employee):
        if email := known(entry.record, "email"):
            values["email"] = substitute(addresses.number(email))
        if former := known(entry.record, "former_emails"):
            values["former_emails"] = [substitute(addresses.number(one)) for one in former]
    is_published = published_text(entry, content) is not None
    proof = proof_of(entry, values, evidence, addresses, is_published=is_published)
    outline = _outline(document.body, Body) if _is_known(entry) else ""
    return [document.path, entry.id, values, outline, defects, seals, proof]


def _outline(text: str, body_of: Callable[[str], Body]) -> str:
    """Return as short a text with the same anchors, to which links in other texts may lead."""
    if not _ANCHORS_ELSEWHERE.search(text):
        return "\n\n".join(_HEADING.findall(text))
    return "".join(f'<a id="{escape(anchor)}"></a>\n\n' for anchor in sorted(body_of(text).anchors))


def without_personal(values: Mapping[str, Any], model: type[BaseModel]) -> dict[str, Any]:
    """Return values without the personal ones and, where there may be such, without all that is not known to be none."""
    if not keys_of(model).personal:
        return dict(values)
    return dict(_open(values, model))


def _open(values: Mapping[str, Any], model: type[BaseModel]) -> Iterator[tuple[str, Any]]:
    known = fields_of(model)
    for key, value in values.items():
        field = known.get(key)
        if field is None or field.personal or key == "corrections":
            continue
        if field.group is None or not keys_of(field.group).personal:
            yield key, value
        elif field.many and isinstance(value, list):
            yield key, [dict(_open(item, field.group)) for item in value if _is_complete(item, field)]
        elif isinstance(value, dict) and not field.many:
            yield key, dict(_open(value, field.group))


def _is_complete(item: Any, field: Field) -> bool:
    """Whether an item is still one without what is personal in it."""
    assert field.group
    return isinstance(item, dict) and not any(inner.personal and inner.required for inner in fields_of(field.group).values())
