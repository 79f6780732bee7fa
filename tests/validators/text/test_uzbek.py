"""Uzbek words: however the apostrophe was typed, in Latin or Cyrillic, the same words compare equal."""

import pytest

from validators.text.uzbek import APOSTROPHES, collation_key, fold, slug


@pytest.mark.parametrize("apostrophe", APOSTROPHES, ids=lambda sign: f"U+{ord(sign):04X}")
def test_all_seven_apostrophes_are_equal(apostrophe: str) -> None:
    typed = f"O{apostrophe}zbekiston ma{apostrophe}lumotlari, bog{apostrophe}"

    assert fold(typed) == "ozbekiston malumotlari, bog"
    assert slug(typed) == "ozbekiston-malumotlari-bog"
    assert collation_key(typed).partition("\0")[0] == collation_key("O‘zbekiston ma’lumotlari, bog‘").partition("\0")[0]


def test_there_are_seven_apostrophes() -> None:
    assert len(set(APOSTROPHES)) == 7


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("Ўзбекистон техник жиҳатдан тартибга солиш агентлиги", "O‘zbekiston texnik jihatdan tartibga solish agentligi"),
        ("Ахборот тизимини яратиш учун техник топшириқ", "Axborot tizimini yaratish uchun texnik topshiriq"),
        ("ягона реестр", "yagona reestr"),
        ("маълумотлар базаси", "ma’lumotlar bazasi"),
        ("объект", "obyekt"),
        ("ер, поезд, бекат", "yer, poyezd, bekat"),
        ("цирк, акция, Конституция", "sirk, aksiya, Konstitutsiya"),
        ("тоғ, ўқув, ҳужжат", "tog‘, o‘quv, hujjat"),
        ("Ё, Ю, Щ, Ы, Э", "yo, yu, sh, i, e"),
        ("ЎЗБЕКИСТОН", "o‘zbekiston"),
    ],
)
def test_cyrillic_folds_to_the_same_as_latin(cyrillic: str, latin: str) -> None:
    assert fold(cyrillic) == fold(latin)


@pytest.mark.parametrize(
    ("of_2026", "of_1995"),
    [
        ("Özbekiston şaharlari çoralari", "O‘zbekiston shaharlari choralari"),
        ("ÖĞIL ŞAVKAT ÇORI", "o‘g‘il shavkat chori"),
        ("Yöl xaritasi, bölim, tog\u030c", "Yo‘l xaritasi, bo‘lim, tog"),
        ("Şavkat Öktamov", "Шавкат Ўктамов"),
        ("s\u0327artnoma", "shartnoma"),
        ("õqituvçi, ōquv, ḡoya", "o‘qituvchi, o‘quv, g‘oya"),
    ],
)
def test_both_latin_alphabets_fold_to_the_same(of_2026: str, of_1995: str) -> None:
    assert fold(of_2026) == fold(of_1995)
    assert slug(of_2026) == slug(of_1995)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Maʼlumotlarni  uzatish ", "MA'LUMOTLARNI uzatish"),
        ("ma\u00adʼlumot\u200b", "ma’lumot"),
        ("ma’lumot\u00a0almashish", "ma’lumot almashish"),
        ("1987:2018 – uzatish", "1987:2018 - uzatish"),
        ("Café", "cafe"),
        ("и\u0306", "й"),
    ],
)
def test_case_spaces_accents_and_invisible_characters_are_ignored(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_different_words_stay_different() -> None:
    words = ["bosh", "bo‘sh agent", "sir", "shir", "1987:2010", "1987:2018"]

    assert len({fold(word) for word in words}) == len(words)


def test_words_are_sorted_by_the_uzbek_alphabet() -> None:
    in_order = ["1987", "as’hob", "asos", "ashula", "mano", "ma’no", "Olma", "urf", "xarita", "yo‘l", "zamin"]
    in_order += ["o'lka", "ўқиш", "oʻquv", "g`oya", "shahar", "chora"]

    assert sorted(sorted(in_order), key=collation_key) == in_order


@pytest.mark.parametrize(
    "in_order",
    [
        ["olma", "zamin", "o‘lka", "g‘oya", "shahar", "chora"],
        ["olma", "zamin", "ölka", "ğoya", "şahar", "çora"],
        ["olma", "Zamin", "ölka", "o‘quv", "Ğoya", "shahar", "şart", "çora", "чорва"],
    ],
    ids=["of 1995", "of 2026", "all at once"],
)
def test_lists_are_sorted_alike_in_every_alphabet(in_order: list[str]) -> None:
    assert sorted(sorted(in_order), key=collation_key) == in_order


def test_a_slug_is_safe_in_an_address() -> None:
    assert slug("Yo‘l xaritasi — 2026") == slug("Йўл харитаси / 2026") == "yol-xaritasi-2026"
    assert slug("…") == ""
