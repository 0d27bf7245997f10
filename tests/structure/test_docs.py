"""The documents name every command and every rule kind."""

from functools import cache
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from govscore.commands import app

ROOT = Path(__file__).resolve().parents[2]
KINDS = sorted(
    p.stem for p in (ROOT / "govscore" / "rules").glob("*.py") if p.stem not in ("__init__", "base", "kinds")
)


@cache
def documents() -> str:
    files = [ROOT / "README.md", ROOT / "README.zh-CN.md", *sorted((ROOT / "docs").glob("*.md"))]
    return "\n".join(file.read_text("utf-8") for file in files if file.is_file())


def commands(group: TyperGroup, path: str = "") -> list[str]:
    found = []
    for name, command in group.commands.items():
        full = f"{path} {name}".strip()
        found += commands(command, full) if isinstance(command, TyperGroup) else [full]
    return found


@pytest.mark.parametrize("command", commands(get_command(app.app)))
def test_every_command_is_documented(command: str) -> None:
    assert f"govscore {command}" in documents()


@pytest.mark.parametrize("kind", KINDS)
def test_every_rule_kind_is_documented(kind: str) -> None:
    assert kind in documents()


def test_the_exit_codes_are_documented() -> None:
    text = documents()
    assert "退出码" in text or "exit code" in text.lower()
