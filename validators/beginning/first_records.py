"""The first records of a body: those that its answers are about, and the settings for which it named a basis; nothing else."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import get_args

from validators.authoring.set_facts import Fact, NotSetError, parse_fact, with_facts
from validators.beginning.questions import BODY, DEPARTMENT, DEPUTY, DIRECTOR, HEAD, QUESTIONS, REGULATION, Question, pieces_of
from validators.checks.hints import Advice
from validators.kinds import all_kinds
from validators.regulation.setting_codes import Setting
from validators.regulation.settings import Grade
from validators.repository.paths import RECORDS, SETTINGS
from validators.repository.record_file import read_record
from validators.repository.repository import Repository
from validators.rules.kind import Kind
from validators.source.edits.yaml_text import block
from validators.source.route import Value
from validators.text.messages import Language, say

TEMPLATES = Path(__file__).parent / "templates"
MINISTRY = "organizations/tsh-003"
"""The Ministry of Digital Technologies, which agrees to much of what a department does: every body begins with its record."""


def first_records(answers: Mapping[str, str], as_of: date, language: Language) -> dict[str, str]:
    """Return the texts of the records and settings by their paths; raises `NotSetError` for an answer that is not understood."""
    kinds = {kind.folder: kind for kind in all_kinds().values()}
    asked = [question for question in QUESTIONS if answers.get(question.key) and question.record]
    for question in asked:
        if question.needs and not answers.get(question.needs):
            raise NotSetError(say("--{option} is said of nobody: say --{needs} too", option=question.key, needs=question.needs))
    names = dict.fromkeys((BODY, DEPARTMENT, MINISTRY, *(question.record for question in asked)))
    blank = {f"{RECORDS}/{name}.md": (TEMPLATES / RECORDS / f"{name}.md").read_text("utf-8") for name in names}
    repository = Repository.from_files({path: text.encode() for path, text in blank.items()}, all_kinds())
    advised = Advice(repository, as_of, is_said_now=True).on
    texts = {}
    for name in names:
        path, kind = f"{RECORDS}/{name}.md", kinds[name.partition("/")[0]]
        given = [fact for question in asked if question.record == name for fact in _facts(question, answers[question.key], kind)]
        given += [parse_fact(fact, kind.model) for fact in _following(name, answers)]
        texts[path] = with_facts(read_record(path, blank[path].encode(), kind), blank[path], given, advised)
    texts[SETTINGS] = _settings(answers, texts, as_of, language)
    return texts


def _facts(question: Question, answer: str, kind: Kind) -> Iterator[Fact]:
    given = pieces_of(answer) if len(question.pieces) > 1 else [answer.strip()]
    if len(given) > len(question.pieces):
        raise NotSetError(say("“{answer}” has more parts than are asked for: {form}", answer=answer, form=question.form))
    if not given[0]:
        raise NotSetError(say("“{answer}” does not begin with what is asked for: {form}", answer=answer, form=question.form))
    for piece, value in zip(question.pieces, given, strict=False):
        for fact in piece.facts if value else ():
            yield parse_fact(f"{fact}={value}", kind.model)
    for fact in question.facts:
        yield parse_fact(fact, kind.model)


def _following(name: str, answers: Mapping[str, str]) -> Iterator[str]:
    """Yield what one record says because of another."""
    has_head, has_director = answers.get("head"), answers.get("director")
    if name == BODY and _is_approved(answers):
        yield "basis=hjt-001"
    elif name == DEPARTMENT and has_head:
        yield "responsible=xod-001"
    elif name == HEAD and has_director and has_head and len(pieces_of(has_head)) > 2:
        yield "service.1.order.signed_by=xod-003"
    if name == HEAD and answers.get("acknowledged") and answers.get("number"):
        yield f"acknowledgements.1.edition={answers['number']}"


def _is_approved(answers: Mapping[str, str]) -> bool:
    """Whether the regulation's number and date are known, so that others can rest on it."""
    return bool(answers.get("number") and answers.get("date"))


def _settings(answers: Mapping[str, str], texts: Mapping[str, str], as_of: date, language: Language) -> str:
    """Return the settings: those to which the answers give a value and its basis."""
    lines = [line for code, given in _given(answers, texts, as_of, language) for line in block(given, f"{code}:", 2)]
    return "".join(f"{line}\n" for line in ("---", *lines, "---")) + (TEMPLATES / SETTINGS).read_text("utf-8")


def _given(answers: Mapping[str, str], texts: Mapping[str, str], as_of: date, language: Language) -> Iterator[tuple[str, Value]]:
    written = {path: read_record(path, text.encode(), _kind_of(path)) for path, text in texts.items()}

    def written_in(name: str, key: str) -> str:
        return str(written[f"{RECORDS}/{name}.md"].document.values.get(key) or "")

    if _is_approved(answers):
        approved = written_in(REGULATION, "date")
        rest: dict[str, Value] = {"basis": "hjt-001", "since": approved}
        yield Setting.EDITION_IN_FORCE, {"value": {"number": written_in(REGULATION, "number"), "date": approved}, **rest}
        if parent := answers.get("parent"):
            name = written_in(BODY, "title")
            yield (
                Setting.BODY_NAMES,
                {"value": [{"organization": "tsh-001", "name": name, "parent": parent, "since": approved}], **rest},
            )
    holders = [
        (role, name, since, order)
        for role, key, name in (("director-general", "director", DIRECTOR), ("deputy", "deputy", DEPUTY))
        if answers.get(key) and (since := written_in(name, "hired")) and (order := _order(answers[key]))
    ]
    if holders:
        rows: Value = [{"role": role, "employee": name.rpartition("/")[2], "since": since} for role, name, since, _ in holders]
        orders = ", ".join(dict.fromkeys(order for *_, order in holders))
        basis = language.text(say("Orders of appointment: {orders}", orders=orders))
        yield Setting.OFFICE_HOLDERS, {"value": rows, "basis": basis, "since": min(since for _, _, since, _ in holders)}
    if answers.get("grade"):
        grade, *document = pieces_of(answers["grade"])
        if grade not in get_args(Grade) or not document:
            raise NotSetError(
                say("Write a grade (declared, attributed, signed) and the document that says so, with its number and date")
            )
        kinds: Value = [{"kind": kind.name, "grade": grade} for kind in all_kinds().values() if kind.chain]
        yield Setting.PROVENANCE, {"value": kinds, "basis": ", ".join(document), "since": as_of.isoformat()}


def _order(answer: str) -> str:
    """Return the number of the order by which somebody was appointed."""
    return [*pieces_of(answer), "", ""][2]


def _kind_of(path: str) -> Kind:
    return next(kind for kind in all_kinds().values() if kind.folder == path.split("/")[1])
