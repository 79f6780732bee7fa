"""The writing page with the program's own session behind it, in this process: the same answers as in the browser, without Pyodide."""

from typing import Any

from playwright.sync_api import Locator, Page, Route, expect

from tests.support.scratch import AS_OF
from tests.support.site import Site
from validators.browser.asks import Asks
from validators.browser.publishing import index_of
from validators.kinds import all_kinds
from validators.repository.reading import read_tree
from validators.repository.repository import Repository

PATIENCE = 30_000
"""How many milliseconds the checks may take on a machine that does much else."""
WORKER = """
let last = Promise.resolve();
postMessage({ ready: {} });
onmessage = ({ data }) => {
  last = last.then(async () => {
    const answer = await fetch("/asked", { method: "POST", body: JSON.stringify(data) });
    postMessage(await answer.json());
  }).catch((error) => setTimeout(() => { throw error; }));
};
"""


def index(site: Site) -> str:
    """Return what the site publishes of its records for the checks."""
    files = read_tree(site.root)
    return index_of(Repository.from_files(files, all_kinds()), files)


def answer_natively(page: Page, published: str) -> None:
    """Have a page ask a session of its own, in this process."""
    asks = Asks(published, AS_OF)

    def files(route: Route) -> None:
        names = {**route.fetch().json(), "worker.js": "worker.js"}
        route.fulfill(json=names)

    page.route("**/assets/yozish/files.json", files)
    page.route("**/assets/yozish/worker.js", lambda route: route.fulfill(body=WORKER, content_type="text/javascript"))
    page.route(
        "**/asked",
        lambda route: route.fulfill(body=asks.answer(route.request.post_data or ""), content_type="application/json"),
    )


class Form:
    """The page as a person uses it."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.expected: tuple[str, ...] = ("404",)
        """What the browser may note: a record that holds personal data has no text on the site."""
        self.address = address

    def open(self, query: str) -> None:
        """Open the page, and wait until the checks have joined."""
        self.page.goto(f"{self.address}yozish/?{query}")
        expect(self.page.locator(".y-result, .y-page input[type=file]")).to_be_visible(timeout=PATIENCE)
        expect(self.page.locator(".y-result progress")).to_be_hidden(timeout=PATIENCE)

    def field(self, key: str) -> Any:
        """Return the box of a field of the record itself, opened if it is folded."""
        box = self.page.locator(f".y-form [data-key={key}]:not([data-key] *)")
        if not box.is_visible():
            box.locator("xpath=ancestor::details/summary").first.click()
        return box

    def write(self, box: Locator, value: Any) -> None:
        """Write a value in the box of a field as a person does: parts of a group by their keys, each of a list in its turn."""
        if isinstance(value, dict):
            for key, part in value.items():
                inner = box.locator(f"[data-key={key}]").first
                if not inner.is_visible():
                    inner.locator("xpath=ancestor::details[not(@open)]/summary").last.click()
                self.write(inner, part)
        elif isinstance(value, list):
            for one in value:
                self._add(box, one)
        elif box.get_by_role("combobox").and_(box.locator("input")).count():
            box.get_by_role("combobox").fill(value)
            box.get_by_role("option").first.click()
        elif box.locator("select").count():
            box.locator("select").select_option(value)
        else:
            box.locator("input, textarea").first.fill(value)

    def _add(self, box: Locator, value: Any) -> None:
        """Add one to a list: by searching, or by the button and what it makes."""
        if not box.locator("> .y-add").count():
            self.write(box, value)
            return
        box.locator("> .y-add").click()
        self.write(box.locator("> .y-items > .y-item" if isinstance(value, dict) else "> .y-lines > .y-line").last, value)

    def settle(self) -> None:
        """Wait until the checks know of all that was typed."""
        expect(self.page.locator("[data-busy]")).to_have_count(0, timeout=PATIENCE)

    def text(self) -> str:
        """Save the file, and return what is in it."""
        with self.page.expect_download() as download:
            self.page.get_by_role("button", name="Faylni yuklab olish").click()
        return download.value.path().read_text("utf-8")

    def reported(self) -> list[str]:
        """Return what the panel says is wrong."""
        return self.page.locator(".y-result section").first.locator("li > a").all_inner_texts()

    def go_to_first(self) -> str:
        """Follow the first finding, and return the key of the record’s own field in which it then stands."""
        self.page.locator(".y-result section").first.locator("li > a").first.click()
        outermost = (
            "found => { let key; for (let box = found; box; box = box.parentElement) key = box.dataset?.key ?? key; return key; }"
        )
        return str(self.page.locator(":focus").evaluate(outermost))

    def verdict(self) -> str:
        """Return whether the change can be merged."""
        return self.page.locator("#yozish-verdict").inner_text()
