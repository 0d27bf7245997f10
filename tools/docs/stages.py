"""The stages of the house in their order, each with the first sentence that its folder says of itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIST = ROOT / "tests" / "structure" / "test_floors.py"  # STAGES there is what the imports are tested by


def stages() -> Iterator[tuple[str, str]]:
    """Folder and sentence, from the ground up."""
    for name in _order():
        about = ast.get_docstring(ast.parse((ROOT / "govscore" / name / "__init__.py").read_text("utf-8"))) or ""
        yield name, " ".join(about.partition("\n\n")[0].split()).rstrip(".")


def _order() -> tuple[str, ...]:
    for node in ast.parse(LIST.read_text("utf-8")).body:
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "STAGES" for t in node.targets):
            found: tuple[str, ...] = ast.literal_eval(node.value)
            return found
    raise LookupError(f"{LIST} has no STAGES")
