"""Cell formats of the recheck workbook."""

from __future__ import annotations

from typing import Any

from govscore.sheets.styles import BODY_FONT, HEAD_FONT, TITLE_FONT

ROOT_COLOUR, FOLLOWING_COLOUR = "#F8A9A0", "#FDE9C9"
ROOT_WORD, FOLLOWING_WORD = "红底", "浅黄底"  # the same two colours in words


class Tone:
    """The formats of one kind of row of the list."""

    def __init__(self, book: Any, base: dict[str, Any], colour: str, indent: int) -> None:
        own = base | ({"bold": True} if not indent else {"font_color": "#404040"})
        left = own | {"align": "left"}
        self.text = book.add_format(left | {"text_wrap": True, "bold": False})
        self.indented = book.add_format(left | {"text_wrap": True, "indent": indent})
        self.centred = book.add_format(own)
        self.number = book.add_format(own | {"bg_color": colour})
        self.link = book.add_format(left | {"font_color": "#0563C1", "underline": 1, "text_wrap": True, "bold": False})


class Styles:
    """The formats of the list and of the copies."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.base = {"font_name": BODY_FONT, "font_size": 11, "align": "center", "valign": "vcenter", "border": 1}
        plain = self.base | {"border": 0, "align": "left", "text_wrap": True}
        self.title = book.add_format(plain | {"font_name": TITLE_FONT, "font_size": 18, "align": "center"})
        self.note = book.add_format(plain)
        self.head = book.add_format(self.base | {"font_name": HEAD_FONT, "bg_color": "#F2F2F2"})
        self.root = Tone(book, self.base, ROOT_COLOUR, 0)
        self.follows = Tone(book, self.base, FOLLOWING_COLOUR, 2)
        self._made: dict[tuple[Any, ...], Any] = {}

    def cell(self, *, root: bool | None = None, left: bool = False, lined: bool = True, title: bool = False) -> Any:
        """The format of a copied cell: marked as a root or a consequence, or plain."""
        key = (root, left, lined, title)
        if key not in self._made:
            look = self.base | {"text_wrap": True, "border": int(lined), "align": "left" if left else "center"}
            if title:
                look |= {"font_name": HEAD_FONT, "font_size": 14}
            if root is not None:
                look |= {"bg_color": ROOT_COLOUR if root else FOLLOWING_COLOUR, "bold": root}
            self._made[key] = self.book.add_format(look)
        return self._made[key]
