"""A PDF copy of the notice, made by the machine's LibreOffice; where it cannot be made, a note says why.

LibreOffice writes the time and marks drawn from it into each PDF. They are set to fixed values here, so that the
same notice gives the same bytes with the same LibreOffice and the same fonts.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile

from govscore.core import fonts, libreoffice
from govscore.core.problems import Problem, problem

NAME = "通报.pdf"
_TIMES = re.compile(rb"(?<=Date\(D:)\d{14}")
_XMP_TIMES = re.compile(rb"(?<=Date>)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
_IDS = re.compile(rb"(?<=[<|/])[0-9A-F]{32}(?=[>\s])")
_STORIES = re.compile(r"word/(document|header|footer|styles)\d*\.xml")


def pdf_copy(notice: bytes, place: str) -> tuple[bytes | None, list[Problem]]:
    """The PDF of a .docx, or None; notes on what is missing. Never raises for anything that LibreOffice does."""
    if libreoffice.office() is None:
        return None, [problem("pdf-no-office", place)]
    try:
        made = libreoffice.pdf_of(notice)
    except OSError as error:
        return None, [problem("pdf-failed", place, why=str(error.strerror or error))]
    return stable(made), [*_lost_notes(notice, made, place), *_font_notes(notice, place)]


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
