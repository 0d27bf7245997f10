"""Names and small operations of WordprocessingML (ECMA-376 part 1, transitional) that the filler needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy

from lxml import etree

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WORD_2010 = "http://schemas.microsoft.com/office/word/2010/wordml"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def w(name: str) -> str:
    """The element or attribute name `name` in Word's namespace."""
    return f"{{{WORD}}}{name}"


P, R, T, TBL, TR, TC = (w(name) for name in ("p", "r", "t", "tbl", "tr", "tc"))
BR, TAB, CR = w("br"), w("tab"), w("cr")
P_PR, R_PR, TC_PR, TR_PR, SECT_PR = w("pPr"), w("rPr"), w("tcPr"), w("trPr"), w("sectPr")
SDT, SDT_PR, SDT_CONTENT, TEXT_BOX = w("sdt"), w("sdtPr"), w("sdtContent"), w("txbxContent")
DELETED = frozenset({w("del"), w("moveFrom")})
ALTERNATE = f"{{{COMPATIBILITY}}}AlternateContent"
WRAPPERS = frozenset({SDT, SDT_CONTENT, w("customXml"), w("ins"), w("moveTo"), w("smartTag")})
NOTE_REFERENCES = frozenset({w("footnoteReference"), w("endnoteReference")})
RANGES = frozenset(
    w(name)
    for name in (
        "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "commentReference",
        "permStart", "permEnd", "moveToRangeStart", "moveToRangeEnd",
    )
)  # fmt: skip
PARAGRAPH_IDS = (f"{{{WORD_2010}}}paraId", f"{{{WORD_2010}}}textId")

_STRING = etree.XPath("string()", smart_strings=False)  # four times as fast as to join the texts here


def whole(text: str | None, otherwise: int = 0) -> int:
    """A measure or number written as digits; `otherwise` where it is anything else (50%, 2cm, nothing)."""
    return int(text) if text is not None and text.isascii() and text.isdigit() else otherwise


def raw_text(element: etree._Element) -> str:
    """All character data under `element`, deleted text too: a quick look for whether marks can be there."""
    return str(_STRING(element))


def inner_items(parent: etree._Element) -> list[etree._Element]:
    """The child elements of a story, cell or text box, without comments and processing instructions."""
    return [child for child in parent if isinstance(child.tag, str)]


def rows_of(table: etree._Element) -> list[etree._Element]:
    """The rows of a table in order, also those inside content controls or tracked insertions."""
    return list(_through_wrappers(table, TR))


def cells_of(row: etree._Element) -> list[etree._Element]:
    """The cells of a row in order, also those inside content controls."""
    return list(_through_wrappers(row, TC))


def _through_wrappers(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in WRAPPERS:
            yield from _through_wrappers(child, tag)


def text_boxes(paragraph: etree._Element) -> list[etree._Element]:
    """The text boxes anchored in a paragraph: the Choice and the Fallback of each, as Word writes both."""
    return [box for box in paragraph.iter(TEXT_BOX) if next(box.iterancestors(P), None) is paragraph]


def copy_of(element: etree._Element) -> etree._Element:
    """A copy for repetition, without what must be single in a document: bookmarks, comments, ids."""
    twin = deepcopy(element)
    make_repeatable(twin)
    return twin


def make_repeatable(element: etree._Element) -> None:
    """Take bookmarks, comment ranges, paragraph ids and content-control ids out of `element`, in place."""
    for found in list(element.iter(*RANGES)):
        remove(found)
    for paragraph in element.iter(P, TR):
        for key in PARAGRAPH_IDS:
            if key in paragraph.attrib:
                del paragraph.attrib[key]
    for properties in element.iter(SDT_PR):
        for identity in properties.findall(w("id")):
            properties.remove(identity)


def remove(element: etree._Element) -> None:
    """Take `element` out of its parent; text after it (there is none in a .docx that Word wrote) stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail and element.tail.strip():  # pragma: no cover - only hand-written XML has such text
        element.tail = None
    parent.remove(element)


def remove_block_item(item: etree._Element) -> None:
    """Take a paragraph or table out of its story and leave the story valid.

    A paragraph that ends a section keeps its section break. A cell, text box, header or note needs a
    paragraph as its last item. Two tables that would touch are kept apart, since Word joins them.
    """
    parent = item.getparent()
    if parent is None:
        return
    before, after = neighbour(item, -1), neighbour(item, 1)
    if item.find(f"{P_PR}/{SECT_PR}") is not None or _needed_at_end(item, parent, before, after):
        empty(item)
    elif before is not None and after is not None and before.tag == TBL and after.tag == TBL:
        parent.replace(item, separator())
    else:
        parent.remove(item)


def remove_block_items(items: Sequence[etree._Element]) -> None:
    """Take neighbouring items out of their story, section breaks too, and leave the story valid."""
    for item in items[:-1]:
        remove(item)
    for last in items[-1:]:
        for section in last.findall(f"{P_PR}/{SECT_PR}"):
            remove(section)
        remove_block_item(last)


def _needed_at_end(
    item: etree._Element,
    parent: etree._Element,
    before: etree._Element | None,
    after: etree._Element | None,
) -> bool:
    if after is not None or parent.tag == w("body"):
        return False
    return item.tag == P and (before is None or before.tag not in (P, SDT))


def neighbour(item: etree._Element, step: int) -> etree._Element | None:
    """The next (1) or previous (-1) paragraph, table or content control beside `item`."""
    while True:
        beside = item.getnext() if step > 0 else item.getprevious()
        if beside is None or beside.tag in (P, TBL, SDT):
            return beside
        item = beside


def empty(paragraph: etree._Element) -> None:
    """Leave a paragraph with nothing but its properties."""
    for child in list(paragraph):
        if child.tag != P_PR:
            paragraph.remove(child)


def separator() -> etree._Element:
    """A paragraph of one point that keeps two tables apart."""
    paragraph = etree.Element(P)
    properties = etree.SubElement(paragraph, P_PR)
    spacing = {"before": "0", "after": "0", "line": "20", "lineRule": "exact"}
    etree.SubElement(properties, w("spacing"), {w(key): value for key, value in spacing.items()})
    size = etree.SubElement(etree.SubElement(properties, R_PR), w("sz"))
    size.set(w("val"), "2")
    return paragraph
