"""The extension for VS Code: what is in its archive, and that it asks nothing of any host."""

import json
import os
import re
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from editors.vscode.build import HERE, pack
from tests.support.paths import ROOT
from validators import __version__

BUILT = ROOT / "dist/nizom.vsix"
"""What `make vsix` makes; CI does, before the tests."""
OWN = {
    "extension.vsixmanifest", "[Content_Types].xml",
    "extension/package.json", "extension/extension.js", "extension/README.md", "extension/LICENSE.txt",
}  # fmt: skip


def package() -> dict[str, Any]:
    """Return what the extension says of itself."""
    loaded: dict[str, Any] = json.loads((HERE / "package.json").read_text("utf-8"))
    return loaded


def lock() -> dict[str, dict[str, Any]]:
    """Return the libraries by folder, as the lock names them."""
    loaded: dict[str, dict[str, Any]] = json.loads((HERE / "package-lock.json").read_text("utf-8"))["packages"]
    return loaded


@pytest.fixture
def libraries(tmp_path: Path) -> Path:
    """A folder as npm leaves it, with what runs of a library and what does not."""
    folder = tmp_path / "node_modules"
    for name in (
        "a/main.js",
        "a/package.json",
        "a/LICENSE",
        "a/main.d.ts",
        "a/readme.md",
        "a/thirdpartynotices.txt",
        ".package-lock.json",
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name, "utf-8")
    return folder


def test_the_archive_holds_the_extension_and_what_its_libraries_run_on(libraries: Path, tmp_path: Path) -> None:
    pack(libraries, tmp_path / "nizom.vsix")

    with zipfile.ZipFile(tmp_path / "nizom.vsix") as archive:
        names = archive.namelist()
        licence = archive.read("extension/LICENSE.txt")
    inside = "extension/node_modules/a"
    assert set(names) == {*OWN, *(f"{inside}/{name}" for name in ("main.js", "package.json", "LICENSE", "thirdpartynotices.txt"))}
    assert len(names) == len(set(names))
    assert licence == (ROOT / "LICENSE").read_bytes()


def test_the_same_files_make_the_same_archive(libraries: Path, tmp_path: Path) -> None:
    one, other = tmp_path / "one.vsix", tmp_path / "other.vsix"
    pack(libraries, one)
    (libraries / "a/main.js").touch()
    pack(libraries, other)

    assert one.read_bytes() == other.read_bytes()


def test_the_manifest_says_what_the_package_says(libraries: Path, tmp_path: Path) -> None:
    pack(libraries, tmp_path / "nizom.vsix")

    with zipfile.ZipFile(tmp_path / "nizom.vsix") as archive:
        manifest = ElementTree.fromstring(archive.read("extension.vsixmanifest"))
        inside = set(archive.namelist())
    space = "{http://schemas.microsoft.com/developer/vsx-schema/2011}"
    identity = manifest.find(f"{space}Metadata/{space}Identity")
    assert identity is not None
    assert identity.attrib == {"Language": "uz", "Id": "nizom", "Version": __version__, "Publisher": "nizom"}
    assert manifest.findtext(f"{space}Metadata/{space}Description") == package()["description"]
    assert {asset.attrib["Path"] for asset in manifest.iter(f"{space}Asset")} <= inside


def test_the_extension_has_the_program_s_version_and_needs_a_trusted_folder() -> None:
    said = package()

    assert (said["version"], said["license"], said["main"]) == (__version__, "MIT", "./extension.js")
    assert lock()[""]["version"] == __version__
    assert said["capabilities"]["untrustedWorkspaces"]["supported"] is False
    assert said["activationEvents"] == ["workspaceContains:records/*/*.md"]


def test_its_libraries_are_held_to_their_digests_and_no_host_is_named() -> None:
    held = {name: library for name, library in lock().items() if name}

    assert held
    assert [
        name for name, library in held.items() if not library["integrity"].startswith("sha512-") or "resolved" in library
    ] == []
    texts = [(HERE / name).read_text("utf-8") for name in ("package.json", "package-lock.json", "extension.js", "README.md")]
    assert [found for text in texts for found in re.findall(r"\w+://\S+", text)] == []


@pytest.mark.skipif(not BUILT.exists() and not os.environ.get("CI"), reason="`make vsix` was not run; CI runs it first")
def test_the_archive_that_was_built_has_all_libraries_of_the_lock_and_only_those() -> None:
    with zipfile.ZipFile(BUILT) as archive:
        names = set(archive.namelist())
        main = {name: json.loads(archive.read(f"extension/{name}/package.json")) for name in lock() if name}
        extension = archive.read("extension/extension.js")

    assert names >= OWN
    assert {"/".join(name.split("/")[1:3]) for name in names - OWN} == set(main)
    assert {name: library["version"] for name, library in main.items()} == {
        name: held["version"] for name, held in lock().items() if name
    }
    assert extension == (HERE / "extension.js").read_bytes()
    assert "extension/node_modules/vscode-languageclient/node.js" in names
