"""Every message has a specimen that provokes it and a golden text that the clerk reads."""

import re
import tomllib
from functools import cache
from pathlib import Path

import pytest
from specimens import SPECIMENS

from govscore.core import problems
from govscore.core.problems import catalogue, gather

OTHERS = ("templates", "the door", "inspection")  # sections of problems.toml that have specimens elsewhere
GOLDEN = tomllib.loads(Path(__file__).with_name("messages.toml").read_text("utf-8"))


def sections() -> dict[str, str]:
    """The section of problems.toml that each code stands in."""
    found, section = {}, ""
    for line in Path(problems.__file__).with_name("problems.toml").read_text("utf-8").splitlines():
        if line.startswith("# "):
            section = line[2:]
        elif code := re.fullmatch(r"\[([\w-]+)\]", line):
            found[code[1]] = section
    return found


def ours() -> list[str]:
    return [code for code, section in sections().items() if not section.startswith(OTHERS)]


@cache
def provoked(code: str) -> tuple[problems.Problem, ...]:
    return tuple(item for item in gather(SPECIMENS[code]()) if item.code == code)


def test_every_code_has_a_specimen() -> None:
    assert sorted(SPECIMENS) == sorted(ours())
    assert sorted(GOLDEN) == sorted(SPECIMENS)


@pytest.mark.parametrize("code", SPECIMENS)
def test_the_specimen_provokes_its_problem_in_the_golden_words(code: str) -> None:
    texts = [item.spoken() for item in provoked(code)]
    golden = re.escape(GOLDEN[code]["text"]).replace(re.escape("〔…〕"), ".+")
    assert any(re.fullmatch(golden, text) for text in texts), texts


@pytest.mark.parametrize("code", SPECIMENS)
def test_a_problem_has_severity_place_and_fix(code: str) -> None:
    for item in provoked(code):
        assert item.severity in ("stop", "note")
        assert item.places or code in ("scheme-unknown", "period-bad", "broken")
        assert item.fix
        assert not re.search(r"[{}]", item.message + item.fix), "a word was not filled in"


@pytest.mark.parametrize("code", catalogue())
def test_the_catalogue_is_worded_whole(code: str) -> None:
    kind = catalogue()[code]
    assert set(kind) - {"failure"} == {"severity", "message", "fix"}
    assert kind["severity"] in ("stop", "note")
    assert "failure" not in kind or (kind["severity"] == "stop" and kind["failure"] in problems.EXIT_CODES)
    assert re.search("[\u4e00-\u9fff]", kind["message"])
    assert not kind["message"].endswith("。")
    if not kind["fix"].startswith("{"):
        assert kind["fix"].endswith("。")


def test_no_code_is_raised_that_the_catalogue_lacks() -> None:
    source = "\n".join(path.read_text("utf-8") for path in Path(problems.__file__).parents[1].rglob("*.py"))
    raised = set(re.findall(r'problem\(\s*"([a-z-]+)"', source))
    assert raised <= set(catalogue())
    assert len(raised) > 40
