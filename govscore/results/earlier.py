"""An earlier period's result in its stored form, checked before anything is compared with it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from govscore.core.problems import Refused, problem


class _Unit(BaseModel):
    unit: str
    rank: int | None
    cumulative: str | None


class _Tier(BaseModel):
    tier: str
    units: list[_Unit]


class _Verdict(BaseModel):
    kind: str
    name: str
    verdict: str


class _Stored(BaseModel):
    """The parts of the documented JSON that a later period is compared with; other keys may stand beside them."""

    workbook: str
    period: str | None
    tiers: list[_Tier]
    verdicts: list[_Verdict]
    items: list[tuple[str, str]] = []


def read_stored(path: Path, name: str) -> dict[str, Any]:
    """The one result in a 结果.json (or in a list of one); Refused where the file holds anything else."""
    try:
        found = json.loads(path.read_text("utf-8"))
        found = found[0] if isinstance(found, list) and len(found) == 1 else found
        _Stored.model_validate(found)
    except (OSError, ValueError, ValidationError):
        raise Refused(problem("against-unreadable", f"[{name}]")) from None
    return dict(found)
