"""The page of a record with a real git history: its approval steps, who is next, moved due dates, and its changes."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from inline_snapshot import snapshot

from tests.support.page import items, section, words
from tests.support.paths import ROOT
from tests.support.site import AUTHOR, AUTHOR_NAME, Site

KEYGEN = shutil.which("ssh-keygen") or "ssh-keygen"
FORGE = "https://forge.example/bolim/nizom"
PROJECT = "records/projects/loy-2026-002.md"
RENAMED = "records/projects/loy-2026-002-katalog.md"
INDICATOR, PURCHASE = "records/kpis/kpi-2026-001.md", "records/procurements/xar-2025-001.md"
DONE = "records/assignments/top-2026-002.md"
SECRET = "Maxfiyjon"


class Past:
    """The history of a scratch site, made by several people."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def commit(self, day: str, by: str = AUTHOR, key: Path | None = None) -> None:
        self.site.commit("Maxfiy izoh", day, by=by, key=key)

    def change(self, path: str, *changes: tuple[str, str]) -> None:
        file = self.site.root / path
        text = file.read_text("utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        file.write_text(text, "utf-8")

    def approve(self, *arguments: str) -> None:
        command = [sys.executable, "-m", "validators", "approve", "loy-2026-002", "--anyway", *arguments]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(command, cwd=self.site.root, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def email(id_: str) -> str:
    return f"{id_}@agency.example"


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> Past:
    """A project that was written, approved, moved, renamed and rewritten, and a roadmap that is with the ministry."""
    root = tmp_path_factory.mktemp("record")
    site = Site(root / "tree")
    key = root / "key"
    subprocess.run([KEYGEN, "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    public = " ".join(key.with_suffix(".pub").read_text("utf-8").split()[:2])
    made = Past(site)
    for id_, more in (("xod-001", ""), ("xod-002", ""), ("xod-003", ""),
                      ("xod-005", f"keys:\n  - key: {public}\n    since: 2026-01-01\n")):  # fmt: skip
        file = site.root / f"records/employees/{id_}.md"
        text = re.sub(r"(?m)^(email|account):.*\n", "", file.read_text("utf-8"))
        file.write_text(text.replace("\nhired:", f"\nemail: {email(id_)}\n{more}hired:", 1), "utf-8")
    roadmap = site.root / "records/roadmaps/yol-2026-001.md"
    text = roadmap.read_text("utf-8")
    ministry = text.index("  - decision: reviewed")
    roadmap.write_text(f"{text[:ministry]}{text[text.index('---', ministry) :]}".replace("approved", "submitted", 1), "utf-8")
    made.commit("2026-04-08")
    site.project("loy-2026-002", "title: Elektron arxiv\nstatus: draft\napprovals: []\n")
    made.commit("2026-05-04", email("xod-003"))
    visa = ("--decision", "visa", "--as", "head", "--by", "xod-001", "--part", "Texnik qismi", "--date", "2026-05-06")
    made.approve(*visa)
    made.commit("2026-05-06", email("xod-001"))
    made.approve("--decision", "approved", "--as", "deputy", "--by", "xod-005", "--document", "9-son", "--date", "2026-05-08")
    made.commit("2026-05-08", email("xod-005"), key)
    made.site.git("checkout", "-q", "-b", "surish")
    move = "{old: %s, new: %s, reason: %s, allowed_by: xod-005, date: 2026-05-19}"
    own = move % ("2026-12-25", "2027-02-26", "Server kech keldi")
    stage = move % ("2026-10-30", "2026-12-18", "Sinov dasturi kechikdi")
    made.change(
        PROJECT,
        ("due: 2026-12-25", f"due: 2027-02-26\nextensions:\n  - {own}"),
        ("due: 2026-10-30", f"due: 2026-12-18\n    extensions:\n      - {stage}"),
        ("status: draft", "status: planned"),
        ("responsible: xod-003", "responsible: xod-002"),
    )
    made.commit("2026-05-20", email("xod-002"))
    made.site.git("checkout", "-q", "main")
    made.site.git("merge", "-q", "--no-ff", "-m", "Birlashtirish", "surish", day="2026-05-21")
    (site.root / PROJECT).rename(site.root / RENAMED)
    made.change(RENAMED, ("priority: high", f"priority: low\neffect: {SECRET}"), ("Matn.", "Boshqa matn."))
    made.commit("2026-06-02", email("xod-003"))
    made.change(RENAMED, (f"effect: {SECRET}", "effect: Arxiv bir kunda topiladi"))
    made.change(INDICATOR, ("target: 80", "target: 15000.5"))
    made.change(PURCHASE, ("total: 207500001.50", "total: 207500001.75"))
    why = "reason: Buyruq sanasi yozilgan, by: xod-005, date: 2026-06-02, document: 31-son"
    made.change(
        DONE, ("done: 2026-03-24", f"done: 2026-03-25\ncorrections:\n  - {{what: done, old: 2026-03-24, new: 2026-03-25, {why}}}")
    )
    made.commit("2026-06-03")
    made.change("records/projects/loy-2026-001.md", ("priority: high", "priority: low"))
    made.commit("2026-06-20")
    assert site.build(NIZOM_REPO_URL=FORGE, NIZOM_EDIT_URI="-/edit/main/docs/") == 0, site.log
    return made


@pytest.fixture(scope="module")
def public(past: Past) -> Site:
    """The same repository, built for the public."""
    site = past.site
    site.out, kept = site.root.parent / "public", site.out
    assert site.build(NIZOM_AUDIENCE="public", NIZOM_REPO_URL=FORGE) == 0, site.log
    built = Site.__new__(Site)
    built.root, built.out, built.log = site.root, site.out, site.log
    site.out = kept
    return built


def next_step(page: str) -> str:
    """Return the line that says who is next."""
    found = re.search(r'<p class="turn.*?</p>', section(page, "approvals"), re.DOTALL)
    return words(found[0]) if found else ""


def test_approval_steps_show_their_state_proof_and_problem(past: Past) -> None:
    assert items(section(past.site.page("projects/loy-2026-002"), "approvals")) == snapshot(
        [
            "viza Texnik qismi eskirgan Aziz Rahimov (bo‘lim boshlig‘i) 2026-yil 6-may · muallifi aniq 2026-yil 6-maydagi “viza” bosqichidan keyin o‘zgargan: Ustuvorlik, Samaradorlik, matn",
            "tasdiqlangan eskirgan Kamola Yusupova (raqamlashtirish bo‘yicha o‘rinbosar) 2026-yil 8-may · 9-son · imzolangan 2026-yil 8-maydagi “tasdiqlangan” bosqichidan keyin o‘zgargan: Ustuvorlik, Samaradorlik, matn",
        ]
    )


def test_the_page_says_who_is_next_and_when_at_the_earliest(past: Past) -> None:
    assert [
        next_step(past.site.page(page)) for page in ("projects/loy-2026-002", "roadmaps/yol-2026-001", "projects/loy-2026-001")
    ] == snapshot(
        [
            "Qaror kimda kutilmoqda: bo‘lim boshlig‘i yoki bosh mutaxassis — Aziz Rahimov , Dilnoza Karimova . "
            "Bosqich: viza . Eng erta: 2026-yil 15-iyun",
            "Qaror kimda kutilmoqda: vazirlik — Raqamli texnologiyalar vazirligi . Bosqich: ko‘rib chiqilgan . Eng erta: 2026-yil 15-iyun",
            "Tasdiqlash uchun yetishmayotgan bosqich yo‘q",
        ]
    )


def test_a_step_to_come_shows_who_takes_it_for_which_status_and_when(past: Past) -> None:
    first, second, *ahead = items(section(past.site.page("roadmaps/yol-2026-001"), "approvals"))
    assert first == snapshot(
        "ishlab chiqilgan Raqamlashtirish bo‘limi (bo‘lim) 2025-yil 10-noyabr · "
        "rasmiylashtirilgan, nazorat yig‘indisi yo‘q · ma’lum qilingan"
    )
    assert second == snapshot(
        "taqdim etilgan Raqamlashtirish bo‘limi (bo‘lim) Raqamli texnologiyalar vazirligi 2025-yil 17-noyabr · 01-15/310 · "
        "rasmiylashtirilgan, nazorat yig‘indisi yo‘q · ma’lum qilingan"
    )
    assert ahead == snapshot(
        [
            "ko‘rib chiqilgan rasmiylashtirilmagan Qaror qabul qiladi: vazirlik — Raqamli texnologiyalar vazirligi · "
            "shu holat uchun kerak: ko‘rib chiqilgan · Eng erta: 15.06.2026",
            "kelishilgan rasmiylashtirilmagan Qaror qabul qiladi: vazirlik — Raqamli texnologiyalar vazirligi · "
            "shu holat uchun kerak: kelishilgan · Eng erta: 15.06.2026",
            "tasdiqlangan rasmiylashtirilmagan Qaror qabul qiladi: bosh direktor — Botir Salimov · "
            "shu holat uchun kerak: tasdiqlangan · Eng erta: 15.06.2026",
        ]
    )


def test_a_body_outside_has_what_it_was_sent_and_what_it_answered(past: Past) -> None:
    page = past.site.page("units/tsh-003")

    def rows(anchor: str) -> list[str]:
        return [words(row) for row in re.findall(r"<tr>.*?</tr>", section(page, anchor), re.DOTALL)[1:]]

    assert rows("to-send") == []
    assert rows("moves") == [
        "Raqamlashtirish bo‘yicha 2026-yil yo‘l xaritasi Yo‘l xaritasi yoki dastur 17.11.2025 01-15/310 210 kun"
    ]
    assert rows("answered") == [
        "Ma’lumotlarni zaxiralash yagona standarti (namuna) Standart 09.02.2026 02-15/77 16.03.2026 kelishilgan · 33-8/1204 35",
        "Elektron ariza shaklini soddalashtirish Taklif 12.01.2026 04.02.2026 qabul qilingan · 03-8/301 23",
        "2026-yilgi loyihalar ro‘yxati Loyihalar ro‘yxati 08.12.2025 01-15/342 26.12.2025 kelishilgan · 03-8/2304 18",
        "Raqamli transformatsiyaning 2026–2027-yillarga mo‘ljallangan idoraviy dasturi Yo‘l xaritasi yoki dastur "
        "20.10.2025 01-15/287 01.12.2025 kelishilgan · 03-8/2098 42",
    ]
    assert "1 ta javob kutilmoqda , eng eskisi 210 kundan beri." in words(page)


def test_a_moved_due_date_is_shown_with_its_reason_and_permission(past: Past) -> None:
    page = past.site.page("projects/loy-2026-002")
    assert items(section(page, "moved")) == snapshot(
        [
            "Yozuvning o‘z muddati 25.12.2026 26.02.2027 63 kunga uzaytirilgan Server kech keldi ruxsat bergan: Kamola Yusupova · 2026-yil 19-may",
            "Katalogni sinovdan o‘tkazish 30.10.2026 18.12.2026 49 kunga uzaytirilgan Sinov dasturi kechikdi ruxsat bergan: Kamola Yusupova · 2026-yil 19-may",
        ]
    )
    card = re.search(r"<header class=.card.*?</header>", page, re.DOTALL)
    assert card
    assert re.findall(r"Muddat .*?25\.12\.2026", words(card[0])) == snapshot(
        ["Muddat 26.02.2027 256 kun qoldi uzaytirilgan, dastlabki muddat: 25.12.2026"]
    )


def test_a_correction_is_shown_with_what_was_there_why_and_by_whom(past: Past) -> None:
    assert words(section(past.site.page("assignments/top-2026-002"), "corrections")) == snapshot(
        "Tuzatishlar 1 done Oldingi qiymati: 2026-03-24 Yangi qiymati: 2026-03-25 Sabab: Buyruq sanasi yozilgan Kim tomonidan: Kamola Yusupova Sana: 02.06.2026 Hujjat raqami: 31-son"
    )


def test_the_history_follows_renames_and_names_changed_facts(past: Past) -> None:
    history = items(section(past.site.page("projects/loy-2026-002"), "history"))
    assert [re.sub(r" [0-9a-f]{8}$", "", change) for change in history] == snapshot(
        [
            "03.06.2026 O‘zgartirildi Samaradorlik",
            "02.06.2026 Fayl nomi o‘zgartirildi — Javohir Toshmatov Ustuvorlik: yuqori → past Samaradorlik Matn",
            "21.05.2026 O‘zgartirildi — Dilnoza Karimova Holat: qoralama → rejalashtirilgan Mas’ul: Javohir Toshmatov → Dilnoza Karimova Muddat: 25.12.2026 → 26.02.2027 Bosqichlar, “Katalogni sinovdan o‘tkazish”. Muddat: 30.10.2026 → 18.12.2026 Bosqichlar, “Katalogni sinovdan o‘tkazish”. Muddat uzaytirilishlari: qo‘shildi — 19.05.2026 Muddat uzaytirilishlari: qo‘shildi — 19.05.2026",
            "08.05.2026 O‘zgartirildi — Kamola Yusupova Tasdiqlash bosqichlari: qo‘shildi — tasdiqlangan",
            "06.05.2026 O‘zgartirildi — Aziz Rahimov Tasdiqlash bosqichlari: qo‘shildi — viza",
            "04.05.2026 Yozuv ochildi — Javohir Toshmatov",
        ]
    )


def test_decimals_are_formatted_alike_on_page_list_and_history(past: Past) -> None:
    page, listed = past.site.page("kpis/kpi-2026-001"), past.site.page("kpis")
    history = items(section(page, "history"))
    assert "Maqsadli qiymat 15 000,5" in words(page)
    assert re.search(
        r'<td data-label="Maqsadli qiymat" data-order="15000.5">\s*<span class="num">15\u202f000,5</span></td>', listed
    )
    assert '<th scope="col" data-number>Maqsadli qiymat</th>' in listed
    assert re.sub(" [0-9a-f]{8}$", "", history[0]) == snapshot("03.06.2026 O‘zgartirildi Maqsadli qiymat: 80 → 15 000,5")


def test_the_history_shows_sums_with_tiyin(past: Past) -> None:
    history = items(section(past.site.page("procurements/xar-2025-001"), "history"))
    assert re.sub(" [0-9a-f]{8}$", "", history[0]) == snapshot("03.06.2026 O‘zgartirildi Jami: 207 500 001,50 → 207 500 001,75")


def test_a_change_whose_clock_is_ahead_of_the_build_is_shown_on_its_day(past: Past) -> None:
    history = items(section(past.site.page("projects/loy-2026-001"), "history"))
    assert [re.sub(r" [0-9a-f]{8}$", "", change) for change in history] == snapshot(
        [
            "15.06.2026 O‘zgartirildi Commit soati 2026-yil 20-iyun kunini ko‘rsatadi, u hisobga olinmagan: o‘zgarish tarixdagi tartibi bo‘yicha joylashtirilgan Ustuvorlik: yuqori → past",
            "08.04.2026 Yozuv ochildi",
        ]
    )


def test_a_change_links_to_its_commit_on_the_forge(past: Past) -> None:
    latest = past.site.git("log", "-1", "--format=%H", "--", RENAMED)
    links = re.findall(r'href="([^"]*commit/[^"]*)"', past.site.page("projects/loy-2026-002"))
    assert (len(links), links[0]) == (6, f"{FORGE}/-/commit/{latest}")


def test_authors_and_messages_of_commits_are_in_no_built_file(past: Past, public: Site) -> None:
    for hidden in (AUTHOR_NAME, AUTHOR, "Maxfiy izoh", SECRET, "agency.example"):
        assert (past.site.files_with(hidden), public.files_with(hidden)) == ([], [])


def test_the_public_history_names_nobody(public: Site) -> None:
    page = public.page("projects/loy-2026-002")
    assert items(section(page, "history")) == snapshot(
        [
            "03.06.2026 O‘zgartirildi Samaradorlik",
            "02.06.2026 Fayl nomi o‘zgartirildi Ustuvorlik: yuqori → past Samaradorlik Matn",
            "21.05.2026 O‘zgartirildi Holat: qoralama → rejalashtirilgan Mas’ul: Javohir Toshmatov → Dilnoza Karimova Muddat: 25.12.2026 → 26.02.2027 Bosqichlar, “Katalogni sinovdan o‘tkazish”. Muddat: 30.10.2026 → 18.12.2026 Bosqichlar, “Katalogni sinovdan o‘tkazish”. Muddat uzaytirilishlari: qo‘shildi — 19.05.2026 Muddat uzaytirilishlari: qo‘shildi — 19.05.2026",
            "08.05.2026 O‘zgartirildi Tasdiqlash bosqichlari: qo‘shildi — tasdiqlangan",
            "06.05.2026 O‘zgartirildi Tasdiqlash bosqichlari: qo‘shildi — viza",
            "04.05.2026 Yozuv ochildi",
        ]
    )
    assert "/commit/" not in page


def test_the_public_sees_steps_and_the_role_of_the_next_one(public: Site) -> None:
    page = public.page("projects/loy-2026-002")
    assert items(section(page, "approvals")) == snapshot(
        [
            "viza Texnik qismi eskirgan Aziz Rahimov (bo‘lim boshlig‘i) 2026-yil 6-may · muallifi aniq",
            "tasdiqlangan eskirgan Kamola Yusupova (raqamlashtirish bo‘yicha o‘rinbosar) 2026-yil 8-may · 9-son · imzolangan",
        ]
    )
    assert [next_step(public.page(page)) for page in ("projects/loy-2026-002", "roadmaps/yol-2026-001")] == snapshot(
        [
            "Qaror kimda kutilmoqda: bo‘lim boshlig‘i yoki bosh mutaxassis . Bosqich: viza . Eng erta: 2026-yil 15-iyun",
            "Qaror kimda kutilmoqda: vazirlik . Bosqich: ko‘rib chiqilgan . Eng erta: 2026-yil 15-iyun",
        ]
    )


def test_without_history_steps_are_shown_as_declared(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.write("records/projects/loy-2026-003.md", "---\nid: loy-2026-003\nmaxfiy: sir\ntitle: [Buzuq\n---\n")
    assert site.build() == 0, site.log
    page = site.page("projects/loy-2026-001")
    assert items(section(page, "approvals")) == snapshot(
        [
            "viza Texnik qismi Aziz Rahimov (bo‘lim boshlig‘i) 2026-yil 26-yanvar · "
            "rasmiylashtirilgan, nazorat yig‘indisi yo‘q · ma’lum qilingan",
            "tasdiqlangan Kamola Yusupova (raqamlashtirish bo‘yicha o‘rinbosar) 2026-yil 28-yanvar · 14-son · "
            "rasmiylashtirilgan, nazorat yig‘indisi yo‘q · ma’lum qilingan",
        ]
    )
    assert 'id="__history"' not in page
    source = section(site.page("projects/loy-2026-003"), "source")
    assert re.findall(r'<span class="wrong"><i>(\d+)</i>(.*)', source) == [("4", "title: [Buzuq")]
    assert "maxfiy: (yashirilgan)" in words(source)


def test_a_next_edition_stands_below_the_one_in_force(tmp_path: Path) -> None:
    site = Site(tmp_path)
    plan = site.root / "records/roadmaps/yol-2026-001.md"
    described = plan.read_text("utf-8").replace(
        "measures:", "next_edition:\n  title: Yo‘l xaritasining yangi tahriri\nmeasures:", 1
    )
    site.write("records/roadmaps/yol-2026-001.md", described)
    assert site.build() == 0, site.log

    reported = section(site.page("roadmaps/yol-2026-001"), "approvals")
    in_force, following = reported.split("Keyingi tahrir tasdiqlanish jarayonida; u tasdiqlanguncha yuqoridagi tahrir amalda")

    assert "Qaror kimda kutilmoqda" in words(in_force)
    assert [re.split(r" rasmiylashtirilgan| (?=[A-Z])", item)[0] for item in items(in_force)] == snapshot(
        ["ishlab chiqilgan", "taqdim etilgan", "ko‘rib chiqilgan", "kelishilgan", "tasdiqlangan"]
    )
    assert items(following) == snapshot(
        [
            "ishlab chiqilgan rasmiylashtirilmagan Raqamlashtirish bo‘limi · Eng erta: 15.06.2026",
            "taqdim etilgan rasmiylashtirilmagan Raqamlashtirish bo‘limi · Eng erta: 15.06.2026",
            "ko‘rib chiqilgan rasmiylashtirilmagan Qaror qabul qiladi: vazirlik — Raqamli texnologiyalar vazirligi · Eng erta: 15.06.2026",
            "kelishilgan rasmiylashtirilmagan Qaror qabul qiladi: vazirlik — Raqamli texnologiyalar vazirligi · Eng erta: 15.06.2026",
            "tasdiqlangan rasmiylashtirilmagan Qaror qabul qiladi: bosh direktor — Botir Salimov · Eng erta: 15.06.2026",
        ]
    )
