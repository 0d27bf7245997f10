"""A shipped template opened for editing as Word and WPS edit it: in its XML, place by place."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

from lxml import etree
from word_parts import NAMESPACES, W

ROOT = Path(__file__).parent.parent.parent
BODY, RELATIONSHIPS = "word/document.xml", "word/_rels/document.xml.rels"
SHOWN = 12  # characters of a paragraph that a place quotes
NS = {"w": W}
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def w(name: str) -> str:
    return f"{{{W}}}{name}"


def xml(text: str) -> list[etree._Element]:
    """The elements written in `text`, with the usual prefixes."""
    return list(etree.fromstring(f"<x {NAMESPACES}>{text}</x>"))


def text_of(paragraph: etree._Element) -> str:
    return "".join(t.text or "" for t in paragraph.iter(w("t")))


class Draft:
    """The template of one regime; `body` is its document.xml, `members` everything else by name."""

    def __init__(self, regime: str) -> None:
        with zipfile.ZipFile(ROOT / "templates" / regime / "bulletin.docx") as archive:
            self.members = {name: archive.read(name) for name in archive.namelist()}
        self.body = etree.fromstring(self.members.pop(BODY))

    def saved(self) -> bytes:
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self.members.items():
                archive.writestr(zipfile.ZipInfo(name), content)
            archive.writestr(zipfile.ZipInfo(BODY), etree.tostring(self.body, encoding="UTF-8", standalone=True))
        return target.getvalue()

    # what to edit

    def paragraph(self, words: str) -> etree._Element:
        """The first paragraph that holds these words; with = before them, that holds nothing else."""
        texts = ((p, text_of(p)) for p in self.body.iter(w("p")))
        return next(p for p, text in texts if f"={text}" == words or words in text)

    def row(self, words: str) -> etree._Element:
        return next(self.paragraph(words).iterancestors(w("tr")))

    def cell(self, words: str) -> etree._Element:
        return next(self.paragraph(words).iterancestors(w("tc")))

    def table(self, words: str) -> etree._Element:
        return next(self.paragraph(words).iterancestors(w("tbl")))

    # where it is, as the clerk is told

    def at(self, words: str, shown: str | None = None) -> str:
        """The place of a paragraph outside tables: its number among those, and its first words."""
        paragraph = self.paragraph(words)
        outside = self.body.xpath("//w:p[not(ancestor::w:tbl) and not(ancestor::w:txbxContent)]", namespaces=NS)
        text = shown or text_of(paragraph)
        quoted = text[:SHOWN] + ("…" if len(text) > SHOWN else "")
        return f"正文!第{outside.index(paragraph) + 1}段“{quoted}”"

    def at_cell(self, words: str) -> str:
        """The place of a cell: the table's number in the body, its row and its number in the row."""
        cell, row, table = self.cell(words), self.row(words), self.table(words)
        tables = self.body.xpath("//w:tbl[not(ancestor::w:tbl)]", namespaces=NS)
        rows, cells = table.findall("w:tr", NS), row.findall("w:tc", NS)
        return f"正文!表{tables.index(table) + 1}第{rows.index(row) + 1}行第{cells.index(cell) + 1}格"

    # edits

    def run(self, paragraph: etree._Element, text: str, more: str = "") -> str:
        """A run in the format of the paragraph's first run, as XML text; `more` stands in its properties."""
        form = paragraph.find(".//w:r/w:rPr", NS)
        inside = "" if form is None else "".join(etree.tostring(child, encoding="unicode") for child in form)
        return f'<w:r w:rsidR="00A1B2C3"><w:rPr>{inside}{more}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'

    def retype(self, words: str, old: str, *parts: str) -> etree._Element:
        """In the paragraph with `words`, puts `parts` in place of its first `old`; plain parts become runs."""
        paragraph = self.paragraph(words)
        head, found, tail = text_of(paragraph).partition(old)
        assert found, f"{old} is not in {words}"
        pieces = [part for part in (head, *parts, tail) if part]
        content = "".join(part if part.startswith("<") else self.run(paragraph, part) for part in pieces)
        for child in list(paragraph):
            if child.tag != w("pPr"):
                paragraph.remove(child)
        paragraph.extend(xml(content))
        return paragraph

    def remove(self, *elements: etree._Element) -> None:
        for element in elements:
            element.getparent().remove(element)

    def double(self, element: etree._Element) -> etree._Element:
        """A copy right behind the original, as after Ctrl-C Ctrl-V."""
        twin = deepcopy(element)
        element.addnext(twin)
        return twin

    def paragraph_after(self, words: str, content: str) -> etree._Element:
        """A new paragraph behind the one with `words`."""
        [new] = xml(f"<w:p>{content}</w:p>")
        self.paragraph(words).addnext(new)
        return new

    def wrap(self, element: etree._Element, before: str, after: str) -> None:
        """Puts an element into others, such as a content control: `before` opens them, `after` closes them."""
        [outer] = xml(before + "<here/>" + after)
        element.addprevious(outer)
        spot = next(outer.iter("here"))
        spot.getparent().replace(spot, element)

    def part(self, member: str, kind: str, content: str) -> None:
        """A further story (word/footnotes.xml …) with its relationship and its content type."""
        self.members[member] = content.encode()
        link = f'<Relationship Id="rEdit{kind}" Type="{OFFICE}/{kind}" Target="{member.removeprefix("word/")}"/>'
        self.edit(RELATIONSHIPS, "</Relationships>", link + "</Relationships>")
        words = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
        override = f'<Override PartName="/{member}" ContentType="{words}"/>'
        self.edit("[Content_Types].xml", "</Types>", override + "</Types>")

    def link(self, kind: str, target: str, more: str = "") -> None:
        """A relationship of the body, as for a picture."""
        link = f'<Relationship Id="rEdit{kind}" Type="{OFFICE}/{kind}" Target="{target}"{more}/>'
        self.edit(RELATIONSHIPS, "</Relationships>", link + "</Relationships>")

    def edit(self, member: str, old: str, new: str) -> None:
        content = self.members[member].decode()
        assert old in content, f"{old} is not in {member}"
        self.members[member] = content.replace(old, new, 1).encode()


Edit = Callable[[Draft], object]
