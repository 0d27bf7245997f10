"""The child process: bytes of a workbook on standard input, the answer as JSON on standard output.

It runs alone because a crafted file of a kilobyte can abort the reader; whatever happens here, the parent
stays. Only this folder imports spreadsheet readers. Imports are kept few: they are paid on every file.
"""

from __future__ import annotations

import gc
import io
import json
import os
import sys
from typing import Any

import python_calamine

from govscore.core.limits import limit_process

from . import compare, findings, look_xlsx, preflight
from .common import FOREIGN, PLACES_KEPT, Caps, Finding, Look, Stop

Answer = dict[str, Any]
ERROR_VALUES = ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A")


def main(arguments: list[str]) -> None:
    """Read, answer and end the process; `arguments[0]` holds the limits as a JSON object."""
    gc.disable()  # the process lives for one file and makes no cycles worth a search
    limits = json.loads(arguments[0])
    limit_process(limits["memory_bytes"], limits["wall_seconds"])
    answer = read(sys.stdin.buffer.read(), Caps(limits["unpacked_bytes"], limits["cells"], limits["merge_cells"]))
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()
    os._exit(0)  # freeing millions of cells one by one would take longer than reading some workbooks


def read(data: bytes, caps: Caps) -> Answer:
    """`{"sheets": […], "findings": [[code, places, words], …]}`; a finding that stops leaves no sheets."""
    found: list[Finding] = []
    try:
        return {"sheets": _sheets(data, caps, found), "findings": found}
    except Stop as stop:
        return {"sheets": [], "findings": [*found, stop.finding]}
    except python_calamine.PasswordError:
        return {"sheets": [], "findings": [("password", [], {})]}
    except MemoryError:
        return {"sheets": [], "findings": [("content-too-large", [], {})]}
    except (ImportError, SyntaxError):
        raise  # a broken installation, which must not be blamed on the file
    except BaseException:
        # a panic of the Rust reader is no Exception
        return {"sheets": [], "findings": [("file-damaged", [], {})]}


def _sheets(data: bytes, caps: Caps, found: list[Finding]) -> list[compare.SheetAnswer]:
    parcel = preflight.inspect(data, caps)
    looks, foreign = _second_look(parcel, data, caps)
    notes = [*parcel.notes, *(["external-links"] if foreign else [])]
    found += [(note, [], {}) for note in notes]
    if not any(seen.used for seen in looks):
        raise Stop("workbook-empty")
    parcel.parts.clear()
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    answers = []
    positions = compare.worksheets(book, looks, FOREIGN if parcel.kind == "ods" else "")
    for seen, position in zip(looks, positions, strict=True):
        theirs = _their_rows(book, position, seen)
        answer = compare.merged(seen, theirs, found)
        found += findings.of_sheet(seen, answer)
        seen.rows.clear()
        answers.append(answer)
    return answers


def _their_rows(book: python_calamine.CalamineWorkbook, position: int, seen: Look) -> list[list[Any]]:
    """All rows of a sheet from A1 on; python-calamine gives up at an error value that it does not know."""
    try:
        return book.get_sheet_by_index(position).to_python(skip_empty_area=False)
    except python_calamine.CalamineError:
        strange = [(seen.name, *place) for place, name in seen.errors.items() if name not in ERROR_VALUES]
        if strange:
            raise Stop("error-value-unknown", *strange[:PLACES_KEPT]) from None
        raise


def _second_look(parcel: preflight.Parcel, data: bytes, caps: Caps) -> tuple[list[Look], bool]:
    """The looks of our own reader for the kind, and whether other workbooks' sheets were left out."""
    if parcel.kind == "xlsx":
        return look_xlsx.look(parcel.parts, caps), False
    if parcel.kind == "ods":
        from . import look_ods

        return look_ods.look(parcel.parts, caps)
    if parcel.kind == "xlsb":
        from . import look_xlsb

        return look_xlsb.look(parcel.parts, caps), False
    from . import look_xls  # xlrd alone takes as long to import as all the rest

    return look_xls.look(data, caps), False
