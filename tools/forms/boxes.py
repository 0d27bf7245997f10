"""Text boxes without border, placed on the page to the millimetre. Lengths in twips."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from docx.blkcntnr import BlockItemContainer
from docx.oxml import register_element_cls
from docx.oxml.parser import OxmlElement
from docx.oxml.section import CT_HdrFtr
from docx.text.paragraph import Paragraph
from lxml import etree

from forms.measures import EMU
from forms.parts import Part, add
from forms.xml import element

register_element_cls("w:txbxContent", CT_HdrFtr)  # a box holds what a header holds; python-docx has no class for it

WORD_2010 = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"


@dataclass(frozen=True, slots=True)
class Box:
    """Where a text box stands: `left` and `top` from the page's edge, or, without `top`, at the foot of the 版心.

    Without `left` it begins at the left edge of the 版心. `turned`: its lines run from top to bottom. `number` is
    single among the drawings of a document.
    """

    number: int
    name: str
    width: int
    height: int
    left: int | None = None
    top: int | None = None
    turned: bool = False

    def put(self, holder: Paragraph, parts: Iterable[Part]) -> None:
        """Hang the box with these parts on a paragraph: for Word 2010 and later and for what is older, as Word does it.

        A turned box is drawn in the older way alone, which every Word and WPS reads: LibreOffice leaves the lines of
        the newer kind in the page's corner on the last page of a section that lies on its side.
        """
        story = BlockItemContainer(OxmlElement("w:txbxContent"), holder)
        add(story, parts)
        content = etree.tostring(story._element, encoding="unicode")
        drawn = self._picture(content)
        if not self.turned:
            drawn = (
                f'<mc:AlternateContent><mc:Choice Requires="wps">{self._drawing(content)}</mc:Choice>'
                f"<mc:Fallback>{drawn}</mc:Fallback></mc:AlternateContent>"
            )
        holder.add_run()._r.append(element(drawn))

    def _drawing(self, content: str) -> str:
        across = _place("H", "page", self.left) if self.left is not None else _place("H", "margin", 0)
        down = _place("V", "page", self.top) if self.top is not None else _place("V", "margin", None)
        size = f'cx="{self.width * EMU}" cy="{self.height * EMU}"'
        grows = "<a:noAutofit/>" if self.top is not None else "<a:spAutoFit/>"
        return (
            '<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2"'
            ' behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
            f'{across}{down}<wp:extent {size}/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
            f'<wp:docPr id="{self.number}" name="{self.name}"/><wp:cNvGraphicFramePr/><a:graphic>'
            f'<a:graphicData uri="{WORD_2010}"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>'
            f'<a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
            f"<a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr><wps:txbx>{content}</wps:txbx>"
            f'<wps:bodyPr rot="0" vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"'
            f' anchorCtr="0">{grows}</wps:bodyPr></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>'
        )

    def _picture(self, content: str) -> str:
        """The same in the drawing language of Word 2007 and of old WPS."""
        place = [
            "position:absolute",
            f"width:{self.width / 20}pt",
            f"height:{self.height / 20}pt",
            f"margin-left:{(self.left or 0) / 20}pt",
            f"mso-position-horizontal-relative:{'margin' if self.left is None else 'page'}",
        ]
        if self.top is None:
            place += ["mso-position-vertical:bottom", "mso-position-vertical-relative:margin"]
        else:
            place += [f"margin-top:{self.top / 20}pt", "mso-position-vertical-relative:page"]
        flow = "layout-flow:vertical" if self.turned else "mso-fit-shape-to-text:t" if self.top is None else ""
        return (
            f'<w:pict><v:rect id="box{self.number}" style="{";".join(place)}" filled="f" stroked="f">'
            f'<v:textbox style="{flow}" inset="0,0,0,0">{content}</v:textbox></v:rect></w:pict>'
        )


def _place(axis: str, origin: str, offset: int | None) -> str:
    inside = "<wp:align>bottom</wp:align>" if offset is None else f"<wp:posOffset>{offset * EMU}</wp:posOffset>"
    return f'<wp:position{axis} relativeFrom="{origin}">{inside}</wp:position{axis}>'
