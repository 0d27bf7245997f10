"""Validates what the program says as JSON against the published schema, wherever tests come across it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match
from samples_at_hand import ROOT

from govscore.delivery import writing
from govscore.results.result import Result

SCHEMAS = ROOT / "docs" / "schema"
RESULT = "结果.json"
OTHER_JSON = ("template", "doctor", "scheme")  # commands whose --json is no result


@cache
def schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8"))
    return found


@cache
def _validator(form: str) -> Draft202012Validator:
    """Of one form of the result's schema: ResultForm or StoredForm."""
    return Draft202012Validator({"$ref": f"#/$defs/{form}", "$defs": schema("result")["$defs"]})


def check(data: object, form: str) -> None:
    """AssertionError with the place and the reason where `data` is not of the form."""
    if fault := best_match(_validator(form).iter_errors(data)):
        raise AssertionError(f"{form}: {fault.json_path}: {fault.message[:500]}")


@cache
def check_printed(text: str) -> None:
    """What `--json` gave: one object, or a list of them."""
    found = json.loads(text)
    for one in found if isinstance(found, list) else [found]:
        check(one, "ResultForm")


@cache
def check_stored(text: str) -> None:
    """The text of a 结果.json."""
    check(json.loads(text), "StoredForm")


def check_run(arguments: list[str], out: str, cwd: Path, before: dict[Path, int]) -> None:
    """What one call of the program gave as JSON: on its output, in the file it was told, in each 结果.json it wrote."""
    if "--json" in arguments and arguments[0] not in OTHER_JSON:
        target = arguments[arguments.index("--json") + 1]
        file = cwd / target
        if text := out if target == "-" else (file.read_text("utf-8") if file.is_file() else ""):
            check_printed(text)
    for file, changed in results_in(cwd).items():
        if before.get(file) != changed:
            check_stored(file.read_text("utf-8"))


def results_in(folder: Path) -> dict[Path, int]:
    """Every 结果.json below a folder, with the time of its last change."""
    return {file: file.stat().st_mtime_ns for file in folder.rglob(RESULT) if file.is_file()}


@contextmanager
def every_result_checked() -> Iterator[None]:
    """While it lasts, each result that this process makes or writes is validated."""
    made, written = Result.to_json, writing.to_json

    def to_json(self: Result) -> Any:
        given = made(self)
        check(json.loads(json.dumps(given)), "ResultForm")
        return given

    def text(data: Any) -> str:
        if isinstance(data, dict) and "outputs" in data and "marks" in data:
            check(json.loads(json.dumps(data)), "StoredForm")
        return written(data)

    with mock.patch.object(Result, "to_json", to_json), mock.patch.object(writing, "to_json", text):
        yield
