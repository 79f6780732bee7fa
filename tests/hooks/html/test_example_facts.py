"""Examples as a lawyer reads them: what records say in the words of their pages."""

import re

from hooks.html.example_facts import Fact, Piece, pieces_of
from validators.answers.examples import Example, examples
from validators.checks.run import all_checks
from validators.kinds import all_kinds

_KEY = re.compile(r"\b(true|false|since|number|role|days|months|organization)\b")
"""Keys and values of YAML that no Uzbek text has."""


def test_an_example_has_titles_and_values_as_pages_do() -> None:
    _, failing = examples("N14.2-1")

    assert failing
    assert pieces_of(failing) == [
        Piece(
            "Topshiriq top-2026-001",
            (
                Fact("Holat", "bekor qilingan"),
                Fact(
                    "Tugatish qarori",
                    "Sabab: Zarurati qolmadi; Kim tomonidan: Botir Salimov (xod-004); Sana: 20.05.2026; Hujjat raqami: 12-son",
                ),
            ),
        )
    ]


def test_a_group_in_a_group_is_on_a_line_of_its_own() -> None:
    written = """\
service:
  - position: head
    since: 2024-01-15
    order: {number: 12-k, date: 2024-01-12}
absences:
"""

    assert pieces_of(Example("", {"xod-001": written})) == [
        Piece(
            "Xodim xod-001",
            (
                Fact("Xizmati", "Lavozimi: bo‘lim boshlig‘i; Boshlanish kuni: 15.01.2024"),
                Fact("Buyruq", "Raqam: 12-k; Sana: 12.01.2024", 1),
                Fact("Ishda bo‘lmagan davrlari", "yozilmagan"),
            ),
        )
    ]


def test_settings_are_named_by_what_they_set() -> None:
    pieces = pieces_of(Example("", {"records/settings.md": "S22:\nS17:\n  value: 30\n  since: 2026-01-01\n"}))

    assert [(piece.name, [fact.value for fact in piece.facts]) for piece in pieces] == [
        ("Sozlamalar", ["qiymat berilmagan", "30, qachondan: 01.01.2026"])
    ]
    assert [fact.title.partition(" (")[0] for fact in pieces[0].facts] == ["S22", "S17"]


def test_measures_are_in_the_words_of_the_page_of_settings() -> None:
    written = """\
S05:
  value:
    - {role: deputy, employee: xod-005, since: 2024-01-01}
S13:
  value: 02-15
S52:
  value: true
S54:
  value: [project-list]
"""

    (piece,) = pieces_of(Example("", {"records/settings.md": written}))

    assert [fact.value for fact in piece.facts] == [
        "Lavozim: raqamlashtirish bo‘yicha o‘rinbosar; Xodim: Kamola Yusupova (xod-005); Boshlanish kuni: 01.01.2024",
        "15-fevral", "ha", "Loyihalar ro‘yxatlari",
    ]  # fmt: skip


def test_no_example_of_a_paragraph_is_left_in_yaml() -> None:
    left = [
        (code, fact.title)
        for code, check in all_checks(all_kinds()).items()
        if check.clause
        for example in examples(code)
        if example
        for piece in pieces_of(example)
        for fact in (*piece.facts, *([Fact(piece.name, piece.raw)] if piece.raw else []))
        if "_" in fact.title or "_" in fact.value or "{" in fact.value or _KEY.search(fact.value)
    ]

    assert left == []
