"""The document's properties: Word takes the title from the first line, and so a mark can stand there unseen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from govscore.word.lookup import Scope, normal
from govscore.word.package import Package, parse
from govscore.word.runs import cleaned

_MEMBERS = ("docProps/core.xml", "docProps/app.xml")
_MARK = re.compile(r"【([^【】]*)】")


def filled_properties(package: Package, scope: Scope) -> Iterator[tuple[str, etree._Element]]:
    """Members with the document's properties in which marks were replaced: values by their text, others by nothing."""
    for member in _MEMBERS:
        _, content = package.members.get(member, (None, b""))
        if "【".encode() not in content and b"&#" not in content:
            continue
        root = parse(content)
        for element in root.iter():
            if isinstance(element.tag, str) and element.text:
                element.text = _MARK.sub(lambda found: _text(found[1], scope), element.text)
        yield member, root


def _text(name: str, scope: Scope) -> str:
    return cleaned(scope.value(normal(name)) or "").replace("\n", " ")
