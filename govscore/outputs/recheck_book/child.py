"""The process in which the clerk's own workbook is copied, and what is written where it does not answer."""

from __future__ import annotations

import contextlib
import hashlib
import io
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from govscore.core.aside import command
from govscore.core.limits import Limits, limit_process

if TYPE_CHECKING:
    from govscore.core.difference import Difference
    from govscore.readers.workbook import Book

LIMITS = Limits()
START = (  # openpyxl would import these two, for arrays and pictures, which are not wanted
    "sys.modules.update(numpy=None, PIL=None); from govscore.outputs.recheck_book.child import serve; serve()"
)
NOT_KEPT = "原表的字体、列宽等格式没能照搬，后面的表是按读到的内容另排的，请对照原表看。"
_READY: list[subprocess.Popen[bytes]] = []


def prepare() -> None:
    """Starts the process for the next copy, which imports what it needs before it is asked."""
    with contextlib.suppress(OSError):
        _READY.append(_start())


class Copying:
    """The recheck workbook being made; the process dies with the end of the `with` at the latest."""

    def __init__(self, source: Path, book: Book, differences: Sequence[Difference]) -> None:
        self._book, self._differences = book, differences
        self._child: subprocess.Popen[bytes] | None = None
        self._folder = tempfile.TemporaryDirectory()  # openpyxl's own, which a process that is killed leaves behind
        self._own = True
        with contextlib.suppress(OSError):
            self._begin(source.read_bytes())

    def _begin(self, content: bytes) -> None:
        if hashlib.sha256(content).hexdigest() != self._book.sha256:
            return  # another file by now, at which no reader has looked
        self._own = _is_xlsx(content)
        if self._own:
            self._child = _READY.pop() if _READY else _start()
            self._deadline = time.monotonic() + LIMITS.wall_seconds
            assert self._child.stdin is not None
            pickle.dump((self._folder.name, content, self._book, self._differences), self._child.stdin)
            self._child.stdin.flush()

    def __enter__(self) -> Copying:
        return self

    def __exit__(self, *_: object) -> None:
        if self._child is not None:
            self._child.kill()
            self._child.communicate()
        self._folder.cleanup()

    def file(self) -> bytes:
        """The file: a copy of the clerk's own where that could be made, else one written anew, which says so."""
        from govscore.outputs.recheck_book.book import recheck_book

        if self._child is not None:
            with contextlib.suppress(subprocess.TimeoutExpired, OSError):
                made, _ = self._child.communicate(timeout=max(self._deadline - time.monotonic(), 0.01))
                if self._child.returncode == 0 and made:
                    return made
        return recheck_book(self._book, self._differences, NOT_KEPT if self._own else "")


def _is_xlsx(content: bytes) -> bool:
    """Whether this workbook is an .xlsx or .xlsm and none of the other formats of spreadsheets."""
    try:
        with ZipFile(io.BytesIO(content)) as package:
            return not {"content.xml", "xl/workbook.bin"}.intersection(map(str.lower, package.namelist()))
    except BadZipFile:
        return False


def _start() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command(START),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # what goes wrong there is said on the first sheet
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def serve() -> None:
    """The process: one copy, under the limits of the reader, to standard output."""
    import gc
    import os

    gc.disable()  # it lives for one file
    limit_process(LIMITS.memory_bytes, LIMITS.wall_seconds)
    from govscore.outputs.recheck_book.own import own_copy

    tempfile.tempdir, *arguments = pickle.load(sys.stdin.buffer)  # from the process that started this one
    sys.stdout.buffer.write(own_copy(*arguments))
    sys.stdout.buffer.flush()
    os._exit(0)
