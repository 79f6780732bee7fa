"""Projects of the digital economy and e-government.

`model` says what a project is; the rest hold it to the Nizom: `course` to its list, dates and monitoring (11.1, 11.3, 12.a.1,
12.a.4, 14.4), `documents` to standards and expertise and `launch` to conclusions before use (12.a.3), `means` to its money and
people (12.v.1, 13.3).
"""

from validators.kinds.project import course, documents, launch, means
from validators.kinds.project.model import PROJECT, Project

__all__ = ["PROJECT", "Project", "course", "documents", "launch", "means"]
