"""No output of any command repeats a personal value, however its line or the lines next to it are broken."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from pydantic import BaseModel

from tests.support.scratch import AS_OF, Scratch
from tests.support.site import Site
from validators.browser.forms import choices_as_json
from validators.browser.publishing import index_of, published_text
from validators.kinds import all_kinds
from validators.model.fields import fields_of
from validators.output.formats import FORMATS
from validators.repository.reading import read_tree
from validators.repository.repository import Repository
from validators.text.messages import Language

CANARY = "Kanareyka"
"""What every planted value has in it."""
KEY = f"ssh-ed25519 {'A' * 40}{{value}}{'A' * 20}"

LINES = (
    "{indent}{key}: {value}\n",
    "{indent}{key}: '{value}'\n{indent}{key}: boshqa\n",
    "{indent}{key}: boshqa\n{indent}{key}: {value}\n",
    "{indent}{key}: [{value}]\n",
    "{indent}{key}: {{{value}: x}}\n",
    "{indent}{key}:\n{indent}  a: {value}\n",
    "{indent}{key}:\n{indent}  - {value}\n{indent}  - {value}\n",
    "{indent}{key}: |\n{indent}  {value}\n{indent}  {value}\n",
    "{indent}{key}: {value}: {value}\n",
    '{indent}{key}: "{value}\n',
    '{indent}{key}: "{value}" {value}\n',
    "{indent}{key}: '{value}' #{value}\n",
    "{indent}{key}: {value} # {value}\n",
    "{indent}{key}: {value}#{value}\n",
    "{indent}{key}: @{value}\n",
    "{indent}{key}: `{value}`\n",
    "{indent}{key}: %{value}\n",
    "{indent}{key}: [{value}\n",
    "{indent}{key}: {{{value}\n",
    "{indent}{key}: &{value} x\n",
    "{indent}{key}: *{value}\n",
    "{indent}{key}: !{value} x\n",
    "{indent}{key}: >{value}\n",
    '{indent}{key}: "{value}\\0"\n',
    "{indent}{key}; {value}\n",
    "{indent}{key}:{value}\n",
    "{indent}{key} {value}\n",
    "{indent}{key}: {value}\x01\n",
    "{indent}{key}:\u00a0{value}\n",
    "{indent}{key}: {value}\u202e\n",
    "{indent}\t{key}: {value}\n",
    "{indent} {key}: {value}\n",
    "{indent}– {key}: {value}\n",
    "{indent}{key}: {value}\n{indent}nomalum: a: b\n",
    "{indent}nomalum: a: b\n{indent}{key}: {value}\n",
    "{indent}nomalum: 1\n{indent}{key}: {value}\n",
    "{indent}{key}s: {value}\n",
    "{indent}{shout}: {value}\n",
    "{indent}telefonim: {value}\n",
    "{indent}{value}: {key}\n",
    "{indent}{value} {value}: {key}\n",
    "---\n{indent}{key}: {value}\n",
    "...\n{indent}{key}: {value}\n",
    "<<<<<<< HEAD\n{indent}{key}: {value}\n=======\n{indent}{key}: boshqa\n>>>>>>> main\n",
    "{indent}# {key}: {value}\n",
    "{indent}{key}: ||{value}\n",
    "{indent}{key}: {value}\n——\n",
    "{indent}<<: {{{key}: {value}}}\n",
    "{indent}? {value}\n{indent}: {key}\n",
)
"""A line with a personal value, broken in every way that people and merges break it."""

GROUPS: Mapping[str, tuple[str, ...]] = {
    "former_emails": ("former_emails: [{value}]\n", "former_emails:\n  - {value}\n", "former_emails:\n  - {value}: x\n", "former_emails: [{value}\n",
                      "former_emails:\n#  - {value}\n"),
    "team": ("team: {value}\n", "team:\n  - {value}\n", "team:\n  - {value}: x\n", "team: [{value}, {value}]\n",
             "team:\n#  - name: {value}\n", "team:\n  -{value}\n", "team: {{{value}: {{task: x}}}}\n"),
    "keys": ("keys: {value}\n", "keys:\n  - {value}\n", "keys:\n  - {value}: x\n", "keys: [{value}\n",
             "keys:\n#  - key: {value}\n", "keys: {{key: {value}}}\n"),
    "contact": ("contact: {value}\n", "contact:\n  - {value}\n", "contact:\n  {value}: x\n", "contact:\n#  name: {value}\n"),
}  # fmt: skip
"""A value where the group belongs that holds personal fields."""

PLACES = {
    "employee": {
        "phone": "{line}",
        "email": "{line}",
        "former_emails": "{line}",
        "account": "{line}",
        "keys.*.key": "keys:\n  - since: 2026-01-12\n{line}",
    },
    "organization": {"contact.name": "contact:\n{line}", "contact.phone": "contact:\n{line}"},
    "project": {"team.*.name": "team:\n  - organization: tsh-004\n    task: Sinov\n    since: 2026-03-01\n{line}"},
}
"""Every personal field of every kind, and the lines in which its own line belongs."""
BASE_OF = {"employee": "xod-003", "organization": "tsh-005", "project": "loy-2026-001"}
CORRECTION = "corrections:\n  - {{what: {key}, old: '{value}', new: x, reason: Xato, by: xod-004, date: kecha}}\n"


def personal(model: type[BaseModel], route: str = "") -> Iterator[str]:
    for item in fields_of(model).values():
        here = f"{route}{item.name}"
        if item.personal:
            yield here
        if item.group:
            yield from personal(item.group, f"{here}.*." if item.many else f"{here}.")


def test_every_personal_field_of_every_kind_is_planted() -> None:
    wanted = {kind.name: set(found) for kind in all_kinds().values() if (found := list(personal(kind.model)))}
    assert {name: set(fields) for name, fields in PLACES.items()} == wanted


def broken(kind: str) -> Iterator[str]:
    """Yield facts in which a personal field is broken, each in another way."""
    for route, around in PLACES[kind].items():
        key = route.rpartition(".")[2]
        indent = " " * (4 if "*" in route else 2 if "." in route else 0)
        for line in LINES:
            yield around.format(line=line.format(indent=indent, key=key, shout=key.upper(), value="{value}"))
        yield CORRECTION.format(key=key, value="{value}")
    first_keys = {route.partition(".")[0] for route in PLACES[kind]}
    yield from (facts for key in sorted(first_keys & GROUPS.keys()) for facts in GROUPS[key])


def plant(root: Path) -> dict[str, str]:
    """Write a record for each way in which a personal field may be broken; return the facts by path."""
    planted = {}
    for kind, id_ in BASE_OF.items():
        folder = root / "records" / all_kinds()[kind].folder
        _, facts, body = next(folder.glob(f"{id_}*.md")).read_text("utf-8").split("---\n", 2)
        facts = re.sub(r"(?m)^(phone|email|former_emails|account|contact|team|keys):.*\n(?:[ -].*\n)*", "", facts)
        for number, lines in enumerate(broken(kind)):
            new = f"{id_[:3]}-{'2026-' if kind == 'project' else ''}{500 + number}"
            value = KEY.format(value=f"{CANARY}{number}") if number % 2 and "key:" in lines else f"{CANARY}{number}"
            text = f"---\n{facts.replace(id_, new)}{lines.replace('{value}', value).replace('{{', '{').replace('}}', '}')}---\n{body}"
            path = folder / f"{new}.md"
            path.write_text(text, "utf-8")
            planted[path.relative_to(root).as_posix()] = lines
    return planted


def leaks(output: str) -> list[str]:
    """Return where an output has a planted value in it, with what is around it."""
    return [output[max(0, found.start() - 160) : found.end() + 20] for found in re.finditer(CANARY, output, re.IGNORECASE)]


@pytest.mark.parametrize("language", ["uz", "en"])
def test_no_format_repeats_a_personal_value(base: Scratch, language: str) -> None:
    planted = plant(base.root)

    for format_ in FORMATS:
        answer = base.nizom("check", "--format", format_, "--lang", language, "--as-of", AS_OF)
        assert answer.code == 1, answer.err
        assert leaks(answer.out + answer.err) == [], format_
    found = base.nizom("check", "--format", "json", "--as-of", AS_OF).json["findings"]
    assert not any(finding["code"].startswith("X") for finding in found)
    assert len(planted.keys() & {finding["path"] for finding in found}) > len(planted) * 0.9


def test_no_command_repeats_a_personal_value(base: Scratch) -> None:
    planted = list(plant(base.root))
    commands = [("due",), ("coverage",), ("approvals",), ("due", "--format", "json")]
    for path in planted[::25]:
        id_ = Path(path).stem
        commands += [
            ("show", id_),
            ("show", id_, "--format", "json"),
            ("approvals", id_),
            ("show", "--person", id_),
            ("check", path),
        ]

    for command in commands:
        answer = base.nizom(*command)
        assert leaks(answer.out + answer.err) == [], command


def test_a_change_repeats_no_personal_value_that_it_brings_or_puts_right(base: Scratch) -> None:
    clean = base.commit()
    planted = plant(base.root)
    broken_ = base.commit()

    for revision in (clean, broken_):
        for format_ in FORMATS:
            answer = base.nizom("check", "--base", revision, "--format", format_, "--as-of", AS_OF)
            assert answer.code in (0, 1), answer.err
            assert leaks(answer.out + answer.err) == [], (format_, revision == clean)
        for path in planted:
            (base.root / path).unlink(missing_ok=True)


def test_a_failing_check_repeats_no_value(base: Scratch, monkeypatch: pytest.MonkeyPatch) -> None:
    """The words of an exception may be anything that the check was looking at."""

    def fails(self: object) -> str:
        raise ValueError(f"{CANARY} 9")

    monkeypatch.setattr("validators.kinds.organization.Organization.is_department", property(fails))

    for format_ in FORMATS:
        answer = base.nizom("check", "--format", format_, "--lang", "en", "--as-of", AS_OF)
        assert answer.code == 4
        assert leaks(answer.out + answer.err) == [], format_
    assert "ValueError, tests.validators.output.test_personal:" in base.nizom("check", "--lang", "en", "--as-of", AS_OF).out


def test_nothing_that_the_writing_page_loads_has_a_personal_value(base: Scratch) -> None:
    """Of all records in short, and of the texts that are published, broken records included."""
    plant(base.root)
    files = read_tree(base.root)
    repository = Repository.from_files(files, all_kinds())

    texts = (published_text(entry, files[entry.path]) for entry in repository.files)

    assert leaks(index_of(repository, files)) == []
    assert leaks(choices_as_json(repository, Language("uz"))) == []
    assert leaks("".join(text.decode() for text in texts if text)) == []


@pytest.mark.parametrize("audience", ["internal", "public"])
def test_no_page_repeats_a_personal_value_of_a_broken_record(tmp_path: Path, audience: str) -> None:
    site = Site(tmp_path)
    plant(site.root)

    assert site.build(NIZOM_AUDIENCE=audience) == 0, site.log
    assert leaks(site.log) == []
    assert site.files_with(CANARY) == []
    assert site.files_with(CANARY.lower()) == []


def test_the_line_of_an_unknown_key_is_shown_where_it_only_names_a_record(base: Scratch) -> None:
    base.change("xod-002", f"unit: tsh-005\ntelefon: {CANARY}\nlaqab: d-karimova\n")

    answer = base.nizom("check", "--as-of", AS_OF, "--lang", "en").out

    assert " | unit: tsh-005\n" in answer
    assert [word for word in (CANARY, "d-karimova") if word in answer] == []
