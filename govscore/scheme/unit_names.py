"""Which names mean the same unit, account or site: other spellings, and old names from the day of renaming on."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from govscore.core.text import key
from govscore.rules.base import Many, Model


class Alias(Model):
    """`also` are other spellings of the unit `name`, or its old names, which mean it from day `since` on."""

    name: str
    also: Many
    since: datetime.date | None = None


class UnitNames:
    """The names as they are on one day; without a day those of all times, to compare periods with each other.

    `meant`: what another name means, both as keys (govscore.core.text.key).
    """

    def __init__(self, aliases: Iterable[Alias], day: datetime.date | None = None) -> None:
        self.meant = {
            key(other): key(alias.name)
            for alias in aliases
            if day is None or alias.since is None or alias.since <= day
            for other in alias.also
        }

    def canonical(self, name: str) -> str:
        """The key of the unit that a name means."""
        plain = key(name)
        return self.meant.get(plain, plain)
