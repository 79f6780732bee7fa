"""What the page asks, as JSON, and what it is answered."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from validators.authoring.approval_step import RefusedError
from validators.browser.open_record import UZBEK, OpenRecord
from validators.text.messages import say
from validators.text.own_failure import where_it_failed


class Asks:
    """Answers what a page asks of the record that is open."""

    def __init__(self, index: str, day: str) -> None:
        self._record = OpenRecord(json.loads(index), date.fromisoformat(day))

    def answer(self, asked: str) -> str:
        """Return `{"id", "answer"}`, or `{"id", "problem"}` with a sentence where what was asked cannot be done."""
        ask = json.loads(asked)
        answered: dict[str, Any] = {"id": ask.get("id")}
        try:
            answered["answer"] = self._answered(ask)
        except RefusedError as error:
            answered["problem"] = ". ".join(map(UZBEK.text, error.reasons))
        except Exception as error:
            answered["problem"] = UZBEK.text(say("The program itself failed: {where}", where=where_it_failed(error)))
        return json.dumps(answered, ensure_ascii=False)

    def _answered(self, ask: Mapping[str, Any]) -> Any:
        record = self._record
        match ask["ask"]:
            case "open":
                return record.open(ask["path"], ask["text"])
            case "new":
                return record.new(ask["kind"], ask.get("like"), ask.get("taken", ()))
            case "edit":
                return record.edit(ask["changes"])
            case "cure":
                return record.cure(ask["finding"])
            case "approve":
                return record.approve(ask)
            case "preview":
                return record.preview()
            case "count":
                return record.count()
            case "others":
                return record.others()
            case "undo":
                return record.undo()
            case other:
                raise RefusedError(say("Nothing is known of “{ask}”", ask=str(other)))
