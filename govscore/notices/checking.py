"""All notices given with --against, and the office's template: what the recheck of a workbook has to say of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from govscore.core.difference import Difference
from govscore.core.numerals import numerals
from govscore.core.period import Period
from govscore.core.points import plain
from govscore.core.problems import Problem, Refused, problem
from govscore.notices import annex_tables
from govscore.notices.known import Known
from govscore.notices.sentences import Reader, Statement
from govscore.notices.source import Source, of_result
from govscore.notices.template_lines import TemplateLine, template_lines
from govscore.recheck.carried import preceding
from govscore.scheme.files import LoadedScheme
from govscore.word.notice_document import Notice

Result = Mapping[str, Any]


@dataclass(slots=True)
class Checked:
    """Differences and notes of all notices."""

    differences: list[Difference] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def check(
    notices: Sequence[Notice], loaded: LoadedScheme, source: Source, against: Sequence[Result], workbook: str
) -> Checked:
    """Each notice against this period's figures, or if it is an earlier one, against that period's result."""
    from govscore.notices.compare import compare  # late: most runs have no notice

    made = Checked()
    for notice in notices:
        if notice.period is None:
            made.problems.append(problem("against-notice-untimed", f"[{notice.name}]"))
        elif not _of_office(notice, loaded):
            words = {"workbook": notice.name, "why": "不是同一个办法的"}
            made.problems.append(problem("against-other", f"[{workbook}]", **words))
        elif (known := _of_period(notice.period, loaded, source, against)) is None:
            label = notice.period.label(loaded.scheme.period.style)
            made.problems.append(problem("against-notice-alone", f"[{notice.name}]", period=label))
        else:
            before = preceding(notice.period, against)
            last = of_result(loaded.scheme, before[-1]) if before else None
            compared = compare(notice, loaded, known, annex_tables.annexes(notice, loaded), last)
            made.differences += compared.differences
            made.problems += compared.problems
    return made


def _of_office(notice: Notice, loaded: LoadedScheme) -> bool:
    """Whether a notice speaks of the office; one without words of its own may be anyone's."""
    words = loaded.scheme.titles
    return not words or any(word in one.text for word in words for one in notice.paragraphs)


def _of_period(period: Period, loaded: LoadedScheme, source: Source, against: Sequence[Result]) -> Source | None:
    if period == source.period:
        return source
    known = (of_result(loaded.scheme, result) for result in against)
    return next((one for one in known if one is not None and one.period == period), None)


def published(notices: Sequence[Notice], loaded: LoadedScheme, period: Period) -> list[Result]:
    """What the annexes of the notice right before this period published, in the form of a result."""
    before = [
        notice
        for notice in notices
        if notice.period and (notice.period.year, notice.period.last + 1) == (period.year, period.first)
    ]
    found = (
        annex_tables.published(notice, annex_tables.annexes(notice, loaded))
        for notice in before
        if _of_office(notice, loaded)
    )
    return [result for result in found if result is not None]


def typed_numbers(loaded: LoadedScheme, source: Source, conditions: Mapping[str, bool]) -> list[Problem]:
    """Notes for the numbers that stand in the template itself where a mark should: wrong ones, and right ones.

    Nothing is said of a template that cannot be read; filling it refuses it in words.
    """
    file = loaded.bulletin
    try:
        name = f"{file.parent.name}/{file.name}"
        lines = template_lines(file.read_bytes(), name, source.facts, conditions) if file.is_file() else []
    except Refused:
        return []
    found = _typed(lines, source)
    return [_note(place, f"{plain(one.number)}{one.measure}", one.known, wrong=one.differs) for place, one in found]


def typed_in(template: bytes, name: str, source: Source) -> list[Problem]:
    """Notes for the numbers of a template that look like figures, before any value is known (`template check`)."""
    found = _typed(template_lines(template, name, source.facts), source)
    words = ((place, f"{plain(one.number)}{one.measure}", one.known) for place, one in found)
    return [
        problem("prose-mark", place, stated=stated, name=f"{known.unit}{known.name}", mend=_mend(known))
        for place, stated, known in words
        if known is not None
    ]


def _typed(lines: Sequence[TemplateLine], source: Source) -> list[tuple[str, Statement]]:
    """The numbers of a template's lines that state a figure, each with its place."""
    if not any(numeral.number is not None for line in lines for numeral in numerals(line.text)):
        return []  # as nearly always: there is no need to know the words
    reader = Reader(source)
    return [(line.place, one) for line in lines for one in reader.paragraph(line.text) if one.known is not None]


def _note(place: str, stated: str, known: Known | None, *, wrong: bool) -> Problem:
    assert known is not None
    name = f"{known.unit}{known.name}"
    if wrong:
        computed = plain(known.value)
        return problem("prose-number", place, stated=stated, name=name, computed=computed, mend=_mend(known))
    return problem("prose-typed", place, stated=stated, name=name, mend=_mend(known))


def _mend(known: Known) -> str:
    if known.unit or not known.mark:
        return "改用标记，或出文件前逐期核对"
    return f"把数字换成标记【{known.name}】"
