"""What a cell says: the table of cell values, as the offices type them and as nobody should."""

import math
from decimal import Decimal

import pytest

from govscore.core.text import key
from govscore.readers.values import Reading, read_value
from govscore.readers.workbook import Date

PENDING = (key("暂未反馈"), key("未反馈"))
EXCLUDED = (key("不计分"), key("不排名"))

NUMBERS = [
    # typed as a number
    (0, "0"),
    (12, "12"),
    (-5, "-5"),
    (12.5, "12.5"),
    (0.5, "0.5"),
    (88.25, "88.25"),
    (26.700000000000003, "26.7"),
    (0.1 + 0.2, "0.3"),
    (1e3, "1000"),
    (1234567, "1234567"),
]
RETYPED = [
    # typed as a text: taken, and reported
    ("12", "12"),
    ("12.5", "12.5"),
    ("0", "0"),
    ("007", "7"),
    (" 12 ", "12"),
    ("12\n", "12"),
    ("\u300012", "12"),
    ("12\u00a0", "12"),
    ("１２", "12"),
    ("１２．５", "12.5"),
    ("－５", "-5"),
    ("-5", "-5"),
    ("+5", "5"),
    ("＋５", "5"),
    ("1,234", "1234"),
    ("１，２３４", "1234"),
    ("12,345,678", "12345678"),
    ("1,234.5", "1234.5"),
    ("12条", "12"),
    ("12 条", "12"),
    ("１２ 条", "12"),
    ("3篇", "3"),
    ("3件", "3"),
    ("1次", "1"),
    ("5分", "5"),
    ("-5 分", "-5"),
    ("2个", "2"),
    ("12.50", "12.50"),
    ("0.0", "0.0"),
    ("'12", None),
]
NONE = [
    None,
    "",
    " ",
    "\u3000",
    "\n",
    "\u200b",
    "—",
    "——",
    "---",
    "-",
    "－",
    "–",
    "―",
    "‐",
    "−",
    "─",
    "ー",
    " — ",
    "— —",
    "－－",
    "_",
    "/",
    "／",
    "\\",
    "无",
    "没有",
    "无采用",
    "空",
]
MARKS = ["√", "✓", "✔", "●", "▲", "★", " √ ", "■", "☑"]
PENDINGS = ["暂未反馈", "省市暂未反馈", "省市\n暂未\n反馈", "未反馈", " 暂 未 反 馈 "]
EXCLUDEDS = ["不计分", "不计分、不排名", "非政府序列部门不计分、不排名", "非政府序列部门\n不计分、\n不排名"]
BAD = [
    # not of numbers' kind
    True,
    False,
    Date("2022-04-12"),
    Date("12:00:00"),
    Date("1900-01-05T12:00:00"),
    # words
    "约3",
    "3左右",
    "十二",
    "二",
    "三条",
    "若干",
    "待定",
    "同上",
    "见附件",
    "缺",
    "N/A",
    "NA",
    "None",
    "null",
    "nan",
    "NaN",
    "inf",
    "-inf",
    "TRUE",
    "true",
    # shapes that other programs take for numbers
    "1_000",
    "1_0",
    "1e3",
    "1E+3",
    "0x10",
    "1/2",
    "½",
    "²",
    "5²",
    "①",
    "⑫",
    "㈠",
    "Ⅳ",
    "٣",
    "১২",
    "十",
    # two figures in one cell
    "1 2",
    "5\n3",
    "１　２",
    "1 234",
    "12 .5",
    # bad punctuation
    "1,23",
    "12,34",
    "1,2345",
    ",123",
    "1.2.3",
    "1..2",
    ".5",
    "5.",
    "12。5",
    "12、5",
    "1;2",
    "--5",
    "+-5",
    "5-",
    "3-4",
    "3+2",
    "=3+2",
    "3*2",
    "(3)",
    "（3）",
    "3（条）",
    "3条2",
    "条3",
    "3条条",
    "3元",
    "3 cm",
    "$3",
    "￥3",
    "#REF!",
    "#DIV/0!",
    "？",
    "○",
    "×",
    "x",
    "O",
    "l2",
    "2 O",
]


def reading(value: object) -> Reading:
    return read_value(value, PENDING, EXCLUDED)


def test_the_table_is_long_enough() -> None:
    assert sum(map(len, (NUMBERS, RETYPED, NONE, MARKS, PENDINGS, EXCLUDEDS, BAD))) >= 120


@pytest.mark.parametrize(("value", "number"), NUMBERS)
def test_numbers(value: float, number: str) -> None:
    assert reading(value) == Reading("number", Decimal(number))


@pytest.mark.parametrize(("value", "number"), RETYPED)
def test_numbers_as_text(value: str, number: str | None) -> None:
    expected = Reading("number", Decimal(number), retyped=True) if number else Reading("bad")
    assert reading(value) == expected


@pytest.mark.parametrize(
    ("value", "number"), [("53%", "53"), ("５３％", "53"), ("118 %", "118"), ("52.5%", "52.5"), ("-5%", "-5")]
)
def test_percents(value: str, number: str) -> None:
    assert reading(value) == Reading("number", Decimal(number), retyped=True, percent=True)


@pytest.mark.parametrize("value", NONE)
def test_nothing(value: object) -> None:
    assert reading(value).kind == "none"


@pytest.mark.parametrize("value", MARKS)
def test_a_mark_is_one(value: str) -> None:
    assert reading(value) == Reading("mark", Decimal(1))


@pytest.mark.parametrize("value", PENDINGS)
def test_pending_is_no_number(value: str) -> None:
    assert reading(value) == Reading("pending")


@pytest.mark.parametrize("value", EXCLUDEDS)
def test_excluded_is_no_number(value: str) -> None:
    assert reading(value) == Reading("excluded")


@pytest.mark.parametrize("value", BAD)
def test_anything_else_is_refused(value: object) -> None:
    assert reading(value) == Reading("bad")


@pytest.mark.parametrize("value", [math.inf, -math.inf, math.nan])
def test_no_number_at_all(value: float) -> None:
    assert reading(value) == Reading("bad")


def test_words_are_the_schemes_own() -> None:
    assert read_value("暂未反馈") == Reading("bad")
    assert read_value("不计分") == Reading("bad")
