"""The codes under which files are reported, as types: a mistyped one is an error for mypy, not a `KeyError` at run time."""

from enum import StrEnum
from typing import NewType, TypeAlias


class FileCode(StrEnum):
    """The code of a check that every file and every field passes, and of our own failure (`checks/file_codes.py`)."""

    NO_FRONT_MATTER = "F01"
    UNCLOSED_FRONT_MATTER = "F02"
    NOT_UTF8 = "F03"
    BYTE_ORDER_MARK = "F04"
    WINDOWS_LINE_ENDS = "F05"
    CONTROL_CHARACTER = "F06"
    TAB_INDENT = "F07"
    DUPLICATE_KEY = "F08"
    YAML_ALIAS = "F09"
    YAML_MERGE_KEY = "F10"
    YAML_TAG = "F11"
    SECOND_DOCUMENT = "F12"
    NOT_KEY_VALUE = "F13"
    NESTED_TOO_DEEP = "F14"
    TOO_LARGE = "F15"
    NOT_A_PLAIN_FILE = "F16"
    EMPTY_FILE = "F17"
    CANNOT_BE_OPENED = "F18"
    YAML_SYNTAX = "F19"
    UNKNOWN_KEY = "F20"
    MISSING_KEY = "F21"
    WRONG_FORM = "F22"
    NOT_A_CHOICE = "F23"
    REPEATED_ITEM = "F24"
    WRONG_ID = "F25"
    WRONG_FILE_NAME = "F26"
    DUPLICATE_ID = "F27"
    MISPLACED_FILE = "F28"
    REVERSED_PERIOD = "F29"
    STALE_CODEOWNERS = "F30"
    TEXT_AFTER_HASH = "F31"
    FUTURE_DAY = "F32"
    COMMENTED_OUT = "F33"
    WRONG_ATTACHMENT = "F34"
    OTHER_YEAR = "F35"
    SECOND_OF_THE_SAME = "F36"
    UNMERGED = "F37"
    LOST_BRACKET = "F38"
    MIXED_LETTERS = "F39"
    BROKEN_LINE = "F40"
    NO_SUCH_RECORD = "R01"
    WRONG_KIND = "R02"
    WITHDRAWN_RECORD = "R03"
    WRONG_REFERENCE_IN_SETTINGS = "R04"
    LEADS_BACK = "R05"
    DEAD_LINK = "R06"
    NO_SUCH_ANCHOR = "R07"
    CHECK_FAILED = "X01"


ClauseCode = NewType("ClauseCode", str)
"""The code of a check of the Nizom, as the field that it asks for declares it: `N12.a.3-1`."""

CheckCode: TypeAlias = FileCode | ClauseCode
"""The code under which a problem of a file is reported."""
