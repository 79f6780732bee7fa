"""A new record of every kind, from an empty form until nothing is left to say, by following what is said and nothing else."""

from typing import Any

import pytest

from tests.support.writing import Form
from validators.kinds import all_kinds
from validators.source.edits.record_text import RecordText

PERIOD = {"since": "01.07.2026", "until": "30.09.2026"}
NEW: dict[str, dict[str, Any]] = {
    "act": {"title": "Elektron xizmatlar to‘g‘risida", "type": "law", "responsible": "xod-003"},
    "analysis": {
        "title": "Xizmatlar tahlili", "date": "10.06.2026", "units": ["tsh-002"], "responsible": "xod-003",
        "findings": [
            {"text": "Qo‘lda yig‘iladi", "measures": [{"text": "Elektron qilish", "due": "30.09.2026", "responsible": "xod-003"}]},
        ],
    },
    "assignment": {
        "title": "Ma’lumot berish", "received": "10.06.2026", "decision": "hjt-001", "system": "nis-uz", "due": "30.06.2026",
        "number": "77-son", "responsible": "xod-003",
    },
    "dataset": {
        "title": "Xizmatlar ro‘yxati", "mandatory": "false", "formats": ["csv"], "organization": "tsh-011", "responsible": "xod-003",
    },
    "employee": {
        "title": "Laylo Sobirova", "hired": "15.06.2026", "service": [{"position": "specialist", "since": "15.06.2026"}],
    },
    "incident": {
        "title": "Tizim ochilmadi", "object": "computer", "start": "2026-06-15 09:40", "responsible": "xod-003",
    },
    "kpi": {
        "title": "Elektron xizmatlar ulushi", "basis": ["hjt-001"], "period": PERIOD, "target": "80", "direction": "higher",
        "unit": "foiz", "responsible": "xod-003",
    },
    "measure": {"title": "Seminar", "type": "state-policy", "date": "20.06.2026", "basis": ["hjt-001"], "responsible": "xod-003"},
    "organization": {"title": "Yangi bo‘linma", "type": "unit"},
    "procurement": {
        "title": "Noutbuklar", "date": "10.06.2026", "justification": "Eskilari yaroqsiz", "budget_year": "2027",
        "items": [
            {"name": "Noutbuk", "kind": "goods", "category": "it-means", "quantity": "2", "price": "12000000", "need": "Eskirgan"},
        ],
        "total": "24000000", "responsible": "xod-003", "developed_with": [{"unit": "tsh-006"}],
    },
    "project": {
        "title": "Yangi tizim", "creates": "no-system", "started": "01.07.2026", "due": "25.12.2026", "responsible": "xod-003",
    },
    "project-list": {"title": "2027-yil loyihalari", "projects": ["loy-2026-001"], "year": "2027", "responsible": "xod-003"},
    "proposal": {"title": "Navbatni qisqartirish", "type": "infrastructure", "responsible": "xod-003"},
    "registry-entry": {"title": "Yangi tizim", "type": "information-system", "responsible": "xod-003"},
    "report": {"title": "Choraklik hisobot", "period": PERIOD, "type": "digest", "responsible": "xod-003"},
    "request": {
        "title": "Yillik ma’lumot", "direction": "outgoing", "responsible": "xod-003", "date": "10.06.2026", "to": "tsh-006",
    },
    "roadmap": {"title": "Raqamlashtirish", "period": PERIOD, "type": "roadmap", "responsible": "xod-003"},
    "service": {"title": "Nusxa berish", "form": "traditional", "responsible": "xod-003"},
    "standard": {"title": "Almashinuv tartibi", "type": "internal", "responsible": "xod-003"},
    "waiver": {
        "title": "Navbat", "allowed_by": "xod-004", "checks": ["N12.a.3-3"], "records": ["loy-2026-001"], "document": "31-son",
        "reason": "Navbat kutilmoqda", "since": "01.06.2026", "until": "31.12.2026",
    },
}  # fmt: skip
"""By kind, what its form asks for until nothing is left, as a person writes it."""


@pytest.mark.parametrize("kind", sorted(all_kinds()))
def test_a_new_record_becomes_clean_by_following_the_findings(form: Form, kind: str) -> None:
    asked = dict(NEW[kind])
    form.open(f"tur={kind}")
    assert form.reported() != []
    while form.reported():
        key = form.go_to_first()
        form.write(form.field(key), asked.pop(key))
        form.settle()

    assert (asked, form.verdict()) == ({}, "Qabul qilishga to‘siq yo‘q")
    assert set(NEW[kind]) <= set(RecordText(form.text()).values)
