"""Before anybody signs: the record's page lists what would block it, and the first page says which proof is asked for."""

import re

import pytest
from inline_snapshot import snapshot

from tests.support.page import words
from tests.support.site import Site

PROVENANCE = "provenance:\n  value:\n    - {kind: project, grade: signed}\n  basis: hjt-002\n  since: 2026-06-01\n"
COUNT = re.compile("jami [1-9][0-9]* ta")
"""How many checks only warn grows with the checks."""
STRICT = (
    "strict:\n  value: [A01, A02, A03, A04, A05, A06, A07, A08, A10, A11, N7-2, A09]\n  basis: hjt-002\n  since: 2026-06-01\n"
)


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A draft without its terms of reference, another that lacks nothing, and settings that ask for signed approvals."""
    site = Site(tmp_path_factory.mktemp("asked"))
    site.change("projects/loy-2026-001.md", "approvals:\nstatus: draft\ndocuments:\n")
    site.project("loy-2026-002", "title: Kamchiliksiz loyiha\nstatus: draft\napprovals: []\n")
    site.change("project-lists/ryx-2026-001.md", "projects: [loy-2026-001, loy-2026-002]\n")
    site.change("settings.md", PROVENANCE)
    site.commit("Boshi", "2026-06-08")
    assert site.build() == 0, site.log
    return site


def obstacles(page: str) -> list[str]:
    """Return what the part of the page about approval says would block the record, item by item."""
    listed = re.search(r'<p class="turn">(?:(?!</p>).)*</p>\s*<ul>(.*?)</ul></div></div></details></section>', page, re.DOTALL)
    return [words(item) for item in re.findall(r"<li>.*?</li>", listed[1], re.DOTALL)] if listed else []


def test_the_page_lists_what_would_block_the_record_in_its_next_status(asked: Site) -> None:
    reported = asked.nizom("approvals", "loy-2026-001")["obstacles"]
    shown = obstacles(asked.page("projects/loy-2026-001"))

    assert len(shown) == len(reported) > 0
    assert shown == snapshot(
        [
            "“bajarilmoqda” holatida N12.a.3-1: Loyiha tizimni yaratadi, o‘zgartiradi yoki joriy etadi, lekin birorta loyiha hujjati yo‘q nima qilish kerak: “Loyiha hujjatlari” maydoniga texnik topshiriq va boshqa hujjatlarni ro‘yxat qilib yozing"
        ]
    )
    assert obstacles(asked.page("projects/loy-2026-002")) == []


def test_the_first_page_says_which_proof_is_asked_for_and_what_only_warns(asked: Site) -> None:
    line = re.search(r'<p class="engine engine-proof">.*?</p>', asked.page(""), re.DOTALL)
    assert line
    assert COUNT.sub("jami N ta", words(line[0])) == snapshot(
        "Nimalar to‘siq bo‘ladi: tasdiqlar yetarli darajada ishonchli bo‘lishi talab qilinadi, shu yozuvlarning o‘zgarishida tasdiqlarga oid har bir tekshiruv to‘siq bo‘ladi: Loyiha – imzolangan; boshqa yozuvlarda tasdiqlarga oid quyidagi tekshiruvlar faqat ogohlantiradi: A01–A11; jami N ta tekshiruv faqat ogohlantiradi"
    )
    assert 'href="nizom/settings/"' in line[0]


def test_where_no_proof_is_asked_for_and_every_check_blocks_the_first_page_says_that(asked: Site) -> None:
    asked.change("settings.md", f"provenance:\n{STRICT}")
    assert asked.build() == 0, asked.log
    line = re.search(r'<p class="engine engine-proof">.*?</p>', asked.page(""), re.DOTALL)
    assert line
    assert COUNT.sub("jami N ta", words(line[0])) == snapshot(
        "Nimalar to‘siq bo‘ladi: tasdiqlarning ishonchlilik darajasiga talab qo‘yilmagan; tasdiqlarga oid barcha tekshiruvlar o‘zgarishni to‘xtatadi; jami N ta tekshiruv faqat ogohlantiradi"
    )
