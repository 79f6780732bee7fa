"""argparse in the user's language: its own words, which it asks gettext for, come from our catalogue."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from validators.text.messages import Language, Message, say

WORDS = (
    say("usage: "),
    say("positional arguments"),
    say("options"),
    say("show this help message and exit"),
    say("argument %(argument_name)s: %(message)s"),
    say("expected one argument"),
    say("expected at most one argument"),
    say("expected at least one argument"),
    say("ambiguous option: %(option)s could match %(matches)s"),
    say("unrecognized arguments: %s"),
    say("the following arguments are required: %s"),
    say("one of the arguments %s is required"),
    say("unknown parser %(parser_name)r (choices: %(choices)s)"),
    say("ignored explicit argument %r"),
    say("not allowed with argument %s"),
)


@contextmanager
def argparse_in(language: Language) -> Iterator[None]:
    """While this lasts, argparse speaks the language; it looks its words up under the name `_`."""
    module = vars(argparse)
    own = module["_"]
    module["_"] = lambda text: language.text(Message(text))
    try:
        yield
    finally:
        module["_"] = own
