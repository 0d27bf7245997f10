"""The script the office runs: takes the workbooks in inbox/ and puts the results into outbox/."""

import contextlib
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
OWN_PYTHON = HERE / ".venv" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
HELP = """缺少程序包（{name}）。
  改法：在这个文件夹里运行下面两行，再运行一次 python process.py：
    python -m venv .venv
    {python} -m pip install -c constraints.txt -e ."""


def start() -> int:
    """Runs the program; where this Python lacks its packages, with the Python of .venv beside this file."""
    try:
        from govscore.__main__ import main

        main()
    except ModuleNotFoundError as missing:
        return elsewhere(str(missing.name))
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def elsewhere(name: str) -> int:
    """The exit code of the same call under .venv; a clear word where there is none."""
    if OWN_PYTHON.is_file() and Path(sys.prefix).resolve() != (HERE / ".venv").resolve():
        return subprocess.call([str(OWN_PYTHON), *sys.argv])
    print(HELP.format(name=name, python=OWN_PYTHON.relative_to(HERE)))
    return 2


def double_clicked() -> bool:
    """True where Windows opened a console just for this script: it would close before anyone could read it."""
    if sys.platform != "win32" or not sys.stdin or not sys.stdin.isatty():
        return False
    import ctypes

    return ctypes.windll.kernel32.GetConsoleProcessList((ctypes.c_uint * 4)(), 4) <= 2


if __name__ == "__main__":
    code = start()
    if double_clicked():
        input("按回车键关闭……")
    with contextlib.suppress(OSError):  # nobody reads any more
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)  # everything is written and closed; taking a hundred modules down again would take longer
