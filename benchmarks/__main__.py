"""Measures the bars of the checks on grown records and prints each next to its peer, with whether it is met."""

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import yaml

from benchmarks.editing import EDITED
from benchmarks.federation import BODIES, federation
from benchmarks.history import write_history
from benchmarks.in_browser import in_browser
from benchmarks.measure import Command, Runs, by_turns
from benchmarks.records import AS_OF, add_links, write_records
from benchmarks.serving import seconds_to_reload
from benchmarks.site import bare_site, largest_page, our_site, texts_alone
from validators.answers.schema import DIALECT, URN, kind_schema
from validators.kinds import all_kinds
from validators.source.document import read_document
from validators.text.messages import Language

ROOT = Path(__file__).parents[1]
CHECK = (sys.executable, "-m", "validators", "check", "--as-of", AS_OF)
READING = (sys.executable, "-m", "benchmarks.reading", ".")
PARSING = (*READING, "--texts")
HISTORY = (sys.executable, "-m", "benchmarks.history")
START = (sys.executable, "-c", "import pydantic, yaml")
SMALL, LARGE = 1_000, 10_000


def main() -> None:
    """Grows the records in a temporary folder, measures, and prints; takes some minutes."""
    os.environ |= {"PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1", "NIZOM_AS_OF": AS_OF}
    with TemporaryDirectory() as place:
        small, large = Path(place, "small"), Path(place, "large")
        few, many = write_records(small, SMALL), write_records(large, LARGE)
        _describe(small, few)
        files, schema = _for_the_peer(small, Path(place, "peer"))
        peer = (sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema), *map(str, files))

        at_small = by_turns(
            {"nizom check": Command(CHECK, small), "reading": Command(READING, small), "check-jsonschema": Command(peer, small)},
            7,
        )
        _table(f"{few} yozuv", at_small, "reading")
        at_large = by_turns({"nizom check": Command(CHECK, large), "reading": Command(READING, large)}, 3)
        _table(f"{many} yozuv", at_large, "reading")
        linked = Path(place, "linked")
        write_records(linked, SMALL)
        add_links(linked)
        of_texts = {
            "nizom check": Command(CHECK, linked),
            "reading": Command(READING, linked),
            "parsing": Command(PARSING, linked),
        }
        with_texts = by_turns(of_texts, 5)
        _table(f"{few} yozuv, matnlarida havolalar bilan", with_texts, "parsing")
        at_gate = _gate(small, Path(place, "past"))
        _table(f"{few} yozuv, tarixi bilan", at_gate, "nizom check")
        one_at_small, one_at_large = (_one_of_all(root, rounds) for root, rounds in ((small, 5), (large, 3)))
        _table(f"{few} yozuvdan bittasi tekshirilsa", one_at_small, "nizom check")
        _table(f"{many} yozuvdan bittasi tekshirilsa", one_at_large, "nizom check")
        edit_at_small, edit_at_large = _edit(small), _edit(large)
        at_start = _start(small, Path(place, "committed"))
        _table(f"{few} yozuvdan bittasi o‘zgardi", at_start, "start")
        ours_built = our_site(small)
        bare = {"bare": bare_site(small, Path(place, "bare")), "texts": texts_alone(small, Path(place, "texts"))}
        sites = by_turns({"mkdocs build": ours_built, **bare}, 3)
        _table(f"{few} yozuvning sayti", sites, "bare")
        (large / ".venv").symlink_to(sys.prefix)
        large_site = by_turns({"mkdocs build": our_site(large)}, 1)["mkdocs build"]
        _table(f"{many} yozuvning sayti", {"mkdocs build": large_site}, "mkdocs build")
        page = largest_page(large)
        browsed = in_browser(small), in_browser(large)
        joined = by_turns({"nizom federate": federation(Path(place, "bodies"))}, 1)["nizom federate"]
        reload = median(seconds_to_reload(small, min((small / "records" / "projects").iterdir()), 20))

    ours, reading, theirs = at_small["nizom check"], at_small["reading"], at_small["check-jsonschema"]
    each = (at_large["nizom check"].middle - ours.middle) / (many - few) * 1000
    early = (ours.middle - at_start["start"].middle) / few * 1000
    hook = at_start["pre-commit"].work - at_start["nizom check"].work
    print("Mezonlar")
    _bar(f"{few} yozuv: faqat o‘qish va turlashdan necha barobar", ours.ratio(reading), 1.6)
    _bar(f"{many} yozuv: faqat o‘qish va turlashdan necha barobar", at_large["nizom check"].ratio(at_large["reading"]), 1.6)
    _bar(f"{few} yozuv, matnlarida havolalar bilan: o‘qish, turlash va matnlarni tahlil qilishdan necha barobar",
         with_texts["nizom check"].ratio(with_texts["parsing"]), 1.6)  # fmt: skip
    _bar(f"{few} yozuv: check-jsonschema vaqtidan qancha qismi", ours.ratio(theirs), 1)
    _bar(f"chiziqlilik: keyingi yozuvlarning har biri ({each:.2f} ms) birinchi {few} tasidagidan ({early:.2f} ms) necha barobar",
         each / early, 1.25)  # fmt: skip
    for count, one, limit in ((few, one_at_small, 0.8), (many, one_at_large, 0.6)):
        _bar(f"{count} yozuvdan bittasini tekshirish: hammasini tekshirishdan qancha qismi, protsessor vaqti bo‘yicha",
             one["one"].work / one["nizom check"].work, limit)  # fmt: skip
    for count, (whole, one_edit, all_after), limit in ((few, edit_at_small, 50), (many, edit_at_large, 100)):
        _bar(f"{count} yozuv: bitta tahrirdan keyin o‘sha faylning kamchiliklari, ms", one_edit, limit)
        _bar(
            f"{count} yozuv: bitta tahrirdan keyin barcha kamchiliklar, boshidan tekshirishdan qancha qismi",
            all_after / whole,
            0.25,
        )
    plain, base = at_gate["nizom check"], at_gate["nizom check --base"]
    _bar(f"{few} yozuv: o‘zgarishni tekshirish (--base) oddiy tekshiruvdan necha barobar", base.ratio(plain), 1.5)
    _bar("tasdiqlarni kim kiritgani: har bir faylga git blame vaqtidan qancha qismi", at_gate["pass"].ratio(at_gate["blame"]), 1)
    _bar("pre-commit, tekshiruvning o‘zisiz: Python ishga tushishidan necha barobar", hook / at_start["start"].work, 3)
    _bar(
        f"{few} yozuvning sayti: yalang‘och Material o‘sha sahifalarga sarflaydigan vaqtdan necha barobar",
        sites["mkdocs build"].ratio(sites["bare"]),
        0.6,
    )
    site = sites["mkdocs build"]
    # CPU time, which other processes of the machine disturb less.
    first, next_ = site.work / few * 1000, (large_site.work - site.work) / (many - few) * 1000
    _bar(f"{few} yozuvning sayti, s", site.middle, 12)
    _bar(f"saytning keyingi har bir yozuvi ({next_:.1f} ms) birinchi {few} tasidagidan ({first:.1f} ms) necha barobar",
         next_ / first, 1.25)  # fmt: skip
    _bar(f"{many} yozuvning sayti: xotira, MiB", large_site.peak, 450)
    _bar(f"{many} yozuvning sayti: eng katta sahifa, kB", page, 400)
    _bar(f"{few} yozuvdan biri tahrirlansa, brauzerdagi sahifa shuncha soniyada yangilanadi", reload, 2)
    _bar(f"{many} yozuv: xotira, MiB", at_large["nizom check"].peak, 320)
    _bar(f"{BODIES} tashkilot, har birida {few} yozuv: birlashtirish, s", joined.middle, 30)
    _bar(f"{BODIES} tashkilot, har birida {few} yozuv: xotira, MiB", joined.peak, 1_000)
    for count, found, native, ready, edit in (
        (few, browsed[0], edit_at_small[1], 3, 150),
        (many, browsed[1], edit_at_large[1], 4, 300),
    ):
        if found is None:
            print(f"  {count} yozuv: brauzerdagi tekshiruv o‘lchanmadi (make browser, chromium)")
            continue
        _bar(f"{count} yozuv: brauzerdagi tekshiruv tayyor bo‘lishi, s", found.ready, ready)
        _bar(f"{count} yozuv: brauzerda bitta tahrir, ms (buyruq qatorida {native:.0f})", found.edit, edit)
        _bar(f"{count} yozuv: brauzer bir marta yuklab oladigan fayllar, MB", found.size, 10.5)
        _bar(f"{count} yozuv: har bir yozuvning qisqa bayoni, kB", found.each, 0.25)


def _describe(root: Path, count: int) -> None:
    """How large the grown records are, since the figures mean nothing without it."""
    documents = [read_document(path.name, path.read_bytes()) for path in (root / "records").glob("*/*.md")]
    facts = sum(_facts(document.values) for document in documents) / count
    front = sum(len(document.text.encode()) - len(document.body.encode()) for document in documents) / count
    print(f"Yozuvlar: bittasida o‘rtacha {facts:.0f} ta ma’lumot, {front / 1024:.1f} KiB old qism\n")


def _facts(value: object) -> int:
    if isinstance(value, dict):
        return sum(map(_facts, value.values()))
    return sum(map(_facts, value)) if isinstance(value, list) else 1


def _for_the_peer(root: Path, place: Path) -> tuple[list[Path], Path]:
    """Return the same front matters as YAML files of strings, and the kinds' schemas as one, chosen by the letters of the id."""
    place.mkdir()
    files = []
    for path in sorted((root / "records").glob("*/*.md")):
        files.append(place / f"{path.stem}.yaml")
        values = read_document(path.name, path.read_bytes()).values
        files[-1].write_text(yaml.dump(values, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False), "utf-8")
    kinds = all_kinds().values()
    schema = {
        "$schema": DIALECT,
        "$defs": {kind.name: kind_schema(kind, all_kinds(), Language("en")) for kind in kinds},
        "allOf": [
            {"if": {"properties": {"id": {"pattern": f"^{kind.prefix}-"}}}, "then": {"$ref": f"{URN}:{kind.name}"}}
            for kind in kinds
        ],
    }
    schema_file = place / "schema.json"
    schema_file.write_text(json.dumps(schema), "utf-8")
    return files, schema_file


def _gate(root: Path, place: Path) -> dict[str, Runs]:
    """Time a check of all records and of a change, which both read the history of approvals, and reading that history alone."""
    shutil.copytree(root, place)
    write_history(place)
    return by_turns(
        {
            "nizom check": Command(CHECK, place),
            "nizom check --base": Command((*CHECK, "--base", "HEAD"), place),
            "pass": Command((*HISTORY, "pass"), place),
            "blame": Command((*HISTORY, "blame"), place),
        },
        3,
    )


def _one_of_all(root: Path, rounds: int) -> dict[str, Runs]:
    """Time a check of all records, and of one record among them."""
    return by_turns({"nizom check": Command(CHECK, root), "one": Command((*CHECK, EDITED), root)}, rounds)


def _edit(root: Path) -> tuple[float, float, float]:
    """Return the milliseconds of work of a check of all records, and of an edit with the findings of its file, and of all."""
    ran = subprocess.run(
        (sys.executable, "-m", "benchmarks.editing", str(root)), cwd=root, check=True, capture_output=True, text=True
    )
    whole, one, every = map(float, ran.stdout.split())
    return whole, one, every


def _start(records: Path, root: Path) -> dict[str, Runs]:
    """Python alone, the check of a commit of one record among many, and the same check through pre-commit."""
    shutil.copytree(records, root)
    changed = next((root / "records" / "projects").iterdir()).relative_to(root).as_posix()
    shutil.copy(ROOT / ".pre-commit-config.yaml", root)
    (root / ".venv").symlink_to(sys.prefix)
    isolated = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "PRE_COMMIT_HOME": str(root.parent / "pre-commit")}
    git = shutil.which("git") or "git"
    author = ("-c", "user.name=Sinov", "-c", "user.email=yozuvlar@agentlik.example.uz")
    for arguments in (
        ("init", "--quiet"),
        ("add", "records", ".pre-commit-config.yaml"),
        (*author, "commit", "--quiet", "--message=Yozuvlar"),
    ):
        subprocess.run([git, *arguments], cwd=root, env=isolated, check=True, capture_output=True)
    record = root / changed
    record.write_text(record.read_text("utf-8").replace("title: ", "title: Yangi ", 1), "utf-8")
    subprocess.run([git, "add", changed], cwd=root, env=isolated, check=True, capture_output=True)
    os.environ |= isolated
    hook = (sys.executable, "-m", "pre_commit", "run", "--files", changed)
    staged = (*CHECK, "--staged")
    return by_turns({"start": Command(START, root), "nizom check": Command(staged, root), "pre-commit": Command(hook, root)}, 9)


NAMES = {
    "reading": "faqat o‘qish, tahlil, turlash",
    "parsing": "o‘sha, matnlarni tahlil qilish bilan",
    "one": "bitta yozuvni tekshirish",
    "start": "Python, pydantic va yaml",
    "bare": "yalang‘och Material, o‘sha sahifalar",
    "texts": "yalang‘och Material, faqat matnlar",
    "pass": "tasdiqlarni kim kiritgan",
    "blame": "o‘sha, har bir faylga git blame",
}


def _table(title: str, measured: Mapping[str, Runs], unit: str) -> None:
    """Median, spread and memory of each, and how many times the time of `unit`."""
    print(f"{title:<38}{'mediana, s':>12}{'oraliq, s':>12}{'xotira, MiB':>14}{'nisbat':>9}")
    for name, runs in measured.items():
        ratio = runs.ratio(measured[unit])
        print(f"  {NAMES.get(name, name):<36}{runs.middle:>12.2f}{runs.spread:>12.2f}{runs.peak:>14.0f}{ratio:>9.2f}")
    print(flush=True)


def _bar(what: str, value: float, limit: float) -> None:
    print(f"  {'bajarildi' if value <= limit else 'BAJARILMADI':<12}{what}: {value:.2f} (ko‘pi bilan {limit:g})")


if __name__ == "__main__":
    # There is nothing to choose: an option, or a call for help, must not start what takes many minutes.
    argparse.ArgumentParser(prog="python -m benchmarks", description=main.__doc__).parse_args()
    main()
