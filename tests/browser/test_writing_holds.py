"""The writing page under what goes wrong: a worker that falls, a change that is refused, hostile and huge texts."""

import re

import pytest
from playwright.sync_api import Route as Requested
from playwright.sync_api import expect

from tests.support import hostile
from tests.support.approvals import PLANNED
from tests.support.site import Site
from tests.support.writing import PATIENCE, Form
from validators.kinds import all_kinds
from validators.model.fields import fields_of
from validators.source.edits.record_text import RecordText
from validators.source.limits import MAX_BYTES
from validators.source.route import Route

PROJECT = "yozuv=loy-2026-001"
PATH = "records/projects/loy-2026-001.md"
ORDER = tuple(fields_of(all_kinds()["project"].model))
NO_OBSTACLE = "Qabul qilishga to‘siq yo‘q"


def test_what_was_typed_survives_a_worker_that_falls(form: Form, writing_site: Site) -> None:
    form.open(PROJECT)
    form.field("title").locator("input").fill("Birinchi nom")
    form.settle()
    form.page.route("**/asked", lambda route: route.abort(), times=1)
    form.field("summary").locator("textarea").fill("Yangi mazmun")
    form.settle()

    text = (writing_site.root / PATH).read_text("utf-8")
    named = RecordText(text).set(Route("title"), "Birinchi nom")
    expected = RecordText(RecordText(text).edited(named))
    assert form.text() == expected.edited(expected.set(Route("summary"), "Yangi mazmun", ORDER))


def test_a_worker_that_says_nothing_any_more_is_replaced(form: Form) -> None:
    form.page.clock.install()
    form.open(PROJECT)
    form.page.route("**/asked", lambda route: None, times=1)
    form.field("title").locator("input").fill("Javobsiz qolgan nom")
    form.page.clock.run_for(1_000)
    expect(form.page.locator("[data-busy]")).to_have_count(1)
    form.page.clock.run_for(61_000)
    form.page.clock.resume()
    form.settle()

    assert "\ntitle: Javobsiz qolgan nom\n" in form.text()


def test_a_draft_that_was_not_restored_is_not_overwritten(form: Form) -> None:
    for title in ("Birinchi nom", "Ikkinchi nom"):
        form.open("tur=proposal")
        form.field("title").locator("input").fill(title)
        form.settle()
    form.open("tur=proposal")
    expect(form.page.locator(".y-notices .y-notice")).to_have_count(2)
    form.page.get_by_role("button", name="Tiklash").last.click()
    form.settle()

    assert form.field("title").locator("input").input_value() == "Birinchi nom"


def test_workers_that_fall_again_and_again_are_given_up_and_the_form_stays(form: Form) -> None:
    form.open(PROJECT)
    form.page.route("**/asked", lambda route: route.abort())
    form.field("title").locator("input").fill("Saqlanmagan nom")

    verdict = form.page.locator("#yozish-verdict")
    expect(verdict).to_have_text("Tekshiruv bu yerda ishlamaydi", timeout=PATIENCE)
    assert form.field("title").locator("input").input_value() == "Saqlanmagan nom"


def test_a_due_date_that_moves_without_an_extension_is_an_obstacle(form: Form) -> None:
    form.open(PROJECT)
    assert form.verdict() == NO_OBSTACLE
    form.field("due").locator("input").fill("01.03.2027")
    form.settle()

    assert form.verdict() == "Qabul qilishga to‘sqinlik qiladigan kamchiliklar: 1 ta"
    expect(form.field("due").locator(".y-wrong")).to_contain_text("uzaytirish yozuvi esa yo‘q")


def test_the_code_at_a_finding_leads_to_the_page_of_its_check(form: Form) -> None:
    form.open("tur=incident")
    link = form.field("title").locator(".y-wrong small a").first

    assert form.page.request.get(link.evaluate("found => found.href")).status == 200
    assert link.inner_text() == "F21"


def test_a_step_that_is_refused_says_why_next_to_its_button_until_the_next_try(form: Form) -> None:
    form.page.route("**/texts/loy-2026-001.json", lambda route: route.fulfill(json={**route.fetch().json(), "text": PLANNED}))
    form.open(f"{PROJECT}&tasdiq")
    step = form.page.locator(".y-open-step")
    expect(step).to_have_attribute("open", "")
    step.get_by_label("Qaror sanasi").first.fill("01.01.2030")
    step.get_by_role("button", name="Qarorni yozuvga kiritish").click()
    alert = step.get_by_role("alert")
    expect(alert).to_contain_text("hali kelmagan")
    expect(form.page.locator(".y-notices .y-wrong")).to_have_count(0)


def test_a_thrown_away_draft_can_be_brought_back(form: Form) -> None:
    form.open(PROJECT)
    form.field("title").locator("input").fill("Uzoq yozilgan nom")
    form.settle()
    form.page.locator(".y-side").get_by_role("button", name="O‘chirish").click()
    form.settle()
    assert form.field("title").locator("input").input_value() != "Uzoq yozilgan nom"

    form.page.locator(".y-side").get_by_role("button", name="Tiklash").click()
    form.settle()
    assert "title: Uzoq yozilgan nom" in form.text()


def test_a_text_of_a_megabyte_can_be_edited_and_saved(form: Form, writing_site: Site) -> None:
    path = writing_site.root / PATH
    head = path.read_text("utf-8").split("---\n", 2)[1]
    body = ("Uzun matnning bir qatori.\n" * 45_000)[: MAX_BYTES - len(head.encode()) - 3_000]
    text = f"---\n{head}---\n{body}\n"

    def huge(route: Requested) -> None:
        route.fulfill(json={**route.fetch().json(), "text": text, "body": f"{body}\n"})

    form.page.route("**/texts/loy-2026-001.json", huge)
    form.open(PROJECT)
    form.field("title").locator("input").fill("Katta yozuv")
    form.settle()

    expected = RecordText(text)
    assert form.text() == expected.edited(expected.set(Route("title"), "Katta yozuv"))


def test_signs_that_come_along_from_other_programs_become_spaces(form: Form) -> None:
    form.open(PROJECT)
    form.field("title").locator("input").fill("Birinchi\u2028ikkinchi\x07uchinchi")
    form.settle()

    assert "\ntitle: Birinchi ikkinchi uchinchi\n" in form.text()


def test_half_a_sign_in_the_text_is_written_as_an_unknown_one(form: Form) -> None:
    form.open(PROJECT)
    form.page.locator(".y-body").evaluate(
        "area => { area.value = 'Yarim \\ud83d belgi'; area.dispatchEvent(new Event('input')); }"
    )
    form.settle()

    assert form.text().endswith("---\nYarim \ufffd belgi")


def test_while_another_worker_starts_no_old_verdict_stands(form: Form) -> None:
    form.open(PROJECT)
    assert form.verdict() == NO_OBSTACLE
    form.page.route("**/asked", lambda route: None)
    form.page.route("**/asked", lambda route: route.abort(), times=1)
    form.field("title").locator("input").fill("Yangi nom")

    expect(form.page.locator("#yozish-verdict")).to_have_text("Tekshiruv tayyorlanmoqda")
    expect(form.page.locator(".y-dock b")).to_have_text("Tekshiruv tayyorlanmoqda")
    form.page.get_by_role("button", name="Faylni yuklab olish").click()
    expect(form.page.locator(".y-said")).to_have_text("Bir lahza… ")


def test_a_saved_new_record_keeps_its_id_and_its_draft_is_named_as_saved(form: Form) -> None:
    form.open("tur=proposal")
    form.field("title").locator("input").fill("Birinchi taklif")
    form.settle()
    first = RecordText(form.text()).values["id"]
    form.open("tur=proposal")

    expect(form.page.locator(".y-notices .y-notice")).to_contain_text("Siz saqlab bo‘lgan qoralama")
    form.field("title").locator("input").fill("Ikkinchi taklif")
    form.settle()
    assert (first, RecordText(form.text()).values["id"]) == ("tak-2026-002", "tak-2026-003")


def test_a_record_that_is_not_published_has_its_title_and_a_link_to_its_file(form: Form) -> None:
    form.open("yozuv=xod-003")

    expect(form.page.locator("h1")).to_have_text("Javohir Toshmatov")
    expect(form.page.get_by_role("link", name="Repozitoriydagi fayl")).to_have_attribute(
        "href", "https://git.agency.example/raqamlashtirish/nizom/edit/main/records/employees/xod-003.md"
    )


def test_what_cannot_be_written_is_not_saved_in_silence(form: Form) -> None:
    form.open(PROJECT)
    form.field("title").locator("input").fill("Yozilgan nom")
    form.page.locator(".y-body").fill("so‘z " * 250_000)
    form.settle()
    form.page.get_by_role("button", name="Faylni yuklab olish").click()

    expect(form.page.locator(".y-refused")).to_have_text("Fayl juda katta bo‘lib ketadi: ko‘pi bilan 1 MB")
    expect(form.page.locator(".y-said")).to_contain_text("avval uni tuzating")
    form.page.locator(".y-body").fill("Qisqa matn")
    form.settle()
    expect(form.page.locator(".y-refused")).to_have_count(0)
    saved = form.text()
    assert "\ntitle: Yozilgan nom\n" in saved
    assert saved.endswith("---\nQisqa matn")


def test_of_changes_sent_together_only_the_one_that_cannot_be_written_is_refused(form: Form) -> None:
    form.open(PROJECT)
    form.field("title").locator("input").wait_for()
    form.page.evaluate("""() => {
      for (const [where, words] of [["[data-key=title] input", "Yozilgan nom"], [".y-body", "so‘z ".repeat(250000)]]) {
        const box = document.querySelector(`.y-form ${where}`);
        box.value = words;
        box.dispatchEvent(new Event("input", { bubbles: true }));
      }
    }""")
    form.settle()

    expect(form.page.locator(".y-refused")).to_have_text("Fayl juda katta bo‘lib ketadi: ko‘pi bilan 1 MB")
    expect(form.page.locator(".y-result")).to_contain_text("Yozilgan nom")


def test_an_item_whose_only_value_is_emptied_stays_until_it_is_taken_out(form: Form) -> None:
    form.open(PROJECT)
    milestones = form.field("milestones")
    count = milestones.locator("details.y-item").count()
    milestones.get_by_role("button", name="Qo‘shish: Bosqichlar").click()
    title = milestones.locator("details.y-item").last.locator("[data-key=title] input")
    for words in ("Sinov", ""):
        title.fill(words)
        form.settle()

    assert len(RecordText(form.text()).values["milestones"]) == count + 1


def test_an_id_given_out_stays_given_when_another_kind_is_written_after_it(form: Form) -> None:
    saved: list[object] = []
    for kind in ("proposal", "measure", "proposal"):
        form.open(f"tur={kind}")
        form.field("title").locator("input").fill(f"Yangi yozuv {len(saved)}")
        form.settle()
        saved.append(RecordText(form.text()).values["id"])

    assert saved == ["tak-2026-002", "cht-2026-002", "tak-2026-003"]


def test_a_draft_thrown_away_in_another_tab_is_no_writing_there(form: Form) -> None:
    form.open(PROJECT)
    other = form.page.context.new_page()
    other.goto(f"{form.address}404.html")
    kept = "nizom-yozish:records/projects/loy-2026-001.md:boshqa"
    notices = form.page.locator(".y-notices")

    other.evaluate("key => { localStorage.setItem(key, '{}'); }", kept)
    expect(notices).to_contain_text("boshqa oynada ham tahrirlanmoqda")
    form.page.evaluate("""() => {
      document.querySelector(".y-notices").replaceChildren();
      addEventListener("storage", ({ key }) => document.body.toggleAttribute("data-heard", key === "boshqa"));
    }""")
    other.evaluate("key => { localStorage.removeItem(key); localStorage.setItem('boshqa', '1'); }", kept)
    expect(form.page.locator("body[data-heard]")).to_have_count(1)

    expect(notices).not_to_contain_text("boshqa oynada ham tahrirlanmoqda")


HOSTILE = (
    hostile.TITLE, "{{ 7*7 }}{% include 'x' %}", "a: b # c", "'\"><svg onload=alert(1)>", "- [x] *b* `c` | d", "\u202eabc\u202c",
    "&lt;b&gt;", "null", "0x1F", "…" * 300,
)  # fmt: skip


@pytest.mark.parametrize("title", HOSTILE)
def test_every_hostile_title_is_kept_and_shown_as_it_is_written(form: Form, title: str) -> None:
    form.open(PROJECT)
    form.field("title").locator("input, textarea").fill(title)
    form.settle()

    assert RecordText(form.text()).values["title"] == title
    expect(form.page.locator("h1")).to_have_text(re.sub(r"\s+", " ", title))


@pytest.mark.parametrize("part", [one for one in hostile.BODY.split("\n\n") if one.strip()])
def test_every_hostile_text_is_shown_in_a_frame_where_nothing_runs(form: Form, part: str) -> None:
    form.expected += (
        "Blocked script execution in 'about:srcdoc'",
        "The document is sandboxed",
        "violates the following Content Security Policy directive",
    )
    form.open(PROJECT)
    form.page.locator(".y-body").fill(part)
    form.page.get_by_role("button", name="Saytdagi ko‘rinishi").click()
    frame = form.page.locator(".y-frame")
    expect(frame).to_have_attribute("sandbox", "")
    expect(form.page.frame_locator(".y-frame").locator("body")).to_have_css("margin-top", "9.6px")
    form.settle()

    assert form.text().rstrip("\n").endswith(part.rstrip("\n"))
    assert form.page.locator("article :is(object, embed, base, meta, svg)").count() == 0
