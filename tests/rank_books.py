"""A small scheme that gives points by place, and workbooks for it: departments on one sheet, towns on another."""

from collections.abc import Sequence
from typing import Any

from memory_books import book, sheet
from small_scheme import HEADINGS, MERGES, loaded

from govscore.readers.workbook import Book
from govscore.scheme.files import LoadedScheme

PRICED = """\
kind = "per_item"
clause = "第1条"
text = "市级5分，县级0.5分。"
points = { city = 5, county = 0.5 }
"""
TOWN = '[[tiers]]\nid = "town"\nname = "镇"\nwords = ["镇"]\ntitles = ["小县【期间】采用情况（镇）"]\nsheet = "镇"\n\n'
TOWNS = [["小县2024年1-2月采用情况（镇）"], *HEADINGS[1:]]
LIST = "[60, 57, 54]"


def placed(more: str = "", points: str = LIST, channels: str = '["city", "county"]', *other: str) -> LoadedScheme:
    """Points by place in `channels`, with `more` fields; `other`: further rules in full."""
    rule = f'kind = "points_by_rank"\nclause = "第1条"\ntext = "按采用条数排名次记分。"\nchannels = {channels}\n'
    rules = "\n[[rules]]\n".join([f"{rule}points = {points}\n{more}\n", *other])
    return loaded((PRICED, rules), ('[[columns]]\nid = "unit"', TOWN + '[[columns]]\nid = "unit"'))


def counted(departments: Sequence[Sequence[Any]], towns: Sequence[Sequence[Any]] = ()) -> Book:
    """Rows of name, city, county and, if typed, score and rank."""
    own = sheet("部门", [*HEADINGS, *departments], MERGES)
    return book(own, sheet("镇", [*TOWNS, *towns], MERGES)) if towns else book(own)
