"""What of a file with mistakes can still be checked: the rest, so that all mistakes are told in one go."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any

from pydantic import BaseModel, ValidationError

from govscore.scheme.faults import Fault, Faults, Path

Errors = Sequence[Mapping[str, Any]]  # of pydantic
# Stand-ins for wrong or missing parts that every scheme of points must have.
_STAND_INS: dict[str, Any] = {
    **dict.fromkeys(("id", "name", "office", "document"), "x"),
    "valid_from": datetime.date.min,
    "period": {"style": "months"},
    "words": {"unit": ["单位"]},
    "roster": {"kind": "open"},
    "ranking": {"by": "score"},
}


def further(model: type[BaseModel], table: Mapping[str, Any], errors: Errors) -> Iterator[Fault]:
    """The faults of the file's sound parts among each other; none that come from the wrong ones."""
    rest = _Rest(table)
    for cut in (rest.cut_value, rest.cut_part):
        for item in errors:
            cut(tuple(item["loc"]), item["type"])
        try:
            model.model_validate(rest.table())
        except ValidationError as error:
            errors = error.errors()
        else:
            return
        if isinstance(found := (errors[0].get("ctx") or {}).get("error"), Faults):
            yield from filter(None, map(rest.original, found.found))
            return


class _Rest:
    """A file without its wrong parts; `tainted`: all words in them, of which no more is said."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.whole = deepcopy(dict(table))
        self.gone: dict[str, set[int]] = {}  # positions of items left out, by list
        self.wrong: set[Path] = set()
        self.tainted: set[str] = set()

    def cut_value(self, path: Path, kind: str) -> None:
        """Takes out a wrong value or an unknown key; often the part is sound without it."""
        self.wrong.add(path[:2] if len(path) > 1 and isinstance(path[1], int) else path[:1])
        node: Any = self.whole
        last: tuple[dict[str, Any], str] | None = None
        for part in path:
            if isinstance(node, dict) and part in node:  # a rule's kind is in pydantic's path and no key of the file
                last = (node, str(part))
            elif not isinstance(node, list):
                continue
            node = node[part]
        if last is None or last[0] is self.whole or kind == "missing":
            self.cut_part(path, kind)
        elif kind == "extra_forbidden":
            last[0].pop(last[1])
        else:
            self._taint({last[1]: last[0].pop(last[1])})

    def cut_part(self, path: Path, kind: str) -> None:
        """Takes out the item of a list that is wrong, or the whole part, for which there may be a stand-in."""
        top = str(path[0]) if path else ""
        if isinstance(self.whole.get(top), list) and len(path) > 1:
            self.gone.setdefault(top, set()).add(int(path[1]))
            self._taint(self.whole[top][int(path[1])])
        else:
            self._taint({top: self.whole.pop(top, None)})
            self.whole |= {top: _STAND_INS[top]} if top in _STAND_INS else {}

    def _taint(self, part: object) -> None:
        if isinstance(part, str):
            self.tainted.add(part)
        elif isinstance(part, Mapping):
            self.tainted.update(part)
            self._taint(list(part.values()))
        elif isinstance(part, list):
            for item in part:
                self._taint(item)

    def table(self) -> dict[str, Any]:
        """The file without the items left out."""
        return self.whole | {
            top: [item for number, item in enumerate(self.whole[top]) if number not in gone]
            for top, gone in self.gone.items()
            if top in self.whole
        }

    def original(self, fault: Fault) -> Fault | None:
        """The fault with the positions of the whole file; None for one that a wrong part explains."""
        path = fault.path
        if len(path) > 1 and (gone := self.gone.get(str(path[0]))):
            kept = [number for number in range(len(self.whole[str(path[0])])) if number not in gone]
            path = (path[0], kept[int(path[1])], *path[2:])
        if fault.names & self.tainted or path[:1] in self.wrong or path[:2] in self.wrong:
            return None
        return fault._replace(path=path)
