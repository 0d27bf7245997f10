"""The protocol of a job: what points and inspections each say for themselves, so that nobody asks which one it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from govscore.delivery.writing import Written
from govscore.results.result import Claimed, Outcome

if TYPE_CHECKING:
    from govscore.core.aside import Aside
    from govscore.core.problems import Problem
    from govscore.delivery.mail.parcels import Delivered
    from govscore.recheck.elsewhere import Elsewhere
    from govscore.running.job import Asked


class Making(NamedTuple):
    """What the files of a workbook are made with: the clerk's own file, a second process, whether a PDF is wanted."""

    source: Path
    aside: Aside
    pdf: bool = False


class Made(Outcome, Protocol):
    """An outcome of which everything is still at hand, and its checks done: files can be made of it."""

    @property
    def claimed(self) -> Claimed:
        """Its scheme and period."""

    @property
    def problems(self) -> Sequence[Problem]:
        """All that was found on the way."""

    @property
    def items(self) -> list[list[str]]:
        """Unit and title of each row of the item log, which a later period looks for."""

    def marks(self) -> dict[str, Any]:
        """What each mark of the notice's template gives now, in the form in which it is stored."""

    def write(self, stage: Path, making: Making, found: Sequence[Problem]) -> Written:
        """Makes the official files in the folder `stage`; `found` are all problems so far.

        Refused where a template has a wrong mark.
        """

    def explained(self, unit: str) -> Iterator[str]:
        """The lines that explain one unit's score; Refused where there is none."""

    def elsewhere(self) -> Elsewhere | None:
        """Its typed figures, to be compared with another workbook's of the same period; None where it has none."""


class Claim(Protocol):
    """A workbook that one scheme of the job knows and that no other one is for."""

    @property
    def job(self) -> str:
        """What the job's schemes are called: 计分办法, 检查办法."""

    @property
    def claimed(self) -> Claimed:
        """The scheme, and the period where it is known by now."""

    def compute(self) -> Made:
        """All that follows; Refused with every stop problem that was found."""


class Look(Protocol):
    """What a job's schemes say of a workbook."""

    @property
    def knows(self) -> bool:
        """True where at least one scheme knows it."""

    @property
    def near(self) -> bool:
        """True where some sheet looks like one of the job's, so that the reasons help the clerk."""

    @property
    def reasons(self) -> Sequence[str]:
        """Why the schemes do not know it."""

    def settle(self) -> Claim:
        """The one scheme in force; Refused where none or several are."""


class Kind(Protocol):
    """A job."""

    @property
    def templates(self) -> tuple[str, ...]:
        """The names of its Word templates in an office's folder."""

    def look(self, asked: Asked) -> Look:
        """Asks every scheme, or the chosen one."""

    def text(self, loaded: Any) -> Iterator[str]:
        """A scheme in words, clause by clause."""

    def marks(self, loaded: Any, now: Mapping[str, Any]) -> Iterator[str]:
        """Every mark that a template may hold, with what each gives `now`."""

    def check_template(self, loaded: Any, file: Path) -> list[Problem]:
        """Notes on what a template lacks; Refused, with every place, where it names what is not there."""

    def doubts(self, loaded: Any, file: Path) -> Iterable[Problem]:
        """What a sound scheme says that does not fit itself: examples with other sums, points that no clause prints."""

    def delivered(self, loaded: Any) -> Delivered:
        """A result in which nothing was found, with every value that the wording of a mail may name."""
