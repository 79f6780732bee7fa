"""The writing page's own code: plain modules and a style sheet, in a folder whose name changes with what is in them."""

from functools import cache
from pathlib import Path

from hooks.writing import runtime

FORM = Path(__file__).with_name("form")


@cache
def _files() -> dict[str, bytes]:
    found = (file for file in sorted(FORM.rglob("*")) if file.suffix in (".js", ".css"))
    return {file.relative_to(FORM).as_posix(): file.read_bytes() for file in found}


def _folder() -> str:
    return f"{runtime.FOLDER}/form-{runtime.short_digest(*_files().values())}"


def addresses() -> dict[str, str]:
    """Return where the page finds its code and the list of all other files, by the names that its template uses."""
    found = {f"writing/{name}": f"{_folder()}/{name}" for name in ("main.js", "form.css")}
    return {**found, "writing/files.json": f"{runtime.FOLDER}/files.json"}


def write(site: Path) -> None:
    """Write the code of the page."""
    folder = site / _folder()
    for name, content in _files().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
