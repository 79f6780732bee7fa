"""What the writing page does for who writes: it waits before it calls a fault, counts, names what is missing, and says what to do next."""

from playwright.sync_api import Locator, Route, expect

from tests.support.approvals import PLANNED
from tests.support.writing import Form


def messages(form: Form, key: str) -> Locator:
    """Return what is said under a field and can be seen."""
    field: Locator = form.field(key)
    return field.locator("> .y-told > .y-wrong:visible")


def test_an_empty_field_of_a_new_record_is_a_fault_only_once_somebody_has_left_it(form: Form) -> None:
    form.open("tur=project")
    shown = form.page.locator(".y-form .y-wrong:visible")
    expect(shown).to_have_count(0)
    expect(form.page.locator("#yozish-verdict")).to_contain_text("Qabul qilishga to‘sqinlik qiladigan kamchiliklar")

    form.field("title").locator("textarea, input").focus()
    expect(messages(form, "title")).to_have_count(0)
    form.page.keyboard.press("Tab")

    expect(messages(form, "title")).to_contain_text(["“Nomi” to‘ldirilmagan"])
    expect(messages(form, "responsible")).to_have_count(0)
    form.text()
    expect(messages(form, "responsible").first).to_be_visible()


def test_what_is_missing_in_a_record_that_is_there_is_shown_at_once(form: Form) -> None:
    form.page.route("**/texts/loy-2026-001.json", without_title)
    form.open("yozuv=loy-2026-001")

    expect(messages(form, "title").first).to_be_visible()


def without_title(route: Route) -> None:
    """Serve the text of a record without its title."""
    said = route.fetch().json()
    title = next(line for line in said["text"].split("\n") if line.startswith("title:"))
    del said["values"]["title"]
    route.fulfill(json={**said, "text": said["text"].replace(f"{title}\n", "")})


def test_a_record_that_is_not_there_yet_is_begun_from_the_field_that_wants_it(form: Form) -> None:
    form.open("tur=assignment")
    box = form.field("basis").get_by_role("combobox").last
    box.fill("123-son qaror")
    box.press("Tab")

    link = form.field("basis").get_by_role("link", name="Yangi yozuv: Hujjat")
    expect(link).to_be_visible()
    assert link.get_attribute("href") == "?tur=act"
    written = form.field("basis").get_by_role("combobox", name="Asos", exact=True)
    written.fill("hjt-001")
    written.press("Tab")
    expect(link).to_be_hidden()


def test_the_figures_of_a_report_are_counted_by_a_button(form: Form) -> None:
    form.open("tur=report")
    count = form.page.get_by_role("button", name="Raqamlarni hisoblash")
    count.click()
    expect(form.field("figures").get_by_role("alert")).to_have_text(
        "Avval hisobot davrini yozing: raqamlar shu davr bo‘yicha hisoblanadi"
    )
    form.write(form.field("period"), {"since": "01.05.2026", "until": "31.05.2026"})
    form.settle()

    count.click()
    form.settle()

    expect(form.field("figures").get_by_role("alert")).to_have_text("")
    assert "  - name: systems-in-use\n    value: 1\n    records:\n      - ree-001\n" in form.text()


def test_steps_taken_open_a_status_that_one_press_sets(form: Form) -> None:
    form.page.route("**/texts/loy-2026-001.json", lambda route: route.fulfill(json={**route.fetch().json(), "text": PLANNED}))
    form.open("yozuv=loy-2026-001&tasdiq")
    onward = form.page.get_by_role("button", name="holatiga o‘tkazish")
    expect(onward).to_have_count(0)
    step = form.page.locator(".y-open-step")
    step.get_by_label("Viza hujjatning qaysi qismiga qo‘yiladi").fill("Butun matn")
    step.get_by_role("button", name="Qarorni yozuvga kiritish").click()
    form.settle()
    step.locator("summary").click()
    expect(step).to_contain_text("“viza” (2026-yil 15-iyun) bosqichidan keyin o‘zgarish kiritilmagan.")
    step.get_by_label("Hujjat raqami").fill("14-son")
    step.get_by_role("button", name="Qarorni yozuvga kiritish").click()
    form.settle()

    onward.click()
    form.settle()

    assert "status: in-progress\n" in form.text()
    expect(form.page.locator("#yozish-changes-h + ul")).not_to_contain_text("sha256:v1:")


def test_a_change_that_breaks_another_record_says_so_when_asked(form: Form) -> None:
    form.open("yozuv=std-001")
    form.field("status").locator("input[value=withdrawn]").check()
    form.settle()

    form.page.get_by_role("button", name="Boshqa yozuvlarga ta’siri").click()

    result = form.page.locator(".y-result [role=status] li")
    expect(result.first).to_have_text(
        "Standartlar elektron katalogini yaratish: std-001 “texnik topshiriq” sanasida, 2026-yil 16-fevral kuni amalda bo‘lmagan"
    )
    assert result.first.get_by_role("link").get_attribute("href") == "?yozuv=loy-2026-001"


def test_after_the_download_the_page_says_what_to_do_with_the_file(form: Form) -> None:
    form.open("yozuv=loy-2026-001")
    form.field("title").locator("textarea, input").fill("Boshqa nom")
    form.settle()
    form.text()

    said = form.page.locator(".y-said")
    expect(said).to_contain_text("loy-2026-001.md fayli yuklab olindi.")
    assert str(said.get_by_role("link").get_attribute("href")).endswith("guide/writing/#saqlash")


def test_the_finding_of_work_given_up_leads_to_the_decision_that_is_missing(form: Form) -> None:
    form.open("yozuv=loy-2026-001")
    form.field("status").locator("input[value=cancelled]").check()
    form.settle()

    assert form.reported()[0].startswith("Holati “bekor qilingan”, kim qaror qabul qilgani esa yozilmagan")
    assert form.go_to_first() == "ended"
