"""Front matter with mistakes: the base records and the records of the cases, with values changed."""

import copy
from collections.abc import Iterator
from typing import Any

import yaml
from hypothesis import strategies as st

from tests.support.paths import BASE, CASES
from validators.kinds import all_kinds
from validators.rules.kind import Kind
from validators.source.document import read_document

SAMPLES = (
    "", " ", "\n", "a", "\u200b", "\u00a0", "\u0085", "\u001c", "\ufeff", "a\n", "true", "true\n", "True", "no", "null",
    "2026-03-05", "2026-03-05\n", "2026-02-30", "2024-02-29", "2026-3-5", "05.03.2026", "0000-01-01", "20260305",
    "٢٠٢٦-٠٣-٠٥", "2026-03-05T10:00",
    "2026-03-05 14:30", "2026-03-05 14:30\n", "2026-03-05 24:00", "2028-02-29 23:59", "2026-02-29 00:00",
    "2026-04-31 00:00", "2000-02-29 00:00", "1900-02-29 00:00", "2100-02-29 00:00", "1896-02-29 00:00", "0",
    "7", "7\n", "007", "٧", "-1", "+7", "1e3", "1_000", "100", "101", "99.95",
    "1.5", "1.555", "1.", ".5", "1" * 15, "1" * 16, "99999999999999999999999999999999", "loy-2026-001", "loy-2026-001\n",
    "Loy-2026-001", "loy_2026", "loy", "a-" + "b" * 78, "a-" + "b" * 79, "https://standart.uz/a?b=1", "http://standart",
    "ftp://standart.uz", "https://standart.uz/ a", "https://standart.uz/\u2028", "https://a.uz/" + "b" * 2000,
    "ism@tashkilot.uz", "ism@tashkilot", "a b@c.uz", "draft", "in-progress", "head", "a" * 2000, "a" * 2001, "😀" * 2000,
)  # fmt: skip
"""What people and programs write for a value, right and wrong."""

WRITTEN = st.one_of(st.sampled_from(SAMPLES), st.text(max_size=12))

VALUES = st.recursive(
    WRITTEN,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=6), inner, max_size=3)),
    max_leaves=5,
)


def base_records() -> dict[str, dict[str, Any]]:
    """Return the front matter of every base record, by path."""
    files = sorted((BASE / "records").glob("*/*.md"))
    return {str(file.relative_to(BASE)): read_document(file.name, file.read_bytes()).values for file in files}


def kind_of(path: str) -> Kind:
    """Return the kind whose folder a record's file is in."""
    return next(kind for kind in all_kinds().values() if kind.folder == path.split("/")[-2])


def case_records() -> Iterator[tuple[str, Kind, dict[str, Any]]]:
    """Yield every record that a case lays over a base record: the case, the kind and the front matter."""
    base = base_records()
    for file in sorted(CASES.glob("*.yaml")):
        for cases in yaml.load(file.read_text("utf-8"), Loader=yaml.CBaseLoader).values():
            for case in cases:
                for record, facts in case.get("change", {}).items():
                    prefix = record.partition("-")[0]
                    path = next((p for p in base if f"/{record}" in p), None) or next(p for p in base if f"/{prefix}-" in p)
                    changed = read_document(file.name, f"---\n{facts}\n---\n".encode()).values
                    yield f"{file.stem} {case['case']} {record}", kind_of(path), {**base[path], **changed}


@st.composite
def mutated(draw: st.DrawFn) -> tuple[Kind, dict[str, Any]]:
    """Draw a kind and the front matter of one of its base records with up to three values changed, removed, added or repeated."""
    path, values = draw(st.sampled_from(sorted(base_records().items())))
    kind = kind_of(path)
    changed = copy.deepcopy(values)
    for _ in range(draw(st.integers(1, 3))):
        _mutate(draw, changed, kind)
    return kind, changed


def _mutate(draw: st.DrawFn, values: dict[str, Any], kind: Kind) -> None:
    holder, key = draw(st.sampled_from(list(_values_in(values)) or [(values, "title")]))
    mutation = draw(st.sampled_from(["replace", "replace", "remove", "add", "field", "repeat"]))
    if mutation == "replace":
        holder[key] = draw(VALUES)
    elif mutation == "remove":
        del holder[key]
    elif mutation == "add" and isinstance(holder, dict):
        holder[draw(st.text(max_size=8))] = draw(VALUES)
    elif mutation == "field":
        values[draw(st.sampled_from(sorted(kind.model.model_fields)))] = draw(VALUES)
    elif isinstance(holder, list):
        holder.append(copy.deepcopy(holder[key]))


def _values_in(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every value in the tree, as its container and its key or index."""
    items = list(value.items()) if isinstance(value, dict) else list(enumerate(value)) if isinstance(value, list) else []
    for key, inner in items:
        yield value, key
        yield from _values_in(inner)
