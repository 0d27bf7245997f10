"""Where something stands in a template, in the clerk's words: 正文!第3段“…”, 页眉1!表2第3行第2格."""

from __future__ import annotations

from lxml import etree

from govscore.word import ooxml
from govscore.word.marks import shown
from govscore.word.runs import Line
from govscore.word.story import Story

SHOWN_WORDS = 12


class Places:
    """Counts the paragraphs, tables and text boxes of one story, once, when the first place is asked for."""

    def __init__(self, story: Story, name: str = "") -> None:
        self.story, self.name = story, name
        self._numbers: dict[etree._Element, int] = {}

    def of(self, paragraph: etree._Element) -> str:
        """`[name]正文!…` of a paragraph; without file name where none was given."""
        head = f"[{self.name}]" if self.name else ""
        return f"{head}{self.story.title}!{self.inside(paragraph)}"

    def inside(self, paragraph: etree._Element) -> str:
        """The place within the story: table, row and cell, or the paragraph's number and first words."""
        if not self._numbers:
            self._count()
        box = next(paragraph.iterancestors(ooxml.TEXT_BOX), None)
        cell = next(paragraph.iterancestors(ooxml.TC), None)
        if cell is not None and (box is None or box in cell.iterancestors()):
            return ("" if box is None else self._box(box)) + self._cell(cell)
        words = excerpt(paragraph)
        if box is not None:
            return self._box(box) + words
        return f"第{self._numbers[paragraph]}段{words}"

    def _box(self, box: etree._Element) -> str:
        return f"文本框{self._numbers[box]}"

    def _cell(self, cell: etree._Element) -> str:
        row = next(cell.iterancestors(ooxml.TR))
        tables = list(row.iterancestors(ooxml.TBL))
        place = f"表{self._numbers[tables[-1]]}"
        if len(tables) > 1:
            place += f"内表{list(tables[-1].iter(ooxml.TBL)).index(tables[0])}"
        return f"{place}第{ooxml.rows_of(tables[0]).index(row) + 1}行第{ooxml.cells_of(row).index(cell) + 1}格"

    def _count(self) -> None:
        """Number what the reader sees: paragraphs, outer tables, text boxes (Choice and Fallback as one)."""
        self._numbers.update(self.story.outer())
        boxes = 0
        for box in self.story.root.iter(ooxml.TEXT_BOX):
            boxes += 0 if _is_fallback(box) else 1
            self._numbers[box] = max(boxes, 1)
            for table in box.iter(ooxml.TBL):
                self._numbers.setdefault(table, 1)


def _is_fallback(box: etree._Element) -> bool:
    return any(str(parent.tag).endswith("}Fallback") for parent in box.iterancestors())


def excerpt(paragraph: etree._Element) -> str:
    """The first words of a paragraph in quotes; square brackets full-width, since places use them."""
    words = shown(Line(paragraph).text)
    more = "…" if len(words) > SHOWN_WORDS else ""
    plain = words[:SHOWN_WORDS].replace("[", "［").replace("]", "］").replace("!", "！")
    return f"“{plain}{more}”" if plain else ""
