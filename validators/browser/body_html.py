"""A record's text as HTML, for its page and for the preview, from the tokens that the checks read too.

It is not harmless yet: `hooks/html/sanitize_html` makes it so, or a frame that runs no scripts.
"""

import re
from collections.abc import Collection, Sequence
from html import escape
from typing import Any, Protocol
from urllib.parse import unquote

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from validators.source.body import Body, html_links, reached
from validators.text.messages import Language, Message, say

_LINKED_LEVELS = 3
"""Headings down to this level have a link to themselves."""
_UZBEK = Language("uz")
_NAMED = re.compile(r"(<a\s[^<>]*?)\bname=", re.IGNORECASE)


class Links(Protocol):
    """Where links on the page of a record lead."""

    def record(self, id_: str) -> tuple[str | None, str]:
        """Return the address of a record's page and its name; no address if the record is not shown."""

    def address(self, target: str, *, in_html: bool = False) -> str | None:
        """Return the address for a link's target as it is written; None if what it leads to is not shown.

        `in_html` says that it is not Markdown's: the forge shows it as it is, so it may be anything.
        """


def body_html(markdown: str, links: Links) -> tuple[str, set[str]]:
    """Return a text as HTML, not yet sanitized, and the anchors in it.

    A page has one `<h1>`, its title: if the text has headings of the first level, all of its headings go one level down.
    """
    body = Body(markdown)
    lowered = int(any(heading.level == 1 for heading in body.headings))
    html = _RENDERER.render(body.tokens, _OPTIONS, {"links": links, "anchors": body.anchors, "lowered": lowered, "ends": []})
    return html, set(body.anchors)


class _Renderer(RendererHTML):
    """Writes what differs from plain CommonMark; what a token's method is named after is its type.

    Tables, task lists and footnotes have the classes and attributes that the style sheet of Material knows.
    """

    def heading_open(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        heading = tokens[index]
        id_, spelled = heading.attrs.get("id"), heading.meta.get("spelled")
        start = f"<h{_level(heading, env)}" + (f' id="{escape(str(id_))}">' if id_ else ">")
        return start + (f'<span id="{escape(spelled)}"></span>' if spelled else "")

    def heading_close(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        level, id_ = _level(tokens[index], env), tokens[index - 2].attrs.get("id")
        link = ""
        if id_ and level <= _LINKED_LEVELS:
            title = escape(_text(say("Link to this section")))
            link = f'<a class="headerlink" href="#{escape(str(id_))}" title="{title}">&para;</a>'
        return f"{link}</h{level}>\n"

    def link_open(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        link = tokens[index]
        target = _within(str(link.attrs["href"]), env["anchors"])
        address = env["links"].address(target)
        env["ends"].append("</a>" if address is not None else "")
        if address is None:
            return ""
        title = f' title="{escape(str(link.attrs["title"]))}"' if "title" in link.attrs else ""
        return f'<a href="{escape(address)}"{title}>'

    def link_close(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        return str(env["ends"].pop())

    def wiki_link(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        link = tokens[index]
        address, name = env["links"].record(link.meta["id"])
        words = escape(link.content or name)
        return f'<a href="{escape(address)}">{words}</a>' if address is not None else words

    def image(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        picture = tokens[idx]
        alt = self.renderInlineAsText(picture.children, options, env)
        address = env["links"].address(str(picture.attrs["src"]))
        title = f' title="{escape(str(picture.attrs["title"]))}"' if "title" in picture.attrs else ""
        return f'<img src="{escape(address or "")}" alt="{escape(alt)}"{title}>'

    def html_inline(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        html = tokens[idx].content
        parts, end = [], 0
        for link in html_links(html):
            address = env["links"].address(_within(link.target, env["anchors"]), in_html=True)
            attribute = f'{"href" if link.tag == "a" else "src"}="{escape(address)}"' if address is not None else ""
            parts += [html[end : link.start], attribute]
            end = link.end
        return _NAMED.sub(r"\1id=", "".join([*parts, html[end:]]))

    html_block = html_inline

    def list_item_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        item = self.renderToken(tokens, idx, options, env)
        if "checked" not in tokens[idx].meta:
            return item
        return f'{item}<span class="{"task-done" if tokens[idx].meta["checked"] else "task-open"}"></span> '

    def s_open(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        return "<del>"

    def s_close(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        return "</del>"

    def th_open(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        cell = tokens[index]
        align = str(cell.attrs.get("style", "")).removeprefix("text-align:")
        return f'<{cell.tag} align="{align}">' if align else f"<{cell.tag}>"

    td_open = th_open

    def footnote_ref(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        note = tokens[index].meta
        id_ = note["anchor"]
        return f'<sup id="{id_}"><a class="footnote-ref" href="#fn:{id_.partition(":")[2]}">{note["id"] + 1}</a></sup>'

    def footnote_block_open(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        return '<div class="footnote">\n<hr>\n<ol>\n'

    def footnote_block_close(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        return "</ol>\n</div>\n"

    def footnote_open(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        return f'<li id="fn:{tokens[index].meta["anchor"]}">'

    def footnote_close(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        return "</li>\n"

    def footnote_anchor(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        note = tokens[index].meta
        title = escape(_text(say("Back to where note {number} is referred to", number=note["id"] + 1)))
        return f' <a class="footnote-backref" href="#{note["anchor"]}" title="{title}">&#8617;&#65038;</a>'


_RENDERER = _Renderer()
_OPTIONS = OptionsDict(
    {"maxNesting": 0, "html": True, "linkify": False, "typographer": False, "quotes": "", "xhtmlOut": False, "breaks": False,
     "langPrefix": "language-", "highlight": None}
)  # fmt: skip


def _text(message: Message) -> str:
    return _UZBEK.text(message)


def _level(heading: Token, env: Any) -> int:
    return min(int(heading.tag[1]) + int(env["lowered"]), 6)


def _within(target: str, anchors: Collection[str]) -> str:
    """Return a link to a place of the same text with the anchor that the place has, however its apostrophes are typed."""
    if not target.startswith("#"):
        return target
    asked = unquote(target[1:])
    found = reached(asked, anchors)
    return f"#{found}" if found and found != asked else target
