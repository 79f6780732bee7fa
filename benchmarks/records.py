"""A department's records in any number: the base records of the tests, multiplied under other ids, with facts drawn by a seed.

What is grown holds to the Nizom as the base does, so that a check has all of its work to do and nothing to report.
"""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import yaml

from validators.source.document import Document, read_document

BASE = Path(__file__).parents[1] / "tests" / "cases" / "base"
AS_OF = "2026-06-15"
"""The day on which the base records, and so the grown ones, are clean."""

Facts = dict[str, Any]

_WORDS = (
    "axborot", "tizim", "standart", "reestr", "xizmat", "loyiha", "elektron", "hujjat", "bo‘lim", "muddat", "nazorat", "arxiv",
    "tahlil", "o‘lchov", "sertifikat", "laboratoriya", "ma’lumot", "hisobot", "tarmoq", "xavfsizlik", "so‘rov", "jurnal",
)  # fmt: skip
_PROJECTS_IN_A_LIST = 25


class _Plain(yaml.CSafeDumper):
    """Writes strings as people do: `due: 2026-03-05`, without the quotes that YAML's own guesses would ask for."""

    yaml_implicit_resolvers: dict[Any, Any] = {}  # noqa: RUF012 declared so by PyYAML

    def ignore_aliases(self, data: Any) -> bool:
        """Values are written out wherever they are."""
        return True


@dataclass(frozen=True, slots=True)
class Grown:
    """A kind that grows: its share of a hundred records, the base record that it starts from, and what is drawn again."""

    share: int
    model: str
    vary: Callable[[Facts, "Draw", int], None]


@dataclass(frozen=True, slots=True)
class Draw:
    """Draws words, people and records; `ids` are all that there will be, by the letters of their kind."""

    random: Random
    ids: Mapping[str, list[str]]

    def words(self, count: int) -> str:
        """Return that many words, the first with a capital."""
        return " ".join(self.random.choices(_WORDS, k=count)).capitalize()

    def some(self, prefix: str, most: int) -> list[str]:
        """Return a few different records of a kind."""
        known = self.ids[prefix]
        return self.random.sample(known, min(len(known), self.random.randint(1, most)))

    def one(self, prefix: str) -> str:
        """Return a record of a kind."""
        return self.random.choice(self.ids[prefix])

    def body(self) -> str:
        """One to three kilobytes of Markdown."""
        paragraphs = [
            f"## {self.words(3)}\n\n{self.words(self.random.randint(50, 90))}.\n" for _ in range(self.random.randint(2, 5))
        ]
        return "\n".join(paragraphs)


def _project(facts: Facts, draw: Draw, number: int) -> None:
    facts |= {
        "summary": f"{draw.words(12)}.",
        "basis": draw.some("hjt", 2),
        "related": draw.some("loy", 2),
        "introduced_in": draw.some("tsh", 3),
        "systems": draw.some("ree", 2),
        "responsible": draw.one("xod"),
    }
    document = facts["documents"][0]
    expertise = {**document["expertise"], "number": f"12-34/{number}"}
    facts["documents"] = [
        {**document, "kind": kind, "title": draw.words(4), "standards": draw.some("std", 2), "acts": draw.some("hjt", 2),
         "expertise": expertise}
        for kind in draw.random.sample(("concept", "terms-of-reference", "technical-design"), draw.random.randint(1, 3))
    ]  # fmt: skip
    facts["milestones"] += [
        {"title": draw.words(4), "start": "2026-07-01", "due": f"2026-{month:02}-20", "responsible": draw.one("xod")}
        for month in range(8, 8 + draw.random.randint(1, 4))
    ]
    facts["monitoring"] += [
        {"date": f"2026-06-{day:02}", "progress": str(40 + day), "problems": draw.words(6)} for day in (8, 12)
    ]
    facts["team"].append({"employee": draw.one("xod"), "task": draw.words(3), "since": "2026-03-02"})


def _registry_entry(facts: Facts, draw: Draw, number: int) -> None:
    facts |= {
        "short_name": f"T{number}",
        "url": f"https://tizim{number}.example.uz",
        "registration": {**facts["registration"], "number": f"2025-{20_000 + number}"},
        "summary": f"{draw.words(14)}.",
        "basis": draw.some("hjt", 2),
        "responsible": draw.one("xod"),
    }


def _act(facts: Facts, draw: Draw, number: int) -> None:
    facts |= {"number": f"O‘RQ-{1000 + number}", "summary": f"{draw.words(20)}."}


def _standard(facts: Facts, draw: Draw, number: int) -> None:
    facts |= {"designation": f"O‘z DSt {3000 + number}:2018", "summary": f"{draw.words(20)}."}


def _employee(facts: Facts, draw: Draw, number: int) -> None:
    facts |= {"email": f"xodim{number}@agentlik.example.uz"}


def _organization(facts: Facts, draw: Draw, number: int) -> None:
    facts |= {"summary": f"{draw.words(12)}."}


def _roadmap(facts: Facts, draw: Draw, number: int) -> None:
    first, second = facts["measures"][:2]
    facts["summary"] = f"{draw.words(12)}."
    facts["measures"] = [first] + [
        {**second, "id": str(place), "text": draw.words(8), "responsible": draw.one("xod"), "project": draw.one("loy"),
         "executors": draw.some("xod", 2)}
        for place in range(2, 2 + draw.random.randint(2, 8))
    ]  # fmt: skip


def _project_list(facts: Facts, draw: Draw, number: int) -> None:
    start = number * _PROJECTS_IN_A_LIST
    facts |= {"summary": f"{draw.words(12)}.", "projects": draw.ids["loy"][start : start + _PROJECTS_IN_A_LIST]}


GROWN = (
    Grown(46, "projects/loy-2026-001", _project),
    Grown(22, "registry-entries/ree-001", _registry_entry),
    Grown(10, "acts/hjt-001", _act),
    Grown(8, "standards/std-001", _standard),
    Grown(6, "employees/xod-003", _employee),
    Grown(2, "organizations/tsh-006", _organization),
    Grown(4, "roadmaps/yol-2026-001", _roadmap),
    Grown(2, "project-lists/ryx-2026-001", _project_list),
)


def write_records(root: Path, count: int, seed: int = 1) -> int:
    """Write at least `count` records into `root/records`, the same ones for the same seed; return how many there are."""
    shutil.copytree(BASE, root, dirs_exist_ok=True)
    shares = {grown: -(-count * grown.share // 100) for grown in GROWN}
    ids = {_prefix(grown): [_id(grown, number) for number in range(share)] for grown, share in shares.items()}
    draw = Draw(Random(seed), ids)
    for grown, share in shares.items():
        model = read_document(grown.model, (BASE / "records" / f"{grown.model}.md").read_bytes())
        for number in range(share):
            _write(root, grown, model, draw, number)
    return sum(1 for _ in (root / "records").glob("*/*.md"))


def add_links(root: Path) -> None:
    """Give every record's text links to two others, to a heading and outside, and what people write around them."""
    files = sorted((root / "records").glob("*/*.md"))
    for number, file in enumerate(files):
        one, other = files[number - 1], files[number - 2]
        with file.open("a", encoding="utf-8") as text:
            text.write(
                f"\n## Manbalar\n\n- [[{one.stem}]] va [ikkinchisi](../{other.parent.name}/{other.name})\n"
                f"- **Muhim**: `{file.stem}`, https://lex.uz/docs/{number}\n  1) [boshiga](#manbalar)\n"
            )


def _write(root: Path, grown: Grown, model: Document, draw: Draw, number: int) -> None:
    id_ = _id(grown, number)
    facts: Facts = {**model.values, "id": id_, "title": f"{draw.words(5)} {number}"}
    # Lists that grow are the record's own.
    facts = {key: list(value) if isinstance(value, list) else value for key, value in facts.items()}
    grown.vary(facts, draw, number)
    front = yaml.dump(facts, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=10_000)
    folder = grown.model.partition("/")[0]
    (root / "records" / folder / f"{id_}.md").write_text(f"---\n{front}---\n{draw.body()}", "utf-8")


def _prefix(grown: Grown) -> str:
    return grown.model.partition("/")[2].partition("-")[0]


def _id(grown: Grown, number: int) -> str:
    """Beyond the base's own numbers: loy-2026-10000 and on."""
    return f"{grown.model.partition('/')[2].rpartition('-')[0]}-{10_000 + number}"
