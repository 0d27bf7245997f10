"""Reads a .docx into the model: sections, paragraphs with effective formatting, tables, text boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.parts.story import StoryPart
from lxml import etree

from govscore.format_check.document import Border, Box, Cell, Item, Notice, Paragraph, Run, Section, Table, TableRow
from govscore.format_check.effective import Properties, Styles, attributes, is_on, local
from govscore.format_check.elements import (
    EMU,
    EXTENT,
    TWIPS,
    border_of,
    borders_of,
    distance_of,
    drawings_of,
    indent_of,
    number,
    only_marks,
    run_of,
    section_of,
    size_of,
    twips,
    without_marks,
)
from govscore.format_check.numbering import Numbering
from govscore.word import ooxml
from govscore.word.ooxml import w
from govscore.word.package import Package

_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TEXTS = {ooxml.BR: "\n", ooxml.CR: "\n", ooxml.TAB: "\t", w("noBreakHyphen"): "-", w("ptab"): "\t"}
_ALIGN = {"start": "left", "end": "right", "distribute": "both", "thaiDistribute": "both"}


class Reader:
    """Reads the parts of one package."""

    def __init__(self, package: Package) -> None:
        self.body = package.stories[0]
        self.linked = package.document.part.rels.related_parts
        self.styles = Styles(package.related(RELATIONSHIP_TYPE.STYLES), package.related(RELATIONSHIP_TYPE.THEME))
        self.numbering = Numbering(package.related(RELATIONSHIP_TYPE.NUMBERING))
        self.settings = package.related(RELATIONSHIP_TYPE.SETTINGS)
        self.section = 0

    def notice(self) -> Notice:
        """The whole document."""
        flags: Properties = {}
        for child in () if self.settings is None else self.settings:
            if isinstance(child.tag, str):
                flags[local(child)] = attributes(child)
        sections: list[Section] = []
        items: list[Item] = []
        for container in self.body.containers():
            for item, element in self._story(container):
                items += [] if isinstance(item, Paragraph) and only_marks(item) else [item]
                ends = [] if element.tag != ooxml.P else element.findall(f"{ooxml.P_PR}/{ooxml.SECT_PR}")
                for end in ends:
                    self._section(end, sections)
            last = container.find(ooxml.SECT_PR)
            self._section(etree.Element(ooxml.SECT_PR) if last is None else last, sections)
        return Notice(items, sections, is_on(flags, "evenAndOddHeaders"), is_on(flags, "mirrorMargins"))

    def _section(self, element: etree._Element, sections: list[Section]) -> None:
        section = section_of(element)
        before = sections[-1] if sections else None
        for name, stories in (("headerReference", section.headers), ("footerReference", section.footers)):
            if before is not None:  # a section without its own header has that of the section before
                stories.update(before.headers if name == "headerReference" else before.footers)
            for reference in element.findall(w(name)):
                part = self.linked.get(reference.get(_R_ID, ""))
                if isinstance(part, StoryPart):
                    stories[reference.get(w("type"), "default")] = [item for item, _ in self._story(part.element)]
        sections.append(section)
        self.section = len(sections)

    def _story(self, parent: etree._Element) -> Iterator[tuple[Item, etree._Element]]:
        for child in ooxml.inner_items(parent):
            if child.tag == ooxml.P:
                yield self.paragraph(child), child
            elif child.tag == ooxml.TBL:
                yield self.table(child), child
            elif child.tag in ooxml.WRAPPERS:
                yield from self._story(child)

    def paragraph(self, element: etree._Element) -> Paragraph:
        """A paragraph with its effective formatting, drawings and text boxes."""
        form = self.styles.paragraph(element)
        mark = self.styles.run(element, element.find(f"{ooxml.P_PR}/{ooxml.R_PR}"))
        runs, codes, broken = self._runs(element)
        runs = without_marks(runs)
        size = next((run.size for run in runs if run.text.strip()), size_of(mark))
        indent, spacing = form.get("ind", {}), form.get("spacing", {})
        rule = spacing.get("lineRule", "auto")
        line = number(spacing.get("line"), 240)
        align = form.get("jc", {}).get("val", "left")
        return Paragraph(
            element,
            "".join(run.text for run in runs),
            runs,
            _ALIGN.get(align, align),
            indent_of(indent, "left", size) or indent_of(indent, "start", size),
            indent_of(indent, "right", size) or indent_of(indent, "end", size),
            indent_of(indent, "firstLine", size) - indent_of(indent, "hanging", size),
            line / (240 if rule == "auto" else TWIPS),
            rule,
            distance_of(spacing, "before"),
            distance_of(spacing, "after"),
            is_on(form, "snapToGrid") if "snapToGrid" in form else True,
            borders_of(form),
            is_on(form, "pageBreakBefore") or broken,
            size,
            codes,
            self.section,
            self.numbering.label(element),
            tuple(drawings_of(element)),
            tuple(self._boxes(element)),
        )

    def _runs(self, paragraph: etree._Element) -> tuple[list[Run], str, bool]:
        """The runs, the field codes, and whether a page break stands before the first text."""
        runs: list[Run] = []
        codes, broken = "", False
        for element in paragraph.iter(ooxml.R, w("fldSimple")):
            if next(element.iterancestors(ooxml.P), None) is not paragraph or _deleted(element, paragraph):
                continue
            if element.tag != ooxml.R:
                codes += f" {element.get(w('instr'), '')} "
                continue
            codes += "".join(code.text or "" for code in element.findall(w("instrText")))
            pages = [br for br in element.findall(ooxml.BR) if br.get(w("type")) in ("page", "column")]
            broken = broken or (bool(pages) and not any(run.text.strip() for run in runs))
            text = "".join(_TEXTS.get(str(c.tag), c.text or "") for c in element if c.tag in _TEXTS or c.tag == ooxml.T)
            if text:
                direct = element.find(ooxml.R_PR)
                runs.append(run_of(text, self.styles.run(paragraph, direct), direct))
        return runs, codes, broken

    def _boxes(self, paragraph: etree._Element) -> Iterator[Box]:
        for content in ooxml.text_boxes(paragraph):
            above = list(content.iterancestors())
            if any(local(parent) == "Fallback" for parent in above):
                continue
            shape = above[1] if len(above) > 1 else content
            body = next((child for child in shape if local(child) == "bodyPr"), None)
            extent = next((e for parent in above[:8] for e in parent if e.tag == EXTENT), None)
            width = 0.0 if extent is None else number(extent.get("cx")) / EMU
            items = [item for item, _ in self._story(content)]
            direction = body.get("vert", "") if body is not None else _vml_direction(content)
            yield Box(items, direction, width)

    def table(self, element: etree._Element) -> Table:
        """A table with rows, cells, widths and borders; nested tables count as their paragraphs."""
        grid = element.find(w("tblGrid"))
        own = element.find(w("tblPr"))
        borders: dict[str, Border] = {}
        width = 0.0
        for child in () if own is None else own:
            if local(child) == "tblBorders":
                borders = {local(side): border_of(attributes(side)) for side in child}
            elif local(child) == "tblW" and child.get(w("type")) == "dxa":
                width = twips(attributes(child), "w")
        columns = [] if grid is None else [twips(attributes(column), "w") for column in grid.findall(w("gridCol"))]
        return Table([self._row(row) for row in ooxml.rows_of(element)], columns, width, borders, self.section)

    def _row(self, element: etree._Element) -> TableRow:
        form: Properties = {}
        for child in element.findall(f"{ooxml.TR_PR}/*"):
            form[local(child)] = attributes(child)
        cells = [self._cell(cell) for cell in ooxml.cells_of(element)]
        return TableRow(cells, is_on(form, "tblHeader"), is_on(form, "cantSplit"))

    def _cell(self, element: etree._Element) -> Cell:
        paragraphs = [item for item, _ in self._flat(element)]
        width = element.find(f"{ooxml.TC_PR}/{w('tcW')}")
        sides = element.findall(f"{ooxml.TC_PR}/{w('tcBorders')}/*")
        borders = {local(side): border_of(attributes(side)) for side in sides}
        return Cell(paragraphs, 0.0 if width is None else twips(attributes(width), "w"), borders)

    def _flat(self, parent: etree._Element) -> Iterator[tuple[Paragraph, etree._Element]]:
        for item, element in self._story(parent):
            for paragraph in [item] if isinstance(item, Paragraph) else item.paragraphs():
                yield paragraph, element


def read_notice(package: Package) -> Notice:
    """The document of an opened package."""
    return Reader(package).notice()


def _deleted(element: etree._Element, paragraph: etree._Element) -> bool:
    for parent in element.iterancestors():
        if parent is paragraph:
            return False
        if parent.tag in ooxml.DELETED:
            return True
    return False


def _vml_direction(content: etree._Element) -> str:
    """The direction of a VML box's text, in DrawingML's word: `layout-flow:vertical` is turned as `vert` is."""
    box = content.getparent()
    style = "" if box is None else re.sub(r"\s", "", box.get("style", "")).lower()
    return "vert" if re.search(r"(?:^|;)layout-flow:vertical(?:;|$)", style) else ""
