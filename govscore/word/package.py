"""The .docx as python-docx opens and saves it, once the guards have passed its bytes; and its stories."""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.part import PartFactory, XmlPart
from lxml import etree

from govscore.core.problems import Refused, problem
from govscore.word.guards import UNREADABLE, Members, guarded, parse
from govscore.word.story import Story

# Notes hold marks; without this python-docx would carry them along unread.
PartFactory.part_type_for |= dict.fromkeys((CONTENT_TYPE.WML_FOOTNOTES, CONTENT_TYPE.WML_ENDNOTES), XmlPart)
_STORIES = (
    (re.compile(r"/word/document\d*\.xml"), "正文"),
    (re.compile(r"/word/header(\d+)\.xml"), "页眉"),
    (re.compile(r"/word/footer(\d+)\.xml"), "页脚"),
    (re.compile(r"/word/footnotes\d*\.xml"), "脚注"),
    (re.compile(r"/word/endnotes\d*\.xml"), "尾注"),
)
_NOT_OPENED = (*UNREADABLE, PackageNotFoundError, etree.XMLSyntaxError, LookupError, AttributeError, TypeError)
_DRAWN_TEXT = tuple(
    f"{{http://schemas.openxmlformats.org/{kind}}}t" for kind in ("drawingml/2006/main", "officeDocument/2006/math")
)
_WORD_ART = "{urn:schemas-microsoft-com:vml}textpath"  # its text is an attribute
_EARLIEST = (0, 0x21)  # time and date of 1980-01-01, the first that a zip can hold: same input, same bytes


@dataclass(slots=True)
class Package:
    """A document that may be filled: python-docx's, and its stories."""

    document: Document
    stories: list[Story]

    def related(self, kind: str) -> etree._Element | None:
        """The XML of the part to which the body is related so (styles, theme …); None where there is none."""
        links = self.document.part.rels.values()
        part = next((link.target_part for link in links if link.reltype == kind and not link.is_external), None)
        return None if part is None else part.element if isinstance(part, XmlPart) else parse(part.blob)

    def save(self) -> bytes:
        """The document as it is now; the same content gives the same bytes on any day and system."""
        target = io.BytesIO()
        self.document.save(target)
        return _undated(target)


def open_package(template: bytes, name: str) -> Package:
    """The template's package; Refused with every reason why it is not one that may be filled."""
    place = f"[{name}]"
    members = guarded(template, place)
    try:
        document = docx.Document(io.BytesIO(_without_loose_ends(template, members)))
        stories = list(_stories(document))
    except _NOT_OPENED:
        raise Refused(problem("template-file", place)) from None
    if not stories or stories[0].root is not document.element:
        raise Refused(problem("template-file", place))
    return Package(document, stories)


def _stories(document: Document) -> Iterator[Story]:
    """Body, headers, footers and notes, each kind in the order of its parts' numbers."""
    parts = [part for part in document.part.package.iter_parts() if isinstance(part, XmlPart)]
    for pattern, title in _STORIES:
        matches = [(found, part) for part in parts if (found := pattern.fullmatch(part.partname))]
        for found, part in sorted(matches, key=lambda match: int((*match[0].groups(), "0")[0])):
            yield Story(part.partname.membername, title + (*found.groups(), "")[0], part.element)


def _without_loose_ends(template: bytes, members: Members) -> bytes:
    """The template; relations to parts that are not there, as WPS leaves some, are made ones that nobody follows."""
    known = {member.lower() for member in members}
    mended: dict[str, bytes] = {}
    for member in members:
        if member.endswith(".rels"):
            root, folder = parse(members[member]), posixpath.dirname(posixpath.dirname(f"/{member}"))
            inner = [link for link in root if link.get("TargetMode") != "External"]
            loose = [x for x in inner if _path(folder, x.get("Target", "")).lower() not in known]
            for link in loose:
                link.set("TargetMode", "External")
            mended |= {member: etree.tostring(root)} if loose else {}
    if not mended:
        return template
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members.items():
            archive.writestr(member, mended.get(member, content))
    return target.getvalue()


def _path(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join(folder, target)).lstrip("/")


def _undated(written: io.BytesIO) -> bytes:
    """A zip without the times and the system of its writing, which python-docx takes from the clock and the machine."""
    with zipfile.ZipFile(written) as archive:
        entries, at = archive.infolist(), archive.start_dir
    content = bytearray(written.getvalue())
    for entry in entries:  # APPNOTE.TXT 4.3.7 and 4.3.12: local header, central directory
        struct.pack_into("<HH", content, entry.header_offset + 10, *_EARLIEST)
        struct.pack_into("<HH", content, at + 12, *_EARLIEST)
        content[at + 5] = 0
        at += 46 + sum(struct.unpack_from("<HHH", content, at + 28))
    return bytes(content)


def unreachable(story: Story) -> bool:
    """Whether a story holds a mark in text of drawings, word art or formulas, which is not filled."""
    return any("【" in (text.text or text.get("string") or "") for text in story.root.iter(*_DRAWN_TEXT, _WORD_ART))
