"""The schemes that a run has to choose from."""

from __future__ import annotations

from typing import NamedTuple

from govscore.core.problems import Problem, Refused
from govscore.scheme.files import (
    InspectionFile,
    LoadedScheme,
    find,
    find_inspection_file,
    load_sound,
    sound_inspections,
)
from govscore.scheme.places import none_found


class Offered(NamedTuple):
    """The sound schemes of both jobs, the id of the one that was asked for, and what is wrong with other files."""

    schemes: tuple[LoadedScheme, ...]
    inspections: tuple[InspectionFile, ...]
    chosen: str | None
    wrong: list[Problem]


def offered(name: str | None) -> Offered:
    """All schemes, or those that matter where `name` (an id or a file) is asked for.

    Refused where there is none, where all are wrong, or where the one asked for is.
    """
    (schemes, wrong), (inspections, unread) = load_sound(), sound_inspections()
    wrong = [*wrong, *unread]
    if wrong and not schemes and not inspections:
        raise Refused(*wrong)
    if name and (inspection := find_inspection_file(name)):
        return Offered(tuple(schemes), (inspection,), str(inspection.id), wrong)
    if name:
        loaded = find(name)
        others = (other for other in schemes if other.scheme.id != loaded.scheme.id)
        return Offered((loaded, *others), tuple(inspections), loaded.scheme.id, wrong)
    if not schemes and not inspections:
        raise none_found()
    return Offered(tuple(schemes), tuple(inspections), None, wrong)
