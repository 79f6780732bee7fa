"""Whom the forge asks to review a change: `CODEOWNERS`, made from the offices and people of the records (7, 8).

It is a function of the records and the newest settings alone and knows no day, so that nobody's change turns red because a day
passed: a term counts until its last day is written. Who does not answer for a file in the Agency's service, such as the ministry,
has no account here.
"""

from collections.abc import Iterator
from itertools import zip_longest

from validators.kinds.employee.model import EMPLOYEE, Employee
from validators.kinds.waiver import WAIVER
from validators.model.roles import Role
from validators.regulation.setting_codes import Setting
from validators.repository.paths import CODEOWNERS, HOLIDAYS, RECORDS, SETTINGS
from validators.repository.repository import Repository
from validators.rules.superiors import SUPERIORS
from validators.source.document import Document
from validators.source.finding import Problem, Span
from validators.source.route import ROOT
from validators.text.messages import Language, say

LEADERS: tuple[Role, ...] = ("head", "chief-specialist")
"""Who answers for everything that is not said otherwise; the chief specialist acts while there is no head (8)."""
ANYBODY: tuple[Role, ...] = ("department",)
"""A colleague's review is enough."""


def codeowners(repository: Repository) -> str:
    """Return the file's text; empty while nobody who would be asked has an account.

    The last line that fits a path counts. A line without names would ask nobody, so where the offices that answer for a path
    have no account, the department's leaders are asked.
    """
    leaders = _accounts(LEADERS, repository)
    lines = [
        f"{path} {' '.join(f'@{name}' for name in names)}"
        for path, roles in _paths(repository)
        if (names := _accounts(roles, repository) or leaders)
    ]
    about = say("Whom the forge asks to review a change. Made from the records; do not edit it, but write it again:")
    head = (f"# {Language('uz').text(about)}", f"# nizom codeowners > {CODEOWNERS}")
    return "".join(f"{line}\n" for line in (*head, *lines)) if lines else ""


def _paths(repository: Repository) -> Iterator[tuple[str, tuple[Role, ...]]]:
    """Each path with the offices that answer for it, the wider before the narrower."""
    yield "*", LEADERS
    yield f"/{RECORDS}/", ANYBODY
    for kind in repository.kinds.values():
        steps = kind.chain.steps if kind.chain else ()
        if decide := [role for step in steps for role in step.roles_for(kind.name, repository.own_settings, None)]:
            yield f"/{RECORDS}/{kind.folder}/", (*LEADERS, *(role for role in SUPERIORS if role in decide))
    # On these rests who may decide on all the others.
    yield f"/{RECORDS}/{EMPLOYEE.folder}/", ("head", *SUPERIORS)
    for path in (f"{RECORDS}/{WAIVER.folder}/", SETTINGS, HOLIDAYS):
        yield f"/{path}", SUPERIORS


def _accounts(roles: tuple[Role, ...], repository: Repository) -> list[str]:
    """Return the accounts of those who hold one of these offices, by the employee's id."""
    holders = repository.own_settings.value(Setting.OFFICE_HOLDERS, None) or ()
    superiors = {holder.employee for holder in holders if holder.role in roles and holder.until is None}
    people = (employee for employee in repository.of(Employee) if employee.account and employee.status == "employed")
    asked = (one for one in people if one.id in superiors or _serves(one, roles))
    return list(dict.fromkeys(employee.account for employee in asked if employee.account))


def _serves(employee: Employee, roles: tuple[Role, ...]) -> bool:
    """Whether the employee is in the department's service in one of these roles, as far as its end is not written."""
    positions = {service.position for service in employee.service if service.until is None}
    if not positions:
        return False
    acts = any(acting.until is None for acting in employee.acting)
    return "department" in roles or not positions.isdisjoint(roles) or ("head" in roles and acts)


def wrong_owners(repository: Repository) -> Iterator[tuple[Document, Problem]]:
    """F30: the first line of the file that is not as the records make it; not asked of what is broken itself.

    Nor may there be a file that the forge would follow instead.
    """
    if repository.own_settings.problems or any(stray.path == CODEOWNERS for stray, _, _ in repository.strays):
        return
    repository.require_readable(Employee)
    document = repository.code_owners or Document(CODEOWNERS, b"")
    wanted, written = codeowners(repository).splitlines(), document.text.splitlines()
    for other in repository.preferred_owners if wanted or written else ():
        message = say(
            "The forge follows {path} instead of {ours}, which is made from the records", path=other.path, ours=CODEOWNERS
        )
        yield other, Problem(ROOT, message, say("Delete {path}", path=other.path))
    for line, (right, found) in enumerate(zip_longest(wanted, written), 1):
        if right != found:
            message = say("The line for {path} is not as the records make it", path=(right or found).partition(" ")[0][:80])
            if repository.code_owners is None:
                message = say("There is no docs/CODEOWNERS, and employees have accounts on the forge")
            yield document, Problem(ROOT, message, span=Span(line, 1, line, 1))
            return
