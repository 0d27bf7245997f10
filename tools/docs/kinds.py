"""The rule kinds as the documents show them; the one place of the tools that asks for them."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import NamedTuple

from govscore.rules.base import Rule
from govscore.rules.kinds import KINDS


class Kind(NamedTuple):
    """A rule kind: what it does in English, its own keys, its definition and example in the office's words."""

    name: str
    what: str
    keys: list[str]
    definition: str
    example: str


def kinds() -> Iterator[Kind]:
    """Every kind, by the name of its file."""
    for kind in KINDS:
        own = {key: field for key, field in kind.model_fields.items() if key not in Rule.model_fields}
        keys = [f"`{key}`" if field.is_required() else f"[`{key}`]" for key, field in own.items()]
        name = kind.__module__.rpartition(".")[2]
        yield Kind(name, str(inspect.getdoc(inspect.getmodule(kind))), keys, kind.definition, kind.example)
