"""Edits of front matter as text: its top-level keys with their lines, and facts laid over them."""

import re


def lines_by_key(facts: str) -> dict[str, str]:
    """Return the top-level keys of a piece of front matter, each with its lines; of a repeated key, the last."""
    blocks: dict[str, str] = {}
    for line in facts.splitlines(keepends=True):
        key = re.match(r"[A-Za-z0-9_-]+(?=:)", line)
        if key:
            blocks.pop(key[0], None)
            blocks[key[0]] = line
        elif line.strip():
            blocks[next(reversed(blocks))] += line
    return blocks


def laid_over(text: str, facts: str) -> str:
    """Return a record's text with facts laid over its own, key by key; a key with nothing after it is taken out."""
    _, front, body = text.split("---\n", 2)
    blocks = {**lines_by_key(front), **lines_by_key(facts)}
    kept = (lines for key, lines in blocks.items() if lines.strip() != f"{key}:")
    return f"---\n{''.join(kept)}---\n{body}"
