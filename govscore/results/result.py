"""The result of one workbook, and its JSON form, which other programs read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from govscore.core import frames, points
from govscore.core.period import Period
from govscore.core.problems import Problem
from govscore.recheck import Difference
from govscore.results.annex import Annex, result_text
from govscore.results.blocks import Section
from govscore.results.facts import Facts
from govscore.scheme.files import LoadedScheme
from govscore.scheme.points_scheme import Scheme

if TYPE_CHECKING:
    import pandas as pd

    from govscore.inspection.inspecting import Inspected
    from govscore.scoring.scoring import Scored
    from govscore.scoring.sharing import Checklist
    from govscore.tally import Tally


@dataclass(slots=True)
class Result:
    """Everything known of one workbook after its run; without a scheme where none was found."""

    workbook: str
    sha256: str = ""
    loaded: LoadedScheme | None = None
    period: Period | None = None
    standings: pd.DataFrame | None = None
    scored: Scored | None = None
    tally: Tally | None = None
    annexes: list[Annex] = field(default_factory=list)
    sections: tuple[Section, ...] = ()  # unit blocks by tier
    lists: list[Checklist] = field(default_factory=list)  # what stands on the sheet 信息核对
    facts: Facts = field(default_factory=Facts)
    differences: list[Difference] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    items: list[list[str]] = field(default_factory=list)  # unit and title of each row of the item log
    outputs: list[str] = field(default_factory=list)
    marks: dict[str, Any] = field(default_factory=dict)  # what each mark of the notice gives, see outputs.present
    inspected: Inspected | None = None
    state: str = "done"  # done, unchanged or refused

    @classmethod
    def unchanged(cls, known: dict[str, Any]) -> Result:
        """An earlier result from its stored form, with the findings that still hold."""
        problems = [Problem(p["code"], p["severity"], (p["place"],), p["message"], p["fix"]) for p in known["problems"]]
        differences = [Difference(**difference) for difference in known["differences"]]
        outputs, sha256 = known["outputs"], known["input_sha256"]
        return cls(
            known["workbook"], sha256, state="unchanged", problems=problems, differences=differences, outputs=outputs
        )

    @property
    def refused(self) -> bool:
        """True where a stop problem kept every official file from being written."""
        return any(problem.stops for problem in self.problems)

    @property
    def typed(self) -> bool:
        """True where there was anything to recheck: typed figures, or points carried from an earlier result."""
        return bool(self.differences) or (self.tally is not None and self.tally.typed)

    @property
    def exit_code(self) -> int:
        """0 done; 1 done, typed figures differ; 3 refused."""
        return 3 if self.refused else (1 if self.differences else 0)

    def stored(self) -> dict[str, Any]:
        """What is kept beside the outputs: the JSON, what a later period compares itself with, the marks' values."""
        return self.to_json() | {"items": self.items, "marks": self.marks}

    def to_json(self) -> dict[str, Any]:
        """The object of the documented interface; decimals are strings."""
        scheme = self.loaded.scheme if self.loaded else None
        return {
            "workbook": self.workbook,
            "scheme": scheme.id if scheme else None,
            "period": self.period.label(scheme.period.style) if scheme and self.period else None,
            "input_sha256": self.sha256,
            "scheme_sha256": self.loaded.sha256 if self.loaded else None,
            "tiers": [] if scheme is None or self.standings is None else self._tiers(scheme),
            "facts": self.facts.values,
            "differences": [difference._asdict() for difference in self.differences],
            "verdicts": [],
            "problems": [_problem(problem) for problem in self.problems],
            "outputs": self.outputs,
        } | (self.inspected.to_json() if self.inspected else {})

    def _tiers(self, scheme: Scheme) -> list[dict[str, Any]]:
        assert self.standings is not None
        rows = frames.records(self.standings)
        by_tier = {tier.name: [self._unit(scheme, r) for r in rows if r["tier"] == tier.name] for tier in scheme.tiers}
        return [
            {"tier": name, "ranked": scheme.tier[name].ranked, "units": units}
            for name, units in by_tier.items()
            if units
        ]

    def _unit(self, scheme: Scheme, row: dict[str, Any]) -> dict[str, Any]:
        unit = _unit(scheme, row)
        if scheme.components and self.scored is not None and not row["excluded"]:
            unit["components"] = _components(scheme, self.scored, row["unit"])
        return unit


def _components(scheme: Scheme, scored: Scored, unit: int) -> dict[str, dict[str, str]]:
    """Points of each part of the score, of the period, before it and both, by the office's names."""
    found = {}
    for component in scheme.components:
        part = scored.part(unit, component.id)
        found[component.name] = {name: points.points_text(value) for name, value in part.items()}
    return found


def _problem(problem: Problem) -> dict[str, str]:
    return {
        "code": problem.code,
        "severity": problem.severity,
        "place": problem.place,
        "message": problem.message,
        "fix": problem.fix,
    }


def _unit(scheme: Scheme, row: dict[str, Any]) -> dict[str, Any]:
    """One unit; an excluded one has no figures."""
    scored = not row["excluded"]
    return {
        "unit": row["name"],
        "score": points.points_text(row["score"]) if scored else None,
        "prior": points.points_text(row["prior"]) if scored else None,
        "cumulative": points.points_text(row["cumulative"]) if scored else None,
        "rank": row["rank"] or None,
        "tied": row["tied"],
        "target": points.points_text(row["target"]) if row["target"] else None,
        "percent": result_text(scheme, "percent", row),
        "excluded": row["excluded"],
        "note": row["note"],
    }
