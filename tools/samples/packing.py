"""Saving a workbook so that the same content is the same bytes, on any day."""

import io
import re
import zipfile
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook

_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_CORE = "docProps/core.xml"


def save(book: Workbook, path: Path, dated: datetime) -> None:
    """Write the workbook with `dated` as its creation, change and archive time."""
    book.properties.created = dated
    buffer = io.BytesIO()
    book.save(buffer)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_repacked(buffer, dated))


def _repacked(buffer: io.BytesIO, dated: datetime) -> bytes:
    """Copy every part of the package under a fixed time."""
    target = io.BytesIO()
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(target, "w") as package:
        for name in source.namelist():
            package.writestr(_entry(name, dated), _part(name, source.read(name), dated))
    return target.getvalue()


def _entry(name: str, dated: datetime) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, dated.timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 0
    return entry


def _part(name: str, content: bytes, dated: datetime) -> bytes:
    """Return a part's content; the core properties lose the time of saving."""
    if name != _CORE:
        return content
    stamp = dated.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    return _MODIFIED.sub(rb"\g<1>" + stamp + rb"\g<2>", content)
