"""Sanitizing of HTML that people write in records."""

import re
from html import escape

import nh3

from hooks.html.formatting import text
from validators.repository.link_target import SCHEMES
from validators.text.messages import say

_TAGS = {
    "a", "abbr", "b", "blockquote", "br", "caption", "code", "dd", "del", "details", "div", "dl", "dt", "em", "figcaption",
    "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s",
    "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul",
}  # fmt: skip
_REMOVED = nh3.ALLOWED_TAGS | {
    "applet", "audio", "base", "body", "button", "canvas", "dialog", "embed", "fieldset", "font", "form", "frame", "frameset",
    "head", "html", "iframe", "input", "label", "legend", "link", "main", "math", "meta", "noscript", "object", "option",
    "picture", "script", "section", "select", "source", "style", "svg", "template", "textarea", "title", "track", "video",
    # These change how the rest of an svg or math element is parsed.
    "annotation-xml", "desc", "foreignobject", "malignmark", "mglyph", "mi", "mn", "mo", "ms", "mtext",
}  # fmt: skip
"""Elements that are removed, some with their content; any other name in angle brackets is text."""
_NOT_A_TAG = re.compile(rf"<(?!/?(?:{'|'.join(sorted(_TAGS | _REMOVED))})(?:[\s/>])|!--)", re.IGNORECASE)
_ATTRIBUTES = {
    "*": {"id", "class", "title", "lang"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align", "scope"},
    "ol": {"start"},
    "details": {"open"},
}
_MARKUP = re.compile(r"<a\b[^>]*\bclass=\"headerlink\".*?</a>|<[^>]*>", re.DOTALL)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_IGNORED = re.compile(r"^[\x00-\x20]+|[\t\n\r]")
"""What browsers leave out of an address before they read it."""
_LINKS_AND_IMAGES = re.compile(r'(<a\b[^>]*>)|(</a>)|<img((?: [a-z]+="[^"]*")*)>')
_TASK = re.compile(r'<span class="task-(done|open)"></span>')
# What Markdown and its extensions write; with Material's classes and ids (md-…, __…) a record could cover the page.
_CLASSES = re.compile(
    r"highlight|linenos|headerlink|admonition(-title)?|note|info|tip|warning|danger|footnote[a-z-]*|"
    r"task-(done|open|list-item)|contains-task-list|[a-z]{1,2}\d?"
)


def sanitize(html: str) -> str:
    """Return HTML of a record's text without anything that runs, loads from elsewhere, or covers the page."""
    cleaned = nh3.clean(
        # “<Karimov A. A.>” is text, not a tag.
        _NOT_A_TAG.sub("&lt;", html),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_attribute,
        url_schemes=set(SCHEMES),
        link_rel="noopener noreferrer",
    )
    return _TASK.sub(_box, _with_images(cleaned))


def _with_images(html: str) -> str:
    """Return HTML whose images all have an `alt`, so that screen readers skip those without words; none without a source.

    An image on another host becomes a link to it; inside a link, its words.
    """
    if "<img" not in html:
        return html
    linked = False

    def written(match: re.Match[str]) -> str:
        nonlocal linked
        whole = str(match[0])
        if match[1] or match[2]:
            linked = bool(match[1])
            return whole
        attributes = dict(re.findall(r' ([a-z]+)="([^"]*)"', match[3]))
        # In an attribute angle brackets may be written as they are.
        source, words = (attributes.get(name, "").replace("<", "&lt;").replace(">", "&gt;") for name in ("src", "alt"))
        if not source:
            return str(words)
        if _SCHEME.match(source):
            return str(words) if linked else f'<a href="{source}" rel="noopener noreferrer">{words or source}</a>'
        return whole if "alt" in attributes else f'<img{match[3]} alt="">'

    return _LINKS_AND_IMAGES.sub(written, html)


def _box(task: re.Match[str]) -> str:
    """Return the box of a task, which no one can tick: the text has no other input."""
    words, checked = (text(say("done")), " checked") if task[1] == "done" else (text(say("not done")), "")
    return f'<input type="checkbox" disabled{checked} aria-label="{escape(words)}">'


def plain_text(html: str) -> str:
    """Return the text of sanitized HTML, still escaped, on one line."""
    return " ".join(_MARKUP.sub(" ", html).split())


def _attribute(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "id":
        return None if value.startswith("__") else value
    if attribute == "class":
        return " ".join(name for name in value.split() if _CLASSES.fullmatch(name)) or None
    if attribute in ("src", "href") and _names_another_host(value):
        return None
    return value


def _names_another_host(address: str) -> bool:
    """Return whether browsers take an address without a scheme for one on another host: `//host`, `/\\host`, `\\host`."""
    return _IGNORED.sub("", address).startswith(("//", "/\\", "\\"))
