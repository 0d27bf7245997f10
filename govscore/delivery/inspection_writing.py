"""Writes all files of one inspection, or none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from govscore.core.problems import gather
from govscore.delivery.pdf import NAME as PDF
from govscore.delivery.pdf import pdf_copy
from govscore.delivery.staging import staged
from govscore.inspection.inspecting import BOOK
from govscore.outputs.inspection.circular import NOTICE, SLIPS, documents
from govscore.outputs.inspection.verdict_book import write_book
from govscore.outputs.summary import report
from govscore.results.result import Result


def write(
    target: Path, result: Result, text: str, data: str, to_json: Callable[[Any], str], *, pdf: bool = False
) -> None:
    """Verdict workbook, circular, slips, and under the names `text` and `data` the report and the JSON.

    `pdf`: with a PDF copy of the circular, where it can be made.
    """
    assert result.inspected is not None
    words, notes = documents(result.inspected)
    result.problems = gather([*result.problems, *notes])
    if pdf and NOTICE in words:
        copy, notes = pdf_copy(words[NOTICE], f"[{NOTICE}]")
        result.problems = gather([*result.problems, *notes])
        words |= {PDF: copy} if copy else {}
    names = [BOOK, *(name for name in (NOTICE, PDF, SLIPS) if name in words), text, data]
    result.outputs = [f"{target.name}/{name}" for name in names]
    with staged(target) as stage:
        write_book(stage / BOOK, result.inspected)
        for name, content in words.items():
            (stage / name).write_bytes(content)
        (stage / text).write_text(report(result), "utf-8-sig", newline="\r\n")
        (stage / data).write_text(to_json(result.stored()), "utf-8")
