"""How long an inspection takes: judging by records, over four sizes, and reading their rows.

Run: .venv/bin/python bench/inspection.py   Timings only; no test depends on them.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from govscore.claiming.inspection_tables import find_tables
from govscore.core.period import Period
from govscore.inspection.accounts import Account, Accounts
from govscore.inspection.calendar import WorkingDays
from govscore.inspection.judging import days_of, judge
from govscore.inspection.records import RecordReader, Records
from govscore.inspection.span import Span, month_days
from govscore.inspection.verdicts import Wording
from govscore.readers.dates import Month
from govscore.readers.workbook import Book, Sheet
from govscore.scheme.files import load_inspections

MONTHS: tuple[Month, ...] = ((2023, 8), (2023, 9), (2023, 10))
A_QUARTER = 31  # records of an account in a quarter: every third day
SIZES = (12_500, 25_000, 50_000, 100_000)
ROUNDS = 7


def span() -> Span:
    end = month_days(MONTHS[-1])[1]
    return Span(Period(2023, 10, 12), MONTHS, end, "", (end, end), "")


def accounts(records: int) -> list[Account]:
    count = max(1, records // A_QUARTER)
    return [Account(f"账号{n}", ("政务微博", "政务微信")[n % 2], "县市", "", "") for n in range(count)]


def arrays(records: int, count: int) -> Records:
    """Random records, the same on every run."""
    chance = np.random.default_rng(20231120)
    first = span().first.toordinal()
    day = first + chance.integers(0, 92, records, dtype=np.int64)
    ones = np.ones(records, dtype=np.int64)
    return Records(chance.integers(0, count, records, dtype=np.int64), day, ones, ones, ones, [])


def sheet(records: Records) -> Book:
    """The same records as a sheet of 名称, 平台, 日期, 条数."""
    first = span().first
    rows: list[list[object]] = [["2023年8-10月更新记录", None, None, None], ["名称", "平台", "日期", "条数"]]
    for account, day in zip(records.account.tolist(), records.day.tolist(), strict=True):
        when = first.fromordinal(day)
        rows.append([f"账号{account}", ("政务微博", "政务微信")[account % 2], f"{when:%Y-%m-%d}", 1])
    parts = (frozenset(), {}, False, frozenset(), frozenset())
    return Book("记录.xlsx", "", (Sheet("更新记录", rows, (), {}, *parts),), ())


def median(work: Callable[[], object]) -> float:
    """Seconds, the median of several rounds after one that does not count."""
    work()
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def main() -> None:
    (loaded,) = load_inspections()
    scheme, when = loaded.scheme, span()
    working = WorkingDays().flags(when.first, when.last)
    print("  records  accounts   judge s  words s   read s")
    for size in SIZES:
        known = accounts(size)
        records = arrays(size, len(known))
        judged = judge(scheme, days_of(scheme, when, known, records, working))
        wording = Wording(scheme, when, judged)
        (table,) = find_tables(sheet(records), scheme.words).found

        def judging(known: list[Account] = known, records: Records = records) -> object:
            return judge(scheme, days_of(scheme, when, known, records, working))

        def words(known: list[Account] = known, wording: Wording = wording) -> object:
            return [wording.month(row, month, a) for row, a in enumerate(known) for month in range(len(MONTHS))]

        def reading(known: list[Account] = known, table: object = table) -> object:
            listed = Accounts(scheme)
            for account in known:
                listed.add(account)
            return RecordReader(scheme, listed, MONTHS).read([table])

        times = "  ".join(f"{median(work):7.3f}" for work in (judging, words, reading))
        print(f"{size:9,}  {len(known):8,}   {times}")


if __name__ == "__main__":
    main()
