"""A typed figure that differs from the computed one; alone, so that whoever lists differences need not compute any."""

from __future__ import annotations

from typing import NamedTuple


class Difference(NamedTuple):
    """A typed figure that differs: `stated`, `computed`, `difference` = stated − computed, all exact digits."""

    cell: str
    tier: str
    unit: str
    column: str
    stated: str
    computed: str
    difference: str
    root: bool
    hint: str
