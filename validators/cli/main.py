"""The command `nizom`: the only part, apart from the site's hooks, that touches the outside world.

Exit codes: 0 nothing blocks, 1 findings block, 2 wrong use or settings, 3 nothing to check, 4 our own failure or the system's,
130 stopped with Ctrl+C, 141 the reader of our output left.
"""

import gc
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise

import validators
from validators.cli.arguments import command_line
from validators.cli.session import (
    OWN_FAILURE,
    WRONG_USE,
    NotDoneError,
    UsageError,
    complain,
    unreadable,
)
from validators.text.argparse_uz import argparse_in
from validators.text.messages import Language, Message, say
from validators.text.own_failure import where_it_failed
from validators.text.system_errors import reason_of

STOPPED, BROKEN_PIPE = 130, 141


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with these arguments (those of the process by default) and return its exit code."""
    if arguments is None and sys.getfilesystemencoding() != "utf-8":
        # Where the locale is older than UTF-8, arguments and names of files with ‘ in them could not be read or written.
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    given = list(sys.argv[1:] if arguments is None else arguments) or ["--help"]
    language = Language("en" if _asks_english(given) else "uz")
    if sys.stdout is None:  # closed by the caller; nothing is begun whose answer nobody gets
        complain(say("There is nowhere to put the answer: standard output is closed"), language)
        return OWN_FAILURE
    try:
        code = _answered(given, language)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # The reader of our output has read enough; say nothing. What was found is not known to be harmless: a shell with pipefail
        # gets the same code as from any program whose reader left (128 + SIGPIPE).
        _drop_output()
        return BROKEN_PIPE
    except OSError as error:
        if error.filename is not None:
            return _failed(error, language)
        _drop_output()
        complain(say("The answer could not be written out: {reason}", reason=reason_of(error)), language)
        return OWN_FAILURE
    except KeyboardInterrupt:
        complain(say("Stopped"), language)
        return STOPPED
    except Exception as error:
        return _failed(error, language)


def _answered(given: Sequence[str], language: Language) -> int:
    """Return the exit code of the command, which has answered by then or said why it does not."""
    from validators.source.git import GitError

    try:
        if getattr(validators, "PROGRAM", None) != "nizom":
            raise NotDoneError(say("Another package named validators was installed over this program: give it an environment of "
                                   "its own, then install nizom again"))  # fmt: skip
        with argparse_in(language):
            options = command_line(language).parse_args(given)
        with _collecting_nothing():
            return int(options.run(options, language))
    except UsageError as error:
        for message in error.messages:
            complain(message, language)
        return WRONG_USE
    except NotDoneError as error:
        complain(error.message, language)
        return OWN_FAILURE
    except GitError as error:
        complain(unreadable(error), language)
        return OWN_FAILURE
    except SystemExit as error:
        return error.code if isinstance(error.code, int) else WRONG_USE


def _failed(error: Exception, language: Language) -> int:
    complain(say("The command itself failed: {error}", error=_in_short(error)), language)
    if os.environ.get("NIZOM_DEBUG"):
        raise error
    return OWN_FAILURE


def _drop_output() -> None:
    """Let go of what was not written yet, so that Python does not try again, and complain, on its way out."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _in_short(error: Exception) -> Message:
    """Return what failed: for the system, the file and the reason, which know no record; else the place alone."""
    if isinstance(error, OSError):
        return say("{path}: {reason}", path=str(error.filename or "–"), reason=reason_of(error))
    return say("{error}", error=where_it_failed(error))


@contextmanager
def _collecting_nothing() -> Iterator[None]:
    """Turn garbage collection off: records live as long as the command, and collecting takes a third of its time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _asks_english(arguments: Sequence[str]) -> bool:
    """Return whether English is asked for, before the arguments are parsed: complaints about them are in it too."""
    return "--lang=en" in arguments or ("--lang", "en") in pairwise(arguments)


if __name__ == "__main__":
    sys.exit(main())
