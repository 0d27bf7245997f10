"""Draws documents as pictures of their pages, for looking at: python tests/template/render_bulletins.py FOLDER.

Fills the shipped templates and needs soffice, pdftoppm and the fonts of tests/fonts.conf; no test needs it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from bulletin_data import DATA

from govscore.core.libreoffice import convert
from govscore.word.fill import fill

TESTS = Path(__file__).parent.parent
TEMPLATES = TESTS.parent / "templates"


def draw(document: Path, dots: int = 60) -> list[Path]:
    """A PDF and a PNG a page beside the document."""
    folder = document.parent
    os.environ["FONTCONFIG_FILE"] = str(TESTS / "fonts.conf")
    convert([document], "pdf", folder)
    pages = [
        "pdftoppm",
        "-r",
        str(dots),
        "-png",
        str(document.with_suffix(".pdf")),
        str(document.with_suffix("")),
    ]
    subprocess.run(pages, check=True)
    return sorted(folder.glob(f"{document.stem}-*.png"))


def main(folder: Path) -> None:
    """The three bulletins, filled and drawn."""
    folder.mkdir(parents=True, exist_ok=True)
    for regime, data in DATA.items():
        target = folder / f"{regime}.docx"
        target.write_bytes(fill((TEMPLATES / regime / "bulletin.docx").read_bytes(), data(), "bulletin.docx"))
        draw(target)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
