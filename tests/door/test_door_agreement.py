"""Good files are never refused: any table, in any format, written by any program at hand, comes back as it is."""

import io
import tempfile
from html import escape
from pathlib import Path

import openpyxl
import pytest
import xls_writer
import xlsb_writer
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from make_bad import LINKS, MAIN, ods, ods_number, ods_row, xlsx, xlsx_parts, xlsx_with, zipped

from govscore.readers.workbook import read_book

ONE = '<row r="1"><c r="A1"><v>3</v></c></row>'
TEXTS = st.text(alphabet="ab 甲局\n_x0041D&<>'\"=#@𠮷é", max_size=12)
VALUES = st.one_of(
    st.none(),
    st.integers(-(2**29), 2**29 - 1),
    st.integers(-(2**40), 2**40).map(lambda n: n + 0.125),  # the writers keep 16 digits only
    st.booleans(),
    TEXTS,
)
TABLES = st.lists(st.lists(VALUES, max_size=4), min_size=1, max_size=5)


def trimmed(table):
    """Rows as the door must give them: "" is blank, equally long, nothing blank at the right or the end."""
    rows = [[None if value == "" else value for value in row] for row in table]
    width = max((n for row in rows for n, value in enumerate(row, 1) if value is not None), default=0)
    rows = [(row + [None] * width)[:width] for row in rows]
    while rows and all(value is None for value in rows[-1]):
        rows.pop()
    return rows


def by_xlsxwriter(table):
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(stream, options)
    sheet = book.add_worksheet("表1")
    for row, values in enumerate(table):
        for column, value in enumerate(values):
            if isinstance(value, str):
                sheet.write_string(row, column, value)
            elif value is not None:
                sheet.write(row, column, value)
    book.close()
    return stream.getvalue()


def by_openpyxl(table):
    stream = io.BytesIO()
    book = openpyxl.Workbook()
    for row, values in enumerate(table, 1):
        for column, value in enumerate(values, 1):
            cell = book.active.cell(row, column, value)
            if isinstance(value, str):
                cell.data_type = "s"
    book.save(stream)
    return stream.getvalue()


def by_ods(table):
    def cell(value):
        if isinstance(value, bool):
            text = str(value).lower()
            return f'<table:table-cell office:value-type="boolean" office:boolean-value="{text}"/>'
        if isinstance(value, str):
            lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in value.split("\n"))
            return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'
        return "<table:table-cell/>" if value is None else ods_number(repr(value))

    return ods("".join(ods_row(*map(cell, row)) for row in table))


WRITERS = {
    "xlsxwriter": by_xlsxwriter,
    "openpyxl": by_openpyxl,
    "xls": lambda table: xls_writer.workbook({"表1": table}),
    "xlsb": lambda table: xlsb_writer.workbook({"表1": table}),
    "ods": by_ods,
}


@pytest.mark.parametrize("writer", WRITERS)
@settings(max_examples=60, deadline=None)
@given(table=TABLES)
def test_any_table_comes_back(writer, table):
    expected = trimmed(table)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "台账"
        path.write_bytes(WRITERS[writer]([*table, [], ["末"]]))
        rows = read_book(path).sheets[0].rows
    width = max(len(row) for row in rows)
    found = trimmed(rows[:-2])
    assert found == expected
    assert [[type(value) for value in row] for row in found] == [[type(value) for value in row] for row in expected]
    assert rows[-1] == ["末"] + [None] * (width - 1)


def test_another_prefix_for_the_same_names(desk):
    sheet = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1"><x:f>1+2</x:f><x:v>3</x:v></x:c>'
        '<x:c r="B1" t="inlineStr"><x:is><x:t>甲</x:t></x:is></x:c></x:row></x:sheetData>'
        '<x:mergeCells><x:mergeCell ref="A2:B2"/></x:mergeCells></x:worksheet>'
    )
    (found,) = desk.read(xlsx_with(ONE, {"xl/worksheets/sheet1.xml": sheet})).sheets
    assert found.rows == [[3, "甲"]]
    assert found.formulas == {(0, 0): "1+2"}
    assert found.merges == ((1, 0, 1, 1),)


def test_strict_workbook(desk):
    """Excel's strict .xlsx names everything by other addresses."""
    strict = "http://purl.oclc.org/ooxml"
    parts = {
        name: text.replace(MAIN, f"{strict}/spreadsheetml/main").replace(
            LINKS, f"{strict}/officeDocument/relationships"
        )
        for name, text in xlsx_parts(f"<sheetData>{ONE}</sheetData>").items()
    }
    assert desk.read(zipped(parts)).sheets[0].rows == [[3]]


def test_utf16_part_that_one_reader_cannot_read_is_refused(desk):
    sheet = f'<?xml version="1.0" encoding="UTF-16"?><worksheet xmlns="{MAIN}"><sheetData>{ONE}</sheetData></worksheet>'
    data = xlsx_with(ONE, {"xl/worksheets/sheet1.xml": sheet.encode("utf-16")})
    assert desk.codes(data) == ["readers-differ"]


def test_formulas_of_extensions_are_not_those_of_cells(desk):
    after = (
        '<extLst><ext uri="{x}"><x14:conditionalFormattings xmlns:x14="x" xmlns:xm="y"><x14:cfRule>'
        "<xm:f>A1&gt;3</xm:f><x14:v>9</x14:v></x14:cfRule></x14:conditionalFormattings></ext></extLst>"
    )
    (sheet,) = desk.read(xlsx(ONE, after=after)).sheets
    assert sheet.rows == [[3]]
    assert sheet.formulas == {}


def test_macros_and_links_to_other_workbooks_are_noted(desk):
    parts = {"xl/vbaProject.bin": b"x", "xl/externalLinks/externalLink1.xml": f'<externalLink xmlns="{MAIN}"/>'}
    book = desk.read(xlsx_with(ONE, parts), "台账.xlsm")
    assert [item.code for item in book.problems] == ["macros", "external-links"]
    assert all(item.places == ("[台账.xlsm]",) for item in book.problems)


def test_copies_of_foreign_sheets_in_an_ods_are_no_sheets(desk):
    foreign = f"<table:table table:name=\"'file:///a.ods'#甲\">{ods_row(ods_number(9))}</table:table>"
    book = desk.read(ods(ods_row(ods_number(1)), extra=foreign))
    assert [sheet.name for sheet in book.sheets] == ["表1"]
    assert [item.code for item in book.problems] == ["external-links"]


def test_backslashes_in_part_names(desk):
    """Some old programs pack a workbook with backslashes."""
    parts = {name.replace("/", "\\"): text for name, text in xlsx_parts(f"<sheetData>{ONE}</sheetData>").items()}
    assert desk.read(zipped(parts)).sheets[0].rows == [[3]]


def test_hidden_columns_to_the_end_of_the_sheet(desk):
    before = '<cols><col min="2" max="16384" width="9" hidden="1"/></cols>'
    cells = '<row r="1" hidden="1"><c r="A1"><v>1</v></c><c r="C1"><v>2</v></c></row><row r="9" hidden="1"/>'
    book = desk.read(xlsx(cells, before=before))
    assert book.sheets[0].hidden_columns == {1, 2}
    assert book.sheets[0].hidden_rows == {0}
    assert [(item.code, item.places) for item in book.problems] == [
        ("hidden-rows", ("[台账.xlsx]表1!A1",)),
        ("hidden-columns", ("[台账.xlsx]表1!C1",)),
    ]
