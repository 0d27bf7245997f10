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

# From the ground up. A name with a star is a whole folder; a name without beats one with.
FLOORS: list[tuple[str, ...]] = [
    (
        "govscore",
        "govscore.points",
        "govscore.problems",
        "govscore.text",
        "govscore.frames",
        "govscore.chinese_help",
        "govscore.formulas",
        "govscore.difference",
        "govscore.scheme",
    ),
    (
        "govscore.period",
        "govscore.lock",
        "govscore.aside",
        "govscore.fonts",
        "govscore.outputs",
        "govscore.outputs.template_data",
        "govscore.outputs.staging",
        "govscore.outputs.copied",
        "govscore.outputs.sheet_parts",
    ),
    (
        "govscore.outputs.template",
        "govscore.outputs.template.*",
        "govscore.outputs.summary",
        "govscore.earlier",
        "govscore.scheme.lines",
    ),
    ("govscore.readers", "govscore.readers.*"),
    ("govscore.inputs", "govscore.inspection.dates", "govscore.inspection.headings"),
    ("govscore.notice_info",),
    ("govscore.format_check", "govscore.format_check.*"),
    ("govscore.rules", "govscore.rules.*", "govscore.scheme.block_form", "govscore.blocks.wording"),
    ("govscore.scheme.checks",),
    ("govscore.scheme.model",),
    ("govscore.outputs.clauses", "govscore.blocks.model", "govscore.inspection.model"),
    ("govscore.scheme.errors",),
    ("govscore.scheme.files",),
    ("govscore.columns",),
    ("govscore.unclaimed", "govscore.roster", "govscore.cells"),
    ("govscore.claims",),
    ("govscore.tally", "govscore.tally.*"),
    ("govscore.scoring", "govscore.sharing", "govscore.facts"),
    (
        "govscore.ranking",
        "govscore.checks",
        "govscore.explain",
        "govscore.slips",
        "govscore.causes",
        "govscore.causes.*",
        "govscore.annex",
        "govscore.blocks",
        "govscore.blocks.*",
    ),
    ("govscore.recheck", "govscore.recheck.*", "govscore.outputs.*", "govscore.notices", "govscore.notices.*"),
    ("govscore.result",),
    ("govscore.inspection", "govscore.inspection.*"),
    ("govscore.writing", "govscore.comparing"),
    ("govscore.batch",),
    (
        "govscore.running",
        "govscore.doctor",
        "govscore.marks_shown",
        "govscore.watching",
        "govscore.mail",
        "govscore.mail.*",
    ),
    ("govscore.cli",),
    ("govscore.__main__",),
]


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
    """The one floor of a module."""
    exact = [number for number, names in enumerate(FLOORS) if name in names]
    folder = [
        (len(pattern), number)
        for number, names in enumerate(FLOORS)
        for pattern in names
        if "*" in pattern and fnmatchcase(name, pattern)
    ]
    assert len(exact) <= 1, f"{name} stands on two floors"
    assert exact or folder, f"{name} has no floor: add it to FLOORS"
    return exact[0] if exact else max(folder)[1]


def only_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def statements(node: ast.AST, *, inside_functions: bool = True) -> Iterator[ast.AST]:
    """All nodes but those that only a type checker runs."""
    for child in ast.iter_child_nodes(node):
        if only_for_types(child) or (not inside_functions and isinstance(child, ast.FunctionDef)):
            continue
        yield child
        yield from statements(child, inside_functions=inside_functions)


def imported(name: str, *, inside_functions: bool = True) -> set[str]:
    """Everything that a module imports, as full names."""
    package = name if modules()[name].name == "__init__.py" else name.rpartition(".")[0]
    found: set[str] = set()
    for node in statements(tree(name), inside_functions=inside_functions):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = resolve_name("." * node.level + (node.module or ""), package) if node.level else str(node.module)
            found |= {f"{base}.{alias.name}" for alias in node.names} | {base}
    return found


def own(name: str) -> set[str]:
    """The modules of the house that a module imports; a package is not meant where one of its modules is."""
    found = {other for other in imported(name) if other in modules()} - {name}
    return {other for other in found if not any(deep.startswith(other + ".") for deep in found)}


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


APART = [
    ("govscore.readers.*", "govscore.scheme*", "readers know no scheme"),
    ("govscore.rules.*", "govscore.readers*", "rules know no spreadsheet"),
    ("govscore.rules.*", "govscore.tally*", "rules see frames, not the tally"),
    ("govscore.rules.*", "govscore.outputs*", "rules know no output"),
    ("govscore.outputs.*", "govscore.readers*", "outputs read nothing"),
    ("govscore.outputs.*", "govscore.rules.*", "outputs see finished strings"),
]


@pytest.mark.parametrize(("who", "whom", "why"), APART, ids=[why for _, _, why in APART])
def test_kept_apart(who: str, whom: str, why: str) -> None:
    allowed = {
        ("govscore.outputs.scheme_text", "govscore.rules.kinds"),
        ("govscore.outputs.bulletin", "govscore.rules.base"),
    }
    allowed |= {("govscore.outputs.clauses", "govscore.rules.base")}  # the worded definitions, no arithmetic
    # a live formula is made of the rules' own formulas, so that a new kind stays one file
    live = [f"govscore.outputs.ranking.{name}" for name in ("figures", "item_points", "rules_sheet")]
    allowed |= {(name, f"govscore.rules.{part}") for name in live for part in ("base", "kinds", "per_item")}
    for name in modules():
        if fnmatchcase(name, who):
            for other in own(name):
                assert not fnmatchcase(other, whom) or (name, other) in allowed, f"{why}: {name} imports {other}"


@pytest.mark.parametrize("library", ["python_calamine", "xlrd"])
def test_only_the_door_imports_a_spreadsheet_reader(library: str) -> None:
    users = {name for name in modules() if any(i.split(".")[0] == library for i in imported(name))}
    assert users, f"nobody imports {library} any more: take it out of this test"
    assert all(name.startswith("govscore.readers.door") for name in users), users


@pytest.mark.parametrize("library", ["smtplib", "socket", "urllib", "http", "requests"])
def test_nothing_that_scores_can_reach_the_network(library: str) -> None:
    allowed = ("govscore.mail", "govscore.outputs.mail", "govscore.sending")
    users = {name for name in modules() if any(i.split(".")[0] == library for i in imported(name))}
    assert all(name.startswith(allowed) for name in users), users


HEAVY = ("pandas", "numpy", "openpyxl", "docx", "lxml", "xlsxwriter", "pydantic", "python_calamine")


@pytest.mark.parametrize(
    "arguments", [["--help"], ["run", "--help"], ["scheme", "--help"], ["template", "marks", "--help"]]
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


def test_no_module_on_the_way_to_the_help_imports_pandas_at_once() -> None:
    way, todo = set(), {"govscore.__main__", "govscore.cli"}
    while todo:
        name = todo.pop()
        way.add(name)
        now = imported(name, inside_functions=False)
        assert not {i for i in now if i.split(".")[0] in ("pandas", "numpy")}, name
        todo |= {other for other in now if other in modules()} - way
    assert "govscore.problems" in way
