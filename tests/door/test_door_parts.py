"""The small parts by themselves: serials, number formats, formula text, addresses."""

import pytest

from govscore.readers.door.common import cell_address, column_number
from govscore.readers.door.date_formats import shows_date
from govscore.readers.door.formulas import from_open_formula, moved
from govscore.readers.door.serials import iso_of_serial, same_moment, serial_of_iso


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("yyyy-mm-dd", True),
        ("yyyy年m月", True),
        ("[h]:mm", True),
        ("[mm]", True),
        ("AM/PM h:mm", True),
        ("[$-804]yyyy/m/d", True),
        ("[$-804]aaaa", True),
        ("General", False),
        ("0.00", False),
        ('0"day"', False),
        ("#,##0\\d", False),
        ("[Red]0", False),
        ("[DBNum1]0", False),
        ("0_d", False),
        ("0*m", False),
        ("@", False),
        ("0%", False),
        ("", False),
    ],
)
def test_date_formats(code, expected):
    assert shows_date(code) is expected


@pytest.mark.parametrize(
    ("formula", "rows", "columns", "expected"),
    [
        ("A1", 1, 0, "A2"),
        ("$A1+A$1+$A$1", 2, 3, "$A3+D$1+$A$1"),
        ("SUM(B2:B9)", 0, 25, "SUM(AA2:AA9)"),
        ('IF(A1="A1",B1,0)', 1, 0, 'IF(A2="A1",B2,0)'),
        ("'A1 B2'!A1", 1, 0, "'A1 B2'!A2"),
        ("Sheet1!A1", 1, 0, "Sheet1!A2"),
        ("LOG10(A1)", 1, 0, "LOG10(A2)"),
        ("名称A1", 1, 0, "名称A1"),
        ("A1_x", 1, 0, "A1_x"),
    ],
)
def test_filled_formulas(formula, rows, columns, expected):
    assert moved(formula, rows, columns) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("of:=SUM([.A1:.A3])", "SUM(A1:A3)"),
        ("of:=[.$A$1]+[$表2.B3]", "$A$1+表2!B3"),
        ("of:=[$'甲.乙'.B3]", "'甲.乙'!B3"),
        ("=1+1", "1+1"),
        ("msoxl:=A1", "A1"),
    ],
)
def test_open_formulas(text, expected):
    assert from_open_formula(text) == expected


@pytest.mark.parametrize(
    ("serial", "date1904", "expected"),
    [
        (0, False, "00:00:00"),
        (1, False, "1900-01-01"),
        (59, False, "1900-02-28"),
        (60, False, "1900-02-28"),
        (61, False, "1900-03-01"),
        (0.999999999, False, "1900-01-01"),
        (1, True, "1904-01-02"),
        (-1, False, None),
        (2958466, False, None),
        (2958465, True, None),
        (1e300, False, None),
    ],
)
def test_serial_to_text(serial, date1904, expected):
    assert iso_of_serial(serial, date1904) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1900-03-01", 61),
        ("2022-04-12T12:00:00", 44663.5),
        ("12:00:00", 0.5),
        ("PT36H", 1.5),
        ("P1DT12H", 1.5),
        ("-PT12H", -0.5),
        ("PT0H0M43200,0S", 0.5),
    ],
)
def test_text_to_serial(text, expected):
    assert serial_of_iso(text) == expected


@pytest.mark.parametrize("text", ["", "2022", "12", "P", "PT1X", "2022-13-01", "PT99999999999H", "昨天"])
def test_text_that_is_no_date(text):
    if text == "P":
        assert serial_of_iso(text) == 0
        return
    with pytest.raises(ValueError, match=r"^"):
        serial_of_iso(text)


def test_same_moment():
    assert same_moment(44663.5, 44663.5)
    assert same_moment(44663.5, 44663.500001)
    assert same_moment(43201, 44663)
    assert not same_moment(44663, 44664)


@pytest.mark.parametrize(
    ("text", "expected"), [("A1", (0, 0)), ("$AB$12", (11, 27)), ("XFD1048576", (1_048_575, 16_383))]
)
def test_addresses(text, expected):
    assert cell_address(text) == expected


@pytest.mark.parametrize("text", ["", "A", "1", "A0", "XFE1", "A1048577", "AAAA1", "甲1", "A1B"])
def test_no_addresses(text):
    with pytest.raises(ValueError, match=r"^"):
        cell_address(text)


def test_column_numbers():
    assert [column_number(letters) for letters in ("A", "Z", "AA", "XFD")] == [0, 25, 26, 16_383]
