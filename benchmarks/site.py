"""The site of grown records, and bare Material with the same pages out of its navigation: what we are not to be slower than.

The same pages are those of the way out: every record with its facts, links and text as Markdown. What the texts alone take, pages
with only the title and body of a record, is measured too, as the least that Material needs.
"""

import subprocess
import sys
from pathlib import Path

from benchmarks.measure import Command
from validators.source.document import read_document

ROOT = Path(__file__).parents[1]
_PARTS = ("mkdocs.yml", "docs", "hooks", "validators")
_BARE = "site_name: Nizom\ntheme: material\nnav: [index.md]\nnot_in_nav: '*'\n"


def our_site(root: Path) -> Command:
    """Our build of the records in `root`, where what makes the site is linked to."""
    for part in _PARTS:
        (root / part).symlink_to(ROOT / part)
    return _build(root)


def bare_site(root: Path, place: Path) -> Command:
    """Material alone, in `place`, with the pages that our site in `root` exports."""
    subprocess.run([sys.executable, "-m", "hooks.export", str(place)], cwd=root, check=True, capture_output=True)
    (place / "mkdocs.yml").write_text(_BARE, "utf-8")
    return _build(place)


def texts_alone(root: Path, place: Path) -> Command:
    """Material alone, in `place`, with each record's title and body as a page, and nothing of its facts."""
    pages = place / "docs" / "records"
    pages.mkdir(parents=True)
    (place / "mkdocs.yml").write_text(_BARE, "utf-8")
    (place / "docs" / "index.md").write_text("# Nizom\n", "utf-8")
    for path in (root / "records").glob("*/*.md"):
        document = read_document(path.name, path.read_bytes())
        (pages / path.name).write_text(f"# {document.values['title']}\n\n{document.body}", "utf-8")
    return _build(place)


def largest_page(root: Path) -> float:
    """Return the largest page of the site built in `root`, in kB."""
    return max(page.stat().st_size for page in (root / "site").rglob("*.html")) / 1000


def _build(folder: Path) -> Command:
    return Command((sys.executable, "-m", "mkdocs", "build", "--quiet"), folder)
