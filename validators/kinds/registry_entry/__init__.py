"""Entries of the Unified Registry of e-government's information systems and resources: one record, one system.

`model` says what an entry is; the rest hold it to the Nizom: `register` to being entered in time and well (12.a.4), `running` to
working without a break, with people who can use it, and safely (11.6, 12.d.3, 12.y.1, 12.y.2), `web` to what visitors of a web
resource find (12.y.4).
"""

from validators.kinds.registry_entry import register, running, web
from validators.kinds.registry_entry.model import REGISTRY_ENTRY, RegistryEntry

__all__ = ["REGISTRY_ENTRY", "RegistryEntry", "register", "running", "web"]
