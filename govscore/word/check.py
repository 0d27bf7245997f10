"""Everything for which a template would be refused, before any work is done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from govscore.core.problems import Problem, Refused, gather, problem
from govscore.word import ooxml
from govscore.word.data import KIND, Data
from govscore.word.lookup import Scope, normal, shape
from govscore.word.marks import SUSPICIOUS, Kind, Token, lookalikes, shown, spelling
from govscore.word.package import Package, open_package, unreachable
from govscore.word.places import Places
from govscore.word.runs import Line
from govscore.word.story import Story
from govscore.word.structure import (
    Block,
    Control,
    Paragraph,
    Samples,
    Table,
    own_lines,
    read,
    row_tables,
    table_rows,
    twins,
)

NEAR = 50  # below this likeness (0 to 100) a name is no help


def check(template: bytes, data: Data, name: str) -> list[Problem]:
    """Everything for which `fill` would refuse the template, each mistake once with all its places.

    `name` is the file's name for the places. An empty list means that the template can be filled.
    """
    try:
        package = open_package(template, name)
    except Refused as refusal:
        return list(refusal.problems)
    return check_package(package, data, name)


def check_package(package: Package, data: Data, name: str) -> list[Problem]:
    """As `check`, for a package that has been opened."""
    scope = Scope.of(data)
    found: list[Problem] = []
    shown_kinds = _Kinds()
    for story in package.stories:
        checker = _Checker(story, name, shown_kinds)
        for container in story.containers():
            checker.items(ooxml.inner_items(container), scope, None)
        found += checker.found
        if unreachable(story):
            found.append(problem("template-mark-elsewhere", f"[{name}]", where=story.title))
    return gather([*found, *shown_kinds.missing(f"[{name}]")])


@dataclass(slots=True)
class _Kinds:
    """The kinds of row that each table's data have, and those for which the template has sample rows."""

    wanted: dict[str, set[str | None]] = field(default_factory=dict)
    offered: dict[str, set[str | None]] = field(default_factory=dict)

    def missing(self, place: str) -> Iterator[Problem]:
        """A problem for each kind of row that would not be shown anywhere."""
        for table, kinds in self.wanted.items():
            for kind in sorted(kinds - self.offered[table], key=str):
                if kind is None:
                    yield problem("template-kind-ordinary", place, table=table)
                else:
                    yield problem("template-kind-missing", place, table=table, kind=kind)


class _Checker:
    """Walks one story and collects what is wrong."""

    def __init__(self, story: Story, name: str, kinds: _Kinds) -> None:
        self.places = Places(story, name)
        self.kinds = kinds
        self.found: list[Problem] = []
        self.used: dict[etree._Element, list[tuple[int, int]]] = {}

    def report(self, code: str, paragraph: etree._Element, **words: object) -> None:
        self.found.append(problem(code, self.places.of(paragraph), **words))

    def items(self, items: Sequence[etree._Element], scope: Scope, row: str | None) -> None:
        """Check sibling paragraphs and tables; `row` is the table name inside a sample row."""
        reading = read(items, self.used)
        for fault in reading.faults:
            self.report(fault.code, fault.paragraph, mark=fault.token.raw)
        for node in reading.nodes:
            match node:
                case Paragraph(line):
                    self.line(line, scope, row)
                case Table(element):
                    self.table(element, scope, row)
                case Control(element):
                    self.items(ooxml.inner_items(element), scope, row)
                case Block():
                    self.block(node, scope, row)

    def line(self, line: Line, scope: Scope, row: str | None) -> None:
        lists = []
        for token in line.tokens:
            self.mark(token, line.paragraph, scope, row)
            if token.kind is Kind.NAME and scope.items(token.name) is not None:
                lists.append(token)
        if len({token.name for token in lists}) > 1:
            self.report("template-two-lists", line.paragraph, first=lists[0].raw, second=lists[1].raw)
        for written, token in lookalikes(line.text):
            if token.kind in (Kind.END, Kind.END_IF) or (not scope.blind and _known(token, scope)):
                self.report("template-bracket", line.paragraph, written=written, mark=token.raw)
        for box in ooxml.text_boxes(line.paragraph):
            self.items(ooxml.inner_items(box), scope, row)

    def mark(self, token: Token, paragraph: etree._Element, scope: Scope, row: str | None) -> None:
        if token.kind is Kind.FIELD and row is None and (scope.blind or _known(token, scope)):
            self.report("template-row-outside", paragraph, mark=token.raw)
        elif token.kind is Kind.ONLY and row is None:
            self.report("template-only-outside", paragraph, mark=token.raw)
        elif token.kind is Kind.ONLY and row is not None:
            level = scope.table(row)
            if level is not None and not level.has_kind(row, token.name):
                self.unknown(token, paragraph, scope)
        elif _names(token) and not scope.blind and not _known(token, scope):
            self.unknown(token, paragraph, scope)

    def unknown(self, token: Token, paragraph: etree._Element, scope: Scope) -> None:
        from rapidfuzz import fuzz, process  # late: only needed when something is wrong

        near = process.extractOne(spelling(token), scope.spellings(), scorer=fuzz.ratio, score_cutoff=NEAR)
        if near is None:
            self.report("template-mark-unknown", paragraph, mark=token.raw)
        else:
            self.report("template-mark-near", paragraph, mark=token.raw, near=f"【{near[0]}】")

    def table(self, table: etree._Element, scope: Scope, row: str | None) -> None:
        for part in table_rows(table):
            if not isinstance(part, Samples):
                self.cells(part, scope, row)
                continue
            self.kinds.offered.setdefault(part.table, set()).update(kind for kind, _ in part.rows)
            level = scope.table(part.table)
            if level is not None:
                kinds = {normal(r[KIND]) if KIND in r else None for r in level.tables[part.table]}
                self.kinds.wanted.setdefault(part.table, set()).update(kinds)
            for kind, sample in part.rows:
                self.sample(sample, part.table, scope, kind)
            for second in twins(part):
                self.report("template-row-twice", own_lines(second)[0].paragraph, table=part.table)

    def sample(self, sample: etree._Element, table: str, scope: Scope, kind: str | None) -> None:
        lines = own_lines(sample)
        for other in row_tables(lines)[1:]:
            self.report("template-two-tables", lines[0].paragraph, first=table, second=other)
        self.cells(sample, scope, table)
        self.single(sample, lines[0].paragraph)

    def cells(self, row: etree._Element, scope: Scope, table: str | None) -> None:
        for cell in ooxml.cells_of(row):
            self.items(ooxml.inner_items(cell), scope, table)

    def single(self, element: etree._Element, paragraph: etree._Element) -> None:
        """What is repeated must not refer to a note: a note can be referred to once only."""
        if next(element.iter(*ooxml.NOTE_REFERENCES), None) is not None:
            self.report("template-note-repeated", paragraph)

    def block(self, block: Block, scope: Scope, row: str | None) -> None:
        ends = [(block.first.paragraph, block.opening), (block.last.paragraph, block.closing)]
        for paragraph, token in ends:
            self.used.setdefault(paragraph, []).append((token.start, token.end))
        self.mark(block.opening, block.first.paragraph, scope, row)
        if block.opening.kind is Kind.EACH:
            for item in block.items:
                self.single(item, block.first.paragraph)
            for inner in _inner_scopes(block.opening.name, scope):
                self.items(block.items, inner, row)
        else:
            self.items(block.items, scope, row)
        for paragraph, _ in ends:  # the next repetition of an outer block meets these marks anew
            self.used[paragraph].pop()


def _inner_scopes(name: str, scope: Scope) -> list[Scope]:
    """The scopes in which a block's marks must be known: those of its repetitions, or of its specimen.

    Repetitions that look alike to a check are checked once.
    """
    repetitions = {shape(data): data for data in scope.blocks(name) or ()}.values()
    specimen = scope.specimen(name)
    inner = [*repetitions] or ([specimen] if specimen is not None else [])
    return [scope.inner(data) for data in inner] or [
        Scope(scope.levels, scope.row, scope.item, blind=True),
    ]


def _names(token: Token) -> bool:
    return token.kind in (Kind.NAME, Kind.FIELD, Kind.IF, Kind.UNLESS, Kind.EACH)


def _known(token: Token, scope: Scope) -> bool:
    """Whether the program supplies what this mark names."""
    match token.kind:
        case Kind.NAME:
            return scope.value(token.name) is not None or scope.items(token.name) is not None
        case Kind.FIELD:
            level = scope.table(token.table)
            return level is not None and level.has_field(token.table, token.name)
        case Kind.IF | Kind.UNLESS:
            return scope.condition(token.name) is not None
        case Kind.EACH:
            return scope.blocks(token.name) is not None
        case _:
            return False


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark of a template: as written, what kind it is, and where it stands."""

    text: str
    kind: str
    name: str
    part: str
    place: str


WORDS: Mapping[Kind, str] = {
    Kind.NAME: "值或列表",
    Kind.FIELD: "表格",
    Kind.IF: "条件",
    Kind.UNLESS: "条件",
    Kind.END_IF: "条件",
    Kind.EACH: "重复",
    Kind.END: "重复",
    Kind.ONLY: "样行",
}


def marks(template: bytes, name: str = "") -> list[Mark]:
    """All marks of a template in order, with part and place; Refused where the file is no usable template."""
    return [mark for story in open_package(template, name).stories for mark in _story_marks(story)]


def _story_marks(story: Story) -> Iterator[Mark]:
    places = Places(story)
    for paragraph in story.root.iter(ooxml.P):
        if not SUSPICIOUS.search(ooxml.raw_text(paragraph)):
            continue
        for token in Line(paragraph).tokens:
            if token.kind in WORDS:
                name = spelling(token) if token.kind is Kind.FIELD else token.name
                yield Mark(shown(token.raw), WORDS[token.kind], name, story.title, places.inside(paragraph))
