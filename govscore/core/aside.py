"""A second process that makes one kind of file while this one makes another.

It is started early, imports what it needs while this process computes, and is handed nothing but arguments. Where
there is no second processor, or the process does not answer, the same function is called here: the outcome is one.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import IO, Any

from govscore.core.problems import Refused

BEHIND = 5  # how much lower its priority is, where a system has priorities of this kind
START = "from govscore.core.aside import serve; serve(*sys.argv[1:])"
_PATHS = "import sys; count = int(sys.argv[1]); sys.path[:0] = sys.argv[2 : 2 + count]; del sys.argv[1 : 2 + count]; "


def command(code: str, *arguments: str) -> list[str]:
    """Starts another process of this Python with the same modules; `code` finds `arguments` in sys.argv[1:]."""
    paths = [str(Path(__file__).parents[2]), *filter(None, sys.path)]
    return [sys.executable, "-I", "-S", "-X", "utf8", "-c", _PATHS + code, str(len(paths)), *paths, *arguments]


class Aside:
    """`function` of `module`, called with arguments that can be pickled, in a process of its own where that helps.

    `ready`, another function of `module`, is called there ahead of the first call. The process waits for the next call
    when it has answered one, and ends with the last of `calls` or with `close`.
    """

    def __init__(self, module: str, function: str, calls: int = 1, ready: str = "") -> None:
        self._name = module, function
        self._ready = ready
        self._left = calls
        self._child: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts the process, which goes on to import `module`, and returns at once."""
        if self._child is not None or processors() < 2:
            return
        with contextlib.suppress(OSError):  # then everything is done here
            self._child = subprocess.Popen(
                command(START, *self._name, self._ready),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # what goes wrong there is done again here, and told then
                process_group=0,  # a session would have its own share of the processors, whatever its priority
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )

    def begin(self, *arguments: object) -> Callable[[], Any]:
        """Begins the call; what it returns waits for the call's value or raises its Refused."""
        here = partial(self._here, *arguments)
        return partial(self._answer, here) if self._sent(arguments) else here

    def close(self) -> None:
        """Ends the process, whatever it is doing."""
        if self._child is None:
            return
        child, self._child = self._child, None
        child.kill()
        assert child.stdin is not None and child.stdout is not None
        with contextlib.suppress(OSError):  # what it never read
            child.stdin.close()
        child.stdout.close()
        child.wait()

    def _here(self, *arguments: object) -> Any:
        module, function = self._name
        return getattr(import_module(module), function)(*arguments)

    def _sent(self, arguments: tuple[object, ...]) -> bool:
        if self._child is None or self._child.stdin is None:
            return False
        try:
            call = pickle.dumps(arguments, pickle.HIGHEST_PROTOCOL)
            self._child.stdin.write(call)
            self._child.stdin.flush()
        except (pickle.PicklingError, TypeError, AttributeError):
            return False  # nothing was sent
        except OSError:
            self.close()
            return False
        return True

    def _answer(self, here: Callable[[], Any]) -> Any:
        """The process's answer; the function's value from here where it gave none, or met an error of the program."""
        refused: tuple[Any, ...] | None
        try:
            assert self._child is not None and self._child.stdout is not None
            refused, value = pickle.load(self._child.stdout)  # from a process of our own
        except (EOFError, OSError, pickle.UnpicklingError):
            self.close()
            return here()
        self._left -= 1
        if self._left < 1:
            self._child.kill()  # its end takes a while, which `close` need not wait for when it comes
        if refused is None:
            return value
        raise Refused(*refused) if refused else here()


def processors() -> int:
    """How many processors this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def serve(module: str, function: str, ready: str) -> None:
    """The other process: answers call after call until nobody is there to ask."""
    import gc

    gc.disable()  # what a search for garbage finds is found while nobody waits
    with contextlib.suppress(AttributeError, OSError):
        os.nice(BEHIND)  # while it makes ready it must not slow down the process that it is to help
    made = getattr(import_module(module), function)
    if ready:
        getattr(import_module(module), ready)()
    gc.freeze()
    calls, answers = sys.stdin.buffer, sys.stdout.buffer
    with contextlib.suppress(EOFError, OSError):
        while True:
            _reply(answers, made, pickle.load(calls))  # from the process that started this one
            gc.collect()
    os._exit(0)


def _reply(answers: IO[bytes], made: Callable[..., Any], arguments: tuple[object, ...]) -> None:
    """Problems of a refusal (none: an error of the program) and the value."""
    answer: tuple[tuple[Any, ...] | None, Any]
    try:
        answer = None, made(*arguments)
    except Refused as refused:
        answer = refused.problems, None
    except Exception:
        answer = (), None
    pickle.dump(answer, answers, pickle.HIGHEST_PROTOCOL)
    answers.flush()
