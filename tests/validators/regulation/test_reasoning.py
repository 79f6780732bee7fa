"""How each check follows from its paragraph: the words quoted are the paragraph's, and authority goes with what is made of them."""

import pytest

from validators.checks.run import all_checks
from validators.kinds import all_kinds
from validators.regulation.paragraphs import paragraphs
from validators.regulation.reasoning import LEFT_OUT, reasonings

OF_PARAGRAPHS = {code: check for code, check in all_checks(all_kinds()).items() if check.clause}
AUTHORITY = {"fact": "N", "measure": "S", "proof": "D", "contradiction": "D", "means": "D", "open": "D"}


def test_every_check_of_a_paragraph_says_how_it_follows_from_it() -> None:
    assert sorted(reasonings()) == sorted(OF_PARAGRAPHS)


@pytest.mark.parametrize("code", reasonings())
def test_the_words_quoted_are_those_of_the_paragraph(code: str) -> None:
    text = paragraphs()[OF_PARAGRAPHS[code].clause or ""].text
    rest = text
    for piece in reasonings()[code].words.split(LEFT_OUT):
        _, found, rest = rest.partition(piece)
        assert found, f"“{piece}” does not come next in “{text}”"


def test_quoted_words_are_no_half_of_a_bracket_or_quotation() -> None:
    def halved(piece: str) -> bool:
        return any(piece.count(first) != piece.count(last) for first, last in ("()", "“”"))

    assert [code for code, one in reasonings().items() if any(halved(piece) for piece in one.words.split(LEFT_OUT))] == []


def test_what_the_words_demand_is_an_error_and_what_only_proves_it_is_derived() -> None:
    stated = {code: check.authority for code, check in OF_PARAGRAPHS.items()}

    assert {code: AUTHORITY[reasoning.follows] for code, reasoning in reasonings().items()} == stated


def test_a_measure_is_named_by_its_setting() -> None:
    """A sentence that leaves the measure to a setting names the one that the check reads, in both languages."""
    measures = {code: one for code, one in reasonings().items() if one.follows == "measure"}

    unnamed = [
        (code, language)
        for code, one in measures.items()
        for language in ("uz", "en")
        if str(OF_PARAGRAPHS[code].setting) not in one.step[language]
    ]
    assert unnamed == []
