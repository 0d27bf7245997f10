"""Only a share of the points for certain drafts: a secondary draft half, an item sent directly half."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from govscore.rules.base import Ledger, Number, Reduction, by_cell

if TYPE_CHECKING:
    import pandas as pd

LABEL = "按份额少计"
DEFINITION = "副稿（或直接报送）的信息，在所列渠道只计规定的份额，少计的部分单列一笔。"
EXAMPLE = "副稿计一半：报省5分，副稿另记 5 × (0.5 - 1) = -2.5分，合计2.5分。"

_SCALE = 1_000


class Share(Reduction):
    """`share` (0 to 1) of the points in `columns` counts where the draft is `when`."""

    kind: Literal["share"]
    when: Literal["secondary", "direct"]
    share: Number


RULE = Share


def postings(rule: Share, ledger: Ledger) -> pd.DataFrame:
    """One negative posting for every figure concerned: what it has so far × (share − 1)."""
    earlier = ledger.earlier
    flag = earlier["draft"] == 1 if rule.when == "secondary" else earlier["direct"]
    rows = earlier[earlier["column"].isin(rule.columns) & flag]
    sums = by_cell(rows)
    lost = int((1 - Decimal(rule.share)) * _SCALE)
    return sums.assign(points=-(sums["points"] * lost // _SCALE))
