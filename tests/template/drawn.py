"""Documents drawn by LibreOffice with the stand-in fonts, and what stands where on their pages, in millimetres."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import pdfplumber
import pytest
from samples_at_hand import ROOT

from govscore.core.libreoffice import convert, office

needs_soffice = pytest.mark.skipif(office() is None, reason="LibreOffice is not installed")
EM_ABOVE = 0.88  # of an East Asian character's height stands above its baseline


def mm(points: float) -> float:
    return points * 25.4 / 72


@dataclass(frozen=True)
class Line:
    """A line of text: baseline, left and right edge, size of type, its text without spaces.

    Where text runs down a page on its side, the places are those on the sheet when it is turned upright.
    """

    base: float
    left: float
    right: float
    size: float
    text: str

    @property
    def top(self) -> float:
        return self.base - EM_ABOVE * self.size


@dataclass(frozen=True)
class Rule:
    """A drawn horizontal line: upper and lower edge, left and right end, whether it is red."""

    top: float
    bottom: float
    left: float
    right: float
    red: bool


@dataclass(frozen=True)
class Page:
    """One page, its height, its lines of text from the top, those that run down it, and its drawn lines."""

    width: float
    height: float
    lines: tuple[Line, ...]
    turned: tuple[Line, ...]
    rules: tuple[Rule, ...]


def draw(documents: Mapping[str, bytes], folder: Path) -> dict[str, list[Page]]:
    """The pages of each document by its name."""
    for name, content in documents.items():
        (folder / f"{name}.docx").write_bytes(content)
    with mock.patch.dict(os.environ, {"FONTCONFIG_FILE": str(ROOT / "tests" / "fonts.conf")}):
        made = convert([folder / f"{name}.docx" for name in documents], "pdf", folder)
    return {name: pages(file) for name, file in zip(documents, made, strict=True)}


def pages(path: Path) -> list[Page]:
    with pdfplumber.open(path) as pdf:
        return [_page(page) for page in pdf.pages]


def _page(page: pdfplumber.page.Page) -> Page:
    width, height = mm(float(page.width)), mm(float(page.height))
    lines: dict[float, list[tuple[float, float, float, str]]] = {}
    turned: dict[float, list[tuple[float, float, float, str]]] = {}
    for sign in page.chars:
        across, down = sign["matrix"][4], sign["matrix"][5]
        if sign["upright"]:
            place = (mm(sign["x0"]), mm(sign["x1"]), mm(sign["size"]), sign["text"])
            lines.setdefault(round(height - mm(down), 1), []).append(place)
        else:  # the left of the page is the foot of the sheet, its top the left of the sheet
            size = mm(sign["x1"] - sign["x0"])
            turned.setdefault(round(width - mm(across), 1), []).append(
                (mm(sign["top"]), mm(sign["bottom"]), size, sign["text"])
            )
    return Page(width, height, _lines(lines), _lines(turned), tuple(_rules(page)))


def _lines(found: Mapping[float, list[tuple[float, float, float, str]]]) -> tuple[Line, ...]:
    lines = []
    for base, signs in sorted(found.items()):
        shown = sorted(sign for sign in signs if sign[3].strip())
        if shown:
            text = "".join(sign[3] for sign in shown)
            lines.append(Line(base, shown[0][0], max(sign[1] for sign in shown), shown[0][2], text))
    return tuple(lines)


def _rules(page: pdfplumber.page.Page) -> list[Rule]:
    found = []
    for drawn in [*page.lines, *page.rects, *page.curves]:
        middle, half = (drawn["top"] + drawn["bottom"]) / 2, (drawn["linewidth"] or 0) / 2
        if drawn["bottom"] - drawn["top"] < 1 and drawn["x1"] - drawn["x0"] > 10:
            red = tuple(drawn["stroking_color"] or ())[:3] == (1, 0, 0)
            found.append(Rule(mm(middle - half), mm(middle + half), mm(drawn["x0"]), mm(drawn["x1"]), red))
    return sorted(set(found), key=lambda rule: rule.top)
