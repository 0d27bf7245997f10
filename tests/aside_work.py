"""Work for another process, as the tests of govscore.core.aside want it; imported there by name."""

import os
import time
from collections.abc import Callable

from govscore.core.problems import Refused, problem

HOME = "GOVSCORE_TEST_HOME"  # the id of the process that runs the tests


def whose(size: int) -> tuple[int, bytes]:
    """The process that does the work, and an answer of `size` bytes."""
    return os.getpid(), bytes(size)


def larger(given: bytes) -> bytes:
    """An answer of twice the size of the call."""
    return given * 2


def sleep() -> int:
    """Takes longer than anybody waits, but in the tests' own process."""
    if os.getpid() != int(os.environ[HOME]):
        time.sleep(600)
    return os.getpid()


def call(work: Callable[[], int]) -> int:
    return work()


def refuse(*places: str) -> None:
    raise Refused(*(problem("workbook-empty", place) for place in places))


def divide(one: int, other: int) -> float:
    return one / other


def die_elsewhere() -> int:
    """Ends a process that is not the tests' own."""
    if os.getpid() != int(os.environ[HOME]):
        os._exit(1)
    return os.getpid()


def babble() -> int:
    """Prints where the outcome of the run is printed."""
    if os.getpid() != int(os.environ[HOME]):
        os.write(1, b"no pickle at all")
    return os.getpid()
