"""What is checked before any reader opens the bytes: what the file really is, and whether its parts are safe.

The kind is told by content, never by suffix. Every part of a zip is inflated once here, counted as it grows
(a declared size can lie) and checked by its CRC; the parts are handed on, so nothing is inflated twice by us.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib

from .common import Caps, Stop

CHUNK = 1 << 18
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
NOT_ZIP = (
    (b"%PDF", "PDF 文件"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"\x1f\x8b", "压缩包"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"{\\rtf", "Word 文档"),
    (b"MIME-Version:", "网页"),
)
OLD_EXCEL = (
    b"\x09\x00\x04\x00",
    b"\x09\x02\x06\x00",
    b"\x09\x04\x06\x00",
    b"\x09\x08\x08\x00",
    b"\x09\x08\x10\x00",
)
FORBIDDEN = ("<!DOCTYPE", "<!ENTITY")
XML_SUFFIXES = (".xml", ".rels", ".vml")
KEPT = re.compile(r".*\.(xml|rels|bin)$")
MACRO_PARTS = ("vbaproject.bin", "basic/script-lc.xml")


class Parcel:
    """What preflight found: `kind` xlsx, xlsb, ods or xls; `parts` by lower-case name; codes of `notes`."""

    def __init__(self, kind: str, parts: dict[str, bytes], notes: list[str]) -> None:
        self.kind = kind
        self.parts = parts
        self.notes = notes


def inspect(data: bytes, caps: Caps) -> Parcel:
    """The kind of workbook that `data` is, with its parts; Stop when it is none or not safe to read."""
    if not data:
        raise Stop("file-empty")
    if data.startswith(OLE2):
        return Parcel("xls", {}, _inspect_ole2(data))
    if data.startswith(b"PK"):
        parts, names = _unpack(data, caps)
        return Parcel(_zip_kind(parts, names), parts, _zip_notes(names))
    raise Stop("not-a-workbook", kind=_other_kind(data))


def _inspect_ole2(data: bytes) -> list[str]:
    """Notes on an OLE2 file; Stop for an encrypted package and for other programs' files.

    The names of the streams stand in the directory as plain UTF-16.
    """
    has = {
        name: name.encode("utf-16-le") + b"\0\0" in data
        for name in (
            "EncryptedPackage",
            "Workbook",
            "Book",
            "WordDocument",
            "PowerPoint Document",
            "_VBA_PROJECT",
        )
    }
    if not has["Workbook"] and not has["Book"]:
        if has["EncryptedPackage"]:
            raise Stop("password")
        if has["WordDocument"]:
            raise Stop("not-a-workbook", kind="Word 文档")
        if has["PowerPoint Document"]:
            raise Stop("not-a-workbook", kind="演示文稿")
        raise Stop("file-damaged")
    return ["macros"] if has["_VBA_PROJECT"] else []


def _unpack(data: bytes, caps: Caps) -> tuple[dict[str, bytes], list[str]]:
    """The parts wanted later by lower-case name, and all names; every part is inflated and checked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            names = _safe_names(members, caps)
            kept: dict[str, bytes] = {}
            left = caps.unpacked_bytes
            for member, name in zip(members, names, strict=True):
                keep = KEPT.match(name) is not None
                content, size = _inflate(archive, member, left, keep)
                left -= size
                if content is not None:
                    _refuse_entities(name, content)
                    kept[name] = content
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, struct.error) as error:
        raise Stop("file-damaged") from error
    return kept, names


def _safe_names(members: list[zipfile.ZipInfo], caps: Caps) -> list[str]:
    """The lower-case names of all members; Stop for names that two readers could take differently."""
    if len(members) > caps.parts:
        raise Stop("content-too-large")
    names = []
    for member in members:
        if member.flag_bits & 0x1:
            raise Stop("password")
        # orig_filename: zipfile cuts the other one at a NUL
        name = member.orig_filename.replace("\\", "/").lower()
        if "\0" in name or name.startswith("/") or ":" in name.split("/")[0] or ".." in name.split("/"):
            raise Stop("parts-suspicious")
        names.append(name)
    if len(set(names)) != len(names):
        raise Stop("parts-suspicious")
    return names


def _inflate(archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int, keep: bool) -> tuple[bytes | None, int]:
    """Content (None where not kept and no XML) and size of a part; the end of the read checks its CRC."""
    chunks: list[bytes] = []
    size = 0
    with archive.open(member) as stream:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > left:
                raise Stop("content-too-large")
            if not size - len(chunk):
                keep = keep or _may_be_xml(member.filename, chunk)
            if keep:
                chunks.append(chunk)
    if size != member.file_size:
        raise Stop("file-damaged")
    return (b"".join(chunks) if keep else None), size


def _may_be_xml(name: str, start: bytes) -> bool:
    head = start[:64].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")
    return name.lower().endswith(XML_SUFFIXES) or head.startswith(b"<")


def _refuse_entities(name: str, content: bytes) -> None:
    """Stop for a document type or an entity, in UTF-8 and in UTF-16 parts alike (UTF-7, UTF-32: refused)."""
    if name.endswith(".bin"):
        return
    if any(word.encode() in content for word in FORBIDDEN):
        raise Stop("entities")
    head = content[:4]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in head:
        wide = [word.encode(code) for word in FORBIDDEN for code in ("utf-16-le", "utf-16-be")]
        if any(word in content for word in wide) or head in (b"\xff\xfe\0\0", b"\0\0\xfe\xff", b"\0\0\0<"):
            raise Stop("entities")
    declared = re.match(rb"(?:\xef\xbb\xbf)?\s*<\?xml[^>]{0,80}?encoding\s*=\s*[\"']([^\"']+)", content[:200])
    if declared and declared[1].lower().startswith((b"utf-7", b"utf7", b"utf-32", b"ucs", b"unicode-1")):
        raise Stop("entities")


def _zip_kind(parts: dict[str, bytes], names: list[str]) -> str:
    """Kind of the zip by the parts it has; Stop for zips that are no workbook and for encrypted ones."""
    found = set(names)
    if "content.xml" in found:
        if b"encryption-data" in parts.get("meta-inf/manifest.xml", b""):
            raise Stop("password")
        if b"office:spreadsheet" not in parts["content.xml"] and b"spreadsheet" not in parts["content.xml"]:
            raise Stop("not-a-workbook", kind="文字文档或演示文稿")
        return "ods"
    if "encryptedpackage" in found:
        raise Stop("password")
    if any(name.startswith("word/") for name in found):
        raise Stop("not-a-workbook", kind="Word 文档")
    if any(name.startswith("ppt/") for name in found):
        raise Stop("not-a-workbook", kind="演示文稿")
    if "[content_types].xml" in found and any(name.startswith("xl/") for name in found):
        return "xlsb" if "xl/workbook.bin" in found else "xlsx"
    raise Stop("not-a-workbook", kind="压缩包")


def _zip_notes(names: list[str]) -> list[str]:
    """Codes of what the clerk should know about: macros (never run) and links to other workbooks."""
    notes = []
    if any(name.endswith(MACRO_PARTS) for name in names):
        notes.append("macros")
    if any(name.startswith("xl/externallinks/") for name in names):
        notes.append("external-links")
    return notes


def _other_kind(data: bytes) -> str:
    """What a file that is neither OLE2 nor zip seems to be, in a clerk's words."""
    for start, kind in NOT_ZIP:
        if data.startswith(start):
            return kind
    if data.startswith(OLD_EXCEL):
        return "很老的 Excel 格式"
    text = data[:4096]
    if text.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = text[: len(text) // 2 * 2].decode("utf-16", "replace").encode()
    text = text.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in text:
        return "XML 表格（Excel 2003）"
    if text.startswith((b"<html", b"<!doctype", b"<table", b"<meta", b"<head")) or b"<html" in text:
        return "网页"
    if text.startswith(b"<"):
        return "XML 文件"
    if any(byte < 9 or 13 < byte < 27 for byte in text) or not text:
        return "不认识的文件"
    return "文本文件（CSV 一类）"
