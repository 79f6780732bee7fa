"""A waiver as the base's director-general allows it, for tests that need one in force."""


def waiver(check: str, covered: str) -> str:
    """Return a waiver of one check from June to August 2026; `covered` is the line that says what it is for: `records: [loy-2026-001]`."""
    return f"""---
id: ist-001
title: Talab vaqtincha bajarilmaydi
status: allowed
owner: tsh-002
checks: [{check}]
{covered}
reason: Vakolatli tashkilot arizani navbatga qo‘ygan
document: 31-son buyruq
allowed_by: xod-004
since: 2026-06-01
until: 2026-08-31
---
Sababi va asosi.
"""
