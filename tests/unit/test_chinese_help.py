"""Every command's help and every usage error is Chinese."""

import re
from collections.abc import Iterator

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from govscore.commands import cli

# Words that stand in the help because the clerk types or sees them as they are.
NAMES = {
    "govscore",
    "inbox",
    "outbox",
    "python",
    "process",
    "py",
    "scheme",
    "toml",
    "docx",
    "xlsx",
    "JSON",
    "Word",
    "ID",
}
NAMES |= {"LibreOffice", "Python", "Excel", "WPS", "SMTP", "eml", "PDF", "N"}


def commands() -> Iterator[tuple[str, ...]]:
    def walk(group: TyperGroup, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        yield path
        for name, command in group.commands.items():
            if isinstance(command, TyperGroup):
                yield from walk(command, (*path, name))
            else:
                yield (*path, name)

    yield from walk(get_command(cli.app), ())


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    with pytest.raises(SystemExit) as left:
        cli.main(list(arguments))
    out, err = capsys.readouterr()
    return int(left.value.code or 0), out + err


ALL = list(commands())


def test_there_are_commands() -> None:
    assert {("run",), ("recheck",), ("scheme",), ("scheme", "check"), ("template", "marks"), ("doctor",)} <= set(ALL)


@pytest.mark.parametrize("command", ALL, ids=" ".join)
def test_help_is_chinese(command: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    code, text = run(capsys, *command, "--help")
    assert code == 0
    assert text.startswith("用法：govscore")
    assert "选项：" in text
    assert not re.search(r"Usage|Options|Commands|Arguments|Show this message|default|required", text)
    words = set(re.findall(r"(?<![-\w.])[A-Za-z]{2,}", text))
    assert not words - NAMES - {word for path in ALL for word in path}, text


@pytest.mark.parametrize("command", ALL, ids=" ".join)
def test_every_option_is_explained(command: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    _, text = run(capsys, *command, "--help")
    for line in text.splitlines():
        if re.match(r"  (--\w|\[?\w)", line):
            assert re.search(r"\S {2,}\S", line.strip()), f"no explanation: {line}"


def test_every_command_is_listed_with_what_it_does(capsys: pytest.CaptureFixture[str]) -> None:
    for group in [path for path in ALL if any(len(p) == len(path) + 1 and p[: len(path)] == path for p in ALL)]:
        _, text = run(capsys, *group, "--help")
        for name in {p[len(group)] for p in ALL if len(p) > len(group) and p[: len(group)] == group}:
            assert re.search(rf"^  {name} +[\u4e00-\u9fff]", text, re.M), name


ERRORS = [
    ("run", "--nonsense"),
    ("run", "--jobs", "0"),
    ("run", "--jobs", "many"),
    ("run", "--out"),
    ("recheck",),
    ("recheck", "a.xlsx", "b.xlsx"),
    ("scheme",),
    ("scheme", "nonsense"),
    ("scheme", "show"),
    ("scheme", "show", "nowhere"),
    ("template", "check"),
    ("template", "check", "nowhere.docx"),
    ("scheme", "check", "nowhere.toml"),
    ("run", "--period", "今年", "a.xlsx"),
    ("run", "--scheme", "nowhere", "a.xlsx"),
]


@pytest.mark.parametrize("arguments", ERRORS, ids=" ".join)
def test_usage_errors_are_chinese_with_code_2(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str], tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(str(tmp_path))
    code, text = run(capsys, *arguments)
    assert code == 2
    assert re.search(r"[\u4e00-\u9fff]", text)
    assert "改法：" in text
    words = set(re.findall(r"(?<![-\w.])[A-Za-z]{2,}", re.sub(r"“[^”]*”", "", text)))
    ours = NAMES | {word for path in ALL for word in path} | {"nonsense", "nowhere", "many", "xlsx", "no"}
    ours |= set(re.findall(r"[a-z]+", "shiquan yanjin qiandongnan inspection q"))
    assert not words - ours, text
