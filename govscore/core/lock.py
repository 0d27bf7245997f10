"""One run at a time in an output folder: a lock of the operating system, gone when its process ends."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from govscore.core.problems import Refused, problem


@contextlib.contextmanager
def only_run(out: Path) -> Iterator[None]:
    """Holds the folder's lock; Refused where another run holds it."""
    out.mkdir(parents=True, exist_ok=True)
    handle = os.open(out / ".govscore.lock", os.O_RDWR | os.O_CREAT)
    try:
        _take(handle, out)
        yield
    finally:
        os.close(handle)


def _take(handle: int, out: Path) -> None:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise Refused(problem("run-busy", f"[{out.name}]")) from None
