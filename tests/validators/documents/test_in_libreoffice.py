"""Our documents in LibreOffice, as somebody opens them who has no Word (`make nightly`)."""

import os
import re
import shutil
import subprocess

import pytest

from tests.support.scratch import Scratch

DOCUMENTS = (
    ("passport", "loy-2026-001"), ("approval-sheet", "ryx-2026-001"), ("digest", "his-2026-001"), ("ministry-list", "ryx-2026-001"),
    ("overdue-list",),
)  # fmt: skip


@pytest.mark.skipif("NIZOM_NIGHTLY" not in os.environ, reason="it takes long: `make nightly` runs it")
def test_every_document_becomes_pages(base: Scratch) -> None:
    for arguments in DOCUMENTS:
        assert base.nizom("document", *arguments, "--as-of", "2027-03-01", "--out", f"{arguments[0]}.docx").code == 0
    names = [arguments[0] for arguments in DOCUMENTS]
    home = f"-env:UserInstallation={(base.root / 'office').as_uri()}"
    subprocess.run(
        [shutil.which("soffice") or "", home, "--headless", "--convert-to", "pdf", *(f"{name}.docx" for name in names)],
        cwd=base.root, check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    pages = {name: len(re.findall(rb"/Type\s*/Page\b", (base.root / f"{name}.pdf").read_bytes())) for name in names}
    assert {name: count for name, count in pages.items() if name != "overdue-list"} == dict.fromkeys(names[:-1], 1)
    assert pages["overdue-list"] > 1
