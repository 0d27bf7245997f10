"""One story of a Word document: its XML, and the walks over it that all readers share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from govscore.word import ooxml
from govscore.word.ooxml import w


@dataclass(slots=True)
class Story:
    """The body, a header or footer, the notes: its part's name, its name for the clerk (正文, 页眉1) and its XML."""

    member: str
    title: str
    root: etree._Element

    def containers(self) -> list[etree._Element]:
        """The elements whose children are paragraphs and tables."""
        if self.root.tag == w("document"):
            return self.root.findall(w("body"))
        if self.root.tag in (w("footnotes"), w("endnotes")):
            return [note for note in self.root if isinstance(note.tag, str)]
        return [self.root]

    def outer(self) -> Iterator[tuple[etree._Element, int]]:
        """The paragraphs and tables outside tables and text boxes, in order, each kind counted from 1."""
        counts = {ooxml.P: 0, ooxml.TBL: 0}
        for element in self.root.iter(ooxml.P, ooxml.TBL):
            if next(element.iterancestors(ooxml.TBL, ooxml.TEXT_BOX), None) is None:
                counts[str(element.tag)] += 1
                yield element, counts[str(element.tag)]
