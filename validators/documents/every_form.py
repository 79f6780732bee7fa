"""Every sort of document by its name, and where its template is: the body's own, else ours."""

import os
from collections.abc import Mapping
from pathlib import Path

from validators.documents.approval_sheet import APPROVAL_SHEET
from validators.documents.form import Form
from validators.documents.ministry_list import MINISTRY_LIST
from validators.documents.overdue_list import OVERDUE_LIST
from validators.documents.passport import PASSPORT
from validators.documents.report_text import ANNUAL_REPORT, DIGEST, MONTHLY_REPORT
from validators.repository.record_file import RecordFile
from validators.text.messages import Language

FOLDER = "word"
"""Where a body keeps its own templates, as a path from the root of its repository."""

_FORMS = (PASSPORT, APPROVAL_SHEET, ANNUAL_REPORT, MONTHLY_REPORT, DIGEST, MINISTRY_LIST, OVERDUE_LIST)
FORMS: Mapping[str, Form] = {form.name: form for form in _FORMS}


def forms_about(entry: RecordFile) -> tuple[Form, ...]:
    """Return the sorts of document that can be made about a record; none about one that cannot be read."""
    return tuple(form for form in _FORMS if entry.record and form.concerns and form.concerns(entry))


def own_template(form: Form) -> str:
    """Return where a body's own template of a sort would be, as a path from the root of its repository."""
    return f"{FOLDER}/{form.name}.docx"


def has_own_template(form: Form, root: Path) -> bool:
    """Return whether a body has its own template of a sort, even one that cannot be read: ours does not stand in for it."""
    return os.path.lexists(root / own_template(form))


def template_of(form: Form, root: Path, language: Language) -> bytes:
    """Return the template of a sort: the body's own, if there is one, else ours; raises `OSError`."""
    return (root / own_template(form)).read_bytes() if has_own_template(form, root) else our_template(form, language)


def our_template(form: Form, language: Language) -> bytes:
    """Return the template that a body uses which has none of its own, and from which its own begins."""
    from validators.documents.sheet import Sheet

    sheet = Sheet(language, wide=form.is_wide)
    form.draw(sheet)
    return sheet.as_bytes()
