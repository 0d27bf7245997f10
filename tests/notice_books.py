"""Small notices for tests: a template made here, the small scheme, and what `run` makes of a workbook in memory."""

import io
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest import mock

import docx
from memory_books import book, sheet
from small_scheme import HEADINGS, MERGES, loaded

from govscore.readers.inputs import Input
from govscore.readers.workbook import Sheet
from govscore.results.result import Result
from govscore.running import workbook
from govscore.running.job import Job

INFO = "通报信息"


def template(paragraphs: Sequence[str] = (), cells: Sequence[str] = ()) -> bytes:
    """A template with these paragraphs and a table of one row with these cells."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if cells:
        row = document.add_table(1, len(cells)).rows[0].cells
        for cell, text in zip(row, cells, strict=True):
            cell.text = text
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def run(
    folder: Path,
    notice: bytes,
    rows: Sequence[Sequence[Any]] = (["甲局", 1, 2, 6, 1],),
    info: Sequence[Sequence[Any]] = (),
    changes: Sequence[tuple[str, str]] = (),
) -> Result:
    """The result of a workbook with these units and this sheet 通报信息; its files are in folder/out/表."""
    folder.mkdir(exist_ok=True)
    (folder / "bulletin.docx").write_bytes(notice)
    more: list[Sheet] = [sheet(INFO, info)] if info else []
    begun = mock.Mock(result=lambda: book(sheet("部门", [*HEADINGS, *rows], MERGES), *more))
    job = Job((replace(loaded(*changes), folder=folder),), folder / "out")
    return workbook.process(job, Input(Path("表.xlsx"), "表"), begun, workbook.second_process())


def paragraphs(folder: Path) -> list[str]:
    """The paragraphs of the notice outside tables."""
    return [p.text for p in docx.Document(str(folder / "out" / "表" / "通报.docx")).paragraphs]


def stored(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "out" / "表" / "结果.json").read_text("utf-8"))
    return found
