"""The output formats by name; each is a module with a function `render`."""

from collections.abc import Callable
from importlib import import_module

from validators.output.report import Report
from validators.text.messages import Language

_MODULES = {
    "text": "text",
    "json": "json_v1",
    "github": "tools.github",
    "gitlab": "tools.gitlab",
    "sarif": "tools.sarif",
    "junit": "tools.junit",
    "rdjson": "tools.rdjson",
    "markdown": "markdown",
}
FORMATS = tuple(_MODULES)


def render(name: str, report: Report, language: Language) -> str:
    """Return the report in the format of that name; only its module is imported."""
    printer: Callable[[Report, Language], str] = import_module(f"validators.output.{_MODULES[name]}").render
    return printer(report, language)
