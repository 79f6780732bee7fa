"""The checks that every file and every field passes before the Nizom is asked: codes `F…`, `R…` and our own failure, `X…`.

They have no paragraph: they hold what any record needs to be read at all.
"""

from validators.rules.check import FIRST_RELEASE, Check
from validators.source.codes import FileCode
from validators.text.messages import Message, say


def _check(
    code: FileCode,
    title: Message,
    requirement: Message,
    fix: Message,
    *,
    warns: bool = False,
    introduced: str = FIRST_RELEASE,
) -> Check:
    return Check(code.value, None, title, requirement, fix, warns=warns, introduced=introduced)


FILE_CHECKS = (
    _check(
        FileCode.NO_FRONT_MATTER,
        say("No front matter"),
        say("A record begins with its facts between two --- lines"),
        say("Write --- on the first line, the facts under it, and --- again before the text"),
    ),
    _check(
        FileCode.UNCLOSED_FRONT_MATTER,
        say("Front matter is not closed"),
        say("A second --- line ends the facts"),
        say("Write --- on a line of its own where the facts end and the text begins"),
    ),
    _check(
        FileCode.NOT_UTF8,
        say("Not UTF-8"),
        say("Files are saved as UTF-8"),
        say("Open the file in an editor and save it with the encoding UTF-8"),
    ),
    _check(
        FileCode.BYTE_ORDER_MARK,
        say("Invisible mark at the beginning"),
        say("Files are saved as UTF-8 without BOM"),
        say("Save the file as “UTF-8” instead of “UTF-8 with BOM”"),
        warns=True,
    ),
    _check(
        FileCode.WINDOWS_LINE_ENDS,
        say("Windows line ends"),
        say("Lines end with LF"),
        say("Choose LF instead of CRLF in the editor's bottom line and save"),
        warns=True,
    ),
    _check(
        FileCode.CONTROL_CHARACTER,
        say("Control character"),
        say("A record is plain text"),
        say("Delete the character; it often comes along when text is pasted from another program"),
    ),
    _check(
        FileCode.TAB_INDENT,
        say("Indented with a tab"),
        say("Front matter is indented with spaces"),
        say("Replace the tab with two spaces"),
    ),
    _check(FileCode.DUPLICATE_KEY, say("Key written twice"), say("A key stands once in its group"), say("Keep one of the two")),
    _check(
        FileCode.YAML_ALIAS,
        say("Value by reference"),
        say("Values are written out, not repeated with & and *"),
        say("Write the value itself; if it begins with & or *, put it between quotes"),
    ),
    _check(
        FileCode.YAML_MERGE_KEY,
        say("Joined groups"),
        say("Groups are written out, not joined with <<"),
        say("Write the values out"),
    ),
    _check(
        FileCode.YAML_TAG,
        say("YAML tag"),
        say("Values are plain, without YAML tags"),
        say("Delete the word that begins with !; if it is part of the text, put the text between quotes"),
    ),
    _check(
        FileCode.SECOND_DOCUMENT,
        say("Second document"),
        say("A file holds one record"),
        say("Move the second document to a file of its own"),
    ),
    _check(
        FileCode.NOT_KEY_VALUE,
        say("Not “key: value”"),
        say("Front matter is a list of “key: value” lines"),
        say("Write each fact as key: value, for example status: draft"),
    ),
    _check(
        FileCode.NESTED_TOO_DEEP,
        say("Nested too deep"),
        say("Values are not nested deeper than a kind describes"),
        say("Bring the inner values up, as in the kind's example"),
    ),
    _check(
        FileCode.TOO_LARGE,
        say("File too large"),
        say("A record is a page or a few, not an attachment"),
        say("Shorten the text, or keep the large part elsewhere and link to it"),
    ),
    _check(
        FileCode.NOT_A_PLAIN_FILE,
        say("Not a file of this folder"),
        say("A record is a file of its own in records/, not a link"),
        say("Put the file itself in its place"),
    ),
    _check(
        FileCode.EMPTY_FILE,
        say("Empty file"),
        say("A record has facts and text"),
        say("Fill the file after the kind's example, or delete it"),
    ),
    _check(
        FileCode.CANNOT_BE_OPENED,
        say("File cannot be opened"),
        say("Records can be read by those who check them"),
        say("Check the file's permissions"),
    ),
    _check(
        FileCode.YAML_SYNTAX,
        say("Front matter does not read"),
        say("Front matter is well-formed YAML"),
        say("Compare the line with the kind's example: indents, colons, quotes"),
    ),
    _check(
        FileCode.UNKNOWN_KEY,
        say("Unknown key"),
        say("Only keys that the kind knows are used"),
        say("Correct the key, or move what it says to the text below"),
    ),
    _check(
        FileCode.MISSING_KEY,
        say("Fact is missing"),
        say("The facts that the kind needs are written"),
        say("Write the missing key and its value"),
    ),
    _check(
        FileCode.WRONG_FORM,
        say("Wrong kind of value"),
        say("A value has the form that its key needs"),
        say("Write the value in the form that the key needs"),
    ),
    _check(
        FileCode.NOT_A_CHOICE,
        say("Not one of the choices"),
        say("A value with a fixed choice is one of the choices"),
        say("Write one of the choices"),
    ),
    _check(
        FileCode.REPEATED_ITEM,
        say("Listed twice"),
        say("A list names each thing once"),
        say("Delete the repetition"),
    ),
    _check(
        FileCode.WRONG_ID,
        say("Wrong id"),
        say("An id has its kind's letters and stands in its kind's folder"),
        say("Write the id as kind letters, year and number, for example loy-2026-001"),
    ),
    _check(
        FileCode.WRONG_FILE_NAME,
        say("File name without the id"),
        say("A file's name begins with its record's id"),
        say("Rename the file so that it begins with the id"),
    ),
    _check(
        FileCode.DUPLICATE_ID,
        say("Id used twice"),
        say("An id belongs to one record, for ever"),
        say("Give the newer record the next free id"),
    ),
    _check(
        FileCode.MISPLACED_FILE,
        say("File in the wrong place"),
        say("Records are .md files in their kind's folder; a record's pictures and scans are in the folder named after its id"),
        say("Move the file to its kind's folder, or out of records/"),
    ),
    _check(
        FileCode.REVERSED_PERIOD,
        say("Period ends before it begins"),
        say("The last day of a period is not before its first"),
        say("Correct the first day or the last"),
    ),
    _check(
        FileCode.TEXT_AFTER_HASH,
        say("Text after #"),
        say("A value with a # in it stands between quotes; a remark has a line of its own"),
        say("If it belongs to the value, put the whole value between quotes; if it is a remark, move it to a line of its own"),
    ),
    _check(
        FileCode.FUTURE_DAY,
        say("A day that has not come"),
        say("What has happened is not dated in the future"),
        say("Correct the day; until it has come, leave what happens on it out"),
    ),
    _check(
        FileCode.COMMENTED_OUT,
        say("Text left commented out under a key"),
        say("What is written under a key is read"),
        say("Delete the # before this line and before those that belong to it; move a remark above the key"),
        introduced="0.2.0",
    ),
    _check(
        FileCode.WRONG_ATTACHMENT,
        say("Attachment that cannot be published"),
        say("What is attached to a record is a picture (PNG, JPEG) or a scan (PDF) of at most 5 MiB, as its name says"),
        say("Save it as PDF, PNG or JPEG of at most 5 MiB, under a name of letters, digits and hyphens"),
        introduced="0.2.0",
    ),
    _check(
        FileCode.UNMERGED,
        say("Unfinished merge"),
        say("A file holds one version of what it says"),
        say("Keep one of the two versions, and delete the lines that begin with <<<<<<<, ======= or >>>>>>>"),
        introduced="0.2.0",
    ),
    _check(
        FileCode.LOST_BRACKET,
        say("Link to a record without a bracket"),
        say("An id between brackets in a text is a link to its record"),
        say("Write two brackets on each side: [[loy-2026-001]] or [[loy-2026-001|words]]"),
        warns=True,
        introduced="0.2.0",
    ),
    _check(
        FileCode.OTHER_YEAR,
        say("Id of another year"),
        say("The year in an id is one in which the record can have been entered, by the days that it names"),
        say("Give a new record the next id of its year; one that is known already keeps its id: then correct the days"),
        warns=True,
        introduced="0.2.0",
    ),
    _check(
        FileCode.SECOND_OF_THE_SAME,
        say("Second record of the same"),
        say("What a record is about has one record: no other of its kind has the same title and owner"),
        say("Delete the copy, if it is new, or give the two titles that tell them apart"),
        warns=True,
        introduced="0.2.0",
    ),
    _check(
        FileCode.MIXED_LETTERS,
        say("Letter of another alphabet in a word"),
        say("A word is in one alphabet: letters of Latin and Cyrillic that look the same are found by no search"),
        say("Type the word again in one alphabet"),
        warns=True,
        introduced="0.2.0",
    ),
    _check(
        FileCode.BROKEN_LINE,
        say("Line break in what is one line"),
        say("What something is called or numbered is on one line: lists, headings, calendars and letters show it so"),
        say("Write it on one line"),
        warns=True,
        introduced="0.2.0",
    ),
    _check(
        FileCode.LEFT_TO_FILL_IN,
        say("Left to be filled in"),
        say("Where the program leaves a sentence or “…” for a person's words, they are written before the draft goes on"),
        say("Write what is asked for in its place; where there is nothing to say, say so"),
        introduced="0.2.0",
    ),
)

REFERENCE_CHECKS = (
    _check(
        FileCode.NO_SUCH_RECORD,
        say("No such record"),
        say("An id that is named belongs to a record"),
        say("Correct the id, or add the record first"),
    ),
    _check(
        FileCode.WRONG_KIND,
        say("Another kind of record"),
        say("A field names records of the kind that it is for"),
        say("Name a record of the right kind"),
    ),
    _check(
        FileCode.WITHDRAWN_RECORD,
        say("Withdrawn record"),
        say("Nothing in force rests on a withdrawn record"),
        say("Name the record that took its place, or delete the reference"),
    ),
    _check(
        FileCode.WRONG_REFERENCE_IN_SETTINGS,
        say("Settings rest on an unknown record"),
        say("A setting's basis and names are records that exist"),
        say("Correct the id in the settings, or add the record first"),
    ),
    _check(
        FileCode.LEADS_BACK,
        say("Leads back to itself"),
        say("What a record belongs to, rests on or was replaced by leads from record to record to an end, and never back"),
        say("Correct the field in one of the records that are named, so that it does not lead back"),
        introduced="0.2.0",
    ),
    _check(
        FileCode.DEAD_LINK,
        say("Link that leads nowhere"),
        say("Links and pictures in a text lead to a record, to a file in docs/, or to an address of another site"),
        say("Write the way from this file to that one, such as ../standards/std-001.md, or [[std-001]] for a record"),
        introduced="0.2.0",
    ),
    _check(
        FileCode.NO_SUCH_ANCHOR,
        say("No such heading"),
        say("A link to a heading leads to one that is there"),
        say("Write the heading's words in small letters with hyphens between them: #ish-bosqichlari"),
        introduced="0.2.0",
    ),
)

OWNERS = _check(
    FileCode.STALE_CODEOWNERS,
    say("CODEOWNERS out of step"),
    say("The forge asks the people of the records for their review: docs/CODEOWNERS names them as the records do"),
    say("Write the file again: nizom codeowners > docs/CODEOWNERS"),
)

OWN_FAILURE = _check(
    FileCode.CHECK_FAILED,
    say("The check itself failed"),
    say("Checks run to their end"),
    say("The record is not to blame. Report this to the engineer, with the file and this message"),
)

TECHNICAL = {check.code: check for check in (*FILE_CHECKS, OWNERS, *REFERENCE_CHECKS, OWN_FAILURE)}
