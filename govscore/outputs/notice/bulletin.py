"""The notice: the office's Word template filled with the period's facts and tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from govscore.claiming.notice_info import BLANKS, conditions
from govscore.core.period import Period
from govscore.core.problems import Problem, Refused
from govscore.outputs.notice.agreement import check_agreement
from govscore.outputs.notice.block_data import block_data
from govscore.results.annex import Annex, AnnexRow
from govscore.results.blocks import Section
from govscore.results.facts import Facts
from govscore.scheme.clauses import clauses
from govscore.scheme.files import LoadedScheme
from govscore.scheme.points_scheme import Scheme
from govscore.word.data import Data, merge

_HEADED = re.compile(r"(备注|附注|注|说明)[：:]")


def to_fill(loaded: LoadedScheme, supplied: Data) -> tuple[bytes, Data, str]:
    """What `template.fill.fill` makes the notice of: the office's template, all it may name, and its name.

    The figures of its sentences are worked out anew from its tables (`broken` where they differ).
    """
    template = loaded.bulletin
    check_agreement(loaded.scheme, supplied)
    return template.read_bytes(), supplied, f"{template.parent.name}/{template.name}"


def check_template(scheme: Scheme, file: Path) -> list[Problem]:
    """Notes on what the template lacks and on numbers typed where a mark should stand.

    Refused, with every place, if a mark is not of this scheme.
    """
    from govscore.notices.checking import typed_in
    from govscore.notices.source import Source
    from govscore.outputs.notice.lacking import template_notes
    from govscore.word.check import check

    template, facts = file.read_bytes(), specimen(scheme)
    problems = check(template, data(scheme, facts, []), file.name)
    if problems:
        raise Refused(*problems)
    typed = typed_in(template, file.name, Source(scheme, _some_period(scheme), facts.values))
    return [*template_notes(scheme, template, file.name), *typed]


def specimen(scheme: Scheme) -> Facts:
    """The facts of a period in which nothing was adopted: every name that a template may use."""
    from govscore import tally
    from govscore.results import facts
    from govscore.scoring import ranking, scoring

    empty, period = tally.nothing(), _some_period(scheme)
    standings = ranking.rank(scheme, empty, scoring.score(scheme, empty, period))
    return facts.facts(scheme, period, empty, standings)


def _some_period(scheme: Scheme) -> Period:
    return Period(scheme.valid_from.year, 1, 3)


def data(scheme: Scheme, facts: Facts, annexes: list[Annex], sections: Sequence[Section] = ()) -> Data:
    """All that the template may name: values, conditions, lists, one table a tier, and the unit blocks."""
    blocks = block_data(scheme, facts, sections)
    by_tier = {annex.tier.name: annex for annex in annexes}
    fields = frozenset({c.name for c in scheme.columns if c.role != "ignored"} | {"组", "序"})
    return Data(
        values={**BLANKS, **facts.values, **blocks.values},
        conditions={**conditions(facts.values), **facts.conditions},
        lists={"计分办法": clauses(scheme)} | {f"{t.name}备注": _notes(t.notes) for t in scheme.tiers},
        tables={f"{t.name}表": rows(by_tier[t.name]) if t.name in by_tier else [] for t in scheme.tiers},
        blocks=blocks.blocks,
        block_data=blocks.block_data,
        table_fields={f"{t.name}表": fields for t in scheme.tiers},
        table_kinds={f"{t.name}表": frozenset({"组"} if scheme.words.group else ()) for t in scheme.tiers},
    )


def _notes(notes: Sequence[str]) -> Sequence[str]:
    """The notes below a table; where only the first is headed (备注：1. …) the others are lines of its paragraph.

    So its hanging indent puts 2. and 3. below 1., and not below the heading.
    """
    headed = [_HEADED.match(note) is not None for note in notes]
    return ["\n".join(notes)] if headed[:1] == [True] and not any(headed[1:]) else notes


def rows(annex: Annex) -> list[dict[str, str]]:
    """One mapping a printed row: column name → text; `#kind` and `#merge` say how the row is laid out."""
    return [_row(annex, row) for row in annex.rows]


def _row(annex: Annex, row: AnnexRow) -> dict[str, str]:
    if row.kind == "group":
        return {"#kind": "组", "组": row.spans[0].text}
    cells = {annex.columns[at].name: span.text for span in row.spans for at in range(span.first, span.last + 1)}
    name = [column.name for column in annex.columns]
    merges = [merge(name[s.first], name[s.last], s.text) for s in row.spans if s.last > s.first]
    return cells | ({"#merge": "\n".join(merges)} if merges else {})
