"""What a key, a value, an id or a code means."""

from collections.abc import Iterator, Mapping

from lsprotocol.types import Hover, MarkupContent, MarkupKind, Position

from validators.answers.explain import explanation
from validators.answers.show import status_of
from validators.editor.open_file import OpenFile, Word
from validators.model.fields import Field, field_at
from validators.model.gaps import known
from validators.regulation.citation import citation
from validators.regulation.paragraphs import paragraphs
from validators.repository.nearest import line_of, title_of
from validators.repository.record_file import RecordFile
from validators.rules.check import Check
from validators.text.messages import Language, choice, say


def hover(file: OpenFile, position: Position) -> Hover | None:
    """Return what the word at a place means; None where it means nothing to us.

    It is plain text: a title may hold what an editor would take for a link or a command.
    """
    word = file.word(position)
    lines = list(_meaning(file, word)) if word else []
    return Hover(MarkupContent(MarkupKind.PlainText, "\n".join(lines)), word.range) if word and lines else None


def _meaning(file: OpenFile, word: Word) -> Iterator[str]:
    line = file.outline.line(word.line)
    if entry := file.repository.find(word.text):
        yield from _record(entry, file)
    elif check := file.checks.get(word.text):
        yield explanation(check, file.repository.kinds, file.repository.settings, file.language)
    elif line and line.key and file.kind:
        field = field_at(file.kind.model, line.group(line.start) / line.key)
        if field and word.column <= line.start + len(line.key):
            yield from (file.language.text(field.title), field_in_words(field, file.checks, file.language))
        elif field and word.text in field.choices:
            yield file.language.text(choice(word.text))


def field_in_words(field: Field, checks: Mapping[str, Check], language: Language) -> str:
    """Return what a field is for, and which paragraph asks for it."""
    lines = [language.text(field.description)]
    clause = checks[field.check].clause if field.check else None
    if clause and (paragraph := paragraphs().get(clause)):
        lines.append(f"Nizom, {language.pick(citation(clause))}: {language.pick(paragraph.gloss)}")
    return "\n".join(lines)


def _record(entry: RecordFile, file: OpenFile) -> Iterator[str]:
    """Yield what a record is called, of which kind it is, how it stands and who answers for it."""
    language = file.language
    yield f"{entry.id}  {title_of(entry)}"
    yield f"{language.text(entry.kind.singular)}, {status_of(entry, language)}"
    responsible = entry.record and known(entry.record, "responsible")
    if responsible:
        yield f"{language.text(say('responsible'))}: {line_of(responsible, file.repository)}"
