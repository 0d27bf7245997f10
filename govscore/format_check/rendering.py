"""A .docx drawn as PDF by LibreOffice, with a profile of its own that is thrown away."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

SECONDS = 180
NO_OFFICE = "没有装 LibreOffice，页面上的没有量"
NO_LIBRARY = "没有装程序包 pypdfium2，页面上的没有量"
FAILED = "LibreOffice 打不开这个文件，页面上的没有量"


def draw(content: bytes) -> bytes | str:
    """The PDF, or why there is none in the clerk's words. The document must have passed `open_package`."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        return NO_OFFICE
    try:
        import pypdfium2  # noqa: F401 - an optional package: said here, before the long work
    except ImportError:
        return NO_LIBRARY
    with tempfile.TemporaryDirectory(prefix="govscore-", ignore_cleanup_errors=True) as folder:
        return _convert(office, content, Path(folder))


def _convert(office: str, content: bytes, folder: Path) -> bytes | str:
    source, target = folder / "notice.docx", folder / "notice.pdf"
    source.write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        office,
        profile,
        "--headless",
        "--norestore",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(source),
    ]
    try:
        subprocess.run(command, check=False, capture_output=True, timeout=SECONDS)
    except (subprocess.TimeoutExpired, OSError):
        return FAILED
    return target.read_bytes() if target.is_file() else FAILED
