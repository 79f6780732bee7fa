"""The records behind the site of the browser tests: the base's, a long list, a broken record, a hostile one, and a history."""

from tests.support import hostile
from tests.support.paths import BASE
from tests.support.site import Site

MANY = 320
"""Units added to the base's: more than a list keeps in its page."""
UNITS = MANY + len(list((BASE / "records/organizations").glob("*.md")))

BROKEN, HOSTILE = "projects/loy-2026-009", "projects/loy-2026-008"


def write_records(site: Site) -> None:
    """Write the records and commit them, the base's on one day and the rest a week later."""
    site.commit("Boshi", "2026-06-01")
    _write_many_units(site)
    site.project("loy-2026-008", f"title: '{hostile.TITLE}'\nsummary: '\"><svg onload=alert(14)>'\n", hostile.BODY)
    site.write("records/projects/loy-2026-009.md", "---\nid: loy-2026-009\ntitle: Yopilmagan <script>alert(15)</script>\n")
    _write_projects_with_money(site)
    site.commit("Yangi yozuvlar", "2026-06-10")


def _write_projects_with_money(site: Site) -> None:
    for id_, status, planned in (("loy-2026-010", "draft", "10000000.25"), ("loy-2026-011", "planned", "990000.5")):
        site.project(id_, f"status: {status}\nbudget:\n  planned: {planned}\n")


def _write_many_units(site: Site) -> None:
    model = (BASE / "records/organizations/tsh-006.md").read_text("utf-8")
    for number in range(100, 100 + MANY):
        lines = model.replace("id: tsh-006", f"id: tsh-{number}").splitlines(keepends=True)
        title = f"O‘quv bo‘linmasi {number}" if number != 101 else f"'{hostile.TITLE}'"
        unit = "".join(f"title: {title}\n" if line.startswith("title:") else line for line in lines)
        site.write(f"records/organizations/tsh-{number}.md", unit)
