"""Addresses of what a summary names, as far as the run was given them: a file's line on the forge, a check's page on the site."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

FILES, SITE = "NIZOM_FILES_URL", "NIZOM_SITE_URL"
"""The variables that say where the forge shows the files of the checked commit, and where the site is."""
_ADDRESS = re.compile(r"https?://[A-Za-z0-9._~:/@%+-]+")


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses of the forge's view of the files and of the site, without a slash at the end; empty where they are not known."""

    files: str = ""
    site: str = ""

    @classmethod
    def given_by(cls, environment: Mapping[str, str]) -> "Links":
        """Return the addresses that the variables name; what is no plain web address counts as not known."""
        files, site = (environment.get(name, "").rstrip("/") for name in (FILES, SITE))
        return cls(*(address if _ADDRESS.fullmatch(address) else "" for address in (files, site)))

    def of_line(self, path: str, line: int) -> str:
        """Return where a line of a file is; GitHub and GitLab show a Markdown file by lines only when asked to."""
        return f"{self.files}/{quote(path)}?plain=1#L{line}" if self.files else ""

    def of_file(self, path: str) -> str:
        """Return where a file is."""
        return f"{self.files}/{quote(path)}" if self.files else ""

    def of_check(self, code: str) -> str:
        """Return where the site explains a check."""
        return self.of_page(f"checks/{code}")

    def of_record(self, folder: str, id_: str) -> str:
        """Return where the site shows a record of a kind's folder."""
        return self.of_page(f"{folder}/{id_}")

    def of_page(self, address: str) -> str:
        """Return where a page of the site is, by its address there."""
        return f"{self.site}/{quote(address)}/" if self.site else ""
