"""The same table in every format gives the same cells; expected cells are written out by hand."""

import datetime
import io

import openpyxl
import pytest
import xls_writer
import xlsb_writer
import xlsxwriter
from make_bad import ods, ods_number, ods_row, ods_text, xlsx

from govscore.core.libreoffice import convert, office
from govscore.readers.workbook import Date, read_book

ROWS = [
    ["单位", "县区", None, 3],
    [None, " 两端 空格 ", "一\n二", None],
    [None, 2.5, 0.53, True],
    [None, Date("2022-04-12"), None, -7],
]
MERGES = ((0, 1, 0, 2),)
ERRORS = {(1, 0): "#REF!", (2, 0): "#DIV/0!", (3, 0): "#N/A"}


def as_xlsx():
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet("部门")
    sheet.write(0, 0, "单位")
    sheet.merge_range(0, 1, 0, 2, "县区")
    sheet.write(0, 3, 3)
    for row, formula, name in ((1, "#REF!", "#REF!"), (2, "1/0", "#DIV/0!"), (3, "NA()", "#N/A")):
        sheet.write_formula(row, 0, formula, None, name)
    sheet.write(1, 1, " 两端 空格 ")
    sheet.write(1, 2, "一\n二")
    sheet.write(2, 1, 2.5)
    sheet.write(2, 2, 0.53, book.add_format({"num_format": "0%"}))
    sheet.write(2, 3, True)
    sheet.write(3, 1, 44663, book.add_format({"num_format": "yyyy-mm-dd"}))
    sheet.write(3, 3, -7)
    sheet.set_row(3, None, None, {"hidden": True})
    sheet.set_column(3, 3, None, None, {"hidden": True})
    book.close()
    return stream.getvalue()


def as_binary(writer, date):
    rows = [
        ["单位", "县区", None, 3],
        [writer.Error("#REF!"), " 两端 空格 ", "一\n二", None],
        [writer.Error("#DIV/0!"), 2.5, 0.53, True],
        [writer.Error("#N/A"), writer.Styled(44663, date), None, -7],
    ]
    more = {"hidden_rows": {"部门": [3]}, "hidden_columns": {"部门": [3]}}
    return writer.workbook({"部门": rows}, {"部门": MERGES}, **more)


def as_ods():
    error = (
        '<table:table-cell table:formula="of:=[.B1]" office:value-type="string" office:string-value=""'
        ' calcext:value-type="error"><text:p>{}</text:p></table:table-cell>'
    )
    blank = "<table:table-cell/>"
    hidden = '<table:table-row table:visibility="collapse">'
    day = '<table:table-cell office:value-type="date" office:date-value="2022-04-12"/>'
    share = (
        '<table:table-cell office:value-type="percentage" office:value="0.53"><text:p>53%</text:p></table:table-cell>'
    )
    yes = '<table:table-cell office:value-type="boolean" office:boolean-value="true"/>'
    rows = (
        '<table:table-column table:number-columns-repeated="3"/><table:table-column table:visibility="collapse"/>'
        + ods_row(
            ods_text("单位"),
            ods_text("县区", 'table:number-columns-spanned="2"'),
            "<table:covered-table-cell/>",
            ods_number(3),
        )
        + ods_row(error.format("#REF!"), ods_text("<text:s/>两端 空格<text:s/>"), ods_text("一</text:p><text:p>二"))
        + ods_row(error.format("#DIV/0!"), ods_number(2.5), share, yes)
        + hidden
        + error.format("#N/A")
        + day
        + blank
        + ods_number(-7)
        + "</table:table-row>"
        + ods_row('<table:table-cell table:number-columns-repeated="16384"/>', repeat=1_048_572)
    )
    return ods(rows, name="部门")


FORMATS = {
    "台账.xlsx": as_xlsx,
    "台账.xls": lambda: as_binary(xls_writer, 16),
    "台账.et": lambda: as_binary(xls_writer, 16),
    "台账.xlsb": lambda: as_binary(xlsb_writer, 1),
    "台账.ods": as_ods,
}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_the_same_cells(desk, name):
    book = desk.read(FORMATS[name](), name)
    (sheet,) = book.sheets
    assert sheet.name == "部门"
    assert sheet.rows == ROWS
    assert [type(value) for value in sheet.rows[2]] == [type(None), float, float, bool]
    assert type(sheet.rows[0][3]) is int
    assert sheet.merges == MERGES
    assert sheet.errors == ERRORS
    assert sheet.hidden_rows == {3}
    assert sheet.hidden_columns == {3}
    assert not sheet.hidden
    assert not sheet.uncalculated
    assert [item.code for item in book.problems] == ["hidden-rows", "hidden-columns"]


@pytest.mark.parametrize("name", FORMATS)
def test_suffix_does_not_matter(desk, name):
    assert desk.read(FORMATS[name](), "台账.xls").sheets[0].rows == ROWS


@pytest.mark.parametrize("suffix", ["ods", "xls", "xlsx"])
def test_what_libreoffice_makes_of_it(desk, tmp_path, suffix):
    """LibreOffice keeps TRUE as a formula, so the boolean may come back as 1, which equals True."""
    if office() is None:
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "book.xlsx").write_bytes(as_xlsx())
    (made,) = convert([tmp_path / "in" / "book.xlsx"], suffix, tmp_path)
    (sheet,) = read_book(made).sheets
    assert sheet.rows == ROWS
    assert sheet.merges == MERGES
    assert sheet.errors == ERRORS
    assert sheet.hidden_rows == {3}
    assert sheet.hidden_columns == {3}


def test_hidden_sheets_are_told_only_with_data(desk):
    stream = io.BytesIO()
    book = openpyxl.Workbook()
    book.active["A1"] = 1
    for name, state, value in (("藏", "hidden", 2), ("深藏", "veryHidden", 3), ("空", "hidden", None)):
        sheet = book.create_sheet(name)
        sheet.sheet_state = state
        sheet["A1"] = value
    book.save(stream)
    read = desk.read(stream.getvalue())
    assert [sheet.hidden for sheet in read.sheets] == [False, True, True, True]
    (note,) = read.problems
    assert note.code == "hidden-sheet"
    assert note.places == ("[台账.xlsx]藏", "[台账.xlsx]深藏")


def test_chart_sheets_are_no_sheets(desk):
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet("数")
    sheet.write(0, 0, 1)
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"values": "=数!$A$1:$A$1"})
    book.add_chartsheet("图").set_chart(chart)
    book.close()
    assert [sheet.name for sheet in desk.read(stream.getvalue()).sheets] == ["数"]


UNDER = {
    "台账.xlsx": xlsx(
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>',
        after='<mergeCells><mergeCell ref="A1:B1"/></mergeCells>',
    ),
    "台账.xls": xls_writer.workbook({"表1": [[1, 2]]}, {"表1": [(0, 0, 0, 1)]}),
    "台账.xlsb": xlsb_writer.workbook({"表1": [[1, 2]]}, {"表1": [(0, 0, 0, 1)]}),
    "台账.ods": ods(
        ods_row(
            ods_number(1, 'table:number-columns-spanned="2"'),
            '<table:covered-table-cell office:value-type="float" office:value="2"/>',
        )
    ),
}


@pytest.mark.parametrize("name", UNDER)
def test_values_under_a_merge_are_refused_with_their_cells(desk, name):
    assert desk.codes(UNDER[name], name) == ["value-under-merge"]
    assert desk.places(UNDER[name], name) == [f"[{name}]表1!B1"]


def test_styled_blanks_under_a_merge_are_fine(desk):
    cells = '<row r="1"><c r="A1"><v>1</v></c><c r="B1" s="0"/></row>'
    merged = '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A3:A3"/></mergeCells>'
    (sheet,) = desk.read(xlsx(cells, after=merged)).sheets
    assert sheet.merges == ((0, 0, 0, 1),)


def test_xlsb_formula_values(desk):
    formula = xlsb_writer.Formula
    row = [formula(3.0), formula("文"), formula(True), formula(xlsb_writer.Error("#DIV/0!")), 0.5]
    (sheet,) = desk.read(xlsb_writer.workbook({"表1": [row]}), "甲.xlsb").sheets
    assert sheet.rows == [[3, "文", True, None, 0.5]]
    assert sheet.errors == {(0, 3): "#DIV/0!"}


def test_dates_written_by_openpyxl(desk):
    stream = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append([datetime.date(2022, 4, 12), datetime.time(12, 0), datetime.timedelta(days=5, hours=12)])
    book.save(stream)
    expected = [[Date("2022-04-12"), Date("12:00:00"), Date("1900-01-05T12:00:00")]]
    assert desk.read(stream.getvalue()).sheets[0].rows == expected
