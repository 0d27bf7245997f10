"""A clerk's workbook with all that a workbook can have, made by another library than the one that copies it."""

import base64
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import xlsxwriter

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
ROWS = (("甲局", 1, 2), ("乙局", 3, 4))


def made(path: Path, more: Callable[[Any, Any], None] = lambda book, page: None, name: str = "部门") -> Path:
    """A table from row 3 on: 甲局 1 2 3, 乙局 3 4 7, the sums being formulas; `more` adds to book and sheet."""
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet(name)
        page.merge_range("A1:D1", "采用情况", book.add_format({"font_name": "楷体", "font_size": 22, "bold": True}))
        head = book.add_format({"font_name": "黑体", "bg_color": "#DDEBF7", "border": 2, "text_wrap": True})
        for column, text in enumerate(("单位", "市级", "省级", "得分")):
            page.write_string(2, column, text, head)
        for row, (unit, *counts) in enumerate(ROWS, 3):
            page.write_string(row, 0, unit)
            for column, count in enumerate(counts, 1):
                page.write_number(row, column, count)
            page.write_formula(row, 3, f"=SUM(B{row + 1}:C{row + 1})", None, sum(counts))
        more(book, page)
    return path


def decorate(book: Any, page: Any) -> None:
    """What is to stay."""
    page.set_column("A:A", 33, None)
    page.set_column("C:E", 17.5)
    page.set_row(2, 51)
    page.set_row(4, None, None, {"hidden": True})
    page.set_column("H:H", None, None, {"hidden": True})
    page.write_comment("A4", "本单位补报过一次", {"author": "老王"})
    page.write_comment("D4", "已电话核对", {"author": "老王"})
    page.write_number("F4", 0.525, book.add_format({"num_format": "0.0%"}))
    page.write_datetime(
        "F5", __import__("datetime").datetime(2024, 5, 6), book.add_format({"num_format": "yyyy年m月d日"})
    )
    page.write_rich_string("A7", "备注：", book.add_format({"bold": True, "font_color": "red"}), "加粗的话", "。")
    page.data_validation("B4:B5", {"validate": "list", "source": ["一", "二"]})
    page.conditional_format(
        "C4:C5", {"type": "cell", "criteria": ">", "value": 3, "format": book.add_format({"bold": 1})}
    )
    page.freeze_panes(3, 1)
    page.repeat_rows(0, 2)
    page.print_area("A1:G9")
    page.set_landscape()
    page.set_paper(8)
    page.set_margins(left=0.25)
    page.set_footer("&C第 &P 页")
    page.set_h_pagebreaks([6])


def burden(book: Any, page: Any) -> None:
    """What cannot come along."""
    page.insert_image("J1", "章.png", {"image_data": io.BytesIO(PICTURE)})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=部门!$B$4:$C$4"})
    page.insert_chart("J5", chart)
    page.insert_textbox("J20", "文本框里的话")
    page.add_sparkline("G4", {"range": "部门!B4:C4"})
    page.insert_button("J25", {"caption": "计算"})
    page.write_url("A8", "https://example.com/x", string="上级网站")


def edited(path: Path, changes: dict[str, Callable[[str], str]], parts: dict[str, bytes] | None = None) -> Path:
    """The package with parts changed, by a pattern of their names, and others added."""
    with zipfile.ZipFile(path) as package:
        held = {name: package.read(name) for name in package.namelist()}
    for pattern, change in changes.items():
        for name in [name for name in held if re.fullmatch(pattern, name)]:
            held[name] = change(held[name].decode()).encode()
    with zipfile.ZipFile(path, "w") as package:
        for name, content in (held | (parts or {})).items():
            package.writestr(name, content)
    return path
