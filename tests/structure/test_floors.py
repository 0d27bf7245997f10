"""The house has floors: a module imports only what lies below it, wherever in the module the import stands."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache
from importlib.util import resolve_name
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "govscore"

# One folder a stage, from the ground up: a folder imports only itself and those before it, for types as well.
STAGES = (
    "core",
    "readers",
    "rules",
    "scheme",
    "claiming",
    "tally",
    "scoring",
    "recheck",
    "inspection",
    "results",
    "sheets",
    "word",
    "notices",
    "format_check",
    "outputs",
    "delivery",
    "running",
    "commands",
)
BELOW, ABOVE = ("govscore",), ("govscore.__main__",)  # the package itself stands under all stages, its start on top


@cache
def modules() -> dict[str, Path]:
    names = {}
    for path in sorted(HOUSE.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        names[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return names


@cache
def tree(name: str) -> ast.Module:
    return ast.parse(modules()[name].read_text("utf-8"))


def floor(name: str) -> int:
    """The number of a module's stage."""
    if name in BELOW + ABOVE:
        return -1 if name in BELOW else len(STAGES)
    return STAGES.index(name.split(".")[1])


def statements(node: ast.AST, *, inside_functions: bool, types: bool) -> Iterator[ast.AST]:
    """All nodes; without those in functions, or without those that only a type checker runs, where so asked."""
    for child in ast.iter_child_nodes(node):
        if (only_for_types(child) and not types) or (isinstance(child, ast.FunctionDef) and not inside_functions):
            continue
        yield child
        yield from statements(child, inside_functions=inside_functions, types=types)


def only_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


@cache
def imported(name: str, *, inside_functions: bool = True, types: bool = True) -> set[str]:
    """Everything that a module imports, as full names."""
    package = name if modules()[name].name == "__init__.py" else name.rpartition(".")[0]
    found: set[str] = set()
    for node in statements(tree(name), inside_functions=inside_functions, types=types):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = resolve_name("." * node.level + (node.module or ""), package) if node.level else str(node.module)
            found |= {f"{base}.{alias.name}" for alias in node.names} | {base}
    return found


def own(name: str, *, types: bool = True) -> set[str]:
    """The modules of the house that a module imports; a package is not meant where one of its modules is."""
    found = {other for other in imported(name, types=types) if other in modules()} - {name}
    return {other for other in found if not any(deep.startswith(other + ".") for deep in found)}


def test_the_list_of_stages_is_the_list_of_folders() -> None:
    folders = {path.name for path in HOUSE.iterdir() if path.is_dir() and any(path.glob("*.py"))}
    assert folders == set(STAGES) and len(STAGES) == len(set(STAGES))
    assert {path.stem for path in HOUSE.glob("*.py")} == {"__init__", "__main__"}
    assert set(BELOW + ABOVE) <= set(modules())


@pytest.mark.parametrize("name", modules())
def test_a_module_imports_only_what_lies_below(name: str) -> None:
    for other in own(name):
        assert floor(other) <= floor(name), f"{name} imports {other}, which lies above it"


def test_nothing_imports_in_a_circle() -> None:
    done: set[str] = set()

    def visit(name: str, way: tuple[str, ...]) -> None:
        assert name not in way, " → ".join((*way[way.index(name) :], name))
        if name not in done:
            for other in own(name):
                visit(other, (*way, name))
            done.add(name)

    for name in modules():
        visit(name, ())


APART = [  # what the order of the stages would allow
    ("govscore.tally.*", "govscore.rules*", "a tally knows no rule"),
    ("govscore.outputs.*", "govscore.readers*", "outputs read nothing"),
    ("govscore.outputs.*", "govscore.rules.*", "outputs see finished strings"),
]
# a live formula is made of the rules' own formulas, so that a new kind stays one file
LIVE = [f"govscore.outputs.ranking.{name}" for name in ("figures", "item_points", "rival_sums", "rules_sheet")]
ALLOWED = {(name, "govscore.rules.base") for name in LIVE} | {
    ("govscore.outputs.scheme_text", "govscore.rules.base"),  # the worded definitions, no arithmetic
    ("govscore.outputs.notice.bulletin", "govscore.rules.base"),
}


@pytest.mark.parametrize(("who", "whom", "why"), APART, ids=[why for _, _, why in APART])
def test_kept_apart(who: str, whom: str, why: str) -> None:
    assert {name for pair in ALLOWED for name in pair} <= set(modules())
    for name in modules():
        if fnmatchcase(name, who):
            for other in own(name, types=False):
                assert not fnmatchcase(other, whom) or (name, other) in ALLOWED, f"{why}: {name} imports {other}"


@pytest.mark.parametrize("library", ["python_calamine", "xlrd"])
def test_only_the_door_imports_a_spreadsheet_reader(library: str) -> None:
    users = {name for name in modules() if any(i.split(".")[0] == library for i in imported(name))}
    assert users, f"nobody imports {library} any more: take it out of this test"
    assert all(name.startswith("govscore.readers.door") for name in users), users


@pytest.mark.parametrize("library", ["smtplib", "socket", "urllib", "http", "requests"])
def test_nothing_that_scores_can_reach_the_network(library: str) -> None:
    users = {name for name in modules() if any(i.split(".")[0] == library for i in imported(name))}
    assert all(name.startswith("govscore.delivery.mail") for name in users), users


HEAVY = (
    "rich",
    "packaging",
    "wcwidth",
    "importlib.metadata",
    "pandas",
    "numpy",
    "openpyxl",
    "docx",
    "lxml",
    "xlsxwriter",
    "pydantic",
    "python_calamine",
)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["run", "--help"],
        ["scheme", "--help"],
        ["template", "marks", "--help"],
        ["mail", "--help"],
        ["doctor", "--help"],
    ],
)
def test_the_help_loads_no_heavy_library(arguments: list[str]) -> None:
    code = (
        f"import sys; sys.argv = ['govscore', *{arguments!r}]\n"
        "from govscore.__main__ import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=ROOT, text=True)
    assert done.stderr.splitlines()[-1] == "[]"
