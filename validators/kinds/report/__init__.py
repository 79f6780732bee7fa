"""Reports: the yearly one that is heard (10), the monthly one that nominations rest on (13.7), the digest of work done (12.b.3).

`model` says what a report is, `figures` what the records say of a period. The rest hold reports to the Nizom: `annual` to what
is heard every year and to the tasks of the year (10, 11), `monthly` to the reports and nominations of each month, `work_summary`
to what is gathered from the units. A missing report has no record, so the duties belong to the department's own record.
"""

from validators.kinds.report import annual, monthly, work_summary
from validators.kinds.report.model import REPORT, Report

__all__ = ["REPORT", "Report", "annual", "monthly", "work_summary"]
