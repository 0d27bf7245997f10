"""The sample workbooks of the three regimes that are scored by counts, and what the offices published of them."""

import csv
from functools import cache
from pathlib import Path

from govscore.readers.workbook import Book, read_book

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "sample_inputs"
FACTS = ROOT / "tests" / "facts"
SHIQUAN_2022 = SAMPLES / "shiquan-2022q1" / "石泉县2022年一季度信息采用情况统计表.xlsx"
SHIQUAN_2020 = SAMPLES / "shiquan-2020q4" / "石泉县2020年信息采用情况统计表（部门）.xlsx"
YANJIN = SAMPLES / "yanjin-2024-05-06" / "延津县2024年5-6月政务信息采用情况.xlsx"
THREE = (SHIQUAN_2022, SHIQUAN_2020, YANJIN)


@cache
def book_of(path: Path) -> Book:
    """The sample as the door hands it over; read once."""
    return read_book(path)


@cache
def published(regime: str, table: str) -> tuple[dict[str, str], ...]:
    """The rows of one table of published figures."""
    with (FACTS / regime / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))
