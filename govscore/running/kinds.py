"""The two jobs; a third one is one more entry here."""

from __future__ import annotations

from govscore.running.inspection import Inspection
from govscore.running.kind import Kind
from govscore.running.points import Points
from govscore.scheme.files import LoadedInspection, LoadedScheme, find, find_inspection

Loaded = LoadedScheme | LoadedInspection

KINDS: tuple[Kind, ...] = (Points(), Inspection())
_OF: dict[type, Kind] = {LoadedScheme: KINDS[0], LoadedInspection: KINDS[1]}


def kind_of(loaded: Loaded) -> Kind:
    """The job that a scheme is for."""
    return _OF[type(loaded)]


def scheme_of(name: str) -> tuple[Kind, Loaded]:
    """The job and the scheme with this id or in this file; Refused with the known ids where there is none."""
    loaded = find_inspection(name) or find(name)
    return kind_of(loaded), loaded
