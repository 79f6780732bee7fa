"""12.a.3 as a specialist meets it: a document without expertise is reported on its line, and the conclusion removes exactly that."""

import pytest

from tests.support.paths import ROOT
from tests.support.scratch import AS_OF, Answer, Scratch

WITHOUT_CONCLUSION = """\
status: in-progress
documents:
  - kind: terms-of-reference
    date: 2026-02-16
    standards: [std-001]
    acts: [hjt-001]
"""
CONCLUSION = """\
    expertise:
      body: tsh-004
      number: 12-34/156
      date: 2026-03-10
      outcome: positive
"""
NO_REGISTRY_ENTRY = "systems:\n"
ANOTHER_FINDING = """\
records/projects/loy-2026-001.md:1:1  xato  N12.a.4-2  Reestr yozuvi ko‘rsatilmagan
   |
 1 | ---
   | ^^^ Loyiha tizim yaratadi yoki o‘zgartiradi, lekin reestr yozuvi ko‘rsatilmagan
   |
   = Nizom 12.a.4 (N): Tizim yaratadigan yoki o‘zgartiradigan loyihada tizimning yagona reestrdagi yozuvi ko‘rsatiladi
   = nima qilish kerak: systems: maydoniga reestr yozuvining identifikatorini yozing; yozuv bo‘lmasa, avval uni qo‘shing

"""


def _no_expertise(line: int) -> str:
    return f"""\
records/projects/loy-2026-001.md:{line}:5  xato  N12.a.3-3  Ekspertiza xulosasi yo‘q
   |
{line} |   - kind: terms-of-reference
   |     ^^^^ “texnik topshiriq” vakolatli tashkilot ekspertizasidan o‘tmagan
   |
   = Nizom 12.a.3 (N): Loyiha-texnik hujjatlari vakolatli tashkilot ekspertizasidan o‘tkaziladi
   = nima qilish kerak: expertise: maydoniga tashkilotni, xulosaning raqami, sanasi va natijasini yozing

"""


def _tally(base: Scratch, errors: int) -> str:
    records = len(list(base.root.glob("records/*/*.md")))
    counted = f"{records} ta yozuv tekshirildi: {errors} ta xato, 0 ta ogohlantirish, 0 ta muddati o‘tgan ish"
    return f"{counted}. {errors} ta topilma to‘siq bo‘ladi\n"


def _answer(base: Scratch, facts: str) -> Answer:
    base.change("loy-2026-001", facts)
    return base.nizom("check", "--format", "text", "--lang", "uz", "--as-of", AS_OF)


def test_a_running_project_whose_terms_of_reference_have_no_expertise_is_told_on_their_line(base: Scratch) -> None:
    assert _answer(base, WITHOUT_CONCLUSION) == Answer(1, _no_expertise(14) + _tally(base, 1), "")


def test_adding_the_conclusion_removes_exactly_that_finding(base: Scratch) -> None:
    before = _answer(base, NO_REGISTRY_ENTRY + WITHOUT_CONCLUSION)
    after = _answer(base, WITHOUT_CONCLUSION + CONCLUSION)

    assert before == Answer(1, ANOTHER_FINDING + _no_expertise(13) + _tally(base, 2), "")
    assert after == Answer(1, ANOTHER_FINDING + _tally(base, 1), "")


@pytest.mark.parametrize("page", ["README.md", "docs/guide/findings.md"])
def test_the_finding_that_people_are_shown_is_the_one_that_they_will_get(page: str) -> None:
    assert f"```\n{_no_expertise(14)[:-1]}```\n" in (ROOT / page).read_text("utf-8")
