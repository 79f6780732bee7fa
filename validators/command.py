"""The command `nizom`: the only part, beside the site's hooks, that touches the outside world.

Exit codes: 0 nothing blocks, 1 findings block, 2 wrong use or settings, 3 nothing to check, 4 our own failure.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from validators import clock
from validators.messages import Language, Message, say
from validators.output import FORMATS, Report, render

CLEAN, BLOCKED, WRONG_USE, NOTHING, OWN_FAILURE = 0, 1, 2, 3, 4
FAIL_ON = ("error", "warning", "duty", "nothing")


class WrongUse(Exception):
    """The command was called in a way that it cannot answer; holds what to tell."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.template)
        self.message = message


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command with these arguments (those of the process by default) and returns its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    given = list(sys.argv[1:] if arguments is None else arguments)
    language = Language("en" if _asks_english(given) else "uz")
    try:
        options = _parser(language).parse_args(given)
        return int(options.run(options, language))
    except WrongUse as error:
        print(f"nizom: {language.text(error.message)}", file=sys.stderr)
        return WRONG_USE
    except BrokenPipeError:
        # Whoever read our output has read enough; say nothing when Python flushes on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLEAN
    except SystemExit as error:
        return error.code if isinstance(error.code, int) else WRONG_USE
    except Exception as error:
        failure = say("The command itself failed: {error}", error=f"{type(error).__name__}: {error}")
        print(f"nizom: {language.text(failure)}", file=sys.stderr)
        if os.environ.get("NIZOM_DEBUG"):
            raise
        return OWN_FAILURE


def _asks_english(arguments: Sequence[str]) -> bool:
    """The language is needed before the arguments are parsed: complaints about them are in it too."""
    pairs = zip(arguments, [*arguments[1:], ""], strict=True)
    return any(word == "--lang=en" or (word == "--lang" and following == "en") for word, following in pairs)


class _Parser(argparse.ArgumentParser):
    """argparse, but what it complains of is said in the user's language."""

    language = Language("uz")

    def error(self, message: str) -> NoReturn:
        words = say("Wrong use: {reason}. “nizom --help” shows how", reason=message)
        print(f"nizom: {self.language.text(words)}", file=sys.stderr)
        raise SystemExit(WRONG_USE)


def _parser(language: Language) -> argparse.ArgumentParser:
    text = language.text
    _Parser.language = language
    common = _Parser(add_help=False)
    common.add_argument("--lang", choices=("uz", "en"), default="uz", help=text(say("language of the answer")))
    dated = _Parser(add_help=False, parents=[common])
    dated.add_argument("--as-of", type=_day, metavar="DATE", help=text(say("answer as of this day: 2026-03-05")))
    parser = _Parser(prog="nizom", description=text(say("Holds the department's records to the Nizom")), parents=[common])
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    check = commands.add_parser("check", parents=[dated], help=text(say("check the records")))
    check.add_argument("paths", nargs="*", metavar="PATH", help=text(say("report only these files or folders")))
    check.add_argument("--format", choices=FORMATS, default="text", help=text(say("form of the report")))
    check.add_argument(
        "--fail-on", type=_fail_on, default=frozenset({"error"}), metavar="WHAT",
        help=text(say("what fails the run, separated by commas: error, warning, duty, nothing")),
    )  # fmt: skip
    check.set_defaults(run=_check)
    return parser


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” ≠ 2026-03-05") from None


def _fail_on(text: str) -> frozenset[str]:
    words = frozenset(text.split(","))
    if unknown := sorted(words - set(FAIL_ON)):
        raise argparse.ArgumentTypeError(f"{', '.join(unknown)} ({', '.join(FAIL_ON)})")
    return words - {"nothing"}


def _check(options: argparse.Namespace, language: Language) -> int:
    from validators.checks import all_checks, check_repository, is_on, unknown_in_settings
    from validators.kinds import all_kinds
    from validators.reading import find_root, read_tree
    from validators.repository import Repository

    root = find_root(Path.cwd())
    if root is None:
        raise WrongUse(say("There is no records/ folder here or above"))
    repository = Repository(read_tree(root), all_kinds())
    selected = _selected(options.paths, root)
    as_of = options.as_of or clock.today()
    findings = tuple(f for f in check_repository(repository, as_of) if _wanted(f.path, selected))
    checked = sum(_wanted(entry.path, selected) for entry in repository.filed)
    documents = [*(entry.document for entry in repository.filed), *(stray[0] for stray in repository.strays)]
    documents += [d for d in (repository.settings.document, repository.calendar_document) if d]
    with_findings = {finding.path for finding in findings}
    report = Report(
        findings=findings,
        blocking=options.fail_on,
        as_of=as_of,
        checked=checked,
        texts={document.path: document.text for document in documents if document.path in with_findings},
        off=tuple(code for code, check in all_checks(repository.kinds).items() if not is_on(check, repository.settings)),
        colour=sys.stdout.isatty() and not os.environ.get("NO_COLOR"),
    )
    print(render(options.format, report, language))
    if any(finding.code.startswith("X") for finding in findings):
        return OWN_FAILURE
    if repository.settings.problems or repository.calendar_problems or any(unknown_in_settings(repository)):
        return WRONG_USE
    if not checked and not findings:
        print(f"nizom: {language.text(say('There is no record to check'))}", file=sys.stderr)
        return NOTHING
    return BLOCKED if any(map(report.blocks, findings)) else CLEAN


def _selected(paths: Sequence[str], root: Path) -> tuple[str, ...]:
    """The named files and folders, relative to the root; a name that leads nowhere is a mistake, not an empty answer."""
    chosen: list[str] = []
    for path in paths:
        absolute = Path(os.path.abspath(path))
        if not os.path.lexists(absolute):
            raise WrongUse(say("There is no file or folder {path}", path=path))
        if not absolute.is_relative_to(root):
            raise WrongUse(say("{path} is outside this repository", path=path))
        chosen.append(absolute.relative_to(root).as_posix())
    return tuple(chosen)


def _wanted(path: str, selected: tuple[str, ...]) -> bool:
    return not selected or any(choice in (".", path) or path.startswith(f"{choice}/") for choice in selected)


if __name__ == "__main__":
    sys.exit(main())
