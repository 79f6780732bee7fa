"""Who decides on records and what is decided: the roles of the Nizom and the steps of a way to approval."""

from typing import Literal

Role = Literal[
    "head", "chief-specialist", "deputy", "director-general", "ministry", "inspectorate", "expert-body", "unit",
    "system-organization", "department", "president", "cabinet", "state-body",
]  # fmt: skip

DEPARTMENT_ROLES: tuple[Role, ...] = ("head", "chief-specialist", "department")
"""The roles in which the department itself decides."""

HIGHEST_ROLES: tuple[Role, ...] = ("president", "cabinet")
"""Those who decide by acts, which everybody can look up, and whom no setting of the department's leaves out."""

STATE_ROLES: tuple[Role, ...] = ("ministry", "inspectorate", "expert-body", "state-body", *HIGHEST_ROLES)
"""The roles of bodies outside the Agency; `state-body` is any other, as the Ministry of Justice or of Finance."""

OUTSIDE_ROLES: tuple[Role, ...] = (*STATE_ROLES, "unit", "system-organization")
"""The roles in which another body decides: it does so by a letter or an act, which somebody here records."""

Decision = Literal["developed", "visa", "submitted", "reviewed", "agreed", "approved", "rejected"]
