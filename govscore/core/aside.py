"""A second process that makes one kind of file while this one makes another.

It is started early, imports what it needs while this process computes, and is handed nothing but arguments. Each answer
belongs to the call that it was asked for. Where there is no second processor, or the process does not answer, the same
function is called here: the outcome is one.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govscore.core.problems import Refused

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing.process import BaseProcess

BEHIND = 5  # how much lower its priority is, where a system has priorities of this kind
LIMIT = 300  # seconds after which an answer is no longer waited for
_PATHS = "import sys; count = int(sys.argv[1]); sys.path[:0] = sys.argv[2 : 2 + count]; del sys.argv[1 : 2 + count]; "


def command(code: str, *arguments: str) -> list[str]:
    """Starts another process of this Python with the same modules; `code` finds `arguments` in sys.argv[1:]."""
    paths = [str(Path(__file__).parents[2]), *filter(None, sys.path)]
    return [sys.executable, "-I", "-S", "-X", "utf8", "-c", _PATHS + code, str(len(paths)), *paths, *arguments]


class Aside:
    """`function` of `module`, called with arguments that can be pickled, in a process of its own where that helps.

    `ready`, another function of `module`, is called there ahead of the first call. The process ends with `close`, and
    with the process that started it, however that ends.
    """

    def __init__(self, module: str, function: str, ready: str = "") -> None:
        self._name, self._ready = (module, function), ready
        self._pool: ProcessPoolExecutor | None = None
        self._children: set[BaseProcess] = set()

    def start(self) -> None:
        """Starts the process, which goes on to import `module`, and returns at once."""
        if self._pool is not None or processors() < 2:
            return
        from concurrent.futures import ProcessPoolExecutor  # late: one processor has no need of it
        from multiprocessing import active_children, get_context

        before = set(active_children())
        pool = ProcessPoolExecutor(1, get_context("spawn"), _begun)
        with contextlib.suppress(OSError):  # then everything is done here
            pool.submit(_prepared, self._name[0], self._ready)
            self._pool, self._children = pool, set(active_children()) - before

    def begin(self, *arguments: object) -> Callable[[], Any]:
        """Begins the call; what it returns waits for the call's own value or raises its Refused."""
        here = partial(self._here, *arguments)
        if self._pool is None:
            return here
        try:
            return partial(self._answer, self._pool.submit(_called, *self._name, arguments), here)
        except (RuntimeError, OSError):  # it has died
            return here

    def close(self) -> None:
        """Ends the process, whatever it is doing."""
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)
        for child in self._children:
            child.kill()
        for child in self._children:
            child.join()
        self._children = set()

    def _here(self, *arguments: object) -> Any:
        module, function = self._name
        return getattr(import_module(module), function)(*arguments)

    def _answer(self, asked: Future[Any], here: Callable[[], Any]) -> Any:
        """The process's answer; the function's value from here where it gave none, or met an error of the program."""
        try:
            return asked.result(LIMIT)
        except Refused:
            raise
        except TimeoutError:
            self.close()
        except Exception:  # told, if it is one of the program, from its own line
            return here()
        return here()


def processors() -> int:
    """How many processors this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _begun() -> None:
    """The other process makes itself at home: behind the one that it is to help, and never longer there than that."""
    import gc
    import signal
    import threading

    gc.disable()  # what a search for garbage finds is found between two calls
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one that started it decides what a Ctrl-C ends
    for stream in (
        1,
        2,
    ):  # what is printed there is the outcome; what goes wrong here is done again there, and told then
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
    with contextlib.suppress(AttributeError, OSError):
        os.nice(BEHIND)  # while it makes ready it must not slow down the process that it is to help
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process

    if (parent := parent_process()) is not None:
        parent.join()
        os._exit(0)


def _prepared(module: str, ready: str) -> None:
    import gc

    made = import_module(module)
    if ready:
        getattr(made, ready)()
    gc.freeze()


def _called(module: str, function: str, arguments: tuple[object, ...]) -> Any:
    import gc

    gc.collect()
    return getattr(import_module(module), function)(*arguments)
