"""Roots first, and below each root what merely follows from it."""

from __future__ import annotations

from collections.abc import Sequence

from govscore.core.difference import Difference
from govscore.recheck.figures import Figures
from govscore.recheck.found import Found, Key


def ordered(figures: Figures, found: Sequence[Found]) -> list[Difference]:
    """The differences: roots as they stand in the report, each followed by its consequences.

    A consequence of several roots stands under the first; one that no root explains is a root itself.
    """
    known = {one.key: one for one in reversed(found)}
    below: dict[Key, list[Found]] = {}
    roots = []
    for one in sorted(found, key=lambda f: f.position):
        root = None if one.difference.root else _root_of(figures, one, known)
        if root is None:
            roots.append(one.as_root())
        else:
            below.setdefault(root, []).append(one)
    # the same figure may be typed twice: what follows stands under its first cell
    groups = ((one, below.pop(one.key, [])) for one in roots)
    return [each.difference for root, rest in groups for each in (root, *_own_first(root, rest))]


def _own_first(root: Found, rest: list[Found]) -> list[Found]:
    """What follows at the same unit before what follows at others."""
    return sorted(rest, key=lambda one: one.difference.unit != root.difference.unit)


def _root_of(figures: Figures, one: Found, known: dict[Key, Found]) -> Key | None:
    """The nearest root among what the figure is made of, through figures that are not typed as well."""
    todo, seen = list(one.parents), {one.key}
    while todo:
        key = todo.pop(0)
        if key in seen:
            continue
        seen.add(key)
        if key in known and known[key].difference.root:
            return key
        todo += known[key].parents if key in known else _untyped(figures, key)
    return None


def _untyped(figures: Figures, key: Key) -> tuple[Key, ...]:
    """What a figure is made of that the clerk did not type; one that was typed and is right hands nothing on."""
    match key:
        case (int(unit), str(name), str(component)) if (name, component) not in figures.stated.get(unit, {}):
            return figures.parents(unit, (name, component))
    return ()
