"""What is wrong with a scheme file, in the clerk's words: each error with file, line and fix."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError

from govscore.core.problems import Problem, problem
from govscore.core.text import nearest
from govscore.scheme.faults import Fault, Faults
from govscore.scheme.lines import TomlLines
from govscore.scheme.points_scheme import Scheme
from govscore.scheme.remainder import further

_LINE = re.compile(r"第(\d+)行")
_AT_LINE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)")


def syntax(name: str, text: str, error: tomllib.TOMLDecodeError) -> Problem:
    """The problem of the file `name` with this text, which is no TOML."""
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


def invalid(
    name: str, text: str, table: Mapping[str, Any], model: type[BaseModel], error: ValidationError
) -> list[Problem]:
    """All that is wrong in the file `name` with this text and table, by line: single values, and what disagrees."""
    lines, errors = TomlLines(text), error.errors()
    whole = [item for item in errors if isinstance((item.get("ctx") or {}).get("error"), Faults)]
    own = [item for item in errors if item not in whole]
    found = [fault for item in whole for fault in item["ctx"]["error"].found] or further(model, table, own)
    told = [*_own(name, lines, own), *(at(name, lines, fault) for fault in found)]
    return sorted(told, key=lambda one: int(_LINE.findall(one.place)[0]))


def at(name: str, lines: TomlLines, fault: Fault) -> Problem:
    """A fault of the file `name` with its line."""
    where = ".".join(map(str, fault.path)) or "整个文件"
    return problem(
        "scheme-bad-value", f"[{name}]第{lines.find(fault.path)}行", key=where, given="", reason=fault.reason
    )


def _own(name: str, lines: TomlLines, errors: Sequence[Mapping[str, Any]]) -> Iterator[Problem]:
    inner = {item["loc"][0] for item in errors if len(item["loc"]) > 1}
    for item in errors:
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
        "greater_than": f"要大于{context.get('gt')}",
        "less_than": f"要小于{context.get('lt')}",
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
    from govscore.scheme.inspection_scheme import InspectionScheme  # late: only when something is wrong

    for model in (Scheme, InspectionScheme):
        schema = model.model_json_schema()
        for definition in [*schema.get("$defs", {}).values(), schema]:
            keys.update(definition.get("properties", {}))
    return sorted(keys)
