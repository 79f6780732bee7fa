"""The parser of records' texts: CommonMark as the forges show it, and links to records, `[[loy-2026-001]]`.

The extensions are those of GitHub and GitLab: tables, task lists, strikethrough, bare addresses, footnotes. The same tokens serve
the checks (`body`) and the pages (`browser/body_html`). What markdown-it does not keep is added to its tokens: `meta["span"]`,
where in the text a link, picture or piece of code begins and ends, and the anchors of headings.
"""

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable
from functools import cache
from itertools import accumulate
from urllib.parse import quote

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline, autolink, backtick, html_inline, image, link
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin

from validators.text.uzbek import APOSTROPHES

MAX_NESTING = 100
"""Levels of lists and quotations, two for a list; a text that goes deeper is shown as it is written."""
MAX_NESTING_IN_LINE = 20
"""Brackets inside one another; each level multiplies what brackets cost that nothing closes."""
MAX_COST = 20_000_000
"""What a text may cost to read, as `_cost` estimates it; the rest of a text that costs more is shown as it is written.

A text written to be slow takes about a fifth of a second; what people write costs far less.
"""

_WIKI_LINK = re.compile(r"\[\[ *([a-z][a-z0-9]*(?:-[a-z0-9]+)+) *(?:\|([^\[\]\n]+))?\]\](?![(\[])", re.IGNORECASE)
_ADDRESS = re.compile(r"(?<![^\s*_~(])(?:https?://|mailto:|xmpp:|www\.)|[\w.+-]@")
"""Where an address that is not in brackets can begin, and where the name before a mail address ends."""
_LONGEST_PREFIX = len(" mailto")
_BRACKET = re.compile(r"[\[\]]")
_PLACED = frozenset({"link_open", "image", "code_inline", "html_inline", "wiki_link"})

InlineRule = Callable[[StateInline, bool], bool]


def parse(markdown: str) -> list[Token]:
    """Return the tokens of a text, with the places of what it names and the anchors of its headings.

    >>> [token.type for token in parse("Matn")]
    ['paragraph_open', 'inline', 'paragraph_close']
    """
    tokens = _parser().parse(markdown, {})
    if any(token.level >= MAX_NESTING - 1 and token.nesting == 1 for token in tokens):
        # Inside of what is nested deepest the parser leaves text out.
        return _as_written(markdown)
    return tokens


def anchor_of(words: str, keep: str = "") -> str:
    """Return the anchor of a heading by the rule of GitHub; characters in `keep` count as letters.

    >>> anchor_of("Ish bosqichi - 1"), anchor_of("Изменения, план!"), anchor_of("Nima o‘zgaradi"), anchor_of("O‘n", "‘")
    ('ish-bosqichi---1', 'изменения-план', 'nima-ozgaradi', 'o‘n')
    """
    return "".join(sign for sign in words.strip().lower() if sign in keep or _in_anchors(sign)).replace(" ", "-")


def _in_anchors(sign: str) -> bool:
    category = unicodedata.category(sign)
    return sign in "- " or category[0] in "LM" or category in ("Nd", "Pc")


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:
        """Take every address for a link: the checks say which lead nowhere, and pages have none to those."""
        return True


@cache
def _parser() -> MarkdownIt:
    options = {"maxNesting": MAX_NESTING, "tasklists": True, "strikethrough_single_tilde": True}
    parser = _Parser("commonmark", options).enable(["table", "strikethrough"])
    parser.use(gfm_autolink_plugin).use(footnote_plugin, inline=False)
    for name, rule in {
        "link": link, "image": image, "autolink": autolink, "backticks": backtick, "html_inline": html_inline,
    }.items():  # fmt: skip
        parser.inline.ruler.at(name, _with_span(rule))
    rules = dict(zip(parser.inline.ruler.get_active_rules(), parser.inline.ruler.getRules(""), strict=True))
    parser.inline.ruler.at("gfm_autolink_protocol", _where_addresses_begin(rules["gfm_autolink_protocol"]))
    parser.inline.ruler.before("link", "wiki_link", _with_span(_wiki_link))
    parser.core.ruler.at("inline", _read_inline)
    parser.core.ruler.push("spans", _give_spans)
    parser.core.ruler.push("anchors", _give_anchors)
    parser.core.ruler.push("note_anchors", _give_note_anchors)
    return parser


def _read_inline(state: StateCore) -> None:
    """Read what is inside of paragraphs, headings and cells, as far as the cost allows."""
    spent = 0
    state.md.options["maxNesting"] = MAX_NESTING_IN_LINE
    try:
        for token in state.tokens:
            if token.type != "inline":
                continue
            spent += _cost(token.content)
            token.children = []
            if spent <= MAX_COST:
                state.md.inline.parse(token.content, state.md, state.env, token.children)
            else:
                token.children.append(Token("text", "", 0, content=token.content))
    finally:
        state.md.options["maxNesting"] = MAX_NESTING


def _cost(content: str) -> int:
    """Return about what it costs to read a paragraph.

    Bare addresses cost more the longer the paragraph is, a bracket much more where several are open that nothing closes.
    """
    cost, open_ = len(content) * len(_ADDRESS.findall(content)), 0
    for bracket in _BRACKET.findall(content):
        open_ += 1 if bracket == "[" else -1 if open_ else 0
        cost += 2_500 if bracket == "[" and open_ > 4 else 100
    return cost


def _wiki_link(state: StateInline, silent: bool) -> bool:
    """Read `[[id]]` or `[[id|words]]`; brackets around anything else, and those of a link's own words, are text."""
    if state.linkLevel or not state.src.startswith("[[", state.pos):
        return False
    found = _WIKI_LINK.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        token = state.push("wiki_link", "a", 0)
        token.content = found[2] or ""
        token.meta["id"] = found[1]
    state.pos = found.end()
    return True


def _with_span(rule: InlineRule) -> InlineRule:
    """Return a rule that also keeps where, in the content of its inline token, what it has read begins and ends."""

    def placed(state: StateInline, silent: bool) -> bool:
        start, before = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        if not silent:
            for token in state.tokens[before:]:
                if token.type in _PLACED:
                    token.meta["span"] = start, state.pos
                    break
        return True

    return placed


def _where_addresses_begin(rule: InlineRule) -> InlineRule:
    """Return the rule for bare addresses, asked only at a colon that can be in one: it copies the rest of the paragraph."""

    def asked(state: StateInline, silent: bool) -> bool:
        if not state.src.startswith(":", state.pos):
            return False
        found = _ADDRESS.search(state.src, max(0, state.pos - _LONGEST_PREFIX), state.pos + 3)
        return found is not None and rule(state, silent)

    return asked


def _give_spans(state: StateCore) -> None:
    """Turn places in the content of an inline token into places in the whole text."""
    lines = state.src.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    cell = 0, 0
    for before, token in zip([Token("", "", 0), *state.tokens], state.tokens, strict=False):
        if token.type in ("fence", "code_block", "html_block") and token.map:
            token.meta["span"] = starts[token.map[0]], starts[token.map[1]] - 1
        if token.type != "inline" or token.map is None:
            continue
        row = token.map[0]
        if before.type == "heading_open":
            before.meta["span"] = starts[row], starts[row] + len(lines[row].rstrip())
        if before.type in ("td_open", "th_open"):
            # Cells of a row are looked for one after another.
            column = lines[row].find(token.content, cell[1] if cell[0] == row else 0)
            cell = row, column + len(token.content) if column >= 0 else cell[1] if cell[0] == row else 0
            columns = [column]
        elif before.type == "heading_open" and before.markup.startswith("#"):
            columns = [lines[row].find(token.content, lines[row].find("#") + len(before.markup))]
        else:
            # Python strips more from a paragraph than Markdown takes for empty lines.
            row = next((number for number in range(*token.map) if lines[number].strip()), row)
            columns = [_column(part, lines[row + k]) for k, part in enumerate(token.content.split("\n"))]
        if any(child.type in _PLACED for child in token.children or ()):
            rows = range(row, row + len(columns))
            begins = [starts[number] + column if column >= 0 else -1 for number, column in zip(rows, columns, strict=True)]
            _give_span_to_children(token, begins, [(starts[number], starts[number] + len(lines[number])) for number in rows])


def _column(part: str, line: str) -> int:
    """Return where a line of a paragraph is in its line of the text, after signs of lists and quotations; -1 if unknown."""
    found = line.rfind(part.strip())
    return max(found - (len(part) - len(part.lstrip())), 0) if found >= 0 else -1


def _give_span_to_children(token: Token, begins: list[int], whole: list[tuple[int, int]]) -> None:
    """Give what is in a paragraph its place, from where each line begins, or -1, and each line's whole place in the text."""
    breaks = [0, *accumulate(len(part) + 1 for part in token.content.split("\n"))]
    seen, children = 0, token.children or []
    for index, child in enumerate(children):
        if child.type not in _PLACED:
            continue
        if "span" not in child.meta:
            # A bare address: the plugin that reads it keeps no place.
            words = children[index + 1].content
            start = max(token.content.find(words, seen), seen)
            child.meta["span"] = start, min(start + len(words), len(token.content))
        start, end = child.meta["span"]
        seen = max(seen, start)
        first, last = (bisect_right(breaks, place) - 1 for place in (start, max(start, end - 1)))
        if min(begins[first], begins[last]) < 0:
            child.meta["span"] = whole[first][0], whole[last][1]
        else:
            child.meta["span"] = begins[first] + start - breaks[first], begins[last] + end - breaks[last]


def _give_anchors(state: StateCore) -> None:
    """Give headings their ids; `meta["spelled"]` is another, with the apostrophes of Uzbek, which forges leave out."""
    taken: Counter[str] = Counter()
    for heading, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if heading.type != "heading_open":
            continue
        words = "".join(child.content for child in inline.children or () if child.type in ("text", "code_inline", "wiki_link"))
        heading.meta["words"] = words
        anchor = anchor_of(words)
        spelled = anchor_of(words, APOSTROPHES)
        if anchor:
            heading.attrs["id"] = _free(anchor, taken)
        if anchor and spelled != anchor:
            heading.meta["spelled"] = _free(spelled, taken)


def _give_note_anchors(state: StateCore) -> None:
    """Give notes their ids, and each reference to one, numbered from the second, as Python-Markdown does."""
    for token in state.tokens:
        if token.type == "footnote_open":
            token.meta["anchor"] = quote(str(token.meta["label"]))
        for child in (token, *(token.children or ())):
            if child.type in ("footnote_ref", "footnote_anchor"):
                again = child.meta["subId"] + 1 if child.meta["subId"] else ""
                child.meta["anchor"] = f"fnref{again}:{quote(str(child.meta['label']))}"


def _free(anchor: str, taken: Counter[str]) -> str:
    """Return the anchor, with the number that GitHub appends to one that is taken."""
    found = anchor
    while found in taken:
        taken[anchor] += 1
        found = f"{anchor}-{taken[anchor]}"
    taken[found] = 0
    return found


def _as_written(markdown: str) -> list[Token]:
    return [
        Token("code_block", "code", 0, content=markdown, map=[0, markdown.count("\n") + 1], meta={"span": (0, len(markdown))})
    ]
