"""What a scheme's parts do not agree on: every fault with its place in the file and the words that the clerk reads."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

Path = tuple[str | int, ...]  # keys and positions in the file: ("columns", 2, "heading")


class Fault(NamedTuple):
    """One fault; `names` are what it speaks of: where their own part of the file is wrong, it is no news."""

    path: Path
    reason: str
    names: frozenset[str] = frozenset()


class Faults(ValueError):  # noqa: N818 - many at once, as ExceptionGroup
    """All faults of a scheme, raised together."""

    def __init__(self, found: Iterable[Fault]) -> None:
        self.found = tuple(found)
        super().__init__("；".join(fault.reason for fault in self.found))


def twice(names: Iterable[str], part: str, key: str, where: str = "") -> Iterator[Fault]:
    """A fault for each item of the list `part` whose `key` an earlier one has."""
    seen: set[str] = set()
    for number, name in enumerate(names):
        if name in seen:
            yield Fault((part, number, key), f"{where or f'{part}.{key}'} 重复：{name}", frozenset({name}))
        seen.add(name)


def lacking(names: Iterable[str], known: Collection[str], path: Path, what: str) -> Iterator[Fault]:
    """A fault for those of `names` that are not known."""
    missing = [name for name in dict.fromkeys(names) if name not in known]
    if missing:
        yield Fault(path, f"{what}：{'、'.join(missing)}", frozenset(missing))


def undefined(names: Iterable[str], known: Collection[str], path: Path, where: str) -> Iterator[Fault]:
    """A fault for those of `names` that nothing in the file defines."""
    return lacking(names, known, path, f"{where} 用了没有定义的名称")
