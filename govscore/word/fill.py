"""Filling a template that has passed the check: values, conditions, lists, blocks; tables are in rows.py."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from govscore.core.problems import Refused
from govscore.word import ooxml
from govscore.word.check import check_package
from govscore.word.data import Data
from govscore.word.lookup import Scope
from govscore.word.marks import Kind, Token, conditional_spans
from govscore.word.ooxml import w
from govscore.word.package import open_package
from govscore.word.properties import fill_properties
from govscore.word.rows import SampleRows
from govscore.word.runs import Line, cleaned
from govscore.word.structure import (
    Block,
    Control,
    Paragraph,
    Samples,
    Table,
    alone,
    paragraph_conditions,
    read,
    table_rows,
)
from govscore.word.verify import Placed, broken, verify


def fill(template: bytes, data: Data, name: str, placed: Placed | None = None) -> bytes:
    """The template with every mark replaced; the same template and data give the same bytes.

    `placed`, where given, is filled with the strings that were placed, by member of the package.

    Refused with all that `check` finds, before any work; Refused with the code `broken` where the written
    document, read back, lacks a string that was placed, or a row lacks a field: an error of the program.
    """
    package = open_package(template, name)
    found = check_package(package, data, name)
    if found:
        raise Refused(*found)
    placed = {} if placed is None else placed
    for story in package.stories:
        if "【" not in ooxml.raw_text(story.root):
            continue
        _release_controls(story.root)
        filler = Filler()
        for container in story.containers():
            filler.items(ooxml.inner_items(container), Scope.of(data))
        _number_drawings(story.root)
        placed[story.member] = filler.placed
    fill_properties(package, Scope.of(data))
    filled = package.save()
    verify(filled, placed)
    return filled


class Filler:
    """Fills one part and notes, in order, every string it placed."""

    def __init__(self) -> None:
        self.placed: list[str] = []
        self.originals: dict[etree._Element, etree._Element] = {}  # of the tables in a block's repetitions
        self.ready: dict[etree._Element, list[SampleRows | int]] = {}

    def items(self, items: Sequence[etree._Element], scope: Scope) -> None:
        """Fill sibling paragraphs, tables and blocks."""
        for node in read(items).nodes:
            match node:
                case Paragraph(line):
                    self.paragraph(line, scope)
                case Table(element):
                    self.table(element, scope)
                case Control(element):
                    self.items(ooxml.inner_items(element), scope)
                case Block():
                    self.block(node, scope)

    def paragraph(self, line: Line, scope: Scope) -> None:
        """Fill one paragraph: away with it, once, or once for each item of its list."""
        if not all(holds(token, scope) for token in paragraph_conditions(line)):
            ooxml.remove_block_item(line.paragraph)
            return
        name = next((t.name for t in line.tokens if t.kind is Kind.NAME and _is_list(t, scope)), None)
        if name is None:
            self.line(line, scope)
            return
        for item in scope.items(name) or ():
            twin = ooxml.copy_of(line.paragraph)
            line.paragraph.addprevious(twin)
            self.line(Line(twin), Scope(scope.levels, scope.row, (name, item)))
        ooxml.remove_block_item(line.paragraph)

    def line(self, line: Line, scope: Scope) -> None:
        """Replace the marks of one line, from its end to its beginning, so that positions hold."""
        for box in ooxml.text_boxes(line.paragraph):
            self.items(ooxml.inner_items(box), scope)
        spans = dropped(line, scope)
        texts: list[str] = []
        for token in reversed(line.tokens):
            if any(start < token.start and token.end < end for start, end in spans):
                continue
            span = next((span for span in spans if span[0] == token.start), None)
            if span is not None:
                line.replace(*span, "", objects=True)
            elif not any(token.end == end for _, end in spans):
                text = cleaned(token_text(token, scope))
                line.replace(token.start, token.end, text)
                texts.append(text)
        line.finish()
        self.placed += [text for text in reversed(texts) if text]
        if spans and not Line(line.paragraph).text.strip():
            ooxml.remove_block_item(line.paragraph)

    def table(self, table: etree._Element, scope: Scope) -> None:
        """Fill a table: plain rows cell by cell, sample rows once for each of their data rows."""
        rows = ooxml.rows_of(table)
        for part in self.rows(self.originals.get(table, table)):
            if isinstance(part, SampleRows):
                part.fill(rows, scope, self.placed)
            else:
                self.cells(rows[part], scope)
        if not ooxml.rows_of(table):
            ooxml.remove_block_item(table)

    def rows(self, table: etree._Element) -> list[SampleRows | int]:
        """The rows of a table that hold marks: sample rows, and the positions of others; found once a table."""
        if table not in self.ready:
            at = {row: position for position, row in enumerate(ooxml.rows_of(table))}
            self.ready[table] = [
                SampleRows(part, [at[row] for _, row in part.rows], self.cells)
                if isinstance(part, Samples)
                else at[part]
                for part in table_rows(table)
            ]
        return self.ready[table]

    def cells(self, row: etree._Element, scope: Scope) -> None:
        """Fill the cells of one row, each a story of its own."""
        for cell in ooxml.cells_of(row):
            self.items(ooxml.inner_items(cell), scope)

    def block(self, block: Block, scope: Scope) -> None:
        """Fill a block: for each of its Data a copy of its items, or of a condition, the items or nothing."""
        items = _unmarked(block)
        if block.opening.kind is not Kind.EACH:
            if holds(block.opening, scope):
                self.items(items, scope)
            else:
                ooxml.remove_block_items(items)
            return
        repetitions = scope.blocks(block.opening.name) or ()
        for number, data in enumerate(repetitions if items else ()):
            self.repetition(items, scope.inner(data), number)
        ooxml.remove_block_items(items)

    def repetition(self, items: Sequence[etree._Element], scope: Scope, number: int) -> None:
        """One copy of a block's items, put before the originals and filled."""
        twins = [ooxml.copy_of(item) for item in items]
        if number and twins[0].tag == ooxml.TBL and items[-1].tag == ooxml.TBL:
            items[0].addprevious(ooxml.separator())
        for item, twin in zip(items, twins, strict=True):
            items[0].addprevious(twin)
            if item.tag == ooxml.TBL:
                self.originals[twin] = self.originals.get(item, item)
        self.items(twins, scope)


def _unmarked(block: Block) -> list[etree._Element]:
    """A block's items without its two marks; a paragraph that held nothing else goes."""
    items = list(block.items)
    ends = [(block.last, block.closing), (block.first, block.opening)]
    for line, token in ends:  # from the end of the line to its beginning
        line.replace(token.start, token.end, "")
    for line, token in ends:
        if alone(line, token):
            items.remove(line.paragraph)
            ooxml.remove_block_item(line.paragraph)
        line.finish()
    return items


def holds(token: Token, scope: Scope) -> bool:
    """Whether 【若：甲】 or 【若非：甲】 holds."""
    return bool(scope.condition(token.name)) is (token.kind is Kind.IF)


def _is_list(token: Token, scope: Scope) -> bool:
    return scope.items(token.name) is not None and not (scope.item and scope.item[0] == token.name)


def dropped(line: Line, scope: Scope) -> list[tuple[int, int]]:
    """The outermost ranges of the line from a 【若】 that does not hold to its 【若完】."""
    pairs, _, _ = conditional_spans(line.tokens)
    spans = [(start.start, end.end) for start, end in pairs if not holds(start, scope)]
    return [s for s in spans if not any(o[0] < s[0] and s[1] < o[1] for o in spans)]


def token_text(token: Token, scope: Scope) -> str:
    """What a mark is replaced by: its text, or nothing for the marks that only give orders."""
    if token.kind is Kind.NAME:
        text = scope.value(token.name)
    elif token.kind is Kind.FIELD:
        text = scope.row[1].get(token.name) if scope.row is not None else None
    else:
        return ""
    if text is None:
        raise broken(f"{token.raw}没有内容")
    return text


def _release_controls(root: etree._Element) -> None:
    """Content controls with marks: no binding (Word would put the bound text back), no placeholder look."""
    for properties in root.iter(ooxml.SDT_PR):
        control = properties.getparent()
        if control is not None and "【" in ooxml.raw_text(control):
            for name in ("dataBinding", "showingPlcHdr"):
                for found in properties.findall(w(name)):
                    properties.remove(found)


def _number_drawings(root: etree._Element) -> None:
    """Give drawings that were copied numbers of their own: wp:docPr ids are single in a part."""
    taken: set[str] = set()
    drawings = list(root.iter(f"{{{ooxml.DRAWING}}}docPr"))
    highest = max((ooxml.whole(d.get("id")) for d in drawings), default=0)
    for drawing in drawings:
        if drawing.get("id", "") in taken:
            highest += 1
            drawing.set("id", str(highest))
        taken.add(drawing.get("id", ""))
