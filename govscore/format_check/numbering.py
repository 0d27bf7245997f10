"""The numbers that Word puts before a paragraph by itself, as far as the checks need them: their form, “一、”, “1.”."""

from __future__ import annotations

import re

from lxml import etree

from govscore.word.ooxml import w

_FIRST = {
    "decimal": "1",
    "chineseCounting": "一",
    "chineseCountingThousand": "一",
    "chineseLegalSimplified": "壹",
    "japaneseCounting": "一",
    "ideographDigital": "一",
    "upperLetter": "A",
    "lowerLetter": "a",
    "decimalEnclosedCircle": "①",
    "decimalEnclosedCircleChinese": "①",
}


class Numbering:
    """The numbering part of a document."""

    def __init__(self, root: etree._Element | None) -> None:
        self._levels: dict[tuple[str, str], etree._Element] = {}
        if root is None:
            return
        abstract = {item.get(w("abstractNumId"), ""): item for item in root.findall(w("abstractNum"))}
        for item in root.findall(w("num")):
            link = item.find(w("abstractNumId"))
            source = None if link is None else abstract.get(link.get(w("val"), ""))
            for level in () if source is None else source.findall(w("lvl")):
                self._levels[item.get(w("numId"), ""), level.get(w("ilvl"), "0")] = level

    def label(self, paragraph: etree._Element) -> str:
        """The number in the form of the level's first one (“一、”), "" where the paragraph has none."""
        direct = paragraph.find(f"{w('pPr')}/{w('numPr')}")
        if direct is None:
            return ""
        values = {key: _value(direct, key) for key in ("numId", "ilvl")}
        level = self._levels.get((values["numId"], values["ilvl"] or "0"))
        if level is None or values["numId"] == "0":
            return ""
        form, text = _value(level, "numFmt"), _value(level, "lvlText")
        return re.sub(r"%\d", _FIRST.get(form, "1"), text) if form != "bullet" else ""


def _value(element: etree._Element, key: str) -> str:
    child = element.find(w(key))
    return "" if child is None else child.get(w("val"), "")
