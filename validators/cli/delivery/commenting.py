"""The command `comment`, which keeps one comment on a pull request: the summary of its newest check."""

import argparse
import os
from pathlib import Path

from validators.cli.session import CLEAN, NotDoneError, UsageError
from validators.text.messages import Language, say
from validators.text.system_errors import reason_of

TOKEN = "NIZOM_TOKEN"


def comment(options: argparse.Namespace, language: Language) -> int:
    """Write the summary as a comment, or into the one that is there; without a token nothing is done, and that is said."""
    from validators.cli.delivery.pull_request import ForgeError, PullRequest

    token = os.environ.get(TOKEN, "")
    if not token:
        print(language.text(say("No comment is written: {name} holds no token", name=TOKEN)))
        return CLEAN
    request = PullRequest.given_by(os.environ)
    if request is None:
        raise UsageError(say("This is no job of a pull request: the variables of GitHub, GitLab or Gitea do not name one"))
    try:
        summary = Path(options.file).read_text("utf-8")
    except FileNotFoundError:
        raise UsageError(say("There is no file {path}", path=options.file)) from None
    except UnicodeDecodeError:
        raise UsageError(say("{path} is not in UTF-8", path=options.file)) from None
    except OSError as error:
        raise UsageError(say("{path} could not be read: {reason}", path=options.file, reason=reason_of(error))) from None
    try:
        is_new = request.keep(summary, token, language)
    except ForgeError as error:
        raise NotDoneError(error.reason) from None
    print(language.text(say("The comment was written") if is_new else say("The comment was brought up to date")))
    return CLEAN
