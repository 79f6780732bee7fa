"""Who decides on records and what is decided: the roles of the Nizom and the steps of a way to approval."""

from typing import Literal

Role = Literal[
    "head", "chief-specialist", "deputy", "director-general", "ministry", "inspectorate", "expert-body", "unit",
    "system-organization", "department",
]  # fmt: skip

DEPARTMENT_ROLES: tuple[Role, ...] = ("head", "chief-specialist", "department")
"""The roles in which the department itself decides."""

OUTSIDE_ROLES: tuple[Role, ...] = ("ministry", "inspectorate", "expert-body", "unit", "system-organization")
"""The roles in which another body decides: it does so by a letter, which somebody here records."""

Decision = Literal["developed", "visa", "submitted", "reviewed", "agreed", "approved", "rejected"]
