"""What of a regulation is data: the files next to this module, or those of another regulation."""

import json
from pathlib import Path
from typing import Any

from validators.other_regulation import other_regulation

OURS = Path(__file__).parent


def own_data(name: str) -> Any:
    """Return what a file of this program says, by its name without an ending."""
    return _data(OURS, name)


def regulation_data(name: str) -> Any:
    """Return what a file of the regulation in force says: of another one where the environment has it."""
    return _data(other_regulation() or OURS, name)


def _data(folder: Path, name: str) -> Any:
    """Return what a file says: from YAML or, where the browser is given that instead, JSON."""
    file = folder / f"{name}.yaml"
    if file.is_file():
        # Not above: this module is imported by commands that need no YAML.
        import yaml

        from validators.source.libyaml_errors import BASE_LOADER

        return yaml.load(file.read_text("utf-8"), Loader=BASE_LOADER)
    return json.loads(file.with_suffix(".json").read_bytes())
