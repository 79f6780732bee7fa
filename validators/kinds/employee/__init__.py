"""Employees of the department, and the Agency's leaders.

`model` says what an employee's record is, `office` who was head when; the rest hold it to the Nizom: `headship` to who may be
head and who acts without one (3, 8), `appointment` to how the head is appointed and dismissed (4), `service` to service dates,
training, attestation and acknowledgement (5, 9, tanishuv).
"""

from validators.kinds.employee import appointment, headship, service
from validators.kinds.employee.model import EMPLOYEE, Employee

__all__ = ["EMPLOYEE", "Employee", "appointment", "headship", "service"]
