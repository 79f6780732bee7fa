"""What a person sees in a cell that holds a number, as far as its number format says."""

import re
from decimal import ROUND_HALF_UP, Decimal

_DIGITS = re.compile(r"#*(?P<whole>0+)(?:\.(?P<decimals>0+))?(?P<percent>%?)")
_GENERAL = 11
"""As many signs as a spreadsheet shows of a number without a format."""


def as_shown(value: float, number_format: str) -> str | None:
    """Return how a spreadsheet shows a number; None where its format says more than how many digits there are.

    >>> as_shown(7, "00000"), as_shown(0.5, "0%"), as_shown(1.5, "0.00"), as_shown(12, "General"), as_shown(7, "0-00")
    ('00007', '50%', '1.50', '12', None)
    """
    if number_format in ("General", "@"):
        plain = in_digits(value)
        return plain if isinstance(value, int) or len(plain) <= _GENERAL else None
    found = _DIGITS.fullmatch(number_format)
    if found is None:
        return None
    exact = Decimal(repr(value)) * (100 if found["percent"] else 1)
    decimals = len(found["decimals"] or "")
    rounded = f"{exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):f}"
    # `zfill` keeps a minus in front.
    width = len(found["whole"]) + (decimals + 1 if decimals else 0) + rounded.startswith("-")
    return rounded.zfill(width) + found["percent"]


def as_kept(value: float, number_format: str) -> str:
    """Return a number as it is, and not rounded as it is shown; what is shown in per cent as so many per cent.

    >>> as_kept(0.505, "0%"), as_kept(480000000.5, "#,##0")
    ('50.5%', '480000000.5')
    """
    return f"{in_digits(float(Decimal(repr(value)) * 100))}%" if number_format.endswith("%") else in_digits(value)


def in_digits(value: float) -> str:
    """Return a number without an exponent."""
    return f"{Decimal(repr(value)):f}".removesuffix(".0")
