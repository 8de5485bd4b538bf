"""Footnotes for python-docx, which has none: the part that holds them, and references to it.

Source: ECMA-376, part 1, 17.11 (footnotes and endnotes).
"""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

_BARE = (
    f"<w:footnotes {nsdecls('w')}>"
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
    "</w:footnote></w:footnotes>"
)


class Footnotes:
    """The footnotes of a document that is being written; call `close` once before saving it.

    Args:
        document: the document.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._root: Any = parse_xml(_BARE)
        self._count = 0

    def add(self, paragraph: Paragraph, text: str) -> None:
        """Add a footnote of one paragraph, referred to at the end of a paragraph."""
        self._count += 1
        number = str(self._count)
        run = paragraph.add_run()
        run.font.superscript = True
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), number)
        run._r.append(reference)
        self._root.append(_footnote(number, text))

    def close(self) -> None:
        """Put the footnotes into the document."""
        xml = serialize_part_xml(self._root)
        package = self._document.part.package
        where = PackURI("/word/footnotes.xml")
        part = Part(where, CONTENT_TYPE.WML_FOOTNOTES, xml, package)
        self._document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _footnote(number: str, text: str) -> Any:
    note = OxmlElement("w:footnote")
    note.set(qn("w:id"), number)
    paragraph = OxmlElement("w:p")
    mark = OxmlElement("w:r")
    mark.append(_superscript())
    mark.append(OxmlElement("w:footnoteRef"))
    words = OxmlElement("w:r")
    written = OxmlElement("w:t")
    written.text = f" {text}"
    written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    words.append(written)
    paragraph.append(mark)
    paragraph.append(words)
    note.append(paragraph)
    return note


def _superscript() -> Any:
    properties = OxmlElement("w:rPr")
    align = OxmlElement("w:vertAlign")
    align.set(qn("w:val"), "superscript")
    properties.append(align)
    return properties
