"""The .docx as a zip package: what is refused before it is read, its stories, and writing it back.

Nothing outside the file is ever loaded: no entities, no DTD, no network (Office Open XML, ECMA-376 part 2).
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from govscore.core.problems import Problem, Refused, problem
from govscore.word import ooxml
from govscore.word.ooxml import w

MAX_BYTES, MAX_MEMBERS = 200_000_000, 5_000
EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first date a zip can hold: same input, same bytes

_STORIES = (
    (re.compile(r"word/document\d*\.xml"), "正文"),
    (re.compile(r"word/header(\d+)\.xml"), "页眉"),
    (re.compile(r"word/footer(\d+)\.xml"), "页脚"),
    (re.compile(r"word/footnotes\d*\.xml"), "脚注"),
    (re.compile(r"word/endnotes\d*\.xml"), "尾注"),
)
_UNFILLED = re.compile(r"word/(charts|diagrams|glossary)/[^/]+\.xml")
_DOCTYPE = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))
_MACRO = re.compile(rb"macroEnabled|vnd\.ms-office\.vbaProject", re.IGNORECASE)
_EMBEDDED = re.compile(r"/(oleObject|control|activeXControl\w*|aFChunk|subDocument|attachedToolbars)$")
_UNREADABLE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, RuntimeError, OSError)
_HARMLESS_LINK = re.compile(r"(https?|mailto):", re.IGNORECASE)
_DRAWN_TEXT = tuple(
    f"{{http://schemas.openxmlformats.org/{kind}}}t" for kind in ("drawingml/2006/main", "officeDocument/2006/math")
)
_WORD_ART = "{urn:schemas-microsoft-com:vml}textpath"  # its text is an attribute


@dataclass(slots=True)
class Part:
    """One story of the document: its member, its name for the clerk (正文, 页眉1) and its XML."""

    member: str
    title: str
    root: etree._Element

    def stories(self) -> list[etree._Element]:
        """The elements whose children are paragraphs and tables."""
        if self.root.tag == w("document"):
            return self.root.findall(w("body"))
        if self.root.tag in (w("footnotes"), w("endnotes")):
            return [note for note in self.root if isinstance(note.tag, str)]
        return [self.root]


@dataclass(slots=True)
class Package:
    """A template that may be filled: every member's bytes in order, and its stories."""

    members: dict[str, tuple[zipfile.ZipInfo, bytes]]
    parts: list[Part]

    def save(self, changed: Mapping[str, etree._Element]) -> bytes:
        """The package with the `changed` members written anew, all others byte for byte as they were."""
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for member, (info, content) in self.members.items():
                data = _serialized(changed[member]) if member in changed else content
                entry = zipfile.ZipInfo(member, EARLIEST)
                entry.compress_type, entry.external_attr = info.compress_type, info.external_attr
                entry.create_system = 0  # else the bytes would tell on which system they were written
                archive.writestr(entry, data, compresslevel=6)
        return target.getvalue()


def _serialized(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def parse(content: bytes) -> etree._Element:
    """The root of one XML member, read without entities, DTD or network; XMLSyntaxError where broken."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, collect_ids=False
    )
    return etree.fromstring(content, parser)


def open_package(template: bytes, name: str) -> Package:
    """The template's package; Refused with every reason why it is not one that may be filled."""
    place = f"[{name}]"
    members = _members(template, place)
    found = [*_forbidden(members, place), *_broken(members, place)]
    if found:
        raise Refused(*found)
    parts = list(_parts(members))
    if not any(part.title == "正文" for part in parts):
        raise Refused(problem("template-file", place))
    return Package(members, parts)


def _members(template: bytes, place: str) -> dict[str, tuple[zipfile.ZipInfo, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as archive:
            infos = archive.infolist()
            if not _usual(infos):
                raise Refused(problem("template-file", place))
            return {info.filename: (info, archive.read(info)) for info in infos if not info.is_dir()}
    except _UNREADABLE:
        raise Refused(problem("template-file", place)) from None


def _usual(infos: Sequence[zipfile.ZipInfo]) -> bool:
    """Whether the zip is like any that a word processor writes: each name once, deflated, not enormous."""
    names = {info.filename for info in infos}
    methods = {info.compress_type for info in infos} <= {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    small = sum(info.file_size for info in infos) <= MAX_BYTES and len(infos) <= MAX_MEMBERS
    single = len(names) == len(infos) and "" not in names
    return methods and small and single and "[Content_Types].xml" in names


def _forbidden(members: Mapping[str, tuple[zipfile.ZipInfo, bytes]], place: str) -> Iterator[Problem]:
    types = members["[Content_Types].xml"][1]
    if _MACRO.search(types) or any(member.lower().endswith("vbaproject.bin") for member in members):
        yield problem("template-macro", place)
    for member, (_, content) in members.items():
        if member.endswith((".xml", ".rels")) and any(sign in content for sign in _DOCTYPE):
            yield problem("template-dtd", place, member=member)
        elif member.endswith(".rels"):
            yield from _relationships(member, content, place)


def _relationships(member: str, content: bytes, place: str) -> Iterator[Problem]:
    try:
        relationships = list(parse(content))
    except etree.XMLSyntaxError:
        return  # reported as broken
    for link in relationships:
        kind, target = link.get("Type", ""), link.get("Target", "")
        embedded = "embeddings/" in target and not member.startswith("word/charts/")
        if embedded or _EMBEDDED.search(kind):
            yield problem("template-embedded", place, target=target)
        elif link.get("TargetMode") == "External" and not _is_web_link(kind, target):
            yield problem("template-external", place, target=target)


def _is_web_link(kind: str, target: str) -> bool:
    return kind.endswith("/hyperlink") and _HARMLESS_LINK.match(target) is not None


def _broken(members: Mapping[str, tuple[zipfile.ZipInfo, bytes]], place: str) -> Iterator[Problem]:
    for member, (_, content) in members.items():
        if not member.endswith((".xml", ".rels")) or any(sign in content for sign in _DOCTYPE):
            continue
        try:
            root = parse(content)
        except etree.XMLSyntaxError:
            yield problem("template-xml", place, member=member)
            continue
        if re.fullmatch(r"word/document\d*\.xml", member) and root.tag != w("document"):
            yield problem("template-strict", place)
        elif _UNFILLED.fullmatch(member) and "【" in ooxml.raw_text(root):
            yield problem("template-mark-elsewhere", place, where=member)


def _parts(members: Mapping[str, tuple[zipfile.ZipInfo, bytes]]) -> Iterator[Part]:
    for pattern, title in _STORIES:
        matches = [found for member in members if (found := pattern.fullmatch(member))]
        for found in sorted(matches, key=lambda m: int((*m.groups(), "0")[0])):
            number = (*found.groups(), "")[0]
            yield Part(found[0], f"{title}{number}", parse(members[found[0]][1]))


def unreachable(part: Part) -> bool:
    """Whether a part holds a mark in text of drawings, word art or formulas, which is not filled."""
    return any("【" in (text.text or text.get("string") or "") for text in part.root.iter(*_DRAWN_TEXT, _WORD_ART))
