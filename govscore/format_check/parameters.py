"""The parameters of the format check, as written in parameters.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FORMS = ("信函", "文件", "简报", "附件")
MUST, SHOULD, PRACTICE = "规定", ("一般", "推荐"), "实务"
FILE, DRAWN = "文件", "版面"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One measure: its clause, its name and what is required, how strongly, of which forms, and where it is read.

    `strength` is 规定 (must), 一般 or 推荐 (should) or 实务 (practice); `source` is 文件 or 版面.
    """

    id: str
    clause: str
    name: str
    required: str
    strength: str
    forms: tuple[str, ...]
    source: str


@cache
def parameters() -> dict[str, Parameter]:
    """All parameters by id, in the order of the report."""
    tables = tomllib.loads(Path(__file__).with_name("parameters.toml").read_text("utf-8"))
    return {
        key: Parameter(
            key,
            table["clause"],
            table["name"],
            table["required"],
            table["strength"],
            tuple(table.get("forms", FORMS)),
            table.get("from", FILE),
        )
        for key, table in tables.items()
    }
