"""Codes of checks: each is declared once, and every code used in the program exists."""

import ast
import re
from collections.abc import Iterator

from tests.support.paths import ROOT
from validators.checks.file_codes import TECHNICAL
from validators.checks.run import all_checks
from validators.kinds import all_kinds
from validators.source.codes import FileCode

CODE = re.compile(r"N(?:-?[0-9a-z]+)(?:\.[0-9a-z]+)*-[0-9]+|[ACFRWX][0-9]{2}")


def written_codes() -> Iterator[tuple[str, str]]:
    """Yield each string in the program that looks like a check's code, with its path."""
    for folder in ("validators", "hooks"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
                    yield file.relative_to(ROOT).as_posix(), node.value


def test_file_codes_and_file_checks_correspond() -> None:
    assert set(FileCode) == set(TECHNICAL)


def test_file_codes_are_written_in_one_module_only() -> None:
    assert [(path, code) for path, code in written_codes() if code in TECHNICAL and path != "validators/source/codes.py"] == []


def test_the_program_uses_only_existing_codes() -> None:
    checks = all_checks(all_kinds())
    written = list(written_codes())

    assert {code for _, code in written} == set(checks)
    assert [(path, code) for path, code in written if code not in checks] == []
