"""The documented JSON as types: what `--json` prints, and what 结果.json keeps besides for the program itself.

docs/schema/result.schema.json is made from this file (`make docs`), and every output of the tests is validated
against it. Points and counts are strings of exact digits.
"""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired

from pydantic import Field
from typing_extensions import TypedDict  # typing's own cannot be read by pydantic before Python 3.12

Digits = Annotated[str, Field(pattern=r"^-?\d+(\.\d+)?$")]
Sha256 = Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")]
Rank = Annotated[int, Field(ge=1)]
Number = Annotated[int, Field(ge=0)]


class ComponentForm(TypedDict):
    """One part of a unit's points that the office shows by itself."""

    score: Digits
    """Points of the period."""
    prior: Digits
    """Points before the period."""
    cumulative: Digits
    """Both together."""


class UnitForm(TypedDict):
    """One unit in its tier; an excluded one (不计分) has no figures."""

    unit: str
    """The unit's name as printed."""
    score: Digits | None
    """Points of the period; null where the unit is excluded."""
    prior: Digits | None
    """Points carried into the period; null where the unit is excluded."""
    cumulative: Digits | None
    """Both together; null where the unit is excluded."""
    rank: Rank | None
    """Rank in its tier; null where the unit is not ranked."""
    tied: bool
    """Whether another unit of the tier has the same rank figure."""
    target: Digits | None
    """The annual target; null where the unit has none."""
    percent: Digits | None
    """How much of the target is reached, without the sign %, rounded as the scheme declares; null without a target."""
    excluded: bool
    """Whether the unit is listed without being scored (不计分)."""
    note: str
    """What the sheet says of the unit in its column of notes; empty where it says nothing."""
    components: NotRequired[dict[str, ComponentForm]]
    """Parts of the points by the office's names, where the scheme has parts."""


class TierForm(TypedDict):
    """Units ranked among themselves."""

    tier: str
    """The tier's name (单位类别)."""
    ranked: bool
    """Whether the tier is ranked at all."""
    units: list[UnitForm]
    """The units in printed order."""


class DifferenceForm(TypedDict):
    """A typed figure that differs from the computed one."""

    cell: str
    """Where the typed figure stands: [book.xlsx]sheet!K3, or a place in a notice."""
    tier: str
    """The unit's tier; empty where the figure is of no tier."""
    unit: str
    """The unit; empty where the figure is of none."""
    column: str
    """What the figure is, in the office's words."""
    stated: str
    """As typed: digits, or a verdict of an inspection."""
    computed: str
    """As computed."""
    difference: str
    """stated - computed; empty for verdicts."""
    root: bool
    """False where the difference only follows from another one."""
    hint: str
    """The likely cause in words; empty where none is known."""


class VerdictForm(TypedDict):
    """One site or account of an inspection."""

    kind: str
    """网站, or the platform's name."""
    group: str
    """The level as printed (县市, 州直)."""
    name: str
    """The site or account."""
    owner: str
    """The unit that runs it."""
    verdict: Literal["合格", "不合格"]
    """Passed or failed."""
    failed: list[str]
    """Why it failed, in words; empty where it passed."""


class ProblemForm(TypedDict):
    """One cause of trouble with all its places."""

    code: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    """The message's code; all of them stand in docs/messages.md."""
    severity: Literal["stop", "note"]
    """stop: no official file was written; note: the files are there."""
    place: str
    """Where: the first places in full, then how many there are; empty where it is of no place."""
    message: str
    """What is wrong, in Chinese."""
    fix: str
    """How to mend it, in Chinese."""


class ResultForm(TypedDict):
    """The result of one workbook, as --json prints it."""

    workbook: str
    """The workbook's file name."""
    scheme: str | None
    """Id of the scheme that was applied; null where none was found."""
    period: str | None
    """The period in the office's words; null where it is not known."""
    input_sha256: Sha256
    """SHA-256 of the workbook's bytes; empty where it could not be read."""
    scheme_sha256: Sha256 | None
    """SHA-256 of the scheme's file; null without a scheme."""
    tiers: list[TierForm]
    """Scores and ranks; empty for inspections and refused workbooks."""
    facts: dict[str, str]
    """What the notice's text may say, by name."""
    differences: list[DifferenceForm]
    """Typed figures that differ from the computed ones, each root before what follows from it."""
    verdicts: list[VerdictForm]
    """Verdicts of an inspection; empty where units are scored."""
    problems: list[ProblemForm]
    """Everything that stops or is worth a look, stops first."""
    outputs: list[str]
    """The files written, relative to the output folder."""


class BlockMarksForm(TypedDict):
    """A block of the notice's template."""

    number: Number
    """How many times it is repeated."""
    first: MarksForm
    """What the marks inside give in the first repetition; without any it has no keys."""


class MarksForm(TypedDict, total=False):
    """What each mark of the notice's template gave."""

    values: dict[str, str]
    """Texts by name."""
    conditions: dict[str, bool]
    """Whether each condition holds."""
    lists: dict[str, Number]
    """Number of entries of each list."""
    tables: dict[str, Number]
    """Number of rows of each table."""
    blocks: dict[str, BlockMarksForm]
    """Blocks by name."""


class SlipForm(TypedDict):
    """What a unit's slip (得分单) says beyond its standing."""

    among: Number
    """How many units are ranked with it; 0 where it is not ranked."""
    postings: list[tuple[str, str, str, str, str, str]]
    """Each posting: component, clause, what for, count times points, points, cell."""
    counts: list[tuple[str, str]]
    """Columns and counts of a unit without score."""
    waiting: list[str]
    """What is awaited."""
    hints: list[str]
    """What to look at in the unit's own rows."""


class StoredForm(ResultForm):
    """结果.json: the same, with what the program itself reads again."""

    items: list[tuple[str, str]]
    """Unit and title of each row of the item log, for the comparison with a later period."""
    marks: MarksForm
    """What each mark of the notice gave, for govscore template marks."""
    made_with: NotRequired[str]
    """Program, scheme and template that made it; other ones make it anew."""
    slips: NotRequired[dict[str, SlipForm]]
    """What govscore mail says of each unit, by its name."""
