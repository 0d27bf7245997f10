"""Names and titles with every odd character through the whole program: right in each output, and nothing cut off."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import docx
import pytest
import xlsxwriter
from memory_books import with_cells
from notice_books import run, stored, template
from openpyxl import load_workbook
from running_program import program
from samples_at_hand import SAMPLES, book_of
from small_scheme import HEADINGS, MERGES, TEXT

from govscore.core.libreoffice import convert, office
from govscore.readers.inputs import Input
from govscore.running import workbook
from govscore.running.job import Job
from govscore.scheme.files import load_all

PREFECTURE = SAMPLES / "qiandongnan-2021q4" / "黔东南州2021年四季度政务信息采用及排名情况.xlsx"
# as typed, as printed
NAMES = [
    ("R&D<局>", "R&D<局>"),
    ("\"双引\"'单引'局", "\"双引\"'单引'局"),
    ("&amp;&#65;局", "&amp;&#65;局"),
    ("]]><!--局", "]]><!--局"),
    ("甲\x07乙\x1f局", "甲乙局"),
    ("丙\ud800局", "丙局"),
    ("丁\uffff\ufdd0局", "丁局"),
    ("\u202e戊\u2066局\u2069", "戊局"),
    ("己\u200b局\ufeff", "己局"),
    ("庚\u2028局\x85", "庚局"),
    ("辛\t局\r\n办", "辛局办"),
    ("😀👨\u200d👩\u200d👧局", "😀👨\u200d👩\u200d👧局"),
    ("𠮷田𪚥局", "𠮷田𪚥局"),
    ("㙍局", "㙍局"),
    ("葛\U000e0100城局", "葛\U000e0100城局"),  # a form of a character, chosen by its selector
    ("长" * 200, "长" * 200),
    ("Office of " * 20 + "x", "Office of " * 20 + "x"),
    ("=1+1局", "=1+1局"),
    ("-壬局", "-壬局"),
    ("@SUM(A1)局", "@SUM(A1)局"),
    ("_x0041_局", "_x0041_局"),
    ("http://a.cn/局", "http://a.cn/局"),
    ("【期间】局", "【期间】局"),
    ("{{局}}", "{{局}}"),
    ("0012", "0012"),
]
PRINTED = [printed for _, printed in NAMES]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a workbook with these names, each unit one item ahead of the next."""
    folder = tmp_path_factory.mktemp("odd")
    rows = [[typed, len(NAMES) - n, 0] for n, (typed, _) in enumerate(NAMES)]
    notice = template(
        ["第一名：【部门第一名】；前十名：【部门前十名】"], ["【部门表.序】", "【部门表.单位】", "【部门表.市级】"]
    )
    found = run(folder, notice, rows)
    assert (found.state, [problem.code for problem in found.problems]) == ("done", ["nothing-typed"])
    return folder


def test_the_result_has_every_name(made: Path) -> None:
    assert [unit["unit"] for unit in stored(made)["tiers"][0]["units"]] == PRINTED


def test_the_notice_has_every_name_in_its_row_and_in_its_text(made: Path) -> None:
    document = docx.Document(str(made / "out" / "表" / "通报.docx"))
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows == [[str(n + 1), name, str(len(NAMES) - n)] for n, name in enumerate(PRINTED)]
    assert document.paragraphs[0].text == f"第一名：{PRINTED[0]}；前十名：{'、'.join(PRINTED[:10])}"


def test_the_ranking_workbook_has_every_name_as_text(made: Path) -> None:
    sheet = load_workbook(made / "out" / "表" / "排名表.xlsx").worksheets[0]
    cells = {cell.value: cell for row in sheet.iter_rows() for cell in row if cell.value is not None}
    for name in PRINTED:
        assert cells[name].data_type == "s", name
        assert cells[name].hyperlink is None


def test_titles_of_items_in_blocks(tmp_path: Path) -> None:
    """Each odd text as the title of an item of the prefecture's log, and so in a block's grid."""
    whole = book_of(PREFECTURE)
    log = next(one for one in whole.sheets if one.name == "信息台账")
    first = next(n for n, row in enumerate(log.rows) if str(row[0]).strip() == "1")
    column = log.rows[first].index(next(cell for cell in log.rows[first][2:] if isinstance(cell, str)))
    cells = {f"{'ABCDEF'[column]}{first + n + 1}": typed for n, (typed, _) in enumerate(NAMES)}
    begun: Any = type("Begun", (), {"result": lambda self: with_cells(whole, "信息台账", cells)})()
    found = workbook.process(
        Job(tuple(load_all()), tmp_path), Input(PREFECTURE, "州"), begun, workbook.second_process()
    )
    assert found.state == "done", [p.spoken() for p in found.problems]
    shown = {cell.text for table in docx.Document(str(tmp_path / "州" / "通报.docx")).tables for cell in table._cells}
    assert shown >= set(PRINTED)
    book = load_workbook(tmp_path / "州" / "排名表.xlsx")
    assert {cell.value for one in book for row in one.iter_rows() for cell in row} >= set(PRINTED)


def test_a_real_file_from_the_command_line(tmp_path: Path) -> None:
    """What a file can hold: controls stand in it as _x0007_, lone surrogates and noncharacters cannot stand in it."""
    names = [pair for pair in NAMES if not re.search("[\ud800-\udfff\uffff\ufdd0]", pair[0])]
    assert len(names) == len(NAMES) - 2
    regime = tmp_path / "templates" / "small"
    regime.mkdir(parents=True)
    (regime / "scheme.toml").write_text(TEXT, "utf-8")
    (regime / "bulletin.docx").write_bytes(template([], ["【部门表.单位】"]))
    path = tmp_path / "小县2024年1-2月.xlsx"
    _write(path, [*HEADINGS, *([typed, len(names) - n, 0] for n, (typed, _) in enumerate(names))])
    done = program("run", path, cwd=tmp_path, env={"GOVSCORE_TEMPLATES": str(regime.parent)})
    assert done.code == 0, done.out + done.err
    folder = tmp_path / "outbox" / path.stem
    units = [u["unit"] for u in json.loads((folder / "结果.json").read_text("utf-8"))["tiers"][0]["units"]]
    assert units == [printed for _, printed in names]
    assert [row.cells[0].text for row in docx.Document(str(folder / "通报.docx")).tables[0].rows] == units
    ranked = {cell.value for row in load_workbook(folder / "排名表.xlsx").worksheets[0].iter_rows() for cell in row}
    assert set(units) <= ranked


def _write(path: Path, rows: list[list[Any]]) -> None:
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("部门")
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            if cell is not None:
                (sheet.write_string if isinstance(cell, str) else sheet.write_number)(r, c, cell)
    for top, left, bottom, right in MERGES:
        sheet.merge_range(top, left, bottom, right, rows[top][left])
    book.close()


@pytest.mark.skipif(
    not (office() and shutil.which("pdftotext")),
    reason="LibreOffice is not on this machine: odd characters were not drawn",
)
# in its table, and in 得分说明 in the heading of its part and beside each of two postings and three sums
@pytest.mark.parametrize(("name", "times"), [("通报.docx", 1), ("排名表.xlsx", 1 + 1 + 2 + 3)])
def test_libreoffice_opens_the_files_and_nothing_is_cut_off(name: str, times: int, made: Path, tmp_path: Path) -> None:
    """Drawn as PDF and read back: 200 characters of a name are 200 characters on the page."""
    (pdf,) = convert([made / "out" / "表" / name], "pdf", tmp_path)
    drawn = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, check=True, timeout=60)
    text = "".join(drawn.stdout.decode().split())
    assert text.count("长") == 200 * times
    assert text.count("Officeof") == 20 * times
    for printed in PRINTED[:4]:
        assert printed in text
