"""Finds and loads scheme files; every error names file, line and fix."""

from __future__ import annotations

import hashlib
import os
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from govscore.problems import Problem, Refused, problem
from govscore.scheme import Scheme
from govscore.text import nearest
from govscore.toml_lines import TomlLines

if TYPE_CHECKING:
    from govscore.inspection.model import InspectionScheme

_REPOSITORY = Path(__file__).resolve().parent.parent / "templates"
_INSPECTION = re.compile(r"^kind\s*=\s*[\"']inspection[\"']", re.MULTILINE)
_AT_LINE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)")


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
class LoadedInspection:
    """The scheme of an inspection (`kind = "inspection"`) with its folder and the SHA-256 of its file."""

    scheme: InspectionScheme
    folder: Path
    sha256: str


def templates_folder() -> Path:
    """Where the regimes' folders lie: GOVSCORE_TEMPLATES, or templates/ beside the program."""
    return Path(os.environ.get("GOVSCORE_TEMPLATES") or _REPOSITORY)


def load_all(folder: Path | None = None) -> list[LoadedScheme]:
    """Every templates/<regime>/scheme.toml of points, by name; Refused with all their errors together."""
    loaded, problems = load_sound(folder)
    if problems:
        raise Refused(*problems)
    return loaded


def load_sound(folder: Path | None = None) -> tuple[list[LoadedScheme], list[Problem]]:
    """The sound scheme files, and the problems of the others: an unfinished folder stops no other office's work.

    Of two files with one id the one counts whose folder has the id for its name.
    """
    loaded: dict[str, LoadedScheme] = {}
    problems: list[Problem] = []
    for file in (file for file in _files(folder) if not is_inspection(file)):
        try:
            item = load(file)
        except Refused as refused:
            problems.extend(refused.problems)
            continue
        other = loaded.setdefault(item.scheme.id, item)
        if other is not item:
            wrong = other if item.folder.name == item.scheme.id else item
            loaded[item.scheme.id] = item if wrong is other else other
            places = (f"[{one.folder.name}/scheme.toml]" for one in (other, item))
            problems.append(problem("scheme-twice", *places, id=item.scheme.id))
    problems += _unknown_ancestors(loaded)
    return list(loaded.values()), problems


def _unknown_ancestors(loaded: dict[str, LoadedScheme]) -> list[Problem]:
    """Schemes that say that they supersede one that is not there."""
    return [
        problem("scheme-ancestor", f"[{item.folder.name}/scheme.toml]", id=item.scheme.supersedes)
        for item in loaded.values()
        if item.scheme.supersedes and item.scheme.supersedes not in loaded
    ]


def _files(folder: Path | None) -> list[Path]:
    return sorted((folder or templates_folder()).glob("*/scheme.toml"))


def is_inspection(file: Path) -> bool:
    """True for a file whose first lines say `kind = "inspection"`; False also for one that cannot be read."""
    try:
        return bool(_INSPECTION.search(file.read_text("utf-8", errors="replace")))
    except OSError:
        return False


def load_inspections(folder: Path | None = None) -> list[LoadedInspection]:
    """Every templates/<regime>/scheme.toml of an inspection, by name; Refused with what is wrong."""
    return [load_inspection(file) for file in _files(folder) if is_inspection(file)]


def everything() -> list[LoadedScheme | LoadedInspection]:
    """Every scheme of either kind: those of points first."""
    return [*load_all(), *load_inspections()]


def find_inspection(name: str) -> LoadedInspection | None:
    """The inspection with this id, or in this file; None where there is none."""
    if name.endswith(".toml") or Path(name).is_file():
        return load_inspection(Path(name)) if is_inspection(Path(name)) else None
    return next((item for item in load_inspections() if item.scheme.id == name), None)


def load_inspection(file: Path) -> LoadedInspection:
    """One scheme file of an inspection; Refused names the line and the fix."""
    from govscore.inspection.model import InspectionScheme  # late: most runs score points

    table, text, sha256 = _table(file)
    try:
        return LoadedInspection(InspectionScheme.model_validate(table), file.parent, sha256)
    except ValidationError as error:
        raise Refused(*_invalid(f"{file.parent.name}/{file.name}", text, error)) from None


def load_any(file: Path) -> LoadedScheme | LoadedInspection:
    """One scheme file of either kind; Refused names the line and the fix."""
    return load_inspection(file) if is_inspection(file) else load(file)


def load(file: Path) -> LoadedScheme:
    """One scheme file; Refused names the line and the fix."""
    table, text, sha256 = _table(file)
    try:
        scheme = Scheme.model_validate(table)
    except ValidationError as error:
        raise Refused(*_invalid(f"{file.parent.name}/{file.name}", text, error)) from None
    return LoadedScheme(scheme, file.parent, sha256)


def _table(file: Path) -> tuple[dict[str, object], str, str]:
    """The file's TOML table, its text and its SHA-256; Refused where it cannot be read."""
    name = f"{file.parent.name}/{file.name}".removeprefix("/")
    try:
        raw = file.read_bytes()
        text = raw.decode("utf-8-sig")
        table = tomllib.loads(text, parse_float=Decimal)
    except OSError:
        raise Refused(problem("scheme-missing", f"[{name}]")) from None
    except UnicodeDecodeError:
        raise Refused(problem("scheme-not-utf8", f"[{name}]")) from None
    except tomllib.TOMLDecodeError as error:
        raise Refused(_syntax(name, text, error)) from None
    return table, text, hashlib.sha256(raw).hexdigest()


def find(name: str) -> LoadedScheme:
    """The scheme with this id, or in this file; Refused with the known ids if there is none."""
    if name.endswith(".toml") or Path(name).is_file():
        return load(Path(name))
    known, _ = load_sound()
    for loaded in known:
        if loaded.scheme.id == name:
            return loaded
    ids = "、".join([*(s.scheme.id for s in known), *(s.scheme.id for s in load_inspections())])
    raise Refused(problem("scheme-unknown", name=name, known=ids))


def _syntax(name: str, text: str, error: tomllib.TOMLDecodeError) -> Problem:
    found = _AT_LINE.search(str(error))
    line = int(found[1]) if found and found[1] else text.count("\n") + 1
    reason = _syntax_reason(_AT_LINE.sub("", str(error)))
    return problem("scheme-syntax", f"[{name}]第{line}行", reason=reason)


def _syntax_reason(said: str) -> str:
    """tomllib's reasons in Chinese."""
    known = {
        "Invalid value": "等号后面的值写法不对：文字要加半角引号",
        "Illegal character": "引号没有成对",
        "Unterminated string": "引号没有成对",
        "Expected '='": "名称后面要写半角等号 =",
        "Cannot overwrite": "同一项写了两次",
        "Cannot declare": "同一段写了两次",
        "Invalid statement": "这里不是“名称 = 值”",
        "Unclosed array": "方括号没有成对",
        "Expected newline": "一行里写了多余的内容",
        "Unescaped": "反斜杠要写两个",
    }
    return next((text for begin, text in known.items() if said.startswith(begin)), "写法不合 TOML 的规定")


def _invalid(name: str, text: str, error: ValidationError) -> Iterable[Problem]:
    lines = TomlLines(text)
    found = error.errors()
    inner = {item["loc"][0] for item in found if len(item["loc"]) > 1}
    for item in found:
        if item["type"] == "too_short" and item["loc"][0] in inner:
            continue  # an array whose items are wrong is not also empty
        path = tuple(part for part in item["loc"] if not _is_tag(part, item["loc"]))
        place = f"[{name}]第{lines.find(path)}行"
        where = ".".join(str(part) for part in path)
        yield _worded(place, where, item["type"], item["msg"], item.get("input"), item.get("ctx") or {})


def _is_tag(part: object, path: tuple[object, ...]) -> bool:
    """Discriminated unions put the rule kind into the path, which the file does not have."""
    return len(path) > 2 and path[0] == "rules" and part is path[2]


def _worded(place: str, where: str, kind: str, message: str, given: object, context: dict[str, object]) -> Problem:
    key = where.rpartition(".")[2]
    if kind == "extra_forbidden":
        near = nearest(key, _all_keys())
        hint = f"是不是想写 {near}？" if near else "删去这一项。"
        return problem("scheme-unknown-key", place, key=where, hint=hint)
    if kind == "missing":
        return problem("scheme-missing-key", place, key=where)
    if kind == "union_tag_invalid":
        return problem("scheme-unknown-kind", place, kind=context.get("tag"), known=context.get("expected_tags"))
    reason = _reason(kind, message.removeprefix("Value error, "), context)
    return problem("scheme-bad-value", place, key=where or "整个文件", given=_short(given), reason=reason)


def _reason(kind: str, message: str, context: dict[str, object]) -> str:
    """pydantic's reasons in Chinese; our own are Chinese already."""
    known = {
        "string_type": "应是文字，写在引号里",
        "bool_type": "应是 true 或 false",
        "int_type": "应是整数，不加引号",
        "decimal_type": "应是数，不加引号",
        "is_instance_of": "应是数，不加引号",
        "date_type": "应是日期，写成 2022-01-01，不加引号",
        "tuple_type": "应是一组值，写在方括号里",
        "dict_type": "应是一组“名称 = 值”",
        "model_type": "应是一组“名称 = 值”",
        "string_pattern_mismatch": "只用小写英文字母、数字、- 和 _，以字母开头",
        "literal_error": f"可以写：{_choices(context)}",
        "greater_than_equal": f"不能小于{context.get('ge')}",
        "less_than_equal": f"不能大于{context.get('le')}",
        "too_short": "不能是空的",
    }
    if "more decimals" in message or "out of range" in message:
        return "最多3位小数，不能大得离谱"
    return known.get(kind, message)


def _choices(context: dict[str, object]) -> str:
    """pydantic's list of allowed words, in Chinese."""
    return "、".join(re.findall(r"'([^']*)'", str(context.get("expected", ""))))


def _short(given: object) -> str:
    return "" if isinstance(given, dict | list | tuple) else f"“{given}”"[:60]


def _all_keys() -> list[str]:
    """Every key that some part of a scheme file may have."""
    keys: set[str] = set()
    from govscore.inspection.model import InspectionScheme  # late: only when something is wrong

    for model in (Scheme, InspectionScheme):
        schema = model.model_json_schema()
        for definition in [*schema.get("$defs", {}).values(), schema]:
            keys.update(definition.get("properties", {}))
    return sorted(keys)
