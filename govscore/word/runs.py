"""A paragraph as one line of text, however Word has split it into runs; and writing into such a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from govscore.word import ooxml
from govscore.word.marks import OBJECT, Token, tokens
from govscore.word.ooxml import w

_BREAKS = {ooxml.BR: "\n", ooxml.CR: "\n", ooxml.TAB: "\t"}
_SIGNS = {w("noBreakHyphen"): "-", w("softHyphen"): "\u00ad"}
_OBJECTS = frozenset(
    {
        w("drawing"), w("pict"), w("object"), w("fldChar"), w("instrText"), w("sym"), w("ptab"),
        w("footnoteReference"), w("endnoteReference"), ooxml.ALTERNATE,
    }
)  # fmt: skip
_SKIPPED = ooxml.DELETED | {ooxml.P_PR, ooxml.R_PR}
_FORBIDDEN = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\ufdd0-\ufdef]")
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")


def cleaned(text: str) -> str:
    """Supplied text as a document can hold it: one kind of line break, no control characters."""
    if text.isprintable():  # nearly all texts; decided without the two searches
        return text
    return _FORBIDDEN.sub("", _LINE_ENDS.sub("\n", text))


class Piece:
    """One element that stands for characters of a line: a w:t, a break, a tab, a picture."""

    __slots__ = ("element", "start", "text", "touched")

    def __init__(self, element: etree._Element, text: str, start: int) -> None:
        self.element, self.text, self.start, self.touched = element, text, start, False


class Line:
    """The text of one paragraph with its marks; text boxes inside and deleted text are not part of it."""

    __slots__ = ("paragraph", "pieces", "text", "tokens")

    def __init__(self, paragraph: etree._Element, used: Sequence[tuple[int, int]] = ()) -> None:
        """`used`: the ranges of marks that an outer block has already taken; they read as spaces."""
        self.paragraph = paragraph
        self.pieces: list[Piece] = []
        at = 0
        for element, text in _texts(paragraph):
            self.pieces.append(Piece(element, text, at))
            at += len(text)
        self.text = "".join(piece.text for piece in self.pieces)
        for start, end in used:
            self.text = self.text[:start] + " " * (end - start) + self.text[end:]
        self.tokens: tuple[Token, ...] = tokens(self.text)

    @property
    def words(self) -> str:
        """The text as it is read: fields, pictures and notes left out."""
        return self.text.replace(OBJECT, "")

    def replace(self, start: int, end: int, text: str, *, objects: bool = False) -> None:
        """Put `text` in place of line[start:end]; it takes the format of the run in which `start` lies.

        Replacements are made from the end of the line to its beginning, so that earlier positions hold.
        Pictures and fields in the range stay unless `objects`.
        """
        for piece in self.pieces:
            low, high = max(start - piece.start, 0), min(end - piece.start, len(piece.text))
            if low >= high:
                continue
            if piece.element.tag == ooxml.T:
                piece.text = piece.text[:low] + text + piece.text[high:]
                piece.element.text, piece.touched = piece.text, True
                text = ""
            elif objects or piece.text != OBJECT:
                piece.text = ""
                _drop(piece.element)

    def gather(self) -> None:
        """Bring each mark whole into the w:t where it begins."""
        for token in reversed(self.tokens):
            raw = self.text[token.start : token.end]
            self.replace(token.start, token.end, "".join(raw.replace(OBJECT, "").split()))

    def finish(self) -> None:
        """Write line breaks and tabs as elements, keep spaces, and take away runs that became empty."""
        for piece in self.pieces:
            if piece.touched:
                settle(piece.element, piece.text)


def _texts(node: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    for child in node:
        tag = child.tag
        if tag == ooxml.T:
            yield child, child.text or ""
        elif tag in _BREAKS and node.tag == ooxml.R:
            yield child, _BREAKS[tag]
        elif tag in _OBJECTS:
            yield child, OBJECT
        elif tag in _SIGNS:
            yield child, _SIGNS[tag]
        elif tag not in _SKIPPED and len(child):
            yield from _texts(child)


def settle(element: etree._Element, text: str) -> None:
    """Write `text` into the w:t `element`; line breaks and tabs become w:br and w:tab beside it."""
    if not text:
        _drop(element)
        return
    element.set(ooxml.SPACE, "preserve")
    if "\n" not in text and "\t" not in text:
        element.text = text
        return
    parts = re.split(r"([\n\t])", text)
    element.text = parts[0]
    last = element
    for part in parts[1:]:
        if not part:
            continue
        twin = element.makeelement({"\n": ooxml.BR, "\t": ooxml.TAB}.get(part, ooxml.T))
        if twin.tag == ooxml.T:
            twin.text = part
            twin.set(ooxml.SPACE, "preserve")
        last.addnext(twin)
        last = twin
    if not parts[0]:
        ooxml.remove(element)


def _drop(element: etree._Element) -> None:
    """Remove a piece, and its run where nothing but the format is left."""
    run = element.getparent()
    ooxml.remove(element)
    if run is not None and run.tag == ooxml.R and all(child.tag == ooxml.R_PR for child in run):
        ooxml.remove(run)
