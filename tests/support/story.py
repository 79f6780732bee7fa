"""A story in Markdown: numbered sections whose console blocks hold commands and their whole answers."""

import re
import shlex
from pathlib import Path

from tests.support.scratch import Scratch

_SECTION = re.compile(r"(?ms)^(?P<head>## (?P<number>\d+)\. [^\n]*\n.*?^```console\n)(?P<console>.*?)(?=^```$)")


class Story:
    """A repository in which people edit and commit, and the commands that the story's sections give there."""

    def __init__(self, tree: Scratch, file: Path) -> None:
        self.tree = tree
        self._text = file.read_text("utf-8")
        self._consoles = {found["number"]: found["console"] for found in _SECTION.finditer(self._text)}
        self._answers: dict[str, str] = {}

    def run(self, number: str) -> None:
        """Give the commands of a section, and note what they answer."""
        assert number not in self._answers, f"section {number} was run before"
        commands = [line[2:] for line in self._consoles[number].splitlines() if line.startswith("$ ")]
        self._answers[number] = "".join(map(self._answer, commands))

    def _answer(self, command: str) -> str:
        answer = self.tree.nizom(*shlex.split(command)[1:])
        said = re.sub(r"\b[0-9a-f]{10}\b", "0123456789", answer.out + answer.err)
        return f"$ {command}\n{said}" + (f"[{answer.code}]\n" if answer.code else "")

    def text(self) -> str:
        """Return the story with the answers that its commands gave now; every section must have been run."""
        assert set(self._answers) == set(self._consoles)
        return _SECTION.sub(lambda found: found["head"] + self._answers[found["number"]], self._text)

    def start(self) -> None:
        """Start a change on a branch of its own."""
        self.tree.git("checkout", "--quiet", "-B", "ish", "main")

    def commit(self, by: str, day: str, message: str) -> None:
        """Commit everything under somebody's address, at five in the afternoon of a day."""
        self.tree.commit(message, by=by, at=f"{day}T17:00:00+05:00")

    def accept(self) -> None:
        """Merge the change into `main`."""
        self.tree.git("checkout", "--quiet", "main")
        self.tree.git("merge", "--quiet", "--no-ff", "--message=Qabul qilindi", "ish")

    def reject(self) -> None:
        """Give the change up; the next starts from `main`."""
        self.tree.git("checkout", "--quiet", "--force", "main")
