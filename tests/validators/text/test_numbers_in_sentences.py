"""Numbers in sentences are written as pages write them, and the other way only where they are to be typed."""

from decimal import Decimal

import pytest

from tests.support.scratch import Scratch
from validators.text.messages import Language, say

NARROW = "\u202f"


@pytest.mark.parametrize(
    ("value", "uzbek", "english"),
    [
        (2026, "2026", "2026"),
        (-9999, "-9999", "-9999"),
        (10_000, f"10{NARROW}000", "10,000"),
        (Decimal("99.5"), "99,5", "99.5"),
        (Decimal("100.00"), "100", "100"),
        (Decimal("1250000.50"), f"1{NARROW}250{NARROW}000,50", "1,250,000.50"),
        (Decimal("1E+3"), "1000", "1000"),
    ],
)
def test_a_number_is_written_in_the_language_of_the_sentence(value: int | Decimal, uzbek: str, english: str) -> None:
    assert [Language(code).text(say("{value}", value=value)) for code in ("uz", "en")] == [uzbek, english]


def test_sums_are_grouped_where_they_are_read_and_plain_where_they_are_typed(base: Scratch) -> None:
    base.change("xar-2025-001", "total: 204400001\n")

    answer = base.nizom("check", "--format", "json", "--lang", "uz", "--as-of", "2026-06-15")
    found = [(one["message"], one["hint"]) for one in answer.json["findings"] if one["field"] == "total"]

    assert found == [
        (
            "Jami 204\u202f400\u202f001 so‘m deb yozilgan, qatorlar yig‘indisi esa 207\u202f500\u202f001,50",
            "total: 207500001.50 deb yozing yoki miqdor va narxlarni to‘g‘rilang",
        )
    ]
