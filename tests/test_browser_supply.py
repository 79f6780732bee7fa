"""Python for the browser: nothing names a host, everything is held by a digest, and the versions agree with what is installed."""

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

import pytest

from editors.browser.build import FOLDER, HERE, LIBRARIES, NOTICE, STAMP
from hooks.writing import runtime
from tests.support.browser import require_fetched
from tests.support.paths import ROOT
from validators.regulation.own_data import own_data

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
def test_the_checks_are_compiled_by_the_python_that_imports_them() -> None:
    magics = set()
    for archive in ("stdlib.zip", "libraries.zip", runtime.COMPILED):
        with zipfile.ZipFile(FOLDER / archive) as packed:
            magics |= {packed.read(name)[:4] for name in packed.namelist() if name.endswith(".pyc")}

    assert len(magics) == 1
    assert set(runtime.modules()) - set(runtime.uncompiled(FOLDER))


def test_a_module_goes_compiled_only_if_it_was_compiled_as_it_is_now(tmp_path: Path) -> None:
    asks, standing = "validators/browser/asks.py", "validators/browser/standing.py"
    digest = hashlib.sha256(runtime.modules()[asks]).digest()[:8]
    with zipfile.ZipFile(tmp_path / runtime.COMPILED, "w") as packed:
        packed.writestr(f"{asks}c", b"magicflag"[:8] + digest + b"code")
        packed.writestr(f"{standing}c", b"magicflag"[:8] + b"of-older" + b"code")
        packed.writestr("validators/browser/gone.pyc", b"magicflag"[:8] + digest)

    with zipfile.ZipFile(BytesIO(runtime.program(tmp_path))) as packed:
        sent = set(packed.namelist())

    assert {name.removesuffix("c") for name in sent if ".py" in name} == set(runtime.modules())
    assert [name for name in sent if name.endswith(".pyc")] == [f"{asks}c"]
    assert standing in sent
    assert asks not in runtime.uncompiled(tmp_path)
    assert standing in runtime.uncompiled(tmp_path)


def test_the_browser_is_given_as_json_what_the_checks_read_as_yaml(tmp_path: Path) -> None:
    with zipfile.ZipFile(BytesIO(runtime.program(tmp_path))) as packed:
        names = [name for name in packed.namelist() if name.startswith("validators/regulation/") and ".py" not in name]
        assert {Path(name).stem: json.loads(packed.read(name)) for name in names} == {
            file.stem: own_data(file.stem) for file in (ROOT / "validators/regulation").glob("*.yaml")
        }


@pytest.mark.usefixtures("fetched")
def test_what_is_downloaded_is_small_and_names_its_licences() -> None:
    python = sum(len(content) for content in runtime.python_files(ROOT).values())
    assert python + len(runtime.program(FOLDER)) < 9_600_000
    assert "Mozilla Public License 2.0" in (FOLDER / NOTICE).read_text("utf-8")
    with zipfile.ZipFile(FOLDER / "libraries.zip") as packed:
        licences = (name for name in packed.namelist() if re.search(r"\.dist-info/.*LICENSE", name))
        licensed = {name.partition("-")[0].lower() for name in licences}
    assert {name.lower().replace("-", "_") for name in LIBRARIES} - licensed == set()
