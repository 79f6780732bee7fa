"""The checks of changes: what a record may not do between a base revision and now, codes `C…`.

They have no paragraph of their own: without them nothing that the Nizom asks could be relied on the day after.
"""

from validators.rules.check import Check
from validators.text.messages import say

IDENTITY = Check(
    "C01",
    None,
    title=say("Id changed or used again"),
    requirement=say("An id is given once, to one record, and stays with it for ever"),
    fix=say("Write the old id again; give a new record the next free id"),
)

DELETED = Check(
    "C02",
    None,
    title=say("Deleted instead of withdrawn"),
    requirement=say(
        "What was once a record can still be looked up: it is withdrawn by its status, not deleted; nor are the settings"
    ),
    fix=say("Bring the file back, and change its status instead"),
)

STATUS = Check(
    "C03",
    None,
    title=say("Status not along the lifecycle"),
    requirement=say("A status moves along its kind's lifecycle, step by step"),
    fix=say("Restore the previous status, or take the steps between one after the other"),
)
"""In one change a record comes as far as its approval steps carry it; a new one begins in its kind's first status."""

DUE = Check(
    "C04",
    None,
    title=say("Due date moved without an extension"),
    requirement=say("A due date moves only with an extension: old and new date, reason, who allowed it and when"),
    fix=say("Restore the previous date, or write under extensions: old, new, reason, allowed_by and date"),
)

APPROVAL = Check(
    "C05",
    None,
    title=say("Decision edited or removed"),
    requirement=say("A step under approvals stays as it was written; a mistake is corrected by a new step"),
    fix=say("Put the step back as it was, and add a new one under it"),
)

DIGEST = Check(
    "C06",
    None,
    title=say("Changed after it was decided on"),
    requirement=say("What was decided on stays as it was, until it is decided on again"),
    fix=say("Undo the change, or have it decided on again: “nizom approve” writes the new step"),
)

CLOSED = Check(
    "C07",
    None,
    title=say("Closed period rewritten"),
    requirement=say("A record that is filed or completed is not rewritten, nor are its pictures and scans"),
    fix=say("Undo the change; write what was found later into a new record, and name this one under related"),
)

RELIED_ON = Check(
    "C08",
    None,
    title=say("Changes what it relies on"),
    requirement=say("A change is judged by the settings, the people and the checks that were there before it"),
    fix=say("Propose the settings, the employee's record or the checks first, on their own; this change once they are accepted"),
)

UNSEALED = Check(
    "C09",
    None,
    title=say("Changed after a decision without a digest"),
    requirement=say("The digest of an approval step says what was decided on; a step without one covers no later change"),
    fix=say("Undo the change, or take the step again with “nizom approve”, which writes the digest"),
    warns=True,
)
"""An error would hold every word of the records whose steps were written by hand before there were digests."""

MEASURE = Check(
    "C10",
    None,
    title=say("Setting or calendar changed without a new basis"),
    requirement=say(
        "A setting and the calendar change by a decision: with a new value or day come the act that gives it and the day since "
        "which it applies; who decides, and how that is proved, is loosened only with the director-general"
    ),
    fix=say("Under basis and since: write the number and date of the act that gives the new value, and its day; or undo it"),
    warns=True,
)
"""A warning where a setting only differs; what may ask less is reported as an error (`change.settings.settings_rules`)."""

CARRIED = Check(
    "C11",
    None,
    title=say("Status without steps that cover the record"),
    requirement=say("A status rests on approval steps that cover the record as it is"),
    fix=say("Have the steps named here taken again with “nizom approve”, or leave the status as it was"),
    introduced="0.2.0",
)

SAMPLE = Check(
    "C12",
    None,
    title=say("Real record called a sample"),
    requirement=say("A record is a sample from the start or never: sample: true is not added to a real one"),
    fix=say("Take sample: out; a record that is not needed any more is withdrawn by its status"),
    introduced="0.2.0",
)

INDICATOR = Check(
    "C13",
    None,
    title=say("Indicator made easier without an act"),
    requirement=say(
        "What an act laid on the Agency is changed by an act: an indicator's target is lowered, and its unit, direction or "
        "period altered, with the act of legislation that does so"
    ),
    fix=say("Under basis: add the id of the act that changed the indicator; or undo the change"),
    introduced="0.2.0",
    warns=True,
)
"""An error would hold the correction of a figure that was mistyped."""

HISTORY = Check(
    "C14",
    None,
    title=say("What has happened was taken out"),
    requirement=say("A course, an attestation, an absence, a look at a project and all else that has its day stay in the record"),
    fix=say("Put the entry back; one that was a mistake is taken out with a correction that says so"),
    introduced="0.2.0",
)

CHANGE_CHECKS = {
    check.code: check
    for check in (
        *(IDENTITY, DELETED, STATUS, DUE, APPROVAL, DIGEST, CLOSED, RELIED_ON, UNSEALED, MEASURE, CARRIED, SAMPLE, INDICATOR),
        HISTORY,
    )
}
