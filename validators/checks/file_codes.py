"""The checks that every file and every field passes before the Nizom is asked: codes `F…`, `R…` and our own failure, `X…`.

They have no paragraph: they hold what any record needs to be read at all.
"""

from validators.rules.check import Check
from validators.text.messages import Message, say


def _check(code: str, title: Message, demand: Message, mend: Message, *, warns: bool = False) -> Check:
    return Check(code, None, title, demand, mend, warns=warns)


FILE_CHECKS = (
    _check(
        "F01",
        say("No front matter"),
        say("A record begins with its facts between two --- lines"),
        say("Write --- on the first line, the facts under it, and --- again before the text"),
    ),
    _check(
        "F02",
        say("Front matter is not closed"),
        say("A second --- line ends the facts"),
        say("Write --- on a line of its own where the facts end and the text begins"),
    ),
    _check(
        "F03",
        say("Not UTF-8"),
        say("Files are saved as UTF-8"),
        say("Open the file in an editor and save it with the encoding UTF-8"),
    ),
    _check(
        "F04",
        say("Invisible mark at the beginning"),
        say("Files are saved as UTF-8 without BOM"),
        say("Save the file as “UTF-8” instead of “UTF-8 with BOM”"),
        warns=True,
    ),
    _check(
        "F05",
        say("Windows line ends"),
        say("Lines end with LF"),
        say("Choose LF instead of CRLF in the editor's bottom line and save"),
        warns=True,
    ),
    _check(
        "F06",
        say("Control character"),
        say("A record is plain text"),
        say("Delete the character; it often comes along when text is pasted from another program"),
    ),
    _check(
        "F07", say("Indented with a tab"), say("Front matter is indented with spaces"), say("Replace the tab with two spaces")
    ),
    _check("F08", say("Key written twice"), say("A key stands once in its group"), say("Keep one of the two")),
    _check(
        "F09",
        say("Value by reference"),
        say("Values are written out, not repeated with & and *"),
        say("Write the value itself; if it begins with & or *, put it between quotes"),
    ),
    _check("F10", say("Joined groups"), say("Groups are written out, not joined with <<"), say("Write the values out")),
    _check(
        "F11",
        say("YAML tag"),
        say("Values are plain, without YAML tags"),
        say("Delete the word that begins with !; if it is part of the text, put the text between quotes"),
    ),
    _check("F12", say("Second document"), say("A file holds one record"), say("Move the second document to a file of its own")),
    _check(
        "F13",
        say("Not “key: value”"),
        say("Front matter is a list of “key: value” lines"),
        say("Write each fact as key: value, for example status: draft"),
    ),
    _check(
        "F14",
        say("Nested too deep"),
        say("Values are not nested deeper than a kind describes"),
        say("Bring the inner values up, as in the kind's example"),
    ),
    _check(
        "F15",
        say("File too large"),
        say("A record is a page or a few, not an attachment"),
        say("Shorten the text, or keep the large part elsewhere and link to it"),
    ),
    _check(
        "F16",
        say("Not a file of this folder"),
        say("A record is a file of its own in records/, not a link"),
        say("Put the file itself in its place"),
    ),
    _check(
        "F17", say("Empty file"), say("A record has facts and text"), say("Fill the file after the kind's example, or delete it")
    ),
    _check(
        "F18",
        say("File cannot be opened"),
        say("Records can be read by whoever checks them"),
        say("Check the file's permissions"),
    ),
    _check(
        "F19",
        say("Front matter does not read"),
        say("Front matter is well-formed YAML"),
        say("Compare the line with the kind's example: indents, colons, quotes"),
    ),
    _check(
        "F20",
        say("Unknown key"),
        say("Only keys that the kind knows are used"),
        say("Correct the key, or move what it says to the text below"),
    ),
    _check(
        "F21",
        say("Fact is missing"),
        say("The facts that the kind needs are written"),
        say("Write the missing key and its value"),
    ),
    _check(
        "F22",
        say("Wrong kind of value"),
        say("A value has the form that its key needs"),
        say("Write the value in the form that the key needs"),
    ),
    _check(
        "F23",
        say("Not one of the choices"),
        say("A value with a fixed choice is one of the choices"),
        say("Write one of the choices"),
    ),
    _check("F24", say("The same thing twice"), say("A list names each thing once"), say("Delete the repetition")),
    _check(
        "F25",
        say("Wrong id"),
        say("An id has its kind's letters and stands in its kind's folder"),
        say("Write the id as kind letters, year and number, for example loy-2026-001"),
    ),
    _check(
        "F26",
        say("File name without the id"),
        say("A file's name begins with its record's id"),
        say("Rename the file so that it begins with the id"),
    ),
    _check(
        "F27", say("Id used twice"), say("An id belongs to one record, for ever"), say("Give the newer record the next free id")
    ),
    _check(
        "F28",
        say("File in the wrong place"),
        say("Records are .md files in their kind's folder"),
        say("Move the file to its kind's folder, or out of records/"),
    ),
    _check(
        "F29",
        say("Period ends before it begins"),
        say("The last day of a period is not before its first"),
        say("Correct the first day or the last"),
    ),
    _check(
        "F31",
        say("Text after #"),
        say("A value with a # in it stands between quotes; a remark has a line of its own"),
        say("If it belongs to the value, put the whole value between quotes; if it is a remark, move it to a line of its own"),
    ),
    _check(
        "F32",
        say("A day that has not come"),
        say("What has happened has a day that has come"),
        say("Correct the day; until it has come, leave what happens on it out"),
    ),
)

REFERENCE_CHECKS = (
    _check(
        "R01",
        say("No such record"),
        say("An id that is named belongs to a record"),
        say("Correct the id, or add the record first"),
    ),
    _check(
        "R02",
        say("Another kind of record"),
        say("A field names records of the kind that it is for"),
        say("Name a record of the right kind"),
    ),
    _check(
        "R03",
        say("Withdrawn record"),
        say("Nothing in force rests on a withdrawn record"),
        say("Name the record that took its place, or delete the reference"),
    ),
    _check(
        "R04",
        say("Settings rest on an unknown record"),
        say("A setting's basis and names are records that exist"),
        say("Correct the id in the settings, or add the record first"),
    ),
)

OWNERS = _check(
    "F30",
    say("CODEOWNERS out of step"),
    say("The forge asks the people of the records for their review: docs/CODEOWNERS names them as the records do"),
    say("Write the file anew: nizom codeowners > docs/CODEOWNERS"),
)

OWN_FAILURE = _check(
    "X01",
    say("The check itself failed"),
    say("Checks run to their end"),
    say("The record is not to blame. Report this to the engineer, with the file and this message"),
)

TECHNICAL = {check.code: check for check in (*FILE_CHECKS, OWNERS, *REFERENCE_CHECKS, OWN_FAILURE)}
