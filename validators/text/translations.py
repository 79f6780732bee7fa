"""The translations of a language, read from its gettext catalogue.

The catalogue is read as it is written, not compiled: code that runs straight from a commit has its translations (the base's
checks, a pre-commit hook, an editable install), and no compiled file is out of date or in conflict. It takes 1 ms longer than
gettext with a compiled one. `validators.cli.extract_messages` writes the form that is read here; a test compares Babel's reading.
"""

import json
import re
from pathlib import Path

from validators.other_regulation import other_regulation

LOCALE = Path(__file__).parents[1] / "locale"

_ENTRY = re.compile(r'^(#,.*\bfuzzy\b.*\n)?(?:msgctxt "(.*)"\n)?msgid "(.+)"\nmsgstr "(.+)"$', re.MULTILINE)
_CONTINUED = re.compile(r'"\n"')


def catalogue_path(language: str) -> Path:
    """Return where the catalogue of a language is kept."""
    return LOCALE / language / "LC_MESSAGES" / "nizom.po"


def translations_of(language: str) -> dict[tuple[str | None, str], str]:
    """Return the translations of a language: of this program, and of another regulation where the environment has one."""
    other = other_regulation()
    own = read_translations(other / "nizom.po") if other and (other / "nizom.po").is_file() else {}
    return {**read_translations(catalogue_path(language)), **own}


def read_translations(path: Path) -> dict[tuple[str | None, str], str]:
    """Return the translations by context and English text, without those marked fuzzy: nobody has confirmed them yet."""
    text = _CONTINUED.sub("", path.read_text("utf-8"))
    return {
        (context or None, _unescaped(english)): _unescaped(translation)
        for fuzzy, context, english, translation in _ENTRY.findall(text)
        if not fuzzy
    }


def _unescaped(text: str) -> str:
    """Escapes of gettext are those of JSON."""
    return str(json.loads(f'"{text}"')) if "\\" in text else text
