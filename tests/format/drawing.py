"""Pages drawn by LibreOffice with the free fonts of tests/fonts.conf."""

from __future__ import annotations

import os
import shutil
from functools import cache
from pathlib import Path
from unittest import mock

import pytest

from govscore.format_check.rendering import draw

FONTS = Path(__file__).resolve().parents[1] / "fonts.conf"

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice draws the pages")


@cache
def pdf_of(content: bytes) -> bytes:
    with mock.patch.dict(os.environ, {"FONTCONFIG_FILE": str(FONTS)}):
        drawn = draw(content)
    assert isinstance(drawn, bytes), drawn
    return drawn
