"""A picture or scan that belongs to a record: how large it is, what is in it, and what kind of file it is.

What a file is follows from its first bytes, never from its name. The three kinds are those that every browser shows and that
cannot run anything on a page, as an SVG could.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from typing import BinaryIO, Literal
from unicodedata import is_normalized, normalize
from urllib.parse import unquote

from validators.source.limits import MAX_ATTACHMENT

AttachmentType = Literal["png", "jpeg", "pdf"]

_BEGINNINGS: dict[AttachmentType, bytes] = {"png": b"\x89PNG\r\n\x1a\n", "jpeg": b"\xff\xd8\xff", "pdf": b"%PDF-"}
_ENDINGS: dict[str, AttachmentType] = {"png": "png", "jpg": "jpeg", "jpeg": "jpeg", "pdf": "pdf"}
_NAME = re.compile(r"\w[\w-]*(?:\.[\w-]+)*\.[A-Za-z]+")
_LEFT_OUT = re.compile(r"[\r\n]+[ \t>]*|\t")
"""What browsers leave out of an address, with the spaces and marks of quotations that begin its next line."""
_CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file: its size in bytes, the SHA-256 of its content, and its kind by its first bytes.

    A file over the limit is not read: then `sha256` is "" and `type` None, as for any other kind of file.
    """

    size: int
    sha256: str
    type: AttachmentType | None

    @property
    def is_too_large(self) -> bool:
        """Whether it is larger than an attachment may be."""
        return self.size > MAX_ATTACHMENT


def read_attachment(file: BinaryIO, size: int) -> Attachment:
    """Return what is known of an open file; `size` is what the system says of it, and it may have grown since."""
    if size > MAX_ATTACHMENT:
        return Attachment(size, "", None)
    hashed, read, head = hashlib.sha256(), 0, b""
    while chunk := file.read(_CHUNK):
        head = head or chunk[:16]
        hashed.update(chunk)
        read += len(chunk)
        if read > MAX_ATTACHMENT:
            return Attachment(read, "", None)
    return Attachment(
        read, hashed.hexdigest(), next((kind for kind, first in _BEGINNINGS.items() if head.startswith(first)), None)
    )


def type_by_name(name: str) -> AttachmentType | None:
    """Return the kind that a file has by the ending of its name; None for any other ending.

    >>> type_by_name("sxema.PNG"), type_by_name("xat.docx")
    ('png', None)
    """
    return _ENDINGS.get(name.rpartition(".")[2].lower()) if "." in name else None


def is_plain_name(name: str) -> bool:
    """Return whether a link can name the file as it is: letters, digits, hyphens, underscores and points, composed (NFC).

    >>> is_plain_name("sxema-1.png"), is_plain_name("1-rasm (nusxa).png")
    (True, False)
    """
    return _NAME.fullmatch(name) is not None and is_normalized("NFC", name)


def named_in(body: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return those of these files that a text mentions, in a link, as a picture or in any other way.

    >>> named_in('![](loy-2026-001/%73xema.png) <img src="xona&#46;jpg">', ["sxema.png", "xona.jpg", "xat.pdf"])
    ('sxema.png', 'xona.jpg')
    """
    decoded = unescape(unquote(unescape(body))).replace("\\", "")
    text = normalize("NFC", _LEFT_OUT.sub("", decoded))
    return tuple(name for name in names if name in text)


def plain_name(name: str, type: AttachmentType) -> str:
    """Return a plain name for a file of that kind.

    >>> plain_name("1-rasm (nusxa).PNG", "png")
    '1-rasm-nusxa.png'
    """
    stem = name.rpartition(".")[0] or name
    return "-".join(re.findall(r"\w+", stem)).lower()[:80] + {"png": ".png", "jpeg": ".jpg", "pdf": ".pdf"}[type]
