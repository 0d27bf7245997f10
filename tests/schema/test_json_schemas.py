"""The published JSON Schemas are those of the code, describe every field, and take what is right and nothing else."""

import datetime
import json
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from json_checks import check, schema
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match
from samples_at_hand import ROOT
from small_scheme import TEXT, changed

from govscore.delivery import writing
from govscore.results.result import Result

sys.path.insert(0, str(ROOT / "tools"))
from docs import schemas

SHIPPED = sorted((ROOT / "templates").glob("*/scheme.toml"))


@pytest.mark.parametrize("path", schemas.FILES)
def test_the_published_schema_is_the_codes(path: str) -> None:
    text = (ROOT / path).read_text("utf-8")
    assert text == schemas.texts()[path], "stale: run make docs"
    Draft202012Validator.check_schema(json.loads(text))


def test_every_field_of_a_result_is_described_and_no_other_is_allowed() -> None:
    for name, form in schema("result")["$defs"].items():
        assert form["additionalProperties"] is False, name
        assert form["description"], name
        for field, about in form["properties"].items():
            assert about.get("description"), f"{name}.{field}"


RIGHT: dict[str, Any] = {
    "workbook": "表.xlsx",
    "scheme": None,
    "period": None,
    "input_sha256": "0" * 64,
    "scheme_sha256": None,
    "tiers": [],
    "facts": {},
    "differences": [],
    "verdicts": [],
    "problems": [],
    "outputs": [],
}
UNIT = {"unit": "甲镇", "score": "1.5", "prior": "0", "cumulative": "1.5", "rank": 1, "tied": False}
UNIT |= {"target": None, "percent": None, "excluded": False, "note": ""}


def of_units(*units: dict[str, Any]) -> dict[str, Any]:
    return RIGHT | {"tiers": [{"tier": "镇", "ranked": True, "units": list(units)}]}


@pytest.mark.parametrize("right", [RIGHT, of_units(UNIT), of_units(UNIT, UNIT | {"rank": None, "score": None})])
def test_a_result_is_taken(right: dict[str, Any]) -> None:
    check(right, "ResultForm")


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({key: value for key, value in RIGHT.items() if key != "facts"}, r"'facts' is a required property"),
        (RIGHT | {"colour": "red"}, "colour"),
        (RIGHT | {"items": []}, "items"),  # of 结果.json, not of --json
        (RIGHT | {"facts": {"单位数": 49}}, r"\$\.facts\[.单位数.\]"),
        (of_units(UNIT | {"score": 1.5}), r"\$\.tiers\[0\]\.units\[0\]\.score"),
        (of_units(UNIT | {"score": "1.5分"}), "score"),
        (of_units(UNIT | {"rank": 0}), "rank"),
        (of_units(UNIT | {"rank": "1"}), "rank"),
        (of_units({**UNIT, "rankk": 1}), "rankk"),
    ],
)
def test_what_is_no_result_is_refused_with_its_place(wrong: dict[str, Any], where: str) -> None:
    with pytest.raises(AssertionError, match=where):
        check(wrong, "ResultForm")


def table(text: str) -> dict[str, Any]:
    return dict(_json(tomllib.loads(text)))


def _json(part: Any) -> Any:
    """TOML's values as JSON has them: dates are texts."""
    if isinstance(part, dict):
        return {key: _json(value) for key, value in part.items()}
    if isinstance(part, list):
        return [_json(item) for item in part]
    return part.isoformat() if isinstance(part, datetime.date) else part


def faults(data: dict[str, Any]) -> Iterator[str]:
    kind = "inspection-scheme" if data.get("kind") == "inspection" else "scheme"
    fault = best_match(Draft202012Validator(schema(kind)).iter_errors(data))
    yield from [f"{fault.json_path}: {fault.message}"] if fault else []


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.parent.name)
def test_every_shipped_scheme_fits_its_schema(file: Path) -> None:
    assert list(faults(table(file.read_text("utf-8")))) == []


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ('style = "months"', 'style = "weeks"', "$.period.style"),
        ("fractions = true", "fraction = true", "$.numbers"),
        ('kind = "per_item"', 'kind = "by_guess"', "$.rules[0]"),
        ("points = { city = 5, county = 0.5 }", 'points = { city = "5" }', "$.rules[0]"),
        ('role = "unit"', 'role = "units"', "$.columns[0].role"),
        ('id = "small"', 'id = "小县"', "$.id"),
        ("valid_from = 2024-01-01\n", "", "$"),
    ],
)
def test_a_wrong_scheme_does_not_fit(old: str, new: str, where: str) -> None:
    assert list(faults(table(TEXT))) == []
    (fault,) = faults(table(changed((old, new))))
    assert fault.startswith(where), fault


def test_a_wrong_inspection_does_not_fit() -> None:
    (file,) = (file for file in SHIPPED if "inspection" in file.parent.name)
    data = table(file.read_text("utf-8"))
    assert list(faults(data | {"due_soon_working_days": "3"}))
    assert list(faults(data | {"platforms": [{"name": "微信", "words": []}]}))


def test_every_result_of_the_tests_is_validated() -> None:
    with pytest.raises(AssertionError, match="input_sha256"):
        Result("表.xlsx", sha256="no hash").to_json()
    stored = Result("表.xlsx").to_json() | {"marks": {}, "items": [["甲镇", "标题", "third"]]}
    with pytest.raises(AssertionError, match="items"):
        writing.to_json(stored)
