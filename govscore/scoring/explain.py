"""Explains one unit's score: its postings by clause with item, count × points and cell, adding up line by line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from govscore.core import frames, points
from govscore.core.problems import Refused, problem
from govscore.core.text import key, nearest
from govscore.scheme.points_scheme import Scheme
from govscore.scoring.scoring import Scored
from govscore.tally import Tally, place_of

if TYPE_CHECKING:
    import pandas as pd

    from govscore.readers.workbook import Book


class Explainer:
    """The postings of one workbook, in words."""

    def __init__(self, scheme: Scheme, tally: Tally, scored: Scored, standings: pd.DataFrame, book: Book) -> None:
        self.scheme, self.scored, self.book = scheme, scored, book
        self.rows = frames.records(standings)
        self.tiers = {row["unit"]: row["tier"] for row in self.rows}
        self.titles = {row["item"]: row["title"] for row in frames.records(tally.items)}
        self.pending = tally.pending

    def unit(self, name: str) -> dict[str, Any]:
        """The standing of the unit that `name` means: its whole name, or a part that only one unit has."""
        plain = key(name)
        exact = [row for row in self.rows if key(row["name"]) == plain]
        found = exact or [row for row in self.rows if plain in key(row["name"])]
        if len(found) == 1:
            return found[0]
        names = [str(row["name"]) for row in found or self.rows]
        near = "、".join(names[:5]) if found else nearest(name, names, 1) or ""
        code = "unit-many" if found else "unit-not-found"
        raise Refused(problem(code, f"[{self.book.name}]", unit=name, near=near))

    def lines(self, name: str) -> Iterator[str]:
        """Title, postings by component, sums, rank and the gaps to the units above and below."""
        row = self.unit(name)
        yield f"{row['name']}（{row['tier']}{'，' + row['group'] if row['group'] else ''}）"
        if row["excluded"]:
            yield "不计分、不排名，只列采用条数。"
            return
        postings = frames.records(self.scored.postings[self.scored.postings["unit"] == row["unit"]])
        for component in dict.fromkeys((*self.scheme.component_ids, "")):
            yield from self._component(row["unit"], component, [p for p in postings if p["component"] == component])
        yield from (
            f"  {self.scheme.called(row['tier'], c)}：{word}，不计分"
            for (u, c), word in self.pending.items()
            if u == row["unit"]
        )
        yield self._sum(
            "合计" if self.scheme.components else "得分", {k: row[k] for k in ("score", "prior", "cumulative")}
        )
        yield from self._rank(row)

    def _component(self, unit: int, component: str, postings: list[dict[str, Any]]) -> Iterator[str]:
        names = {part.id: part.name for part in self.scheme.components}
        if component in names:
            yield names[component]
        for posting in postings:
            yield "  " + self._posting(posting)
        if component in names:
            yield "  " + self._sum("小计", self.scored.part(unit, component))

    def _posting(self, posting: dict[str, Any]) -> str:
        """Clause, what for, count × points, cell."""
        clause, what, sum_, place = self.words(posting)
        return f"{clause}  {what}：{sum_}  ［{place or '表中没有'}］"

    def words(self, posting: dict[str, Any]) -> tuple[str, str, str, str]:
        """A row of POSTINGS as clause, what for, count × points, and its cell ('' for none)."""
        rule, tier = self.scheme.rules[posting["rule"]], self.tiers[posting["unit"]]
        name = "、".join(self.scheme.called(tier, column) for column in rule.compared or (posting["column"],))
        title = self.titles.get(posting["item"], "")
        place = place_of(self.book, (posting["sheet"], posting["row"], posting["col"])).rpartition("]")[2]
        return (
            rule.clause,
            f"“{title}”{name}" if title else name,
            rule.words(posting, tier),
            place,
        )

    @staticmethod
    def _sum(word: str, part: dict[str, Any]) -> str:
        score, prior, cumulative = (points.points_text(part[name]) for name in ("score", "prior", "cumulative"))
        return f"{word}：本期{score}，上期{prior}，累计{cumulative}"

    def _rank(self, row: dict[str, Any]) -> Iterator[str]:
        if not row["rank"]:
            yield "不排名次。"
            return
        by = self.scheme.ranking.by
        group = [r for r in self.rows if r["rank"] and (r["tier"], r["group"]) == (row["tier"], row["group"])]
        yield f"名次：第{row['rank']}位，共{len(group)}个单位" + ("（并列）" if row["tied"] else "")
        above = min((r[by] for r in group if r[by] > row[by]), default=None)
        below = max((r[by] for r in group if r[by] < row[by]), default=None)
        if above is not None:
            yield f"比上一名少{points.points_text(above - row[by])}分"
        if below is not None:
            yield f"比下一名多{points.points_text(row[by] - below)}分"
