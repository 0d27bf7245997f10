"""The machine's LibreOffice: where it is, and what it makes of files, each time with a profile that is thrown away."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

SECONDS = 120.0  # for each file


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


def pdf_of(document: bytes) -> bytes:
    """The PDF of a .docx; OSError in words where LibreOffice is absent, fails, or takes too long."""
    with tempfile.TemporaryDirectory(prefix="govscore-", ignore_cleanup_errors=True) as name:
        file = Path(name) / "notice.docx"
        file.write_bytes(document)
        (made,) = convert([file], "pdf", Path(name))
        content = made.read_bytes() if made.is_file() else b""
    if not (content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF")):
        raise OSError("它没有写出完整的文件")
    return content


def convert(files: Sequence[Path], to: str, folder: Path, settings: str = "") -> list[Path]:
    """Converts files to the format `to` (pdf, xlsx …) into `folder`, in one start; the paths where they should be.

    LibreOffice does not tell when it made nothing of a file. `settings`: the profile's registrymodifications.xcu.
    OSError where it cannot be started, TimeoutError where it took too long and was stopped.
    """
    program = office()
    if program is None:
        raise FileNotFoundError("没有装 LibreOffice")
    with tempfile.TemporaryDirectory(prefix="govscore-", ignore_cleanup_errors=True) as name:
        user = Path(name) / "user"
        user.mkdir()
        if settings:
            (user / "registrymodifications.xcu").write_text(settings, "utf-8")
        start = [program, f"-env:UserInstallation={Path(name).as_uri()}", "--headless", "--norestore", "--nologo"]
        _run([*start, "--convert-to", to, "--outdir", str(folder), *map(str, files)], SECONDS * len(files))
    return [folder / f"{file.stem}.{to}" for file in files]


def _run(command: list[str], seconds: float) -> None:
    """Runs to the end; what takes too long is stopped with everything it had started."""
    child = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    try:
        child.wait(seconds)
    except subprocess.TimeoutExpired:
        _stop(child)
        raise TimeoutError(f"等了{seconds:g}秒还没有做完") from None


def _stop(child: subprocess.Popen[bytes]) -> None:
    """Ends LibreOffice: its launcher would leave the real program running."""
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            subprocess.run(["taskkill", "/T", "/F", "/PID", str(child.pid)], capture_output=True, check=False)
        else:
            os.killpg(child.pid, signal.SIGKILL)
    child.wait()
