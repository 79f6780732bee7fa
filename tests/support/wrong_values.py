"""Records with one value made wrong, and the cases' repositories to make them wrong in."""

import copy
import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

import yaml
from pydantic import BaseModel

from tests.support.front_matter import laid_over
from tests.support.paths import BASE, CASES
from tests.support.scratch import AS_OF
from validators.kinds import all_kinds
from validators.model.fields import Field, fields_of
from validators.repository.reading import read_tree
from validators.rules.kind import Kind
from validators.source.document import read_document
from validators.source.route import ROOT, Route

Files = Mapping[str, bytes]


class Scene(NamedTuple):
    """A failing case of a check as files, on its day."""

    code: str
    case: str
    files: Files
    day: date


def base_files() -> dict[str, bytes]:
    """Return the base records, as the repository reads them."""
    return {path: data for path, data in read_tree(BASE).items() if isinstance(data, bytes)}


def scenes() -> Iterator[Scene]:
    """Yield the failing cases of the checks of rules and duties."""
    base = base_files()
    for file in sorted(CASES.glob("*.yaml")):
        if file.stem[0] in "FXC":
            continue
        for case in yaml.load(file.read_text("utf-8"), Loader=yaml.CBaseLoader).get("fail", ()):
            yield Scene(file.stem, case["case"], _files(base, case), date.fromisoformat(case.get("as_of", AS_OF)))


def _files(base: Files, case: dict[str, Any]) -> Files:
    files = {**base, **{path: content.encode() for path, content in case.get("files", {}).items()}}
    for record in case.get("remove", ()):
        del files[_path_of(record, files)]
    for record, facts in case.get("change", {}).items():
        path = next((path for path in sorted(files) if f"/{record}" in path), None)
        if path is None:  # a copy of its kind's first record
            model = _path_of(record.partition("-")[0], base)
            path = f"{model.rpartition('/')[0]}/{record}.md"
            files[path] = re.sub(r"(?m)^id: .*$", f"id: {record}", base[model].decode(), count=1).encode()
        files[path] = laid_over(files[path].decode(), facts).encode()
    if "settings" in case:
        files["records/settings.md"] = laid_over(files["records/settings.md"].decode(), case["settings"]).encode()
    return files


def _path_of(record: str, files: Files) -> str:
    return next(path for path in sorted(files) if f"/{record}" in path)


def kind_at(path: str) -> Kind | None:
    """Return the kind in whose folder a file is."""
    return next((kind for kind in all_kinds().values() if path.startswith(f"records/{kind.folder}/")), None)


def every_field(model: type[BaseModel], at: Route = ROOT) -> Iterator[tuple[Route, Field]]:
    """Yield every field of a kind, in the first item of each list, with its route."""
    for field in fields_of(model).values():
        here = at / field.name
        yield here, field
        if field.group:
            yield from every_field(field.group, here / 0 if field.many else here)


def with_wrong_value(data: bytes, route: Route, field: Field) -> bytes:
    """Return a record's file with a value that no field of this make can hold; groups on the way to it are made."""
    document = read_document("", data)
    values = copy.deepcopy(document.values)
    here: Any = values
    for part, following in pairwise(route):
        empty: Any = [] if isinstance(following, int) else {}
        if isinstance(part, int):
            if not here:
                here.append({})
            if not isinstance(here[0], dict):
                here[0] = {}
            here = here[0]
        else:
            if type(here.get(part)) is not type(empty):
                here[part] = empty
            here = here[part]
    here[route[-1]] = ["a"] if field.form == "text" and not field.many else "noto‘g‘ri!"
    written = yaml.safe_dump(values, allow_unicode=True, sort_keys=False, default_style='"')
    return f"---\n{written}---\n{document.body}".encode()
