"""Debian's Neovim with the settings of the guide, without a screen."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.paths import ROOT
from tests.support.processes import environment
from tests.support.scratch import Scratch

NEOVIM = shutil.which("nvim")
pytestmark = pytest.mark.skipif(NEOVIM is None and "CI" not in os.environ, reason="Neovim is not installed")


def test_the_settings_of_the_guide_show_findings_and_proposals_in_neovim(base: Scratch, tmp_path: Path) -> None:
    guide = (ROOT / "docs/guide/editor.md").read_text("utf-8")
    (settings,) = re.findall(r"^```lua\n(.*?)^```", guide, re.MULTILINE | re.DOTALL)
    base.write(".settings/init.lua", settings)
    base.write(".venv/bin/nizom", f'#!/bin/sh\nexec "{sys.executable}" -m validators "$@" --as-of 2026-06-15\n').chmod(0o755)
    file = str(base.root / "records/projects/loy-2026-001.md")

    assert NEOVIM
    done = subprocess.run(
        [NEOVIM, "--headless", "-n", "-u", ".settings/init.lua", "-S", str(Path(__file__).with_name("neovim.lua"))],
        cwd=base.root, env=environment(NIZOM_FILE=file, XDG_STATE_HOME=str(tmp_path)), capture_output=True, check=False, timeout=120,
    )  # fmt: skip

    assert done.stderr.decode().splitlines() == [
        "wrong 5:7 R01",
        "proposed tsh-001 Texnik jihatdan tartibga solish agentligi (namuna)",
        "right",
        'meaning "tsh-002  Raqamlashtirish bo‘limi\\nTashkilot, faoliyat yuritmoqda"',
        "place records/organizations/tsh-002.md",
    ]
