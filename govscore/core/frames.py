"""Frame contracts: the columns and types that each stage hands to the next.

TALLY     one row a figure: which unit has how much in which column, and from which cell
POSTINGS  one row a line of the score: so many points, by this rule, from this cell
ITEMS     one row a row of the item log: an item at one unit in one role
UNITS     one row a unit of the roster; the row number is its `unit` id in the other frames
STANDINGS UNITS with score, prior, cumulative (millionths of a point) and rank
"""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    import pandas as pd

_RECORDS: dict[int, list[dict[str, Any]]] = {}  # by the identity of a living frame

CELL = {"sheet": "int64", "row": "int64", "col": "int64"}  # sheet: its number in the workbook; -1: no cell

TALLY = {
    "unit": "int64",
    "column": "str",
    "count": "int64",  # thousandths
    "item": "int64",  # row number in ITEMS; -1: a plain count
    "draft": "int64",  # 0: lead or not said, 1: secondary
    "direct": "bool",  # sent straight to the higher office
    **CELL,
}
POSTINGS = {**TALLY, "points": "int64", "component": "str", "rule": "int64"}
ITEMS = {"item": "int64", "unit": "int64", "title": "str", "key": "str", "draft": "str", "no": "str", **CELL}
UNITS = {
    "unit": "int64",
    "name": "str",
    "key": "str",
    "tier": "str",
    "group": "str",
    "target": "int64",  # millionths of a point; 0: none
    "excluded": "bool",
    "note": "str",
    **CELL,
}
STANDINGS = {
    **UNITS,
    "score": "int64",
    "prior": "int64",
    "cumulative": "int64",
    "rank": "int64",  # 0: not ranked
    "tied": "bool",
}


def frame(rows: list[tuple[object, ...]], contract: dict[str, str]) -> pd.DataFrame:
    """A frame of `rows` with the contract's columns and types, also where there are no rows."""
    import pandas as pd

    made = pd.DataFrame.from_records(rows, columns=list(contract))
    return made.astype(contract)


def typed(data: pd.DataFrame, contract: dict[str, str]) -> pd.DataFrame:
    """The contract's columns of `data` in its order and types; those that have their type already are not copied."""
    wrong = _wrong(data, contract)
    return (data.astype(wrong) if wrong else data)[list(contract)]


def check(data: pd.DataFrame, contract: dict[str, str], stage: str) -> pd.DataFrame:
    """`data` itself if it keeps the contract; TypeError (our bug) if not."""
    if wrong := _wrong(data, contract):
        raise TypeError(f"{stage}: {list(wrong)} break the contract {contract}: {data.dtypes.to_dict()}")
    return data


def _wrong(data: pd.DataFrame, contract: dict[str, str]) -> dict[str, str]:
    """The part of the contract that the frame does not keep."""
    types = dict(zip(data.columns, data.dtypes, strict=True))
    return {name: kind for name, kind in contract.items() if types.get(name) != kind}


def records(data: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame as mappings, in order; made once for each frame, since no stage changes what it is handed."""
    made = id(data)
    if made not in _RECORDS:
        _RECORDS[made] = cast(list[dict[str, Any]], data.to_dict("records"))
        weakref.finalize(data, _RECORDS.pop, made, None)
    return _RECORDS[made]
