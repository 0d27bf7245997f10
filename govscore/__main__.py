"""`python -m govscore`, the command `govscore`, and process.py: one and the same program."""

from __future__ import annotations

import contextlib
import gc
import os
import sys


def main() -> None:
    """Runs the command line with the arguments of this process."""
    gc.disable()  # nothing dies while modules load; looking for garbage then costs a sixth of the start
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # nothing here multiplies matrices; threads cost a start
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")  # else it asks every installed package for plugins
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    from govscore.commands.app import main as run

    try:
        run(sys.argv[1:])
    finally:
        gc.freeze()  # the interpreter's last search for garbage would find nothing and cost a tenth of the run


if __name__ == "__main__":
    main()
