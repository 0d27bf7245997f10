"""All files of one workbook, or none: the last stage of a run."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govscore import __version__
from govscore.core.problems import gather, problem
from govscore.delivery.staging import staged
from govscore.sheets import copied

if TYPE_CHECKING:
    from govscore.core.aside import Aside
    from govscore.outputs.ranking.book import Content
    from govscore.readers.workbook import Book
    from govscore.results.result import Result
    from govscore.scheme.files import LoadedScheme
    from govscore.word.data import Data, Filled

RANKING, NOTICE, RESULT, REPORT = "排名表.xlsx", "通报.docx", "结果.json", "复核与提示.txt"
RECHECK = copied.BOOK


def made_with(loaded: LoadedScheme) -> str:
    """A mark of the program's version, the scheme and the template: another one, another result."""
    template = loaded.bulletin.read_bytes() if loaded.bulletin.is_file() else b""
    return f"{__version__} {loaded.sha256} {hashlib.sha256(template).hexdigest()}"


def write(target: Path, result: Result, book: Book, aside: Aside, *, pdf: bool = False) -> None:
    """Writes all files of a workbook, or none; `book` is copied into the recheck workbook, `pdf` adds a PDF copy.

    Notice and recheck workbook are made by `aside` while the ranking workbook is written here.
    """
    from govscore.outputs.ranking.book import write_ranking_book
    from govscore.outputs.summary import report

    supplied = supply(result)
    if result.inspected is not None:
        from govscore.delivery.inspection_writing import write as write_inspection

        write_inspection(target, result, REPORT, RESULT, to_json, pdf=pdf)
        return
    made = aside.begin(_to_fill(result, supplied), (book, result.differences) if result.typed else None)
    assert result.loaded is not None
    with staged(target) as stage:
        write_ranking_book(stage / RANKING, content(result, book))
        slips = _slips(result, book)  # while the second process may still be at work
        filled, recheck = made()
        files = {RECHECK: recheck} if recheck is not None else {}
        files = _notice(result, filled, supplied, pdf=pdf) | files
        for name, file in files.items():
            (stage / name).write_bytes(file)
        result.outputs = [f"{target.name}/{name}" for name in (RANKING, *files, REPORT, RESULT)]
        (stage / REPORT).write_text(report(result), "utf-8-sig", newline="\r\n")
        kept = {"made_with": made_with(result.loaded), "slips": slips}
        (stage / RESULT).write_text(to_json(result.stored() | kept), "utf-8")


def supply(result: Result) -> Data:
    """What the template of the notice may name; what each mark gives is kept in the result."""
    from govscore.outputs.present import present

    if result.inspected is not None:
        from govscore.outputs.inspection.circular import data as circular_data

        supplied = circular_data(result.inspected)
    else:
        from govscore.outputs.notice.bulletin import data

        assert result.loaded is not None
        supplied = data(result.loaded.scheme, result.facts, result.annexes, result.sections)
    result.marks = present(supplied)
    return supplied


def _to_fill(result: Result, supplied: Data) -> tuple[bytes, Data, str] | None:
    """What the notice is made of; None, with a note, where the office has no template."""
    from govscore.outputs.notice.bulletin import to_fill

    assert result.loaded is not None
    if result.loaded.bulletin.is_file():
        return to_fill(result.loaded, supplied)
    place = f"[{result.loaded.folder.name}]"
    result.problems = gather([*result.problems, problem("template-absent", place)])
    return None


def _notice(result: Result, filled: Filled | None, supplied: Data, *, pdf: bool) -> dict[str, bytes]:
    """The notice and its PDF copy by file name; what is missing or doubtful in them is noted in the result."""
    from govscore.outputs.notice.lacking import blank_notes, unit_notes

    assert result.loaded is not None
    if filled is None:
        return {}
    place, scheme = f"[{NOTICE}]", result.loaded.scheme
    notes = [
        *unit_notes(scheme, result.annexes, filled.placed, place),
        *blank_notes(filled.asked, filled.placed, result.facts.values, place),
    ]
    files = {NOTICE: filled.notice}
    if pdf:
        from govscore.delivery.pdf import NAME, pdf_copy

        copy, doubts = pdf_copy(filled.notice, place)
        notes += doubts
        files |= {NAME: copy} if copy else {}
    result.problems = gather([*result.problems, *notes])
    return files


def content(result: Result, book: Book) -> Content:
    """What the ranking workbook of a computed result is made of."""
    from govscore.outputs.ranking.book import Content

    assert result.loaded is not None and result.tally is not None
    assert result.scored is not None and result.standings is not None
    return Content(
        result.loaded.scheme,
        result.tally,
        result.scored,
        result.standings,
        result.annexes,
        book,
        result.sections,
        result.lists,
        result.facts.values.get("期间", ""),
        result.typed,
    )


def _slips(result: Result, book: Book) -> dict[str, Any]:
    """What `govscore mail` needs for one slip a unit."""
    from govscore.results.slips import slips

    assert result.loaded is not None and result.tally is not None
    assert result.scored is not None and result.standings is not None
    scheme = result.loaded.scheme
    return slips(scheme, result.tally, result.scored, result.standings, book, result.problems)


def to_json(data: object) -> str:
    """JSON as the program prints it: readable Chinese, a line end at the end."""
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
