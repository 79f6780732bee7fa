"""argparse, with help and complaints in the user's language."""

import argparse
import difflib
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

from validators.cli.session import WRONG_USE, complain
from validators.text.messages import Language, Message, say

if TYPE_CHECKING:
    from _typeshed import SupportsWrite


class Parser(argparse.ArgumentParser):
    """argparse, but what it complains of is said in the user's language."""

    language = Language("uz")

    def _print_message(self, message: str, file: "SupportsWrite[str] | None" = None) -> None:
        """Write help; unlike in argparse, an output that does not take it is an error."""
        print(message, end="", file=file or sys.stderr)

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """Take options wherever they stand: argparse gives up on a list that goes on after one."""
        given = list(sys.argv[1:] if args is None else args)
        found, left = super().parse_known_args(given if self._subparsers else self._options_first(given), namespace)
        if left and not self._subparsers:
            self.error(self.language.text(Message("unrecognized arguments: %s")) % " ".join(left))  # names this command's help
        return found, left

    def format_help(self) -> str:
        """Return the help; that of a command for one kind of record says which there are."""
        formatter = self._get_formatter()
        if any(action.dest == "kind" for action in self._actions):
            from validators.kinds import all_kinds  # brings pydantic, which help does without

            called = (say("{name} ({kind})", name=name, kind=kind.singular) for name, kind in all_kinds().items())
            formatter.start_section(self.language.text(say("kinds")))
            formatter.add_text(", ".join(map(self.language.text, called)))
            formatter.end_section()
        return "\n".join(part for part in (super().format_help(), formatter.format_help()) if part)

    def _options_first(self, given: list[str]) -> list[str]:
        """Return the arguments with the options, and their values, before all others."""
        options: list[str] = []
        others: list[str] = []
        waiting = iter(given)
        for argument in waiting:
            if argument == "--":
                return [*options, "--", *others, *waiting]
            action = self._option_string_actions.get(argument)
            if action is None and not argument.startswith("--"):
                others.append(argument)
                continue
            options.append(argument)
            if action and action.nargs is None:
                options += [value for value in [next(waiting, None)] if value is not None]
        return [*options, *others]

    def _check_value(self, action: argparse.Action, value: object) -> None:
        """Refuse a word that is no choice; where one was nearly written, name that one instead of all."""
        choices = tuple(map(str, action.choices or ()))
        if action.choices is None or value in action.choices:
            return
        reason = say("There is no “{word}”. Choose one of: {choices}", word=str(value), choices=", ".join(choices))
        if near := difflib.get_close_matches(str(value), choices, n=1):
            reason = say("There is no “{word}”. The nearest is {nearest}", word=str(value), nearest=near[0])
        raise argparse.ArgumentError(action, self.language.text(reason))

    def error(self, message: str) -> NoReturn:
        """Complain, and say which help shows what was wanted."""
        complain(say("Wrong use: {reason}. “{command} --help” shows how", reason=message, command=self.prog), self.language)
        raise SystemExit(WRONG_USE)
