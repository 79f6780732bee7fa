"""The writing page in Firefox, with Python and the checks in it: a record is opened, changed and judged, and a file is made."""

import os
from pathlib import Path

import pytest

from tests.support.browser import Serve
from tests.support.marionette import running
from tests.support.site import Site

pytestmark = pytest.mark.skipif("NIZOM_NIGHTLY" not in os.environ, reason="it takes long: `make nightly` runs it")

CHECKED = "document.querySelector('.y-result progress')?.hidden && !document.querySelector('[data-busy]')"
VERDICT = "return document.querySelector('#yozish-verdict').textContent"
SAVE = """
[...document.querySelectorAll(".y-result button")].find((one) => one.textContent === "Faylni yuklab olish").click();
"""


def test_a_record_is_changed_judged_and_saved(with_python: Site, serve: Serve, tmp_path: Path) -> None:
    before = (with_python.root / "records/projects/loy-2026-001.md").read_text("utf-8")
    with running(tmp_path) as firefox:
        firefox.open(f"{serve(with_python.out)}yozish/?yozuv=loy-2026-001")
        firefox.wait_for(CHECKED)
        assert firefox.run(VERDICT) == "Qabul qilishga to‘siq yo‘q"

        firefox.type("[data-key=due] input", "01.03.2027")
        firefox.wait_for(CHECKED)
        assert firefox.run(VERDICT) == "Qabul qilishga to‘sqinlik qiladigan kamchiliklar: 1 ta"

        firefox.run(SAVE)
        saved = firefox.downloaded("loy-2026-001.md")
        assert saved == before.replace("\ndue: 2026-12-25\n", "\ndue: 2027-03-01\n")
