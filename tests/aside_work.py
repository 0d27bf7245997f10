"""Work for another process, as the tests of govscore.core.aside want it; imported there by name."""

import os
from collections.abc import Callable

from govscore.core.problems import Refused, problem

HOME = "GOVSCORE_TEST_HOME"  # the id of the process that runs the tests


def whose(size: int) -> tuple[int, bytes]:
    """The process that does the work, and an answer of `size` bytes."""
    return os.getpid(), bytes(size)


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
    """Spoils what another process answers."""
    if os.getpid() != int(os.environ[HOME]):
        os.write(1, b"no pickle at all")
    return os.getpid()
