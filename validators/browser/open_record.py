"""One record as somebody writes it on the page: its text, the changes to it, and how it then stands.

It reads neither clock nor disk: the day and the records are handed to it.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from validators.authoring.approval_step import RefusedError
from validators.authoring.set_facts import bare
from validators.browser import standing
from validators.browser.counting import can_be_counted, counted
from validators.browser.new_record import new_text, text_like
from validators.browser.preview import preview
from validators.browser.proof import as_edited
from validators.browser.restoring import Restored
from validators.browser.signing import signed, since_last_step
from validators.change.gate import matched
from validators.model.fields import fields_of, group_at
from validators.output.plain_words import plain_words
from validators.repository.nearest import title_of
from validators.repository.paths import path_of
from validators.repository.record_file import RecordFile, read_record
from validators.source.edits.curing import cured
from validators.source.edits.edit import EditError
from validators.source.edits.record_text import RecordText
from validators.source.finding import Finding
from validators.source.limits import MAX_BYTES
from validators.source.route import Route
from validators.text.messages import Language, Message, say
from validators.workspace.one_record import outcome_of_change
from validators.workspace.workspace import Workspace

UZBEK = Language("uz")


class OpenRecord:
    """The record that is open, in a workspace of all others."""

    def __init__(self, index: Mapping[str, Any], as_of: date, language: Language = UZBEK) -> None:
        self._language = language
        self._as_of = as_of
        restored = Restored(index)
        self._evidence = restored.evidence
        self._once_given = restored.once_given
        self._workspace = Workspace(restored.files, restored.read)
        self._path = ""
        self._base: RecordFile | None = None
        self._published = self._workspace.repository
        self._found_before: Sequence[Finding] = ()
        self._base_text: str | None = None
        self._texts: list[str] = []
        self._findings: Sequence[Finding] = ()

    def open(self, path: str, text: str) -> dict[str, Any]:
        """Open the record of a file with the text that it has."""
        self._begin(path, text, text)
        return self.state()

    def new(self, kind: str, like: Mapping[str, str] | None, taken: Iterable[str]) -> dict[str, Any]:
        """Begin a record of a kind under the next free id: with what is known, or like another one, whose text is given.

        `taken` are ids, of any kind, that were given to records which are not published yet.
        """
        repository = self._workspace.repository
        of_kind = repository.kinds[kind]
        id_ = repository.next_id(of_kind, self._as_of.year, (*self._once_given, *taken))
        if like is None:
            text = new_text(of_kind, id_, repository)
        else:
            other = read_record(like["path"], like["text"].encode(errors="surrogatepass"), of_kind)
            try:
                text = text_like(other, like["text"], id_)
            except EditError:
                raise RefusedError(say("This record cannot be taken as a beginning as its file is written")) from None
        self._begin(path_of(of_kind, id_), text, None)
        return self.state()

    def edit(self, changes: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """Apply changes one after the other: all, or none where one cannot be written as the text stands."""
        text = self._text
        try:
            for change in changes:
                text = self._changed(text, change)
        except EditError:
            if (
                sum(len(str(change).encode(errors="replace")) for change in changes) + len(text.encode(errors="replace"))
                > MAX_BYTES
            ):
                raise RefusedError(say("The file would become too large: {size} MB at most", size=MAX_BYTES >> 20)) from None
            for defect in self._entry.document.defects:
                if defect.fatal:
                    message = say("First put right in the whole text what keeps the file from being read: {what}",
                                  what=defect.problem.message)  # fmt: skip
                    raise RefusedError(message) from None
            raise RefusedError(say("This place cannot be changed as the file is written: change it in the text itself")) from None
        self._put(text)
        return self.state()

    def cure(self, finding: int) -> dict[str, Any]:
        """Apply what puts a finding right, by its place in the list that was last answered."""
        cure = self._findings[finding].cure if 0 <= finding < len(self._findings) else None
        try:
            if cure is None:
                raise EditError
            self._put(cured(self._text, cure))
        except EditError:
            raise RefusedError(say("This cannot be put right here: follow the advice by hand")) from None
        return self.state()

    def approve(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Write the step that is open into the record, as `nizom approve` would."""
        self._heed()
        try:
            self._put(signed(asked, self._path, self._workspace, self._as_of))
        except RefusedError as error:
            model = self._entry.kind.model
            raise RefusedError(*(Message("{words}", (("words", plain_words(one, model)),)) for one in error.reasons)) from None
        return self.state()

    def count(self) -> dict[str, Any]:
        """Write the figures of the report that is open, counted from all records."""
        return self.edit(list(counted(self._entry, self._workspace.repository, self._as_of)))

    def others(self) -> list[dict[str, Any]]:
        """Return what is wrong with other records now that was not before this one was edited."""
        now = self._in_others()
        self._workspace.lay(self._path, self._base_text)
        before = self._in_others()
        self._workspace.lay(self._path, self._text)
        _, new, _ = matched(before, now)
        return standing.others_as_json(new, self._workspace.repository, self._language)

    def _in_others(self) -> list[Finding]:
        return [one for one in self._workspace.outcome(self._as_of).findings if one.path != self._path]

    def preview(self) -> dict[str, Any]:
        """Return the text as its page will show it; not sanitized, so only for a frame without scripts."""
        return {"html": preview(self._entry.document.body, self._workspace.repository), "clean": False}

    def undo(self) -> dict[str, Any]:
        """Take the last change back."""
        if len(self._texts) > 1:
            self._texts.pop()
            self._workspace.lay(self._path, self._text)
        return self.state()

    def state(self) -> dict[str, Any]:
        """Return how the record stands."""
        self._heed()
        repository, language, entry = self._workspace.repository, self._language, self._entry
        was = self._base.document if self._base else None
        alone = self._workspace.outcome_in(self._path, self._as_of)
        outcome = outcome_of_change(self._published, repository, was, entry, self._found_before, alone, self._as_of)
        self._findings = standing.as_the_form_asks(outcome.findings, entry.kind.model)
        ahead = standing.ahead_of(entry, repository, self._as_of)
        base = self._base_text
        return {
            "path": self._path,
            "record": entry.id,
            "kind": entry.kind.name,
            "title": title_of(entry),
            "base_text": base,
            "base_digest": hashlib.sha256(base.encode(errors="surrogatepass")).hexdigest() if base is not None else None,
            "text": self._text,
            "values": entry.document.values,
            "body": entry.document.body,
            "findings": standing.findings_as_json(self._findings, entry, language),
            "hidden_checks": standing.unchecked_as_json(outcome, repository, language),
            "changes": standing.changes_as_json(was, entry, repository, language),
            "diff": standing.diff(self._path, base, self._text),
            "needs": standing.needs_as_json(outcome.findings, entry, ahead, repository, self._as_of, language),
            "approvals": standing.approvals_as_json(entry, repository, language),
            "open_step": standing.open_step_as_json(entry, ahead, repository, self._as_of, language),
            "since_step": since_last_step(entry, repository, language),
            "counts": can_be_counted(entry),
            "onward": standing.onward_as_json(entry, ahead, language),
            "kept": standing.alterations_as_json(standing.not_in_form(entry, repository), language),
            "sealed": any(step.get("digest") for step in entry.document.values.get("approvals") or () if isinstance(step, dict)),
        }

    def _heed(self) -> None:
        """Judge approvals by what history says, and by what was edited since."""
        self._workspace.heed(as_edited(self._evidence, self._base, self._entry))

    @property
    def _text(self) -> str:
        if not self._texts:
            raise RefusedError(say("No record is open"))
        return self._texts[-1]

    @property
    def _entry(self) -> RecordFile:
        entry = self._workspace.repository.filing.at(self._path)
        if entry is None:
            raise RefusedError(say("{path} is in no folder of records", path=self._path))
        return entry

    def _begin(self, path: str, text: str, base: str | None) -> None:
        """Begin with the text of another file; `base` is what is published of it, None for a new one."""
        if self._path and self._path != path:
            self._workspace.lift(self._path)
        self._path, self._texts, self._base_text = path, [text], base
        self._base, self._found_before = None, ()
        if base is None:
            self._published = self._workspace.repository
        self._workspace.lay(path, text)
        if base is not None:
            self._base = read_record(path, base.encode(errors="surrogatepass"), self._entry.kind)
            self._heed()
            self._published = self._workspace.repository
            self._found_before = self._workspace.outcome_in(path, self._as_of).findings

    def _put(self, text: str) -> None:
        if text != self._text:
            self._texts.append(text)
            self._workspace.lay(self._path, text)

    def _before_removal(self, record: RecordText, route: Route) -> RecordText:
        """Return the text as it was before the last change took a value out, so that the next one gets its place and its comment.

        People empty a field before they write something else in it.
        """
        if len(self._texts) < 2 or record.text != self._text or route.get(record.values) is not None:
            return record
        before = RecordText(self._texts[-2])
        try:
            return before if before.edited(before.remove(route)) == record.text else record
        except EditError:
            return record

    def _changed(self, text: str, change: Mapping[str, Any]) -> str:
        """Return the text with one change; raises `EditError` if it cannot be written."""
        kind = self._entry.kind
        what, route = change["do"], Route(*change.get("route", ()))
        if what == "text":
            return str(change["text"])
        record = RecordText(text)
        group = group_at(kind.model, route.parent)
        order = tuple(fields_of(group)) if group else ()
        match what:
            case "set":
                record = self._before_removal(record, route)
                return record.edited(record.set(route, bare(change["value"], route, kind.model), order))
            case "remove":
                return record.edited(record.remove(route))
            case "add":
                return record.edited(
                    record.add_item(route, bare(change["value"], route / 0, kind.model), change.get("at"), order)
                )
            case "move":
                return record.edited(record.move_item(route.parent, int(route[-1]), int(change["to"])))
            case "body":
                return record.edited(record.set_body(change["text"]))
            case _:
                raise EditError
