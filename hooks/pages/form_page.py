"""The page on which records are written in the browser, and the words that it says; what it does is in `hooks/writing/form/`."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from hooks.html.formatting import text
from hooks.html.page_context import PageContext
from hooks.pages.view import View
from validators.text.messages import MONTHS, Message, say

WORDS = {
    "add": say("Add: {label}", label="{label}"),
    "and_more": say("and {count} more", count="{count}"),
    "approvals": say("Approvals"),
    "approvals_why": say("Each step is taken by the person whose step it is."),
    "approve": say("Write the decision into the record"),
    "besides": say("Besides, this does not prevent its acceptance: {count}", count="{count}"),
    "blocked": say("Obstacles to acceptance: {count}", count="{count}"),
    "calendar": say("the calendar of working days"),
    "changed_by_both": say(
        "The record has changed meanwhile. What both you and others changed was left as it now is: {fields}.", fields="{fields}"
    ),
    "changed_in_clone": say(
        "The file in that folder is another than the one that you edited: nothing was written. Update the folder."
    ),
    "changed_in_forge": say(
        "The record has changed in the forge meanwhile: nothing was sent. Your draft stays; open the page again."
    ),
    "changes": say("Changes: {count}", count="{count}"),
    "checks_coming": say("The checks are being prepared"),
    "checks_fell": say("The checks cannot run in this browser. The form can be read, but not saved; use the forge’s editor."),
    "choose_day": say("Choose a day: {label}", label="{label}"),
    "choose_kind": say("What would you like to write? To edit a record, open its page and press “Edit”."),
    "copied": say("The whole text is copied."),
    "copied_and_opened": say("The text is copied. In the page that opened, put it in place of the file’s text and save."),
    "copy": say("Copy the text"),
    "copy_and_open": say("Copy the text and open the forge"),
    "date_of_decision": say("Date of the decision"),
    "moment_as": say("day.month.year hour:minute"),
    "day_as": say("day.month.year"),
    "day_off": say("day off"),
    "decision": say("Decision"),
    "discard": say("Discard"),
    "download": say("Download the file"),
    "count_figures": say("Count the figures"),
    "downloaded": say(
        "The file {name} is downloaded. It is not in the register yet: give it to whoever takes records in.", name="{name}"
    ),
    "draft_discarded": say("The draft is discarded."),
    "draft_download": say("Download the draft"),
    "draft_found": say("There is a draft of this record on this computer, of {when}.", when="{when}"),
    "draft_handed": say("A draft of {when} that you have saved already is still on this computer.", when="{when}"),
    "draft_kept": say("The draft is kept on this computer only, {time}.", time="{time}"),
    "draft_not_kept": say("This browser keeps no drafts: save before you close the page."),
    "draft_of_older": say(
        "There is a draft on this computer, of {when}; the record has changed since. What you changed can be put into the record "
        "as it now is.",
        when="{when}",
    ),
    "engine_how": say("Whoever runs the site adds them once:"),
    "enter_first": say("There is no such record. If it is new, enter it first:"),
    "file_in_forge": say("The file in the forge"),
    "filled": say("filled in"),
    "for_administrators": say("For those who run the site"),
    "forge_filled": say("A page with the whole text has opened in the forge: save it there."),
    "forge_refused": say("The forge refused ({status}): {words}", status="{status}", words="{words}"),
    "forge_silent": say("The forge does not answer. The draft stays; try later, or download the file."),
    "found_none": say("Nothing is found: try another word of the title, or the id."),
    "found_of": say("{shown} of {count} records. Searched by title or id, in Cyrillic too.", shown="{shown}", count="{count}"),
    "fix": say("Fix"),
    "grade": say(
        "Saved from the person’s own account it is proved as “{grade}”. To sign it, use “nizom approve” or a signed commit.",
        grade="{grade}",
    ),
    "how_to_hand_in": say("How to hand it in"),
    "how_to_write": say("How to add one"),
    "in_file": say("In the file"),
    "in_file_lines": say("In the file, {count} lines", count="{count}"),
    "into_clone": say("Write into a folder on this computer"),
    "kept": say("Also in the file"),
    "kept_why": say("This is not edited in the form. Decisions that an edition or a refusal has ended are here too."),
    "items": say("{count} written", count="{count}"),
    "look_at_others": say("What changes in other records"),
    "may_be_saved": say("It can be saved as it is, but it will not be accepted until this is put right."),
    "month_after": say("Next month"),
    "month_before": say("Previous month"),
    "more_fields": say("Also: {names}", names="{names}"),
    "move_down": say("Move down"),
    "move_up": say("Move up"),
    "needed_for": say("Needed for the status “{status}”", status="{status}"),
    "needed_now": say("Needed now"),
    "needed_now_why": say("What the record must have in the status that it is in."),
    "new_findings": say("New findings: {count}", count="{count}"),
    "new_record": say("New record: {kind}", kind="{kind}"),
    "no": say("no"),
    "no_checks": say("The checks do not run here"),
    "no_engine": say("This site was built without the checks for the browser. Write the record in the forge’s own editor:"),
    "no_folders": say("This browser cannot write into a folder: download the file instead."),
    "no_preview": say("The text cannot be shown yet."),
    "no_such_record": say("There is no such record, and its kind is not known."),
    "no_wasm": say("This browser cannot run the checks (WebAssembly is off or missing). Use the forge’s own editor:"),
    "not_a_clone": say("That folder has no place for {path}: choose the folder of the repository.", path="{path}"),
    "not_chosen": say("not chosen"),
    "not_copied": say("The browser did not let the text be copied: open “The whole text” and copy it from there."),
    "not_edited_here": say("The settings and the calendar are not edited here, but in the repository:"),
    "not_in_force": say("not in force, cannot be chosen"),
    "not_published": say(
        "The text of this record is not on the site: it holds personal data or cannot be read. Open its file from your computer "
        "or paste its text."
    ),
    "not_ready": say("The checks are still being prepared: save in a moment."),
    "not_run": say("Checks that could not be carried out: {count}.", count="{count}"),
    "not_written": say("not filled in"),
    "not_written_file": say("The file could not be written."),
    "nothing_blocks": say("Nothing prevents its acceptance"),
    "nothing_changed": say("Nothing has been changed yet."),
    "nothing_sent": say("The checks run in your browser. Nothing is sent anywhere."),
    "nothing_sent_but_forge": say(
        "The checks run in your browser. Nothing is sent anywhere but to the forge, and only when you save."
    ),
    "number_of_paper": say("Number of the paper"),
    "obstacles": say("Obstacles: {count}", count="{count}"),
    "one_moment": say("One moment…"),
    "open": say("Open"),
    "open_calendar": say("Calendar: {label}", label="{label}"),
    "open_file": say("Open a file"),
    "open_forge": say("Open the forge"),
    "open_it": say("Open it"),
    "open_request": say("Open a pull request"),
    "optional": say("Optional"),
    "optional_why": say("May stay empty."),
    "or_paste": say("or paste the text of the file:"),
    "optional_group": say("{label} (if there is one)", label="{label}"),
    "others_unharmed": say("Nothing goes wrong in other records because of this."),
    "other_tab": say("This record is being written in another window too. Each keeps a draft of its own."),
    "page_failed": say("The page could not be loaded. Reload it; if that does not help, use the forge’s editor."),
    "parts_of_form": say("Parts of the form"),
    "part_of_paper": say("Part of the document that the visa is for"),
    "plain_http": say(
        "The site is opened without https, so the browser cannot write into a folder: copy or download the text instead."
    ),
    "preview": say("As on the site"),
    "refused_left": say("Something in the form could not be written and stands in red: put it right first."),
    "remove": say("Remove"),
    "remove_item": say("Remove: {label}", label="{label}"),
    "replaced_by": say("replaced by {id}: {title}", id="{id}", title="{title}"),
    "request_opened": say("The pull request is open."),
    "required": say("required"),
    "restore": say("Restore"),
    "result": say("Result"),
    "save": say("Save…"),
    "saving": say("Saving"),
    "search_by_name": say("search by title"),
    "set_status": say("Set the status “{label}”", label="{label}"),
    "settings": say("the settings"),
    "signs_for": say("The decision covers the facts and the text as they are in the form; what still blocks is listed above."),
    "since_not_known": say("What was changed after the step {step} is not known: history no longer holds it.", step="{step}"),
    "since_nothing": say("Nothing was changed after the step {step}.", step="{step}"),
    "since_step": say("Changed after the step {step}:", step="{step}"),
    "status_open": say("The steps for it are taken: the status may go on."),
    "step_of": say("Step: {label}. Decided by: {who}", label="{label}", who="{who}"),
    "take_step": say("Take the step: {label}", label="{label}"),
    "taken_out": say("taken out"),
    "text": say("Text"),
    "text_why": say(
        "An explanation for people: what changes, what to pay attention to. Another record is named by its id in double square "
        "brackets: [[std-001]]."
    ),
    "token": say("Access token of the forge"),
    "token_not_enough": say(
        "The token does not allow this, or the repository is not seen with it ({status}).", status="{status}"
    ),
    "token_refused": say("The forge does not accept the token: it is mistyped or has expired."),
    "token_wanted": say("Give an access token first."),
    "token_why": say("Held in this page only until it is closed; never stored."),
    "undo": say("Undo the last change"),
    "warning": say("Warning:"),
    "what_changes": say("What changes"),
    "who_decides": say("Who decides"),
    "whole_text": say("The whole text"),
    "whole_text_why": say("What the form cannot do is changed here; the form follows."),
    "working_day": say("working day"),
    "working_days_from_today": say("Working days from today: {count}", count="{count}"),
    "write": say("Write"),
    "write_meanwhile": say("You can write meanwhile: what was written is checked then."),
    "writing": say("Writing"),
    "written": say("Written: {path}", path="{path}"),
    "year": say("year"),
    "yes": say("yes"),
}  # fmt: skip
"""What the page says, by the keys that its code uses; the page fills in what is in braces."""

WEEKDAYS = (
    say("Monday"), say("Tuesday"), say("Wednesday"), say("Thursday"), say("Friday"), say("Saturday"), say("Sunday"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WritingContext(PageContext):
    """The page before its code draws the form."""

    template = "writing.html"

    words: str
    """As JSON."""


def views() -> Iterator[View]:
    """Yield the page; the public build has none."""
    yield View(
        "writing", "yozish.md", text(say("Writing")), lambda: WritingContext(_words()), in_navigation=False, full_width=True,
        parent="records",
    )  # fmt: skip


def _words() -> str:
    lists: dict[str, tuple[Message, ...]] = {"weekdays": WEEKDAYS}
    words = {key: text(message) for key, message in WORDS.items()}
    named = {key: [text(message) for message in messages] for key, messages in lists.items()}
    return json.dumps({**words, **named, "months": MONTHS["uz"]}, ensure_ascii=False)
