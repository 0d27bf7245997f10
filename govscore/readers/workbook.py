"""The one door through which spreadsheets come in: .xlsx .xlsm .xls .et .ods .xlsb, told apart by content.

A child process parses the bytes, with two independent readers that must agree cell by cell; a file that
kills, hangs or bloats the child is a problem for the clerk, never for this process.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import signal
import stat
import subprocess
import tempfile
import time
import weakref
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, NamedTuple

from govscore.core.aside import command
from govscore.core.limits import Limits
from govscore.core.problems import Problem, Refused, cell_place, gather, problem

SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".et", ".ods", ".xlsb"})
START = "from govscore.readers.door.child import main; main(sys.argv[1:])"


class Date(NamedTuple):
    """A cell that the workbook holds as date, time or duration.

    `iso` is "2022-04-12", "2022-04-12T03:04:00", or below one day "12:00:00"; a duration of five and a half
    days is what its serial number says, "1900-01-05T12:00:00".
    """

    iso: str


Value = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One worksheet. All rows and columns are 0-based; `rows[r][c]` is the cell, from A1 on.

    Rows are equally long and end with the last cell that holds a value, an error or an uncalculated formula.
    Blank cells, empty texts, error cells and uncalculated formulas are None; whole numbers are int.
    `merges` are (top, left, bottom, right), inclusive, sorted, single cells left out.
    `uncalculated` cannot be told in .xls and .xlsb (empty there), nor `formulas`; formula text has no "=".
    `hidden_rows` (filtered ones included) and `hidden_columns` are those within `rows`.
    """

    name: str
    rows: list[list[Value | Date]]
    merges: tuple[tuple[int, int, int, int], ...]
    errors: dict[tuple[int, int], str]
    uncalculated: frozenset[tuple[int, int]]
    formulas: dict[tuple[int, int], str]
    hidden: bool
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook read well; `sha256` is of the bytes that were parsed, `problems` are notes only."""

    name: str
    sha256: str
    sheets: tuple[Sheet, ...]
    problems: tuple[Problem, ...]


def open_book(path: Path, limits: Limits | None = None) -> Opening:
    """Start reading `path` and return at once; nothing is raised here, all comes with `result()`."""
    return Opening(Path(path), limits or Limits())


def read_book(path: Path, limits: Limits | None = None) -> Book:
    """The workbook at `path`; raises problems.Refused with everything that is wrong with the file."""
    return open_book(path, limits).result()


class Opening:
    """A workbook being read; the child that reads it dies with this object at the latest."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self.name = shown_name(path)
        self._limits = limits
        self._sha256 = ""
        self._child: subprocess.Popen[bytes] | None = None
        self._outcome: Book | tuple[Problem, ...] | None = None
        try:
            content = self._content(path)
            self._sha256 = hashlib.sha256(content).hexdigest()
            self._start(content)
        except Refused as refused:
            self._outcome = refused.problems

    def result(self) -> Book:
        """Wait for the workbook; raises problems.Refused. Calling again gives the same outcome."""
        if self._outcome is None:
            try:
                self._outcome = self._wait()
            except Refused as refused:
                self._outcome = refused.problems
        if isinstance(self._outcome, Book):
            return self._outcome
        raise Refused(*self._outcome)

    def _refuse(self, code: str, **words: object) -> Refused:
        return Refused(problem(code, f"[{self.name}]", **words))

    def _content(self, path: Path) -> bytes:
        """All bytes of the file, read once."""
        most = self._limits.file_bytes
        try:
            # a pipe or a device could keep us waiting for ever
            if not stat.S_ISREG(path.stat().st_mode):
                raise self._refuse("file-unreadable")
            with path.open("rb") as file:
                content = file.read(most + 1)
        except FileNotFoundError:
            raise self._refuse("file-missing") from None
        except (OSError, ValueError):
            raise self._refuse("file-unreadable") from None
        if not content:
            raise self._refuse("file-empty")
        if len(content) > most:
            raise self._refuse("file-too-large", megabytes=most >> 20)
        return content

    def _start(self, content: bytes) -> None:
        """Hand the bytes over in an unnamed file: no pipe to fill up, nothing left behind on disk."""
        try:
            self._answer: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed by _clean_up
            with tempfile.TemporaryFile() as staged:
                staged.write(content)
                staged.seek(0)
                self._child = subprocess.Popen(
                    command(START, json.dumps(self._limits._asdict())),
                    stdin=staged,
                    stdout=self._answer,
                    stderr=subprocess.PIPE,  # its end tells at once that the child has ended
                    start_new_session=True,
                    creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
                )
        except OSError:
            raise self._refuse("reader-unavailable") from None
        self._deadline = time.monotonic() + self._limits.wall_seconds
        self._finalizer = weakref.finalize(self, _clean_up, self._child, self._answer)

    def _wait(self) -> Book:
        """The answer of the child, or Refused for what became of it."""
        assert self._child is not None
        try:
            left = max(self._deadline - time.monotonic(), 0.01)
            _, said = self._child.communicate(timeout=left)
            if self._child.returncode == 0:
                self._answer.seek(0)
                return self._book(json.loads(self._answer.read()))
        except subprocess.TimeoutExpired:
            raise self._refuse("reading-too-long", seconds=f"{self._limits.wall_seconds:g}") from None
        except (ValueError, KeyError, TypeError, IndexError, RecursionError):
            raise self._refuse("file-damaged") from None
        finally:
            self._finalizer()
        raise self._refuse(_cause_of_death(self._child.returncode, said))

    def _book(self, answer: dict[str, Any]) -> Book:
        found = gather(self._problem(*finding) for finding in answer["findings"])
        if any(item.stops for item in found):
            raise Refused(*found)
        sheets = tuple(_sheet(sheet) for sheet in answer["sheets"])
        return Book(self.name, self._sha256, sheets, tuple(found))

    def _problem(self, code: str, places: list[list[Any]], words: dict[str, object]) -> Problem:
        return problem(code, *(self._place(*place) for place in places or [[]]), **words)

    def _place(self, sheet: str | None = None, row: int | None = None, column: int | None = None) -> str:
        if sheet is None:
            return f"[{self.name}]"
        if row is None or column is None:
            return f"[{self.name}]{sheet}"
        return cell_place(self.name, sheet, row, column)


def shown_name(path: Path) -> str:
    """The file's name as text that can be printed and stored, also where the disk holds GBK bytes."""
    raw = os.fsencode(path.name) if os.name == "posix" else path.name.encode("utf-8", "surrogatepass")
    for encoding in ("utf-8", "gb18030"):
        with contextlib.suppress(UnicodeDecodeError):
            return raw.decode(encoding)
    return raw.decode("utf-8", "backslashreplace")


def _clean_up(child: subprocess.Popen[bytes], answer: IO[bytes]) -> None:
    """End the child with all it may have started, and let go of its files."""
    if child.poll() is None:
        with contextlib.suppress(OSError):
            if os.name == "posix":
                os.killpg(child.pid, signal.SIGKILL)
            else:
                child.kill()
        child.wait()
    if child.stderr is not None:
        child.stderr.close()
    answer.close()


def _cause_of_death(code: int, said: bytes) -> str:
    """Problem code for a child that ended without an answer, by its exit code and its last words."""
    if b"memory allocation" in said or b"MemoryError" in said:
        return "content-too-large"
    if os.name == "posix" and code == -signal.SIGXCPU:
        return "content-too-large"  # the deadline was kept, so it was the work and not the waiting
    if os.name == "posix" and code == -signal.SIGKILL:
        return "content-too-large"  # the system ran out of memory and chose it
    # 1: Python could not even begin, so the installation is at fault and not the file
    return "reader-unavailable" if code == 1 else "file-damaged"


def _sheet(answer: dict[str, Any]) -> Sheet:
    width = answer["width"]
    rows: list[list[Value | Date]] = answer["rows"]
    for row in rows:
        if len(row) < width:
            row.extend([None] * (width - len(row)))
    for row_number, column, iso in answer["dates"]:
        rows[row_number][column] = Date(iso)
    return Sheet(
        name=answer["name"],
        rows=rows,
        merges=tuple((top, left, bottom, right) for top, left, bottom, right in answer["merges"]),
        errors=dict(_placed(answer["errors"])),
        uncalculated=frozenset((row, column) for row, column in answer["uncalculated"]),
        formulas=dict(_placed(answer["formulas"])),
        hidden=answer["hidden"],
        hidden_rows=frozenset(answer["hidden_rows"]),
        hidden_columns=frozenset(answer["hidden_columns"]),
    )


def _placed(triples: list[list[Any]]) -> Iterator[tuple[tuple[int, int], str]]:
    for row, column, text in triples:
        yield (row, column), text
