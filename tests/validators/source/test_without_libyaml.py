"""Where PyYAML was built without libyaml everything works as with it, only slower."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.broken_files import BROKEN
from tests.support.processes import NIZOM, environment, run
from tests.support.scratch import AS_OF, Scratch

OTHERWISE = {"an escape that makes no character": "F06"}
"""What PyYAML's own parser reads otherwise, with the code under which it is reported."""
CHECK = (*NIZOM, "check", "--format", "json", "--lang", "en", "--as-of", AS_OF)


@pytest.fixture
def without_libyaml(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which libyaml cannot be imported."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "sitecustomize.py").write_text('import sys\n\nsys.modules["yaml._yaml"] = None\n')
    usual = environment()
    return {**usual, "PYTHONPATH": f"{folder}:{usual['PYTHONPATH']}"}


def findings(tree: Scratch, env: dict[str, str] | None) -> list[dict[str, Any]]:
    """Return the findings of a check, in an environment of its own."""
    found: list[dict[str, Any]] = json.loads(run(CHECK, tree.root, env).out)["findings"]
    return found


def test_libyaml_is_really_gone(without_libyaml: dict[str, str], tmp_path: Path) -> None:
    asked = (
        "import yaml; from validators.source.libyaml_errors import LOADER; print(yaml.__with_libyaml__, LOADER is yaml.Loader)"
    )

    assert run((sys.executable, "-c", asked), tmp_path, without_libyaml).out == "False True\n"


def test_every_broken_file_has_the_same_findings(base: Scratch, without_libyaml: dict[str, str]) -> None:
    for number, name in enumerate(BROKEN):
        if name not in OTHERWISE:
            base.write(
                f"records/organizations/tsh-{number + 100}.md", BROKEN[name][0].replace(b"tsh-009", b"tsh-%d" % (number + 100))
            )

    usual = findings(base, None)

    assert len({finding["path"] for finding in usual}) == len(BROKEN) - len(OTHERWISE)
    assert findings(base, without_libyaml) == usual


@pytest.mark.parametrize("name", OTHERWISE)
def test_what_is_read_otherwise_is_refused_too(base: Scratch, name: str, without_libyaml: dict[str, str]) -> None:
    path = base.write("records/organizations/tsh-009.md", BROKEN[name][0]).relative_to(base.root).as_posix()

    assert [finding["code"] for finding in findings(base, without_libyaml) if finding["path"] == path] == [OTHERWISE[name]]
