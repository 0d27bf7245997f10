"""The document's properties: Word takes the title from the first line, and so a mark can stand there unseen."""

from __future__ import annotations

import re

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from lxml import etree

from govscore.word import ooxml
from govscore.word.guards import parse
from govscore.word.lookup import Scope, normal
from govscore.word.package import Package
from govscore.word.runs import cleaned

_MARK = re.compile(r"【([^【】]*)】")
_KINDS = (RELATIONSHIP_TYPE.CORE_PROPERTIES, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)


def fill_properties(package: Package, scope: Scope) -> None:
    """Replaces the marks in title, author, company …: values by their text, others by nothing."""
    whole = package.document.part.package
    for link in [one for one in whole.rels.values() if one.reltype in _KINDS and not one.is_external]:
        part = link.target_part
        root = parse(part.blob)
        if "【" in ooxml.raw_text(root):
            for element in root.iter(etree.Element):
                element.text = _MARK.sub(lambda found: _text(found[1], scope), element.text or "") or None
            content = etree.tostring(root, encoding="UTF-8", standalone=True)
            whole.load_rel(link.reltype, Part(part.partname, part.content_type, content, whole), link.rId)


def _text(name: str, scope: Scope) -> str:
    return cleaned(scope.value(normal(name)) or "").replace("\n", " ")
