"""Every command's help and every usage error is Chinese."""

import ast
import inspect
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from typer._click import exceptions
from typer.core import TyperArgument, TyperGroup
from typer.main import get_command

from govscore.commands import app
from govscore.commands.groups import Command, Group
from govscore.core.text import text_width

# Words that stand in the help because the clerk types or sees them as they are.
NAMES = {"govscore", "inbox", "outbox", "python", "process", "py", "scheme", "templates", "toml", "docx", "xlsx"}
NAMES |= {"JSON", "Word", "ID", "LibreOffice", "Python", "Excel", "WPS", "SMTP", "eml", "PDF", "N"}


def walk(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    yield path, command
    for name, inner in (command.commands if isinstance(command, TyperGroup) else {}).items():
        yield from walk(inner, (*path, name))


COMMANDS = dict(walk(get_command(app.app)))
ALL = list(COMMANDS)
GROUPS = [path for path, command in COMMANDS.items() if isinstance(command, TyperGroup)]


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    with pytest.raises(SystemExit) as left:
        app.main(list(arguments))
    out, err = capsys.readouterr()
    return int(left.value.code or 0), out + err


def test_there_are_commands() -> None:
    assert {("run",), ("recheck",), ("scheme",), ("scheme", "check"), ("template", "marks"), ("doctor",)} <= set(ALL)
    assert all(isinstance(command, Command | Group) for command in COMMANDS.values())


@pytest.mark.parametrize("command", ALL, ids=" ".join)
def test_help_is_chinese(command: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    code, text = run(capsys, *command, "--help")
    assert code == 0
    assert text.startswith("用法：govscore")
    assert "选项：" in text
    words = set(re.findall(r"(?<![-\w.])[A-Za-z]{2,}", text))
    assert not words - NAMES - {word for path in ALL for word in path}, text


@pytest.mark.parametrize("command", ALL, ids=" ".join)
def test_every_parameter_is_shown_with_what_it_takes_and_means(
    command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    _, text = run(capsys, *command, "--help")
    for param in COMMANDS[command].params:
        takes = param.metavar if isinstance(param, TyperArgument) else f"{param.opts[0]} {param.metavar or ''}".strip()
        assert re.search("[\u4e00-\u9fff]", takes) or param.is_flag
        (line,) = re.findall(rf"^  {re.escape(takes)}  +(.+)$", text, re.M)
        assert param.help.startswith(line.split("（默认")[0].split("（必填")[0])
        assert ("（必填）" in line) == param.required


@pytest.mark.parametrize("group", GROUPS, ids=" ".join)
def test_every_command_is_listed_with_what_it_does(group: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    _, text = run(capsys, *group, "--help")
    for name, command in COMMANDS[group].commands.items():
        (line,) = re.findall(rf"^  {name}  +(\S.*)$", text, re.M)
        assert command.help.startswith(line)


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_lists_keep_within_the_window(
    columns: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    for command in ALL:
        _, text = run(capsys, *command, "--help")
        lists = [line for line in text.splitlines() if line.startswith("  ")]
        assert max(map(text_width, lists)) <= min(columns, 80)
        assert not [line for line in lists if line.lstrip()[0] in "，。；：、！？）”"]


ERRORS = [
    ("run", "--nonsense"),
    ("run", "--jbos", "2"),
    ("run", "--jobs", "0"),
    ("run", "--jobs", "many"),
    ("run", "--jobs"),
    ("run", "--out"),
    ("run", "--pdf=nonsense"),
    ("run", "-x"),
    ("recheck",),
    ("recheck", "a.xlsx", "b.xlsx"),
    ("explain", "a.xlsx"),
    ("recehck",),
    ("scheme",),
    ("scheme", "--"),
    ("scheme", "--nonsense"),
    ("scheme", "nonsense"),
    ("scheme", "--", "--nonsense"),
    ("scheme", "show"),
    ("scheme", "shwo"),
    ("scheme", "list", "nonsense"),
    ("scheme", "show", "nowhere"),
    ("template", "check"),
    ("template", "check", "nowhere.docx"),
    ("template", "check", "nowhere.docx", "--json", "-"),
    ("mail", "nowhere", "--yes"),
    ("scheme", "check", "nowhere.toml"),
    ("run", "--period", "今年", "a.xlsx"),
    ("run", "--scheme", "nowhere", "a.xlsx"),
]


@pytest.mark.parametrize("arguments", ERRORS, ids=" ".join)
def test_usage_errors_are_chinese_with_code_2(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, text = run(capsys, *arguments)
    assert code == 2
    assert re.search(r"[\u4e00-\u9fff]", text)
    assert "改法：" in text
    words = set(re.findall(r"(?<![-\w.])[A-Za-z]{2,}", re.sub(r"“[^”]*”", "", text)))
    ours = NAMES | {word for path in ALL for word in path} | {"nonsense", "nowhere", "many", "xlsx", "no"}
    ours |= set(re.findall(r"[a-z]+", "shiquan yanjin qiandongnan inspection q"))
    assert not words - ours, text


# Everything that typer raises at a usage error, function by function, and what becomes of it here.
RAISED = {
    ("_click/core.py", "fail", "UsageError"): "by the calls of fail below",
    ("_click/core.py", "parse_args", "NoArgsIsHelpError"): "no command of ours is declared so",
    ("_click/core.py", "parse_args", "fail"): "Command takes all arguments and refuses those too many itself",
    ("_click/parser.py", "process", "BadArgumentUsage"): "no argument of ours takes two values",
    ("_click/parser.py", "_match_long_opt", "NoSuchOption"): "call-no-option",
    ("_click/parser.py", "_match_long_opt", "BadOptionUsage"): "call-option-valued",
    ("_click/parser.py", "_match_short_opt", "NoSuchOption"): "call-no-option",
    ("_click/parser.py", "_get_value_from_state", "BadOptionUsage"): "call-option-bare",
    ("_click/utils.py", "open", "FileError"): "no parameter of ours is an open file",
    ("_coercion.py", "coerce", "BadParameter"): "no default of ours is a text for a list",
    ("_coercion.py", "_coerce_value", "BadParameter"): "call-bad-value; the other is of types unknown to pydantic",
    ("_coercion.py", "coerce", "UsageError"): "nothing of ours prompts",
    ("_coercion.py", "coerce_pass_through", "UsageError"): "nothing of ours prompts",
    ("_param_types.py", "coerce_cli_path", "BadParameter"): "call-unreadable; the others are asked for by no path",
    ("_param_types.py", "_open_cli_file", "BadParameter"): "no parameter of ours is an open file",
    ("core.py", "process_value", "MissingParameter"): "call-missing",
    ("core.py", "parse_args", "NoArgsIsHelpError"): "no group of ours is declared so",
    ("core.py", "invoke", "fail"): "call-missing-command, by Group.parse_args",
    ("core.py", "_click_resolve_command", "fail"): "call-no-command, by Group.resolve_command",
    ("main.py", "get_param_callback", "ClickException"): "no parameter of ours has a callback",
    ("main.py", "get_param_completion", "ClickException"): "there is no completion",
}
SEVERAL = {"_coerce_value": 2, "coerce_cli_path": 6}  # raises of a kind in one function


def raised() -> Counter[tuple[str, str, str]]:
    kinds = {name for name, _ in inspect.getmembers(exceptions, inspect.isclass) if _is_usage(name)}
    found: Counter[tuple[str, str, str]] = Counter()
    folder = Path(typer.__file__).parent

    def visit(node: ast.AST, file: str, function: str) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Raise) and isinstance(child.exc, ast.Call):
                kind = ast.unparse(child.exc.func).rpartition(".")[2]
                found.update([(file, function, kind)] if kind in kinds else [])
            elif isinstance(child, ast.Call) and isinstance(child.func, ast.Attribute) and child.func.attr == "fail":
                found.update([(file, function, "fail")])
            visit(child, file, child.name if isinstance(child, ast.FunctionDef) else function)

    for path in folder.rglob("*.py"):
        visit(ast.parse(path.read_text("utf-8")), path.relative_to(folder).as_posix(), "")
    return found


def _is_usage(name: str) -> bool:
    return issubclass(getattr(exceptions, name), exceptions.ClickException)


def test_everything_that_typer_raises_is_known() -> None:
    assert raised() == Counter({site: SEVERAL.get(site[1], 1) for site in RAISED})


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_parameters_are_of_the_kinds_whose_errors_are_worded(path: tuple[str, ...]) -> None:
    command = COMMANDS[path]
    assert not command.no_args_is_help
    for param in command.params:
        kind = param.type_descriptor.annotation
        assert kind in (str, int, bool, Path, list[Path]), f"{param.name}: say its errors in mistyped.py"
        assert param.nargs in (1, -1) and param.callback is None
        assert getattr(param, "prompt", None) is None
        info = param.type_descriptor.parameter_info
        assert not (info.exists or info.writable or info.resolve_path or info.parser or info.path_type)
        assert info.file_okay and info.dir_okay


def test_no_code_of_ours_raises_errors_that_typer_words() -> None:
    for path in Path(inspect.getfile(app)).parents[1].rglob("*.py"):
        assert not re.search(r"typer\.(BadParameter|confirm|prompt)\(", path.read_text("utf-8")), path
