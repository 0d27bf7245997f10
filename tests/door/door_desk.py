"""Reading bytes through the door in tests."""

from pathlib import Path

from govscore.core.limits import Limits
from govscore.core.problems import Refused
from govscore.readers.workbook import Book, read_book


class Desk:
    """Puts bytes into a file and reads it through the door."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, data: bytes, name: str = "台账.xlsx", limits: Limits | None = None) -> Book:
        path = self.folder / name
        path.write_bytes(data)
        return read_book(path, limits)

    def codes(self, data: bytes, name: str = "台账.xlsx", limits: Limits | None = None) -> list[str]:
        """Codes of the problems that refuse the file; empty for a file that is read."""
        try:
            self.read(data, name, limits)
        except Refused as refused:
            return [item.code for item in refused.problems]
        return []

    def places(self, data: bytes, name: str = "台账.xlsx", limits: Limits | None = None) -> list[str]:
        """Places of the problems that refuse the file."""
        try:
            self.read(data, name, limits)
        except Refused as refused:
            return [place for item in refused.problems for place in item.places]
        return []
