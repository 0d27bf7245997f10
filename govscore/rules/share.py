"""Only a share of the points for certain drafts: a secondary draft half, an item sent directly half."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from govscore.core.points import plain, points_decimal, points_text
from govscore.rules.base import ItemRow, Ledger, Names, Number, Parameter, Part, Posting, Reduction, by_cell

if TYPE_CHECKING:
    import pandas as pd

_SCALE = 1_000
_WHEN = {"secondary": "副稿", "direct": "直接报送"}


class Share(Reduction):
    """`share` (0 to 1) of the points in `columns` counts where the draft is `when`."""

    definition = "副稿（或直接报送）的信息，在所列渠道只计规定的份额，少计的部分单列一笔。"
    example = "副稿计一半：报省5分，副稿另记 5 × (0.5 - 1) = -2.5分，合计2.5分。"

    kind: Literal["share"]
    when: Literal["secondary", "direct"]
    share: Annotated[Number, Field(ge=0, le=1)]

    def postings(self, ledger: Ledger) -> pd.DataFrame:
        """One negative posting for every figure concerned: what it has so far × (share − 1)."""
        earlier = ledger.earlier
        flag = earlier["draft"] == 1 if self.when == "secondary" else earlier["direct"]
        rows = earlier[earlier["column"].isin(self.columns) & flag]
        sums = by_cell(rows)
        lost = int((1 - Decimal(self.share)) * _SCALE)
        return sums.assign(points=-(sums["points"] * lost // _SCALE))

    def forgotten(self, given: Decimal) -> str:
        """That the share was not applied."""
        return "直报没有折半" if self.when == "direct" else "副稿没有折半"

    def words(self, posting: Posting, tier: str) -> str:
        """副稿：5 × (0.5 - 1) = -2.5; without the points that were shared where they are not told by what was lost."""
        share, lost = Decimal(self.share), points_decimal(posting["points"])
        whole = lost / (share - 1) if share < 1 else Decimal(0)
        if not lost or whole * (share - 1) != lost:
            return f"{_WHEN[self.when]}计{plain(share)}，{points_text(posting['points'])}"
        return f"{_WHEN[self.when]}：{plain(whole)} × ({plain(share)} - 1) = {points_text(posting['points'])}"

    def parameters(self, names: Names) -> list[Parameter]:
        """The share that counts."""
        return [Parameter("share", f"{_WHEN[self.when]}所计份额", self.share)]

    def reduce(self, row: ItemRow, parts: list[Part]) -> list[Part]:
        """The parts in the rule's channels count with the share."""
        if not (row.secondary if self.when == "secondary" else row.direct):
            return parts
        share = row.parameter("share")
        return [p._replace(shares=(*p.shares, share)) if p.within(self.columns) else p for p in parts]
