"""A document as the checks see it: sections, paragraphs with their effective formatting, tables. Lengths in points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from govscore.core.text import text_width

MM = 72 / 25.4  # points in a millimetre
PITCH = 28.95  # points from line to line: one character of 3号 and 7/8 of its height (3.2)
TEXT_WIDTH, TEXT_HEIGHT = 156 * MM, 225 * MM


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one format. `bold` and fonts are effective values; `hint` is w:hint; `spacing` between characters."""

    text: str
    east: str
    ascii: str
    hansi: str
    hint: str
    size: float
    bold: bool
    colour: str
    spacing: float
    language: str


@dataclass(frozen=True, slots=True)
class Border:
    """A line: its kind (single, double …), thickness and distance from the text in points, and its colour."""

    kind: str
    thickness: float
    space: float
    colour: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A line or box drawn beside the text: width in points (0 unknown), colour as RRGGBB ("" unknown)."""

    width: float
    colour: str


@dataclass(slots=True, eq=False)
class Paragraph:
    """A paragraph with its effective formatting.

    `align` is left, center, right or both; indents and distances in points, `first` negative where it hangs;
    `line` with `rule` exact, atLeast or auto (auto: in lines). `instructions` are field codes. `boxes` are the
    text boxes anchored here.
    """

    element: etree._Element
    text: str
    runs: Sequence[Run]
    align: str
    left: float
    right: float
    first: float
    line: float
    rule: str
    before: float
    after: float
    snap: bool
    borders: Mapping[str, Border]
    page_break: bool
    size: float
    instructions: str
    section: int
    label: str = ""
    drawings: Sequence[Drawn] = ()
    boxes: Sequence[Box] = ()

    @property
    def words(self) -> str:
        """The text as read: with the number that Word puts before it, without white space at the ends."""
        return self.label + self.text.strip(" \t\n\u3000\xa0")

    @property
    def blank(self) -> bool:
        """True where nothing is printed."""
        return not self.words and not self.boxes and not self.drawings

    @property
    def start(self) -> float:
        """Where the first line begins, in characters of this paragraph: indents and leading full-width spaces."""
        leading = len(self.text) - len(self.text.lstrip("\u3000"))
        halves = len(self.text) - len(self.text.lstrip(" "))
        return (self.left + self.first) / self.size + leading + halves / 2


@dataclass(slots=True, eq=False)
class Cell:
    """A table cell: its paragraphs, width in points (0 not given) and borders."""

    paragraphs: list[Paragraph]
    width: float
    borders: Mapping[str, Border]


@dataclass(slots=True, eq=False)
class TableRow:
    """A table row: its cells, and whether it repeats as heading and may not be split."""

    cells: list[Cell]
    heading: bool
    whole: bool


@dataclass(slots=True, eq=False)
class Table:
    """A table: rows, grid column widths and own width in points (0: not given in points), borders."""

    rows: list[TableRow]
    grid: list[float]
    width: float
    borders: Mapping[str, Border]
    section: int

    def paragraphs(self) -> Iterator[Paragraph]:
        """The paragraphs of all cells in order."""
        for row in self.rows:
            for cell in row.cells:
                yield from cell.paragraphs


Item = Paragraph | Table


@dataclass(slots=True, eq=False)
class Box:
    """A text box: its paragraphs and tables, the direction of its text (vert …, "" as usual), its width (0 unknown)."""

    items: list[Item]
    direction: str
    width: float


@dataclass(slots=True)
class Section:
    """A section: page and margins in points, grid, and its headers and footers by kind (default, first, even)."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    footer: float
    grid: str
    pitch: float
    character_space: float
    title_page: bool
    start: str
    restarts: bool
    headers: dict[str, list[Item]] = field(default_factory=dict)
    footers: dict[str, list[Item]] = field(default_factory=dict)

    @property
    def landscape(self) -> bool:
        """True for a page that is wider than high."""
        return self.width > self.height

    @property
    def compensated(self) -> bool:
        """Printed signs sit 2.3 to 3.4 mm below the margin; some offices set both margins that much smaller."""
        return 33 <= self.top / MM < 36 and 31 <= self.bottom / MM <= 34

    @property
    def edges(self) -> tuple[float, float]:
        """How far the 版心 is from the paper's upper and lower edge: the margins, where they are not compensated."""
        return (37 * MM, 35 * MM) if self.compensated else (self.top, self.bottom)

    @property
    def text_width(self) -> float:
        """Width between the margins."""
        return self.width - self.left - self.right

    @property
    def text_height(self) -> float:
        """Height between the margins."""
        return self.height - self.top - self.bottom


@dataclass(slots=True)
class Notice:
    """A whole document."""

    items: list[Item]
    sections: list[Section]
    even_pages_differ: bool
    mirrored: bool


def flat(items: Sequence[Item]) -> Iterator[Paragraph]:
    """The paragraphs of a story in order, those of tables and text boxes too."""
    for item in items:
        for paragraph in [item] if isinstance(item, Paragraph) else item.paragraphs():
            yield paragraph
            for box in paragraph.boxes:
                yield from flat(box.items)


def units(text: str) -> float:
    """The width of a text in characters: a full-width sign is one, a half-width one a half."""
    return text_width(text.strip()) / 2


def mm(points: float) -> str:
    """`37.0 mm` for a length in points."""
    return f"{points / MM:.1f} mm"
