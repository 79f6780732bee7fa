"""Services of the state, and how each comes into electronic form.

`model` says what a service is; the rest hold it to the Nizom: `service_regulation` to its regulation and technical documents
(11.2, 12.v.3, 12.v.4), `portal` to its passport and its way to the single portal (12.g.3, 12.g.4).
"""

from validators.kinds.service import portal, service_regulation
from validators.kinds.service.model import SERVICE, Service

__all__ = ["SERVICE", "Service", "portal", "service_regulation"]
