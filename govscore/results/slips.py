"""What one unit's slip (得分单) says beyond its standing: its postings in words, what is awaited, what to look at.

Kept beside the outputs in 结果.json under "slips"; the documented JSON does not have it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from govscore.core import frames, points
from govscore.core.problems import Problem, split_place
from govscore.scheme.points_scheme import Scheme
from govscore.scoring.explain import Explainer
from govscore.scoring.scoring import Scored
from govscore.tally import Tally

if TYPE_CHECKING:
    import pandas as pd

    from govscore.readers.workbook import Book

Slip = dict[str, Any]


def slips(
    scheme: Scheme, tally: Tally, scored: Scored, standings: pd.DataFrame, book: Book, problems: Iterable[Problem]
) -> dict[str, Slip]:
    """By unit name: `among` (units ranked with it), `postings`, `counts` (of a unit without score), `waiting`, `hints`.

    A posting is [component, clause, what for, count × points, points, cell]; all of them texts. One pass over each
    frame, whatever the number of units.
    """
    rows = frames.records(standings)
    ranked = Counter((row["tier"], row["group"]) for row in rows if row["rank"])
    made: dict[int, Slip] = {
        row["unit"]: {
            "among": ranked[row["tier"], row["group"]] if row["rank"] else 0,
            **{part: [] for part in ("postings", "counts", "waiting", "hints")},
        }
        for row in rows
    }
    _post(made, Explainer(scheme, tally, scored, standings, book), scheme, scored)
    tiers = {row["unit"]: row["tier"] for row in rows}
    _count(made, scheme, tally, {row["unit"]: row["tier"] for row in rows if row["excluded"]})
    for (unit, column), word in tally.pending.items():
        made[unit]["waiting"].append(f"{scheme.called(tiers[unit], column)}：{word}")
    for unit, hint in _hints(tally, book, problems):
        made[unit]["hints"].append(hint)
    return {row["name"]: made[row["unit"]] for row in rows}


def _post(made: dict[int, Slip], explainer: Explainer, scheme: Scheme, scored: Scored) -> None:
    """The postings in words, in the order of the components and then of the rules; not those of blank cells."""
    names = {part.id: part.name for part in scheme.components}
    order = {component: number for number, component in enumerate(scheme.component_ids)}
    rows = [row for row in frames.records(scored.postings) if row["points"] or row["count"]]
    for row in sorted(rows, key=lambda row: order.get(row["component"], len(order))):
        clause, what, sum_, cell = explainer.words(row)
        given = points.points_text(row["points"])
        made[row["unit"]]["postings"].append([names.get(row["component"], ""), clause, what, sum_, given, cell])


def _count(made: dict[int, Slip], scheme: Scheme, tally: Tally, excluded: Mapping[int, str]) -> None:
    """The plain counts of units without score, given with their tiers: each column with its number of items."""
    for row in frames.records(tally.counts[tally.counts["unit"].isin(list(excluded))]):
        name = scheme.called(excluded[row["unit"]], row["column"])
        made[row["unit"]]["counts"].append([name, points.count_text(row["count"])])


def _hints(tally: Tally, book: Book, problems: Iterable[Problem]) -> Iterator[tuple[int, str]]:
    """Unit and message of each problem that stands in a unit's line, once a unit; what is awaited is said elsewhere."""
    found = [p for p in problems if p.code != "cell-pending" and any("!" in place for place in p.places)]
    sheets = {f"[{book.name}]{sheet.name}": number for number, sheet in enumerate(book.sheets)}
    for problem in found:
        cells: dict[int, list[str]] = {}
        for place in problem.places:
            sheet, cell = split_place(place)
            if cell and (unit := tally.lines.unit((sheets.get(sheet, -1), *cell))) is not None:
                cells.setdefault(unit, []).append(place.rpartition("]")[2])
        yield from ((unit, f"{'、'.join(places)}：{problem.message}") for unit, places in cells.items())
