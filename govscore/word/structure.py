"""How marks divide a story: paragraphs, tables with their sample rows, and blocks from 【每个】 to 【完】."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from lxml import etree

from govscore.word import ooxml
from govscore.word.marks import SUSPICIOUS, Kind, Token, conditional_spans
from govscore.word.runs import Line

_IFS = (Kind.IF, Kind.UNLESS)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph that holds marks, or a text box that does."""

    line: Line


@dataclass(frozen=True, slots=True)
class Table:
    """A table that holds marks."""

    element: etree._Element


@dataclass(frozen=True, slots=True)
class Control:
    """A content control or the like: its items are a story of their own."""

    element: etree._Element


@dataclass(frozen=True, slots=True)
class Block:
    """The items from the one with `opening` to the one with `closing`, both included."""

    opening: Token
    first: Line
    closing: Token
    last: Line
    items: list[etree._Element]


@dataclass(frozen=True, slots=True)
class Fault:
    """A mark without partner or in a wrong place: the problem's code, the mark, its paragraph."""

    code: str
    token: Token
    paragraph: etree._Element


Node = Paragraph | Table | Control | Block


@dataclass(slots=True)
class _Open:
    token: Token
    line: Line
    index: int


@dataclass(slots=True)
class Reading:
    """The nodes of one story in order, and what is wrong with its blocks."""

    nodes: list[Node] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


Used = Mapping[etree._Element, Sequence[tuple[int, int]]]


def read(items: Sequence[etree._Element], used: Used = MappingProxyType({})) -> Reading:
    """The structure of sibling block items; inside a block nothing is read, since it is read per repetition.

    `used` gives, for paragraphs, the ranges of block marks that belong to an outer block.
    """
    reading = Reading()
    waiting: list[_Open] = []
    for index, item in enumerate(items):
        if not SUSPICIOUS.search(ooxml.raw_text(item)):
            continue
        if item.tag != ooxml.P:
            if not waiting:
                reading.nodes.append(Table(item) if item.tag == ooxml.TBL else Control(item))
            continue
        line = Line(item, used.get(item, ()))
        reading.faults.extend(misplaced(line))
        for opening in _openings(line):
            waiting.append(_Open(opening, line, index))
        closings = _closings(line)
        if not waiting and not closings:
            reading.nodes.append(Paragraph(line))
        for closing in closings:
            _close(reading, waiting, closing, line, items[: index + 1])
    reading.faults += [Fault("template-block-open", left.token, left.line.paragraph) for left in waiting]
    return reading


def _close(reading: Reading, waiting: list[_Open], closing: Token, line: Line, items: Sequence[etree._Element]) -> None:
    wanted = (Kind.EACH,) if closing.kind is Kind.END else _IFS
    if not waiting or waiting[-1].token.kind not in wanted:
        reading.faults.append(Fault("template-end-stray", closing, line.paragraph))
        return
    start = waiting.pop()
    if not waiting:
        block = Block(start.token, start.line, closing, line, list(items[start.index :]))
        reading.nodes.append(block)


def _openings(line: Line) -> list[Token]:
    """【每个】 at the beginning of the line; 【若】 only where it stands alone, and so begins a block."""
    if len(line.tokens) == 1 and line.tokens[0].kind in _IFS and alone(line, line.tokens[0]):
        return [line.tokens[0]]
    return [token for token in _leading(line) if token.kind is Kind.EACH]


def _leading(line: Line) -> Iterator[Token]:
    """The block marks and whole-paragraph conditions with which a line begins, before any text."""
    at = 0
    for token in line.tokens:
        if line.text[at : token.start].strip() or token.kind not in (Kind.EACH, *_IFS):
            return
        yield token
        at = token.end


def _closings(line: Line) -> list[Token]:
    """【完】 at the end of the line; 【若完】 only where it stands alone."""
    if len(line.tokens) == 1 and line.tokens[0].kind is Kind.END_IF and alone(line, line.tokens[0]):
        return [line.tokens[0]]
    found: list[Token] = []
    at = len(line.text)
    for token in reversed(line.tokens):
        if line.text[token.end : at].strip() or token.kind is not Kind.END:
            break
        found.append(token)
        at = token.start
    return found[::-1]


def alone(line: Line, token: Token) -> bool:
    """Whether the paragraph holds nothing but this mark."""
    return not (line.text[: token.start] + line.text[token.end :]).strip()


def paragraph_conditions(line: Line) -> list[Token]:
    """The 【若】 at the line's beginning without a 【若完】 in it: they decide on the whole paragraph."""
    _, unpaired, _ = conditional_spans(line.tokens)
    leading = list(_leading(line))
    return [token for token in unpaired if token in leading]


def misplaced(line: Line) -> Iterator[Fault]:
    """Marks without partner in the line, and block marks in the middle of it."""
    _, unpaired, strays = conditional_spans(line.tokens)
    openings, closings, whole = _openings(line), _closings(line), paragraph_conditions(line)
    for token in line.tokens:
        code = ""
        if token.kind is Kind.OPEN:
            code = "template-mark-open"
        elif token.kind is Kind.STRAY:
            code = "template-mark-stray"
        elif token.kind is Kind.EACH and token not in openings:
            code = "template-each-place"
        elif token.kind is Kind.END and token not in closings:
            code = "template-end-place"
        elif token in unpaired and token not in whole and token not in openings:
            code = "template-if-open"
        elif token in strays and token not in closings:
            code = "template-if-stray"
        if code:
            yield Fault(code, token, line.paragraph)


@dataclass(slots=True)
class Samples:
    """Neighbouring sample rows of one table name; kind None is the ordinary row."""

    table: str
    rows: list[tuple[str | None, etree._Element]]


def own_lines(row: etree._Element) -> list[Line]:
    """The paragraphs of a row with marks, those of nested tables left out."""
    table = next(row.iterancestors(ooxml.TBL), None)
    paragraphs = (p for p in row.iter(ooxml.P) if next(p.iterancestors(ooxml.TBL), None) is table)
    return [line for line in map(Line, paragraphs) if line.tokens]


def row_tables(lines: Sequence[Line]) -> list[str]:
    """The table names that the field marks of a row use, each once."""
    fields = (token for line in lines for token in line.tokens if token.kind is Kind.FIELD)
    return list(dict.fromkeys(token.table for token in fields))


def row_kind(lines: Sequence[Line]) -> str | None:
    """The kind of data row for which a sample row is: 【仅：组】, or None for the ordinary one."""
    return next((t.name for line in lines for t in line.tokens if t.kind is Kind.ONLY), None)


def table_rows(table: etree._Element) -> list[Samples | etree._Element]:
    """The rows of a table in order: plain rows that hold marks, and groups of neighbouring sample rows."""
    found: list[Samples | etree._Element] = []
    previous: etree._Element | None = None
    for row in ooxml.rows_of(table):
        if not SUSPICIOUS.search(ooxml.raw_text(row)):
            continue
        lines = own_lines(row)
        names = row_tables(lines)
        if not names:
            found.append(row)
            continue
        group = found[-1] if found else None
        if not (isinstance(group, Samples) and group.table == names[0] and row.getprevious() is previous):
            group = Samples(names[0], [])
            found.append(group)
        group.rows.append((row_kind(lines), row))
        previous = row
    return found


def twins(samples: Samples) -> Iterator[etree._Element]:
    """Sample rows with the very marks of one before them: pasted twice, they would print each data row twice."""
    met: set[tuple[tuple[Kind, str], ...]] = set()
    for _, row in samples.rows:
        marks = tuple((token.kind, token.name) for line in own_lines(row) for token in line.tokens)
        if marks in met:
            yield row
        met.add(marks)
