"""What a record may say is shown on its page and exported, field by field: a record of each kind with a value in every field."""

import json
from collections.abc import Iterator
from typing import get_args

import openpyxl
import pytest
from pydantic import BaseModel

from hooks.feeds.dcat import CATALOGUE
from hooks.feeds.downloads import xlsx_path
from hooks.html.formatting import text
from tests.support.full_record import a_text, full_record, own_fields
from tests.support.page import article, words
from tests.support.site import Site
from validators.kinds import all_kinds
from validators.kinds.dataset import UpdatePeriod
from validators.model.ids import stem_of
from validators.rules.kind import Kind

ELSEWHERE = frozenset({"id", "title", "summary", "related"})
"""What is in the head of a page, under its title and among its neighbours."""
MOVED = frozenset({"old", "new"})
"""The days between which a due date moved: one picture, “25.12.2026 → 15.03.2027”."""
IN_LISTS_IN_LISTS = frozenset({"extensions", "old", "new", "allowed_by", "done", "result"})
"""Of measures of a roadmap and recommendations of an analysis: a cell of a workbook holds no list of groups."""


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with a full record of each kind, and a dataset for each way of being updated."""
    site = Site(tmp_path_factory.mktemp("full"))
    ids = {kind.name: ident(site, kind) for kind in all_kinds().values()}
    for kind in all_kinds().values():
        site.write(f"records/{kind.folder}/{full_id(kind)}.md", full_record(kind, full_id(kind), ids))
    data = all_kinds()["dataset"]
    for number, period in enumerate(get_args(UpdatePeriod), 100):
        written = full_record(data, f"ochm-{number}", ids)
        site.write(f"records/datasets/ochm-{number}.md", written.replace("\nperiod: daily\n", f"\nperiod: {period}\n"))
    assert site.build() == 0, site.log
    return site


def ident(site: Site, kind: Kind) -> str:
    """Return the id of a record of the base that others may name."""
    found = sorted((site.root / "records" / kind.folder).glob("*.md"))
    return stem_of(found[0].name) if found else full_id(kind)


def full_id(kind: Kind) -> str:
    return f"{kind.prefix}-2026-097"


def signs_of(model: type[BaseModel]) -> Iterator[tuple[str, set[str]]]:
    """Yield the fields that are not personal, each with what shows that a page or a workbook has it: its title, or its text."""
    for name, item in own_fields(model).items():
        if not item.personal:
            yield name, {text(item.title).casefold(), *([a_text(name)] if item.form == "text" else [])}
        if item.group:
            yield from signs_of(item.group)


@pytest.mark.parametrize("kind", all_kinds().values(), ids=lambda kind: kind.name)
def test_a_page_shows_every_field_that_has_a_value(kind: Kind, full: Site) -> None:
    shown = words(article(full.page(f"{kind.folder}/{full_id(kind)}"))).casefold()

    assert {name for name, signs in signs_of(kind.model) if not any(sign in shown for sign in signs)} <= ELSEWHERE | MOVED


@pytest.mark.parametrize("kind", all_kinds().values(), ids=lambda kind: kind.name)
def test_a_workbook_has_a_column_for_every_field_but_those_of_lists_in_lists(kind: Kind, full: Site) -> None:
    book = openpyxl.load_workbook(full.out / xlsx_path(kind))
    headings = {str(cell.value).casefold() for sheet in book for cell in next(sheet.iter_rows(max_row=1))}
    named = " | ".join(headings | {name.casefold() for name in book.sheetnames})

    assert {name for name, signs in signs_of(kind.model) if not any(sign in named for sign in signs)} <= IN_LISTS_IN_LISTS


@pytest.mark.parametrize("kind", all_kinds().values(), ids=lambda kind: kind.name)
def test_the_published_records_hold_every_field(kind: Kind, full: Site) -> None:
    records = json.loads((full.out / "data/records.json").read_text("utf-8"))["records"]
    (one,) = [one for one in records if one["id"] == full_id(kind)]
    written = json.dumps(one, ensure_ascii=False)

    assert [name for name, _ in signs_of(kind.model) if f'"{name}": ' not in written] == []


def test_the_catalogue_of_open_data_says_how_often_each_dataset_is_updated(full: Site) -> None:
    found = json.loads((full.out / CATALOGUE).read_text("utf-8"))["dcat:dataset"]
    said = {one["@id"]: one["dct:accrualPeriodicity"]["@id"].rsplit("/", 1)[1] for one in found}

    assert [said[f"urn:nizom:dataset:ochm-{number}"] for number in range(100, 107)] == [
        "DAILY", "WEEKLY", "MONTHLY", "QUARTERLY", "ANNUAL_2", "ANNUAL", "IRREG",
    ]  # fmt: skip
