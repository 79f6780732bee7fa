"""Why git could not answer, in the user's language: git's own words are English, and longer than they have to be."""

import re

from validators.text.messages import Message, say

_DAMAGED = say("a part of its history is missing or damaged")
_MEANINGS = (
    (r"not a git repository", say("this is no git repository, or its .git folder is damaged")),
    (r"index file|bad index|index uses|bad signature 0x|unordered stage entries", say("the file .git/index is damaged")),
    (r"bad (?:numeric )?config|invalid value for|could not parse config", say("the file .git/config is damaged")),
    (r"dubious ownership", say("the folder belongs to another user")),
    (
        r"bad object|bad tree|unable to read|object file|loose object|pack .*(?:corrupt|bad)|missing (?:blob|tree)",
        _DAMAGED,
    ),
    (r"could not (?:read|parse)|not a valid object|invalid object|bad revision|broken ref|bad ref|not a tree object", _DAMAGED),
    (r"[Pp]ermission denied", say("you may not read a file in .git")),
    (r"Too many open files", say("too many files are open")),
    (r"[Oo]ut of memory|malloc", say("there is not enough memory")),
)
"""Patterns of what git says, and what that means."""


def reason_of_git(words: str) -> Message:
    """Return what git's words mean; for words that are not listed, how to see them."""
    for pattern, meaning in _MEANINGS:
        if re.search(pattern, words):
            return meaning
    return say("“git fsck” shows why")
