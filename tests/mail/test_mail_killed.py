"""Killed at any step of a run (kill -9), and run again: nobody gets two mails, and nobody is forgotten."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from mail_folders import mail, result_of, settings_file, sheet, started
from samples_at_hand import SHIQUAN_2020
from smtp_desk import Post, server

UNITS = (("政府办", "a@unit.example"), ("教体科技局", "b@unit.example"), ("招商服务中心", "c@unit.example"))
ALL = [(kind, address) for kind in ("notice", "slip") for _, address in UNITS]


def office(tmp_path: Path, post: Post) -> Path:
    folder = result_of(SHIQUAN_2020, tmp_path)
    sheet(folder.parent / "通讯录.xlsx", UNITS)
    settings_file(folder.parent, post)
    return folder


def copies(post: Post) -> dict[tuple[str, str], int]:
    """How many of each kind each address has: only the notice has attachments."""
    found = dict.fromkeys(ALL, 0)
    for address, message in post.stored:
        found["notice" if b"multipart/mixed" in message else "slip", address] += 1
    return found


def unknown(out: str) -> int:
    return sum("  不明" in line and "@" in line for line in out.splitlines())


def healed(post: Post, folder: Path, *, lost: int) -> None:
    """Runs again, twice; `lost`: mails that may or may not have been handed over, and are said to be 不明."""
    again = mail(folder, "--send", "--yes", cwd=folder.parent)
    assert again.code == 1  # the other units of the sample have no address
    assert unknown(again.out) == lost
    found = copies(post)
    assert all(number <= 1 for number in found.values()), found
    assert sum(number == 0 for number in found.values()) <= lost
    before = len(post.stored)
    last = mail(folder, "--send", "--yes", cwd=folder.parent)
    assert len(post.stored) == before
    assert f"这次发出0封，以前已发{6 - lost}封" in last.out


@pytest.mark.parametrize("nth", [1, 2, 6])
@pytest.mark.parametrize(
    ("stage", "lost"), [("MAIL", 0), ("RCPT", 0), ("DATA", 0), ("END", 1), ("AFTER", 1)], ids=lambda value: str(value)
)
def test_killed_at_a_stage_of_the_conversation(tmp_path: Path, stage: str, nth: int, lost: int) -> None:
    """The server kills the program at the nth time it comes to a stage; END and AFTER: the mail is there."""
    victim: list[int] = []
    times = [0]

    def script(at: str, to: str) -> None:
        if at == stage and victim:
            times[0] += 1
            if times[0] == nth:
                os.kill(victim[0], signal.SIGKILL)

    with server(script) as post:
        folder = office(tmp_path, post)
        child = started(folder, "--send", "--yes", cwd=tmp_path)
        victim.append(child.pid)
        child.communicate(timeout=60)
        assert child.returncode == -signal.SIGKILL
        victim.clear()
        healed(post, folder, lost=lost)
        assert copies(post) == dict.fromkeys(ALL, 1), "the server had the whole mail each time"


KILL = """
import os, signal
from govscore.delivery.mail import journal
plain, calls = os.{name}, [0]
def deadly(*arguments):
    import sys
    if sys._getframe(1).f_code.co_name != "write" or "journal" not in sys._getframe(1).f_code.co_filename:
        return plain(*arguments)
    calls[0] += 1
    if calls[0] == {nth} and {before}:
        {half}
        os.kill(os.getpid(), signal.SIGKILL)
    found = plain(*arguments)
    if calls[0] == {nth}:
        os.kill(os.getpid(), signal.SIGKILL)
    return found
os.{name} = deadly
"""
HALF = "plain(arguments[0], arguments[1][: len(arguments[1]) // 2])"


@pytest.mark.parametrize("nth", [1, 2, 3, 8])
@pytest.mark.parametrize(
    ("name", "before", "half"),
    [("write", True, "pass"), ("write", True, HALF), ("fsync", True, "pass"), ("fsync", False, "pass")],
    ids=["before writing", "in mid-line", "before the disk", "after the disk"],
)
def test_killed_at_a_step_of_the_journal(tmp_path: Path, name: str, before: bool, half: str, nth: int) -> None:
    """Odd lines say 正在发, even ones 已发. An odd one that is not whole means that nothing was handed over."""
    with server() as post:
        folder = office(tmp_path, post)
        code = KILL.format(name=name, before=before, half=half, nth=nth)
        child = started(folder, "--send", "--yes", cwd=tmp_path, code=code)
        child.communicate(timeout=60)
        assert child.returncode == -signal.SIGKILL
        written_whole = name == "fsync"
        lost = int(written_whole) if nth % 2 else int(not written_whole)
        healed(post, folder, lost=lost)


@pytest.mark.parametrize(("stage", "lost"), [("RCPT", 0), ("END", 1)])
def test_ctrl_c_ends_the_run_with_its_list(tmp_path: Path, stage: str, lost: int) -> None:
    """At the fourth address; END: the mail is there, and the program did not wait for the answer."""
    child_id: list[int] = []
    times = [0]

    def script(at: str, to: str) -> str | None:
        times[0] += at == stage and bool(child_id)
        if times[0] == 4 and child_id:
            os.kill(child_id.pop(), signal.SIGINT)
            return "hang"
        return None

    with server(script) as post:
        folder = office(tmp_path, post)
        child = started(folder, "--send", "--yes", cwd=tmp_path)
        child_id.append(child.pid)
        out, err = child.communicate(timeout=60)
        assert child.returncode == 1
        assert b"Traceback" not in err
        assert f"这次发出3封，以前已发0封，没有发到{3 + 9}个" in out.decode()  # 12 - 3 units have no address
        assert "按了停止" in out.decode()
        assert unknown(out.decode()) == lost
        healed(post, folder, lost=lost)


def test_two_at_once_do_not_send_together(tmp_path: Path) -> None:
    """The second run is refused while the first one is sending."""
    second: list[Callable[[], object]] = []
    codes: list[object] = []

    def script(at: str, to: str) -> None:
        if at == "RCPT" and second:
            codes.append(second.pop()())

    with server(script) as post:
        folder = office(tmp_path, post)
        second.append(lambda: mail(folder, "--send", "--yes", cwd=tmp_path).code)
        first = mail(folder, "--send", "--yes", cwd=tmp_path)
        assert codes == [2]
        assert first.code == 1
        assert copies(post) == dict.fromkeys(ALL, 1)
