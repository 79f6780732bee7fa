"""What Material's page lacks for people who use a keyboard or a screen reader (WCAG 2.2): a skip link, and names of landmarks."""

import re

_SKIP = re.compile(r'(<div data-md-component="skip">).*?(</div>)', re.DOTALL)
_SKIP_LINK = r'\1<a href="#__content" class="md-skip">Asosiy matnga o‘tish</a>\2'
_MISSING = (
    # No text of a record has an id that begins like this: sanitize removes it.
    ('<article class="md-content__inner', '<article id="__content" tabindex="-1" class="md-content__inner'),
    ('data-md-component="search" role="dialog"', 'data-md-component="search" role="dialog" aria-label="Qidiruv"'),
    ('<nav class="md-path" aria-label="', '<nav class="md-path" aria-label="Joylashuv: '),
)


def add_landmarks(page: str) -> str:
    """Return the page with a first link that skips to its text, and with names for its search and its path."""
    page = _SKIP.sub(_SKIP_LINK, page, 1)
    for theirs, ours in _MISSING:
        page = page.replace(theirs, ours, 1)
    return page
