"""What Material's page lacks for those who use it by keyboard or by voice (WCAG 2.2): a way past its head, and names."""

import re

_SKIP = re.compile(r'(<div data-md-component="skip">).*?(</div>)', re.DOTALL)
_WAY = r'\1<a href="#__content" class="md-skip">Asosiy matnga o‘tish</a>\2'
_LACKING = (
    # No record has an id that begins so: sanitize takes it away.
    ('<article class="md-content__inner', '<article id="__content" tabindex="-1" class="md-content__inner'),
    ('data-md-component="search" role="dialog"', 'data-md-component="search" role="dialog" aria-label="Qidiruv"'),
    ('<nav class="md-path" aria-label="', '<nav class="md-path" aria-label="Joylashuv: '),
)


def add_landmarks(page: str) -> str:
    """Return the page with a first link that leads to its text, and with names for its search and its path."""
    page = _SKIP.sub(_WAY, page, 1)
    for theirs, ours in _LACKING:
        page = page.replace(theirs, ours, 1)
    return page
