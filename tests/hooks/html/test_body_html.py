"""Records' texts as HTML: what the forge's preview shows, in Uzbek, and nothing from other hosts."""

import pytest

from hooks.html.sanitize_html import sanitize
from validators.browser.body_html import body_html


class Known:
    """Links of a record's page, where one record is known and one is not shown."""

    def record(self, id_: str) -> tuple[str | None, str]:
        """Return the address and the name of the record."""
        return (None, id_) if id_ == "xod-001" else (f"../{id_}/", "Nomi & so‘zi")

    def address(self, target: str, *, in_html: bool = False) -> str | None:
        """Return the target, unless it is the record that is not shown."""
        return None if "xod-001" in target else target


def shown(text: str) -> str:
    """Return the HTML of a text as it is on the page."""
    html = sanitize(body_html(text, Known())[0]).replace(' rel="noopener noreferrer"', "")
    return "".join(line.strip() for line in html.split("\n"))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("1) bir\n2) ikki", "<ol><li>bir</li><li>ikki</li></ol>"),
        ("- bir\n  - ikki\n    - uch", "<ul><li>bir<ul><li>ikki<ul><li>uch</li></ul></li></ul></li></ul>"),
        ("#5-son", "<p>#5-son</p>"),
        ("[1] [2]\n\n[1]: https://a.uz\n[2]: https://b.uz", '<p><a href="https://a.uz">1</a> <a href="https://b.uz">2</a></p>'),
        ("~~eski~~ https://lex.uz.", '<p><del>eski</del> <a href="https://lex.uz">https://lex.uz</a>.</p>'),
        (
            "- [x] bor\n- [ ] yo‘q",
            '<ul class="contains-task-list"><li class="task-list-item">'
            '<input type="checkbox" disabled checked aria-label="bajarilgan"> bor</li><li class="task-list-item">'
            '<input type="checkbox" disabled aria-label="bajarilmagan"> yo‘q</li></ul>',
        ),
        (
            "<details><summary>B</summary>\n\n- bir\n\n</details>",
            "<details><summary>B</summary><ul><li>bir</li></ul></details>",
        ),
        ("```\na\n  ```\nb", "<pre><code>a</code></pre><p>b</p>"),
        ("1. ```\n   x\n   ---\n   ```", "<ol><li><pre><code>x---</code></pre></li></ol>"),
        ("[[std-001]] [[std-001|o‘sha]]", '<p><a href="../std-001/">Nomi &amp; so‘zi</a> <a href="../std-001/">o‘sha</a></p>'),
        ("[[xod-001]] [u **kishi**](../xod-001.md)", "<p>xod-001 u <strong>kishi</strong></p>"),
        ('<a name="shart"></a>Shart', '<p><a id="shart"></a>Shart</p>'),
        ("<Karimov A.A.> imzoladi", "<p>&lt;Karimov A.A.&gt; imzoladi</p>"),
        ("![Sxema <b>](https://e.uz/s.png)", '<p><a href="https://e.uz/s.png">Sxema &lt;b&gt;</a></p>'),
        ("[![Sxema](https://e.uz/s.png)](a.md)", '<p><a href="a.md">Sxema</a></p>'),
        ('<img src="https://e.uz/s.png">', '<a href="https://e.uz/s.png">https://e.uz/s.png</a>'),
        ('<img src="/\\e.uz/s.png" alt="S"> <a href="/\\e.uz">a</a>', '<p>S <a>a</a></p>'),
        ('<a href="/\t/e.uz">a</a> <a href=" \\/e.uz">b</a>', "<p><a>a</a> <a>b</a></p>"),
        ("|a|b|\n|:-:|---|\n|1|2|", '<table><thead><tr><th align="center">a</th><th>b</th></tr></thead>'
         '<tbody><tr><td align="center">1</td><td>2</td></tr></tbody></table>'),
    ],
)  # fmt: skip
def test_a_text_is_shown_as_the_forge_shows_it(text: str, html: str) -> None:
    assert shown(text) == html


def test_a_heading_of_the_first_level_is_no_second_title() -> None:
    html = shown("# Reja\n\n## Bosqich")

    assert '<h2 id="reja">Reja<' in html
    assert '<h3 id="bosqich">Bosqich<' in html
    assert '<h2 id="bosqich">' in shown("## Bosqich")


def test_links_reach_headings_however_their_apostrophes_are_typed() -> None:
    text = "[a](#nima-o‘zgaradi) [b](#nima-o'zgaradi) [c](#nima-ozgaradi)\n\n## Nima o‘zgaradi"
    html, anchors = body_html(text, Known())

    assert anchors >= {"nima-ozgaradi", "nima-o‘zgaradi"}
    assert 'href="#nima-o%E2%80%98zgaradi">a' in html
    assert 'href="#nima-ozgaradi">b' in html
    assert '<h2 id="nima-ozgaradi"><span id="nima-o‘zgaradi"></span>' in html


def test_notes_lead_back_in_uzbek() -> None:
    html = shown("Matn[^1], yana[^1].\n\n[^1]: Izoh.")

    assert '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>' in html
    assert '<li id="fn:1"><p>Izoh. <a class="footnote-backref" href="#fnref:1" title="1-izoh keltirilgan joyga qaytish">' in html
    assert 'href="#fnref2:1"' in html
