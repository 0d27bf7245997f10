"""Where schemes are looked for: the office's own folders first, then what the program brings."""

from __future__ import annotations

import os
import re
from pathlib import Path

import govscore
from govscore.core.problems import Refused, problem

OWN = Path("templates")  # in the working folder
SCHEME = "scheme.toml"
_INSIDE = Path(govscore.__file__).resolve().parent / "templates"
_VALUE = r"[\"']?\s*[=＝]\s*[\"'“”‘’]?([\w.-]+)"  # also where it is mistyped
_ID = re.compile(r"^\s*[\"']?id" + _VALUE, re.MULTILINE)
_OLD = re.compile(r"^\s*[\"']?supersedes" + _VALUE, re.MULTILINE)


def brought() -> Path:
    """The templates that the program brings: inside the installed package, in the repository beside it."""
    return _INSIDE if _INSIDE.is_dir() else _INSIDE.parents[1] / "templates"


def places() -> list[Path]:
    """The folders to look into, the first wins: those listed in GOVSCORE_TEMPLATES, else ./templates and `brought()`.

    Refused where a listed folder is not there: its schemes would be missed without a word.
    """
    listed = [Path(part) for part in os.environ.get("GOVSCORE_TEMPLATES", "").split(os.pathsep) if part.strip()]
    if lost := [f"[{place}]" for place in listed if not place.is_dir()]:
        raise Refused(problem("scheme-no-folder", *lost))
    return listed or [OWN, *([] if _same(OWN, brought()) else [brought()])]


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()


def none_found() -> Refused:
    """No scheme at all: which folders were looked into, and how to get one."""
    return Refused(problem("scheme-none", *(f"[{place.resolve()}]" for place in places())))


def origin(folder: Path) -> str:
    """Where a scheme's folder lies, in words for a list."""
    return "随程序" if _same(folder.parent, brought()) else str(folder)


def scheme_files() -> list[Path]:
    """The scheme files that count, by folder: of one id those in the first place that has it.

    A file that is wrong counts too, even a missing one in a folder of an id's name: nothing takes its place unsaid.
    """
    first: dict[str, list[Path]] = {}
    there: set[str] = set()  # ids of which some place has a file
    for place in places():
        here: dict[str, list[Path]] = {}
        for folder in _folders(place):
            here.setdefault(seen_id(folder), []).append(folder / SCHEME)
        whole = {name: [file for file in files if file.is_file()] for name, files in here.items()}
        there |= {name for name, files in whole.items() if files}
        first = {name: whole[name] or here[name] for name in here} | first
    return sorted((file for name in there for file in first[name]), key=lambda file: file.parent.name)


def _folders(place: Path) -> list[Path]:
    """The offices' folders in a place, none where there is no such place; Refused where it cannot be looked into."""
    try:
        return sorted(folder for folder in place.iterdir() if folder.is_dir())
    except FileNotFoundError:
        return []
    except OSError:
        raise Refused(problem("scheme-no-folder", f"[{place}]")) from None


def seen_id(folder: Path) -> str:
    """The id in a folder's scheme file as far as it can be seen, for it may be wrong; else the folder's name."""
    found = _ID.search(_head(folder))
    return found[1] if found else folder.name


def forebears(names: set[str]) -> set[str]:
    """The ids that schemes of these ids supersede, one through another, by any file of theirs in any place."""
    parents: dict[str, set[str]] = {}
    for folder in (folder for place in places() for folder in _folders(place)):
        parents.setdefault(seen_id(folder), set()).update(_OLD.findall(_head(folder)))
    found: set[str] = set()
    while names:
        names = {old for name in names for old in parents.get(name, ())} - found
        found |= names
    return found


def _head(folder: Path) -> str:
    """What stands before the first table of a folder's scheme file; nothing where it cannot be read."""
    try:
        return (folder / SCHEME).read_text("utf-8-sig", errors="replace").partition("\n[")[0]
    except OSError:
        return ""
