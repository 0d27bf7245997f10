"""Facts: what the notice's text may say, all drawn from the tally and the standings, as finished strings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from govscore.core import points
from govscore.core.period import Period
from govscore.core.text import chinese, key, listed, listed_some
from govscore.scheme.points_parts import Tier
from govscore.scheme.points_scheme import Scheme
from govscore.tally import Tally

if TYPE_CHECKING:
    import pandas as pd

SHORT = 5  # units that a shortened list names
NAMED = {"三": 3, "五": 5, "十": 10}


@dataclass(slots=True)
class Facts:
    """`values` by name for 【名】, `conditions` for 【若：名】; `empty` stands for a list or share of nothing."""

    values: dict[str, str] = field(default_factory=dict)
    conditions: dict[str, bool] = field(default_factory=dict)
    empty: str = "—"

    def names(self, name: str, units: Sequence[str], of: int, first: Sequence[str] = ()) -> None:
        """A list of units, whole and shortened; how many, their share `of` those meant, whether there are any.

        `first`: the order in which a long list is shortened, else that of the names: never that of the sheet's rows.
        """
        short = units if len(units) <= SHORT else first or sorted(units)
        self.values |= {
            name: listed(units, self.empty),
            name + "等": listed_some(short, SHORT, self.empty),
            name + "数": str(len(units)),
            name + "占比": self._share(len(units), of),
        }
        self.conditions["有" + name] = bool(units)

    def _share(self, part: int, whole: int) -> str:
        """Percent with its sign, to one decimal at most, half up."""
        return points.plain(points.rounded(Decimal(part * 100) / whole, 1)) + "%" if whole else self.empty


def facts(
    scheme: Scheme,
    period: Period,
    tally: Tally,
    standings: pd.DataFrame,
    against: Sequence[Mapping[str, Any]] = (),
) -> Facts:
    """All facts of one period; `against`: results of earlier periods, the last one to compare ranks with."""
    found = Facts(empty=scheme.empty)
    _period(found, scheme, period, standings)
    _counts(found, scheme, tally)
    present = [name for name in dict.fromkeys(scheme.tier) if (standings["tier"] == name).any()]
    idle: list[str] = []
    bound = 0
    for tier in scheme.tiers:
        rows = standings[standings["tier"] == tier.name]
        found.values[tier.name + "序号"] = (
            chinese(present.index(tier.name) + 1) if tier.name in present else scheme.empty
        )
        _tier(found, scheme, period, tier, rows)
        own, meant = _idle(scheme, tally, rows)
        found.names(tier.name + "零采用单位", own, meant)
        idle, bound = idle + own, bound + meant
        _moved(found, tier.name, rows[rows["rank"] > 0], _ranks(against, tier.name))
    found.names("零采用单位", idle, bound)
    _unanswered(found, scheme, tally)
    _not_sent(found, scheme, tally)
    return found


def _period(found: Facts, scheme: Scheme, period: Period, standings: pd.DataFrame) -> None:
    found.values |= {
        "期间": period.label(scheme.period.style),
        "月份": period.months,
        "年份": str(period.year),
        "单位数": str(len(standings)),
        "进度线": points.plain(points.rounded(Decimal(period.last * 100) / 12, 0)) + "%",
    }
    found.conditions["有不计分单位"] = bool(standings["excluded"].any())
    found.conditions["有上期"] = bool((standings["prior"] != 0).any())


def _counts(found: Facts, scheme: Scheme, tally: Tally) -> None:
    """How many items each channel adopted, excluded units included."""
    sums = tally.counts.groupby("column")["count"].sum().to_dict()
    for column in scheme.columns:
        if column.role == "count":
            found.values[column.name + "采用数"] = points.count_text(sums.get(column.id, 0))
    for fact in scheme.facts:
        found.values[fact.name] = points.count_text(sum(sums.get(c, 0) for c in fact.sum))


def _tier(found: Facts, scheme: Scheme, period: Period, tier: Tier, rows: pd.DataFrame) -> None:
    name, by = tier.name, scheme.ranking.by
    scored = rows[rows["rank"] > 0].sort_values([by, "unit"], ascending=[False, True])
    found.values |= {
        name + "单位数": str(len(rows)),
        name + "计分单位数": str(int((~rows["excluded"] & ((rows["target"] > 0) if scheme.target else True)).sum())),
        name + "不计分单位数": str(int(rows["excluded"].sum())),
    }
    _best_and_last(found, name, scored, by)
    _average(found, scheme, name, scored[by])
    if scheme.target is not None:
        _pace(found, period, name, scored)


def _best_and_last(found: Facts, name: str, scored: pd.DataFrame, by: str) -> None:
    """First and last N; units level with the N-th are named too."""
    figures = scored[by].tolist()
    pairs = list(zip(scored["name"], figures, strict=True))
    found.values[name + "第一名"] = listed((n for n, f in pairs if f == figures[0]), found.empty)
    for word, number in NAMED.items():
        edge = figures[min(number, len(figures)) - 1] if figures else 0
        found.values[f"{name}前{word}名"] = listed((n for n, f in pairs if f >= edge), found.empty)
        edge = figures[-min(number, len(figures))] if figures else 0
        found.values[f"{name}后{word}名"] = listed((n for n, f in pairs if f <= edge), found.empty)


def _average(found: Facts, scheme: Scheme, name: str, figures: pd.Series) -> None:
    def shown(value: int) -> str:
        return points.points_shown(value, scheme.numbers.decimals, scheme.numbers.rounding)

    total, number = int(figures.sum()), len(figures)
    mean = points.points_decimal(total) / number if number else Decimal(0)
    found.values |= {
        name + "最高分": shown(int(figures.max()) if number else 0),
        name + "最低分": shown(int(figures.min()) if number else 0),
        name + "平均分": points.plain(points.rounded(mean, scheme.numbers.decimals, scheme.numbers.rounding)),
    }


def _idle(scheme: Scheme, tally: Tally, rows: pd.DataFrame) -> tuple[list[str], int]:
    """Units with a duty and no figure at all, and how many have a duty: not excluded, with a target if any is set."""
    some = set(tally.counts.loc[tally.counts["count"] != 0, "unit"])
    bound = ~rows["excluded"] & ((rows["target"] > 0) if scheme.target else True)
    return rows[bound & ~rows["unit"].isin(some)]["name"].tolist(), int(bound.sum())


def _ranks(against: Sequence[Mapping[str, Any]], tier: str) -> dict[str, int]:
    """Ranks of the last earlier result by key of the unit's name."""
    tiers = [t for earlier in against[-1:] for t in earlier.get("tiers", ()) if t["tier"] == tier]
    return {key(u["unit"]): u["rank"] for t in tiers for u in t["units"] if u["rank"]}


def _moved(found: Facts, name: str, scored: pd.DataFrame, earlier: Mapping[str, int]) -> None:
    """Units whose rank is better or worse than before: than in the earlier result, else than by the prior points."""
    if earlier:
        before = [earlier.get(key(unit)) for unit in scored["name"]]
        now = scored["rank"].tolist()
    elif bool((scored["prior"] != 0).any()):
        groups = scored.groupby("group")
        before, now = (groups[c].rank(method="min", ascending=False).tolist() for c in ("prior", "cumulative"))
    else:
        before, now = [], []
    change = [(n, int(b - a)) for n, b, a in zip(scored["name"], before, now, strict=False) if b is not None]
    for word, better in (("上升", 1), ("下降", -1)):
        moved = [(n, c * better) for n, c in change if c * better > 0]
        most = max((c for _, c in moved), default=0)
        told, far = ([f"{n}（{word}{c}位）" for n, c in order] for order in (moved, sorted(moved, key=_by_distance)))
        found.names(f"{name}{word}单位", told, len(change), far)
        found.values[f"{name}{word}最多单位"] = listed(
            (f"{n}（{word}{c}位）" for n, c in moved if c == most), found.empty
        )


def _by_distance(moved: tuple[str, int]) -> tuple[int, str]:
    return -moved[1], moved[0]


def _pace(found: Facts, period: Period, name: str, scored: pd.DataFrame) -> None:
    """Units that reached their annual target, and those below the share that the months gone would ask for."""
    reached = scored["cumulative"] >= scored["target"]
    behind = scored["cumulative"] * 12 < scored["target"] * period.last
    best_first = scored.sort_values(["cumulative", "name"], ascending=[False, True])
    for word, which in (("达标单位", reached), ("未达进度单位", behind)):
        found.names(
            name + word,
            scored[which]["name"].tolist(),
            len(scored),
            best_first.loc[which[best_first.index], "name"].tolist(),
        )


def _unanswered(found: Facts, scheme: Scheme, tally: Tally) -> None:
    """Cells that still wait for the higher office's answer."""
    waiting = {scheme.column[column].name for _, column in tally.pending}
    found.values["待反馈渠道"] = listed((c.name for c in scheme.columns if c.name in waiting), found.empty)
    found.conditions |= {
        "有待反馈": bool(waiting),
        "省级待反馈": any("省" in name for name in waiting),
        "市级待反馈": any("市" in name for name in waiting),
    }


def _not_sent(found: Facts, scheme: Scheme, tally: Tally) -> None:
    """Units that were asked for reports and sent fewer."""
    names = tally.units.set_index("unit")["name"].to_dict()
    for rule in scheme.rules:
        if rule.due:
            counts = tally.counts.pivot_table(index="unit", columns="column", values="count", aggfunc="sum")
            asked, sent = (column for _, column in counts.reindex(columns=list(rule.due)).fillna(0).items())
            late, name = counts.index[asked > sent], scheme.column[rule.due[0]].heading[0]
            found.names(name + "未报单位", [names[u] for u in late], int((asked > 0).sum()))
