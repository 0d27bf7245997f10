"""What the program supplies to a Word template, and what comes back; apart from the filling, which loads lxml."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Row = Mapping[str, str]

MERGE, KIND, NUMBER = "#merge", "#kind", "序"


@dataclass(frozen=True, slots=True)
class Data:
    """The finished strings, conditions, lists, tables and blocks that the marks of a template may name.

    - `values`: 【期间】 → text; a line break in it becomes a line break in Word.
    - `conditions`: 【若：甲】.
    - `lists`: the paragraph that holds 【镇备注】 repeats for each string; none: the paragraph goes.
    - `tables`: 【镇表.单位】: a table's rows in order, each a mapping field → text. Two keys are no fields:
      `#kind` (which sample row, 【仅：组】, the row uses; absent: the ordinary one) and `#merge` (see
      `merge`). The field 序 is the running number where a row does not give it.
    - `blocks`: 【每个：单位】…【完】: one nested Data a repetition; names are looked up there, then outward.
    - `table_fields`, `table_kinds`, `block_data`: the fields and kinds of row of each table and a specimen of
      each block's Data, so that a wrong mark is found even where there are no rows or repetitions.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    conditions: Mapping[str, bool] = field(default_factory=dict)
    lists: Mapping[str, Sequence[str]] = field(default_factory=dict)
    tables: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    blocks: Mapping[str, Sequence[Data]] = field(default_factory=dict)
    table_fields: Mapping[str, frozenset[str]] = field(default_factory=dict)
    table_kinds: Mapping[str, frozenset[str]] = field(default_factory=dict)
    block_data: Mapping[str, Data] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled notice, the strings placed in it, and, where a × is among them, the names its template asks for."""

    notice: bytes
    placed: list[str]
    asked: frozenset[str]


def merge(first: str, last: str, text: str) -> str:
    """One entry of a row's `#merge`: the cells from field `first` to field `last` are one cell with `text`.

    Several entries stand in one `#merge`, a line each. ValueError where an entry could not be read again.
    """
    if any(sign in first + last for sign in ("..", "=", "\n")) or "\n" in text:
        raise ValueError(f"not possible in a merge: {first!r} {last!r} {text!r}")
    return f"{first}..{last}={text}"
