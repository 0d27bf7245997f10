"""What the parts of the recheck hand to each other: differences, and what each figure is made of."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from govscore.core.difference import Difference
from govscore.core.points import plain

Figure = tuple[str, str]  # figure and component ('' for all)
Key = tuple[object, ...]  # of a typed figure: unit, figure, component; ("subtotal", row of the log); ("cell", its cell)


class Found(NamedTuple):
    """A difference with the key of its figure, the keys of the figures it is made of, and its place in the report."""

    difference: Difference
    key: Key
    parents: tuple[Key, ...] = ()
    position: tuple[int, ...] = ()

    def as_root(self) -> Found:
        """The same difference, a root."""
        return self._replace(difference=self.difference._replace(root=True))


def numbers(stated: Decimal, computed: Decimal) -> dict[str, str]:
    """The three figures of a difference in digits."""
    return {"stated": plain(stated), "computed": plain(computed), "difference": plain(stated - computed)}
