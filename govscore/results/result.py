"""The result of one workbook, and its JSON form, which other programs read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, Self, cast

from govscore.core.difference import Difference
from govscore.core.problems import EXIT_CODES, Problem

if TYPE_CHECKING:
    from govscore.results.json_form import DifferenceForm, ProblemForm, ResultForm


class Claimed(NamedTuple):
    """By which scheme a workbook is taken up, and of which period it is; texts as they are printed."""

    scheme: str
    name: str
    sha256: str
    period: str | None


class Outcome(Protocol):
    """What a job (points, inspection) came to, as far as the console, the JSON and the reports ask for it."""

    @property
    def differences(self) -> Sequence[Difference]:
        """Typed figures that differ from the computed ones, roots first."""

    @property
    def rechecked(self) -> bool:
        """True where there was anything typed to recheck."""

    @property
    def values(self) -> Mapping[str, str]:
        """The facts that the notice's text may use, by name."""

    @property
    def summary(self) -> str:
        """How many units, sites, accounts there are: the words of the console's line."""

    def lines(self) -> Sequence[str]:
        """What the console adds below the problems and differences."""

    def figures(self) -> dict[str, Any]:
        """`tiers` and `verdicts` of the JSON, decimals as strings; a part that the job does not know is left out."""


@dataclass(frozen=True, slots=True)
class Told:
    """An outcome of which only the finished words are left: small, and the same wherever it came from."""

    differences: Sequence[Difference]
    rechecked: bool
    values: Mapping[str, str]
    summary: str
    told: Sequence[str]
    shown: dict[str, Any]

    @classmethod
    def of(cls, found: Outcome) -> Self:
        """The words of any outcome."""
        return cls(found.differences, found.rechecked, found.values, found.summary, found.lines(), found.figures())

    def lines(self) -> Sequence[str]:
        """As told."""
        return self.told

    def figures(self) -> dict[str, Any]:
        """As shown."""
        return self.shown


NOTHING = Told((), False, {}, "", (), {})


@dataclass(slots=True)
class Result:
    """What is known of one workbook after its run; without a claim where no scheme was found."""

    workbook: str
    sha256: str = ""
    claimed: Claimed | None = None
    outcome: Told = NOTHING
    problems: list[Problem] = field(default_factory=list)
    outputs: list[str] = field(default_factory=list)
    state: str = "done"  # done, unchanged or refused

    @classmethod
    def unchanged(cls, known: dict[str, Any]) -> Self:
        """An earlier result from its stored form, with the findings that still hold."""
        problems = [Problem(p["code"], p["severity"], (p["place"],), p["message"], p["fix"]) for p in known["problems"]]
        differences = [Difference(**difference) for difference in known["differences"]]
        shown = {part: known[part] for part in ("tiers", "verdicts")}
        return cls(
            known["workbook"],
            known["input_sha256"],
            Claimed(known["scheme"], "", known["scheme_sha256"], known["period"]),
            Told(differences, bool(differences), known["facts"], "", (), shown),
            problems,
            known["outputs"],
            "unchanged",
        )

    @property
    def differences(self) -> Sequence[Difference]:
        """Typed figures that differ from the computed ones."""
        return self.outcome.differences

    @property
    def refused(self) -> bool:
        """True where a stop problem kept every official file from being written."""
        return any(problem.stops for problem in self.problems)

    @property
    def exit_code(self) -> int:
        """0 done; 1 done, typed figures differ; 3 refused."""
        return EXIT_CODES["input"] if self.refused else EXIT_CODES["differ" if self.differences else "done"]

    def to_json(self) -> ResultForm:
        """The object of the documented interface; decimals are strings."""
        shown = self.outcome.figures()
        return {
            "workbook": self.workbook,
            "scheme": self.claimed.scheme if self.claimed else None,
            "period": self.claimed.period if self.claimed else None,
            "input_sha256": self.sha256,
            "scheme_sha256": self.claimed.sha256 if self.claimed else None,
            "tiers": shown.get("tiers", []),
            "facts": dict(self.outcome.values),
            "differences": [cast("DifferenceForm", difference._asdict()) for difference in self.differences],
            "verdicts": shown.get("verdicts", []),
            "problems": [_problem(problem) for problem in self.problems],
            "outputs": self.outputs,
        }


def _problem(problem: Problem) -> ProblemForm:
    return {
        "code": problem.code,
        "severity": "stop" if problem.stops else "note",
        "place": problem.place,
        "message": problem.message,
        "fix": problem.fix,
    }
