"""What of a regulation is data, from the files next to this module."""

import json
from pathlib import Path
from typing import Any

import yaml

from validators.source.libyaml_errors import BASE_LOADER


def own_data(name: str) -> Any:
    """Return what a file says, by its name without an ending: from YAML or, where the browser is given that instead, JSON."""
    file = Path(__file__).with_name(f"{name}.yaml")
    if file.is_file():
        return yaml.load(file.read_text("utf-8"), Loader=BASE_LOADER)
    return json.loads(file.with_suffix(".json").read_bytes())
