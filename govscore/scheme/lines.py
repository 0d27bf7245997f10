"""On which line of a TOML text a key stands: the parser does not say."""

from __future__ import annotations

import re


class TomlLines:
    """Finds the line of a key in TOML text by its path; tables and arrays of tables, not inline tables' insides."""

    _header = re.compile(r"^\s*\[(\[?)\s*([^\]]+?)\s*\]")

    def __init__(self, text: str) -> None:
        self.lines: dict[tuple[object, ...], int] = {}
        seen: dict[str, int] = {}
        prefix: tuple[object, ...] = ()
        for number, line in enumerate(text.splitlines(), 1):
            if header := self._header.match(line):
                prefix = self._prefix(header, seen)
                self.lines.setdefault(prefix, number)
            elif found := re.match(r"^\s*([\w\"'.-]+)\s*=", line):
                self.lines.setdefault((*prefix, found[1].strip("\"'")), number)

    @staticmethod
    def _prefix(header: re.Match[str], seen: dict[str, int]) -> tuple[object, ...]:
        path: tuple[object, ...] = tuple(header[2].split("."))
        if header[1]:
            seen[header[2]] = seen.get(header[2], -1) + 1
            path = (*path, seen[header[2]])
        return path

    def find(self, path: tuple[object, ...]) -> int:
        """Line of the longest known beginning of `path`, 1 where none is known."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return 1
