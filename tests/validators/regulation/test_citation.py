"""Paragraphs of the Nizom are cited as lawyers cite them."""

import pytest

from validators.regulation.citation import citation
from validators.regulation.paragraphs import paragraphs

ORDINALS = ("birinchi", "ikkinchi", "uchinchi", "to‘rtinchi", "beshinchi", "oltinchi", "yettinchi", "sakkizinchi")


def of_clause(clause: int, first: int, last: int) -> dict[str, str]:
    """Cite the paragraphs of a clause, by our ids; `first` is the number of its first paragraph in them."""
    numbers = range(first, last + 1)
    return {f"{clause}.{n}": f"{clause}-bandning {word} xatboshisi" for n, word in zip(numbers, ORDINALS, strict=False)}


def of_section(letter: str, last: int) -> dict[str, str]:
    numbers = range(last + 1)
    return {
        f"12.{letter}.{n}": f"12-band “{letter}” kichik bandining {word} xatboshisi"
        for n, word in zip(numbers, ORDINALS, strict=False)
    }


def test_every_paragraph_is_cited_by_clause_sub_clause_and_paragraph() -> None:
    whole = {str(clause): f"{clause}-band" for clause in (1, 2, 3, 4, 5, 7, 8, 9, 10, 16)}
    expected = {
        **whole,
        **of_clause(6, 1, 2),
        **of_clause(11, 0, 6),
        "12.0": "12-bandning birinchi xatboshisi",
        **of_section("a", 7),
        **of_section("b", 4),
        **of_section("v", 4),
        **of_section("g", 4),
        **of_section("d", 3),
        **of_section("y", 4),
        **of_clause(13, 0, 7),
        **of_clause(14, 0, 6),
        **of_clause(15, 1, 2),
        "tanishuv": "Nizom bilan tanishish varaqasi",
    }

    assert {id_: citation(id_)["uz"] for id_ in paragraphs()} == expected


@pytest.mark.parametrize(
    ("id_", "cited"),
    [
        ("3", "clause 3"),
        ("6.2", "the second paragraph of clause 6"),
        ("12.a.3", "the fourth paragraph of sub-clause “a” of clause 12"),
        ("14.1", "the second paragraph of clause 14"),
        ("tanishuv", "the acknowledgement sheet"),
    ],
)
def test_citations_in_english(id_: str, cited: str) -> None:
    assert citation(id_)["en"] == cited


@pytest.mark.parametrize("wrong", ["", "x", "12.a", "12.a.3.1", "12.a.99"])
def test_what_is_no_paragraph_is_not_cited(wrong: str) -> None:
    with pytest.raises((ValueError, IndexError)):
        citation(wrong)
