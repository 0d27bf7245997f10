"""What the program imports is what it declares, and where it leans on a library's private parts it says so."""

import ast
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from govscore.commands import machine

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
OPTIONAL = {name: parts for name, parts in PROJECT["optional-dependencies"].items() if name != "test"}
DECLARED = [
    Requirement(text) for text in (*PROJECT["dependencies"], *(p for parts in OPTIONAL.values() for p in parts))
]
TYPES = {"lxml.etree._Element"}  # the only name of the type of an element, for annotations
MODULES = {path: ast.parse(path.read_text("utf-8")) for path in sorted((ROOT / "govscore").rglob("*.py"))}


def imports(tree: ast.Module) -> set[str]:
    """Full names of the modules that are imported anywhere in a module."""
    found = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return found | {str(n.module) for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and not n.level}


def third_party() -> set[str]:
    """The distributions that govscore/ imports from."""
    tops = {name.partition(".")[0] for tree in MODULES.values() for name in imports(tree)}
    known = packages_distributions()
    return {canonicalize_name(known[top][0]) for top in tops - sys.stdlib_module_names - {"govscore"}}


def test_what_is_imported_is_declared_and_what_is_declared_is_imported() -> None:
    assert third_party() == {canonicalize_name(wanted.name) for wanted in DECLARED}


@pytest.mark.parametrize("wanted", DECLARED, ids=str)
def test_the_oldest_version_is_named(wanted: Requirement) -> None:
    assert any(part.operator == ">=" for part in wanted.specifier)


def private_uses() -> set[tuple[str, str]]:
    """Module and library for each private module that is imported, and each private name taken from a library's."""
    found = set()
    for path, tree in MODULES.items():
        names = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                names |= {(alias.asname or alias.name.partition(".")[0]): alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level and node.module != "__future__":
                names |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
        taken = [
            f"{names[node.value.id]}.{node.attr}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
            if node.value.id in names
        ]
        for name in (*names.values(), *taken):
            library, *parts = name.split(".")
            if (
                name not in TYPES
                and library not in (*sys.stdlib_module_names, "govscore")
                and any(p.startswith("_") for p in parts)
            ):
                found.add((path.relative_to(ROOT).as_posix(), library))
    return found


def test_private_parts_of_libraries_are_used_where_it_is_said() -> None:
    """Each has an upper bound below and a test of its own that fails when the library changes them."""
    assert private_uses() == {
        ("govscore/commands/groups.py", "typer"),  # names of types only
        ("govscore/commands/mistyped.py", "typer"),  # tests/unit/test_chinese_help.py goes through all that it raises
    }


@pytest.mark.parametrize("library", sorted({library for _, library in private_uses()}))
def test_a_library_with_private_uses_has_an_upper_bound(library: str) -> None:
    (wanted,) = (wanted for wanted in DECLARED if wanted.name == library)
    assert any(part.operator == "<" for part in wanted.specifier)


def sound(*requirements: str) -> list[tuple[str, bool]]:
    return list(machine.packages(requirements))


def test_the_doctor_looks_for_exactly_what_is_declared() -> None:
    extras = {
        name: [f'{text}; extra == "{name}"' for text in parts]
        for name, parts in PROJECT["optional-dependencies"].items()
    }
    lines = sound(*PROJECT["dependencies"], *(text for parts in extras.values() for text in parts))
    assert [line.split()[1] for line, _ in lines] == [wanted.name for wanted in DECLARED]
    assert all(line.startswith("✓ ") and good for line, good in lines)
    assert set(machine.EXTRAS) == set(OPTIONAL)


def test_the_doctor_names_the_remedy() -> None:
    assert sound("no-such-package>=3") == [
        ('✗ 缺少程序包 no-such-package：运行 python -m pip install "no-such-package>=3"', False)
    ]
    ((line, good),) = sound("pandas<2")
    assert line.startswith("✗ 程序包 pandas 是 3.") and line.endswith('要 <2：运行 python -m pip install "pandas<2"')
    assert not good
    ((line, good),) = sound('no-such-package>=3; extra == "mail"')
    assert line.startswith("· 缺少程序包 no-such-package（不影响别的") and good
    assert sound('no-such-package; extra == "test"', 'no-such-package; python_version < "3"') == []


def test_a_doctor_without_packages_says_so_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.metadata.requires", lambda _: ["no-such-package>=3", "pandas>=3"])
    lines, healthy = machine.examine()
    assert not healthy
    assert [line[0] for line in lines] == ["g", "✗", "✓"]


def test_a_doctor_of_a_program_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(name: str) -> None:
        raise PackageNotFoundError(name)

    monkeypatch.setattr("importlib.metadata.requires", unknown)
    lines, healthy = machine.examine()
    assert not healthy and "没有装进这个 Python" in lines[-1]
