"""A text as its page will show it, but for links and pictures, which lead nowhere from a preview."""

from validators.browser.body_html import body_html
from validators.repository.nearest import title_of
from validators.repository.repository import Repository


class _Nowhere:
    """Links of a preview: what they name is shown, and only places of the same text are reached."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository

    def record(self, id_: str) -> tuple[str | None, str]:
        """Return no address, and what the record is called."""
        entry = self._repository.find(id_)
        return None, (title_of(entry) if entry else "") or id_

    def address(self, target: str, *, in_html: bool = False) -> str | None:
        """Return the address of a place of the same text, and no other."""
        return target if target.startswith("#") else None


def preview(body: str, repository: Repository) -> str:
    """Return a text as HTML that is not sanitized: it may be shown only where no script runs and nothing is loaded."""
    return body_html(body, _Nowhere(repository))[0]
