"""A second process for one kind of file: it answers, it refuses, it dies, and the outcome is always the same."""

import os
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aside_work
import pytest
from running_program import files, schemes
from samples_at_hand import ROOT, YANJIN

from govscore.core import aside
from govscore.core.aside import Aside
from govscore.core.problems import Refused
from govscore.readers.inputs import inputs
from govscore.running import batch
from govscore.running.job import Job


@pytest.fixture(autouse=True)
def _two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aside, "processors", lambda: 2)
    monkeypatch.setenv(aside_work.HOME, str(os.getpid()))


@pytest.fixture
def other(request: pytest.FixtureRequest) -> Iterator[Aside]:
    """A started Aside for the function of aside_work that the test names."""
    made = Aside("aside_work", request.param)
    made.start()
    yield made
    made.close()


def on(function: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("other", [function], indirect=True)


@on("whose")
def test_the_work_is_done_in_one_other_process_call_after_call(other: Aside) -> None:
    workers = {other.begin(number)()[0] for number in range(3)}
    assert len(workers) == 1
    assert workers != {os.getpid()}


@on("whose")
def test_answers_larger_than_a_pipe_come_whole(other: Aside) -> None:
    first = other.begin(5_000_000)
    assert len(first()[1]) == 5_000_000
    assert len(other.begin(3)()[1]) == 3


@on("refuse")
def test_a_refusal_travels_with_all_its_problems(other: Aside) -> None:
    with pytest.raises(Refused) as refused:
        other.begin("[甲.xlsx]", "[乙.xlsx]")()
    assert [(item.code, item.place) for item in refused.value.problems] == [
        ("workbook-empty", "[甲.xlsx]"),
        ("workbook-empty", "[乙.xlsx]"),
    ]
    assert child_of(other).is_alive(), "it was refused there"


@on("divide")
def test_an_error_of_the_program_is_raised_here_from_its_own_line(other: Aside) -> None:
    assert other.begin(1, 4)() == 0.25
    with pytest.raises(ZeroDivisionError) as error:
        other.begin(1, 0)()
    assert traceback.extract_tb(error.value.__traceback__)[-1].name == "divide"
    assert other.begin(3, 4)() == 0.75, "it goes on after an error"


@on("babble")
def test_what_the_other_process_prints_is_nobodys(other: Aside, capfd: pytest.CaptureFixture[str]) -> None:
    assert other.begin()() != os.getpid()
    assert capfd.readouterr() == ("", "")


@on("die_elsewhere")
def test_work_that_another_process_did_not_do_is_done_here(other: Aside) -> None:
    assert other.begin()() == os.getpid()
    assert other.begin()() == os.getpid()


@on("call")
def test_what_cannot_be_handed_over_is_done_here(other: Aside) -> None:
    assert other.begin(lambda: os.getpid())() == os.getpid()
    assert other.begin(os.getpid)() != os.getpid(), "the next call goes there again"


def child_of(other: Aside) -> Any:
    (child,) = other._children
    return child


@on("whose")
def test_a_process_killed_before_it_was_asked_is_no_loss(other: Aside) -> None:
    child = child_of(other)
    child.kill()
    child.join()
    assert other.begin(10_000_000)()[0] == os.getpid()
    assert other.begin(0)()[0] == os.getpid()


@on("whose")
def test_each_answer_is_that_of_its_own_call_whichever_is_asked_for(other: Aside) -> None:
    """An answer that nobody fetched, since its workbook failed meanwhile, is not taken for the next one's."""
    calls = {size: other.begin(size) for size in (3_000_000, 7, 2_000_000, 11)}
    assert [len(calls[size]()[1]) for size in (11, 2_000_000, 7)] == [11, 2_000_000, 7]
    assert len(other.begin(5)()[1]) == 5


@on("larger")
def test_calls_and_answers_larger_than_a_pipe_do_not_block_each_other(other: Aside) -> None:
    calls = [other.begin(bytes(4_000_000)) for _ in range(5)]
    assert [len(call()) for call in calls] == [8_000_000] * 5


@on("sleep")
def test_an_answer_that_does_not_come_is_made_here(other: Aside, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aside, "LIMIT", 0.5)
    child = child_of(other)
    assert other.begin()() == os.getpid()
    assert not child.is_alive()


@on("whose")
def test_close_leaves_no_process_behind(other: Aside) -> None:
    child = child_of(other)
    other.begin(5_000_000)  # nobody will ask for the answer
    other.close()
    assert not child.is_alive()
    other.close()
    assert other.begin(0)()[0] == os.getpid()


def test_the_process_ends_with_the_one_that_started_it() -> None:
    code = (
        "import os, signal\nfrom govscore.core.aside import Aside\n"
        "other = Aside('os', 'getpid')\nother.start()\nprint(other.begin()(), flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)
    child = int(done.stdout)
    end = time.monotonic() + 30
    while Path(f"/proc/{child}/cmdline").exists() and Path(f"/proc/{child}/cmdline").read_bytes():
        assert time.monotonic() < end, "it outlives the process that started it"
        time.sleep(0.1)


def test_a_module_that_cannot_be_imported_there_is_told_here() -> None:
    lost = Aside("no_such_module", "anything")
    lost.start()
    with pytest.raises(ModuleNotFoundError):
        lost.begin()()


def test_one_processor_gains_nothing_from_a_second_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aside, "processors", lambda: 1)
    alone = Aside("aside_work", "whose")
    alone.start()
    assert not alone._children
    assert alone.begin(0)()[0] == os.getpid()


def test_a_system_that_starts_no_process_does_the_work_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("multiprocessing.spawn._python_exe", b"/no/such/python")
    alone = Aside("aside_work", "whose")
    alone.start()
    assert alone.begin(0)()[0] == os.getpid()


def test_files_are_the_same_whoever_makes_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def made(count: int) -> dict[str, bytes]:
        monkeypatch.setattr(aside, "processors", lambda: count)
        list(batch.run(Job(schemes(), tmp_path / str(count)), inputs([YANJIN])))
        return files(tmp_path / str(count))

    here = made(1)
    assert {Path(name).name for name in here} >= {"排名表.xlsx", "通报.docx", "复核表.xlsx"}
    monkeypatch.setattr(Aside, "_here", lambda *_: pytest.fail("not done by another process"))
    assert made(2) == here
