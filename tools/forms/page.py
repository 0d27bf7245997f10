"""The document and its sections: paper, margins, page numbers, pages on their side, the bytes of the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.section import Section
from docx.shared import Twips
from docx.text.paragraph import Paragraph

from forms.boxes import Box
from forms.heads import letter_head
from forms.measures import EDGE, LINE, NUMBER_FOOTER, PAGE_WIDTH, PAGES, twips
from forms.parts import Part, add, own, run, write
from forms.styles import LEFT, RIGHT, set_styles
from forms.xml import element
from govscore.word.package import Package

NUMBER_LINE, NUMBER_LENGTH, NUMBER_INDENT = 320, twips(40), 280  # 7.5: one 4号 character in


def notice(title: str, parts: Iterable[Part], letter: str = "") -> bytes:
    """A notice's bytes, the same on any day; `letter`: the office in whose name it goes out as a 信函."""
    document = docx.Document()
    for owner in (document.part, document.part.package):  # python-docx brings along styles for Word 2010, a picture
        for key, link in list(owner.rels.items()):
            if link.reltype.endswith(("/stylesWithEffects", "/thumbnail")):
                owner.rels.pop(key)
    set_styles(document)
    _settings(document)
    properties = document.core_properties
    properties.author, properties.title, properties.comments, properties.language = "", title, "", "zh-CN"
    if letter:
        letter_head(document.sections[0], letter)
    upright(document.sections[0])
    add(document, parts)
    return Package(document, []).save()


def _settings(document: Document) -> None:
    """Mirrored margins (6.2: 订口 is on the right of even pages), odd and even footers, Word 2013's layout."""
    settings = document.settings.element
    for child in list(settings):
        settings.remove(child)
    for xml in (
        "<w:mirrorMargins/>",
        '<w:defaultTabStop w:val="420"/>',
        '<w:characterSpacingControl w:val="doNotCompress"/>',
        '<w:compat><w:useFELayout/><w:compatSetting w:name="compatibilityMode"'
        ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>',
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>',
    ):
        settings.append(element(xml))
    document.settings.odd_and_even_pages_header_footer = True
    body = document.element.body
    body.replace(body.sectPr, element(f'<w:sectPr><w:docGrid w:type="lines" w:linePitch="{LINE}"/></w:sectPr>'))


def upright(section: Section) -> None:
    """Upright pages: “— 1 —” in 4号宋体, right on odd pages, left on even ones, one character in from the edge."""
    _measure(section, lies=False)
    odd, even = (section.footer, "right_indent", RIGHT), (section.even_page_footer, "left_indent", LEFT)
    for footer, edge, side in (odd, even):
        _number(write(own(footer), "", "Page", **{edge: Twips(NUMBER_INDENT)}, **side))


def turned(section: Section) -> None:
    """Pages on their side; their numbers keep their place on the sheet (clause 8): a box whose lines run down.

    The sheet's foot is at the left of the turned page. The line's upper edge is where that of an upright page is. It
    ends one character before the 版心's edge on odd pages (there the sheet's right edge), and begins as far in on
    even ones.
    """
    _measure(section, lies=True)
    odd = (section.header, 101, PAGE_WIDTH - EDGE - NUMBER_INDENT - NUMBER_LENGTH, RIGHT)
    even = (section.even_page_header, 102, EDGE + NUMBER_INDENT, LEFT)
    for header, identity, top, side in (odd, even):
        box = Box(identity, "页码", NUMBER_LINE, NUMBER_LENGTH, NUMBER_FOOTER, top, turned=True)
        box.put(write(own(header), "", "Rule"), [_turned_number(side)])
    for footer in (section.footer, section.even_page_footer):
        write(own(footer), "", "Rule")


def upright_again(section: Section) -> None:
    """Upright pages after pages on their side, without the headers of those."""
    for header in (section.header, section.even_page_header):
        write(own(header), "", "Rule")
    upright(section)


def pages(kind: Callable[[Section], None]) -> Part:
    """The section of such pages that begins here in the body; python-docx would leave an empty paragraph before it."""

    def begin(document: Document) -> None:
        last = document.paragraphs[-1]
        section = document.add_section()
        section.different_first_page_header_footer = False
        ending = document.paragraphs[-1]._p
        last._p.set_sectPr(ending.pPr.sectPr)
        document.element.body.remove(ending)
        kind(section)

    return begin


def _measure(section: Section, lies: bool) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if lies else WD_ORIENT.PORTRAIT
    for name, lengths in PAGES.items():
        setattr(section, name, Twips(lengths[lies]))


def _turned_number(side: dict[str, object]) -> Part:
    return lambda story: _number(write(story.add_paragraph(), "", "Page", **side))


def _number(paragraph: Paragraph) -> None:
    """“— 1 —”, of which 1 is a field: python-docx has none."""
    for inside in (
        '<w:t xml:space="preserve">— </w:t>',
        '<w:fldChar w:fldCharType="begin"/>',
        '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>1</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
        '<w:t xml:space="preserve"> —</w:t>',
    ):
        run(paragraph).append(element(inside))
