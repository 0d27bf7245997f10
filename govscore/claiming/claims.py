"""Claims: which scheme a workbook belongs to, which of its tables is which, and which column is which."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from govscore.claiming.choosing import Candidate, the_one
from govscore.claiming.columns import Matched, match_columns
from govscore.claiming.unclaimed import reasons
from govscore.core.period import Period, period_in
from govscore.core.problems import Problem, Refused, cell_place, problem
from govscore.core.text import key, nearest
from govscore.readers.layouts import find_tables
from govscore.readers.tables import Table, Words, words_of
from govscore.readers.workbook import Book
from govscore.scheme.files import LoadedScheme
from govscore.scheme.points_parts import Column, TableKind, Tier
from govscore.scheme.points_scheme import Scheme


@dataclass(slots=True)
class Claim:
    """A workbook read by a scheme: the period, its tables in reading order, and tables of no known kind."""

    loaded: LoadedScheme
    period: Period
    tables: list[Matched]
    rest: list[Table]

    @property
    def scheme(self) -> Scheme:
        """The scheme's model."""
        return self.loaded.scheme

    def of(self, *kinds: TableKind) -> list[Matched]:
        """The tables of certain kinds."""
        return [m for m in self.tables if m.kind.kind in kinds]

    @property
    def dated(self) -> list[Matched]:
        """The tables whose titles tell the period: all but those of points before it."""
        return self.of("units", "log", "stated")


def claim(book: Book, schemes: Sequence[LoadedScheme], chosen: str | None, period: Period | None) -> Claim:
    """The one scheme that knows the workbook's tables and was in force then; Refused with each one's reason."""
    found = candidates(book, schemes, chosen)
    if not found.claims:
        raise Refused(unknown(book, bool(found.tables), found.reasons))
    return in_force(book, found, chosen, period)


@dataclass(slots=True)
class Candidates:
    """Of all `known` schemes those that know a workbook's tables; the others' reasons; every table found."""

    known: list[Scheme]
    claims: list[Claim]
    reasons: list[str]
    tables: list[Table]


def candidates(book: Book, schemes: Sequence[LoadedScheme], chosen: str | None) -> Candidates:
    """What the schemes, or the chosen one, say of a workbook."""
    tables = find_tables(book, _all_words(schemes))
    asked = [s for s in schemes if chosen in (None, s.scheme.id)]
    found = [claim for claim in (_match(loaded, tables) for loaded in asked) if _complete(claim)]
    known = [loaded.scheme for loaded in schemes]
    if found or not asked or not tables:
        return Candidates(known, found, [], tables)
    both = [p.message for table in tables for p in table.problems if p.code == "layouts-many"]
    return Candidates(known, found, [reasons(asked, tables), *both], tables)


def unknown(book: Book, near: bool, why: Sequence[str]) -> Problem:
    """That no scheme knows a workbook: the reasons where any table was found, else that there is none."""
    if not near:
        return problem("no-table", f"[{book.name}]", unit="单位名称")
    return problem("no-scheme", f"[{book.name}]", reasons="；".join(why))


def _all_words(schemes: Iterable[LoadedScheme]) -> Words:
    models = [s.scheme for s in schemes]
    words = [model.words for model in models]
    paths = [path for model in models for c in model.columns if c.role != "unit" for path in c.paths]
    paths += [path for model in models for tier in model.tiers for path in tier.headings.values()]
    return words_of(
        [w for part in words for w in part.unit],
        [w for part in words for w in part.note],
        [w for part in words for w in part.group],
        [w for part in words for w in part.excluded],
        [w for part in words for w in part.total],
        [heading for path in paths for heading in (path[-1], "".join(path))],
    )


def in_force(book: Book, found: Candidates, chosen: str | None, period: Period | None) -> Claim:
    """Of the schemes that know it the one in force in its period; Refused where none or several are."""
    claims = found.claims
    for one in claims:
        one.period = period or _period(book, one.dated)
    if chosen:
        return claims[0]
    asked = [
        Candidate(c, c.scheme, c.period.start, [title for m in c.tables for title in m.table.titles]) for c in claims
    ]
    return the_one(book, asked, found.known)


def _period(book: Book, dated: list[Matched]) -> Period:
    """From the titles; what they lack from the headings, then the sheets' names, then the file's name."""
    titles = [t for m in dated for t in m.table.titles]
    headings = [h for m in dated for column in m.table.columns for h in column.path]
    sheets = [m.table.sheet for m in dated]
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
    raise Refused(problem("period-unknown", cell_place(book.name, sheets[0], 0, 0)))


def _match(loaded: LoadedScheme, tables: list[Table]) -> Claim:
    """Which of the scheme's tables each found table is; a table that nearly is one is that one with problems."""
    scheme = loaded.scheme
    found = Claim(loaded, Period(1, 1, 1), [], [])
    partial = []
    for table in tables:
        matches = [match_columns(scheme, kind, table) for kind in scheme.tables]
        nearly = [m for m in matches if m.fits(scheme) or (m.figures(scheme) > 1 and m.kind.kind != "prior")]
        best = max(nearly, key=lambda m: (len(m.columns), m.fits(scheme)), default=None)
        if best is None:
            found.rest.append(table)
        elif best.fits(scheme):
            best.tier = _tier(scheme, best, found.tables)
            found.tables.append(best)
        else:
            partial.append(best)
    if _complete(found):
        found.tables += [_lacking(scheme, m, found.tables) for m in partial]
    return found


def _complete(found: Claim) -> bool:
    """True where every required table of the scheme is there."""
    return {t.id for t in found.scheme.tables if t.required} <= {m.kind.id for m in found.tables}


def _lacking(scheme: Scheme, matched: Matched, before: list[Matched]) -> Matched:
    matched.tier = _tier(scheme, matched, before)
    matched.problems += [_missing(matched, column) for column in matched.lacks(scheme)]
    return matched


def _missing(matched: Matched, column: Column) -> Problem:
    table = matched.table
    odd = [found.path[-1] for found in matched.extra if found.path]
    path = matched.tier.headings.get(column.id, column.heading) if matched.tier else column.heading
    called = dict.fromkeys((path[-1], *(other[-1] for other in column.paths)))
    near = next(filter(None, (nearest(name, odd) for name in called)), None)
    hint = f"（是不是“{near}”这一列？）" if near else ""
    heading = "→".join(part.replace("【月份】", "×月") for part in path)
    return problem("column-missing", table.corner, heading=heading, hint=hint)


def _tier(scheme: Scheme, matched: Matched, before: list[Matched]) -> Tier | None:
    """The tier named nearest to the table: titles, sheet name, headings, the table it continues, its units.

    None for tables that name the tier in each row, or have no need of one.
    """
    table = matched.table
    if len(scheme.tiers) == 1:
        return scheme.tiers[0]
    if matched.kind.kind != "units" or scheme.columns_of(matched.kind.id, "tier"):
        return None
    headings = " ".join(" ".join(c.path) for c in table.columns)
    goes_on = not table.titles and bool(before)
    if goes_on and before[-1].table.sheet == table.sheet:  # a heading block repeated on its own sheet
        return _tier_named(scheme, headings) or before[-1].tier
    for text in (*table.titles, table.sheet, headings):
        if tier := _tier_named(scheme, text):
            return tier
    return before[-1].tier if goes_on else _tier_of_units(scheme, table)


def _tier_named(scheme: Scheme, text: str) -> Tier | None:
    named = [t for t in scheme.tiers if any(key(word) in key(text) for word in t.words)]
    return named[0] if len(named) == 1 else None


def _tier_of_units(scheme: Scheme, table: Table) -> Tier | None:
    names = {key(line.text) for line in table.units}
    known = {t.name: len(names & {key(n) for n in scheme.roster.units.get(t.name, ())}) for t in scheme.tiers}
    best = max(scheme.tiers, key=lambda t: known[t.name])
    return best if known[best.name] * 2 > len(names) else None
