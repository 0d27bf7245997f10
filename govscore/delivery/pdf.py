"""A PDF copy of the notice, made by the machine's LibreOffice; where it cannot be made, a note says why.

LibreOffice writes the time and marks drawn from it into each PDF. They are set to fixed values here, so that the
same notice gives the same bytes with the same LibreOffice and the same fonts.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from govscore.core import fonts
from govscore.core.problems import Problem, problem

NAME = "通报.pdf"
SECONDS = 120.0
_TIMES = re.compile(rb"(?<=Date\(D:)\d{14}")
_XMP_TIMES = re.compile(rb"(?<=Date>)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
_IDS = re.compile(rb"(?<=[<|/])[0-9A-F]{32}(?=[>\s])")
_STORIES = re.compile(r"word/(document|header|footer|styles)\d*\.xml")


def office() -> str | None:
    """LibreOffice's program, on the path or where its installer puts it; None where it is not installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((str(path) for path in _usual_places() if path.is_file()), None)


def _usual_places() -> Iterator[Path]:
    if sys.platform == "win32":
        for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "PROGRAMW6432"):
            if folder := os.environ.get(variable):
                yield Path(folder) / "LibreOffice" / "program" / "soffice.com"  # it waits, soffice.exe does not
    elif sys.platform == "darwin":
        yield Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")
    else:
        yield from Path("/opt").glob("libreoffice*/program/soffice")


def pdf_copy(notice: bytes, place: str) -> tuple[bytes | None, list[Problem]]:
    """The PDF of a .docx, or None; notes on what is missing. Never raises for anything that LibreOffice does."""
    program = office()
    if program is None:
        return None, [problem("pdf-no-office", place)]
    try:
        made, why = _converted(program, notice)
    except OSError as error:
        made, why = None, str(error.strerror or error)
    if made is None:
        return None, [problem("pdf-failed", place, why=why)]
    return stable(made), [*_lost_notes(notice, made, place), *_font_notes(notice, place)]


def _converted(program: str, notice: bytes) -> tuple[bytes | None, str]:
    """What LibreOffice makes of it, else the reason; its profile and files lie in a folder of their own."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "notice.docx").write_bytes(notice)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        options = ["--headless", "--norestore", "--nologo", "--convert-to", "pdf:writer_pdf_Export"]
        command = [program, profile, *options, "--outdir", name, str(folder / "notice.docx")]
        if not _ended(command):
            return None, f"等了{SECONDS:g}秒还没有做完"
        file = folder / "notice.pdf"
        made = file.read_bytes() if file.is_file() else b""
        whole = made.startswith(b"%PDF-") and made.rstrip().endswith(b"%%EOF")
        return (made, "") if whole else (None, "它没有写出完整的文件")


def _ended(command: list[str]) -> bool:
    """Runs to the end; False where it took too long and was stopped with everything it had started."""
    child = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    try:
        child.wait(SECONDS)
    except subprocess.TimeoutExpired:
        _stop(child)
        return False
    return True


def _stop(child: subprocess.Popen[bytes]) -> None:
    """Ends LibreOffice: its launcher would leave the real program running."""
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            subprocess.run(["taskkill", "/T", "/F", "/PID", str(child.pid)], capture_output=True, check=False)
        else:
            os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def stable(made: bytes) -> bytes:
    """The PDF without its time of making: dates and ids replaced by others of the same length."""
    plain = _IDS.sub(b"0" * 32, _XMP_TIMES.sub(b"1980-01-01T00:00:00", _TIMES.sub(b"19800101000000", made)))
    identity = hashlib.sha256(plain).hexdigest()[:32].upper().encode()
    return _IDS.sub(identity, plain)


def _lost_notes(notice: bytes, made: bytes, place: str) -> list[Problem]:
    """A note where LibreOffice left characters out: at the end of a line it sometimes drops a comma."""
    from govscore.format_check.drawn import SHOWN, lost

    try:
        missing = lost(notice, made)
    except Exception:  # a PDF that cannot be read back is still the copy that was asked for
        return []
    signs = "".join(list(missing)[:8]).translate(SHOWN)
    return [problem("pdf-lost", place, number=str(missing.total()), signs=signs)] if missing else []


def _font_notes(notice: bytes, place: str) -> list[Problem]:
    """A note where the PDF had to be drawn with other fonts than the notice names."""
    with zipfile.ZipFile(io.BytesIO(notice)) as archive:
        parts = [archive.read(name) for name in archive.namelist() if _STORIES.fullmatch(name)]
    lacking = fonts.missing(fonts.used(parts))
    return [problem("pdf-fonts", place, fonts=fonts.told(lacking))] if lacking else []
