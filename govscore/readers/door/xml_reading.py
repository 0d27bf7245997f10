"""A thin layer over expat for the second looks: handlers by local name, no document types, no entities."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from xml.parsers import expat

from .common import Stop

ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
HALVES = range(0xD800, 0xE000)
Attributes = dict[str, str]
Start = Callable[[Attributes], None]
End = Callable[[], None]


class XmlReader:
    """Streams one XML part; subclasses fill `starts` and `ends`, keyed by the name without its prefix.

    Text is collected only between `collect()` and `collected()`, because most text is of no use.
    """

    def __init__(self) -> None:
        self.starts: dict[str, Start] = {}
        self.ends: dict[str, End] = {}
        self._text: list[str] = []
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = _refuse_doctype

    def read(self, content: bytes) -> None:
        """Run over the whole part; Stop("file-damaged") where it is not well-formed."""
        try:
            self._parser.Parse(content, True)
        except (expat.ExpatError, LookupError, UnicodeError) as error:
            raise Stop("file-damaged") from error

    def collect(self) -> None:
        """Begin to keep text."""
        self._text.clear()
        self._parser.CharacterDataHandler = self._text.append

    def resume(self) -> None:
        """Keep text again, after what is already there."""
        self._parser.CharacterDataHandler = self._text.append

    def pause(self) -> None:
        """Keep no text for now, but what is there stays."""
        self._parser.CharacterDataHandler = None

    def add_text(self, text: str) -> None:
        """Put `text` in the place of an element that stands for it."""
        self._text.append(text)

    def collected(self) -> str:
        """The text kept since `collect()`; keeping ends."""
        self._parser.CharacterDataHandler = None
        return "".join(self._text)

    def _start(self, name: str, attributes: Attributes) -> None:
        handler = self.starts.get(name)
        if handler is None and ":" in name:
            handler = self.starts.get(name.rpartition(":")[2])
        if handler is not None:
            handler(attributes)

    def _end(self, name: str) -> None:
        handler = self.ends.get(name)
        if handler is None and ":" in name:
            handler = self.ends.get(name.rpartition(":")[2])
        if handler is not None:
            handler()


def _refuse_doctype(*_: object) -> None:
    raise Stop("entities")


def truth(text: str | None) -> bool:
    """An XML boolean attribute: "1" and "true" are true, absence is false."""
    return text in ("1", "true")


def prefixed(attributes: Mapping[str, str], local: str) -> str | None:
    """The attribute whose name without prefix is `local`, where it has one (r:id under any prefix)."""
    for name, value in attributes.items():
        if name.endswith(":" + local):
            return value
    return None


def unescape(text: str) -> str:
    """Text with Excel's `_x000D_` escapes undone once (ECMA-376 part 1, 22.4.2.4).

    Halves of surrogate pairs stay as written, for no text file could hold them.
    """
    return ESCAPE.sub(_unescaped, text) if "_x" in text else text


def _unescaped(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return match[0] if code in HALVES else chr(code)
