"""`govscore template check --format FILE`: the report of one file, and the exit code."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from govscore.core import libreoffice
from govscore.core.problems import Refused, problem
from govscore.format_check.checking import check_format
from govscore.format_check.parameters import FORMS
from govscore.format_check.report import report_json, report_lines
from govscore.word.package import open_package

PASSED, DIFFERS = 0, 1
NO_OFFICE = "没有装 LibreOffice，页面上的没有量"
FAILED = "LibreOffice 打不开这个文件，页面上的没有量"


def check_file(file: Path, form: str | None, as_json: str | None) -> tuple[Iterable[str], int]:
    """Lines to print and the exit code: 0 as required, 1 where a 规定, 一般 or 推荐 is missed.

    `as_json` is a file to write, `-` for the lines themselves, or None. Refused where the file is missing or no
    usable .docx, or the form has no such name.
    """
    if form is not None and form not in FORMS:
        raise Refused(problem("format-form", f"[{file.name}]", form=form, known="、".join(FORMS)))
    try:
        content = file.read_bytes()
    except OSError:
        raise Refused(problem("template-missing", f"[{file.name}]")) from None
    open_package(content, file.name)  # nothing is handed to LibreOffice that the filler would refuse
    report = check_format(content, file.name, form, draw(content))
    code = PASSED if report.passes else DIFFERS
    if as_json is None:
        return report_lines(report), code
    text = json.dumps(report_json(report), ensure_ascii=False, indent=2)
    if as_json == "-":
        return [text], code
    Path(as_json).write_text(text + "\n", "utf-8")
    return report_lines(report), code


def draw(content: bytes) -> bytes | str:
    """The PDF, or why there is none in the clerk's words. The document must have passed `open_package`."""
    if libreoffice.office() is None:
        return NO_OFFICE
    try:
        return libreoffice.pdf_of(content)
    except OSError:
        return FAILED
