"""How a name is looked up in what the program supplies to a template."""

from __future__ import annotations

import unicodedata
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from govscore.word.data import KIND, NUMBER, Data, Row


def shape(data: Data) -> Hashable:
    """What a check of marks can see of a Data: its names, the fields and kinds of its rows, and those of its blocks."""
    tables = ((name, _row_shape(rows)) for name, rows in data.tables.items())
    blocks = ((name, frozenset(map(shape, inner))) for name, inner in data.blocks.items())
    told = ((name, frozenset(fields)) for name, fields in (*data.table_fields.items(), *data.table_kinds.items()))
    names = (frozenset(part) for part in (data.values, data.conditions, data.lists, data.block_data))
    return (*names, frozenset(tables), frozenset(blocks), frozenset(told))


def _row_shape(rows: Sequence[Row]) -> Hashable:
    return frozenset(name for row in rows for name in row), frozenset(row.get(KIND) for row in rows)


@lru_cache(maxsize=4096)
def normal(name: str) -> str:
    """The name as it is compared: without white space and invisible signs, full-width forms made plain."""
    plain = unicodedata.normalize("NFKC", name)
    return "".join(c for c in plain if not c.isspace() and unicodedata.category(c) not in ("Cf", "Cc"))


class Names:
    """One level of supplied names, keyed by their normal form; `Data` itself stays as the program gave it."""

    __slots__ = ("block_data", "blocks", "conditions", "fields", "kinds", "lists", "tables", "values")

    def __init__(self, data: Data) -> None:
        self.values = {normal(name): text for name, text in data.values.items()}
        self.conditions = {normal(name): holds for name, holds in data.conditions.items()}
        self.lists = {normal(name): items for name, items in data.lists.items()}
        self.tables: dict[str, Sequence[Row]] = {normal(n): () for n in data.table_fields}
        self.tables |= {normal(name): rows for name, rows in data.tables.items()}
        self.blocks: dict[str, Sequence[Data]] = {normal(n): () for n in data.block_data}
        self.blocks |= {normal(name): inner for name, inner in data.blocks.items()}
        self.block_data = {normal(name): inner for name, inner in data.block_data.items()}
        self.fields = {table: _fields(data, table, rows) for table, rows in self.tables.items()}
        self.kinds = {table: _kinds(data, table, rows) for table, rows in self.tables.items()}

    def spellings(self) -> Iterator[str]:
        """Every mark that may be written at this level, without its brackets."""
        yield from self.values
        yield from self.lists
        for name in self.conditions:
            yield f"若：{name}"
            yield f"若非：{name}"
        yield from (f"每个：{name}" for name in self.blocks)
        for table, fields in self.fields.items():
            yield from (f"{table}.{name}" for name in sorted(fields))
            yield from (f"仅：{kind}" for kind in sorted(self.kinds[table]))

    def has_field(self, table: str, name: str) -> bool:
        """Whether a table of this level has the field; true for any name where no field of it is known."""
        return name in self.fields[table] or self.fields[table] == {NUMBER}

    def has_kind(self, table: str, kind: str) -> bool:
        """Whether a table of this level has rows of the kind; true where it has no rows and no kinds are told."""
        return kind in self.kinds[table] or not (self.kinds[table] or self.tables[table])


def _fields(data: Data, table: str, rows: Sequence[Row]) -> frozenset[str]:
    told = {normal(n) for key, names in data.table_fields.items() if normal(key) == table for n in names}
    met = {name for row in rows for name in row}
    return frozenset(told | {normal(name) for name in met if not name.startswith("#")} | {NUMBER})


def _kinds(data: Data, table: str, rows: Sequence[Row]) -> frozenset[str]:
    told = {normal(n) for key, names in data.table_kinds.items() if normal(key) == table for n in names}
    return frozenset(told | {normal(row[KIND]) for row in rows if KIND in row})


@dataclass(frozen=True, slots=True)
class Scope:
    """Names from the innermost block outward, and where one is being filled, the table row or list item."""

    levels: tuple[Names, ...]
    row: tuple[str, Mapping[str, str]] | None = None
    item: tuple[str, str] | None = None
    blind: bool = False  # inside a block of which no Data is known: nothing can be said about names

    @classmethod
    def of(cls, data: Data) -> Scope:
        """The outermost scope."""
        return cls((Names(data),))

    def inner(self, data: Data) -> Scope:
        """The scope inside one repetition of a block."""
        return Scope((Names(data), *self.levels), self.row, self.item, self.blind)

    def value(self, name: str) -> str | None:
        """The text of a value mark or of the list item being filled; None where there is no such value."""
        if self.item is not None and self.item[0] == name:
            return self.item[1]
        return next((level.values[name] for level in self.levels if name in level.values), None)

    def condition(self, name: str) -> bool | None:
        """Whether the condition holds; None where it is unknown."""
        return next((level.conditions[name] for level in self.levels if name in level.conditions), None)

    def items(self, name: str) -> Sequence[str] | None:
        """The strings of a list; None where it is unknown or the value of that name hides it."""
        level = next((lv for lv in self.levels if name in lv.lists or name in lv.values), None)
        return None if level is None or name in level.values else level.lists[name]

    def table(self, name: str) -> Names | None:
        """The level that supplies the table `name`, innermost first."""
        return next((level for level in self.levels if name in level.tables), None)

    def blocks(self, name: str) -> Sequence[Data] | None:
        """The repetitions of a block; None where it is unknown."""
        return next((level.blocks[name] for level in self.levels if name in level.blocks), None)

    def specimen(self, name: str) -> Data | None:
        """The specimen Data of a block, for a template check without repetitions."""
        return next((level.block_data[name] for level in self.levels if name in level.block_data), None)

    def spellings(self) -> list[str]:
        """Every mark that may be written here, innermost names first."""
        return list(dict.fromkeys(name for level in self.levels for name in level.spellings()))
