"""Notices as they were issued: the program's own of a sample, with sentences and cells retyped by hand."""

import io
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from computed import Computed, computed
from lxml import etree
from samples_at_hand import book_of
from word_parts import W

from govscore.outputs.documents import filled
from govscore.outputs.notice.bulletin import to_fill
from govscore.running.job import Job
from govscore.scheme.files import load_all


@cache
def result_of(path: Path) -> Computed:
    return computed(Job(tuple(load_all()), None), book_of(path))


@cache
def issued(path: Path) -> bytes:
    found = result_of(path)
    assert found.loaded is not None
    return filled(*to_fill(found.loaded, found.data())).notice


def _set(element: etree._Element, text: str) -> None:
    first, *rest = element.iter(f"{{{W}}}t")
    first.text = text
    for other in rest:
        other.text = ""


def text_of(element: etree._Element) -> str:
    return "".join(t.text or "" for t in element.iter(f"{{{W}}}t"))


def retyped(
    notice: bytes, sentences: Mapping[str, str] | None = None, cells: Mapping[tuple[int, str, int], str] | None = None
) -> bytes:
    """The notice with words of its paragraphs replaced, and cells (table and cell from 1, the row's unit) retyped."""
    with zipfile.ZipFile(io.BytesIO(notice)) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    root = etree.fromstring(members["word/document.xml"])
    for old, new in (sentences or {}).items():
        where = [one for one in root.iter(f"{{{W}}}p") if old in text_of(one)]
        assert where, old
        for one in where:
            _set(one, text_of(one).replace(old, new))
    tables = list(root.iter(f"{{{W}}}tbl"))
    for (table, unit, cell), text in (cells or {}).items():
        rows = [list(row.iterchildren(f"{{{W}}}tc")) for row in tables[table - 1].iterchildren(f"{{{W}}}tr")]
        (row,) = [row for row in rows if any(text_of(one) == unit for one in row)]
        _set(row[cell - 1], text)
    members["word/document.xml"] = etree.tostring(root)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()
