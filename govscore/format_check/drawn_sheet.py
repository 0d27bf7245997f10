"""A drawn page with its number and the edges of its text area."""

from __future__ import annotations

from dataclasses import dataclass

from govscore.format_check.document import Notice
from govscore.format_check.pdf_pages import Page, TextLine, read_pages


@dataclass(frozen=True, slots=True)
class Sheet:
    """A drawn page with its number from 1 and the edges of its text area; `edges`: upper and lower edge of the 版心."""

    number: int
    page: Page
    left: float
    right: float
    top: float
    bottom: float
    edges: tuple[float, float]

    @property
    def place(self) -> str:
        """`第2页`."""
        return f"第{self.number}页"

    @property
    def upright(self) -> bool:
        """False for a page that is wider than high."""
        return self.page.width <= self.page.height

    def text_lines(self) -> list[TextLine]:
        """The lines inside the text area, from top to bottom."""
        return [line for line in self.page.lines() if self.top - 2 <= line.baseline <= self.bottom + 2]


def sheets_of(pdf: bytes, notice: Notice) -> list[Sheet]:
    """The pages of a drawn document, numbered from 1."""
    return [_sheet(number, page, notice) for number, page in enumerate(read_pages(pdf), 1)]


def _sheet(number: int, page: Page, notice: Notice) -> Sheet:
    """The page with the margins of the first section of its shape; even pages are mirrored where set so."""
    wide = page.width > page.height
    section = next((s for s in notice.sections if s.landscape == wide), notice.sections[0])
    left, right = section.left, section.right
    if notice.mirrored and number % 2 == 0:
        left, right = right, left
    edges = (section.edges[0], page.height - section.edges[1])
    return Sheet(number, page, left, page.width - right, section.top, page.height - section.bottom, edges)
