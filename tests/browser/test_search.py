"""Search in every spelling: seven apostrophes or none, Cyrillic, suffixes, ids and names; typed or pasted."""

import re
from collections.abc import Iterator

from playwright.sync_api import Page, expect

from tests.support.paths import ROOT
from validators.text.uzbek import APOSTROPHES, fold

SPELLINGS = (
    "o'quv {}", "o`quv {}", "o´quv {}", "oʻquv {}", "oʼquv {}", "o‘quv {}", "o’quv {}", "oquv {}", "O‘QUV {}", "ўқув {}",
    "Ўқув {}", "bo‘linmalar {}", "bo'linmasining {}", "bolinmalarini {}", "бўлинмаларнинг {}", "bo‘lin {}",
    "bo‘linmalarimizdan {}", "öquv {}", "ÖQUV {}", "bölinmalar {}", "BÖLINMALARINING {}", "bo‘linmamizning {}", "{} o‘quv", "укув {}", "УКУВ {}", "булинмаларининг {}", "tsh-{}", "TSH-{}",
)  # fmt: skip
"""Spellings of a unit in the long list, each used with its own number, so that no two answers are the same."""
WORDS = {
    "loy-2026-001": "projects/loy-2026-001/",
    "Карим": "people/xod-002/",
    "Дилноза Каримова": "people/xod-002/",
    "Раҳимов": "people/xod-001/",
    "Bunaqaso‘zyo‘q": "",
    "Тошматов": "people/xod-003/",
    "Karimovaning": "people/xod-002/",
    "N12.a.3-3": "checks/N12.a.3-3/",
    "12.a.3": "nizom/",
    "12.a.3-3": "checks/N12.a.3-3/",
    "Muddati o'tgan": "overdue/",
    "dinamika": "trend/",
    "ma'lumotlar sifati": "quality/",
    "kamchiliklar": "findings/",
    "повышение квалификации": "guide/glossary/",
    "исполнительская дисциплина": "guide/glossary/",
    "бесперебойность": "guide/glossary/",
    "loyihalar": "projects/",
    "O‘z DSt 1987:2018": "standards/std-001/",
    "2026-001 standartlar elektron": "projects/loy-2026-001/",
    "kechikkan": "overdue/",
    "kechikkan ishlar": "overdue/",
    "кечиккан": "overdue/",
    "просроченные": "overdue/",
    "деньги": "money/",
    "статистика": "trend/",
    "excel": "data/",
    "проекты": "projects/",
    "проект": "projects/",
    "срок": "duties/",
    "сроки": "duties/",
    "12-band": "nizom/",
    "12-bandning": "nizom/",
    "12-банд": "nizom/",
}

MISTYPED = {
    "Karimva": "people/xod-002/",
    "Krimva": "people/xod-002/",
    "Toshmtov": "people/xod-003/",
    "dinamkia": "trend/",
    "dinmka": "trend/",
    "Каримва": "people/xod-002/",
    "loy-2026-499": "",
}
"""Words with one or two typing errors; the number of a record that does not exist finds no other one."""

CITED = {
    "12.a.3": "12.a.3",
    "12-band “a” kichik bandining to‘rtinchi xatboshisi": "12.a.3",
    "12-band a kichik bandining to'rtinchi xatboshisi": "12.a.3",
    "12-band “a” kichik bandining törtinchi xatboşisi": "12.a.3",
    "12-банд «а» кичик бандининг тўртинчи хатбошиси": "12.a.3",
    "12-band “y” kichik bandining beshinchi xatboshisi": "12.y.4",
    "15-bandning ikkinchi xatboshisi": "15.2",
    "15-бандининг иккинчи хатбошиси": "15.2",
    "13.7": "13.7",
}
"""A paragraph by its id and as lawyers cite it, in three alphabets, with the place at which the Nizom's page has it."""

TEXTS = (
    "O‘zbekiston shaharlari choralari, bog‘ ma’lumotlari", "As’hob, mo‘jiza; ye-yo-yu-ya", "Ўзбекистон реестри ЕЦК", "поезд, ер, бекат, объект, съезд",
    "цирк, акция, Конституция, рецепт", "Маълумотлар, тоғ, ҳужжат, қарор, Ёқубов, щётка, ый, ыеъ", "дорожная карта; смета расходов", "Café – Köln — 1987:2018",
    "и\u0306ўқув o\u0308quv s\u0327art", "ma\u00adʼlumot\u200b", "№ 3, 480 000 so‘m, 99,5 %",
)  # fmt: skip
"""What the scripts of the pages fold as the checks do: three alphabets, Russian, other languages, accents apart from their letters."""


def test_the_index_is_fetched_at_the_first_search(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address, wait_until="networkidle")
    before = [url for url in asked if "search_index" in url]

    assert _first(page, "loy-2026-001", "projects/loy-2026-001/") == "projects/loy-2026-001/"
    assert (before, [url for url in asked if "search_index" in url]) == ([], [f"{address}search/search_index.json"])


def test_an_address_with_a_question_is_answered_at_once(page: Page, address: str) -> None:
    page.goto(f"{address}?q=loy-2026-001")

    expect(page.locator(".md-search-result__link[href*='projects/loy-2026-001/']").first).to_be_attached(timeout=15_000)


def test_search_finds_in_every_spelling(page: Page, address: str) -> None:
    page.goto(address)
    asked = {spelling.format(number): f"organizations/tsh-{number}/" for number, spelling in enumerate(SPELLINGS, 300)}
    assert {query: _first(page, query, wanted) for query, wanted in asked.items()} == asked


def test_search_finds_ids_names_and_checks(page: Page, address: str) -> None:
    page.goto(address)
    assert {query: _first(page, query, wanted) for query, wanted in WORDS.items()} == WORDS


def test_search_finds_what_was_mistyped(page: Page, address: str) -> None:
    page.goto(address)
    assert {query: _first(page, query, wanted) for query, wanted in MISTYPED.items()} == MISTYPED


def test_a_paragraph_number_finds_all_of_its_paragraphs(page: Page, address: str) -> None:
    page.goto(address)
    _ask(page, "12-band")
    expect(page.locator(".md-search-result__link[href*='#p-12.']").first).to_be_attached(timeout=15_000)
    hrefs = [link.get_attribute("href") or "" for link in page.locator(".md-search-result__link[href*='#p-']").all()]
    assert [href for href in hrefs if "#p-12." not in href] == []


def test_search_finds_a_paragraph_by_its_id_and_by_its_citation(page: Page, address: str) -> None:
    page.goto(address)
    for query, paragraph in CITED.items():
        _ask(page, query)
        place = page.locator(f".md-search-result__link[href*='nizom/'][href*='#p-{paragraph}']")
        expect(place.first).to_be_attached(timeout=15_000)


def test_search_finds_terms_by_their_russian(page: Page, address: str) -> None:
    """One in four of the terms that Uzbek says with other words, and all in which small words stand, which say nothing.

    Those that people ask the site by lead to the page that answers instead, as `WORDS` says.
    """
    page.goto(address)
    terms = [(russian, row) for russian, row in _russian_terms() if russian not in WORDS]
    uzbek = {word[:5] for _, row in terms for word in fold(row).split()}
    own = [russian for russian, _ in terms if not {word[:5] for word in fold(russian).split()} & uzbek]
    asked = [*own[::4], *(russian for russian, _ in terms if re.search(r" (и|на|по|о) ", russian))]
    assert len(asked) > 15
    for russian in dict.fromkeys(asked):
        _ask(page, russian)
        expect(page.locator(".md-search-result__link[href*='guide/glossary/']").first).to_be_attached(timeout=15_000)


def _russian_terms() -> Iterator[tuple[str, str]]:
    """Yield each Russian term of the glossary with the Uzbek of its row."""
    for line in (ROOT / "docs/guide/glossary.md").read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 3 and re.search("[а-яё]", cells[1]):
            for term in re.split(r" / |, | \(", cells[1]):
                yield term.strip(" «»()"), f"{cells[0]} {cells[2]}"


def test_matches_are_highlighted_in_their_original_spelling(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(".md-search__input").fill("12.a.3")
    titles = page.locator(".md-search-result__link h1")
    expect(titles.first).to_have_text("Nizom va tekshiruvlar", timeout=15_000)
    checks = {title for title in titles.all_inner_texts() if title.startswith("N12")}
    assert checks
    assert {title.split(" · ")[0].rpartition("-")[0] for title in checks} == {"N12.a.3"}
    expect(page.locator(".md-search-result__link mark").first).to_have_text("12.a.3")
    hrefs = [link.get_attribute("href") or "" for link in page.locator(".md-search-result__link").all()]
    assert [href for href in hrefs if "undefined" in href] == []


def _first(page: Page, query: str, wanted: str) -> str:
    """Return the first page found, relative to the site's root, or nothing; the query is inserted without key presses."""
    _ask(page, query)
    links = page.locator(".md-search-result__link")
    if wanted:
        expect(links.first).to_have_attribute("href", re.compile(re.escape(wanted)), timeout=15_000)
    else:
        expect(links).to_have_count(0)
    found = (links.first.get_attribute("href") or "") if links.count() else ""
    return found.removeprefix(page.url).partition("?")[0]


def _ask(page: Page, query: str) -> None:
    page.locator(".md-search__input").fill("")
    page.locator(".md-search__input").focus()
    page.keyboard.insert_text(query)


def test_search_works_with_the_keyboard_alone(page: Page, address: str) -> None:
    page.goto(f"{address}nizom/")
    expect(page.locator("html.js")).to_be_attached()
    page.keyboard.press("/")
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.type("o'quv 305")
    # Results for the partial query “o'quv 30” contain 305 too, but further down.
    first = page.locator(".md-search-result__link").first
    expect(first).to_have_attribute("href", re.compile("/tsh-305/"), timeout=15_000)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/organizations/tsh-305/**")
    expect(page.locator("h1")).to_contain_text("305")


def test_lists_and_search_fold_text_as_the_checks_do(page: Page, address: str) -> None:
    page.goto(f"{address}standards/")
    written = [spelling for text in TEXTS for spelling in (text, text.upper(), *in_other_alphabets(text))]
    wanted = [fold(text) for text in written]
    source = (ROOT / "docs/assets/site.js").read_text("utf-8")
    folding = source[source.index("  var APOSTROPHES") : source.index("  window.nizomFold")]
    lunr = (ROOT / "hooks/theme/assets/javascripts/lunr/min/lunr.uz.min.js").read_text("utf-8")
    classes = "Index: class { query() {} }, Query: class { clause() {} }"
    stand_in = f"self.lunr = {{Pipeline: {{registerFunction() {{}}}}, {classes}, QueryLexer: {{}}}};"

    for script in (f"{folding} return texts.map(fold);", f"{stand_in} {lunr} return texts.map(self.lunr.uz.fold);"):
        folded = page.evaluate(f"(texts) => {{ {script} }}", written)
        assert [
            pair for pair in zip(written, (" ".join(text.split()) for text in folded), wanted, strict=True) if pair[1] != pair[2]
        ] == []


def in_other_alphabets(text: str) -> list[str]:
    """Return a Latin text with each of the seven apostrophes, and as the alphabet of 2026 writes it."""
    of_2026 = text.replace("o‘", "ö").replace("g‘", "ğ").replace("sh", "ş").replace("ch", "ç")
    return [re.sub("[‘’]", sign, text) for sign in APOSTROPHES] + [of_2026]
