"""The lines of the office's template outside its tables, as the filled notice will have them: marks kept as signs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from govscore.core.numerals import MARK, NAMES, plain_text
from govscore.core.points import number_in
from govscore.word import ooxml
from govscore.word.data import Data
from govscore.word.fill import dropped, holds
from govscore.word.lookup import Scope
from govscore.word.marks import OBJECT, Kind, Token
from govscore.word.notice_document import main_story
from govscore.word.places import Places
from govscore.word.runs import Line
from govscore.word.structure import Block, paragraph_conditions, read

_TOLD = ("期间", "月份", "年份")  # marks that name a time: their words are read like typed ones


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """A line's plain text with `MARK` for each figure and `NAMES` for other words to come; `names`: of the figures."""

    text: str
    names: tuple[str, ...]
    paragraph: etree._Element
    places: Places

    @property
    def place(self) -> str:
        """Where it stands, in the clerk's words."""
        return self.places.of(self.paragraph)


def template_lines(
    template: bytes, name: str, values: Mapping[str, str], conditions: Mapping[str, bool] | None = None
) -> list[TemplateLine]:
    """The lines in order; those that `conditions` leave out are not among them (None: all are).

    What repeats for each unit speaks of single units and is left out. Refused where the file is no .docx.
    """
    story = main_story(template, name)
    body = [item for container in story.containers() for item in ooxml.inner_items(container)]
    return list(_Walk(Places(story, name), values, conditions).items(body))


class _Walk:
    def __init__(self, places: Places, values: Mapping[str, str], conditions: Mapping[str, bool] | None) -> None:
        self.places, self.values, self.all = places, values, conditions is None
        self.scope = Scope.of(Data(values=values, conditions=conditions or {}))

    def items(self, items: Sequence[etree._Element]) -> Iterator[TemplateLine]:
        blocks = {item: node for node in read(items).nodes if isinstance(node, Block) for item in node.items}
        for item in items:
            block = blocks.get(item)
            if block is not None:
                ends = (block.first.paragraph, block.last.paragraph)
                if block.opening.kind is not Kind.EACH and self._holds(block.opening) and item not in ends:
                    yield from self.items([item])
            elif item.tag == ooxml.P:
                yield from self._line(Line(item))
            elif item.tag != ooxml.TBL:
                yield from self.items(ooxml.inner_items(item))

    def _holds(self, token: Token) -> bool:
        return self.all or holds(token, self.scope)

    def _line(self, line: Line) -> Iterator[TemplateLine]:
        """A paragraph that stays, its marks as signs."""
        if not all(self._holds(token) for token in paragraph_conditions(line)):
            return
        gone = [] if self.all else dropped(line, self.scope)
        parts: list[str] = []
        names: list[str] = []
        at = 0
        for token in line.tokens:
            if any(start <= token.start < end for start, end in gone):
                at = max(at, *(end for start, end in gone if start <= token.start < end))
                continue
            sign = self._sign(token)
            parts += [line.text[at : token.start], sign]
            names += [token.name] if sign.startswith(MARK) else []
            at = max(at, token.end)
        text = plain_text("".join([*parts, line.text[at:]]).replace(OBJECT, ""))
        if text:
            yield TemplateLine(text, tuple(names), line.paragraph, self.places)

    def _sign(self, token: Token) -> str:
        """What stands for a mark: nothing for an order, the words of a time, a sign for a figure or for names."""
        if token.kind is not Kind.NAME:
            return "" if token.kind in (Kind.IF, Kind.UNLESS, Kind.END_IF) else NAMES
        value = self.scope.value(token.name)
        if token.name in _TOLD and value is not None:
            return value
        if number_in(value) is None:
            return NAMES
        return MARK + ("%" if (value or "").endswith("%") else "")
