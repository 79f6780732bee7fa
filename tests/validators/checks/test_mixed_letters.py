"""F39: a letter of another alphabet is pointed at where it is, and no personal value is repeated for it."""

import pytest

from tests.support.scratch import Scratch

CYRILLIC_O, ER = "\N{CYRILLIC SMALL LETTER O}", "\N{CYRILLIC CAPITAL LETTER ER}"


def found(tree: Scratch) -> list[dict[str, object]]:
    """Return what is found in the records."""
    findings: list[dict[str, object]] = tree.check().json["findings"]
    return findings


@pytest.mark.parametrize(
    ("written", "column", "meant"),
    [
        (f"number: {ER}F-6079", 9, "PF"),
        (f'number: "AB-7-s{CYRILLIC_O}n"', 16, "son"),
    ],
)
def test_the_letter_is_pointed_at(base: Scratch, written: str, column: int, meant: str) -> None:
    base.change("hjt-001", f"{written}\n")
    line = base.path("hjt-001").read_text("utf-8").split("\n").index(written) + 1

    [finding] = found(base)

    assert (finding["code"], finding["line"], finding["column"]) == ("F39", line, column)
    assert finding["hint"] == f"Type the word again: {meant}"


def test_a_letter_on_a_later_line_of_a_text_is_pointed_at(base: Scratch) -> None:
    base.change("hod-2026-001", f"cause: |\n  Serverda disk\n  t{CYRILLIC_O}‘ldi\n")
    line = base.path("hod-2026-001").read_text("utf-8").split("\n").index(f"  t{CYRILLIC_O}‘ldi") + 1

    [finding] = found(base)

    assert (finding["code"], finding["line"], finding["column"]) == ("F39", line, 4)


def test_a_personal_name_is_not_repeated(base: Scratch) -> None:
    base.change("loy-2026-001", f"team: [{{task: Maslahat beradi, since: 2026-03-02, name: Nodir R{CYRILLIC_O}ziqov}}]\n")

    [finding] = [one for one in found(base) if one["code"] == "F39"]

    assert "ziq" not in f"{finding['message']}{finding['hint']}"
