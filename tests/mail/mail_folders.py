"""Result folders of the samples as `govscore run` leaves them, address sheets, and the command as a clerk runs it."""

import atexit
import email
import email.policy
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from functools import cache
from pathlib import Path

from openpyxl import Workbook
from running_program import Done
from samples_at_hand import ROOT
from smtp_desk import SECRET, USER, Post, ca_file

from govscore.readers.inputs import inputs
from govscore.running import batch
from govscore.running.job import Job
from govscore.scheme.files import inspection_files, load_all


@cache
def results() -> Path:
    """A folder for the results of this test process; removed when it ends."""
    folder = Path(tempfile.mkdtemp(prefix="mail-results-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def made(sample: Path) -> Path:
    """The result folder of a sample, made once."""
    job = Job(tuple(load_all()), results(), inspections=tuple(inspection_files()))
    (result,) = batch.run(job, inputs([sample]))
    assert not result.refused
    return results() / sample.stem


def result_of(sample: Path, tmp_path: Path) -> Path:
    """A copy of the sample's result folder in an outbox of its own."""
    return Path(shutil.copytree(made(sample), tmp_path / "outbox" / sample.stem))


def sheet(path: Path, rows: Sequence[Sequence[str | None]], head: Sequence[str] = ("单位", "邮箱", "抄送")) -> Path:
    book = Workbook()
    assert book.active is not None
    for row in (head, *rows):
        book.active.append(list(row))
    book.save(path)
    return path


def settings_file(folder: Path, post: Post, **more: str) -> Path:
    lines = {"server": '"127.0.0.1"', "port": str(post.port), "security": '"tls"', "user": f'"{USER}"'}
    lines |= {"from_address": f'"{USER}"', "from_name": '"信息科"', "pause": "0", "timeout": "3"}
    lines |= {"ca": f'"{Path(ca_file(folder)).name}"'} | more
    file = folder / "邮件设置.toml"
    file.write_text("".join(f"{name} = {value}\n" for name, value in lines.items()), "utf-8")
    return file


def surroundings(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """No keyring of this machine may have a say in a test."""
    paths = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
    nothing = {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring", "PYTHONUTF8": "1", "PYTHONPATH": paths}
    return os.environ | nothing | dict(more or {})


def started(*arguments: object, cwd: Path, code: str = "", password: str = SECRET) -> subprocess.Popen[bytes]:
    """`govscore mail …` as a process of its own, its password waiting in the pipe; `code` runs in it first."""
    start = f"{code}\nimport sys; from govscore.__main__ import main; main()"
    command = [sys.executable, "-c", start, "mail", *map(str, arguments)]
    child = subprocess.Popen(
        command, cwd=cwd, env=surroundings(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert child.stdin is not None
    child.stdin.write(f"{password}\n".encode())
    child.stdin.close()
    child.stdin = None
    return child


def mail(*arguments: object, cwd: Path, code: str = "", password: str = SECRET) -> Done:
    """The same, to its end; a traceback is always a fault."""
    child = started(*arguments, cwd=cwd, code=code, password=password)
    out, err = child.communicate(timeout=60)
    assert b"Traceback" not in err, err.decode()
    return Done(child.returncode, out.decode(), err.decode())


def parsed(file: Path) -> EmailMessage:
    message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def text_of(message: EmailMessage, kind: str = "plain") -> str:
    body = message.get_body((kind,))
    assert isinstance(body, EmailMessage)
    return str(body.get_content()).replace("\r\n", "\n")
