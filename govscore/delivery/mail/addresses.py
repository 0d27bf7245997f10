"""The address sheet (通讯录): which addresses each unit of the result has. Nothing is skipped without a word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from govscore.core.problems import Problem, Refused, cell_place, gather, problem
from govscore.core.text import heading_key, key, nearest, tidy
from govscore.delivery.mail.parcels import Contact, once
from govscore.delivery.staging import write_whole
from govscore.readers.workbook import SUFFIXES, Book, Sheet, read_book

NAME = "通讯录"
_HEADS = {
    "unit": ("单位", "单位名称", "主办单位"),
    "to": ("邮箱", "电子邮箱", "邮箱地址", "邮件地址", "电子邮件", "收件人", "email", "e-mail"),
    "cc": ("抄送", "抄送邮箱"),
}
_SPLIT = re.compile(r"[;,、\s]+")
_NAMED = re.compile(r"[^;,、<>]*<([^<>]*)>")  # 张三 <zs@example.cn>, as mail programs copy it
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(
    rf"(?=.{{3,254}}$)[A-Za-z0-9!#$%&'*+/=?^_`{{|}}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{{|}}~-]+)*"
    rf"@(?:{_LABEL}\.)+[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9]"
)


class Row(NamedTuple):
    """A row of the sheet: the unit as typed, its contact, its cell."""

    unit: str
    contact: Contact
    place: str


def find(folder: Path) -> Path | None:
    """The address sheet in the result folder, beside it, or in the working folder; the first that is there."""
    places = (folder, folder.parent, Path.cwd())
    files = (place / f"{NAME}{suffix}" for place in places for suffix in sorted(SUFFIXES))
    return next((file for file in files if file.is_file()), None)


def read(file: Path, units: Sequence[str], aliases: Mapping[str, str]) -> tuple[dict[str, Contact], list[Problem]]:
    """Contacts by unit name, and notes; Refused with all that is wrong with the sheet.

    `aliases`: other names of units, as keys (govscore.core.text.key) of both.
    """
    book = read_book(file)
    wrong: list[Problem] = list(book.problems)
    rows = [row for sheet in book.sheets for row in _rows(book, sheet, wrong)]
    if not rows and not any(p.stops for p in wrong):
        raise Refused(problem("mail-no-columns", f"[{book.name}]"))

    def canonical(name: str) -> str:
        return aliases.get(key(name), key(name))

    known = {canonical(unit): unit for unit in units}
    contacts: dict[str, Contact] = {}
    places: dict[str, str] = {}
    for row in rows:
        unit = known.get(canonical(row.unit))
        if unit is None and row.unit.strip():
            wrong.append(_unknown(row, units, {known.get(canonical(other.unit)) for other in rows}))
        elif unit is None:
            wrong.append(problem("mail-row-nameless", row.place))
        elif unit in places:
            wrong.append(problem("mail-unit-twice", places[unit], row.place, unit=unit))
        else:
            places[unit] = row.place
            contacts |= {unit: row.contact} if row.contact.to else {}
    found = gather([*wrong, *_without(book, units, contacts, places)])
    if any(item.stops for item in found):
        raise Refused(*found)
    return contacts, found


def _unknown(row: Row, units: Sequence[str], listed: set[str | None]) -> Problem:
    """A unit that the result does not have, with the nearest name that has no row of its own."""
    near = nearest(row.unit, [unit for unit in units if unit not in listed])
    hint = f"，最接近的是“{near}”" if near else ""
    return problem("mail-unit-unknown", row.place, unit=tidy(row.unit), hint=hint)


def _without(
    book: Book, units: Sequence[str], contacts: Mapping[str, Contact], places: Mapping[str, str]
) -> Iterator[Problem]:
    """Units that cannot be reached: all of them at once is an address sheet that is still to be filled in."""
    missing = [unit for unit in units if unit not in contacts]
    if missing and not contacts:
        yield problem("mail-addresses-blank", f"[{book.name}]", count=len(missing))
    elif missing:
        shown = "、".join(missing[:8]) + (f"等{len(missing)}个" if len(missing) > 8 else "")
        found = (places[unit] for unit in missing if unit in places)
        yield problem("mail-address-missing", *(tuple(found) or (f"[{book.name}]",)), units=shown)


def _rows(book: Book, sheet: Sheet, wrong: list[Problem]) -> Iterator[Row]:
    """The rows below the headings 单位 and 邮箱, wherever they stand."""
    columns: dict[str, int] = {}
    for number, cells in enumerate(sheet.rows):
        texts = ["" if cell is None else str(cell) for cell in cells]
        if heads := _headings(texts):
            columns = heads
        elif columns and any(texts[at].strip() for at in columns.values()):
            yield _row(book, sheet, number, texts, columns, wrong)


def _headings(texts: Sequence[str]) -> dict[str, int]:
    """Which column holds what, if this is the row of headings."""
    keys = [heading_key(text) for text in texts]
    found = {
        what: next(at for at, text in enumerate(keys) if text in words)
        for what, words in _HEADS.items()
        if any(text in words for text in keys)
    }
    return found if {"unit", "to"} <= set(found) else {}


def _row(
    book: Book, sheet: Sheet, number: int, texts: Sequence[str], columns: Mapping[str, int], wrong: list[Problem]
) -> Row:
    place = cell_place(book.name, sheet.name, number, columns["unit"])
    found: dict[str, tuple[str, ...]] = {"to": (), "cc": ()}
    for what in found.keys() & columns.keys():
        good, bad = split(texts[columns[what]])
        cell = cell_place(book.name, sheet.name, number, columns[what])
        wrong += [problem("mail-address-bad", cell, address=address) for address in bad]
        found[what] = good
    return Row(texts[columns["unit"]], Contact(found["to"], found["cc"]), place)


def split(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The addresses of a cell and what is none; full-width signs, mailto: and 姓名<地址> are taken as meant."""
    plain = _NAMED.sub(r" \1 ", unicodedata.normalize("NFKC", text))
    parts = [part.removeprefix("mailto:") for part in _SPLIT.split(plain) if part]
    return once(part for part in parts if valid(part)), tuple(dict.fromkeys(part for part in parts if not valid(part)))


def valid(address: str) -> bool:
    """True for an address that any mail server understands: ASCII, a domain with a dot, RFC 5321's lengths."""
    return bool(_ADDRESS.fullmatch(address)) and len(address.rpartition("@")[0]) <= 64


def write_blank(folder: Path, units: Sequence[tuple[str, str]]) -> Path:
    """An address sheet to be filled in: every tier and unit in its row, the addresses blank."""
    import io

    import xlsxwriter

    from govscore.sheets.styles import CREATED

    heads = (("类别", 14), ("单位", 34), ("邮箱", 40), ("抄送", 30), ("联系人", 14))
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True, "strings_to_urls": False}) as book:
        book.set_properties({"created": CREATED})
        text, head = book.add_format({"num_format": "@"}), book.add_format({"bold": True, "bg_color": "#F2F2F2"})
        sheet = book.add_worksheet(NAME)
        for column, (name, wide) in enumerate(heads):
            sheet.set_column(column, column, wide, text)
            sheet.write_string(0, column, name, head)
        for row, (tier, unit) in enumerate(units, 1):
            sheet.write_string(row, 0, tier, text)
            sheet.write_string(row, 1, unit, text)
        sheet.freeze_panes(1, 0)
    target = folder / f"{NAME}.xlsx"
    write_whole(target, data.getvalue())
    return target
