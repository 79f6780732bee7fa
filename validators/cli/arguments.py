"""The command line: every command with its arguments, in the user's language."""

import argparse
import re
from collections.abc import Callable
from datetime import date
from typing import Literal, get_args

from validators import __version__, clock
from validators.beginning.questions import QUESTIONS
from validators.cli import approving, asking, checking, fixing, importing, reminding, writing_facts
from validators.cli.beginning import init, upgrading
from validators.cli.completion import shells
from validators.cli.delivery import commenting, documenting, federating
from validators.cli.parser import Parser
from validators.cli.session import year_out_of_range
from validators.model.duty import NEAR
from validators.model.roles import Decision, Role
from validators.output.formats import FORMATS
from validators.reminding.occasions import AHEAD
from validators.rules.blocking import ERRORS, BlockingPolicy
from validators.source.finding import Level
from validators.text import plurals
from validators.text.messages import Language, Message, choice, say

EXIT_CODES = say(
    "Exit codes: 0 nothing blocks; 1 findings block; 2 wrong use, or mistakes in the settings; 3 nothing to check; "
    "4 we failed, or the system would not let us read or write; 130 stopped; 141 the reader of the answer left"
)
UZBEK, ENGLISH = Language("uz"), Language("en")
ReportType = Literal["annual", "monthly", "digest"]
FAIL_ON = (*get_args(Level), "nothing")


def command_line(language: Language) -> argparse.ArgumentParser:
    """Return the parser of all commands, whose help and complaints are in the language; `run` of what it returns runs one."""
    text = language.text
    Parser.language = language
    common = Parser(add_help=False)
    common.add_argument("--lang", choices=("uz", "en"), default="uz", help=text(say("language of the answer")))
    dated = Parser(add_help=False, parents=[common])
    dated.add_argument("--as-of", type=_day, metavar=text(say("DATE")), help=text(say("answer as of this day: 2026-03-05")))
    formed = Parser(add_help=False)
    formed.add_argument("--format", choices=("text", "json"), default="text", help=text(say("form of the answer")))
    parser = Parser(
        prog="nizom",
        description=text(say("Holds the department's records to the Nizom")),
        epilog=text(EXIT_CODES),
        parents=[common],
    )
    parser.add_argument(
        "--version", action="version", version=f"nizom {__version__}", help=text(say("show the program's version and exit"))
    )
    commands = parser.add_subparsers(metavar=text(say("COMMAND")), required=True)

    def command(name: str, run: Callable[[argparse.Namespace, Language], int], about: Message, *parents: Parser) -> Parser:
        words = text(about)
        made = commands.add_parser(name, parents=parents, help=words, description=words, epilog=text(EXIT_CODES))
        made.set_defaults(run=run)
        return made

    check = command("check", checking.check, say("check the records"), dated)
    check.add_argument("paths", nargs="*", metavar=text(say("PATH")), help=text(say("report only these files or folders")))
    held = check.add_mutually_exclusive_group()
    held.add_argument(
        "--base", metavar=text(say("REV")), help=text(say("what blocks is only what changed since this revision: origin/main"))
    )
    held.add_argument(
        "--no-base", action="store_true", help=text(say("report everything, not only what changed since the default branch"))
    )
    held.add_argument(
        "--since", metavar=text(say("REV")),
        help=text(say("report everything, and say at the end what is new since this revision was checked the day before")),
    )  # fmt: skip
    check.add_argument("--staged", action="store_true", help=text(say("check what the next commit would hold, not the folder")))
    check.add_argument("--statistics", action="store_true", help=text(say("count the findings by check instead of showing each")))
    check.add_argument("--format", choices=FORMATS, default="text", help=text(say("form of the report")))
    check.add_argument(
        "--fail-on", type=_fail_on, default=ERRORS, metavar=text(say("WHAT")),
        help=text(say("what fails the run, separated by commas: error (the default), warning (errors too), duty, nothing")),
    )  # fmt: skip
    fix = command("fix", fixing.fix, say("fix what needs no person"), dated)
    fix.add_argument("paths", nargs="*", metavar=text(say("PATH")), help=text(say("only in these files or folders")))
    fix.add_argument("--diff", action="store_true", help=text(say("show what would change, and write nothing")))
    fix.add_argument("--unsafe", action="store_true", help=text(say("make guesses as well: look at each before you commit it")))
    facts = command("set", writing_facts.set_facts, say("write facts into a record, in any notation that is clear"), dated)
    facts.add_argument("id", metavar="ID", help=text(say("the record's id: loy-2026-001")))
    facts.add_argument(
        "facts", nargs="+", metavar=text(say("FIELD=VALUE")),
        help=text(say("due=25.12.2026; systems+=ree-002 adds to a list, -= takes out; items count from 1: milestones.2.due=…")),
    )  # fmt: skip
    new = command("new", writing_facts.new, say("begin a record: writes a file with the keys that it needs"), dated)
    new.add_argument("kind", metavar=text(say("KIND")), help=text(say("the kind's name: project")))
    new.add_argument("title", metavar=text(say("TITLE")), help=text(say("what the record is called, in one line")))
    new.add_argument(
        "facts",
        nargs="*",
        default=(),
        metavar=text(say("FIELD=VALUE")),
        help=text(say("facts to begin with, as “nizom set” takes them")),
    )
    new.add_argument("--all", action="store_true", help=text(say("with all keys that its kind may have")))
    taken = command("import", importing.import_file, say("make records of the rows of a workbook (.xlsx) or CSV file"), dated)
    taken.add_argument("file", metavar=text(say("FILE")), help=text(say("the workbook: its first row names the fields")))
    taken.add_argument("kind", metavar=text(say("KIND")), help=text(say("the kind's name: project")))
    taken.add_argument(
        "facts", nargs="*", default=(), metavar=text(say("FIELD=VALUE")),
        help=text(say("facts of every new record of which the file does not say them, as “nizom set” takes them")),
    )  # fmt: skip
    taken.add_argument("--dry-run", action="store_true", help=text(say("say what would be written, and write nothing")))
    taken.add_argument(
        "--column", action="append", default=[], metavar=text(say("HEADING=FIELD")),
        help=text(say("which field a column holds; with nothing after = it is left out; kept for the next time")),
    )  # fmt: skip
    _init(command("init", init.init, say("begin a register: a repository with the first records of a body"), dated), text)
    commented = command("comment", commenting.comment, say("keep the summary as a comment on the pull request"), common)
    commented.add_argument("file", metavar=text(say("FILE")), help=text(say("the summary: what --format markdown printed")))
    command("upgrade", upgrading.upgrade, say("say what this version asks of records that were in order before"), dated)
    command("rules", asking.rules, say("list all checks"), common, formed)
    rule = command("rule", asking.rule, say("explain a check, with examples"), common)
    rule.add_argument("code", metavar=text(say("CODE")), help=text(say("the check's code: N12.a.3-3")))
    due = command("due", asking.due, say("list what is overdue and what falls due"), dated, formed)
    which = due.add_mutually_exclusive_group()
    which.add_argument(
        "--late", action="store_true", help=text(say("what was done after its due date, instead of what is still owed"))
    )
    which.add_argument(
        "--until",
        type=_day,
        metavar=text(say("DATE")),
        help=text(say("the last day to look at; by default, {days} ahead", days=plurals.days(NEAR.days))),
    )
    due.add_argument("--person", metavar="ID", help=text(say("only what this employee is responsible for: xod-003")))
    due.add_argument("--unit", metavar="ID", help=text(say("only what this unit is responsible for: tsh-002")))
    _remind(command("remind", reminding.remind, say("write mails to those whose duties are late or fall due"), dated), text)
    joined = command("federate", federating.federate, say("bring the published records of many bodies together"), dated)
    federating.declare(joined, text)
    written = command(
        "document", documenting.write_document, say("write a document in Word: a passport, a report, a list"), dated
    )
    documenting.declare(written, text)
    listed = command("list", asking.list_records, say("list records by words in their ids, titles and numbers"), common, formed)
    listed.add_argument(
        "words",
        nargs="*",
        metavar=text(say("WORD")),
        help=text(say("a kind first, if only its records are meant: project katalog")),
    )
    show = command("show", asking.show, say("show a record: how it stands, what is missing, who acts next"), dated, formed)
    shown = show.add_mutually_exclusive_group()
    shown.add_argument(
        "words", nargs="*", default=(), metavar=text(say("ID or WORD")), help=text(say("the record's id, or words of its title"))
    )
    shown.add_argument("--person", metavar="ID", help=text(say("all that this employee owes: xod-003")))
    covered = command("coverage", asking.coverage, say("list each paragraph with its checks, records and findings"), dated)
    covered.add_argument("--format", choices=("text", "json", "markdown"), default="text", help=text(say("form of the answer")))
    report = command("report", asking.report, say("draft a yearly or monthly report, or a digest, from the records"), dated)
    report.add_argument(
        "type", metavar=text(say("TYPE")), type=_report_type,
        help=text(say("what it reports on: {choices}", choices=_choices(ReportType))),
    )  # fmt: skip
    report.add_argument(
        "period", metavar=text(say("PERIOD")), help=text(say("as people say it: 2026, 11.2026, noyabr 2026, 3-chorak"))
    )
    report.add_argument("--write", action="store_true", help=text(say("save it as a new record; a file that is there stays")))
    way = command(
        "approvals", asking.approvals, say("show a record's way to approval: who, when, what is missing"), dated, formed
    )
    way.add_argument("id", metavar="ID", help=text(say("the record's id: loy-2026-001")))
    _approve(command("approve", approving.approve, say("write a step of the way to approval into a record"), common), text)
    command("codeowners", asking.codeowners, say("print docs/CODEOWNERS, by which the forge asks for reviews"), common)
    command("lsp", asking.answer_editor, say("give findings and help in an editor, as a language server"), dated)
    schema = command("schema", asking.schema, say("print the JSON Schema of a kind of record, or of any record"), common)
    schema.add_argument("kind", nargs="?", metavar=text(say("KIND")), help=text(say("the kind's name, or settings: project")))
    completes = command("completion", shells.completion, say("print what a shell needs to complete this command"), common)
    completes.add_argument("shell", metavar=text(say("SHELL")), choices=tuple(shells.SCRIPTS), help=", ".join(shells.SCRIPTS))
    completes.add_argument("line", nargs="?", help=argparse.SUPPRESS)
    completes.set_defaults(parser=parser)
    return parser


def _init(begun: Parser, text: Callable[[Message], str]) -> None:
    """Declare the arguments of `init`: where, and what a body says of itself."""
    where = begun.add_mutually_exclusive_group(required=True)
    where.add_argument("folder", nargs="?", metavar=text(say("FOLDER")), help=text(say("the new folder of the repository")))
    where.add_argument(
        "--here", action="store_true", help=text(say("take the samples out of this repository, and begin with its own records"))
    )
    begun.add_argument(
        "--samples",
        action="store_true",
        help=text(say("with three invented records, marked as samples, that show how to write one")),
    )
    for question in QUESTIONS:
        form = ", ".join(map(text, question.form))
        begun.add_argument(f"--{question.key}", metavar=text(say("ANSWER")), help=f"{text(question.about)}: {form}")
    begun.add_argument("--forge", help=text(say("where the repository will be: github, gitlab, gitea (Forgejo too)")))
    begun.add_argument(
        "--program",
        metavar=text(say("ADDRESS")),
        help=text(say("what pip installs the program from, as a line of requirements.txt; by default, this version by its name")),
    )


def _remind(reminded: Parser, text: Callable[[Message], str]) -> None:
    """Declare the arguments of `remind`: how far ahead, and what becomes of the mails."""
    reminded.add_argument(
        "--days",
        type=_days,
        default=AHEAD,
        metavar=text(say("NUMBER")),
        help=text(say("how far ahead to look; by default, {days}", days=plurals.days(AHEAD))),
    )
    reminded.add_argument("--out", metavar=text(say("FOLDER")), help=text(say("write the mails into this folder (.eml)")))
    reminded.add_argument(
        "--send", action="store_true", help=text(say("send them by the server in NIZOM_SMTP, from NIZOM_MAIL_FROM"))
    )
    reminded.add_argument(
        "--sent",
        metavar=text(say("FILE")),
        help=text(say("keeps who was reminded of what, so that nothing is sent twice and a missed day is made up for")),
    )


def _approve(approve: Parser, text: Callable[[Message], str]) -> None:
    """Declare the arguments of `approve`: who decides what, by which paper."""
    approve.add_argument("id", metavar="ID", help=text(say("the record's id: loy-2026-001")))
    approve.add_argument(
        "--as",
        dest="role",
        required=True,
        type=_named_among(Role),
        metavar=text(say("ROLE")),
        help=text(say("the role in which it is decided: {choices}", choices=_choices(Role))),
    )
    approve.add_argument("--document", metavar=text(say("NUMBER")), help=text(say("number of the letter, order or minutes")))
    approve.add_argument(
        "--decision",
        type=_named_among(Decision),
        metavar=text(say("DECISION")),
        help=text(say("what is decided: {choices}; by default, the next step", choices=_choices(Decision))),
    )
    approve.add_argument(
        "--by", metavar="ID", help=text(say("who decides; by default, the person who holds the role on that day"))
    )
    approve.add_argument(
        "--date", type=_day, metavar=text(say("DATE")), help=text(say("the day of the decision; by default, today"))
    )
    approve.add_argument("--part", metavar=text(say("TEXT")), help=text(say("for a visa: the part that it covers")))
    approve.add_argument("--to", metavar="ID", help=text(say("for a submission: the body that it goes to")))
    approve.add_argument("--recorded-by", metavar="ID", help=text(say("for another body's decision: the employee who enters it")))
    approve.add_argument(
        "--anyway",
        action="store_true",
        help=text(say("write the step even if the record could not be in the status that it is for, and only warn")),
    )


def _choices(words: object) -> str:
    """Return the words of a choice, each with what it is called."""
    called = ((word, Parser.language.text(choice(word))) for word in get_args(words))
    return ", ".join(word if name == word else f"{word} ({name})" for word, name in called)


def _named_among(words: object) -> Callable[[str], str]:
    """Take one of the words of a choice, or what it is called in Uzbek or English, in any spelling, or a word of that alone."""
    exactly = _one_of(words)

    def taken(written: str) -> str:
        from validators.text.uzbek import fold, with_suffix

        wanted = fold(written)
        called = {fold(language.text(choice(word))): word for word in get_args(words) for language in (UZBEK, ENGLISH)}
        forms = with_suffix(wanted)
        begun = {word for title, word in called.items() if any(part.startswith(forms) for part in title.split())}
        meant = called.get(wanted) or (begun.pop() if len(begun) == 1 and len(wanted) > 3 else written)
        return exactly(written if written in get_args(words) else meant)

    return taken


def _report_type(written: str) -> str:
    """Take a type of report; for a period, say that the type comes before it."""
    from validators.model.written.period_notations import period_said

    try:
        return _named_among(ReportType)(written)
    except argparse.ArgumentTypeError:
        if period_said(written, clock.today()) is None:
            raise
    types = _choices(ReportType)
    reason = say("“{period}” is a period: say before it what the report is, one of {types}", period=written, types=types)
    raise argparse.ArgumentTypeError(Parser.language.text(reason))


def _one_of(words: object) -> Callable[[str], str]:
    """Take one of the words of a choice; for another word, say which was meant, as for one in a record."""

    def taken(written: str) -> str:
        if written in get_args(words):
            return written
        from validators.model.written.pydantic_errors import not_among  # brings pydantic, as below
        from validators.source.route import ROOT

        problem = not_among(ROOT, written, get_args(words))
        raise argparse.ArgumentTypeError(". ".join(Parser.language.text(one) for one in (problem.message, problem.hint) if one))

    return taken


def _day(text: str) -> date:
    """Return a day of the years that records know (1900 to 2199), however it is written, if only one can be meant."""
    from validators.model.written import notations  # brings pydantic, which only the commands need that read records

    if counted := notations.day_from(text, clock.today()):
        return date.fromisoformat(counted)
    meant = notations.day(text)
    if isinstance(meant.value, str) and meant.is_sure:
        return date.fromisoformat(meant.value)
    reason = say("“{written}” is not a date; write it as 2026-03-05", written=text)
    year = re.fullmatch(r"([0-9]{4})-[0-9]{2}-[0-9]{2}", text)
    if year and not 1900 <= int(year[1]) < 2200:
        reason = year_out_of_range(int(year[1]))
    raise argparse.ArgumentTypeError(Parser.language.text(reason))


def _days(text: str) -> int:
    """Return a number of days, up to a year."""
    if re.fullmatch("[0-9]{1,3}", text) and int(text) <= 366:
        return int(text)
    reason = say("“{written}” is not a number of days: write one from 0 to 366", written=text)
    raise argparse.ArgumentTypeError(Parser.language.text(reason))


def _fail_on(text: str) -> BlockingPolicy:
    """Return the policy for the levels that are asked for."""
    words = frozenset(text.split(","))
    if words - set(FAIL_ON) or ("nothing" in words and len(words) > 1):
        reason = say(
            "“{written}” is not understood: write “nothing”, or of error, warning, duty those that are meant", written=text
        )
        raise argparse.ArgumentTypeError(Parser.language.text(reason))
    return BlockingPolicy.failing_on(level for level in get_args(Level) if level in words)
