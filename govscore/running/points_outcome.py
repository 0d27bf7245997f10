"""What a scored workbook came to, and the files that are made of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govscore.core.difference import Difference
from govscore.core.problems import Problem, gather, problem
from govscore.delivery.writing import NOTICE, RANKING, RECHECK, Written, made_with
from govscore.results.result import Claimed
from govscore.running.kind import Making

if TYPE_CHECKING:
    import pandas as pd

    from govscore.core.period import Period
    from govscore.outputs.ranking.book import Content
    from govscore.readers.workbook import Book
    from govscore.recheck.elsewhere import Elsewhere
    from govscore.results.annex import Annex
    from govscore.results.blocks import Section
    from govscore.results.facts import Facts
    from govscore.scheme.files import LoadedScheme
    from govscore.scheme.points_scheme import Scheme
    from govscore.scoring.scoring import Scored
    from govscore.scoring.sharing import Checklist
    from govscore.tally import Tally
    from govscore.word.data import Data, Filled


def claimed(loaded: LoadedScheme, period: Period) -> Claimed:
    """By which scheme, and of which period, as printed."""
    scheme = loaded.scheme
    return Claimed(scheme.id, scheme.name, loaded.sha256, period.label(scheme.period.style))


@dataclass(frozen=True, slots=True)
class PointsOutcome:
    """A scored workbook. `standings`: frames.STANDINGS; `lists` stands on 信息核对; `sections`: unit blocks by tier.

    `book` is as it was scored: without the sheet 通报信息.
    """

    loaded: LoadedScheme
    period: Period
    book: Book
    tally: Tally
    scored: Scored
    standings: pd.DataFrame
    annexes: list[Annex]
    sections: tuple[Section, ...]
    lists: list[Checklist]
    items: list[list[str]]
    facts: Facts
    differences: list[Difference]
    problems: list[Problem]

    @property
    def scheme(self) -> Scheme:
        """The scheme's model."""
        return self.loaded.scheme

    @property
    def claimed(self) -> Claimed:
        """The scheme and the period."""
        return claimed(self.loaded, self.period)

    @property
    def rechecked(self) -> bool:
        """True where figures were typed, or points carried over could be compared."""
        return bool(self.differences) or self.tally.typed

    @property
    def values(self) -> Mapping[str, str]:
        """The facts by name."""
        return self.facts.values

    @property
    def summary(self) -> str:
        """部门49个、镇11个."""
        counts = self.standings["tier"].value_counts(sort=False).to_dict()
        return "、".join(f"{tier}{number}个" for tier, number in counts.items())

    def lines(self) -> Sequence[str]:
        """None."""
        return ()

    def figures(self) -> dict[str, Any]:
        """The standings by tier."""
        from govscore.results.tiers import tiers

        return {"tiers": tiers(self.scheme, self.scored, self.standings)}

    def data(self) -> Data:
        """What the template of the notice may name."""
        from govscore.outputs.notice.bulletin import data

        return data(self.scheme, self.facts, self.annexes, self.sections)

    def marks(self) -> dict[str, Any]:
        """What each mark gives now."""
        from govscore.outputs.present import present

        return present(self.data())

    def content(self) -> Content:
        """What the ranking workbook is made of."""
        from govscore.outputs.ranking.book import Content

        return Content(
            self.scheme,
            self.tally,
            self.scored,
            self.standings,
            self.annexes,
            self.book,
            self.sections,
            self.lists,
            self.facts.values.get("期间", ""),
            self.rechecked,
        )

    def write(self, stage: Path, making: Making, found: Sequence[Problem]) -> Written:
        """Ranking workbook, notice with its PDF copy, recheck workbook; what the second process makes meanwhile."""
        from govscore.outputs.present import present
        from govscore.outputs.ranking.book import write_ranking_book
        from govscore.results.slips import slips

        supplied = self.data()
        notice, notes = self._to_fill(supplied)
        checked = (making.source, self.book, self.differences) if self.rechecked else None
        made = making.aside.begin(notice, checked)
        write_ranking_book(stage / RANKING, self.content())
        found = gather([*found, *notes])
        sent = slips(self.scheme, self.tally, self.scored, self.standings, self.book, found)  # while it is at work
        filled, recheck = made()
        files, more = self._notice(filled, pdf=making.pdf)
        files |= {RECHECK: recheck} if recheck is not None else {}
        for name, content in files.items():
            (stage / name).write_bytes(content)
        kept = {"items": self.items, "marks": present(supplied), "made_with": made_with(self.loaded), "slips": sent}
        return Written((RANKING, *files), [*notes, *more], kept)

    def _to_fill(self, supplied: Data) -> tuple[tuple[bytes, Data, str] | None, list[Problem]]:
        """What the notice is made of; None, with a note, where the office has no template."""
        from govscore.outputs.notice.bulletin import to_fill

        if self.loaded.bulletin.is_file():
            return to_fill(self.loaded, supplied), []
        return None, [problem("template-absent", f"[{self.loaded.folder.name}]")]

    def _notice(self, filled: Filled | None, *, pdf: bool) -> tuple[dict[str, bytes], list[Problem]]:
        """The notice and its PDF copy by file name, and notes on what is missing or doubtful in them."""
        from govscore.outputs.notice.lacking import blank_notes, unit_notes

        if filled is None:
            return {}, []
        place = f"[{NOTICE}]"
        notes = [
            *unit_notes(self.scheme, self.annexes, filled.placed, place),
            *blank_notes(filled.asked, filled.placed, self.facts.values, place),
        ]
        files = {NOTICE: filled.notice}
        if pdf:
            from govscore.delivery.pdf import NAME, pdf_copy

            copy, doubts = pdf_copy(filled.notice, place)
            notes += doubts
            files |= {NAME: copy} if copy else {}
        return files, notes

    def explained(self, unit: str) -> Iterator[str]:
        """Every posting of the unit, with clause and cell, adding up to its score."""
        from govscore.scoring.explain import Explainer

        return Explainer(self.scheme, self.tally, self.scored, self.standings, self.book).lines(unit)

    def elsewhere(self) -> Elsewhere:
        """The typed figures of this workbook."""
        from govscore.recheck.elsewhere import Elsewhere

        return Elsewhere(self.scheme.id, self.period, self.book, self.tally)
