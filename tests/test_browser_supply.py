"""Python for the browser: nothing names a host, everything is held by a digest, and the versions agree with what is installed."""

import json
import re
import zipfile
from collections.abc import Iterator
from importlib.metadata import version

import pytest

from editors.browser.build import FOLDER, HERE, LIBRARIES, NOTICE, STAMP
from hooks.writing import runtime
from tests.support.browser import require_fetched
from tests.support.paths import ROOT

PACKAGES = json.loads((HERE / "package-lock.json").read_text("utf-8"))["packages"]


def test_the_lock_names_no_host_and_holds_every_package_by_its_digest() -> None:
    fetched = {name: package for name, package in PACKAGES.items() if name}

    assert "http" not in (HERE / "package-lock.json").read_text("utf-8")
    assert [name for name, package in fetched.items() if not package["integrity"].startswith("sha512-")] == []
    assert PACKAGES[""]["dependencies"] == json.loads((HERE / "package.json").read_text("utf-8"))["dependencies"]
    assert PACKAGES["node_modules/pyodide"]["version"] == PACKAGES[""]["dependencies"]["pyodide"]


def test_the_site_looks_where_python_is_put() -> None:
    assert ROOT / runtime.FETCHED == FOLDER
    assert runtime.STAMP == STAMP


@pytest.fixture
def fetched() -> None:
    require_fetched()


def versions_in(archive: str) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(FOLDER / archive) as packed:
        for name in packed.namelist():
            if name.endswith(".dist-info/METADATA"):
                reported = dict(re.findall(r"^(Name|Version): (.+)$", packed.read(name).decode(), re.MULTILINE))
                yield reported["Name"].lower().replace("_", "-"), reported["Version"]


@pytest.mark.usefixtures("fetched")
def test_the_browser_has_the_versions_that_are_installed_here() -> None:
    assert dict(versions_in("libraries.zip")) == {name.lower(): version(name) for name in LIBRARIES}
    assert dict(versions_in("pydantic_core.zip")) == {"pydantic-core": version("pydantic-core")}


@pytest.mark.usefixtures("fetched")
def test_pydantics_core_is_made_for_the_python_in_pyodide() -> None:
    python = json.loads((FOLDER / "versions.json").read_text("utf-8"))
    minor = "".join(python["python"].split(".")[:2])

    with zipfile.ZipFile(FOLDER / "pydantic_core.zip") as wheel:
        tags = next(wheel.read(name).decode() for name in wheel.namelist() if name.endswith(".dist-info/WHEEL"))

    assert f"Tag: cp{minor}-cp{minor}-pyemscripten_{python['abi_version']}_wasm32" in tags.splitlines()


@pytest.mark.usefixtures("fetched")
def test_what_is_downloaded_is_small_and_names_its_licences() -> None:
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) + len(runtime.program()) < 9_600_000
    assert "Mozilla Public License 2.0" in (FOLDER / NOTICE).read_text("utf-8")
    with zipfile.ZipFile(FOLDER / "libraries.zip") as packed:
        licences = (name for name in packed.namelist() if re.search(r"\.dist-info/.*LICENSE", name))
        licensed = {name.partition("-")[0].lower() for name in licences}
    assert {name.lower().replace("-", "_") for name in LIBRARIES} - licensed == set()
