"""What the checks are: all of them in a table, and one of them in full, with the paragraph behind it and examples."""

import json
from collections.abc import Iterator, Mapping, Sequence

from validators.answers.examples import Example, examples
from validators.checks.run import all_checks, kinds_of, trigger_of
from validators.other_regulation import PACKAGE, other_regulation
from validators.regulation.citation import citation
from validators.regulation.paragraphs import paragraphs, register
from validators.regulation.reasoning import reasonings
from validators.regulation.setting_codes import Setting
from validators.regulation.settings import GivenSetting, Settings, definition_of
from validators.regulation.written_settings import as_written
from validators.rules.check import Check
from validators.rules.confirmed import digest_of_check, digest_of_words, is_as_confirmed
from validators.rules.kind import Kind
from validators.rules.state import in_words, is_on, is_partly_on, is_suspect, missing, severity
from validators.source.finding import Authority
from validators.text.columns import table
from validators.text.messages import Language, Message, say
from validators.text.sanitize import escape_json, one_line

AUTHORITIES: Mapping[Authority | None, Message] = {
    "N": say("N: the Nizom's own words"),
    "S": say("S: the duty is the Nizom's, the measure is a setting of the department"),
    "D": say("D: derived; it follows from the paragraph, the Nizom does not say it"),
    None: say("none: without it a record cannot be read or relied upon"),
}


def rules_as_text(kinds: Mapping[str, Kind], settings: Settings, language: Language) -> str:
    """Every check on a line of its own."""
    words = language.text
    head = (say("Check"), say("Authority"), say("Clock"), say("On"), say("What is wrong when it fails"), say("Kinds"))
    rows = [
        (
            check.code,
            check.authority or "–",
            words(_clock(check, kinds)),
            words(_state(check, settings)),
            words(check.title),
            _of_kinds(check, kinds, language),
        )
        for check in in_order(kinds)
    ]
    return table([tuple(map(words, head)), *rows])


def rules_as_json(kinds: Mapping[str, Kind], settings: Settings, language: Language) -> str:
    """Every check as an object; `setting` is the measure without which it is off, `missing` are all that it lacks."""
    rules = [
        {
            "code": check.code,
            "clause": check.clause,
            "authority": check.authority,
            "severity": severity(check, settings),
            "clock": trigger_of(check, kinds),
            "kinds": [kind.name for kind in kinds_of(check, kinds)],
            "setting": check.setting,
            "setting_slug": definition.slug if (definition := definition_of(check.setting or "")) else None,
            "on": is_on(check, settings),
            "partly": is_partly_on(check, settings),
            "missing": list(missing(check, settings)),
            "suspect": is_suspect(check, settings),
            "confirmed": _confirmed_as_json(check),
            "introduced": check.introduced,
            "title": language.text(check.title),
            "demand": language.text(check.requirement),
            "mend": language.text(check.fix),
        }
        for check in in_order(kinds)
    ]
    return escape_json(json.dumps({"version": 1, "rules": rules}, ensure_ascii=False, indent=2))


def _confirmed_as_json(check: Check) -> dict[str, str] | None:
    confirmation = register().checks.get(check.code)
    return {"by": confirmation.by, "date": confirmation.day.isoformat()} if confirmation else None


def in_order(kinds: Mapping[str, Kind]) -> list[Check]:
    """Every check, in the order of the Nizom's paragraphs and then of their numbers; those without a paragraph come last."""
    order = {paragraph: index for index, paragraph in enumerate(paragraphs())}

    def place(check: Check) -> tuple[int, str, int]:
        letters, _, number = check.code.rpartition("-")
        return order.get(check.clause or "", len(order)), letters or check.code, int(number) if letters else 0

    return sorted(all_checks(kinds).values(), key=place)


def explanation(check: Check, kinds: Mapping[str, Kind], settings: Settings, language: Language) -> str:
    """All there is to know of a check: what, why, by whose words, for which records, how to fix it, and examples."""
    words = language.text
    facts = [
        (say("what is demanded"), words(check.requirement)),
        *_paragraph(check, settings, language),
        (say("authority"), words(AUTHORITIES[check.authority])),
        (say("level"), words(say("error") if severity(check, settings) == "error" else say("warning"))),
        (say("clock"), words(_explain_trigger(check, kinds))),
        (say("kinds"), _of_kinds(check, kinds, language)),
        *_settings(check, settings, language),
        *_confirmed(check, language),
        (say("introduced"), words(say("since version {version}", version=check.introduced))),
        (say("how to fix"), words(check.fix)),
    ]
    rows = [(f"  {words(name)}", text) for name, text in facts]
    passing, failing = examples(check.code)
    shown = [
        *_example(say("This passes"), passing, language),
        *_example(say("This does not"), failing, language),
    ]
    return "\n".join([f"{check.code}  {words(check.title)}", "", table(rows), *shown, *_to_confirm(check, language)])


def _paragraph(check: Check, settings: Settings, language: Language) -> Iterator[tuple[Message, str]]:
    if check.clause:
        yield say("paragraph"), f"{language.pick(citation(check.clause))} ({check.clause})"
        if paragraph := paragraphs().get(check.clause):
            yield say("the Nizom's words"), paragraph.text
            yield say("in short"), language.pick(paragraph.gloss)
            if paragraph.defect:
                yield say("fault of the text"), language.pick(paragraph.defect)
        if reasoning := reasonings().get(check.code):
            made_of_them = language.text(reasoning.made_of_them)
            yield say("how it follows"), f"“{reasoning.words}”: {made_of_them}. {language.pick(reasoning.step)}"
    if is_suspect(check, settings):
        yield say("suspect"), language.text(say("the paragraph or the check has changed, and nobody has confirmed it since"))


def _confirmed(check: Check, language: Language) -> Iterator[tuple[Message, str]]:
    if confirmation := register().checks.get(check.code):
        yield say("confirmed"), one_line(f"{language.day(confirmation.day)}, {confirmation.by}")


def _to_confirm(check: Check, language: Language) -> Iterator[str]:
    """Yield what somebody who has read the check against its paragraph writes to confirm it."""
    paragraph = paragraphs().get(check.clause or "")
    confirmation = register().checks.get(check.code)
    if paragraph is None or (confirmation and is_as_confirmed(check, paragraph, confirmation)):
        return
    where = say(
        "Who has read the check against these words confirms it under checks: in {file}",
        file=f"{PACKAGE if other_regulation() else 'validators/regulation'}/confirmed.yaml",
    )
    yield from ("", f"{language.text(where)}:", f"  {check.code}:")
    yield f"    by: {language.text(say('name, post'))}"
    yield f"    date: {language.text(say('the day, for example 2026-03-05'))}"
    yield f"    words: {digest_of_words(paragraph)}"
    yield f"    check: {digest_of_check(check)}"


def _settings(check: Check, settings: Settings, language: Language) -> Iterator[tuple[Message, str]]:
    """Yield the measure that governs the check, each value with its basis, the newest first; then those that it lacks besides."""
    for code in dict.fromkeys((*filter(None, [check.setting]), *missing(check, settings))):
        definition = definition_of(code)
        name = f" ({language.pick(definition.name)})" if definition else ""
        for given in reversed(settings.history.get(code, ())):
            basis = say("basis {basis}, since {day}", basis=given.basis, day=given.since)
            yield say("setting"), one_line(f"{code}{name} = {_value(settings, given)}; {language.text(basis)}")
        if code not in settings.history:
            yield say("setting"), f"{code}{name}: {language.text(_without(code, check, settings))}"


def _without(code: Setting, check: Check, settings: Settings) -> Message:
    if not is_on(check, settings):
        return say("no value, so the check is off")
    if code == check.setting:
        return say("no value, so only records with a measure of their own are held to it")
    return say("no value, so the check asks less")


def _value(settings: Settings, given: GivenSetting) -> str:
    """Return the value as it is in the settings file."""
    value = as_written(settings, given)
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ", ".join(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _clock(check: Check, kinds: Mapping[str, Kind]) -> Message:
    return {"duty": say("duty"), "change": say("change"), "rule": say("rule")}[trigger_of(check, kinds)]


def _explain_trigger(check: Check, kinds: Mapping[str, Kind]) -> Message:
    if trigger_of(check, kinds) == "duty":
        return say("duty: it falls due as days pass, and blocks no change")
    if trigger_of(check, kinds) == "change":
        return say("change: it compares a record with what it was before the change")
    return say("rule: it holds or not, whatever the day")


def _state(check: Check, settings: Settings) -> Message:
    state = in_words(is_on(check, settings), missing(check, settings))
    return say("{state}, suspect", state=state) if is_suspect(check, settings) else state


def _of_kinds(check: Check, kinds: Mapping[str, Kind], language: Language) -> str:
    own = kinds_of(check, kinds)
    if len(own) == len(kinds):
        return language.text(say("every record"))
    return ", ".join(language.text(kind.plural) for kind in own)


def _example(title: Message, example: Example | None, language: Language) -> Sequence[str]:
    if example is None:
        return ()
    when = f" ({example.as_of})" if example.as_of else ""
    lines = ["", f"{language.text(title)}: {example.situation}{when}"]
    for place, text in example.pieces.items():
        lines.append(f"  {one_line(place)}")
        lines.extend(f"    {one_line(line)}".rstrip() for line in text.rstrip("\n").split("\n"))
    return lines
