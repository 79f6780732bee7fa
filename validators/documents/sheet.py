"""Draws our own templates: an A4 page of an official letter, with the tags that are filled in between its words.

`{{ … }}` stands for a value; `{%p … %}` and `{%tr … %}` take out or repeat paragraphs and rows. A body's own template, drawn
up in Word, has the same tags.
"""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from validators.text.messages import Language, Message, say

_FONT = "Times New Roman"
_SIZE, _TABLE_SIZE = Pt(13), Pt(10.5)
_LEFT, _RIGHT, _EDGE = 30, 15, 20
"""Margins in millimetres, as for papers that are filed: left, right, and above and below."""
_A4 = (210, 297)
_BLANK = "_____________________"

Align = Literal["left", "center", "right"]
_ALIGN = {"left": WD_ALIGN_PARAGRAPH.LEFT, "center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, the tag of its cells, its share of the width, and how it is aligned."""

    heading: Message
    tag: str
    share: int
    align: Align = "left"


class Sheet:
    """A template while it is drawn, in one language."""

    def __init__(self, language: Language, *, wide: bool = False) -> None:
        self._language = language
        self._document = Document()
        short, long = _A4
        width, height = (long, short) if wide else (short, long)
        self._width = width - _LEFT - _RIGHT
        section = self._document.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(width), Mm(height)
        section.left_margin, section.right_margin = Mm(_LEFT), Mm(_RIGHT)
        section.top_margin = section.bottom_margin = Mm(_EDGE)
        section.header_distance = section.footer_distance = Mm(10)
        self._style(language)

    def as_bytes(self) -> bytes:
        """Return the template as a file."""
        file = io.BytesIO()
        self._document.save(file)
        return file.getvalue()

    def words(self, message: Message) -> str:
        """Return a sentence of ours in the language of the template."""
        return self._language.text(message)

    def head(self, *, is_sent: bool = False) -> None:
        """Draw which body writes; for what goes out also number and day, or the lines for them, and to whom it goes."""
        with self.only_if("letter.parent"):
            self.line("{{ letter.parent }}", align="center", size=11)
        with self.only_if("letter.agency"):
            self.line("{{ letter.agency }}", align="center", size=14, bold=True)
        self.line("{{ letter.department }}", align="center", size=12, after=10)
        if is_sent:
            dated = self._grid([1, 1])
            self._fill(dated.rows[0].cells[0], _or_blank("letter.day", self.words(say("“___” ______________ 20___"))), size=_SIZE)
            number = self.words(say("No. {number}", number=_or_blank("letter.number", "_____________")))
            self._fill(dated.rows[0].cells[1], number, size=_SIZE, align="right")
            with self.only_if("letter.to"):
                self.line("{{ letter.to }}", align="right", bold=True, before=8)

    def title(self, words: Message, below: str = "") -> None:
        """Draw the title, and a line under it."""
        self.line(self.words(words), align="center", size=14, bold=True, before=10, after=4 if below else 10)
        if below:
            self.line(below, align="center", bold=True, after=10)
        with self.only_if("letter.sample"):
            self.line("{{ letter.sample }}", align="center", italic=True, after=8)

    def heading(self, words: Message) -> None:
        """Draw the heading of a section."""
        self._document.add_paragraph(self.words(words), style="Heading 2")

    def line(
        self,
        text: str,
        *,
        align: Align = "left",
        size: float | None = None,
        bold: bool = False,
        italic: bool = False,
        before: float = 0,
        after: float = 0,
        indent: float = 0,
    ) -> None:
        """Draw a paragraph with tags."""
        paragraph = self._document.add_paragraph()
        paragraph.alignment = _ALIGN[align]
        run = paragraph.add_run(text)
        run.bold, run.italic = bold or None, italic or None
        if size:
            run.font.size = Pt(size)
        form = paragraph.paragraph_format
        form.space_before, form.space_after, form.left_indent = Pt(before), Pt(after), Mm(indent)

    @contextmanager
    def only_if(self, condition: str) -> Iterator[None]:
        """Draw what follows for a condition only."""
        yield from self._between(f"if {condition}", "endif")

    @contextmanager
    def each(self, name: str, of: str) -> Iterator[None]:
        """Draw what follows for each item of a list."""
        yield from self._between(f"for {name} in {of}", "endfor")

    def _between(self, begin: str, end: str) -> Iterator[None]:
        self._document.add_paragraph(f"{{%p {begin} %}}")
        yield
        self._document.add_paragraph(f"{{%p {end} %}}")

    def facts(self, of: str) -> None:
        """Draw a table of facts: what each is called, and its value."""
        table = self._grid([2, 3], borders=True)
        self._repeat(table, f"for fact in {of}", ["{{ fact.name }}", "{{ fact.value }}"], ["left", "left"])
        table._tbl.remove(table.rows[0]._tr)

    def table(self, columns: Sequence[Column], name: str, of: str, total: Sequence[str] = ()) -> None:
        """Draw a table with a heading that every page repeats, a row for each item, and a row of totals."""
        table = self._grid([column.share for column in columns], borders=True)
        head = table.rows[0]
        for cell, column in zip(head.cells, columns, strict=True):
            self._fill(cell, self.words(column.heading), align="center", bold=True)
        head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        aligned = [column.align for column in columns]
        self._repeat(table, f"for {name} in {of}", [column.tag for column in columns], aligned)
        if total:
            row = _row_of(table)
            for cell, text, align in zip(row.cells, total, aligned, strict=True):
                self._fill(cell, text, align=align, bold=True)
                cell.paragraphs[0].paragraph_format.keep_with_next = True  # nobody signs a page that has nothing else
            self._keep_whole(row)
        self._space(2)

    def text(self, of: str = "text") -> None:
        """Draw a record's own text, block by block."""
        with self.each("block", of):
            with self.only_if('block.kind == "heading"'):
                self._document.add_paragraph("{{ block.text }}", style="Heading 2")
            with self.only_if('block.kind == "item"'):
                for level in (1, 2, 3):
                    deeper = "==" if level < 3 else ">="
                    with self.only_if(f"block.level {deeper} {level}"):
                        self.line("{{ block.mark }} {{ block.text }}", indent=7 * level, after=3)
            with self.only_if('block.kind == "paragraph"'):
                self.line("{{ block.text }}", after=6)
            with self.only_if('block.kind in ("quote", "code")'):
                self.line("{{ block.text }}", indent=10, after=6, italic=True)
            with self.only_if('block.kind == "table"'):
                table = self._grid([1], borders=True)
                self._repeat(table, "for row in block.rows", ["{{ cell }}"], ["left"])
                table._tbl.remove(table.rows[0]._tr)
                cell = table.rows[1].cells[0]
                inner = cell._tc
                for tag, place in (("{%tc for cell in row %}", inner.addprevious), ("{%tc endfor %}", inner.addnext)):
                    cell = OxmlElement("w:tc")
                    place(cell)
                    _Cell(cell, table).text = tag
                self.line("", after=2)

    def signature(self, signer: str = "letter.signer") -> None:
        """Draw the line that somebody signs: the position, room for the signature, the name."""
        self._space(10)
        table = self._grid([5, 3, 4])
        cells = table.rows[0].cells
        self._fill(cells[0], _or_blank(f"{signer}.position", _BLANK), size=_SIZE, bold=True)
        self._fill(cells[1], "______________", size=_SIZE, align="center")
        self._fill(cells[2], _or_blank(f"{signer}.name", _BLANK), size=_SIZE, bold=True, align="right")
        self._keep_whole(table.rows[0])

    def _space(self, after: float) -> None:
        """Draw an empty line, which stays with what follows it."""
        self.line("", after=after)
        self._document.paragraphs[-1].paragraph_format.keep_with_next = True

    def foot(self, left: str = "{{ letter.state_of }}") -> None:
        """Draw the foot of each page: as of which day the facts are, and the page's number."""
        paragraph = self._document.sections[0].footer.paragraphs[0]
        paragraph.style = "Normal"
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(self._width), WD_TAB_ALIGNMENT.RIGHT)
        paragraph.add_run(f"{left}\t")
        self._page_number(paragraph)
        for run in paragraph.runs:
            run.font.size = Pt(9)

    def _grid(self, shares: Sequence[int], *, borders: bool = False) -> Table:
        """Return a table of one row whose columns share the width of the page."""
        table: Table = self._document.add_table(1, len(shares))
        if borders:
            table.style = "Table Grid"
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        for column, share in zip(table.columns, shares, strict=True):
            column.width = Mm(self._width * share / sum(shares))
        return table

    def _repeat(self, table: Table, loop: str, tags: Sequence[str], aligned: Sequence[Align]) -> None:
        """Add a row for each turn of a loop; it is not broken between pages."""
        _row_of(table).cells[0].text = f"{{%tr {loop} %}}"
        row = _row_of(table)
        for cell, tag, align in zip(row.cells, tags, aligned, strict=True):
            self._fill(cell, tag, align=align)
        self._keep_whole(row)
        _row_of(table).cells[0].text = "{%tr endfor %}"

    @staticmethod
    def _fill(cell: _Cell, text: str, *, align: Align = "left", bold: bool = False, size: Any = _TABLE_SIZE) -> None:
        paragraph = cell.paragraphs[0]
        paragraph.alignment = _ALIGN[align]
        run = paragraph.add_run(text)
        run.bold, run.font.size = bold or None, size

    @staticmethod
    def _keep_whole(row: _Row) -> None:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))

    @staticmethod
    def _page_number(paragraph: Paragraph) -> None:
        for kind, code in (("begin", ""), ("", "PAGE"), ("end", "")):
            run = paragraph.add_run()
            part = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                part.set(qn("w:fldCharType"), kind)
            else:
                part.text = code
            run._r.append(part)

    def _style(self, language: Language) -> None:
        """Set one typeface, black headings, and the language in which Word looks for mistakes."""
        for name, size in (("Normal", _SIZE), ("Heading 2", _SIZE)):
            style = self._document.styles[name]
            style.font.name, style.font.size, style.font.color.rgb = _FONT, size, RGBColor(0, 0, 0)
            fonts = style.element.rPr.rFonts
            for attribute in list(fonts.attrib):
                del fonts.attrib[attribute]
            for script in ("ascii", "hAnsi", "cs", "eastAsia"):
                fonts.set(qn(f"w:{script}"), _FONT)
        self._document.styles["Normal"].paragraph_format.space_after = Pt(0)
        heading = self._document.styles["Heading 2"].paragraph_format
        heading.space_before, heading.space_after, heading.keep_with_next = Pt(10), Pt(4), True
        spelling = self._document.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}")
        spelling.set(qn("w:val"), "uz-Latn-UZ" if language.code == "uz" else "en-GB")


def _or_blank(name: str, blank: str) -> str:
    """Return the tags that show a value, or where there is none a line to write it on."""
    return f"{{% if {name} %}}{{{{ {name} }}}}{{% else %}}{blank}{{% endif %}}"


def _row_of(table: Table) -> _Row:
    """Return a new row of a table."""
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    return row
