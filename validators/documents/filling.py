"""Fills in a template: values are text whatever they hold, and the same values on the same day give the same bytes."""

import io
import re
import zipfile
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from typing import Any

from docxtpl import DocxTemplate  # type: ignore[import-untyped]
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from validators.documents.form import Content
from validators.text.messages import Message, say
from validators.text.sanitize import for_xml

_STAMP = (1980, 1, 1, 0, 0, 0)
"""The time of every file inside, the earliest that ZIP knows."""
_UNKNOWN = re.compile(r"'([^']+)' is undefined|has no attribute '([^']+)'")


class BrokenTemplateError(Exception):
    """A template that cannot be filled in; holds why, in words."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.template)
        self.reason = reason


def fill(template: bytes, content: Content, title: str, as_of: date) -> bytes:
    """Return the document; raises `BrokenTemplateError` for a template that cannot be read or filled in."""
    try:
        document = DocxTemplate(io.BytesIO(template))
        document.render(asdict(content), jinja_env=_environment())
    except UndefinedError as error:
        found = _UNKNOWN.search(error.message or "")
        name = next(filter(None, found.groups()), "…") if found else "…"
        raise BrokenTemplateError(say("it asks for “{name}”, which this document does not have", name=name)) from None
    except TemplateSyntaxError as error:
        near = " ".join(" ".join(getattr(error, "docx_context", ())).split())[:80]
        raise BrokenTemplateError(say("a tag is not closed or not known near “{near}”", near=near)) from None
    except TemplateError:
        raise BrokenTemplateError(say("a tag asks for what a template may not do")) from None
    except (zipfile.BadZipFile, KeyError, ValueError):
        raise BrokenTemplateError(say("it is no Word document (.docx)")) from None
    except Exception:  # a tag may be any expression; that it fails is the template's fault, whatever it raises
        raise BrokenTemplateError(say("a tag in it cannot be worked out")) from None
    properties = document.core_properties
    properties.title = for_xml(title)[:255]
    properties.created = properties.modified = datetime.combine(as_of, time(), UTC)
    properties.author = properties.last_modified_by = for_xml(content.letter.department)[:255]
    properties.comments, properties.revision = "", 1
    file = io.BytesIO()
    document.save(file)
    return _without_times(file.getvalue())


def _environment() -> ImmutableSandboxedEnvironment:
    """Return what templates are read with: nothing can be reached but the values, and a name that is not there is an error."""
    return ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined, finalize=_as_text)


def _as_text(value: Any) -> Markup:
    """Return a value as text of XML; braces too are escaped, since docxtpl reads some of them again."""
    plain = for_xml(str(value)).replace("\r", "")
    return Markup(str(escape(plain)).replace("{", "&#123;").replace("}", "&#125;"))


def _without_times(document: bytes) -> bytes:
    """Return the same package with its files in order and no time of its own."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as read, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as written:
        for name in sorted(read.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            written.writestr(zipfile.ZipInfo(name, _STAMP), read.read(name), zipfile.ZIP_DEFLATED)
    return file.getvalue()
