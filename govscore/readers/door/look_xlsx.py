"""Second look at .xlsx and .xlsm: the package around the sheets (ECMA-376 part 1, 18.2 and 18.4).

Which sheets there are, where their parts lie, the shared strings, and the styles that show dates.
"""

from __future__ import annotations

import posixpath

from .common import Caps, Look, Stop
from .date_formats import date_numbers
from .look_xlsx_sheet import SheetReader
from .xml_reading import Attributes, XmlReader, prefixed, truth, unescape

SMALLEST_STRING = len("<si/>")


def look(parts: dict[str, bytes], caps: Caps) -> list[Look]:
    """Every worksheet of the workbook as a Look, in workbook order; Stop for damage and too large sheets."""
    book_part = package_target(parts, "/officeDocument") or "xl/workbook.xml"
    book = _Book()
    book.read(_part(parts, book_part))
    links = relationships(parts, book_part)
    strings = _Strings.of(parts, links)
    dates = _date_styles(parts, links)
    looks = []
    for name, link, hidden in book.sheets:
        kind, target = links.get(link, ("", ""))
        if not kind:
            raise Stop("file-damaged", (name,))
        if kind.endswith("/worksheet"):
            seen = Look(name, caps, hidden)
            seen.date1904 = book.date1904
            SheetReader(seen, strings, dates).read(_part(parts, target))
            seen.check_area()
            looks.append(seen)
    return looks


def relationships(parts: dict[str, bytes], part: str) -> dict[str, tuple[str, str]]:
    """Id → (type, lower-case part name) of the part's relationships within the package."""
    folder, name = posixpath.split(part)
    content = parts.get(f"{folder}/_rels/{name}.rels".lower().lstrip("/"))
    if content is None:
        return {}
    reader = _Relationships(folder)
    reader.read(content)
    return reader.found


def package_target(parts: dict[str, bytes], kind: str) -> str | None:
    """Lower-case name of the part that the package itself links to with a type ending in `kind`."""
    reader = _Relationships("")
    reader.read(_part(parts, "_rels/.rels"))
    return next((target for found, target in reader.found.values() if found.endswith(kind)), None)


def _part(parts: dict[str, bytes], name: str) -> bytes:
    try:
        return parts[name.lower()]
    except KeyError:
        raise Stop("file-damaged") from None


class _Relationships(XmlReader):
    def __init__(self, folder: str) -> None:
        super().__init__()
        self._folder = folder
        self.found: dict[str, tuple[str, str]] = {}
        self.starts = {"Relationship": self._relationship}

    def _relationship(self, attributes: Attributes) -> None:
        if attributes.get("TargetMode") == "External":
            return
        target = attributes.get("Target", "").replace("\\", "/")
        joined = posixpath.normpath(posixpath.join("/" + self._folder, target)).lstrip("/")
        self.found[attributes.get("Id", "")] = (attributes.get("Type", ""), joined.lower())


class _Book(XmlReader):
    """`sheets`: name, relationship id, hidden."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[tuple[str, str, bool]] = []
        self.date1904 = False
        self.starts = {"sheet": self._sheet, "workbookPr": self._properties}

    def _sheet(self, attributes: Attributes) -> None:
        link = prefixed(attributes, "id") or ""
        hidden = attributes.get("state", "visible") != "visible"
        self.sheets.append((unescape(attributes.get("name", "")), link, hidden))

    def _properties(self, attributes: Attributes) -> None:
        self.date1904 = truth(attributes.get("date1904"))


class _Strings(XmlReader):
    """The shared strings in order: runs joined, phonetic guides left out."""

    def __init__(self) -> None:
        super().__init__()
        self.strings: list[str] = []
        self._item: list[str] = []
        self._keep_space = False
        self._phonetic = False
        self.starts = {"sst": self._table, "si": self._begin, "t": self._text_begin, "rPh": self._guide}
        self.ends = {"si": self._finish, "t": self._text_end, "rPh": self._guide_end}
        self._smallest = 0

    @classmethod
    def of(cls, parts: dict[str, bytes], links: dict[str, tuple[str, str]]) -> list[str]:
        """All shared strings of a workbook; none where it has no such part."""
        target = next((t for kind, t in links.values() if kind.endswith("/sharedStrings")), None)
        content = parts.get(target) if target else None
        if content is None:
            return []
        reader = cls()
        reader._smallest = len(content)
        reader.read(content)
        return reader.strings

    def _table(self, attributes: Attributes) -> None:
        # A reader that reserves room for the promised number dies of a lie.
        promised = attributes.get("uniqueCount", "0")
        if not promised.isdecimal() or int(promised) * SMALLEST_STRING > self._smallest:
            raise Stop("file-damaged")

    def _begin(self, _: Attributes) -> None:
        self._item = []

    def _finish(self) -> None:
        self.strings.append(unescape("".join(self._item)))

    def _text_begin(self, attributes: Attributes) -> None:
        self._keep_space = attributes.get("xml:space") == "preserve"
        self.collect()

    def _text_end(self) -> None:
        text = self.collected()
        if not self._phonetic:
            self._item.append(text if self._keep_space else text.strip(" \t\r\n"))

    def _guide(self, _: Attributes) -> None:
        self._phonetic = True

    def _guide_end(self) -> None:
        self._phonetic = False


class _Styles(XmlReader):
    def __init__(self) -> None:
        super().__init__()
        self.formats: list[int] = []
        self.codes: dict[int, str] = {}
        self._inside = False
        self.starts = {"cellXfs": self._enter, "xf": self._style, "numFmt": self._define}
        self.ends = {"cellXfs": self._leave}

    def _enter(self, _: Attributes) -> None:
        self._inside = True

    def _leave(self) -> None:
        self._inside = False

    def _style(self, attributes: Attributes) -> None:
        if self._inside:
            number = attributes.get("numFmtId", "0")
            self.formats.append(int(number) if number.isdecimal() else 0)

    def _define(self, attributes: Attributes) -> None:
        number = attributes.get("numFmtId", "0")
        if number.isdecimal():
            self.codes[int(number)] = attributes.get("formatCode", "")


def _date_styles(parts: dict[str, bytes], links: dict[str, tuple[str, str]]) -> frozenset[str]:
    """Style numbers, as written in a cell's `s`, that show a date."""
    target = next((t for kind, t in links.values() if kind.endswith("/styles")), None)
    content = parts.get(target) if target else None
    if content is None:
        return frozenset()
    styles = _Styles()
    styles.read(content)
    dates = date_numbers(styles.codes)
    return frozenset(str(index) for index, number in enumerate(styles.formats) if number in dates)
