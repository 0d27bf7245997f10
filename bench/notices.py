"""The Word templates of the typical script, made by code: text, rules, tables with docxtpl's marks."""

from __future__ import annotations

from pathlib import Path

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table
from docx.text.paragraph import Paragraph
from offices import ITEM_HEADINGS, PREFECTURE, SITE_HEADINGS, Office, heading_cells

Paths = tuple[tuple[str, ...], ...]


def notice_template(path: Path, office: Office, rules: list[str]) -> None:
    """Writes the template of an office's notice: text, then unit blocks or one table a tier, then the rules."""
    document = docx.Document()
    _text(document.add_paragraph(), "关于{{ period }}政务信息采用情况的通报", "方正小标宋简体", 22, centred=True)
    _text(document.add_paragraph(), "各有关单位：")
    _text(document.add_paragraph(), "现将{{ period }}政务信息采用情况通报如下：")
    for number in range(len(office.tiers)):
        _text(document.add_paragraph(), f"{{{{ sentences[{number}] }}}}")
    if office is PREFECTURE:
        _blocks(document)
    else:
        _tables(document, office)
    _text(document.add_paragraph(), "计分办法", "黑体")
    for rule in rules:
        _text(document.add_paragraph(), rule)
    path.parent.mkdir(exist_ok=True)
    document.save(str(path))


def _blocks(document: Document) -> None:
    """Every unit of every tier: title, grid of sites, two lines, items."""
    document.add_paragraph("{%p for tier in tiers %}")
    _text(document.add_paragraph(), "{{ tier.heading }}", "黑体")
    document.add_paragraph("{%p for unit in tier.units %}")
    _text(document.add_paragraph(), "{{ unit.title }}", "楷体_GB2312")
    _loop(_table(document, SITE_HEADINGS), "unit.sites", len(SITE_HEADINGS))
    for number in (0, 1):
        _text(document.add_paragraph(), f"{{{{ unit.lines[{number}] }}}}")
    _loop(_table(document, ITEM_HEADINGS), "unit.log", len(ITEM_HEADINGS))
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endfor %}")


def _tables(document: Document, office: Office) -> None:
    """One table a tier, a group's heading over its whole width."""
    for number, title in enumerate(office.tiers.values()):
        document.add_page_break()
        _text(document.add_paragraph(), title, "方正小标宋简体", 18, centred=True)
        table, width = _table(document, office.headings), len(office.headings)
        _control(table, f"{{%tr for row in tables[{number}] %}}")
        _control(table, "{%tr if row.group %}")
        cells = table.add_row().cells
        _text(cells[0].merge(cells[width - 1]).paragraphs[0], "{{ row.group }}", "黑体", 10.5, centred=True)
        _control(table, "{%tr else %}")
        _sample(table, [f"{{{{ row.cells[{column}] }}}}" for column in range(width)])
        _control(table, "{%tr endif %}")
        _control(table, "{%tr endfor %}")


def _table(document: Document, paths: Paths) -> Table:
    """A table with its nested headings."""
    table = document.add_table(max(len(path) for path in paths), len(paths), style="Table Grid")
    for top, left, bottom, right, text in heading_cells(paths):
        cell = table.cell(top, left)
        if (top, left) != (bottom, right):
            cell = cell.merge(table.cell(bottom, right))
        _text(cell.paragraphs[0], text, "黑体", 10.5, centred=True)
    return table


def _loop(table: Table, rows: str, width: int) -> None:
    """A sample row for every row of a list of lists."""
    _control(table, f"{{%tr for row in {rows} %}}")
    _sample(table, [f"{{{{ row[{column}] }}}}" for column in range(width)])
    _control(table, "{%tr endfor %}")


def _sample(table: Table, texts: list[str]) -> None:
    for cell, text in zip(table.add_row().cells, texts, strict=True):
        _text(cell.paragraphs[0], text, size=10.5, centred=True)


def _control(table: Table, text: str) -> None:
    table.add_row().cells[0].paragraphs[0].add_run(text)


def _text(
    paragraph: Paragraph, text: str, font: str = "仿宋_GB2312", size: float = 16, *, centred: bool = False
) -> None:
    run = paragraph.add_run(text)
    run.font.name = font
    run.font.size = Pt(size)
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
