"""Specimens of the problems that notices given with --against and typed numbers of templates can have."""

import io
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from computed import computed
from memory_books import book, sheet
from samples_at_hand import SAMPLES, SHIQUAN_2020, SHIQUAN_2022, book_of
from small_scheme import HEADINGS, MERGES, result

from govscore.core.period import Period
from govscore.core.problems import Problem, Refused
from govscore.notices.checking import typed_in, typed_numbers
from govscore.notices.source import Source
from govscore.running.job import Job
from govscore.scheme.files import find, inspection_files, load_all
from govscore.word import ooxml
from govscore.word.notice_document import Notice, Paragraph, WordTable, read_notice

Problems = Iterable[Problem]
FIRST, SECOND = Period(2022, 1, 3), Period(2022, 4, 6)
INSPECTION = SAMPLES / "qiandongnan-2023q4-inspection" / "黔东南州2023年第四季度政府网站与政务新媒体检查情况.xlsx"
TOWNS = WordTable(
    1,
    [
        ["单位名称", "各镇快讯", "聚焦石泉", "市政府网站", "动态信息", "", "调研信息", ""],
        ["", "", "", "", "省级", "市级", "省级", "市级"],
        ["中迟镇", "51", "2", "", "", "", "", ""],
    ],
    [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 1, 2), (0, 3, 1, 3), (0, 4, 0, 5), (0, 6, 0, 7)],
    {},
    ("石泉县2022年一季度信息采用情况统计表（镇）",),
)


def _notice(period: Period | None, *lines: str, table: WordTable | None = None) -> Notice:
    paragraphs = [Paragraph(number, text) for number, text in enumerate(("石泉县通报", *lines), 1)]
    return Notice("通报.docx", period, paragraphs, [table] if table else [])


def _with(*notices: Notice) -> Problems:
    return computed(Job(tuple(load_all()), None, notices=notices), book_of(SHIQUAN_2022)).problems


def _unreadable() -> Problems:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "通报.docx").write_bytes(b"text")
        try:
            read_notice(Path(folder) / "通报.docx")
        except Refused as refusal:
            return refusal.problems
    return []


def _inspection() -> Problems:
    job = Job(tuple(load_all()), None, notices=(_notice(FIRST),), inspections=tuple(inspection_files()))
    return computed(job, book_of(INSPECTION)).problems


def _published() -> Problems:
    """The third quarter published 142 points of 政府办, where 141 were right; the fourth carries 141."""
    units = [{"unit": "政府办", "cumulative": "141", "rank": 1}]
    wrong = {"unit": "政府办", "column": "累计", "stated": "142", "computed": "141"}
    earlier: Mapping[str, Any] = {
        "scheme": "shiquan-2020q4",
        "period": "2020年7-9月",
        "tiers": [{"tier": "部门", "units": units}],
        "differences": [wrong],
    }
    return computed(Job(tuple(load_all()), None, against=(dict(earlier),)), book_of(SHIQUAN_2020)).problems


def _template(line: str) -> bytes:
    """A document of one paragraph."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        inside = f"<w:body><w:p><w:r><w:t>{line}</w:t></w:r></w:p></w:body>"
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{ooxml.WORD}">{inside}</w:document>')
    return target.getvalue()


def _typed(line: str) -> Problems:
    office = find("shiquan-2022q1")
    source = Source(office.scheme, FIRST, {"市政府网站采用数": "54"})
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "shiquan"
        folder.mkdir()
        (folder / "bulletin.docx").write_bytes(_template(line))
        return typed_numbers(replace(office, folder=folder), source, {})


def _checked_template() -> Problems:
    office = find("shiquan-2022q1")
    source = Source(office.scheme, FIRST, {"市政府网站采用数": "0"})
    return typed_in(_template("市政府网站采用54条。"), "bulletin.docx", source)


NOTICES: dict[str, Callable[[], Problems]] = {
    "against-notice-unreadable": _unreadable,
    "against-notice-untimed": lambda: _with(_notice(None)),
    "against-notice-alone": lambda: _with(_notice(SECOND)),
    "against-notice-inspection": _inspection,
    "against-notice-checked": lambda: _with(_notice(FIRST, "市政府网站采用54条，其中图文信息6条。")),
    "against-notice-units": lambda: _with(_notice(FIRST, table=TOWNS)),
    "nothing-typed": lambda: result(book(sheet("部门", [*HEADINGS, ["甲局", 1, 2]], MERGES))).problems,
    "prior-published": _published,
    "prose-number": lambda: _typed("市政府网站采用55条。"),
    "prose-typed": lambda: _typed("市政府网站采用54条。"),
    "prose-mark": _checked_template,
}
