"""What is overdue as a Word document, for those who take it to a meeting and type no command.

It is made of the body's own template, if there is one. One that cannot be filled in costs the document, not the site.
"""

import logging
from collections.abc import Callable, Iterator
from functools import cache
from importlib.util import find_spec

from hooks.data.audience import audience
from hooks.data.snapshot import Snapshot
from hooks.html.formatting import text
from validators.documents.every_form import has_own_template, own_template, template_of
from validators.documents.form import Source
from validators.documents.overdue_list import OVERDUE_LIST
from validators.documents.wording import Wording
from validators.text.messages import say
from validators.text.sanitize import one_line
from validators.text.system_errors import reason_of

OVERDUE = "data/overdue-list.docx"

log = logging.getLogger("mkdocs.hooks.site")


def files(snapshot: Snapshot) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield the document by its path; nothing where the part of the program that writes Word is not installed.

    The public, which sees no names of employees, gets none.
    """

    @cache
    def made() -> bytes:
        return _overdue_list(snapshot)

    if audience() == "internal" and find_spec("docxtpl") and _can_be_made(made, snapshot):
        yield OVERDUE, made


def _overdue_list(snapshot: Snapshot) -> bytes:
    from validators.documents.filling import fill

    source = Source(Wording(snapshot.repository, snapshot.as_of, snapshot.language), None, snapshot.duties)
    template = template_of(OVERDUE_LIST, snapshot.root, snapshot.language)
    return fill(template, OVERDUE_LIST.content(source), text(OVERDUE_LIST.title), snapshot.as_of)


def _can_be_made(made: Callable[[], bytes], snapshot: Snapshot) -> bool:
    """Return whether the body's own template can be filled in; ours can, and nothing is made before it is wanted."""
    from validators.documents.filling import BrokenTemplateError

    if not has_own_template(OVERDUE_LIST, snapshot.root):
        return True
    try:
        made()
    except (BrokenTemplateError, OSError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else error.reason
        said = say("The template {path} cannot be filled in: {reason}", path=own_template(OVERDUE_LIST), reason=reason)
        log.info(one_line(text(said)))
        return False
    return True
