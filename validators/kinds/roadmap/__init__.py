"""Roadmaps, departmental programmes and programmes of digital transformation.

`model` says what a plan is, and holds it to its way through the ministry (12.a.1); `measures` to its measures done in time and
with effect (12.a.2), `programme` to a transformation programme for every day (12.d.2). What 11.3 and 14.4 ask of programmes is
shown through these.
"""

from validators.kinds.roadmap import measures, programme
from validators.kinds.roadmap.model import ROADMAP, Measure, Roadmap

__all__ = ["ROADMAP", "Measure", "Roadmap", "measures", "programme"]
