"""Which document holds: of a chain of documents (`supersedes`) the last one that is valid on the period's first day."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Protocol


class Dated(Protocol):
    """What a scheme of either job says of its validity."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def valid_from(self) -> datetime.date:
        """The first day on which it is valid."""

    @property
    def supersedes(self) -> str | None:
        """The id of the document that it replaced."""


def in_force(scheme: Dated, known: Iterable[Dated], day: datetime.date | None) -> bool:
    """Whether `scheme` holds on `day`: valid by then, and none of the later documents of its chain is.

    `known`: all documents, also those that no workbook asks for, so that the chain is seen whole. Without a day the
    last document of the chain holds.
    """
    day = day or datetime.date.max
    return scheme.valid_from <= day and all(later.valid_from > day for later in successors(scheme, known))


def successors(scheme: Dated, known: Iterable[Dated]) -> Iterator[Dated]:
    """The documents that replaced a scheme, directly and one after the other, each once."""
    left = [other for other in known if other.id != scheme.id]
    replaced = {scheme.id}
    while found := [other for other in left if other.supersedes in replaced]:
        yield from found
        replaced = {other.id for other in found}
        left = [other for other in left if other not in found]
