"""The plugin `nizom` of MkDocs: the site for a repository that holds records alone, and installs this program.

`theme: material` and `plugins: [search, nizom]` in its `mkdocs.yml` are enough. What our own `mkdocs.yml` says holds there too,
but for what the body's says itself: its name, logo, colours, footer. The pages of the guide and the style sheets come with
the program; a file of the same name in the body's `docs/` takes their place.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.base import LegacyConfig
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, file_sort_key
from mkdocs.utils.yaml import yaml_load

from hooks import site
from hooks.html.environment import THEME
from hooks.html.formatting import text
from validators.repository.paths import DOCS, UNPUBLISHED
from validators.text.messages import say

_PACKAGED = Path(__file__).parent / "packaged"
_CHECKOUT = Path(__file__).resolve().parents[1]
_OF_THE_BODY = ("hooks", "plugins", "site_name", "watch")
"""What of our `mkdocs.yml` is no default for another: hooks are these events, and a name is a body's own."""


def folder() -> Path:
    """Where our `mkdocs.yml` and `docs/` are: in the package where it is installed, next to it in a checkout."""
    return _PACKAGED if _PACKAGED.is_dir() else _CHECKOUT


class SitePlugin(BasePlugin[LegacyConfig]):  # type: ignore[no-untyped-call]
    """What MkDocs calls for another repository; all but the beginning is `hooks/site.py`."""

    on_startup = staticmethod(site.on_startup)
    on_nav = staticmethod(site.on_nav)
    on_page_read_source = staticmethod(site.on_page_read_source)
    on_page_markdown = staticmethod(site.on_page_markdown)
    on_page_content = staticmethod(site.on_page_content)
    on_env = staticmethod(site.on_env)
    on_page_context = staticmethod(site.on_page_context)
    on_post_page = staticmethod(site.on_post_page)
    on_post_template = staticmethod(site.on_post_template)
    on_post_build = staticmethod(site.on_post_build)
    on_serve = staticmethod(site.on_serve)

    @event_priority(1)  # As in hooks/site.py.
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Take from our `mkdocs.yml` what the body's does not say, and read the records."""
        if config.theme.name != "material" or "material/search" not in config.plugins:
            raise ConfigurationError(text(say("mkdocs.yml needs the lines “theme: material” and “plugins: [search, nizom]”")))
        ours = _read(folder() / "mkdocs.yml")
        written = _read(Path(config.config_file_path))
        _lay_under(config, ours, written)
        search = config.plugins["material/search"].config
        search.load_dict(_options_of_search(ours) | _options_of_search(written))
        search.validate()
        return site.on_config(config)

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the pages and files that come with the program."""
        docs = folder() / DOCS
        paths = (path.relative_to(docs).as_posix() for path in docs.rglob("*") if path.is_file())
        added = [
            File(path, str(docs), config.site_dir, config.use_directory_urls)
            for path in paths
            if f"{DOCS}/{path}" not in UNPUBLISHED and files.get_file_from_path(path) is None
        ]
        for file in sorted(added, key=file_sort_key):
            # It is not in the body's repository: there is nothing to edit.
            file.edit_uri = None
            files.append(file)
        return site.on_files(files, config)


def _read(file: Path) -> dict[str, Any]:
    with file.open(encoding="utf-8") as opened:
        return yaml_load(opened) or {}


def _lay_under(config: MkDocsConfig, ours: Mapping[str, Any], written: Mapping[str, Any]) -> None:
    """Set what `mkdocs.yml` of the body leaves out; lists and groups are joined, ours before the body's."""
    theme = {**ours["theme"], "custom_dir": str(THEME)}
    defaults = MkDocsConfig(config_file_path=str(folder() / "mkdocs.yml"))
    defaults.load_dict({key: value for key, value in ours.items() if key not in _OF_THE_BODY})
    defaults.load_dict({"site_name": "-", "theme": theme})
    if errors := defaults.validate()[0]:
        raise ConfigurationError(str(errors[0][1]))
    for key in ours.keys() - {*_OF_THE_BODY, "theme"}:
        config[key] = _joined(defaults[key], config[key]) if key in written else defaults[key]
    config.mdx_configs = {**defaults.mdx_configs, **config.mdx_configs}
    said = written.get("theme")
    for key in theme.keys() - {"name", "custom_dir", *(said if isinstance(said, dict) else ())}:
        config.theme[key] = theme[key]
    config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))


def _joined(ours: Any, theirs: Any) -> Any:
    if isinstance(ours, list) and isinstance(theirs, list):
        return [*ours, *(item for item in theirs if item not in ours)]
    return {**ours, **theirs} if isinstance(ours, dict) and isinstance(theirs, dict) else theirs


def _options_of_search(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a `mkdocs.yml` says of the search."""
    named = said.get("plugins") or []
    pairs = [pair for one in named if isinstance(one, dict) for pair in one.items()] if isinstance(named, list) else named.items()
    return next((dict(options or {}) for name, options in pairs if name.rpartition("/")[2] == "search"), {})
