"""Reading a filled document back: every string that was placed is there, and no mark is left."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping

from lxml import etree

from govscore.core.problems import Refused, problem
from govscore.word import ooxml
from govscore.word.guards import parse

Placed = dict[str, list[str]]
_BREAKS = {ooxml.BR: "\n", ooxml.CR: "\n", ooxml.TAB: "\t", ooxml.P: "\n"}


def broken(what: str) -> Refused:
    """The refusal for what would be an error of the program itself."""
    return Refused(problem("broken", what=what))


def verify(filled: bytes, placed: Mapping[str, list[str]]) -> None:
    """Refused (`broken`) where a story of the written document lacks a placed string or still holds a mark.

    `placed`: member of the package → the strings placed in it, in the order of the document.
    """
    with zipfile.ZipFile(io.BytesIO(filled)) as archive:
        for member, strings in placed.items():
            text = "".join(_texts(parse(archive.read(member))))
            _all_present(text, strings, member)
            if text.count("【") != sum(string.count("【") for string in strings):
                raise broken(f"{member} 里还有没替换的标记")


def _texts(root: etree._Element) -> Iterator[str]:
    for element in root.iter(ooxml.T, ooxml.BR, ooxml.CR, ooxml.TAB, ooxml.P):
        if element.tag == ooxml.T:
            text = element.text or ""
            if "【" not in text or next(element.iterancestors(*ooxml.DELETED), None) is None:
                yield text
        else:
            yield _BREAKS[element.tag]


def _all_present(text: str, strings: list[str], member: str) -> None:
    at = 0
    for string in strings:
        found = text.find(string, at)  # in order, so that this stays linear
        if found < 0:
            found = text.find(string)
        if found < 0:
            raise broken(f"{member} 里缺少“{string}”")
        at = found + len(string) if found >= at else at
