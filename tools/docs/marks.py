"""The names that templates may use, as the shipped schemes supply them, with the values of their samples.

What differs from office to office is written in 〈〉: 〈类别〉 a tier, 〈渠道〉 a column, 〈级别〉 and
〈平台〉 a group and a platform of an inspection.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from govscore.outputs.inspection import inspection_text
from govscore.outputs.notice.bulletin import data, specimen
from govscore.scheme.files import load_all, load_inspections
from govscore.word.data import Data

SAMPLES = Path(__file__).resolve().parents[2] / "sample_inputs"
LONGEST = 40
Groups = dict[str, dict[str, None]]  # marks by what they are, each once, in order


class Office(NamedTuple):
    """What one shipped scheme supplies; `general`: what stands in its names, and what it is in general."""

    what: str
    supplied: Data
    general: Mapping[str, str]
    facts: Mapping[str, str]

    def generally(self, name: str) -> str:
        """A name as any office might have it."""
        for own in sorted(self.general, key=len, reverse=True):
            name = name.replace(own, self.general[own])
        return name


def value_rows() -> Iterator[tuple[str, str]]:
    """Marks of figures and names, each with its value in the first sample that has one."""
    found: dict[str, str] = {}
    for office in offices():
        for name in office.supplied.values:
            mark = office.generally(name)
            found[mark] = found.get(mark) or _short(office.facts.get(name, ""))
    yield from ((f"【{mark}】", value) for mark, value in found.items())


def other_rows() -> Iterator[tuple[str, str]]:
    """What the other marks are, and the marks: conditions, lists, tables, and those between 【每个】 and 【完】."""
    found: Groups = {}
    for office in offices():
        _collect(found, office, office.supplied, office.what)
    yield from ((what, " ".join(f"【{mark}】" for mark in marks)) for what, marks in found.items() if marks)


def _collect(found: Groups, office: Office, known: Data, where: str) -> None:
    parts = {
        "条件": [f"若：{name}" for name in known.conditions],
        "列表": list(known.lists),
        **{f"表“{office.generally(table)}”": _fields(office, table, known) for table in known.table_fields},
    }
    for what, marks in parts.items():
        found.setdefault(f"{where}，{what}", {}).update(dict.fromkeys(map(office.generally, marks)))
    for name, inner in known.block_data.items():
        inside = f"{where}，【每个：{name}】…【完】之间"
        found.setdefault(inside, {}).update(dict.fromkeys(map(office.generally, inner.values)))
        _collect(found, office, inner, inside)


def _fields(office: Office, table: str, known: Data) -> list[str]:
    """The fields of a table; columns by their names in the scheme are one field 〈列〉."""
    return [f"{table}.{office.general.get('列 ' + field, field)}" for field in sorted(known.table_fields[table])]


def offices() -> Iterator[Office]:
    """Every shipped scheme, those of points first."""
    for loaded in load_all():
        scheme = loaded.scheme
        general = {f"{column.name}采用数": "〈渠道〉采用数" for column in scheme.columns}
        general |= {fact.name: "〈合计项〉" for fact in scheme.facts} | {tier.name: "〈类别〉" for tier in scheme.tiers}
        general |= {f"列 {column.name}": "〈列〉" for column in scheme.columns if column.role != "unit"}
        yield Office("计分", data(scheme, specimen(scheme), []), general, _facts(scheme.id))
    for inspection in load_inspections():
        general = {item.name: "〈平台〉" for item in inspection.scheme.platforms}
        general |= {item.name: "〈级别〉" for item in inspection.scheme.groups}
        yield Office("检查", inspection_text.specimen(inspection), general, _facts(inspection.scheme.id))


def _facts(scheme: str) -> dict[str, str]:
    """The facts of the first sample of a scheme, from its golden file."""
    for file in sorted(SAMPLES.rglob("*.json")):
        found = json.loads(file.read_text("utf-8"))
        if found["scheme"] == scheme:
            return dict(found["facts"])
    return {}


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 1] + "…"
