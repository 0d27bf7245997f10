"""The journal of sending (发送记录.jsonl): one line a step, on the disk before the next step is taken.

A line that was cut off by a crash is no line: the step it speaks of had not been taken. An address whose last line
is 正在发 may or may not have the mail, and so is 不明.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from govscore.core.problems import Refused, problem
from govscore.readers.inputs import readable

NAME = "发送记录.jsonl"
SENDING, SENT, REFUSED, DEFERRED, UNKNOWN = "正在发", "已发", "拒收", "暂拒", "不明"
STATES = frozenset({SENDING, SENT, REFUSED, DEFERRED, UNKNOWN})


class Key(NamedTuple):
    """Whose mail, of what: scheme id and period, unit ('' for the notice), address in small letters."""

    scheme: str
    period: str
    unit: str
    address: str


@dataclass(frozen=True, slots=True)
class Last:
    """The last content that an address has, or may have: `state` is 已发 or 不明."""

    content: str
    state: str


class Journal:
    """The journal of one folder of results, open for reading and adding; only one run may hold it."""

    def __init__(self, path: Path) -> None:
        self._last: dict[Key, Last] = {}
        self._begun: dict[Key, str] = {}
        self._file = -1
        self._path = path
        for key, content, state in self._read():
            self._note(key, content, state)

    def last(self, key: Key) -> Last | None:
        """What the address got last; None where it surely has nothing."""
        if key in self._begun:
            return Last(self._begun[key], UNKNOWN)
        return self._last.get(key)

    def write(self, key: Key, content: str, state: str, time: str, reason: str = "") -> None:
        """Adds a line; when this returns it is on the disk. Refused where the disk does not take it."""
        line = {"时间": time, "办法": key.scheme, "期间": key.period, "单位": key.unit, "邮箱": key.address}
        line |= {"内容": content, "结果": state} | ({"原因": reason} if reason else {})
        try:
            if self._file < 0:
                self._file = self._open()
            data = (json.dumps(line, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")
            while data:
                data = data[os.write(self._file, data) :]
            os.fsync(self._file)
        except OSError:
            raise Refused(problem("mail-journal-unwritable", f"[{NAME}]")) from None
        self._note(key, content, state)

    def _note(self, key: Key, content: str, state: str) -> None:
        """A refusal takes back what was begun; an earlier delivery stays what it was."""
        self._begun.pop(key, None)
        if state == SENDING:
            self._begun[key] = content
        elif state in (SENT, UNKNOWN):
            self._last[key] = Last(content, state)

    def _read(self) -> Iterator[tuple[Key, str, str]]:
        try:
            data = self._path.read_bytes() if self._path.exists() else b""
        except OSError:
            raise Refused(problem("mail-journal-unwritable", f"[{NAME}]")) from None
        whole = data[: data.rfind(b"\n") + 1]
        for number, line in enumerate(whole.splitlines(), 1):
            try:
                found = json.loads(line)
                key = Key(found["办法"], found["期间"], found["单位"], found["邮箱"])
                state = {name: name for name in STATES}[found["结果"]]
                yield key, str(found["内容"]), state
            except (ValueError, KeyError, TypeError):
                place = f"[{readable(self._path.name)}]第{number}行"
                raise Refused(problem("mail-journal-damaged", place)) from None

    def _open(self) -> int:
        """The file at its last whole line; what a crash cut off goes, and the name itself is on the disk."""
        file = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        end = self._path.read_bytes().rfind(b"\n") + 1
        os.ftruncate(file, end)
        os.lseek(file, end, os.SEEK_SET)
        if sys.platform != "win32":
            folder = os.open(self._path.parent, os.O_RDONLY)
            with contextlib.suppress(OSError):
                os.fsync(folder)
            os.close(folder)
        return file

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file >= 0:
            os.close(self._file)
            self._file = -1
