"""Pages drawn by LibreOffice with the free fonts of tests/fonts.conf."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from unittest import mock

import pytest

from govscore.core.libreoffice import convert, office
from govscore.format_check.one_file import draw

FONTS = Path(__file__).resolve().parents[1] / "fonts.conf"

needs_office = pytest.mark.skipif(office() is None, reason="LibreOffice draws the pages")


def pdfs_of(contents: Sequence[bytes], folder: Path) -> list[bytes]:
    """Many documents drawn by one call of LibreOffice, which starts slowly."""
    files = [folder / f"{number}.docx" for number in range(len(contents))]
    for file, content in zip(files, contents, strict=True):
        file.write_bytes(content)
    with mock.patch.dict(os.environ, {"FONTCONFIG_FILE": str(FONTS)}):
        return [made.read_bytes() for made in convert(files, "pdf", folder)]


@cache
def pdf_of(content: bytes) -> bytes:
    with mock.patch.dict(os.environ, {"FONTCONFIG_FILE": str(FONTS)}):
        drawn = draw(content)
    assert isinstance(drawn, bytes), drawn
    return drawn
