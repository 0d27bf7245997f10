"""Slips as clerks make them, drawn at random: the cell and its value, the roots it must make, and its cause."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from plain_sheets import (
    MARK_POINTS,
    PARTS,
    QUOTA,
    REPORTS,
    SHIQUAN_POINTS,
    SITE_POINTS,
    SITES,
    YANJIN_POINTS,
    Input,
    Place,
    Plain,
    Typed,
    mark,
    name_of,
    number,
)


@dataclass(frozen=True)
class Slip:
    """`place` gets `value`; `roots`: the cells that must newly be roots; `cause`: words that the hint should hold.

    A|B where there are several ways to say it.
    """

    place: Place
    value: object
    roots: frozenset[Place]
    what: str
    cause: str = ""
    stated: Decimal | None = None


def slips(plain: Plain, seed: int) -> Iterator[Slip]:
    """Without end: half typed figures, half counts, of units that the office got right."""
    chance = random.Random(seed)
    typed = [t for t in plain.typed if t.unit not in plain.slips]
    kinds = sorted({t.kind for t in typed})
    inputs = [i for i in plain.inputs if i.unit not in plain.slips and _open(plain, i)]
    while True:
        if chance.random() < 0.5:
            kind = chance.choice(kinds)  # each kind as often as the others, however many cells it has
            yield typed_slip(plain, chance.choice([t for t in typed if t.kind == kind]), chance)
        else:
            yield count_slip(plain, chance.choice(inputs), chance)


def _open(plain: Plain, one: Input) -> bool:
    """False for cells under a merge or with words in them: 暂未反馈, 主."""
    sheet, row, column = one.place
    value = plain.book.sheets[sheet].rows[row][column]
    return isinstance(value, int | float) or value in (None, "√", "●", "—", "——", "---")


def typed_slip(plain: Plain, one: Typed, chance: random.Random) -> Slip:
    """Another value in a typed figure's cell: a slip with a cause if the dice say so and one applies."""
    named = [(value, cause) for value, cause in causes(plain, one) if value != one.value]
    if named and chance.random() < 0.7:
        value, cause = chance.choice(named)
    elif one.kind in ("rank", "percent"):
        value, cause = one.value + chance.choice([-1, 1, 2]), ""
        value = value if value > 0 else one.value + 3
    else:
        value, cause = one.value + chance.choice([-1, 1]) * Decimal(chance.randint(1, 90000)) / 100, ""
    return Slip(one.place, _as_typed(plain, one, value), frozenset({one.place}), one.kind, cause, value)


def _as_typed(plain: Plain, one: Typed, value: Decimal) -> object:
    """In the style of the cell: 60%, 0.6, or a number."""
    sheet, row, column = one.place
    old = plain.book.sheets[sheet].rows[row][column]
    if isinstance(old, str):
        return f"{value}%" if old.endswith("%") else f"{value}"
    return float(value / 100) if one.kind == "percent" else float(value)


def causes(plain: Plain, one: Typed) -> Iterator[tuple[Decimal, str]]:
    """Wrong values that have a cause, and what the hint should say of each."""
    swapped = _swapped(one.value)
    if one.kind != "rank" and swapped is not None:
        yield swapped, "颠倒"
    if one.kind == "cumulative":
        yield from _carried(plain, one)
    if one.kind == "subtotal":
        yield from _of_subtotal(plain, one)
    if one.kind == "score":
        yield from _of_counts(plain, one)
    if one.kind == "score" and one.part == "报送":
        yield from _of_base(plain, one)
    if one.kind == "score" and one.part == "政务信息":
        yield from _of_items(plain, one)
    if one.kind == "sum":
        yield from _of_sum(plain, one)


def _swapped(value: Decimal) -> Decimal | None:
    digits = f"{value.normalize():f}"
    if (
        len(digits) < 2
        or not digits[-2:].isdigit()
        or digits[-1] == digits[-2]
        or digits[-1] == "0"
        or "-" in digits[-3:]
    ):
        return None
    if "." not in digits and digits[-2] != "0" and len(digits) == 2:
        return Decimal(digits[::-1])
    return Decimal(digits[:-2] + digits[-1] + digits[-2])


def _carried(plain: Plain, one: Typed) -> Iterator[tuple[Decimal, str]]:
    if one.place[0] == 4 and not one.part:  # the prefecture's total: a component forgotten
        for part in PARTS:
            added = plain.of(one.unit, "cumulative", part)
            if added and added.value:
                yield one.value - added.value, f"漏加了“{part}”"
        return
    score = plain.of(one.unit, "score", one.part)
    if score and score.value and one.value != score.value:
        yield one.value - score.value, "没有加本期"
        yield score.value, "没有加上期"


def _of_subtotal(plain: Plain, one: Typed) -> Iterator[tuple[Decimal, str]]:
    cells = plain.book.sheets[2].rows[one.place[1]]
    points = _row_points(cells)
    if cells[3] == "副稿":
        yield one.value * 2, "副稿没有折半"
    if len(points) > 1:
        for name, value in points.items():
            yield one.value - value, f"漏计了“{name}”"


def _row_points(cells: list) -> dict[str, Decimal]:
    """Points of each mark in a row of the log."""
    share = Decimal("0.5") if cells[3] == "副稿" else Decimal(1)
    numbers = ((name, mark(cells[at])) for at, name in enumerate(MARK_POINTS, 4))
    return {name: MARK_POINTS[name] * n * share for name, n in numbers if n}


def _of_counts(plain: Plain, one: Typed) -> Iterator[tuple[Decimal, str]]:
    """A channel one more or less, left out, or at the next channel's points."""
    prices = _prices(plain, one)
    counts = {i.name: i.value or Decimal(0) for i in plain.inputs if i.unit == one.unit and i.name in prices}
    used = {i.name for i in plain.inputs if i.value}
    counted = [name for name in prices if "得分" not in name and name != "加减分"]
    for name in counted:
        points, here = prices[name], counts.get(name, Decimal(0))
        if name in used:
            yield one.value + points, f"“{name}”多计了1条"
        if here >= 1:
            yield one.value - points, f"“{name}”少计了1条"
        if here > 1:
            yield one.value - here * points, f"“{name}”的{here.normalize():f}条没有计"
    for name, other in pairwise(counted):
        if counts.get(name) and prices[name] != prices[other]:
            yield one.value + counts[name] * (prices[other] - prices[name]), f"按“{other}”的分值"
    for name in ("约稿得分", "重点提示得分"):
        if counts.get(name) and counts[name] != 0:
            yield one.value - counts[name], "没有计" if counts[name] > 0 else "没有扣"


def _prices(plain: Plain, one: Typed) -> dict[str, Decimal]:
    if one.part:
        return {name: points for name, points in SITE_POINTS.items() if name[:-2] == one.part}
    own = YANJIN_POINTS if any(i.name == "县单条" for i in plain.inputs) else SHIQUAN_POINTS
    return {name: Decimal(points) for name, points in own.items()}


def _of_base(plain: Plain, one: Typed) -> Iterator[tuple[Decimal, str]]:
    found = {i.name: i.value or Decimal(0) for i in plain.inputs if i.unit == one.unit and i.name in REPORTS}
    quota = QUOTA[str(plain.words[one.unit]["tier"])]
    yield one.value - base_points(quota, found["报送条数"]), "第1条"
    if found["漏报约稿"]:
        yield one.value + 10 * found["漏报约稿"], "第11条的扣分没有扣"
    if found["迟报约稿"] >= 3:
        yield one.value + 10, "第11条"


def base_points(quota: int, submitted: Decimal) -> Decimal:
    return Decimal(10) if submitted >= quota else submitted - quota


def _of_items(plain: Plain, one: Typed) -> Iterator[tuple[Decimal, str]]:
    for cells in plain.book.sheets[2].rows[3:]:
        if name_of(cells[1]) == one.unit and number(cells[15]):
            named = f"第{cells[0]}条"
            points = sum(_row_points(cells).values(), Decimal(0))
            channels = [f"“{channel}”%s了1条" for channel in _row_points(cells)]
            yield one.value - points, "|".join((f"漏计了{named}", *(c % "漏计" for c in channels)))
            yield one.value + points, "|".join((f"重计了{named}", *(c % "重计" for c in channels)))
    halves = [
        sum(_row_points(c).values(), Decimal(0))
        for c in plain.book.sheets[2].rows[3:]
        if name_of(c[1]) == one.unit and c[3] == "副稿"
    ]
    if len(halves) > 1:
        yield one.value + sum(halves), "副稿没有折半"


def _of_sum(plain: Plain, one: Typed) -> Iterator[tuple[Decimal, str]]:
    sheet, at, column = one.place
    for row in plain.book.sheets[sheet].rows[:at]:
        value = number(row[column])
        name = next((name_of(v) for v in row if isinstance(v, str)), "")
        if value and name and name not in plain.slips:
            yield one.value - value, f"漏加了{name}"


def count_slip(plain: Plain, one: Input, chance: random.Random) -> Slip:
    """Another count, and what must become a root: the typed figures that are directly summed from it."""
    old = one.value or Decimal(0)
    step = Decimal(chance.choice([1, 1, 2, 5]))
    new = old + step if chance.random() < 0.6 or old < step else old - step
    if one.name in MARK_POINTS:
        new = Decimal(0) if old else Decimal(1)
    value: object = int(new) if new == int(new) else float(new)
    if one.name in MARK_POINTS and not new:
        value = None
    return Slip(one.place, value, frozenset(expected(plain, one, old, new)), "count")


def expected(plain: Plain, one: Input, old: Decimal, new: Decimal) -> Iterator[Place]:
    """The typed figures that no longer are what they sum up."""
    sheet, row, column = one.place
    total = plain.of(f"合计{sheet}", "sum", str(column))
    if total and row < total.place[1]:
        yield total.place
    figures: list[Typed | None] = []
    if one.name.startswith("上期"):
        part = one.name.removeprefix("上期")
        figures = [plain.of(one.unit, "cumulative", part), plain.of(one.unit, "prior")]
    elif one.name in SITES:
        figures = [plain.of(one.unit, "score", one.name[:-2])]
    elif one.name in MARK_POINTS:
        figures = [plain.of(one.unit, "subtotal", str(row))]
    elif one.name in REPORTS:
        figures = [plain.of(one.unit, "score", "报送")] if _base_changes(plain, one, old, new) else []
    elif one.name in SHIQUAN_POINTS or one.name in YANJIN_POINTS:
        figures = [plain.of(one.unit, "score")]
    yield from (figure.place for figure in figures if figure is not None)


def _base_changes(plain: Plain, one: Input, old: Decimal, new: Decimal) -> bool:
    if one.name == "报送条数":
        quota = QUOTA[str(plain.words[one.unit]["tier"])]
        return base_points(quota, old) != base_points(quota, new)
    if one.name == "迟报约稿":
        return (old >= 3) != (new >= 3)
    return True
