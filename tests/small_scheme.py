"""A small scheme for tests, and a short way from a workbook in memory to its result."""

import tomllib
from decimal import Decimal
from pathlib import Path

from computed import Computed, computed

from govscore.core.period import Period
from govscore.readers.workbook import Book
from govscore.running.job import Job
from govscore.scheme.files import LoadedScheme
from govscore.scheme.points_scheme import Scheme

TEXT = """\
id = "small"
name = "小县办法"
office = "小县政府办"
document = "小县办法"
valid_from = 2024-01-01
titles = ["小县"]

[period]
style = "months"

[numbers]
fractions = true

[words]
unit = ["单位"]
excluded = ["不计分"]
pending = ["暂未反馈"]

[roster]
kind = "open"

[ranking]
by = "score"
ties = "competition"

[[tiers]]
id = "bureau"
name = "部门"
words = ["部门"]
titles = ["小县【期间】采用情况（部门）"]
sheet = "部门"

[[columns]]
id = "unit"
name = "单位"
role = "unit"
heading = ["单位"]

[[columns]]
id = "city"
name = "市级"
role = "count"
heading = ["采用", "市级"]

[[columns]]
id = "county"
name = "县级"
role = "count"
heading = ["采用", "县级"]

[[columns]]
id = "score"
name = "得分"
role = "stated"
heading = ["得分"]
figure = "score"
required = false

[[columns]]
id = "rank"
name = "名次"
role = "stated"
heading = ["名次"]
figure = "rank"
required = false

[[rules]]
kind = "per_item"
clause = "第1条"
text = "市级5分，县级0.5分。"
points = { city = 5, county = 0.5 }
"""

HEADINGS = [["小县2024年1-2月采用情况（部门）"], ["单位", "采用", None, "得分", "名次"], [None, "市级", "县级"]]
MERGES = ((0, 0, 0, 4), (1, 0, 2, 0), (1, 1, 1, 2), (1, 3, 2, 3), (1, 4, 2, 4))


def changed(*changes: tuple[str, str], text: str = TEXT) -> str:
    """The scheme's text with parts replaced; a part that is not there is a mistake of the test."""
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


def loaded(*changes: tuple[str, str], text: str = TEXT) -> LoadedScheme:
    """The scheme, with parts of its text replaced."""
    table = tomllib.loads(changed(*changes, text=text), parse_float=Decimal)
    return LoadedScheme(Scheme.model_validate(table), Path("none"), "")


def result(book: Book, *schemes: LoadedScheme, chosen: str | None = None, period: Period | None = None) -> Computed:
    """All that the program makes of a workbook, short of files."""
    return computed(Job(schemes or (loaded(),), None, chosen, period), book)


def codes(found: Computed) -> list[str]:
    return [item.code for item in found.problems]
