"""Effective formatting: document defaults, table style, paragraph style chain, character style, direct (17.7.2).

Properties are merged element by element; those of `_BY_ATTRIBUTE` attribute by attribute, as Word does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from govscore.word import ooxml
from govscore.word.ooxml import w

Properties = dict[str, dict[str, str]]

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_BY_ATTRIBUTE = frozenset({"spacing", "ind", "rFonts", "lang"})
_SCRIPTS = ("eastAsia", "ascii", "hAnsi", "cs")
_TOGGLES = frozenset({"b", "i", "caps", "strike", "vanish"})
_BORDERS = w("pBdr")
BORDER = "border-"  # a paragraph's border is kept as border-top, border-bottom …
_OFF = frozenset({"0", "false", "off"})
_LONGEST_CHAIN = 30


def local(element: etree._Element) -> str:
    """The name without its namespace."""
    return str(etree.QName(element).localname)


def attributes(element: etree._Element) -> dict[str, str]:
    """The attributes by their names without namespace."""
    return {str(etree.QName(key).localname): str(value) for key, value in element.attrib.items()}


def is_on(properties: Mapping[str, Mapping[str, str]], name: str) -> bool:
    """Whether the on/off property `name` is set."""
    found = properties.get(name)
    return found is not None and found.get("val", "1") not in _OFF


class Styles:
    """The style part and theme of a document; gives the effective properties of a paragraph or run."""

    def __init__(self, styles: etree._Element | None, theme: etree._Element | None) -> None:
        self._theme = _theme_fonts(theme)
        self._styles: dict[str, etree._Element] = {}
        self._standard: dict[str, str] = {}
        self._defaults: dict[str, Properties] = {"pPr": {}, "rPr": {}}
        self._cache: dict[tuple[str, str], Properties] = {}
        if styles is not None:
            self._read(styles)

    def _read(self, styles: etree._Element) -> None:
        for style in styles.findall(w("style")):
            identity, kind = style.get(w("styleId"), ""), style.get(w("type"), "paragraph")
            self._styles.setdefault(identity, style)
            if style.get(w("default")) not in (None, *_OFF):
                self._standard.setdefault(kind, identity)
        for key in ("pPr", "rPr"):
            found = styles.find(f"{w('docDefaults')}/{w(f'{key}Default')}/{w(key)}")
            if found is not None:
                _merge(self._defaults[key], found)

    def _chain(self, identity: str) -> Iterator[etree._Element]:
        """The style and those that it is based on, the farthest first; a circle ends."""
        chain: list[etree._Element] = []
        style = self._styles.get(identity)
        while style is not None and style not in chain and len(chain) < _LONGEST_CHAIN:
            chain.append(style)
            based = style.find(w("basedOn"))
            style = None if based is None else self._styles.get(based.get(w("val"), ""))
        return reversed(chain)

    def _style(self, identity: str, key: str) -> Properties:
        if (identity, key) not in self._cache:
            merged: Properties = {}
            for style in self._chain(identity):
                found = style.find(w(key))
                if found is not None:
                    _merge(merged, found)
            self._cache[identity, key] = merged
        return self._cache[identity, key]

    def style_of(self, paragraph: etree._Element) -> str:
        """The id of the paragraph's style, the standard one where it names none or an unknown one."""
        named = paragraph.find(f"{ooxml.P_PR}/{w('pStyle')}")
        identity = "" if named is None else named.get(w("val"), "")
        return identity if identity in self._styles else self._standard.get("paragraph", "")

    def paragraph(self, paragraph: etree._Element) -> Properties:
        """The effective paragraph properties."""
        result: Properties = {}
        own = self._style(self.style_of(paragraph), "pPr")
        for layer in (self._defaults["pPr"], self._table(paragraph, "pPr"), own):
            _lay(result, layer)
        direct = paragraph.find(ooxml.P_PR)
        if direct is not None:
            _merge(result, direct)
        return result

    def run(self, paragraph: etree._Element, direct: etree._Element | None) -> Properties:
        """The effective run properties of a w:rPr in the paragraph, theme fonts resolved."""
        result: Properties = {}
        base = self._style(self.style_of(paragraph), "rPr")
        for layer in (self._defaults["rPr"], self._table(paragraph, "rPr"), base):
            _lay(result, layer)
        named = None if direct is None else direct.find(w("rStyle"))
        if named is not None:
            character = self._style(named.get(w("val"), ""), "rPr")
            _lay(result, character)
            for toggle in _TOGGLES & base.keys() & character.keys():  # 17.7.3: styles toggle each other
                result[toggle] = {"val": "1" if is_on(base, toggle) != is_on(character, toggle) else "0"}
        if direct is not None:
            _merge(result, direct)
        return self._with_theme(result)

    def _table(self, paragraph: etree._Element, key: str) -> Properties:
        table = next(paragraph.iterancestors(ooxml.TBL), None)
        if table is None:
            return {}
        named = table.find(f"{w('tblPr')}/{w('tblStyle')}")
        return self._style(self._standard.get("table", "") if named is None else named.get(w("val"), ""), key)

    def _with_theme(self, properties: Properties) -> Properties:
        fonts = properties.get("rFonts", {})
        for script in _SCRIPTS:
            themed = fonts.get("cstheme" if script == "cs" else f"{script}Theme")
            if themed:
                fonts[script] = self._theme.get(themed, fonts.get(script, ""))
        return properties


def _lay(result: Properties, layer: Properties) -> None:
    for name, values in layer.items():
        _set(result, name, values)


def _merge(result: Properties, element: etree._Element) -> None:
    for child in element:
        if isinstance(child.tag, str):
            _set(result, local(child), attributes(child))
            for side in child if child.tag == _BORDERS else ():
                _set(result, BORDER + local(side), attributes(side))


def _set(result: Properties, name: str, values: Mapping[str, str]) -> None:
    if name not in _BY_ATTRIBUTE:
        result[name] = dict(values)
        return
    kept = dict(result.get(name, {}))
    if name == "rFonts":  # a font named nearer beats a theme font named farther off
        for script in _SCRIPTS:
            if script in values:
                kept.pop("cstheme" if script == "cs" else f"{script}Theme", None)
    if name == "ind":
        if values.keys() & {"hanging", "hangingChars"}:
            kept = {key: value for key, value in kept.items() if not key.startswith("firstLine")}
        elif values.keys() & {"firstLine", "firstLineChars"}:
            kept = {key: value for key, value in kept.items() if not key.startswith("hanging")}
    result[name] = {**kept, **values}


def _theme_fonts(theme: etree._Element | None) -> dict[str, str]:
    """majorEastAsia … → font; the Chinese one of the list where the theme names none for East Asia."""
    fonts: dict[str, str] = {}
    for size in ("major", "minor"):
        scheme = None if theme is None else theme.find(f".//{_A}{size}Font")
        if scheme is None:
            continue
        faces = {local(face): face.get("typeface", "") for face in scheme if local(face) in ("latin", "ea", "cs")}
        chinese = next((f.get("typeface", "") for f in scheme.findall(f"{_A}font") if f.get("script") == "Hans"), "")
        fonts |= {f"{size}EastAsia": faces.get("ea") or chinese, f"{size}Bidi": faces.get("cs", "")}
        fonts |= dict.fromkeys((f"{size}Ascii", f"{size}HAnsi"), faces.get("latin", ""))
    return fonts
