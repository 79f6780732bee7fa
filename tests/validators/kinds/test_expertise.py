"""12.a.3 for a specialist: a document without expertise is a finding on its line, and adding the conclusion removes it."""

import pytest
from inline_snapshot import snapshot

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


def check(base: Scratch, facts: str) -> Answer:
    """Lay facts over the project and return the check's report in Uzbek."""
    base.change("loy-2026-001", facts)
    return base.nizom("check", "--format", "text", "--lang", "uz", "--as-of", AS_OF)


def test_missing_expertise_is_reported_on_the_line_of_the_document(base: Scratch) -> None:
    answer = check(base, WITHOUT_CONCLUSION)

    assert (answer.code, answer.err) == (1, "")
    assert answer.out == snapshot("""\
records/projects/loy-2026-001.md:14:5  xato  N12.a.3-3  Ekspertiza xulosasi yo‘q
   |
14 |   - kind: terms-of-reference
   |     ^^^^ “texnik topshiriq” vakolatli tashkilot ekspertizasidan o‘tmagan
   |
   = Nizom, 12-band “a” kichik bandining to‘rtinchi xatboshisi (N): Loyiha-texnik hujjatlari vakolatli tashkilot ekspertizasidan o‘tkaziladi
   = nima qilish kerak: expertise: maydoniga tashkilotni va yuborilgan kunni, keyin xulosaning raqami, sanasi va natijasini yozing
   = loy-2026-001 “Standartlar elektron katalogini yaratish”; mas’ul: Javohir Toshmatov

Nimalar to‘siq bo‘ladi: tasdiqlarning ishonchlilik darajasiga talab qo‘yilmagan; tasdiqlarga oid quyidagi tekshiruvlar faqat ogohlantiradi: A01–A07, A09–A11; jami 113 ta tekshiruv faqat ogohlantiradi
O‘chirilgan: 11 ta tekshiruv, chunki quyidagi sozlamalar berilmagan: S02, S11, S17, S30, S35, S42, S50–S52, S54, provenance, waiver-days (nizom rules)
37 ta yozuv tekshirildi: 1 ta xato, 0 ta ogohlantirish, 0 ta muddati o‘tgan ish. 1 ta kamchilik to‘siq bo‘ladi
""")


def test_adding_the_conclusion_removes_exactly_that_finding(base: Scratch) -> None:
    before = check(base, NO_REGISTRY_ENTRY + WITHOUT_CONCLUSION)
    after = check(base, WITHOUT_CONCLUSION + CONCLUSION)

    other, expertise, _ = before.out.split("\n\n")
    assert (before.code, after.code) == (1, 0)  # what is left only warns
    assert "N12.a.3-3" in expertise
    assert "N12.a.4-2" in other
    assert after.out.split("\n\n")[:-1] == [other]


@pytest.mark.parametrize("page", ["README.md", "docs/guide/findings.md"])
def test_the_finding_shown_in_the_documentation_is_the_real_one(base: Scratch, page: str) -> None:
    finding = check(base, WITHOUT_CONCLUSION).out.partition("\n\n")[0]

    assert f"```\n{finding}\n```\n" in (ROOT / page).read_text("utf-8")
