"""The JSON Schemas in docs/schema/, made from the types that the program itself uses."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from pydantic import ConfigDict, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from govscore.results.json_form import ResultForm, StoredForm
from govscore.scheme.inspection_scheme import InspectionScheme
from govscore.scheme.points_scheme import Scheme

Schema = dict[str, Any]
DIALECT = GenerateJsonSchema.schema_dialect


class _Toml(GenerateJsonSchema):
    """A scheme file is TOML: an exact number is written as a number, never as text."""

    def decimal_schema(self, schema: Any) -> Schema:
        """A number, with whatever bounds the model sets."""
        return self.float_schema({**schema, "type": "float"})


def result() -> Schema:
    """Of `--json`: one object, or a list of them; and of 结果.json."""
    form: Any = ResultForm | list[ResultForm] | StoredForm
    strict = ConfigDict(extra="forbid", use_attribute_docstrings=True)
    made = TypeAdapter(form, config=strict).json_schema()
    of = made["$defs"]
    of["StoredForm"]["properties"] |= of["ResultForm"]["properties"]  # described where they are declared
    about = "One object of --json, the list of several workbooks, or the contents of 结果.json."
    return _whole(made, "A result of govscore", about)


def scheme() -> Schema:
    """Of templates/<regime>/scheme.toml where units are scored."""
    return _whole(Scheme.model_json_schema(schema_generator=_Toml), "A scheme of points (scheme.toml)")


def inspection_scheme() -> Schema:
    """Of templates/<regime>/scheme.toml with `kind = "inspection"`."""
    return _whole(InspectionScheme.model_json_schema(schema_generator=_Toml), "A scheme of an inspection (scheme.toml)")


def _whole(made: Schema, title: str, about: str = "") -> Schema:
    """With its dialect and title in front, and without the titles that only repeat a name."""
    plain = _untitled(made)
    described = {"description": about} if about else {}
    return {"$schema": DIALECT, "title": title} | described | plain


def _untitled(part: Any, *, names: bool = False) -> Any:
    """Without `title`; `names`: the keys are names of fields, of which one may be title."""
    if isinstance(part, list):
        return [_untitled(item) for item in part]
    if not isinstance(part, dict):
        return part
    return {
        key: _untitled(value, names=key in ("properties", "$defs") and not names)
        for key, value in part.items()
        if names or key != "title"
    }


FILES: dict[str, Callable[[], Schema]] = {
    "docs/schema/result.schema.json": result,
    "docs/schema/scheme.schema.json": scheme,
    "docs/schema/inspection-scheme.schema.json": inspection_scheme,
}


def texts() -> dict[str, str]:
    """The text of each schema file by its path from the project's folder."""
    return {path: json.dumps(make(), ensure_ascii=False, indent=1) + "\n" for path, make in FILES.items()}
