"""Every output format is valid for its reader, and safe whatever a record or a file name contains."""

import html
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from inline_snapshot import snapshot
from jsonschema import Draft202012Validator

from tests.support.scratch import AS_OF, Answer, Scratch
from validators import __version__

HOSTILE = "a %0A::error::x ]]> | <script>alert(1)</script> `code` ::set-output:: , @hamma #1 [x](http://x.uz) ##[error]x {0}"
HOSTILE_NAME = "loy-2026-002-%0A::error file=x,line=1::y ]]>|<b>`x`,\u202e\x1b[31m\u009b\n@hamma [a](b).md"

CONTRACT = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "additionalProperties": False,
    "required": ["version", "as_of", "summary", "findings"],
    "properties": {
        "version": {"const": 1},
        "as_of": {"type": "string", "format": "date"},
        "summary": {
            "type": "object",
            "additionalProperties": False,
            "required": ["records", "errors", "warnings", "overdue", "blocking", "off"],
            "properties": {
                **{name: {"type": "integer", "minimum": 0} for name in ("records", "errors", "warnings", "overdue", "blocking")},
                "off": {"type": "array", "items": {"type": "string"}, "uniqueItems": True},
            },
        },
        "findings": {"type": "array", "items": {"$ref": "#/$defs/finding"}},
        "not_run": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/unchecked"}},
    },
    "$defs": {
        "finding": {
            "type": "object",
            "additionalProperties": False,
            "required": [
                "code", "clause", "authority", "severity", "clock", "record", "record_title", "responsible", "responsible_name", "path", "line",
                "column", "end_line", "end_column", "field", "message", "hint", "url", "fingerprint",
            ],
            "properties": {
                "code": {"type": "string", "pattern": "^(N-?[0-9a-z.]+-[0-9]+|[FRACWX][0-9]{2})$"},
                "clause": {"type": ["string", "null"]},
                "authority": {"enum": ["N", "S", "D", None]},
                "severity": {"enum": ["error", "warning"]},
                "clock": {"enum": ["rule", "duty"]},
                **{
                    about: {"type": ["string", "null"], "minLength": 1}
                    for about in ("record", "record_title", "responsible", "responsible_name")
                },
                "path": {"type": "string", "pattern": "^records/"},
                **{place: {"type": "integer", "minimum": 1} for place in ("line", "column", "end_line", "end_column")},
                "field": {"type": "string"},
                "message": {"type": "string", "minLength": 1},
                "hint": {"type": "string", "minLength": 1},
                "url": {"type": "string", "pattern": "^checks/.+/$"},
                "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{16}$"},
                "fix": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["line", "end_line", "text", "safe"],
                    "properties": {
                        **{place: {"type": "integer", "minimum": 1} for place in ("line", "end_line")},
                        "text": {"type": "string"},
                        "safe": {"type": "boolean"},
                    },
                },
            },
        },
        "unchecked": {
            "type": "object",
            "additionalProperties": False,
            "required": ["record", "path", "line", "column", "field", "reason", "checks"],
            "properties": {
                "record": {"type": ["string", "null"]},
                "path": {"type": "string", "pattern": "^records/"},
                **{place: {"type": "integer", "minimum": 1} for place in ("line", "column")},
                "field": {"type": "string"},
                "reason": {"enum": ["missing", "wrong", "unreadable"]},
                "checks": {"additionalProperties": {"type": "array", "minItems": 1, "items": {"type": "string"}}},
            },
        },
    },
}  # fmt: skip

# The part of SARIF 2.1.0 that its readers need of us (OASIS standard, sections 3.13 to 3.31), closed to keys we do not mean.
_TEXT = {"type": "object", "additionalProperties": False, "required": ["text"], "properties": {"text": {"type": "string"}}}
_LEVEL = {"enum": ["none", "note", "warning", "error"]}
SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["tool", "results"],
                "properties": {
                    "tool": {
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "required": ["name"],
                                "properties": {
                                    "rules": {
                                        "uniqueItems": True,
                                        "items": {
                                            "required": ["id"],
                                            "properties": {
                                                "shortDescription": _TEXT,
                                                "fullDescription": _TEXT,
                                                "help": _TEXT,
                                                "defaultConfiguration": {"properties": {"level": _LEVEL}},
                                                "properties": {"properties": {"tags": {"uniqueItems": True}}},
                                            },
                                        },
                                    }
                                },
                            }
                        },
                    },
                    "invocations": {"items": {"required": ["executionSuccessful"]}},
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "results": {
                        "items": {
                            "required": ["message", "ruleId", "ruleIndex"],
                            "properties": {
                                "message": _TEXT,
                                "level": _LEVEL,
                                "partialFingerprints": {"additionalProperties": {"type": "string"}},
                                "baselineState": {"enum": ["new", "unchanged", "updated", "absent"]},
                                "suppressions": {
                                    "uniqueItems": True,
                                    "items": {
                                        "additionalProperties": False,
                                        "required": ["kind"],
                                        "properties": {
                                            "kind": {"enum": ["inSource", "external"]},
                                            "status": {"enum": ["accepted", "underReview", "rejected"]},
                                            "justification": {"type": "string"},
                                        },
                                    },
                                },
                                "locations": {
                                    "minItems": 1,
                                    "items": {
                                        "properties": {
                                            "physicalLocation": {
                                                "properties": {
                                                    "artifactLocation": {
                                                        "properties": {"uri": {"type": "string", "format": "uri-reference"}}
                                                    },
                                                    "region": {
                                                        "required": ["startLine"],
                                                        "additionalProperties": {"type": "integer", "minimum": 1},
                                                    },
                                                }
                                            }
                                        }
                                    },
                                },
                            },
                        }
                    },
                },
            },
        },
    },
}


def fails_schema(schema: dict[str, Any], value: object) -> list[str]:
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [f"{list(error.path)}: {error.message}" for error in validator.iter_errors(value)]


@pytest.fixture
def broken(base: Scratch) -> Scratch:
    """The base with an error, a warning, an overdue stage, and a hostile file whose key and value appear in messages."""
    base.change("loy-2026-001", "milestones:\n  - title: Sinov\n    due: 2026-05-01\n    responsible: xod-003\n")
    base.change("loy-2026-001", "introduced_in:\n")
    hostile = base.path("loy-2026-001").read_text("utf-8").replace("loy-2026-001", "loy-2026-002")
    hostile = re.sub(r"(?m)^due: .*$", f"due: '{HOSTILE}'\n'{HOSTILE[:99]}': x", hostile)
    base.write(f"records/projects/{HOSTILE_NAME}", hostile)
    return base


def answer(scratch: Scratch, format_: str, *arguments: str) -> Answer:
    return scratch.nizom("check", "--format", format_, "--lang", "en", "--as-of", AS_OF, *arguments)


def findings(scratch: Scratch) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = answer(scratch, "json").json["findings"]
    return found


@pytest.mark.parametrize("format_", ["text", "json", "github", "gitlab", "sarif", "junit", "rdjson", "markdown"])
@pytest.mark.parametrize("language", ["uz", "en"])
def test_every_format_is_free_of_control_characters_and_reproducible(broken: Scratch, format_: str, language: str) -> None:
    command = ("check", "--format", format_, "--lang", language, "--as-of", AS_OF)
    first = broken.nizom(*command)

    assert first.code == 1
    assert first.err == ""
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]", first.out)
    assert broken.nizom(*command).out == first.out


def test_json_keeps_its_contract(broken: Scratch) -> None:
    contract = answer(broken, "json").json

    assert fails_schema(CONTRACT, contract) == []
    assert contract["summary"]["errors"] >= 2
    assert contract["summary"]["overdue"] == 2
    places = [(f["path"], f["line"], f["column"]) for f in contract["findings"]]
    assert places == sorted(places)
    assert any(f["path"].startswith(f"records/projects/{HOSTILE_NAME[:45]}") for f in contract["findings"])


def test_json_for_a_clean_repository_has_no_findings(base: Scratch) -> None:
    contract = answer(base, "json").json

    assert fails_schema(CONTRACT, contract) == []
    assert contract["findings"] == []


def unescaped(text: str, *, property_: bool = False) -> str:
    """Return what GitHub's runner makes of a command's data, in its own order."""
    pairs = [("%0D", "\r"), ("%0A", "\n")] + [("%3A", ":"), ("%2C", ",")] * property_ + [("%25", "%")]
    for written, meant in pairs:
        text = text.replace(written, meant)
    return text


def test_github_gets_one_command_for_each_finding(broken: Scratch) -> None:
    *lines, summary = answer(broken, "github").out.rstrip("\n").split("\n")
    expected = findings(broken)

    commands = [re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line) for line in lines]
    assert all(commands)
    assert len(commands) == len(expected)
    read = []
    for command in commands:
        assert command
        pairs = dict(pair.split("=", 1) for pair in command[2].split(","))
        read.append((unescaped(pairs["file"], property_=True), pairs["line"], unescaped(pairs["title"], property_=True)))
    assert sorted((path, line) for path, line, _ in read) == sorted((f["path"], str(f["line"])) for f in expected)
    assert sorted(title.split(" ")[0] for *_, title in read) == sorted(f["code"] for f in expected)
    assert "##[" not in answer(broken, "github").out
    assert not summary.startswith("::")


def test_github_shows_what_blocks_first_and_duties_as_notices(broken: Scratch) -> None:
    levels = re.findall(r"(?m)^::(\w+) ", answer(broken, "github").out)
    blocked = re.findall(r"(?m)^::(\w+) ", answer(broken, "github", "--fail-on", "duty").out)

    assert levels == sorted(levels, key=["error", "notice", "warning"].index) or levels[0] == "error"
    assert "notice" in levels
    assert "notice" not in blocked


def test_gitlab_issues_are_valid_and_have_distinct_fingerprints(broken: Scratch) -> None:
    issues = answer(broken, "gitlab").json

    assert (
        fails_schema(
            {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["description", "check_name", "fingerprint", "severity", "location"],
                    "properties": {
                        "description": {"type": "string", "minLength": 1},
                        "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
                        "location": {
                            "required": ["path", "lines"],
                            "properties": {
                                "path": {"type": "string", "pattern": "^records/"},
                                "lines": {"required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}}},
                            },
                        },
                    },
                },
            },
            issues,
        )
        == []
    )
    prints = [issue["fingerprint"] for issue in issues]
    assert len(set(prints)) == len(prints) == len(findings(broken))
    assert {issue["severity"] for issue in issues if issue["check_name"] == "F22"} == {"blocker"}


def test_gitlab_distinguishes_findings_that_share_a_fingerprint(base: Scratch) -> None:
    base.write("records/projects/a.md", "a: 1")
    base.change("loy-2026-001", "approvals:\n  - {}\n  - {}\n")
    prints = [finding["fingerprint"] for finding in findings(base)]

    issues = [issue["fingerprint"] for issue in answer(base, "gitlab").json]

    assert len(issues) == len(prints)
    assert len(set(issues)) == len(issues)


def test_sarif_is_valid_and_lists_the_rules_of_its_results(broken: Scratch) -> None:
    log = answer(broken, "sarif").json

    assert fails_schema(SARIF, log) == []
    [run] = log["runs"]
    driver = run["tool"]["driver"]
    rules = [rule["id"] for rule in driver["rules"]]
    assert (driver["name"], driver["version"]) == ("Nizom", __version__)
    assert rules == sorted(set(rules))
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in run["results"])
    paths = [r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in run["results"]]
    assert [unquote(path) for path in paths] == [finding["path"] for finding in findings(broken)]
    assert all(re.fullmatch(r"[A-Za-z0-9._/%~-]+", path) for path in paths)
    assert not any("](" in result["message"]["text"] for result in run["results"])


def test_a_finding_that_knows_its_cure_carries_the_lines_to_write(base: Scratch) -> None:
    """In JSON and SARIF for programs; the text says how many there are."""
    base.edit("loy-2026-001", "due: 2026-12-25", "due: 25.12.2026")
    base.edit("loy-2026-001", "priority: high\n", "priority: hight\nsummary: ''\n")
    text = base.path("loy-2026-001").read_text("utf-8").splitlines(keepends=True)

    found = {finding["field"]: finding.get("fix") for finding in answer(base, "json").json["findings"]}
    first = text.index("due: 25.12.2026\n") + 1
    assert found == {
        "due": {"line": first, "end_line": first, "text": "due: 2026-12-25\n", "safe": True},
        "priority": {"line": first + 1, "end_line": first + 1, "text": "priority: high\n", "safe": False},
        "summary": {"line": first + 2, "end_line": first + 2, "text": "", "safe": True},
    }
    results = answer(base, "sarif").json["runs"][0]["results"]
    changes = [result["fixes"][0]["artifactChanges"][0]["replacements"] for result in results]
    assert [(one["deletedRegion"]["startLine"], one["insertedContent"]["text"]) for [one] in changes] == [
        (fix["line"], fix["text"]) for fix in found.values()
    ]
    assert "Only written another way: 2 (nizom fix)\n" in answer(base, "text", "--lang", "en").out


def test_reviewdog_gets_a_cure_at_the_very_lines_that_it_replaces(base: Scratch) -> None:
    """Of other findings it gets the place, in bytes."""
    base.edit("loy-2026-001", "due: 2026-12-25", "due: 25.12.2026")
    base.edit("loy-2026-001", "stage: system-tests", "stage: ‘qandaydir’")
    lines = base.path("loy-2026-001").read_text("utf-8").split("\n")
    due, stage = lines.index("due: 25.12.2026") + 1, lines.index("    stage: ‘qandaydir’") + 1

    result = answer(base, "rdjson").json

    assert result["source"] == {"name": "nizom"}
    by_code = {(one["code"]["value"], one["location"]["range"]["start"]["line"]): one for one in result["diagnostics"]}
    at_due = {"start": {"line": due}, "end": {"line": due}}
    assert by_code["F22", due]["location"] == {"path": "records/projects/loy-2026-001.md", "range": at_due}
    assert by_code["F22", due]["suggestions"] == [{"range": at_due, "text": "due: 2026-12-25"}]
    assert by_code["F22", due]["severity"] == "ERROR"
    assert by_code["F23", stage]["location"]["range"] == {
        "start": {"line": stage, "column": 12}, "end": {"line": stage, "column": 12 + len("‘qandaydir’".encode())},
    }  # fmt: skip
    assert "suggestions" not in by_code["F23", stage]


def test_sarif_says_whether_the_checks_ran_to_the_end(base: Scratch) -> None:
    assert answer(base, "sarif").json["runs"][0]["invocations"] == [{"executionSuccessful": True}]


WAIVER = (
    "---\nid: ist-2026-001\ntitle: Ekspertiza keyinroq\nstatus: allowed\nowner: tsh-002\nchecks: [N11.1-1]\n"
    "records: [loy-2026-001]\nreason: Navbat\ndocument: 31-son buyruq\nallowed_by: xod-004\nsince: 2026-05-01\n"
    "until: 2026-12-31\n---\nMatn.\n"
)


def test_in_sarif_what_an_exception_exempts_is_suppressed_and_no_error(base: Scratch) -> None:
    """Code scanning opens an alert for every result at its level, and does not heed suppressions."""
    base.change("loy-2026-001", "introduced_in:\nsystems: [ree-404]\n")
    base.write("records/waivers/ist-2026-001.md", WAIVER)

    log = answer(base, "sarif").json

    assert fails_schema(SARIF, log) == []
    results = log["runs"][0]["results"]
    assert {one["ruleId"]: (one["level"], one.get("suppressions")) for one in results} == {
        "N11.1-1": ("note", [{"kind": "external", "status": "accepted", "justification": "ist-2026-001"}]),
        "R01": ("error", None),
    }


def test_in_sarif_what_was_there_before_a_change_is_no_error(base: Scratch) -> None:
    base.change("loy-2026-001", "systems: [ree-404]\n")
    before = base.commit()
    base.change("std-001", "basis: [hjt-404]\n")

    log = answer(base, "sarif", "--base", before).json

    assert fails_schema(SARIF, log) == []
    results = log["runs"][0]["results"]
    places = {(one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], one["ruleId"]): one for one in results}
    reported = {
        path.rpartition("/")[2]: (one["level"], one["baselineState"]) for (path, code), one in places.items() if code == "R01"
    }
    assert reported == {"loy-2026-001.md": ("note", "unchanged"), "std-001.md": ("error", "new")}


def test_junit_fails_what_blocks_and_its_counts_add_up(broken: Scratch) -> None:
    root = ElementTree.fromstring(answer(broken, "junit").out)
    expected = findings(broken)

    cases = root.findall("testsuite/testcase")
    failures, skipped = root.findall("testsuite/testcase/failure"), root.findall("testsuite/testcase/skipped")
    assert root.attrib == {
        "name": "nizom", "tests": str(len(cases)), "failures": str(len(failures)), "skipped": str(len(skipped)),
    }  # fmt: skip
    assert len(cases) == len(expected) == len(failures) + len(skipped)
    for name in ("tests", "failures", "skipped"):
        assert sum(int(suite.attrib[name]) for suite in root.findall("testsuite")) == int(root.attrib[name])
    assert any(HOSTILE[:40] in failure.attrib["message"] for failure in failures)


def test_list_items_count_from_one_for_people_and_from_zero_in_json(base: Scratch) -> None:
    base.change("loy-2026-001", "systems:\n  - ree-001\n  - ree-404\n")

    (found,) = answer(base, "json").json["findings"]
    (case,) = ElementTree.fromstring(answer(base, "junit").out).findall("testsuite/testcase")
    assert found["field"] == "systems.1"
    assert case.attrib["name"].endswith("(systems 2)")


def test_junit_for_a_clean_repository_is_one_passing_case(base: Scratch) -> None:
    root = ElementTree.fromstring(answer(base, "junit").out)

    assert root.attrib["failures"] == "0"
    assert [list(case) for case in root.findall("testsuite/testcase")] == [[]]


def test_markdown_escapes_the_text_of_records(broken: Scratch) -> None:
    summary = answer(broken, "markdown").out

    assert summary.startswith("## ❌ ")
    for markup in ("<script", "<b>", "`", "](", "@hamma", "##[", "\u202e", "http:"):
        assert markup not in summary, markup
    assert set(re.findall(r"</?\w+>", summary)) == {
        "<code>", "</code>", "<details>", "</details>", "<summary>", "</summary>", "<sub>", "</sub>", "<br>"
    }  # fmt: skip


def test_markdown_puts_what_blocks_first_and_overdue_duties_last(broken: Scratch) -> None:
    summary = answer(broken, "markdown").out

    assert re.findall(r"(?m)^(?:#+ |<details><summary>).*", html.unescape(summary)) == snapshot(
        [
            "## ❌ Not all could be checked. 2 findings block",
            "### Obstacles. To be corrected by: Javohir Toshmatov",
            "### Could not be checked",
            "### Only warns",
            "<details><summary>Does not block: overdue: 2</summary>",
            "<details><summary>11 checks off: their settings have no value</summary>",
        ]
    )


def test_markdown_names_the_checks_that_are_off(base: Scratch) -> None:
    base.change("records/settings.md", "S15:\n")

    summary = answer(base, "markdown").out

    assert summary.splitlines()[0] == snapshot("## ✅ Nothing blocks")
    assert [line for line in summary.splitlines() if "S15" in line] == snapshot(
        ["- N11.3-1 (S15): The progress of a running project is looked at within the monitoring period"]
    )


def test_markdown_stays_under_the_limit_of_forges_and_counts_what_it_omits(base: Scratch) -> None:
    many = "".join(f"kalit_{number}_{'|' * 80}: x\n" for number in range(90))
    original = base.path("loy-2026-001").read_text("utf-8")
    for number in range(100, 200):
        record = original.replace("loy-2026-001", f"loy-2026-{number}").replace("---\n", f"---\n{many}", 1)
        base.write(f"records/projects/loy-2026-{number}.md", record)

    summary = answer(base, "markdown").out

    assert 900_000 < len(summary.encode()) < 1024 * 1024
    shown = len(re.findall(r"(?m)^[0-9]+\. ", summary))
    total = answer(base, "json").json["summary"]
    left = re.search(r"\*\*([0-9]+) findings left out here", summary)
    assert left
    assert shown + int(left[1]) == total["errors"] + total["warnings"]
    assert summary.count("<details>") == summary.count("</details>")


def test_text_names_place_problem_paragraph_and_fix(base: Scratch) -> None:
    base.change("loy-2026-001", "introduced_in:\n")

    assert answer(base, "text").out == snapshot("""\
records/projects/loy-2026-001.md:1:1  warning  N11.1-1  The record does not say where it is introduced
   |
 1 | ---
   | ^^^ The project does not name a structure in which it is introduced
   |
   = Nizom, the second paragraph of clause 11 (D): A project names the structures of the Agency in which it is introduced
   = what to do: Under introduced_in: list the ids of the structures
   = loy-2026-001 “Standartlar elektron katalogini yaratish”; responsible: Javohir Toshmatov

What blocks: approvals need no proof; checks of approvals that only warn: A01–A07, A09–A11; 113 checks in all only warn
Off: 11 checks, as these settings have no value: S02, S11, S17, S30, S35, S42, S50–S52, S54, provenance, waiver-days (nizom rules)
37 records checked: 0 errors, 1 warning, 0 overdue. Nothing blocks
""")


def test_text_for_a_clean_repository_is_one_line(base: Scratch) -> None:
    assert answer(base, "text").out == snapshot("""\
What blocks: approvals need no proof; checks of approvals that only warn: A01–A07, A09–A11; 113 checks in all only warn
Off: 11 checks, as these settings have no value: S02, S11, S17, S30, S35, S42, S50–S52, S54, provenance, waiver-days (nizom rules)
37 records checked: nothing to fix
""")


def test_text_uses_english_plurals(scratch: Scratch) -> None:
    scratch.write("records/projects/loy-2026-001.md", "a")
    assert answer(scratch, "text").out.splitlines()[-1] == snapshot(
        "1 record checked: 1 error, 0 warnings, 0 overdue. Not all could be checked. 1 finding blocks"
    )

    scratch.write("records/projects/loy-2026-002.md", "a")
    assert answer(scratch, "text").out.splitlines()[-1] == snapshot(
        "2 records checked: 2 errors, 0 warnings, 0 overdue. Not all could be checked. 2 findings block"
    )


def test_text_groups_overdue_duties_by_check_and_shows_a_few(base: Scratch) -> None:
    stages = "".join(f"  - title: Bosqich {n}\n    due: 2026-05-{n:02}\n    responsible: xod-003\n" for n in range(1, 9))
    base.change("loy-2026-001", f"milestones:\n{stages}")

    out = answer(base, "text").out

    overdue = out.split("\n")
    assert sum("days ago" in line for line in overdue) == 5
    assert [line for line in overdue if line.endswith(": nizom due")] == snapshot(["   and 3 more: nizom due"])
    assert sum(line.startswith("overdue  ") for line in overdue) == 1


def test_text_shows_the_relevant_part_of_a_long_line(scratch: Scratch) -> None:
    scratch.write("records/projects/loy-2026-001.md", f"---\ntitle: {'a' * 5000}\nid: [{'b, ' * 200}]\n---\n")

    assert max(map(len, answer(scratch, "text").out.split("\n"))) < 220


def test_no_format_depends_on_the_path_of_the_repository(broken: Scratch) -> None:
    for format_ in ("text", "json", "github", "gitlab", "sarif", "junit", "rdjson", "markdown"):
        assert str(Path(broken.root)) not in answer(broken, format_).out
        assert json.dumps(str(broken.root)) not in answer(broken, format_).out


def test_a_folder_of_foreign_files_is_one_sentence(base: Scratch) -> None:
    for name in ("1-xat.docx", "2-jadval.xlsx", "3-rasm.bmp", "4-reja.pptx", "5-izoh.md"):
        base.write(f"records/eski ishlar/{name}", "boshqa")
    base.write("records/projects/xat.docx", "boshqa")

    answer = base.nizom("check", "--no-base", "--lang", "en", "--as-of", AS_OF)

    assert answer.out.partition("\nWhat blocks")[0] == snapshot("""\
records/eski ishlar/  error  F28  File in the wrong place (5)
   = 5 files that are no records: 1-xat.docx, 2-jadval.xlsx, 3-rasm.bmp, …
   = what to do: Keep them outside records/. Rows of a workbook become records by nizom import FILE KIND, other work begins with nizom new KIND TITLE

records/projects/xat.docx:1:1  error  F28  File in the wrong place
   = xat.docx is not a record: its name does not end in .md
   = what to do: Copy its text into a record, a .md file in its kind's folder, and take this file out of records/
""")


def test_the_summary_says_a_folder_of_foreign_files_in_one_sentence(base: Scratch) -> None:
    for number in range(1, 31):
        base.write(f"records/eski ishlar/{number}.json", "{}")
    base.write("records/projects/xat.docx", "boshqa")

    answer = base.nizom("check", "--no-base", "--lang", "en", "--as-of", AS_OF, "--format", "markdown")

    assert [line for line in answer.out.split("\n") if "records/" in line or line.startswith("1. ")] == snapshot(
        [
            "<code>records/eski ishlar/</code>",
            "1. 30 files that are no records&#58; 1.json, 10.json, 11.json, …. F28<br>",
            "   → Keep them outside records/. Rows of a workbook become records by nizom import FILE KIND, other work begins with nizom new KIND TITLE",
            "**xat.docx**, <code>records/projects/xat.docx</code>",
            "1. xat.docx is not a record&#58; its name does not end in .md. line 1, F28<br>",
            "   → Copy its text into a record, a .md file in its kind's folder, and take this file out of records/",
        ]
    )
