"""The figures that a notice may state, each with the words that a sentence must speak of, all of them and no others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations

from govscore.core.numerals import COUNT, PERCENT, POINTS, UNITS
from govscore.core.points import rounded
from govscore.notices import words as say
from govscore.notices.source import Source, Unit
from govscore.notices.words import counted, part_of, paths, stem_parts
from govscore.scheme.points_parts import Column, Tier
from govscore.scheme.points_scheme import Scheme

About = frozenset[str]
_MOST_PARTS = 12  # channels whose sums are tried out: 4096 at most
_TIER_FACTS = (
    ("单位数", ()),
    ("计分单位数", (say.SCORED,)),
    ("不计分单位数", (say.UNSCORED,)),
    ("零采用单位数", (say.ZERO,)),
    ("达标单位数", (say.REACHED,)),
    ("未达进度单位数", (say.BEHIND,)),
    ("上升单位数", (say.UP,)),
    ("下降单位数", (say.DOWN,)),
)
_NONE: frozenset[Decimal] = frozenset()
_EXTREMES = (("最高分", say.MOST), ("最低分", say.LEAST), ("平均分", say.MEAN))


@dataclass(frozen=True, slots=True)
class Known:
    """One figure: its name for the clerk, its value and measure.

    `about`: the sets of meanings that name it; `unit` and `tier`: whose it is ('' for all); `near`: what else it is
    easily taken for; `sums`: numbers that the same words may mean as well; `mark`: the template has a mark for it.
    """

    name: str
    value: Decimal
    measure: str
    about: frozenset[About]
    unit: str = ""
    near: tuple[tuple[Decimal, str], ...] = ()
    sums: frozenset[Decimal] = _NONE
    tier: str = ""
    mark: bool = False


Index = Mapping[tuple[str, About], list[Known]]


def index(source: Source) -> Index:
    """All figures of a period by measure and by what a sentence must speak of."""
    found: dict[tuple[str, About], list[Known]] = {}
    for known in all_of(source):
        for about in known.about:
            found.setdefault((known.measure, about), []).append(known)
    return found


def all_of(source: Source) -> Iterator[Known]:
    """All figures of a period, the likeliest meaning of the same words first."""
    for one in (*_channels(source), *_totals(source), *_numbers_of_units(source), *_points(source)):
        yield replace(one, mark=not one.unit and one.name in source.facts)
    for unit in source.units:
        for one in _of_unit(source, unit):
            yield replace(one, tier=unit.tier)


def _abouts(alternatives: Iterable[Iterable[str]], *more: str) -> frozenset[About]:
    """Alternatives of words, with and without the verb 采用, each with further meanings."""
    sets = [frozenset((*words, *more)) for words in alternatives]
    return frozenset([*sets, *(words | {say.ADOPTED} for words in sets)])


def _named(scheme: Scheme, column: Column) -> list[list[str]]:
    """The ways in which a column is named, as meanings."""
    headings = [(heading[-1],) for t in scheme.tiers for id_, heading in t.headings.items() if id_ == column.id]
    return [[part_of(part) for part in path] for path in (*paths(column), *headings)]


def _channels(source: Source) -> Iterator[Known]:
    """Items of each channel and each declared sum: in all, by tier, and by unit."""
    scheme = source.scheme
    named = [(c.name + "采用数", _named(scheme, c), (c.id,)) for c in counted(scheme)]
    declared = [(f.name, [[part_of(part) for part in stem_parts(f.name)]], f.sum) for f in scheme.facts]
    for name, ways, columns in (*declared, *named):
        value = source.fact(name)
        if value is None:
            continue
        about = _abouts(ways) | {frozenset({say.ADOPTED})}  # 本期采用20条: one channel, or all
        yield Known(name, value, COUNT, about, near=_without_excluded(source, columns, value))
        if not source.detailed:
            continue
        for tier in scheme.tiers:
            units = [unit for unit in source.units if unit.tier == tier.name]
            about = _abouts(ways, f"tier:{tier.name}") | _abouts(_of_tier(scheme, tier, columns))
            yield Known(f"{tier.name}的{name}", _sum(units, columns), COUNT, about)
        for unit in source.units:
            yield Known(name, _sum([unit], columns), COUNT, _abouts(ways, f"unit:{unit.key}"), unit.name)


def _of_tier(scheme: Scheme, tier: Tier, columns: Iterable[str]) -> list[list[str]]:
    """The words that mean a channel of this tier alone, where tiers call it differently: 各镇快讯, 部门动态."""
    differently = {id_ for other in scheme.tiers for id_ in other.headings}
    own = [tier.headings.get(id_, scheme.column[id_].heading)[-1] for id_ in columns if id_ in differently]
    return [[part_of(word)] for word in own]


def _sum(units: Iterable[Unit], columns: Iterable[str]) -> Decimal:
    chosen = list(columns)
    return sum(((unit.counts or {}).get(c, Decimal(0)) for unit in units for c in chosen), Decimal(0))


def _without_excluded(source: Source, columns: Iterable[str], value: Decimal) -> tuple[tuple[Decimal, str], ...]:
    if not source.detailed:
        return ()
    scored = _sum((unit for unit in source.units if not unit.excluded), columns)
    return ((scored, "正好是不含不计分单位的数"),) if scored != value else ()


def _totals(source: Source) -> Iterator[Known]:
    """Adopted items of all channels together. Some offices add up only some channels: any such sum may be meant."""
    scheme = source.scheme
    paid = {c for rule in scheme.rules for c in rule.prices}
    columns = [c for c in counted(scheme) if c.id in paid]
    if not columns:
        return
    for name in ("", *(tier.name for tier in scheme.tiers if source.detailed)):
        about = frozenset({say.ADOPTED, f"tier:{name}"} if name else {say.ADOPTED})
        units = [unit for unit in source.units if unit.tier == name]
        parts = [_sum(units, [c.id]) if name else source.fact(c.name + "采用数") or Decimal(0) for c in columns]
        sums = _some_of([part for part in parts if part])
        if sums is not None:
            whose = f"{name}的" if name else ""
            yield Known(f"{whose}各渠道采用合计", sum(parts, Decimal(0)), COUNT, frozenset({about}), sums=sums)


def _some_of(parts: list[Decimal]) -> frozenset[Decimal] | None:
    """The sums of any of the parts; None where they are too many to try."""
    if len(parts) > _MOST_PARTS:
        return None
    return frozenset(sum(some, Decimal(0)) for number in range(len(parts) + 1) for some in combinations(parts, number))


def _numbers_of_units(source: Source) -> Iterator[Known]:
    """How many units there are, by tier and in all, of each kind that the facts count."""
    tiers = source.scheme.tiers
    for tail, more in _TIER_FACTS:
        values = [source.fact(tier.name + tail) for tier in tiers]
        for tier, value in zip(tiers, values, strict=True):
            if value is not None:
                yield Known(tier.name + tail, value, UNITS, _kinds(*more, f"tier:{tier.name}"))
        whole = [value for value in values if value is not None]
        if whole:
            yield Known(tail, sum(whole, Decimal(0)), UNITS, _kinds(*more))
    for name in source.facts:
        if name.endswith("未报单位数") and (value := source.fact(name)) is not None:
            asked = part_of(name.removesuffix("未报单位数"))
            yield Known(name, value, UNITS, frozenset({frozenset((say.UNSENT, asked))}))


def _kinds(*meanings: str) -> frozenset[About]:
    """The words for a kind of units, with and without the share of the target."""
    return frozenset({frozenset(meanings), frozenset((*meanings, say.SHARE))})


def _points(source: Source) -> Iterator[Known]:
    """Highest, lowest and mean points of each tier: those by which it is ranked, then the others."""
    scheme = source.scheme
    for tier in scheme.tiers:
        for tail, meaning in _EXTREMES:
            value = source.fact(tier.name + tail)
            if value is not None:
                yield from _extreme(source, tier, tail, meaning, value)
    pace = source.fact("进度线")
    if pace is not None:
        about = frozenset({frozenset({say.PACE}), frozenset({say.PACE, say.SHARE})})
        yield Known("进度线", pace, PERCENT, about, sums=_shorter(pace))


def _extreme(source: Source, tier: Tier, tail: str, meaning: str, value: Decimal) -> Iterator[Known]:
    by = source.scheme.ranking.by
    plain = frozenset({meaning, f"tier:{tier.name}"})
    told = [plain, plain | {say.CUMULATIVE}] if by == "cumulative" else [plain]
    sums = _shorter(value) if meaning == say.MEAN else _NONE
    yield Known(tier.name + tail, value, POINTS, frozenset(told), sums=sums)
    other = "score" if by == "cumulative" else "cumulative"
    units = [u.points[other] for u in source.units if u.tier == tier.name and other in u.points]
    if units and meaning != say.MEAN:
        number = max(units) if meaning == say.MOST else min(units)
        words = plain if other == "score" else plain | {say.CUMULATIVE}
        label = "本期" if other == "score" else "累计"
        yield Known(f"{tier.name}{label}{tail}", _printed(source, number), POINTS, frozenset({words}))


def _shorter(number: Decimal) -> frozenset[Decimal]:
    """A quotient with fewer decimals: a notice may round a mean or a share further."""
    return frozenset({rounded(number, 0), rounded(number, 1)})


def _printed(source: Source, number: Decimal) -> Decimal:
    return rounded(number, source.scheme.numbers.decimals, source.scheme.numbers.rounding)


def _of_unit(source: Source, unit: Unit) -> Iterator[Known]:
    """A unit's points and its share of the target."""
    own = f"unit:{unit.key}"
    order = ["cumulative", "score"] if source.scheme.ranking.by == "cumulative" else ["score", "cumulative"]
    for figure in order:
        if figure in unit.points:
            ways = [set[str](), {say.MOST}, {say.LEAST}] + ([{say.CUMULATIVE}] if figure == "cumulative" else [])
            about = frozenset(frozenset({own, *way}) for way in ways)
            label = "本期得分" if figure == "score" else "累计得分"
            yield Known(label, _printed(source, unit.points[figure]), POINTS, about, unit.name)
    if unit.percent is not None:
        about = frozenset({frozenset({own}), frozenset({own, say.SHARE})})
        yield Known("占任务", unit.percent, PERCENT, about, unit.name, sums=_shorter(unit.percent))
