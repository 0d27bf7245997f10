"""Outputs whole or absent: written into a folder beside the target, synced, then moved into place in one step."""

from __future__ import annotations

import contextlib
import filecmp
import os
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from govscore.core.problems import Refused, problem

MAIL = "邮件"  # drafts made from a result and kept in its folder; they say nothing about whether the result is the same
_MARK = ".未完成"
_TRIES = 6


@contextlib.contextmanager
def staged(target: Path) -> Iterator[Path]:
    """A fresh folder to write into; on success it becomes `target`, on any error it is removed.

    An earlier result that differs is kept beside it as `<name>（旧1）`, `（旧2）` …; an equal one is left alone.
    """
    stage = target.with_name(f".{target.name}{_MARK}")
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(parents=True)
    try:
        yield stage
        for file in stage.rglob("*"):
            if file.is_file():
                _sync(file)
        _sync(stage)
        _publish(stage, target)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _publish(stage: Path, target: Path) -> None:
    if target.exists():
        if same_folder(stage, target):
            return
        older = older_name(target)
        _move(target, older)
        try:
            _move(stage, target)
        except Refused:
            older.replace(target)  # the official folder must not be gone under its name
            raise
    else:
        _move(stage, target)
    _sync(target.parent)


def same_folder(one: Path, other: Path) -> bool:
    """True where both folders hold the same files with the same bytes; mail drafts are left out."""
    names = _names(one)
    if names != _names(other):
        return False
    return all(filecmp.cmp(one / name, other / name, shallow=False) for name in names)


def _names(folder: Path) -> list[Path]:
    files = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return sorted(name for name in files if len(name.parts) == 1 or not name.parts[0].startswith(MAIL))


def older_name(target: Path) -> Path:
    """The first free name for an earlier result: the higher the number, the later it was replaced."""
    number = 1
    while (kept := target.with_name(f"{target.name}（旧{number}）")).exists():
        number += 1
    return kept


def _move(source: Path, target: Path) -> None:
    """Renames; a file open in Excel or WPS holds its folder on Windows, so a few tries, then a clear word."""
    for wait in range(_TRIES):
        try:
            source.replace(target)
        except PermissionError:
            time.sleep(0.05 * 2**wait)
        else:
            return
    raise Refused(problem("output-open", f"[{source.name}]"))


def _sync(path: Path) -> None:
    """Flushes a file, or where the system can a folder's entries, to the disk."""
    if path.is_dir() and sys.platform == "win32":
        return
    flags = os.O_RDONLY if path.is_dir() or sys.platform != "win32" else os.O_RDWR
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def clean_leftovers(out: Path) -> None:
    """Removes what a run that was killed left unfinished."""
    for leftover in out.glob(f".*{_MARK}"):
        shutil.rmtree(leftover, ignore_errors=True)


def write_whole(path: Path, data: bytes) -> None:
    """Writes one file beside its target and moves it into place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}{_MARK}")
    draft.write_bytes(data)
    _sync(draft)
    _move(draft, path)
