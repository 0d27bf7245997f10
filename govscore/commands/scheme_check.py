"""`govscore scheme check`: everything in an office's folder that a run would stumble on, all in one go."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from govscore.core.problems import Problem, Refused, problem
from govscore.running.kind import Kind
from govscore.running.kinds import Loaded, kind_of
from govscore.scheme.files import load_any, load_sound
from govscore.scheme.places import none_found, scheme_files


def check(given: Path | None) -> tuple[list[str], bool]:
    """Lines for the clerk on a scheme file, a folder with one, an id, or all; True where everything is sound."""
    known = scheme_files()
    if not known and given is None:
        raise none_found()
    if given is None:
        files = known
    elif given.is_dir() or given.exists():
        files = [given / "scheme.toml" if given.is_dir() else given]
    else:
        files = [file for file in known if file.parent.name == str(given) or _id(file) == str(given)] or [given]
    lines, sound = [], True
    among = load_sound()[1]  # what is wrong between the offices' files: ids, successors
    for file in files:
        name = f"[{file.parent.name}/{file.name}]".replace("[/", "[")
        found = [*problems(file), *(p for p in among if any(place.startswith(name) for place in p.places))]
        found = list({(p.places, p.message): p for p in found}.values())
        wrong = [item for item in found if item.stops]
        sound = sound and not wrong
        lines += [item.spoken() for item in (*wrong, *(item for item in found if not item.stops))]
        head = f"✗ {name[1:-1]}：有{len(wrong)}处要改" if wrong else f"✓ {name[1:-1]}：没有问题"
        lines.append(head if wrong or len(found) == 0 else f"{head}，有{len(found)}处提示")
    return lines, sound


def _id(file: Path) -> str:
    try:
        return load_any(file).scheme.id
    except Refused:
        return ""


def problems(file: Path) -> list[Problem]:
    """What is wrong with one scheme file, its examples, and the templates beside it."""
    try:
        loaded = load_any(file)
    except Refused as refused:
        return list(refused.problems)
    kind = kind_of(loaded)
    steps: list[Callable[[], Iterable[Problem]]] = [
        partial(kind.doubts, loaded, file),
        partial(_mail, kind, loaded),
        *(partial(_template, kind, loaded, loaded.folder / name) for name in kind.templates),
    ]
    return [item for step in steps for item in _told(step)]


def _told(step: Callable[[], Iterable[Problem]]) -> list[Problem]:
    try:
        return list(step())
    except Refused as refused:
        return list(refused.problems)


def _template(kind: Kind, loaded: Loaded, file: Path) -> Iterable[Problem]:
    if not file.is_file():
        raise Refused(problem("template-missing", f"[{file.parent.name}/{file.name}]"))
    return kind.check_template(loaded, file)


def _mail(kind: Kind, loaded: Loaded) -> Iterable[Problem]:
    from govscore.delivery.mail.mail_texts import wording

    wording(kind.delivered(loaded), loaded.folder)
    return []
