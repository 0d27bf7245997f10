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
        """The path of a header, with the position of each array of tables in it: ("accounts", 1, "windows", 0)."""
        names = header[2].split(".")
        if header[1]:
            seen[header[2]] = seen.get(header[2], -1) + 1
            for inner in [name for name in seen if name.startswith(f"{header[2]}.")]:
                del seen[inner]  # the arrays within the next item begin anew
        path: list[object] = []
        for number, name in enumerate(names, 1):
            path.append(name.strip().strip("\"'"))
            if (position := seen.get(".".join(names[:number]))) is not None:
                path.append(position)
        return tuple(path)

    def find(self, path: tuple[object, ...]) -> int:
        """Line of the longest known beginning of `path`, 1 where none is known."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return 1
