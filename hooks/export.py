"""The export: all that the site shows as plain Markdown and data, for any other program.

`make export` writes a folder that any program for sites of Markdown takes: pages, the guide, what is offered as data, and a
`mkdocs.yml` without hooks, templates or plugins of ours.
"""

import posixpath
import re
import shutil
import sys
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

import yaml
from mkdocs.config import load_config
from pydantic import BaseModel

from hooks.data.attachments import published_attachments
from hooks.data.audience import shows_text, visible_fields
from hooks.data.display_name import display_name
from hooks.data.snapshot import UZBEK, Snapshot, day_of_build, take_snapshot
from hooks.feeds.build_status import build_status
from hooks.feeds.registry import all_feeds, write_feeds
from hooks.history.compliance_history import compliance_history
from hooks.history.ledger import ledger
from hooks.html.formatting import file_size, text
from hooks.html.markdown_links import escape_markdown, resolve_links
from hooks.html.value_text import value_texts
from hooks.pages.view import plain_title
from validators.regulation.paragraphs import paragraphs
from validators.repository.record_file import RecordFile
from validators.source.body import Body
from validators.source.finding import Finding
from validators.text.messages import choice, say, short_day

_LINK = re.compile(r"\[([^\[\]\n]+)\]\(([^)#\s:]+\.md)(?:#[^)\s]*)?\)")
_IMAGE = re.compile(r"!(?=\[[^\]]*\](?:\[|\(\s*<?\s*(?:[a-z][a-z0-9+.-]*:|//)))", re.IGNORECASE)
_SCHEME = re.compile(r"(\]\(|\]:)\s*<?\s*(?!https?:|mailto:|tel:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_FENCE = re.compile(r"(```+|~~~+)[\w-]*\n(?:.*\n)*?\1")
_CODE = re.compile(r"(`+)[^`\n]+\1")
"""Code that every engine takes for code: fenced at the margin and closed by the same signs, or between equal signs on a line."""

Pages = dict[str, str]
"""Markdown by the path of its file from `docs/`."""


def main(arguments: Sequence[str]) -> None:
    """Write the export of the repository in the current folder into the given folder."""
    root, out = Path.cwd(), Path(arguments[0])
    name = load_config(str(root / "mkdocs.yml")).site_name
    snapshot = take_snapshot(root, day_of_build())
    shutil.rmtree(out / "docs", ignore_errors=True)
    for entry in snapshot.repository.files:
        for attachment in published_attachments(entry):
            file = out / "docs" / attachment.path
            file.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(root / attachment.path, file, follow_symlinks=False)
    written = pages(snapshot, root / "docs", name)
    for path, words in written.items():
        file = out / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(words, "utf-8")
    addresses = {entry.path: f"{entry.path.removesuffix('.md')}/" for entry in snapshot.repository.files}
    addresses |= {f"kind/{kind.name}": f"records/{kind.folder}/" for kind in snapshot.kinds.values()}
    entries, points = cache(partial(ledger, snapshot)), partial(compliance_history, snapshot)
    write_feeds(all_feeds(snapshot, build_status(snapshot), entries, points, addresses, "", name), out / "docs")
    settings = {
        "site_name": name, "theme": {"name": "material", "language": "uz", "font": False}, "plugins": ["search"],
        "nav": navigation(written, snapshot),
    }  # fmt: skip
    (out / "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True, sort_keys=False), "utf-8")


def pages(snapshot: Snapshot, docs: Path, name: str) -> Pages:
    """Return every page: the first, the lists, the records, due dates, findings, the Nizom, and the guide."""
    found = {
        "index.md": _home(snapshot, name), "records/index.md": _kinds(snapshot), "duties.md": _duties(snapshot),
        "findings.md": _findings(snapshot), "nizom/index.md": _nizom(snapshot),
    }  # fmt: skip
    for kind in snapshot.kinds.values():
        entries = snapshot.entries_by_kind.get(kind.name, [])
        rows = [(f"[{_title(entry)}]({entry.path.rsplit('/', 1)[-1]})", entry.id, _status(entry)) for entry in entries]
        table = _table((text(say("Title")), "id", text(say("Status"))), rows)
        found[f"records/{kind.folder}/index.md"] = f"# {text(kind.plural)}\n\n{text(kind.about)}\n\n{table}\n"
    for entry in snapshot.repository.files:
        found[entry.path] = _record(entry, snapshot)
    guide = {f"guide/{file.name}": file.read_text("utf-8") for file in sorted((docs / "guide").glob("*.md"))}
    for source, words in guide.items():
        resolved = resolve_links(words, source, snapshot.repository, snapshot.hidden_ids)
        found[source] = _LINK.sub(partial(_guide_link, source, found.keys() | guide.keys()), resolved)
    return found


def navigation(paths: Iterable[str], snapshot: Snapshot) -> list[dict[str, Any]]:
    """Return the pages under Uzbek titles: an engine would take the names of folders, which are English."""
    by_folder: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        by_folder[posixpath.dirname(path)].append(path)
    kinds = [{text(kind.plural): by_folder[f"records/{kind.folder}"]} for kind in snapshot.kinds.values()]
    return [
        {text(say("Home")): "index.md"},
        {text(say("Records")): [*by_folder["records"], *kinds]},
        {text(say("Due dates")): "duties.md"},
        {text(say("Findings")): "findings.md"},
        {text(say("Nizom")): "nizom/index.md"},
        {text(say("Guide")): by_folder["guide"]},
    ]


def _guide_link(source: str, known: Collection[str], link: re.Match[str]) -> str:
    """Return a link of the guide; only its text if it leads to a generated page that is not exported."""
    return link[0] if posixpath.normpath(posixpath.join(posixpath.dirname(source), link[2])) in known else link[1]


def plain(body: str) -> str:
    """Return Markdown without HTML, links that run scripts, and images from other hosts.

    Code is kept where every engine takes it for code; elsewhere its HTML is escaped as well.
    """
    code = Body(body).code
    # Engines disagree about where a fence ends, and then about all that follows it.
    alike = all(_FENCE.fullmatch(body[piece.start : piece.end]) for piece in code if piece.block)
    parts, end = [], 0
    for piece in code:
        written = body[piece.start : piece.end]
        if piece.start >= end and alike and (piece.block or _CODE.fullmatch(written)):
            parts += [_plain(body[end : piece.start]), written]
            end = piece.end
    return "".join([*parts, _plain(body[end:])])


def _plain(words: str) -> str:
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace("](&lt;", "](<")
    return _SCHEME.sub(r"\1#", _IMAGE.sub("", escaped))


def _record(entry: RecordFile, snapshot: Snapshot) -> str:
    lines = [f"# {_title(entry)}", f"`{entry.id}` · {text(entry.kind.singular)} · {_status(entry)}"]
    if entry.record:
        lines += _facts(entry.record, snapshot)
    if findings := snapshot.findings_by_path.get(entry.path):
        lines += [f"## {text(say('Findings'))}", *(f"- {_finding(finding, snapshot, '../../')}" for finding in findings)]
    if entry.record and shows_text(entry.kind):
        lines.append(plain(resolve_links(snapshot.bodies.of(entry.path), entry.path, snapshot.repository, snapshot.hidden_ids)))
    if attachments := published_attachments(entry):
        listed = "\n".join(f"- [{one.name}]({entry.id}/{one.name}) ({file_size(one.size)})" for one in attachments)
        lines.append(f"## {text(say('Attachments'))}\n\n{listed}")
    # Software that prints the title as HTML, as Material does, gets one without any.
    title = plain_title(display_name(entry))
    head = yaml.safe_dump({"title": title}, allow_unicode=True, width=10_000)
    return "\n\n".join([f"---\n{head}---", *lines]) + "\n"


def _finding(finding: Finding, snapshot: Snapshot, root: str = "") -> str:
    """Return a finding in words."""
    return f"{finding.code} {_literal(text(finding.message))}{_covered(finding, snapshot, root)}"


def _covered(finding: Finding, snapshot: Snapshot, root: str) -> str:
    """Return the waiver that exempts a finding, or by which it is known as a breach."""
    if known := finding.acknowledged:
        entry = snapshot.repository.find(known.waiver)
        words = text(say("Breach acknowledged until {until}", until=known.until))
        return f" ({words}: {_link(entry, root) if entry else known.waiver})"
    return _waiver_note(finding.waived, snapshot, root)


def _waiver_note(exception: str | None, snapshot: Snapshot, root: str = "") -> str:
    """Return the waiver that covers something, with a link if its record is shown; nothing without a waiver."""
    if exception is None:
        return ""
    entry = snapshot.repository.find(exception)
    return f" ({text(say('Exempted by it'))}: {_link(entry, root) if entry else exception})"


def _facts(part: BaseModel, snapshot: Snapshot, level: int = 2) -> Iterator[str]:
    """Yield the facts as a table, then each group of facts under its title."""
    fields = [item for item in visible_fields(type(part)) if item.name not in ("id", "title", "status")]
    rows = [(text(item.title), _literal(", ".join(value_texts(getattr(part, item.name), item, snapshot)))) for item in fields]
    yield _table((text(say("What it is")), text(say("Value"))), (row for row in rows if row[1]))
    for item in fields:
        value = getattr(part, item.name)
        if item.form != "group" or not value:
            continue
        yield f"{'#' * level} {text(item.title)}"
        for inner in value if item.many else (value,):
            yield from _facts(inner, snapshot, min(level + 1, 6))


def _home(snapshot: Snapshot, name: str) -> str:
    sections = {
        "records/index.md": say("All records"), "duties.md": say("Due dates"), "findings.md": say("Findings"),
        "nizom/index.md": say("Nizom"), "guide/index.md": say("Guide"),
    }  # fmt: skip
    data = "- [records.json](data/records.json)\n- [all.ics](calendar/all.ics)\n"
    links_ = "".join(f"- [{text(title)}]({path})\n" for path, title in sections.items())
    return f"# {name}\n\n{short_day(snapshot.as_of)}\n\n{links_}{data}"


def _kinds(snapshot: Snapshot) -> str:
    rows = [
        (f"[{text(kind.plural)}]({kind.folder}/index.md)", str(len(snapshot.entries_by_kind.get(kind.name, []))))
        for kind in snapshot.kinds.values()
    ]
    return f"# {text(say('All records'))}\n\n{_table((text(say('Kind')), text(say('Records'))), rows)}\n"


def _nizom(snapshot: Snapshot) -> str:
    checks: dict[str | None, list[str]] = defaultdict(list)
    for check in snapshot.checks.values():
        checks[check.clause].append(f"{check.code} {_literal(text(check.requirement))}")
    rows = [(one.id, _literal(UZBEK.pick(one.gloss)), "; ".join(checks[one.id])) for one in paragraphs().values()]
    head = (text(say("Paragraph of the Nizom")), text(say("What it is")), text(say("Checks")))
    return f"# {text(say('Nizom'))}\n\n{_table(head, rows)}\n"


def _duties(snapshot: Snapshot) -> str:
    rows = [
        (
            short_day(item.duty.due),
            f"{_literal(text(item.duty.what))}{_waiver_note(item.exempted_by(snapshot.as_of), snapshot)}",
            _link(item.entry),
            item.check.code,
        )
        for item in snapshot.duties_in_state("overdue", "near", "ahead")
    ]
    head = (text(say("Due")), text(say("What it is")), text(say("Record")), text(say("Check")))
    return f"# {text(say('Due dates'))}\n\n{_table(head, rows)}\n"


def _findings(snapshot: Snapshot) -> str:
    by_path = snapshot.entries_by_path
    rows = [
        (_link(by_path[finding.path]) if finding.path in by_path else f"`{finding.path}`", _finding(finding, snapshot))
        for finding in snapshot.findings
    ]
    return f"# {text(say('Findings'))}\n\n{_table((text(say('Record')), text(say('Findings'))), rows)}\n"


def _link(entry: RecordFile, root: str = "") -> str:
    return f"[{_title(entry)}]({root}{entry.path})"


def _title(entry: RecordFile) -> str:
    return _literal(display_name(entry))


def _status(entry: RecordFile) -> str:
    return text(choice(entry.record.status)) if entry.record else text(say("broken"))


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _literal(words: str) -> str:
    """Return text with all Markdown escaped, on one line."""
    return " ".join(escape_markdown(words).split())


if __name__ == "__main__":
    main(sys.argv[1:])
