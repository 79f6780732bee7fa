"""Sanitizing of HTML that people write in records."""

import re

import nh3

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
_IMAGE = re.compile(r'<img((?: [a-z]+="[^"]*")*)>')
_MARKUP = re.compile(r"<a\b[^>]*\bclass=\"headerlink\".*?</a>|<[^>]*>", re.DOTALL)
_ABSOLUTE = re.compile(r"^\s*(?:[a-z][a-z0-9+.-]*:|//|\\)", re.IGNORECASE)
# What Markdown and its extensions write; with Material's classes and ids (md-…, __…) a record could cover the page.
_CLASSES = re.compile(
    r"highlight|linenos|headerlink|admonition(-title)?|note|info|tip|warning|danger|footnote[a-z-]*|[a-z]{1,2}\d?"
)


def sanitize(html: str) -> str:
    """Return HTML of a record's text without anything that runs, loads from elsewhere, or covers the page."""
    cleaned = nh3.clean(
        # “<Karimov A. A.>” is text, not a tag.
        _NOT_A_TAG.sub("&lt;", html),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_attribute,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )
    return _IMAGE.sub(_image, cleaned)


def _image(match: re.Match[str]) -> str:
    """Return an image with an empty `alt` if it has none, so that screen readers skip it; nothing for one without a source."""
    if ' src="' not in match[1]:
        return ""
    return match[0] if ' alt="' in match[1] else f'<img{match[1]} alt="">'


def plain_text(html: str) -> str:
    """Return the text of sanitized HTML, still escaped, on one line."""
    return " ".join(_MARKUP.sub(" ", html).split())


def _attribute(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "id":
        return None if value.startswith("__") else value
    if attribute == "class":
        return " ".join(name for name in value.split() if _CLASSES.fullmatch(name)) or None
    if attribute == "src" and _ABSOLUTE.match(value):
        return None
    if attribute == "href" and value.lstrip().startswith(("//", "\\")):
        return None
    return value
