"""Finds and loads scheme files; every error names file, line and fix."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from govscore.core.problems import Problem, Refused, problem
from govscore.scheme.errors import invalid
from govscore.scheme.inspection_headings import NAME_HEADINGS
from govscore.scheme.lines import TomlLines
from govscore.scheme.places import forebears, none_found, scheme_files, seen_id
from govscore.scheme.points_scheme import Scheme
from govscore.scheme.raw import parsed

if TYPE_CHECKING:
    from govscore.scheme.inspection_scheme import InspectionScheme

_INSPECTION = re.compile(r"^kind\s*=\s*[\"']inspection[\"']", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class LoadedScheme:
    """A scheme with the folder it came from, and the SHA-256 of its file."""

    scheme: Scheme
    folder: Path
    sha256: str

    @property
    def bulletin(self) -> Path:
        """The Word template of the notice."""
        return self.folder / "bulletin.docx"


@dataclass(frozen=True, slots=True)
class InspectionFile:
    """The scheme file of an inspection, parsed but not yet validated: most workbooks have no need of it."""

    file: Path
    table: dict[str, Any]
    text: str
    sha256: str

    @property
    def id(self) -> object:
        """The scheme's id as written."""
        return self.table.get("id")

    @property
    def names(self) -> Sequence[str]:
        """Headings of the columns that name accounts or sites, as written or as usual; none where they are wrong."""
        words = self.table.get("words", {})
        names = words.get("name", NAME_HEADINGS) if isinstance(words, dict) else ()
        return names if isinstance(names, list | tuple) and all(isinstance(name, str) for name in names) else ()

    def load(self) -> LoadedInspection:
        """The scheme; Refused names the line and the fix."""
        from govscore.scheme.inspection_scheme import InspectionScheme  # late: most runs score points

        try:
            scheme = InspectionScheme.model_validate(self.table)
        except ValidationError as error:
            name = f"{self.file.parent.name}/{self.file.name}"
            raise Refused(*invalid(name, self.text, self.table, InspectionScheme, error)) from None
        return LoadedInspection(scheme, self.file.parent, self.sha256)


@dataclass(frozen=True, slots=True)
class LoadedInspection:
    """The scheme of an inspection (`kind = "inspection"`) with its folder and the SHA-256 of its file."""

    scheme: InspectionScheme
    folder: Path
    sha256: str


def load_all(folder: Path | None = None) -> list[LoadedScheme]:
    """Every templates/<regime>/scheme.toml of points, by name; Refused with all their errors together."""
    loaded, problems = load_sound(folder)
    if problems:
        raise Refused(*problems)
    return loaded


def load_sound(folder: Path | None = None) -> tuple[list[LoadedScheme], list[Problem]]:
    """The sound scheme files, and the problems of the others: an unfinished folder stops no other office's work.

    Of two files with one id the one counts whose folder has the id for its name. What a wrong file supersedes is not
    among the sound ones: it would score the periods of its successor.
    """
    loaded: dict[str, LoadedScheme] = {}
    wrong_ids: set[str] = set()
    problems: list[Problem] = []
    for file in (file for file in _files(folder) if not is_inspection(file)):
        try:
            item = load(file)
        except Refused as refused:
            problems.extend(refused.problems)
            wrong_ids.add(seen_id(file.parent))
            continue
        other = loaded.setdefault(item.scheme.id, item)
        if other is not item:
            wrong = other if item.folder.name == item.scheme.id else item
            loaded[item.scheme.id] = item if wrong is other else other
            places = (f"[{one.folder.name}/scheme.toml]" for one in (other, item))
            problems.append(problem("scheme-twice", *places, id=item.scheme.id))
    problems += _ancestors(loaded, wrong_ids)
    waiting = forebears(wrong_ids) if wrong_ids else set()
    return [item for name, item in loaded.items() if name not in waiting], problems


def _ancestors(loaded: dict[str, LoadedScheme], wrong: set[str]) -> list[Problem]:
    """Schemes that supersede one that is not there, one that is valid no earlier, or in a circle each other.

    `wrong`: ids of files that could not be read, of which nothing is said here.
    """
    schemes, found = {key: item.scheme for key, item in loaded.items()}, []
    for item in loaded.values():
        scheme, file = item.scheme, item.folder / "scheme.toml"
        before = schemes.get(scheme.supersedes or "")
        sound = before is not None and before.valid_from < scheme.valid_from
        if not scheme.supersedes or scheme.supersedes in wrong or sound:
            continue
        line = TomlLines(file.read_text("utf-8-sig")).find(("supersedes",))
        place = f"[{item.folder.name}/scheme.toml]第{line}行"
        if before is None:
            found.append(problem("scheme-ancestor", place, id=scheme.supersedes))
        else:
            found.append(problem("scheme-ancestor-later", place, id=before.id, day=before.valid_from))
    return found


def _files(folder: Path | None) -> list[Path]:
    return sorted(folder.glob("*/scheme.toml")) if folder else scheme_files()


def is_inspection(file: Path) -> bool:
    """True for a file whose first lines say `kind = "inspection"`; False also for one that cannot be read."""
    try:
        return bool(_INSPECTION.search(file.read_text("utf-8", errors="replace")))
    except OSError:
        return False


def inspection_files(folder: Path | None = None) -> list[InspectionFile]:
    """Every templates/<regime>/scheme.toml of an inspection, by name; Refused where one cannot be read."""
    return [inspection_file(file) for file in _files(folder) if is_inspection(file)]


def sound_inspections() -> tuple[list[InspectionFile], list[Problem]]:
    """The scheme files of inspections that can be read, without what a wrong one supersedes, and what is wrong."""
    found: list[InspectionFile] = []
    problems: list[Problem] = []
    wrong: set[str] = set()
    for file in (file for file in _files(None) if is_inspection(file)):
        try:
            found.append(inspection_file(file))
        except Refused as refused:
            problems.extend(refused.problems)
            wrong.add(seen_id(file.parent))
    waiting = forebears(wrong) if wrong else set()
    return [file for file in found if file.id not in waiting], problems


def inspection_file(file: Path) -> InspectionFile:
    """One scheme file of an inspection; Refused where it cannot be read."""
    return InspectionFile(file, *_table(file))


def load_inspections(folder: Path | None = None) -> list[LoadedInspection]:
    """Every inspection, by name; Refused with what is wrong."""
    return [file.load() for file in inspection_files(folder)]


def everything() -> list[LoadedScheme | LoadedInspection]:
    """Every scheme of either kind: those of points first; Refused where there is none."""
    found: list[LoadedScheme | LoadedInspection] = [*load_all(), *load_inspections()]
    if not found:
        raise none_found()
    return found


def find_inspection_file(name: str) -> InspectionFile | None:
    """The inspection with this id, or in this file; None where there is none."""
    if name.endswith(".toml") or Path(name).is_file():
        return inspection_file(Path(name)) if is_inspection(Path(name)) else None
    return next((file for file in inspection_files() if file.id == name), None)


def find_inspection(name: str) -> LoadedInspection | None:
    """The inspection with this id, or in this file, validated; None where there is none."""
    file = find_inspection_file(name)
    return file.load() if file else None


def load_any(file: Path) -> LoadedScheme | LoadedInspection:
    """One scheme file of either kind; Refused names the line and the fix."""
    return inspection_file(file).load() if is_inspection(file) else load(file)


def load(file: Path) -> LoadedScheme:
    """One scheme file; Refused names the line and the fix."""
    table, text, sha256 = _table(file)
    try:
        scheme = Scheme.model_validate(table)
    except ValidationError as error:
        raise Refused(*invalid(f"{file.parent.name}/{file.name}", text, table, Scheme, error)) from None
    return LoadedScheme(scheme, file.parent, sha256)


def _table(file: Path) -> tuple[dict[str, Any], str, str]:
    """The file's TOML table, its text and its SHA-256; Refused where it cannot be read."""
    name = f"{file.parent.name}/{file.name}".removeprefix("/")
    try:
        raw = file.read_bytes()
        text = raw.decode("utf-8-sig")
        table = parsed(name, text)
    except OSError:
        raise Refused(problem("scheme-missing", f"[{name}]")) from None
    except UnicodeDecodeError:
        raise Refused(problem("scheme-not-utf8", f"[{name}]")) from None
    return table, text, hashlib.sha256(raw).hexdigest()


def find(name: str) -> LoadedScheme:
    """The scheme with this id, or in this file; Refused with the known ids if there is none."""
    if name.endswith(".toml") or Path(name).is_file():
        return load(Path(name))
    files = scheme_files()
    named = [file for file in files if seen_id(file.parent) == name and not is_inspection(file)]
    if named:
        return load(min(named, key=lambda file: file.parent.name != name))
    if not files:
        raise none_found()
    known = dict.fromkeys(seen_id(file.parent) for file in files)
    raise Refused(problem("scheme-unknown", name=name, known="、".join(known)))
