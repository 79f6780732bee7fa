"""The modules of the writing page name one another's files, exports and types, and the page's words, as they are."""

import re
from collections.abc import Iterator
from pathlib import Path

from hooks.pages.form_page import WEEKDAYS, WORDS
from hooks.writing.page_modules import FORM

_IMPORT = re.compile(r'^import\s+(?:\{([^}]*)\}\s+from\s+)?"([^"]+)";', re.MULTILINE)
_EXPORT = re.compile(r"^export\s+(?:async\s+)?(?:class|function\*?|const|let)\s+(\w+)", re.MULTILINE)
_TYPE = re.compile(r"@typedef\s+(?:\{(?:[^{}]|\{[^{}]*\}|\{(?:[^{}]|\{[^{}]*\})*\})*\}\s+)(\w+)")
_TYPE_ELSEWHERE = re.compile(r'import\("([^"]+)"\)\.(\w+)')
_SAID = re.compile(r'\b(?:say|list)\("(\w+)"')
_CHOSEN = re.compile(r'\? "(\w+)" : (?:\w+ \? )?"(\w+)"(?: : "(\w+)")?')
_LISTS = {"weekdays": WEEKDAYS, "months": ()}
MODULES = {file: file.read_text("utf-8") for file in sorted(FORM.rglob("*.js"))}


def names(listed: str) -> list[str]:
    """Return what an import asks for by the names that the other module gives."""
    return [one.split(" as ")[0].strip() for one in listed.split(",") if one.strip()]


def imports(file: Path) -> Iterator[tuple[Path, list[str]]]:
    """Yield the files that a module imports, with the names that it takes from each."""
    for listed, address in _IMPORT.findall(MODULES[file]):
        yield (file.parent / address).resolve(), names(listed)


def test_what_a_module_imports_is_exported_where_it_says() -> None:
    wrong = [
        f"{file.relative_to(FORM)}: {name} of {other.name}"
        for file in MODULES
        for other, wanted in imports(file)
        for name in (wanted or [""])
        if other not in MODULES or (name and name not in _EXPORT.findall(MODULES[other]))
    ]

    assert wrong == []
    assert sum(len(list(imports(file))) for file in MODULES) == sum(text.count("\nimport ") for text in MODULES.values())


def test_what_a_module_imports_is_used_there() -> None:
    unused = [
        f"{file.relative_to(FORM)}: {name}"
        for file, text in MODULES.items()
        for _, wanted in imports(file)
        for name in wanted
        if len(re.findall(rf"\b{name}\b", text)) < 2
    ]

    assert unused == []


def test_a_type_that_a_remark_names_is_declared_where_it_says() -> None:
    wrong = [
        f"{file.relative_to(FORM)}: {name} of {address}"
        for file, text in MODULES.items()
        for address, name in _TYPE_ELSEWHERE.findall(text)
        if name not in types_of((file.parent / address).resolve())
    ]

    assert wrong == []


def types_of(file: Path) -> set[str]:
    """Return the types and classes of a module."""
    text = MODULES.get(file, "")
    return {*_TYPE.findall(text), *_EXPORT.findall(text)}


def test_every_word_that_the_page_says_is_given_to_it_and_each_is_said() -> None:
    code = "\n".join(MODULES.values())
    choosing = "\n".join(line for line in code.splitlines() if "say(" in line)
    said = {*_SAID.findall(code), *(word for words in _CHOSEN.findall(choosing) for word in words if word)}

    assert said - WORDS.keys() - _LISTS.keys() == set()
    assert {word for word in WORDS if f'"{word}"' not in code} == set()


def test_the_page_is_given_every_module() -> None:
    reached, ahead = set(), [FORM / "main.js"]
    while ahead:
        file = ahead.pop()
        reached.add(file)
        ahead += [other for other, _ in imports(file) if other not in reached]

    assert {file.relative_to(FORM).as_posix() for file in MODULES.keys() - reached} == {"types.js"}
