"""The job of points: a tally workbook scored by an office's scheme, from the claim to the files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govscore.core.problems import Problem, Refused, gather, problem
from govscore.results.result import Claimed
from govscore.running.points_outcome import PointsOutcome, claimed

if TYPE_CHECKING:
    import pandas as pd

    from govscore.claiming.claims import Candidates, Claim
    from govscore.core.difference import Difference
    from govscore.delivery.mail.parcels import Delivered
    from govscore.running.comparing import Comparing
    from govscore.running.job import Asked
    from govscore.scheme.files import LoadedScheme
    from govscore.scoring.scoring import Scored
    from govscore.tally import Tally


@dataclass(frozen=True, slots=True)
class PointsClaim:
    """A workbook of one scheme of points."""

    asked: Asked
    claim: Claim

    @property
    def job(self) -> str:
        """计分办法."""
        return "计分办法"

    @property
    def claimed(self) -> Claimed:
        """The scheme and the period."""
        return claimed(self.claim.loaded, self.claim.period)

    def compute(self) -> PointsOutcome:
        """Tally, then all that follows from it."""
        from govscore import tally

        taken = tally.take(self.asked.book, self.claim)
        problems = gather([*self.asked.book.problems, *taken.problems, *self.asked.given.problems])
        if any(one.stops for one in problems):
            raise Refused(*problems)
        try:
            return self._reckoned(taken, problems)
        except Refused as refused:
            raise Refused(*problems, *refused.problems) from None

    def _reckoned(self, taken: Tally, problems: list[Problem]) -> PointsOutcome:
        """Scores, ranks, recheck, facts, annexes, blocks."""
        from govscore.recheck.carried import corrected, left_out, preceding
        from govscore.results import annex, blocks, facts
        from govscore.running.comparing import Comparing
        from govscore.scoring import invariants, ranking, scoring, sharing

        loaded, scheme = self.claim.loaded, self.claim.scheme
        period, book = self.claim.period, self.asked.book
        compared = Comparing(self.asked.job, loaded, period, book)
        against, strange = compared.earlier()
        scored = scoring.score(scheme, taken, period)
        found = sharing.sharing(taken, book)
        notes = [*strange, *scoring.doubt_problems(scheme, taken, scored, book), *sharing.problems(found)]
        problems += [*notes, *sharing.counted_before(taken, book, against)]
        standings = ranking.rank(scheme, taken, scored)
        invariants.check(scheme, taken, scored, standings)
        before = preceding(period, against) or compared.published()
        problems += [*left_out(scheme, taken, book, before), *corrected(scheme, taken, book, before)]
        differences, notes = self._differing(compared, taken, scored, standings, before)
        told = facts.facts(scheme, period, taken, standings, against)
        more, typed = compared.prose(told, taken, standings, against)
        told.values |= self.asked.given.values
        return PointsOutcome(
            loaded,
            period,
            book,
            taken,
            scored,
            standings,
            annex.AnnexMaker(scheme, period, taken, scored, standings).annexes(),
            blocks.sections(scheme, taken, scored, standings),
            sharing.checklists(found),
            sharing.items_of(taken),
            told,
            differences + more,
            gather([*problems, *notes, *typed]),
        )

    def _differing(
        self,
        compared: Comparing,
        taken: Tally,
        scored: Scored,
        standings: pd.DataFrame,
        before: Sequence[Mapping[str, Any]],
    ) -> tuple[list[Difference], list[Problem]]:
        """Typed figures that differ, here and in other workbooks of the period; a note where none is typed at all."""
        from govscore import recheck

        book = self.asked.book
        more, notes = compared.elsewhere(taken, scored, standings)
        found = recheck.recheck(self.claim.scheme, taken, scored, standings, book, before) + more
        if not (found or taken.typed):
            notes = [*notes, problem("nothing-typed", f"[{book.name}]")]
        return found, notes


@dataclass(frozen=True, slots=True)
class PointsLook:
    """What the schemes of points say of a workbook."""

    asked: Asked
    found: Candidates

    @property
    def knows(self) -> bool:
        """True where the tables are those of at least one scheme."""
        return bool(self.found.claims)

    @property
    def near(self) -> bool:
        """True where any table of units was found, or no scheme says what one looks like."""
        return bool(self.found.tables) or not self.asked.job.schemes

    @property
    def reasons(self) -> Sequence[str]:
        """Why the schemes do not know it, the most similar first."""
        return self.found.reasons

    def settle(self) -> PointsClaim:
        """The scheme in force."""
        from govscore.claiming.claims import in_force

        job = self.asked.job
        return PointsClaim(self.asked, in_force(self.asked.book, self.found, job.scheme, job.period))


class Points:
    """The job of points."""

    templates = ("bulletin.docx",)

    def look(self, asked: Asked) -> PointsLook:
        """Asks every scheme of points, or the chosen one."""
        from govscore.claiming.claims import candidates

        return PointsLook(asked, candidates(asked.book, asked.job.schemes, asked.job.scheme))

    def text(self, loaded: LoadedScheme) -> Iterator[str]:
        """The scheme clause by clause."""
        from govscore.outputs.scheme_text import scheme_text

        yield from scheme_text(loaded.scheme)

    def marks(self, loaded: LoadedScheme, now: Mapping[str, Any]) -> Iterator[str]:
        """Every mark of the notice, with what each gives now."""
        from govscore.outputs.scheme_text import mark_text

        yield from mark_text(loaded.scheme, now)

    def check_template(self, loaded: LoadedScheme, file: Path) -> list[Problem]:
        """Notes on a template of the notice; Refused with every wrong mark."""
        from govscore.outputs.notice.bulletin import check_template

        return check_template(loaded.scheme, file)

    def doubts(self, loaded: LoadedScheme, file: Path) -> Iterable[Problem]:
        """Each example scored by the scheme's rules; each number of a rule looked for in its clause."""
        from govscore.scheme.clauses import unprinted
        from govscore.scoring.examples import differing

        name, text = f"{file.parent.name}/{file.name}", file.read_text("utf-8-sig")
        return [*differing(loaded.scheme, name, text), *unprinted(loaded.scheme, name, text)]

    def delivered(self, loaded: LoadedScheme) -> Delivered:
        """The result of a period in which nothing was adopted, with one slip."""
        from govscore.claiming.notice_info import BLANKS
        from govscore.delivery.mail.mail_texts import POINTS
        from govscore.delivery.mail.parcels import Delivered
        from govscore.delivery.mail.slip import of_points
        from govscore.outputs.notice.bulletin import specimen

        unit = {"unit": "", "excluded": True, "rank": None, "score": None, "cumulative": None}
        slip = of_points("", unit, {"counts": (), "waiting": (), "hints": ()}, [])
        values = {**BLANKS, **specimen(loaded.scheme).values}
        return Delivered(loaded.folder, loaded.scheme.id, "", POINTS, values, (slip,), ())
