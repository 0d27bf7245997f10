"""Parts of a notice: what writes itself into a story (body, header, footer, text box) through python-docx."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from docx.blkcntnr import BlockItemContainer
from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.text.run import CT_R
from docx.section import _Footer, _Header
from docx.shared import Twips
from docx.text.paragraph import Paragraph

from forms.styles import NAMES, exact
from forms.xml import element, set_font

Story = Document | BlockItemContainer
Part = Callable[[Story], object]
Runs = str | Sequence[tuple[str, str]]  # a text, or texts each with the id of a character style or ""
Tabs = Sequence[tuple[int, WD_TAB_ALIGNMENT]]  # places in twips


def add(story: Story, parts: Iterable[Part]) -> None:
    """Write parts at the story's end."""
    for part in parts:
        part(story)


def paragraph(*content: Any, **places: Any) -> Part:
    """A new paragraph, written as `write` has it."""
    return lambda story: write(story.add_paragraph(), *content, **places)


def write(
    blank: Paragraph,
    runs: Runs = "",
    style: str = "Body",
    borders: str = "",
    tabs: Tabs = (),
    keep: bool = False,
    **places: object,
) -> Paragraph:
    """Fill a paragraph that is there, as a header or cell brings one, in the style of an id.

    `borders`, `tabs`: lines and tab stops of its own; `keep`: on one page with what follows; `places`: what else is
    its own, by python-docx's names of paragraph formats.
    """
    blank.style = NAMES[style]
    for text, looks in [(runs, "")] if isinstance(runs, str) else runs:
        if text:
            run(blank, text, looks)
    for place, alignment in tabs:
        blank.paragraph_format.tab_stops.add_tab_stop(Twips(place), alignment)
    for name, value in {**places, "keep_with_next": keep or None}.items():
        setattr(blank.paragraph_format, name, value)
    if borders:
        frame = element(f"<w:pBdr>{borders}</w:pBdr>")
        blank._p.pPr.insert_element_before(frame, "w:tabs", "w:spacing", "w:ind", "w:jc")
    return blank


def own(story: _Header | _Footer) -> Paragraph:
    """The one paragraph of a header or footer that is made the section's own."""
    story.is_linked_to_previous = False
    return story.paragraphs[0]


def run(paragraph: Paragraph, text: str = "", style: str = "") -> CT_R:
    """A run in the paragraph's font, or in that of a character style; the hint stands in the run as well."""
    made = paragraph.add_run(text, NAMES[style] if style else None)
    set_font(made._r.get_or_add_rPr())
    return made._r


def gap(points: int) -> Part:
    """An empty paragraph of so many points: room before or after a table, the end of a section."""
    return paragraph("", "Rule", **exact(points * 20))
