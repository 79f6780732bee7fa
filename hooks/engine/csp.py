"""The content security policy of every page: what a browser may run and load for it (CSP level 3)."""

import base64
import hashlib
import re
from functools import lru_cache

from mkdocs.exceptions import BuildError

# Widths of bars and positions on time lines are style attributes, so that they are right without scripts too. What people write
# holds none: sanitize removes them. No <style> element is allowed.
_RULES = (
    "default-src 'none'", "style-src 'self'", "style-src-attr 'unsafe-inline'", "img-src 'self' data:", "font-src 'self'",
    "connect-src 'self'", "worker-src 'self'", "form-action 'self'", "base-uri 'none'", "script-src 'self'",
)  # fmt: skip
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_START = '<meta charset="utf-8">'


def add_policy(page: str, content: str = "", asks: str = "") -> str:
    """Return the page with its policy: scripts of Material's frame may run, by their hashes, and none inside the content.

    `asks` is the origin of the forge's API on the one page that may ask it. Where the content is not found word for word in the
    page, no inline script gets a hash. Raise `BuildError` for a page that has
    no place for its policy.
    """
    if _START not in page:
        raise BuildError(f"Material sahifasida {_START} yo‘q, xavfsizlik siyosatini yozib bo‘lmaydi")
    before, found, after = page.partition(content) if content else (page, content, "")
    scripts = dict.fromkeys(_SCRIPT.findall(before) + _SCRIPT.findall(after)) if found == content else ()
    rules = (f"{rule} {asks}" if asks and rule.startswith("connect-src") else rule for rule in _RULES)
    policy = "; ".join(rules) + "".join(f" '{_hash(script)}'" for script in scripts)
    return page.replace(_START, f'{_START}<meta http-equiv="Content-Security-Policy" content="{policy}">', 1)


@lru_cache
def _hash(script: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}"
