"""The summary of a pull request, whole, as a reviewer reads it: answer, obstacles by person and record, old and new values."""

import re

import pytest
from inline_snapshot import snapshot
from markdown_it import MarkdownIt

from tests.support.facts import WITHOUT_EXPERTISE
from tests.support.gate import act_cited_by_three
from tests.support.scratch import AS_OF, Scratch

FILES, SITE = "https://forge.example/bolim/nizom/blob/main", "https://nizom.agency.example/"
HOSTILE = "~~Reja~~ **x** [bu](http://x.uz) <b>@hamma</b> `kod` ![r](http://x.uz/r.png) | #5"


def summary(tree: Scratch, *arguments: str) -> str:
    """Return the summary in Uzbek of what the tree changes since its last commit, without commit names and how many checks warn."""
    answer = tree.nizom("check", "--base", "HEAD", "--format", "markdown", "--as-of", AS_OF, *arguments)
    return re.sub(r"jami [0-9]+ ta", "jami … ta", re.sub(r"\b[0-9a-f]{10}\b", "0123456789", answer.out))


def headings(page: str) -> list[str]:
    """Return the headings of a summary and the titles of what is folded, as they are read."""
    html = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(page)
    return re.findall(r"<(?:h2|h3|summary)>(.*?)</", html)


@pytest.fixture
def committed(base: Scratch) -> Scratch:
    """The base records, committed, on no forge."""
    for name in ("NIZOM_FILES_URL", "NIZOM_SITE_URL"):
        base.monkeypatch.delenv(name, raising=False)
    base.commit()
    return base


@pytest.fixture
def reviewed(committed: Scratch) -> Scratch:
    """A due date moved, an expertise taken out and a setting loosened, on a forge that says where the files are."""
    committed.edit("loy-2026-001", "due: 2026-12-25", "due: 2027-02-26")
    committed.change("loy-2026-001", WITHOUT_EXPERTISE)
    committed.edit("records/settings.md", "S15:\n  value: 60", "S15:\n  value: 90")
    committed.monkeypatch.setenv("NIZOM_FILES_URL", FILES)
    committed.monkeypatch.setenv("NIZOM_SITE_URL", SITE)
    return committed


def test_the_answer_comes_first_then_obstacles_by_person_and_record(reviewed: Scratch) -> None:
    assert summary(reviewed) == snapshot("""\
## ❌ Birlashtirib bo‘lmaydi: 3 ta to‘siq bor

O‘zgargani&#58; 1 ta yozuv, sozlamalar&#58; S15. Shu o‘zgarish bilan&#58; 3 ta xato. Holat&#58; 2026-yil 15-iyun.

### To‘siqlar. Tuzatadi&#58; Javohir Toshmatov

**[Standartlar elektron katalogini yaratish](https://forge.example/bolim/nizom/blob/main/records/projects/loy-2026-001.md)** (loy-2026-001)

1. Muddat: ~~2026-yil 25-dekabr~~ → **2027-yil 26-fevral**. Muddat uzaytirish yozuvisiz o‘zgartirilgan. [9-qator](https://forge.example/bolim/nizom/blob/main/records/projects/loy-2026-001.md?plain=1#L9), [C04](https://nizom.agency.example/checks/C04/)<br>
   → Yozuvning o‘z due&#58; maydoni yoniga (uning qismlari ichiga emas) “extensions&#58; &#91;&#123;old&#58; 2026-12-25, new&#58; 2027-02-26, reason&#58; "…", allowed&#95;by&#58; …, date&#58; …&#125;&#93;” deb yozing yoki sanani qaytaring
2. Loyiha hujjatlari, texnik topshiriq. Ekspertiza: ~~Loyihalarni ekspertiza qilish markazi (namuna), 12-34/156, 2026-yil 10-mart, ijobiy~~ → **olib tashlangan**. Ekspertiza xulosasi yo‘q. [14-qator](https://forge.example/bolim/nizom/blob/main/records/projects/loy-2026-001.md?plain=1#L14), [12-band “a” kichik bandining to‘rtinchi xatboshisi, N12.a.3-3](https://nizom.agency.example/checks/N12.a.3-3/)<br>
   → Olib tashlanganini qaytaring yoki o‘rniga amaldagisini yozing

### To‘siqlar. Tuzatadi&#58; o‘zgarish muallifi

**[Sozlamalar](https://forge.example/bolim/nizom/blob/main/records/settings.md)**

1. S15 (Loyiha monitoringi davri, kun)&#58; 2024-yil 1-yanvardan amal qilgan qiymat qayta yozilgan, asos esa o‘zgarmagan&#58; Qiymati&#58; 60 → 90. Tegishli tekshiruvlar&#58; N11.3-1. [30-qator](https://forge.example/bolim/nizom/blob/main/records/settings.md?plain=1#L30), [C10](https://nizom.agency.example/checks/C10/)<br>
   → basis&#58; va since&#58; maydonlariga yangi qiymatni belgilagan hujjatning raqami va sanasini hamda u amal qiladigan kunni yozing yoki o‘zgarishni bekor qiling

### O‘zgarishning ta’siri (sozlamalar va ish kunlari taqvimi). Yangi kamchilik chiqadigan yozuvlar&#58; 0; kamchiligi bartaraf bo‘ladigan yozuvlar&#58; 0

- **S15 (Loyiha monitoringi davri, kun)**: Qiymati: ~~60~~ → **90**

<details><summary>11 ta tekshiruv o‘chirilgan&#58; sozlamalarining qiymati yo‘q</summary>

- N13.3-2 (S50): Tashqi mutaxassisning S50 sozlamasida ko‘rsatilgan hujjatlari bor
- N12.a.1-7 (S17): Vazirlikka taqdim etilgan hujjat belgilangan muddatda ko‘rib chiqiladi
- N12.a.7-2 (S30): Davr tugagach ko‘rsatkichning haqiqiy qiymati va uning manbasi o‘z vaqtida kiritiladi
- W05 (waiver-days): Istisno bo‘lim sozlamalarida ruxsat etilganidan uzoq davom etmaydi
- N9-3 (S11): Yangi xodim birinchi kurs va attestatsiyadan xizmatning birinchi kunidan boshlab belgilangan oylar ichida o‘tadi
- N1-2 (S02): Idoraning nomi va kimning huzurida ekani S02 sozlamasidagidek; u yerdagi davrlar ustma-ust tushmaydi
- N12.d.1-2 (S42): Bo‘linmalarda AKTdan foydalanish belgilangan davrda tahlil qilib boriladi
- N13.7-4 (S51): S52 sozlamasiga ko‘ra hisobot yo‘qligi qoida buzilishi bo‘lsa, har bir tugagan oy hisoboti S51 sozlamasidagi kungacha taqdim etiladi
- N12.b.3-1 (S35): S35 sozlamasidagi har bir davr uchun shu sozlamadagi bo‘linmalar ma’lumot beradi va bitta yig‘ma ma’lumot tuziladi
- N15.1-2 (S54): Hujjatga taqdim etilishidan oldin bo‘lim vizasi qo‘yiladi
- A08 (provenance): Tasdiq uni bergan shaxsniki ekani shu turdagi yozuv uchun talab qilingan ishonchlilik darajasiga ega bo‘ladi

</details>

<sub><code>nizom check --base 0123456789</code> · 37 ta yozuv · Nimalar to‘siq bo‘ladi&#58; tasdiqlarning ishonchlilik darajasiga talab qo‘yilmagan; tasdiqlarga oid quyidagi tekshiruvlar faqat ogohlantiradi&#58; A01–A07, A09–A11; jami … ta tekshiruv faqat ogohlantiradi</sub>
""")


def test_where_no_address_is_known_paths_stand_instead_of_links(reviewed: Scratch) -> None:
    reviewed.monkeypatch.setenv("NIZOM_FILES_URL", "javascript:alert(1)")
    reviewed.monkeypatch.setenv("NIZOM_SITE_URL", "")

    page = summary(reviewed)

    assert "](" not in page
    assert "<code>records/projects/loy-2026-001.md</code>" in page
    assert "javascript" not in page


def test_what_a_change_breaks_elsewhere_is_for_its_author_to_put_right(base: Scratch) -> None:
    act_cited_by_three(base)
    base.path("hjt-005").unlink()
    base.monkeypatch.setenv("NIZOM_FILES_URL", FILES)

    assert summary(base) == snapshot("""\
## ❌ Birlashtirib bo‘lmaydi: 4 ta to‘siq bor

O‘zgargani&#58; 1 ta yozuv. Shu o‘zgarish bilan&#58; 4 ta xato. Holat&#58; 2026-yil 15-iyun.

### To‘siqlar. Tuzatadi&#58; Raqamlashtirish bo‘limi

**Elektron hukumat to‘g‘risida (namuna), hjt-005** (hjt-005), <code>records/acts/hjt-005.md</code>

1. hjt-005 o‘chirilgan; unga havola qilgan yozuvlar&#58; loy-2026-001, top-2026-001, yol-2026-001. 1-qator, C02<br>
   → Faylni qaytaring va status&#58; maydoniga shulardan birini yozing&#58; withdrawn (bekor qilingan), lost-force (o‘z kuchini yo‘qotgan)

### Boshqa yozuvlarda shu o‘zgarish keltirib chiqargan to‘siqlar. Tuzatadi&#58; o‘zgarish muallifi

**[Davlat xizmatlarini elektron shaklga o‘tkazish](https://forge.example/bolim/nizom/blob/main/records/assignments/top-2026-001.md)** (top-2026-001), mas’ul&#58; Javohir Toshmatov

1. hjt-005 identifikatorli yozuv yo‘q. [13-qator](https://forge.example/bolim/nizom/blob/main/records/assignments/top-2026-001.md?plain=1#L13), R01<br>
   → hjt-005 shu o‘zgarishda o‘chirilgan&#58; uni qaytaring yoki bu yerda boshqa yozuvni ko‘rsating

**[Standartlar elektron katalogini yaratish](https://forge.example/bolim/nizom/blob/main/records/projects/loy-2026-001.md)** (loy-2026-001), mas’ul&#58; Javohir Toshmatov

1. hjt-005 identifikatorli yozuv yo‘q. [56-qator](https://forge.example/bolim/nizom/blob/main/records/projects/loy-2026-001.md?plain=1#L56), R01<br>
   → hjt-005 shu o‘zgarishda o‘chirilgan&#58; uni qaytaring yoki bu yerda boshqa yozuvni ko‘rsating

**[Raqamlashtirish bo‘yicha 2026-yil yo‘l xaritasi](https://forge.example/bolim/nizom/blob/main/records/roadmaps/yol-2026-001.md)** (yol-2026-001), mas’ul&#58; Javohir Toshmatov

1. hjt-005 identifikatorli yozuv yo‘q. [60-qator](https://forge.example/bolim/nizom/blob/main/records/roadmaps/yol-2026-001.md?plain=1#L60), R01<br>
   → hjt-005 shu o‘zgarishda o‘chirilgan&#58; uni qaytaring yoki bu yerda boshqa yozuvni ko‘rsating

<sub><code>nizom check --base 0123456789</code> · 37 ta yozuv · Nimalar to‘siq bo‘ladi&#58; tasdiqlarning ishonchlilik darajasiga talab qo‘yilmagan; tasdiqlarga oid quyidagi tekshiruvlar faqat ogohlantiradi&#58; A01–A07, A09–A11; jami … ta tekshiruv faqat ogohlantiradi</sub>
""")


def test_a_change_without_obstacles_can_be_merged(base: Scratch) -> None:
    base.change("kpi-2026-001", "colour: red\n")
    base.commit()
    base.change("kpi-2026-001", "colour:\n")
    base.change("loy-2026-001", "introduced_in:\n")

    assert summary(base) == snapshot("""\
## ✅ Birlashtirish mumkin: to‘siq yo‘q

O‘zgargani&#58; 2 ta yozuv. Shu o‘zgarish bilan&#58; 2 ta ogohlantirish. Bartaraf etiladi&#58; 1 ta kamchilik. Holat&#58; 2026-yil 15-iyun.

### O‘zgarish bilan bartaraf etilgani

- ✅ Elektron shaklda berilgan sertifikatlar ulushi (kpi-2026-001): Bu yerda “colour” degan maydon yo‘q. F20

### Faqat ogohlantiradi

**Standartlar elektron katalogini yaratish** (loy-2026-001), mas’ul&#58; Javohir Toshmatov, <code>records/projects/loy-2026-001.md</code>

1. Joriy etiladigan tuzilmalar: ~~Moliya va xaridlar bo‘limi~~ → **olib tashlangan**. Qayerda joriy etilishi ko‘rsatilmagan. 1-qator, 11-bandning ikkinchi xatboshisi, N11.1-1, ogohlantirish<br>
   → Olib tashlanganini qaytaring yoki o‘rniga amaldagisini yozing
2. Joriy etiladigan tuzilmalar: ~~Moliya va xaridlar bo‘limi~~ → **olib tashlangan**. O‘zgargani&#58; introduced&#95;in (olib tashlangan). Quyidagi bosqichlar qaysi mazmunga tegishli ekani esa hech qayerda yozilmagan&#58; “viza” (2026-yil 26-yanvar), “tasdiqlangan” (2026-yil 28-yanvar). 45-qator, C09, ogohlantirish<br>
   → O‘zgarishni bekor qiling yoki bosqichni “nizom approve” bilan qayta rasmiylashtiring&#58; nazorat yig‘indisini buyruqning o‘zi yozadi

<sub><code>nizom check --base 0123456789</code> · 37 ta yozuv · Nimalar to‘siq bo‘ladi&#58; tasdiqlarning ishonchlilik darajasiga talab qo‘yilmagan; tasdiqlarga oid quyidagi tekshiruvlar faqat ogohlantiradi&#58; A01–A07, A09–A11; jami … ta tekshiruv faqat ogohlantiradi</sub>
""")


def softened(tree: Scratch) -> list[tuple[str, str, str, str | None]]:
    """Return the words of the change that soften or end a duty: record, place, value and ground."""
    found = tree.check("--base", "HEAD", "--lang", "en").json["gate"]["softened"]
    return [(one["record"], one["what"], one["value"], one["why"]) for one in found]


def test_words_that_soften_or_end_a_duty_are_listed_for_the_reviewer(committed: Scratch) -> None:
    committed.change("top-2026-001", "kind: permanent\ncontrol: tsh-004\n")
    committed.change("ochm-001", "period: on-change\nperiod_basis: hjt-001\n")
    committed.change("loy-2026-001", "changes:\n  - {date: 2026-05-20, what: Xato tuzatildi, kind: correction}\n")
    committed.change("yol-2026-001", "status: cancelled\nended: {reason: Dastur almashtirildi, by: xod-004, date: 2026-06-01}\n")

    assert softened(committed) == snapshot(
        [
            ("top-2026-001", "Kind", "permanent", "Loyihalarni ekspertiza qilish markazi (namuna)"),
            ("ochm-001", "Update period", "on-change", "Elektron hukumat to‘g‘risida (namuna)"),
            ("loy-2026-001", "Changes, Xato tuzatildi: Kind", "correction", None),
            ("yol-2026-001", "How it ended: Reason", "Dastur almashtirildi", "Botir Salimov"),
        ]
    )
    page = summary(committed)
    assert [part for part in page.split("### ") if part.startswith("O‘zgarishdagi majburiyatni")] == snapshot(
        [
            """\
O‘zgarishdagi majburiyatni yumshatadigan yoki tugatadigan so‘zlar

- **Davlat xizmatlarini elektron shaklga o‘tkazish** (top-2026-001). Turi&#58; doimiy (Loyihalarni ekspertiza qilish markazi (namuna))
- **Amaldagi standartlar ro‘yxati** (ochm-001). Yangilash davri&#58; o‘zgarganda (Elektron hukumat to‘g‘risida (namuna))
- **Standartlar elektron katalogini yaratish** (loy-2026-001). O‘zgarishlar, Xato tuzatildi. Turi&#58; tuzatish
- **Raqamlashtirish bo‘yicha 2026-yil yo‘l xaritasi** (yol-2026-001). Tugatish qarori. Sabab&#58; Dastur almashtirildi (Botir Salimov)

<sub><code>nizom check --base 0123456789</code> · 37 ta yozuv · Nimalar to‘siq bo‘ladi&#58; tasdiqlarning ishonchlilik darajasiga talab qo‘yilmagan; tasdiqlarga oid quyidagi tekshiruvlar faqat ogohlantiradi&#58; A01–A07, A09–A11; jami … ta tekshiruv faqat ogohlantiradi</sub>
"""
        ]
    )
    reported = committed.nizom("check", "--base", "HEAD", "--lang", "en", "--as-of", AS_OF).out
    assert reported.partition("Words of the change that soften or end a duty\n")[2].partition("\n\n")[0] == snapshot("""\
   top-2026-001, Kind: permanent (Loyihalarni ekspertiza qilish markazi (namuna))
   ochm-001, Update period: on-change (Elektron hukumat to‘g‘risida (namuna))
   loy-2026-001, Changes, Xato tuzatildi: Kind: correction
   yol-2026-001, How it ended: Reason: Dastur almashtirildi (Botir Salimov)\
""")


def test_softening_words_that_were_there_are_not_listed_again(committed: Scratch) -> None:
    first = "  - {date: 2026-05-20, what: Xato tuzatildi, kind: correction}\n"
    committed.change("loy-2026-001", f"changes:\n{first}")
    committed.change("top-2026-001", "kind: permanent\n")
    committed.commit()
    committed.edit("top-2026-001", "point: 12-band", "point: 13-band")
    committed.change("loy-2026-001", f"changes:\n  - {{date: 2026-05-25, what: Hisobot, kind: addition}}\n{first}")
    assert softened(committed) == []

    committed.edit("loy-2026-001", "what: Xato tuzatildi", "what: Yangi modul")

    assert softened(committed) == snapshot([("loy-2026-001", "Changes, Yangi modul: Kind", "correction", None)])


def test_childcare_leave_and_an_act_called_legislation_are_listed(committed: Scratch) -> None:
    committed.change("xod-003", "absences:\n  - {kind: leave, since: 2026-01-05}\n  - {kind: childcare, since: 2026-02-01}\n")
    committed.change("hjt-002", "type: ministry-order\nlegislation: true\n")

    assert softened(committed) == [
        ("hjt-002", "Legislation", "yes", None),
        ("xod-003", "Absences, childcare: Kind", "childcare", None),
    ]


def test_a_rewritten_day_of_proof_is_listed_and_a_new_one_is_not(committed: Scratch) -> None:
    committed.change(
        "xod-003",
        "trainings:\n  - {date: 2026-05-12, organiser: Markaz, document: MO-9, result: completed, hours: 36}\n"
        "attestations:\n  - {date: 2025-06-21, organiser: Komissiya, document: 4-bayonnoma, result: passed}\n",
    )
    committed.commit()
    committed.change(
        "xod-003",
        "trainings:\n  - {date: 2026-06-01, organiser: Markaz, document: MO-12, result: completed, hours: 24}\n"
        "  - {date: 2026-05-12, organiser: Markaz, document: MO-9, result: completed, hours: 36}\n"
        "attestations:\n  - {date: 2025-12-21, organiser: Komissiya, document: 4-bayonnoma, result: passed}\n",
    )

    assert softened(committed) == snapshot(
        [("xod-003", "Attestations, 21 December 2025: Date", "21 December 2025, before: 21 June 2025", None)]
    )


def test_a_corrected_day_of_a_diploma_or_update_is_listed(committed: Scratch) -> None:
    committed.edit("xod-001", "finished: 2012-06-30", "finished: 2012-07-30")
    committed.edit("ochm-001", "date: 2026-04-10", "date: 2026-04-20")

    answer = committed.check("--base", "HEAD", "--lang", "en")

    assert [found for found in answer.findings if found.startswith("C")] == []
    assert softened(committed) == snapshot(
        [
            ("ochm-001", "Updates, 20 April 2026: Date", "20 April 2026, before: 10 April 2026", None),
            ("xod-001", "Education, 1: Finished", "30 July 2012, before: 30 June 2012", None),
        ]
    )


def test_a_correction_of_a_closed_record_says_what_why_and_who(committed: Scratch) -> None:
    committed.edit("kpi-2026-001", "value: 84.5", "value: 83.5")
    committed.change(
        "kpi-2026-001",
        "corrections:\n  - what: actual → value\n    old: '84.5'\n    new: '83.5'\n    reason: Ikki marta sanalgan\n"
        "    by: xod-001\n    date: 2026-06-10\n",
    )

    answer = committed.check("--base", "HEAD")
    page = summary(committed)

    assert answer.json["gate"]["corrections"] == [
        {
            "record": "kpi-2026-001",
            "what": "actual → value",
            "old": "84.5",
            "new": "83.5",
            "reason": "Ikki marta sanalgan",
            "by": "xod-001",
        }
    ]
    assert page.split("### ")[1] == snapshot("""\
Yopiq yozuvlarda tuzatilgani

- **Elektron shaklda berilgan sertifikatlar ulushi** (kpi-2026-001), actual → value: ~~84.5~~ → **83.5**. Sababi&#58; Ikki marta sanalgan. Qaror qabul qilgan&#58; Aziz Rahimov

<sub><code>nizom check --base 0123456789</code> · 37 ta yozuv · Nimalar to‘siq bo‘ladi&#58; tasdiqlarning ishonchlilik darajasiga talab qo‘yilmagan; tasdiqlarga oid quyidagi tekshiruvlar faqat ogohlantiradi&#58; A01–A07, A09–A11; jami … ta tekshiruv faqat ogohlantiradi</sub>
""")


def test_what_could_not_be_checked_is_named_with_its_record(committed: Scratch) -> None:
    committed.change("loy-2026-001", "due: ertaga\n")

    assert summary(committed).split("<details>")[0] == snapshot("""\
## ❌ Birlashtirib bo‘lmaydi: 1 ta to‘siq bor

O‘zgargani&#58; 1 ta yozuv. Shu o‘zgarish bilan&#58; 1 ta xato. Holat&#58; 2026-yil 15-iyun.

### To‘siqlar. Tuzatadi&#58; Javohir Toshmatov

**Standartlar elektron katalogini yaratish** (loy-2026-001), <code>records/projects/loy-2026-001.md</code>

1. Muddat: ~~2026-yil 25-dekabr~~ → **ertaga**. “ertaga” sana emas. 9-qator, F22<br>
   → 2026-yil 15-iyun kunidan hisoblansa, 2026-06-16 deb yozing

### Tekshirib bo‘lmadi

- **Standartlar elektron katalogini yaratish** (loy-2026-001), mas’ul&#58; Javohir Toshmatov, <code>records/projects/loy-2026-001.md</code>, 9-qator: “due” noto‘g‘ri yozilgan; shu yozuvda o‘tkazilmadi&#58; N11.3-2, N12.a.1-3, N14.4-1, N14.4-3, N15.2-1

<sub><code>nizom check --base 0123456789</code> · 37 ta yozuv · Nimalar to‘siq bo‘ladi&#58; tasdiqlarning ishonchlilik darajasiga talab qo‘yilmagan; tasdiqlarga oid quyidagi tekshiruvlar faqat ogohlantiradi&#58; A01–A07, A09–A11; jami … ta tekshiruv faqat ogohlantiradi</sub>
""")


def test_checks_that_are_off_are_listed_only_where_the_change_alters_settings(committed: Scratch) -> None:
    committed.edit("loy-2026-001", "priority: high", "priority: low")
    of_a_record = headings(summary(committed))
    committed.edit("records/settings.md", "S15:\n  value: 60", "S15:\n  value: 30")
    of_a_setting = headings(summary(committed))

    assert [title for title in of_a_record if "o‘chirilgan" in title] == []
    assert [title for title in of_a_setting if "o‘chirilgan" in title] == snapshot(
        ["11 ta tekshiruv o‘chirilgan&#58; sozlamalarining qiymati yo‘q"]
    )


def test_what_was_there_before_and_what_is_overdue_is_folded(base: Scratch) -> None:
    base.change("top-2026-002", "basis: [hjt-999]\n")
    base.change("loy-2026-001", "milestones:\n  - title: Sinov\n    due: 2026-05-01\n    responsible: xod-003\n")
    base.commit()
    base.edit("loy-2026-001", "priority: high", "priority: low")

    assert headings(summary(base)) == snapshot(
        [
            "✅ Birlashtirish mumkin: to‘siq yo‘q",
            "Faqat ogohlantiradi",
            "To‘siq emas&#58; avvaldan bor&#58; 1 ta kamchilik, muddati o‘tgan&#58; 1 ta",
        ]
    )


def test_titles_and_values_are_shown_as_text_whatever_is_written_in_them(committed: Scratch) -> None:
    committed.change("loy-2026-001", f"title: '{HOSTILE}'\n{WITHOUT_EXPERTISE}")
    committed.edit("loy-2026-001", "source: Davlat budjeti", f"source: '{HOSTILE}'")
    committed.change("xod-003", f"title: '{HOSTILE}'\n")
    committed.monkeypatch.setenv("NIZOM_FILES_URL", FILES)

    html = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(summary(committed))

    assert set(re.findall(r"</?(\w+)", html)) <= {
        "h2", "h3", "p", "strong", "s", "a", "ol", "ul", "li", "br", "code", "details", "summary", "sub"
    }  # fmt: skip
    assert {address for address in re.findall(r'href="([^"]*)"', html) if not address.startswith(f"{FILES}/records/")} == set()
    assert "~~Reja~~ **x** [bu](http://x.uz) &lt;b&gt;@\u2060hamma" in html


def test_taking_out_a_fact_is_reported_as_taken_out_and_not_as_never_given(committed: Scratch) -> None:
    committed.change("loy-2026-001", WITHOUT_EXPERTISE)

    (found,) = (one for one in committed.check("--base", "HEAD").json["findings"] if one["code"] == "N12.a.3-3")

    assert found["message"] == snapshot(
        "The change takes out what was here: Project documents, terms-of-reference: Expertise (Loyihalarni ekspertiza qilish markazi (namuna), 12-34/156, 10 March 2026, positive)"
    )
    assert found["hint"] == snapshot("Put back what was taken out, or write what holds instead")
    assert found["altered"] == snapshot(
        [
            {
                "what": "Project documents, terms-of-reference: Expertise",
                "old": "Loyihalarni ekspertiza qilish markazi (namuna), 12-34/156, 10 March 2026, positive",
                "new": None,
            }
        ]
    )


def test_a_fact_that_was_never_there_is_not_called_taken_out(base: Scratch) -> None:
    base.change("loy-2026-001", "documents:\n")
    base.commit()
    base.change("loy-2026-001", WITHOUT_EXPERTISE)

    (found,) = (one for one in base.check("--base", "HEAD").json["findings"] if one["code"] == "N12.a.3-3")

    assert found["message"] == snapshot("“terms-of-reference” has not passed the expertise of an authorised body")
    assert "altered" not in found


def test_a_personal_value_that_is_taken_out_is_repeated_nowhere(committed: Scratch) -> None:
    committed.change("xod-003", "email: javohir@agentlik.example.uz\ntelefon: '901234567'\n")
    committed.commit()
    committed.change("xod-003", "email: yoq\ntelefon: yoq\n")

    for form in ("markdown", "json", "github", "gitlab"):
        out = committed.nizom("check", "--base", "HEAD", "--format", form, "--as-of", AS_OF).out
        assert "F20" in out
        assert "javohir@" not in out
        assert "901234567" not in out


def test_findings_name_their_record_and_who_answers_for_it(committed: Scratch) -> None:
    committed.change("loy-2026-001", WITHOUT_EXPERTISE)
    title, person = "Standartlar elektron katalogini yaratish", "Javohir Toshmatov"

    (found,) = (one for one in committed.check("--no-base").json["findings"] if one["code"] == "N12.a.3-3")

    assert (found["record_title"], found["responsible"], found["responsible_name"]) == (title, "xod-003", person)
    for form in ("text", "github", "gitlab", "markdown"):
        out = committed.nizom("check", "--no-base", "--format", form, "--as-of", AS_OF).out
        assert title in out, form
        assert person in out, form


def test_gitlab_gets_the_findings_of_the_change_also_those_that_it_only_touches(base: Scratch) -> None:
    base.change("top-2026-001", "basis: [hjt-999]\n")
    base.change("loy-2026-001", "colour: red\n")
    base.commit()
    base.edit("loy-2026-001", "priority: high", "priority: urgent")

    issues = base.nizom("check", "--base", "HEAD", "--format", "gitlab", "--as-of", AS_OF).json

    found = {(issue["check_name"], issue["location"]["path"], issue["severity"]) for issue in issues}
    assert found - {("C09", "records/projects/loy-2026-001.md", "minor")} == {
        ("F20", "records/projects/loy-2026-001.md", "blocker"),
        ("F23", "records/projects/loy-2026-001.md", "blocker"),
    }


def counted(page: str) -> list[str]:
    """Return what a long summary lists of how many each check found."""
    return re.findall(r"^- (\*\*.*)$", page, re.MULTILINE)


def test_a_long_summary_starts_with_how_many_each_check_found(committed: Scratch) -> None:
    """As the text does: the serious and the frequent first, and nothing that was there before."""
    wrong = [f"hjt-9{number:02}" for number in range(19)]
    committed.change("std-001", f"basis: [{', '.join(wrong)}]\n")
    committed.commit()
    committed.change("std-002", "categry: national\n")
    committed.change("xod-003", f"basis: [{', '.join(wrong[:18])}]\n")
    assert counted(summary(committed)) == []  # twenty are read one by one

    committed.change("xod-003", f"basis: [{', '.join(wrong)}]\n")

    page = summary(committed)
    assert headings(page)[:2] == snapshot(
        ["❌ Birlashtirib bo‘lmaydi: 20 ta to‘siq bor", "Har bir tekshiruv bo‘yicha kamchiliklar soni"]
    )
    assert counted(page) == snapshot(
        [
            "**19** xato: Bunday yozuv yo‘q. R01",
            "**1** xato: Noma’lum maydon. F20",
            "**1** ogohlantirish: Nazorat yig‘indisi yo‘q qarordan keyin o‘zgartirilgan. C09",
        ]
    )
