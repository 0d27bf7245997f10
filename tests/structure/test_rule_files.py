"""A rule kind is one class in one file, with its words and an example that adds up; no other file names it."""

import ast
import re
from collections.abc import Iterator
from fractions import Fraction
from inspect import getmodule
from pathlib import Path
from typing import get_args

import pytest

from govscore.rules.base import Rule
from govscore.rules.kinds import KINDS

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "govscore" / "rules"
FILES = sorted(path.stem for path in FOLDER.glob("*.py") if path.stem not in ("__init__", "base", "kinds"))
SUM = re.compile(r"((?:\(?-?\d[\d.]*\)? *[-+×÷] *|\( *)+[-\d.()+×÷ ]*?) = (-?[\d.]+\d|-?\d)")


@pytest.fixture(params=KINDS, ids=lambda kind: kind.__name__)
def kind(request: pytest.FixtureRequest) -> type[Rule]:
    assert issubclass(request.param, Rule)
    return request.param


def called(kind: type[Rule]) -> str:
    """The kind's name in a scheme file."""
    (name,) = get_args(kind.model_fields["kind"].annotation)
    return str(name)


def test_every_file_holds_the_kind_of_its_name_and_nothing_else() -> None:
    assert sorted(called(kind) for kind in KINDS) == FILES


def test_a_rule_kind_is_whole(kind: type[Rule]) -> None:
    assert kind.__module__ == f"govscore.rules.{called(kind)}"
    for text in (kind.definition, kind.example):
        assert re.search("[\u4e00-\u9fff]", text)
        assert text.endswith(("。", "）"))
    assert kind.__doc__ and kind.__doc__ != Rule.__doc__
    module = getmodule(kind)
    assert module and module.__doc__


def test_the_sums_of_the_example_are_right(kind: type[Rule]) -> None:
    assert re.search(r"\d", kind.example)
    for expression, result in SUM.findall(kind.example):
        assert value(expression) == Fraction(result), f"{expression} = {result}"


def value(expression: str) -> Fraction:
    """A visible sum, exact; digits and signs only."""
    text = expression.replace("×", "*").replace("÷", "/")
    assert re.fullmatch(r"[-+*/().\d ]+", text), text
    return Fraction(eval(re.sub(r"[\d.]+", r"Fraction('\g<0>')", text), {"Fraction": Fraction}))


def names(tree: ast.Module) -> Iterator[str]:
    """The names that a module's code uses, the modules that it imports, and in quotes its texts but for docstrings."""
    documents = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name):
                yield name
            case ast.ImportFrom(module=module):
                yield module or ""
                yield from (f"{module}.{alias.name}" for alias in node.names)
                yield from (alias.name for alias in node.names)
            case ast.Import():
                yield from (alias.name for alias in node.names)
            case ast.Constant(value=str(text)) if id(node) not in documents:
                yield f"'{text}'"


@pytest.fixture(scope="module")
def used() -> dict[str, set[str]]:
    """What `names` finds, by file."""
    paths = sorted((ROOT / "govscore").rglob("*.py"))
    return {str(path.relative_to(ROOT)): set(names(ast.parse(path.read_text("utf-8")))) for path in paths}


def test_only_its_own_file_names_a_kind(kind: type[Rule], used: dict[str, set[str]]) -> None:
    name = called(kind)
    own = f"govscore/rules/{name}.py"
    ours = {kind.__name__, kind.__module__, f"'{name}'"}  # share alone may be any share
    assert f"'{name}'" in used[own]
    assert {file: words & ours for file, words in used.items() if file != own and words & ours} == {}
