"""Links in what people write: `[[loy-2026-001]]`, links between records and docs, and only harmless HTML in records."""

import logging
import posixpath
import re
from collections.abc import Collection

import nh3

from hooks.data.display_name import display_name
from validators.model.ids import id_in_name, stem_of
from validators.repository.repository import Repository
from validators.source.wiki_links import CODE, NAMED

log = logging.getLogger("mkdocs.hooks.links")

_INLINE = re.compile(r"\[([^\[\]\n]*)\]\(<?([^)>\s]+)>?\)")
_ACROSS = re.compile(r"(\]\(<?)((?:\.\./)+(?:docs|records)/[^)>\s]+)")


def resolved(markdown: str, source: str, repository: Repository, hidden_ids: Collection[str] = ()) -> str:
    """The Markdown of the page at `source` with `[[id]]` and links between the two trees as links that MkDocs follows.

    `source` is the page's path as MkDocs knows it: `records/…` for records, from `docs/` for the rest. Code is left alone. An id
    that nobody has is a warning, which fails a strict build. Of a link to what is `left_out` of the build only the words remain.
    """
    folder = posixpath.dirname(source)
    real = folder if source.startswith("records/") else posixpath.join("docs", folder)

    def named(match: re.Match[str]) -> str:
        entry = repository.find(match[1].strip())
        if entry is None and match[1].strip() in hidden_ids:
            return literal(match[2] or match[1].strip())
        if entry is None:
            log.warning("%s: [[%s]] — bunday yozuv yo‘q", source, match[1])
            return match[0]
        words = match[2] or display_name(entry)
        return f"[{literal(words)}]({posixpath.relpath(entry.path, folder or '.')})"

    def across(match: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(real, match[2]))
        return match[1] + posixpath.relpath(target.removeprefix("docs/"), folder or ".")

    def kept(match: re.Match[str]) -> str:
        path = match[2].partition("#")[0]
        return match[1] if path.endswith(".md") and id_in_name(stem_of(path)) in hidden_ids else match[0]

    parts = CODE.split(markdown)
    if hidden_ids:
        parts[::2] = [_INLINE.sub(kept, part) for part in parts[::2]]
    parts[::2] = [_ACROSS.sub(across, NAMED.sub(named, part)) for part in parts[::2]]
    return "".join(parts)


def literal(words: str) -> str:
    """Text that Markdown takes as it is."""
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([\\`*_{}\[\]!|#~^=])", r"\\\1", escaped)


_TAGS = {
    "a", "abbr", "b", "blockquote", "br", "caption", "code", "dd", "del", "details", "div", "dl", "dt", "em", "figcaption",
    "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s",
    "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul",
}  # fmt: skip
_TAKEN_OUT = nh3.ALLOWED_TAGS | {
    "applet", "audio", "base", "body", "button", "canvas", "dialog", "embed", "fieldset", "font", "form", "frame", "frameset",
    "head", "html", "iframe", "input", "label", "legend", "link", "main", "math", "meta", "noscript", "object", "option",
    "picture", "script", "section", "select", "source", "style", "svg", "template", "textarea", "title", "track", "video",
    # What changes how that which follows in svg and math is read.
    "annotation-xml", "desc", "foreignobject", "malignmark", "mglyph", "mi", "mn", "mo", "ms", "mtext",
}  # fmt: skip
"""Elements of which only what is between them is left, of some of them nothing."""
_NO_ELEMENT = re.compile(rf"<(?!/?(?:{'|'.join(sorted(_TAGS | _TAKEN_OUT))})(?:[\s/>])|!--)", re.IGNORECASE)
_ATTRIBUTES = {
    "*": {"id", "class", "title", "lang"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align", "scope"},
    "ol": {"start"},
    "details": {"open"},
}
_IMAGE = re.compile(r'<img((?: [a-z]+="[^"]*")*)>')
_MARKUP = re.compile(r"<a\b[^>]*\bclass=\"headerlink\".*?</a>|<[^>]*>", re.DOTALL)
_ABSOLUTE = re.compile(r"^\s*(?:[a-z][a-z0-9+.-]*:|//|\\)", re.IGNORECASE)
# What Markdown and its extensions write; Material's own classes and ids (md-…, __…) could lay a record over the page.
_CLASSES = re.compile(
    r"highlight|linenos|headerlink|admonition(-title)?|note|info|tip|warning|danger|footnote[a-z-]*|[a-z]{1,2}\d?"
)


def harmless(html: str) -> str:
    """A record's text as HTML that can neither run nor load nor cover anything."""
    cleaned = nh3.clean(
        # “<Karimov A. A.>” is something that a person wrote, not HTML.
        _NO_ELEMENT.sub("&lt;", html),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_kept,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )
    return _IMAGE.sub(_image, cleaned)


def _image(match: re.Match[str]) -> str:
    """An image that says nothing of itself is passed over by screen readers; one that has lost its file is not there."""
    if ' src="' not in match[1]:
        return ""
    return match[0] if ' alt="' in match[1] else f'<img{match[1]} alt="">'


def words_of(html: str) -> str:
    """The text of harmless HTML, escaped, on one line."""
    return " ".join(_MARKUP.sub(" ", html).split())


def _kept(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "id":
        return None if value.startswith("__") else value
    if attribute == "class":
        return " ".join(name for name in value.split() if _CLASSES.fullmatch(name)) or None
    if attribute == "src" and _ABSOLUTE.match(value):
        return None
    if attribute == "href" and value.lstrip().startswith(("//", "\\")):
        return None
    return value
