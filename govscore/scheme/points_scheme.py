"""Schemes: the rules of one issued document as data (templates/<regime>/scheme.toml), strictly validated.

The model only; `files.py` finds and loads scheme files, `errors.py` words what is wrong with them.
"""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from govscore.scheme import checks
from govscore.scheme.faults import Faults
from govscore.scheme.points_fields import Fields


class Scheme(Fields):
    """One issued document; see templates/*/scheme.toml."""

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if found := list(checks.faults(self)):
            raise Faults(found)
        return self
