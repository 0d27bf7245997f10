"""Single cells: text, numbers, errors, dates, formulas; expected values are written out by hand."""

import pytest
from make_bad import ods, ods_number, ods_row, ods_text, xlsx

from govscore.readers.workbook import Date

TEXTS = [
    ("<si><t>甲</t></si>", "甲"),
    ('<si><t xml:space="preserve"> 甲 </t></si>', " 甲 "),
    ("<si><t> 甲 </t></si>", "甲"),
    ("<si><r><t>甲</t></r><r><t>乙</t></r></si>", "甲乙"),
    ('<si><r><t xml:space="preserve">甲 </t></r><r><t>乙</t></r></si>', "甲 乙"),
    ('<si><t>東京</t><rPh sb="0" eb="1"><t>トウ</t></rPh><phoneticPr fontId="1"/></si>', "東京"),
    ("<si><t>a_x000D_b</t></si>", "a\rb"),
    ("<si><t>a_x005F_x000D_b</t></si>", "a_x000D_b"),
    ("<si><t>_x4E2D_</t></si>", "中"),
    ("<si><t>a_xD800_b</t></si>", "a_xD800_b"),
    ("<si><t>a\nb</t></si>", "a\nb"),
    ("<si><t>a&amp;b&lt;c&#20013;</t></si>", "a&b<c中"),
    ("<si><t><![CDATA[a<b]]></t></si>", "a<b"),
    ("<si><t>a<!-- x -->b</t></si>", "ab"),
    ("<si><t>#REF!</t></si>", "#REF!"),
    ("<si><t>=1+1</t></si>", "=1+1"),
    ("<si><t>0012</t></si>", "0012"),
    ("<si><t>NA</t></si>", "NA"),
    ("<si><t>𠮷\U0001f600</t></si>", "𠮷\U0001f600"),
    ("<si/>", None),
    ("<si><t/></si>", None),
    ("<si><r><t/></r></si>", None),
]


@pytest.mark.parametrize(("item", "expected"), TEXTS)
def test_shared_text(desk, item, expected):
    cells = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    book = desk.read(xlsx(cells, strings=f"{item}<si><t>末</t></si>"))
    assert book.sheets[0].rows == [[expected, "末"]]


CELLS = [
    ("<c><v>3</v></c>", 3),
    ("<c><v>3.0</v></c>", 3),
    ("<c><v>-0.0</v></c>", 0),
    ("<c><v>0.1</v></c>", 0.1),
    ("<c><v>1E3</v></c>", 1000),
    ("<c><v>1e300</v></c>", 1e300),
    ("<c><v>9007199254740993</v></c>", 9007199254740992),
    ('<c t="b"><v>0</v></c>', False),
    ('<c t="str"><v> s </v></c>', " s "),
    ('<c t="str"><f>""</f><v></v></c>', None),
    ('<c t="inlineStr"><is><t>内</t></is></c>', "内"),
    ('<c t="inlineStr"><is><r><t>内</t></r><r><t>联</t></r></is></c>', "内联"),
    ('<c t="d"><v>2022-04-12T03:00:00</v></c>', Date("2022-04-12T03:00:00")),
    ("<c><f>1+2</f><v>99</v></c>", 99),
    ('<c s="1"/>', None),
]


@pytest.mark.parametrize(("cell", "expected"), CELLS)
def test_one_cell(desk, cell, expected):
    book = desk.read(xlsx(f"<row>{cell}<c><v>8</v></c></row>"))
    assert book.sheets[0].rows == [[expected, 8]]
    assert type(book.sheets[0].rows[0][0]) is type(expected)


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        *((f'<c t="e"><v>{name}</v></c>', name) for name in ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?")),
        *((f'<c t="e"><v>{name}</v></c>', name) for name in ("#NUM!", "#N/A")),
        ("<c><v>1e999</v></c>", "INF"),
        ("<c><v>-1e999</v></c>", "-INF"),
        ("<c><v>NaN</v></c>", "NAN"),
        ("<c><v>INF</v></c>", "INF"),
    ],
)
def test_error_cell(desk, cell, name):
    (sheet,) = desk.read(xlsx(f"<row>{cell}</row>")).sheets
    assert sheet.rows == [[None]]
    assert sheet.errors == {(0, 0): name}


@pytest.mark.parametrize("name", ["#GETTING_DATA", "#SPILL!"])
def test_an_error_value_that_one_reader_does_not_know_is_named(desk, name):
    data = xlsx(f'<row r="2"><c r="B2" t="e"><v>{name}</v></c></row>')
    assert desk.codes(data) == ["error-value-unknown"]
    assert desk.places(data) == ["[台账.xlsx]表1!B2"]


def test_addresses_begin_at_a1(desk):
    (sheet,) = desk.read(xlsx('<row r="3"><c r="C3"><v>5</v></c></row>')).sheets
    assert sheet.rows == [[None, None, None], [None, None, None], [None, None, 5]]


def test_rows_out_of_order(desk):
    cells = '<row r="2"><c r="A2"><v>2</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>'
    assert desk.read(xlsx(cells)).sheets[0].rows == [[1], [2]]


STYLES = (
    '<numFmts count="1"><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>'
    '<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="31"/><xf numFmtId="176"/></cellXfs>'
)
DAYS = [
    (44663, False, "2022-04-12"),
    (44663.5, False, "2022-04-12T12:00:00"),
    (5, False, "1900-01-05"),
    (5.5, False, "1900-01-05T12:00:00"),
    (0.5, False, "12:00:00"),
    (61, False, "1900-03-01"),
    (43201, True, "2022-04-12"),
    (2958465, False, "9999-12-31"),
    (44663.123456789, False, "2022-04-12T02:57:46.667"),
]


@pytest.mark.parametrize("style", [1, 2, 3])
@pytest.mark.parametrize(("serial", "date1904", "iso"), DAYS)
def test_dates(desk, serial, date1904, iso, style):
    cells = f'<row><c s="{style}"><v>{serial}</v></c><c s="0"><v>{serial}</v></c></row>'
    book = desk.read(xlsx(cells, styles=STYLES, date1904=date1904))
    assert book.sheets[0].rows == [[Date(iso), serial]]


def test_a_negative_number_in_a_date_format_stays_a_number(desk):
    assert desk.read(xlsx('<row><c s="1"><v>-3</v></c></row>', styles=STYLES)).sheets[0].rows == [[-3]]


def test_formulas_of_an_xlsx(desk):
    cells = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f t="shared" ref="B1:B2" si="0">SUM(A1,$A$1)</f><v>2</v></c></row>'
        '<row r="2"><c r="A2"><f>1+2</f></c><c r="B2"><f t="shared" si="0"/><v>3</v></c></row>'
        '<row r="3"><c r="A3"><f>1</f><v/></c></row>'
    )
    (sheet,) = desk.read(xlsx(cells)).sheets
    assert sheet.rows == [[1, 2], [None, 3], [None, None]]
    assert sheet.formulas == {
        (0, 1): "SUM(A1,$A$1)",
        (1, 0): "1+2",
        (1, 1): "SUM(A2,$A$1)",
        (2, 0): "1",
    }
    assert sheet.uncalculated == {(1, 0), (2, 0)}


def test_formulas_of_an_ods(desk):
    cells = ods_row(
        ods_number(4, 'table:formula="of:=SUM([.A1:.A3];[$表2.$B$3])"'), '<table:table-cell table:formula="of:=1"/>'
    )
    (sheet,) = desk.read(ods(cells)).sheets
    assert sheet.rows == [[4, None]]
    assert sheet.formulas == {(0, 0): "SUM(A1:A3;表2!$B$3)", (0, 1): "1"}
    assert sheet.uncalculated == {(0, 1)}


@pytest.mark.parametrize("text", ["Err:502", "#REF!", "#N/A"])
def test_an_error_that_an_ods_shows_as_text(desk, text):
    """A formula's error text is an error, whatever type is declared; the same text typed in is text."""
    (sheet,) = desk.read(ods(ods_row(ods_text(text, 'table:formula="of:=1"'), ods_text(text)))).sheets
    assert sheet.rows == [[None, text]]
    assert sheet.errors == {(0, 0): text}


def test_text_of_an_ods_without_notes_and_drawings(desk):
    cell = (
        '<table:table-cell office:value-type="string"><office:annotation><text:p>批注</text:p></office:annotation>'
        "<draw:frame><draw:text-box><text:p>框</text:p></draw:text-box></draw:frame>"
        '<text:p>a<text:span>b</text:span><text:s text:c="2"/>c<text:tab/>d<text:line-break/>e</text:p>'
        "</table:table-cell>"
    )
    assert desk.read(ods(ods_row(cell))).sheets[0].rows == [["ab  c\td\ne"]]


@pytest.mark.parametrize(("duration", "iso"), [("PT132H00M00S", "1900-01-05T12:00:00"), ("PT12H00M00S", "12:00:00")])
def test_durations_of_an_ods(desk, duration, iso):
    cell = f'<table:table-cell office:value-type="time" office:time-value="{duration}"/>'
    assert desk.read(ods(ods_row(cell))).sheets[0].rows == [[Date(iso)]]


def test_repeated_cells_of_an_ods(desk):
    cells = ods_row(ods_number(7, 'table:number-columns-repeated="2"'), repeat=3)
    assert desk.read(ods(cells)).sheets[0].rows == [[7, 7], [7, 7], [7, 7]]
