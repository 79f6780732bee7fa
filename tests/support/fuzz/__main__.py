"""`python -m tests.support.fuzz`: so many inputs, or so many seconds of them; a failing one is written out, small, and the run fails."""

import argparse
import hashlib
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.support.fuzz.inputs import Input, grown
from tests.support.fuzz.oracle import judge
from tests.support.fuzz.shrink import shrunk

MOST_KINDS = 20
"""A run stops after so many kinds of failures."""


def main() -> int:
    """Run the fuzzer; the exit code says whether anything failed."""
    options = _options()
    ended = time.monotonic() + options.seconds if options.seconds else None
    failures: dict[str, int] = {}
    codes: set[str] = set()
    answers = hashlib.sha256()
    tried = 0
    for number in _numbers(options):
        if (ended and time.monotonic() > ended) or len(failures) >= MOST_KINDS:
            break
        verdict = judge(given := grown(options.seed, number))
        tried += 1
        codes |= verdict.codes
        answers.update(verdict.digest.encode())
        if verdict.failure:
            what = verdict.failure.what
            failures[what] = failures.get(what, 0) + 1
            if failures[what] == 1:
                small = shrunk(given, partial(_fails_so, what))
                place = options.out / f"{options.seed}-{number}"
                _write(
                    place, small, verdict.failure.detail, f"python -m tests.support.fuzz --seed {options.seed} --only {number}"
                )
                print(f"{number}: {what}\n  {place}", flush=True)
    for what, count in failures.items():
        print(f"{count} × {what}")
    print(f"{tried} ta kirish, urug‘i {options.seed}: {sum(failures.values())} ta buzilish; tekshiruvlar: {len(codes)}; "
          f"javoblar izi: {answers.hexdigest()[:16]}")  # fmt: skip
    return 1 if failures else 0


def _fails_so(what: str, given: Input) -> bool:
    failure = judge(given).failure
    return failure is not None and failure.what == what


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.support.fuzz", description=__doc__)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--start", type=int, default=0, help="the number of the first input")
    parser.add_argument("--count", type=int, help="so many inputs")
    parser.add_argument("--seconds", type=float, help="or as many as there is time for")
    parser.add_argument("--only", type=int, metavar="NUMBER", help="this input alone")
    parser.add_argument("--out", type=Path, default=Path("fuzz-failures"), help="where failing inputs are written")
    return parser.parse_args()


def _numbers(options: argparse.Namespace) -> Iterator[int]:
    if options.only is not None:
        yield options.only
        return
    number = options.start
    while options.count is None or number < options.start + options.count:
        yield number
        number += 1


def _write(place: Path, given: Input, detail: str, again: str) -> None:
    """Write a failing input as files, with what went wrong and how to see it again."""
    for name, files in (("head", given.head), ("base", given.base or {})):
        for path, content in files.items():
            file = place / name / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if isinstance(content, bytes) else str(content).encode())
    place.mkdir(parents=True, exist_ok=True)
    (place / "failure.txt").write_text(f"{again}\nas of {given.day}\n\n{detail}", "utf-8", errors="backslashreplace")


if __name__ == "__main__":
    sys.exit(main())
