"""Word documents as tests read them."""

from pathlib import Path

import docx


def read_word(file: Path) -> tuple[list[str], list[list[list[str]]]]:
    """Return the paragraphs of a document that are not empty, and its tables row by row."""
    document = docx.Document(str(file))
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text], tables
