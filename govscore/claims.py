"""Claims: which scheme a workbook belongs to, which of its tables is which, and which column is which."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from govscore.period import Period, period_in, without_period
from govscore.problems import Problem, Refused, problem
from govscore.readers.headings import Column as Found
from govscore.readers.sheets import Book
from govscore.readers.wide import Table, Words, find_tables, words_of
from govscore.scheme import Column, Scheme, Tier
from govscore.schemes import LoadedScheme
from govscore.text import heading_key, key


@dataclass(slots=True)
class Matched:
    """A table with its columns named: scheme column id → 0-based sheet column; `extra` are the unnamed ones."""

    table: Table
    tier: Tier | None
    columns: dict[str, int]
    extra: list[Found]
    problems: list[Problem] = field(default_factory=list)

    def lacks(self, scheme: Scheme) -> list[Column]:
        """Required columns that the table does not have."""
        return [c for c in scheme.columns if c.required and c.role != "unit" and c.id not in self.columns]


@dataclass(slots=True)
class Claim:
    """A workbook read by a scheme: the period, the tables of the tiers, the tables of prior points, the rest."""

    loaded: LoadedScheme
    period: Period
    main: list[Matched]
    prior: list[Matched]
    rest: list[Table]

    @property
    def scheme(self) -> Scheme:
        """The scheme's model."""
        return self.loaded.scheme


def claim(book: Book, schemes: Sequence[LoadedScheme], chosen: str | None, period: Period | None) -> Claim:
    """The one scheme that knows the workbook's tables and was in force then; Refused with each one's reason."""
    tables = find_tables(book, _all_words(schemes))
    if not tables:
        raise Refused(problem("no-table", f"[{book.name}]", unit="单位名称"), *book.problems)
    candidates = [s for s in schemes if chosen in (None, s.scheme.id)]
    claims, reasons = [], []
    for loaded in candidates:
        found = _match(loaded, tables)
        if found.main:
            claims.append(found)
        else:
            reasons.append(_reason(loaded.scheme, tables))
    if not claims:
        raise Refused(problem("no-scheme", f"[{book.name}]", reasons="；".join(reasons)))
    return _in_force(book, claims, chosen, period)


def _all_words(schemes: Iterable[LoadedScheme]) -> Words:
    words = [s.scheme.words for s in schemes]
    return words_of(
        [w for part in words for w in part.unit],
        [w for part in words for w in part.note],
        [w for part in words for w in part.group],
        [w for part in words for w in part.excluded],
        [w for part in words for w in part.total],
    )


def _in_force(book: Book, claims: list[Claim], chosen: str | None, period: Period | None) -> Claim:
    for found in claims:
        found.period = period or _period(book, found.main)
    if chosen:
        return claims[0]
    valid = [c for c in claims if c.scheme.valid_from <= c.period.start]
    old = {c.scheme.supersedes for c in valid}
    valid = [c for c in valid if c.scheme.id not in old]
    named = [c for c in valid if _names_office(c, book)]
    valid = named if len(valid) > 1 and named else valid
    if len(valid) == 1:
        return valid[0]
    reasons = "；".join(f"{c.scheme.id}（{c.scheme.valid_from}起施行，列名都认得）" for c in valid or claims)
    code = "many-schemes" if valid else "no-scheme"
    raise Refused(problem(code, f"[{book.name}]", reasons=reasons))


def _names_office(found: Claim, book: Book) -> bool:
    texts = [key(t) for m in found.main for t in m.table.titles] + [key(book.name)]
    return any(key(word) in text for word in found.scheme.titles for text in texts)


def _period(book: Book, main: list[Matched]) -> Period:
    """From the titles; what they lack from the headings, then the sheets' names, then the file's name."""
    titles = [t for m in main for t in m.table.titles]
    headings = [h for m in main for column in m.table.columns for h in column.path]
    sheets = [m.table.grid.sheet.name for m in main]
    for texts in (
        titles,
        titles + headings,
        titles + headings + sheets,
        [*titles, *headings, *sheets, book.name],
    ):
        found = period_in(texts)
        if len(found) == 1:
            return found.pop()
        if found:
            labels = "、".join(p.label("months") for p in sorted(found))
            raise Refused(problem("period-unclear", f"[{book.name}]", periods=labels))
    raise Refused(problem("period-unknown", main[0].table.grid.place(0, 0)))


def _match(loaded: LoadedScheme, tables: list[Table]) -> Claim:
    scheme = loaded.scheme
    found = Claim(loaded, Period(1, 1, 1), [], [], [])
    partial = []
    for table in tables:
        matched = match_columns(scheme, table)
        counted = [c for c in matched.columns if scheme.column[c].role in ("count", "typed")]
        if not matched.lacks(scheme):
            matched.tier = _tier(scheme, table, found.main)
            found.main.append(matched)
        elif not counted and (prior := _prior(scheme, table)):
            found.prior.append(prior)
        elif len(counted) > 1:
            partial.append(matched)
        else:
            found.rest.append(table)
    for matched in partial:
        matched.tier = _tier(scheme, matched.table, found.main)
        matched.problems = [_missing(scheme, matched, column) for column in matched.lacks(scheme)]
        if found.main:
            found.main.append(matched)
    return found


def _missing(scheme: Scheme, matched: Matched, column: Column) -> Problem:
    table = matched.table
    return problem(
        "column-missing",
        table.grid.place(table.block.top, table.block.left),
        heading="→".join(column.heading),
    )


def match_columns(scheme: Scheme, table: Table) -> Matched:
    """Names the table's columns: each takes the scheme column whose path fits it most exactly."""
    columns: dict[str, int] = {}
    extra, problems = [], []
    for found in table.columns:
        if found.index == table.block.unit:
            continue
        best = _best(scheme.columns, found)
        if best is None:
            extra.append(found)
        elif best.id in columns:
            place = table.grid.place(table.block.bottom, found.index)
            problems.append(problem("column-twice", place, heading=best.name))
        else:
            columns[best.id] = found.index
    return Matched(table, None, columns, extra, problems)


def _best(columns: Iterable[Column], found: Found) -> Column | None:
    fits = [(_fit(path, found), column) for column in columns for path in column.paths]
    score, best = max(fits, key=lambda fit: fit[0])
    return best if score else None


def _fit(path: tuple[str, ...], found: Found) -> int:
    """How many parts of a scheme path a found path has, in order and ending alike; 0 where it does not fit."""
    wanted = [without_period(heading_key(part)) for part in path]
    parts = [without_period(part) for part in found.keys]
    if not parts or wanted[-1] != parts[-1]:
        return 0
    rest = iter(parts)
    return len(wanted) if all(part in rest for part in wanted) else 0


def _prior(scheme: Scheme, table: Table) -> Matched | None:
    """The table as one of prior points, if the scheme has such and the table has the column."""
    if scheme.prior_sheet is None:
        return None
    fits = [c for c in table.columns if c.index != table.block.unit]
    for path in scheme.prior_sheet.value:
        for found in fits:
            if _fit(path, found):
                return Matched(table, None, {"prior": found.index}, [])
    return None


def _tier(scheme: Scheme, table: Table, before: list[Matched]) -> Tier | None:
    """The tier named nearest to the table: titles, sheet name, headings, the table it continues, its units."""
    if len(scheme.tiers) == 1:
        return scheme.tiers[0]
    headings = [" ".join(" ".join(c.path) for c in table.columns)]
    for text in (*table.titles, table.grid.sheet.name, *headings):
        named = [t for t in scheme.tiers if any(key(word) in key(text) for word in t.words)]
        if len(named) == 1:
            return named[0]
    if not table.titles and before:
        return before[-1].tier
    return _tier_of_units(scheme, table)


def _tier_of_units(scheme: Scheme, table: Table) -> Tier | None:
    names = {key(row.text) for row in table.rows if row.kind == "unit"}
    known = {t: len(names & {key(n) for n in scheme.roster.units.get(t.name, ())}) for t in scheme.tiers}
    best = max(known, key=lambda t: known[t])
    return best if known[best] * 2 > len(names) else None


def _reason(scheme: Scheme, tables: list[Table]) -> str:
    """Why a scheme does not know any table: what its most similar table lacks."""
    matches = [match_columns(scheme, table) for table in tables]
    best = min(matches, key=lambda m: len(m.lacks(scheme)))
    lacks = "、".join("→".join(c.heading) for c in best.lacks(scheme)[:4])
    more = f"等{len(best.lacks(scheme))}列" if len(best.lacks(scheme)) > 4 else ""
    odd = "、".join(found.path[-1] for found in best.extra[:4] if found.path)
    return f"{scheme.id} 缺少列 {lacks}{more}" + (f"（不认识的列：{odd}）" if odd else "")
