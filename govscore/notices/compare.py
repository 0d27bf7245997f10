"""A notice against what is known of its period: the differences, and in one note what was compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from govscore.core.difference import Difference
from govscore.core.numerals import plain_text
from govscore.core.points import plain
from govscore.core.problems import Problem, Refused, problem
from govscore.core.text import listed
from govscore.notices import annex_tables
from govscore.notices.known import Known, all_of
from govscore.notices.sentences import Reader, Statement
from govscore.notices.source import Source
from govscore.notices.template_lines import template_lines
from govscore.notices.template_wording import Wording
from govscore.recheck.found import numbers
from govscore.scheme.files import LoadedScheme
from govscore.scheme.points_scheme import Scheme
from govscore.word.notice_document import Notice, Paragraph

_SHOWN = 6


@dataclass(slots=True)
class Compared:
    """What came of one notice: differences, how many numbers were compared, and those that were not, with places."""

    differences: list[Difference] = field(default_factory=list)
    sentences: int = 0
    cells: int = 0
    unread: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def compare(
    notice: Notice, loaded: LoadedScheme, source: Source, found: annex_tables.Annexes, before: Source | None = None
) -> Compared:
    """The notice's sentences and annexes against one period's figures; `before`: the period before it, for hints."""
    made = Compared()
    _sentences(made, notice, loaded, source)
    made.differences = [_hinted(one, before) for one in made.differences]
    wrong, made.cells = annex_tables.differences(found, source)
    made.differences += wrong
    made.problems = [_note(made, notice, loaded, found), *_units(notice, source, found)]
    return made


def _sentences(made: Compared, notice: Notice, loaded: LoadedScheme, source: Source) -> None:
    reader, wording = Reader(source), _wording(loaded, source)
    named = {known.name: known for known in reversed(list(all_of(source))) if not known.unit}
    rules = _rules(loaded.scheme)
    for paragraph in notice.paragraphs:
        if any(rule in paragraph.text for rule in rules):
            continue
        statements = reader.paragraph(paragraph.text)
        names = wording.names(paragraph.text) if statements else []
        for statement, name in zip(statements, names, strict=True):
            known = None if statement.foreign else named.get(name, statement.known)
            _state(made, notice, paragraph, statement, known)


def _rules(scheme: Scheme) -> list[str]:
    """The wordings of the scheme's clauses and notes: their numbers are rules, no figures."""
    clauses = [*(rule.text for rule in scheme.rules), *(provision.text for provision in scheme.provisions)]
    notes = [note for tier in scheme.tiers for note in tier.notes]
    return [plain_text(text) for text in (*clauses, *notes) if text]


def _state(made: Compared, notice: Notice, paragraph: Paragraph, statement: Statement, known: Known | None) -> None:
    if known is None and statement.rule:
        return
    if known is None:
        made.unread.append(f"第{paragraph.number}段的{plain(statement.number)}{statement.measure}")
        return
    made.sentences += 1
    if statement.number != known.value and statement.number not in known.sums:
        made.differences.append(difference(notice.place(paragraph.number), statement, known))


def difference(place: str, statement: Statement, known: Known) -> Difference:
    """A number of a sentence that is not the known one."""
    made = numbers(statement.number, known.value)
    hint = next((words for number, words in known.near if number == statement.number), "")
    return Difference(place, known.tier, known.unit, known.name, **made, root=True, hint=hint)


def _hinted(one: Difference, before: Source | None) -> Difference:
    """A figure that was left standing from the notice before is told as such."""
    stale = before is not None and not one.unit and before.fact(one.column) == Decimal(one.stated)
    return one._replace(hint="正好是上一期的数") if stale and not one.hint else one


def _wording(loaded: LoadedScheme, source: Source) -> Wording:
    """The wording of the office's own template; none where it has no usable one."""
    file: Path = loaded.bulletin
    try:
        lines = template_lines(file.read_bytes(), file.name, source.facts) if file.is_file() else []
    except Refused:
        lines = []
    return Wording(lines, source.period)


def _note(made: Compared, notice: Notice, loaded: LoadedScheme, found: annex_tables.Annexes) -> Problem:
    """What was compared and what was not, so that nobody takes the rest for checked."""
    period = notice.period.label(loaded.scheme.period.style) if notice.period else ""
    annex = f"、附表{made.cells}个数" if found.units else "（附表不是办法里的表式，没有核对）" if notice.tables else ""
    unread = f"；{_some(made.unread)}看不出说的是哪一项，没有核对" if made.unread else ""
    mend = "不符的照下面逐处核对" if made.differences else "不用改"
    mend = "没有核对的数请对照排名表自己看一遍" if made.unread else mend
    words = {
        "mend": mend,
        "period": period,
        "sentences": made.sentences,
        "annex": annex,
        "wrong": len(made.differences),
    }
    return problem("against-notice-checked", f"[{notice.name}]", **words, unread=unread)


def _units(notice: Notice, source: Source, found: annex_tables.Annexes) -> Sequence[Problem]:
    """A note where the annexes list other units of their tiers than the period has."""
    own = {unit.key: unit.name for unit in source.units}
    listed_ = {unit.key for unit in source.units if unit.tier in found.tiers}
    lacking = [name for key, name in own.items() if key in listed_ and key not in found.units]
    extra = [name for key, name in found.units.items() if key not in own]
    said = [f"{word}{_some(names)}" for word, names in (("没有", lacking), ("多出", extra)) if names]
    return [problem("against-notice-units", f"[{notice.name}]", what="，".join(said))] if said else []


def _some(names: Sequence[str]) -> str:
    """The first names, and how many there are where they are many."""
    more = f"等{len(names)}个" if len(names) > _SHOWN else ""
    return listed(names[:_SHOWN]) + more
