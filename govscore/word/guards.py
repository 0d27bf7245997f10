"""What is refused before a .docx is opened: the raw bytes of its zip, whatever a hostile file may hold.

Nothing outside the file is ever loaded: no entities, no DTD, no network (Office Open XML, ECMA-376 part 2).
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from govscore.core.problems import Problem, Refused, problem
from govscore.word import ooxml
from govscore.word.ooxml import w

Members = Mapping[str, bytes]
MAX_BYTES, MAX_MEMBERS = 200_000_000, 5_000
MAIN = re.compile(r"word/document\d*\.xml")
UNREADABLE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, RuntimeError, OSError)
_UNFILLED = re.compile(r"word/(charts|diagrams|glossary)/[^/]+\.xml")
_DOCTYPE = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))
_MACRO = re.compile(rb"macroEnabled|vnd\.ms-office\.vbaProject", re.IGNORECASE)
_EMBEDDED = re.compile(r"/(oleObject|control|activeXControl\w*|aFChunk|subDocument|attachedToolbars)$")
_HARMLESS_LINK = re.compile(r"(https?|mailto):", re.IGNORECASE)


def parse(content: bytes) -> etree._Element:
    """The root of one XML member, read without entities, DTD or network; XMLSyntaxError where broken."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, collect_ids=False
    )
    return etree.fromstring(content, parser)


def has_doctype(content: bytes) -> bool:
    """Whether an XML member declares a document type, and so may hold entities."""
    return any(sign in content for sign in _DOCTYPE)


def guarded(template: bytes, place: str) -> Members:
    """The members of a template's zip; Refused with every reason why it is not one that may be opened."""
    members = _members(template, place)
    written = _xml(members)
    found = [*_forbidden(members, written, place), *_broken(written, place)]
    if not any(MAIN.fullmatch(member) for member in members):
        found.append(problem("template-file", place))
    if found:
        raise Refused(*found)
    return members


def _members(template: bytes, place: str) -> Members:
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as archive:
            infos = archive.infolist()
            if _usual(infos):
                return {info.filename: archive.read(info) for info in infos if not info.is_dir()}
    except UNREADABLE:
        pass
    raise Refused(problem("template-file", place))


def _usual(infos: Sequence[zipfile.ZipInfo]) -> bool:
    """Whether the zip is like any that a word processor writes: each name once, deflated, not enormous."""
    names = {info.filename for info in infos}
    methods = {info.compress_type for info in infos} <= {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    small = sum(info.file_size for info in infos) <= MAX_BYTES and len(infos) <= MAX_MEMBERS
    single = len(names) == len(infos) and "" not in names
    return methods and small and single and "[Content_Types].xml" in names


def _xml(members: Members) -> Members:
    """The members that are read as XML: by their names, or because the list of types says so of any other name."""
    try:
        types = list(parse(members["[Content_Types].xml"]))
    except etree.XMLSyntaxError:
        types = []  # reported as broken
    declared = {t.get("PartName", t.get("Extension", "")).lower(): t.get("ContentType", "") for t in types}

    def is_xml(member: str) -> bool:
        name = member.lower()
        kind = declared.get(f"/{name}") or declared.get(name.rpartition(".")[2], "")
        return name.endswith((".xml", ".rels")) or (kind.endswith("+xml") and not kind.startswith("image/"))

    return {member: content for member, content in members.items() if is_xml(member)}


def _forbidden(members: Members, written: Members, place: str) -> Iterator[Problem]:
    types = members["[Content_Types].xml"]
    if _MACRO.search(types) or any(member.lower().endswith("vbaproject.bin") for member in members):
        yield problem("template-macro", place)
    for member, content in written.items():
        if has_doctype(content):
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


def _broken(written: Members, place: str) -> Iterator[Problem]:
    for member, content in written.items():
        if has_doctype(content):
            continue  # reported as such
        try:
            root = parse(content)
        except etree.XMLSyntaxError:
            yield problem("template-xml", place, member=member)
            continue
        if MAIN.fullmatch(member) and root.tag != w("document"):
            yield problem("template-strict", place)
        elif _UNFILLED.fullmatch(member) and "【" in ooxml.raw_text(root):
            yield problem("template-mark-elsewhere", place, where=member)
