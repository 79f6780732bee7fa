"""The words of libraries: neither on a page nor in what the build prints does a reader meet English."""

import io
import re
from html.parser import HTMLParser
from pathlib import Path

import material  # type: ignore[import-untyped]
import pytest
from babel.messages.pofile import read_po

from tests.support.paths import ROOT
from tests.support.site import Site

BODY = """
Matn[^1], yana[^1].

- [ ] Birinchi ish
- [x] Ikkinchi ish

| Ustun | Qiymat |
|---|---|
| bir | 2 |

```python
print(1)
```

<details><summary>Batafsil</summary>Ichida</details>

[^1]: Izoh.
"""
READ = ("title", "aria-label", "aria-description", "alt", "placeholder", "data-md-title", "label")
"""Attributes that browsers show and screen readers say."""
_WORD = re.compile(r"[A-Za-z‘’']{3,}")
_LIBRARIES = (
    "back bar caption close collapse content contents copied copy expand footer footnote header home initializing jump link menu "
    "navigation next open page permalink permanent previous results search skip table theme toggle top typing"
)


class _Words(HTMLParser):
    """Collects texts outside code, and attributes that are read."""

    def __init__(self) -> None:
        super().__init__()
        self.silent = 0
        self.texts: list[str] = []
        self.attributes: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in ("script", "style", "code", "pre")
        self.attributes += [value for name, value in attrs if name in READ and value]

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in ("script", "style", "code", "pre")

    def handle_data(self, data: str) -> None:
        if not self.silent and data.strip():
            self.texts.append(data.strip())


def english_of_material() -> set[str]:
    file = Path(material.__file__).parent / "templates/partials/languages/en.html"
    return {text for text in re.findall(r'": "(.+?)"', file.read_text("utf-8")) if " " in text or len(text) > 3}


def english_words() -> set[str]:
    """Return the words of our own English texts and of libraries that no Uzbek text has."""
    catalogue = read_po(io.BytesIO((ROOT / "validators/locale/uz/LC_MESSAGES/nizom.po").read_bytes()), locale="uz")
    pairs = [(str(one.id), str(one.string)) for one in catalogue if one.id]
    ours, uzbek = (
        {word.lower() for pair in pairs for word in _WORD.findall(re.sub(r"\{\w+\}", "", pair[side]))} for side in (0, 1)
    )
    return (ours | set(_LIBRARIES.split())) - uzbek


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The base records, one with everything in its text that a library adds words to."""
    site = Site(tmp_path_factory.mktemp("words"))
    site.change("standards/std-001.md", "", BODY)
    assert site.build() == 0, site.log
    return site


def test_no_page_has_the_english_of_a_library(site: Site) -> None:
    of_material, words = english_of_material(), english_words()
    found: set[tuple[str, str]] = set()
    pages = 0
    for file in site.out.rglob("*.html"):
        pages += 1
        page = _Words()
        page.feed(file.read_text("utf-8"))
        name = file.relative_to(site.out).as_posix()
        found |= {(name, text) for text in (*page.texts, *page.attributes) if text in of_material}
        found |= {(name, text) for text in page.attributes if words & {word.lower() for word in _WORD.findall(text)}}

    assert "Back to top" in of_material
    assert "jump" in words
    assert pages > 300
    assert sorted(found) == []


def test_what_the_build_prints_is_uzbek(site: Site) -> None:
    site.write("docs/guide/yangi.md", "# Yangi\n\n[x](yoq.md) [y](#yoq) [z](/yoq) [u](yoq)\n")

    assert site.build() == 1

    assert sorted(line.strip() for line in site.log.splitlines() if "yangi" in line or "tayyorlanmadi" in line) == [
        "OGOHLANTIRISH-  Bo‘limlar ro‘yxatida yo‘q sahifalar: guide/yangi.md",
        "OGOHLANTIRISH-  guide/yangi.md: #yoq havolasi bo‘yicha sarlavha yo‘q",
        "OGOHLANTIRISH-  guide/yangi.md: /yoq havolasi shu fayldan boshlanadigan yo‘l emas",
        "OGOHLANTIRISH-  guide/yangi.md: yoq havolasi shu fayldan boshlanadigan yo‘l emas",
        "OGOHLANTIRISH-  guide/yangi.md: yoq.md havolasi bo‘yicha fayl yo‘q",
        "Sayt tayyorlanmadi: ogohlantirishlar soni 5",
    ]
    assert [line for line in site.log.splitlines() if re.match("INFO|WARNING|ERROR|Aborted", line)] == []
