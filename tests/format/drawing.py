"""Pages drawn by LibreOffice with the free fonts of tests/fonts.conf."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from unittest import mock

import pytest

from govscore.format_check.rendering import draw

FONTS = Path(__file__).resolve().parents[1] / "fonts.conf"

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice draws the pages")


def pdfs_of(contents: Sequence[bytes], folder: Path) -> list[bytes]:
    """Many documents drawn by one call of LibreOffice, which starts slowly."""
    files = [folder / f"{number}.docx" for number in range(len(contents))]
    for file, content in zip(files, contents, strict=True):
        file.write_bytes(content)
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
    environment = os.environ | {"FONTCONFIG_FILE": str(FONTS)}
    command += ["--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, env=environment, timeout=300)
    return [file.with_suffix(".pdf").read_bytes() for file in files]


@cache
def pdf_of(content: bytes) -> bytes:
    with mock.patch.dict(os.environ, {"FONTCONFIG_FILE": str(FONTS)}):
        drawn = draw(content)
    assert isinstance(drawn, bytes), drawn
    return drawn
