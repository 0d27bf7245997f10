"""The roster: who is new, who is missing, who stands twice."""

from __future__ import annotations

from govscore.core.period import Period
from govscore.core.problems import Problem, problem
from govscore.core.text import listed_some, nearest, tidy
from govscore.scheme.points_scheme import Scheme
from govscore.scheme.unit_names import UnitNames


class Roster:
    """The units of one workbook; collects problems of names into `problems`."""

    def __init__(self, scheme: Scheme, period: Period, problems: list[Problem]) -> None:
        self.scheme = scheme
        self.problems = problems
        self.canonical = UnitNames(scheme.aliases, period.end).canonical  # the key of the unit that a name means
        self.known = {
            self.canonical(name): (name, tier) for tier, names in scheme.roster.units.items() for name in names
        }
        self.seen: dict[str, tuple[str, str, str]] = {}  # key → name as typed, tier, place

    def add(self, name: str, tier: str, place: str) -> str | None:
        """The unit's key; None, with a problem, for a unit met before or not allowed by a closed roster."""
        unit = self.canonical(name)
        if unit in self.seen:
            self.problems.append(problem("unit-twice", self.seen[unit][2], place, unit=tidy(name)))
            return None
        self.seen[unit] = (tidy(name), tier, place)
        if self.scheme.roster.kind == "closed" and unit not in self.known:
            near = self._near(name)
            hint = f"（最接近的是“{near}”）" if near else ""
            self.problems.append(problem("unit-unlisted", place, unit=tidy(name), hint=hint))
            return None
        return unit

    def knows(self, name: str) -> bool:
        """True for a unit that the scheme lists."""
        return self.canonical(name) in self.known

    def unseen(self) -> list[Problem]:
        """Notes for units that an open roster does not know, with the nearest known name that is not itself there."""
        if self.scheme.roster.kind == "closed" or not self.known:
            return []
        notes, new = [], []
        for unit, (name, _, place) in self.seen.items():
            if unit in self.known:
                continue
            if near := self._near(name):
                notes.append(problem("unit-new-near", place, unit=name, near=near))
            else:
                new.append((name, place))
        if new:
            names, places = zip(*new, strict=True)
            notes.append(problem("unit-new", *places, units=listed_some(names, 8)))
        return notes

    def _near(self, name: str) -> str | None:
        return nearest(name, [known for unit, (known, _) in self.known.items() if unit not in self.seen])

    def absent(self) -> list[tuple[str, str]]:
        """Names and tiers that a closed roster lists and no sheet has."""
        if self.scheme.roster.kind == "open":
            return []
        return [known for unit, known in self.known.items() if unit not in self.seen]

    def tier_of(self, unit: str) -> str:
        """The tier of a unit that no sheet of this period has: as known, else the last of the scheme."""
        if unit in self.known:
            return self.known[unit][1]
        return self.scheme.tiers[-1].name
