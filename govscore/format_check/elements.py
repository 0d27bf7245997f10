"""What single elements of a .docx say: measures, borders, drawings, sections, a template's marks. Lengths in points."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from govscore.claiming.notice_info import BLANKS
from govscore.format_check.document import PITCH, Border, Drawn, Paragraph, Run, Section
from govscore.format_check.effective import BORDER, Properties, attributes, is_on, local
from govscore.word import ooxml
from govscore.word.ooxml import w

TWIPS = 20.0
_CONTROL_MARK = re.compile(r"【\s*(?:(?:若|若非|每个|仅)\s*[:：][^【】]*|若完|完)\s*】")
# 【若：甲】…【若完】 right before 【若非：甲】: only one of the two is printed, and without the entry the latter
_OTHER_BRANCH = re.compile(r"【\s*若\s*[:：]([^【】]*)】(?:(?!【\s*若完).)*【\s*若完\s*】(?=【\s*若非\s*[:：]\1】)")
EMU = 12_700
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
EXTENT = f"{{{ooxml.DRAWING}}}extent"


def number(text: str | None, otherwise: float = 0.0) -> float:
    """A measure in an attribute; `otherwise` where it is missing or no number."""
    try:
        value = float(text) if text is not None else otherwise
    except ValueError:
        return otherwise
    return value if abs(value) < 1e7 else otherwise  # also nan and inf, which no page can hold


def twips(values: dict[str, str], key: str, otherwise: float = 0.0) -> float:
    """The attribute in points."""
    return number(values.get(key), otherwise * TWIPS) / TWIPS


def without_marks(runs: list[Run]) -> list[Run]:
    """The runs of an unfilled template as they are printed without any entry of the clerk.

    Marks that print nothing (【若：…】, 【完】), also split ones, are gone; what the clerk gives is ××.
    """
    text = "".join(run.text for run in runs)
    if "【" not in text:
        return runs
    hidden = [*_OTHER_BRANCH.finditer(text), *_CONTROL_MARK.finditer(text)]
    gone = {i for match in hidden for i in range(*match.span())}
    kept, at = [], 0
    for run in runs:
        left = _given("".join(sign for i, sign in enumerate(run.text, at) if i not in gone))
        kept += [replace(run, text=left)] if left else []
        at += len(run.text)
    return kept


def _given(text: str) -> str:
    """Entries of the clerk as they are printed while he has not given them."""
    for name, blank in BLANKS.items():
        text = text.replace(f"【{name}】", blank)
    return text


def only_marks(paragraph: Paragraph) -> bool:
    """Whether the paragraph will be gone when the template is filled."""
    if paragraph.text.strip() or paragraph.boxes or paragraph.drawings:
        return False
    return bool(_CONTROL_MARK.search(ooxml.raw_text(paragraph.element)))


def size_of(form: Properties) -> float:
    """The size of the characters: 10 points where none is given, as in Word (17.3.2.38)."""
    size = number(form.get("sz", {}).get("val"), 20) / 2
    return size if size > 0 else 10.0


def run_of(text: str, form: Properties, direct: etree._Element | None) -> Run:
    """Text with its effective properties; the hint is the run's own, since Word writes and reads it there."""
    fonts, size = form.get("rFonts", {}), size_of(form)
    own = None if direct is None else direct.find(w("rFonts"))
    return Run(
        text,
        fonts.get("eastAsia", ""),
        fonts.get("ascii", ""),
        fonts.get("hAnsi", ""),
        "" if own is None else own.get(w("hint"), ""),
        size,
        is_on(form, "b"),
        form.get("color", {}).get("val", "auto").upper(),
        twips(form.get("spacing", {}), "val"),
        form.get("lang", {}).get("eastAsia", ""),
    )


def indent_of(values: dict[str, str], key: str, size: float) -> float:
    """An indent in points; one given in hundredths of characters goes before one in twips (17.3.1.12)."""
    characters = number(values.get(f"{key}Chars"))
    return characters / 100 * size if characters else twips(values, key)


def distance_of(spacing: dict[str, str], key: str) -> float:
    """The room before or after a paragraph; one given in hundredths of lines goes before one in twips."""
    lines = number(spacing.get(f"{key}Lines"))
    return lines / 100 * PITCH if lines else twips(spacing, key)


def border_of(values: dict[str, str]) -> Border:
    """A border from its attributes; w:sz is in eighths of points."""
    kind = values.get("val", "none")
    return Border(kind, number(values.get("sz")) / 8, number(values.get("space")), values.get("color", "auto").upper())


def borders_of(form: Properties) -> dict[str, Border]:
    """A paragraph's borders that are drawn, by side."""
    sides = {name.removeprefix(BORDER): border_of(values) for name, values in form.items() if name.startswith(BORDER)}
    return {side: border for side, border in sides.items() if border.kind not in ("none", "nil")}


def drawings_of(paragraph: etree._Element) -> Iterator[Drawn]:
    """Lines and shapes without text that are anchored in the paragraph; VML gives no measures."""
    for drawing in paragraph.iter(w("drawing")):
        if next(drawing.iterancestors(ooxml.P), None) is not paragraph or any(
            True for _ in drawing.iter(ooxml.TEXT_BOX)
        ):
            continue
        extent = next(drawing.iter(EXTENT), None)
        line = next((tint for ln in drawing.iter(f"{_A}ln") for tint in ln.iter(f"{_A}srgbClr")), None)
        width = 0.0 if extent is None else number(extent.get("cx")) / EMU
        yield Drawn(width, "" if line is None else line.get("val", "").upper())


def section_of(element: etree._Element) -> Section:
    """A section's page, grid and flags; Word's own values where the file gives none."""
    found: dict[str, dict[str, str]] = {
        local(child): attributes(child) for child in element if isinstance(child.tag, str)
    }
    size, margins, grid = found.get("pgSz", {}), found.get("pgMar", {}), found.get("docGrid", {})
    gutter = twips(margins, "gutter")
    return Section(
        twips(size, "w", 595.3),
        twips(size, "h", 841.9),
        abs(twips(margins, "top", 72)),
        abs(twips(margins, "bottom", 72)),
        twips(margins, "left", 90) + gutter,
        twips(margins, "right", 90),
        twips(margins, "footer", 42.5),
        grid.get("type", "default"),
        twips(grid, "linePitch"),
        number(grid.get("charSpace")) / 4096,
        is_on(found, "titlePg"),
        found.get("type", {}).get("val", "nextPage"),
        "start" in found.get("pgNumType", {}),
    )
