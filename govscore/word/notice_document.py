"""A notice in Word as an input: its paragraphs and tables with their places. Nothing but the main story is read."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from govscore.core.numerals import plain_text
from govscore.core.period import Period, period_in
from govscore.core.problems import Refused, problem
from govscore.readers.inputs import readable
from govscore.word import ooxml
from govscore.word.guards import MAIN, MAX_MEMBERS, UNREADABLE, has_doctype, parse
from govscore.word.ooxml import w
from govscore.word.runs import Line
from govscore.word.story import Story

MAX_FILE, MAX_STORY = 100_000_000, 50_000_000
MAX_PARAGRAPHS, MAX_SIGNS = 5_000, 10_000  # of a paragraph; the longest notices known have 200 paragraphs
MAX_CELLS, MAX_COLUMNS = 200_000, 200
_HEAD = 20  # lines in which the title is looked for
_SUFFIXES = {".doc": "这是旧的 .doc 格式", ".wps": "这是 .wps 格式", ".pdf": "这是 PDF"}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph outside tables: its number, counted as docs/模板.md says, and its text as it is read."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class WordTable:
    """A table spread on its grid: `rows[r][c]` texts, merges as (top, left, bottom, right), all 0-based.

    `above`: the lines right before it; `ordinal`: the number of the cell in its row, by grid place.
    """

    number: int
    rows: list[list[str]]
    merges: list[tuple[int, int, int, int]]
    ordinal: dict[tuple[int, int], int]
    above: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice as read: its file's name, the period of its title (None: not told), paragraphs and tables."""

    name: str
    period: Period | None
    paragraphs: Sequence[Paragraph] = field(default=())
    tables: Sequence[WordTable] = field(default=())

    def place(self, number: int) -> str:
        """`[通报.docx]正文!第5段`."""
        return f"[{self.name}]正文!第{number}段"

    def cell(self, table: int, row: int, column: int) -> str:
        """`[通报.docx]正文!表2第7行第5格`."""
        found = next(one for one in self.tables if one.number == table)
        return f"[{self.name}]正文!表{table}第{row + 1}行第{found.ordinal.get((row, column), column + 1)}格"


def read_notice(path: Path) -> Notice:
    """The notice in a .docx; Refused where it is none, too large, encrypted, or not safe to read."""
    name = readable(path.name)
    story = main_story(_content(path, name), name)
    paragraphs = list(_paragraphs(story))
    if len(paragraphs) > MAX_PARAGRAPHS or any(len(one.text) > MAX_SIGNS for one in paragraphs):
        raise _refused(name, f"段落太多，或有一段超过{MAX_SIGNS}字，不像通报")
    tables = list(_tables(story))
    if sum(len(row) for table in tables for row in table.rows) > MAX_CELLS:
        raise _refused(name, "表格太大，不像通报")
    return Notice(name, _period(paragraphs), paragraphs, tables)


def _content(path: Path, name: str) -> bytes:
    if path.suffix.lower() in _SUFFIXES:
        raise Refused(problem("against-notice-unreadable", f"[{name}]", reason=_SUFFIXES[path.suffix.lower()]))
    try:
        if path.stat().st_size > MAX_FILE:
            raise Refused(problem("against-notice-unreadable", f"[{name}]", reason="文件太大"))
        return path.read_bytes()
    except OSError:
        raise Refused(problem("file-missing", f"[{name}]")) from None


def main_story(content: bytes, name: str) -> Story:
    """The main story of a .docx; Refused where it cannot be read."""
    try:
        xml = _member(content)
        if has_doctype(xml):
            raise ValueError("内部有 DTD 声明，不是正常的 Word 文件")
        root = parse(xml)
        if root.tag != w("document"):
            raise ValueError("这是“Strict Open XML 文档”或别的格式")
    except etree.XMLSyntaxError:
        raise _refused(name, "内部已损坏") from None
    except UNREADABLE as error:
        told = str(error) if re.search("[\u4e00-\u9fff]", str(error)) else "不是 Word 文档，或者加了密码、已损坏"
        raise _refused(name, told) from None
    return Story("word/document.xml", "正文", root)


def _refused(name: str, reason: str) -> Refused:
    return Refused(problem("against-notice-unreadable", f"[{name}]", reason=reason))


def _member(content: bytes) -> bytes:
    """The bytes of the main story; ValueError in words where there is none or it is too large."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        infos = archive.infolist()
        stories = [info for info in infos if MAIN.fullmatch(info.filename)]
        if len(infos) > MAX_MEMBERS or sum(info.file_size for info in stories) > MAX_STORY:
            raise ValueError("内容太大")
        if len(stories) != 1:
            raise ValueError("不是 Word 文档")
        return archive.read(stories[0])


def _paragraphs(story: Story) -> Iterator[Paragraph]:
    """Those that are not blank, outside tables and text boxes, numbered as places are."""
    for element, number in story.outer():
        if element.tag == ooxml.P and (text := plain_text(Line(element).words)):
            yield Paragraph(number, text)


def _period(paragraphs: Sequence[Paragraph]) -> Period | None:
    """The period of the first line that names one in full; else the one that the first lines name together."""
    lines = [one.text for one in paragraphs[:_HEAD]]
    for texts in (*([line] for line in lines), lines):
        found = period_in(texts)
        if len(found) == 1:
            return found.pop()
    return None


def _tables(story: Story) -> Iterator[WordTable]:
    """The outer tables, each with the lines that stand between it and the table before."""
    above: list[str] = []
    for element, number in story.outer():
        if element.tag == ooxml.P:
            above.append(plain_text(Line(element).words))
        else:
            yield _table(element, number, tuple(text for text in above if text))
            above = []


def _table(element: etree._Element, number: int, above: tuple[str, ...]) -> WordTable:
    rows = [row for row in ooxml.rows_of(element) if row.find(f"{ooxml.TR_PR}/{w('del')}") is None]
    table = WordTable(number, [], [], {}, above)
    areas: list[list[int]] = []
    latest: dict[int, list[int]] = {}  # by left column, the area that a cell below may continue
    for at, row in enumerate(rows):
        texts: list[str] = [""] * _before(row)
        for ordinal, cell in enumerate(ooxml.cells_of(row), 1):
            left, right = len(texts), min(len(texts) + _span(cell), MAX_COLUMNS) - 1
            if right < left:
                break
            table.ordinal[(at, left)] = ordinal
            if goes_on := _continues(cell) and (left in latest and latest[left][2] == at - 1):
                latest[left][2] = at
            else:
                latest[left] = [at, left, at, right]
                areas.append(latest[left])
            texts += ["" if goes_on else _cell_text(cell), *[""] * (right - left)]
        table.rows.append(texts)
    table.merges.extend((a, b, c, d) for a, b, c, d in areas if c > a or d > b)
    return table


def _continues(cell: etree._Element) -> bool:
    """Whether a cell is part of the one above it."""
    merge = cell.find(f"{ooxml.TC_PR}/{w('vMerge')}")
    return merge is not None and merge.get(w("val")) != "restart"


def _before(row: etree._Element) -> int:
    skipped = row.find(f"{ooxml.TR_PR}/{w('gridBefore')}")
    return min(ooxml.whole(skipped.get(w("val"))), MAX_COLUMNS) if skipped is not None else 0


def _span(cell: etree._Element) -> int:
    span = cell.find(f"{ooxml.TC_PR}/{w('gridSpan')}")
    return max(ooxml.whole(span.get(w("val")), 1), 1) if span is not None else 1


def _cell_text(cell: etree._Element) -> str:
    return "\n".join(Line(paragraph).words for paragraph in cell.iter(ooxml.P)).strip()
