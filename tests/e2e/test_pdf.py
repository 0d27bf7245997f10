"""`run --pdf`: a copy beside the notice, the same bytes each time; whatever LibreOffice does, no run is lost."""

import json
import os
import re
import shutil
import sys
import time
from pathlib import Path

import pytest
from running_program import program
from samples_at_hand import SAMPLES, SHIQUAN_2022

from govscore.core import libreoffice
from govscore.core.libreoffice import office
from govscore.delivery.pdf import pdf_copy, stable

INSPECTION = SAMPLES / "qiandongnan-2023q4-inspection" / "黔东南州2023年第四季度政府网站与政务新媒体检查情况.xlsx"
MADE = (
    b"%PDF-1.6\n<</Producer(x)\n/CreationDate(D:{time}+08'00')/ModDate(D:{time}Z')>>\n<xmp:CreateDate>{iso}</xmp>\n"
    b"trailer\n/ID [ <{id}>\n<{id}> ]\n/DocChecksum /{id}\n>>\nstartxref\n9\n%%EOF\n"
)
# a program that takes LibreOffice's options and writes what another run would not write again
FAKE = f"""#!{sys.executable}
import pathlib, sys, time
folder = pathlib.Path(sys.argv[sys.argv.index("--outdir") + 1])
assert (folder / "notice.docx").read_bytes()[:2] == b"PK"
assert sys.argv[1].startswith("-env:UserInstallation=file:///")
stamp = str(time.time_ns())
text = {MADE!r}.replace(b"{{time}}", stamp[-14:].encode()).replace(b"{{id}}", stamp[-16:].encode() * 2)
{{what}}
"""
WRITES = 'text = text.replace(b"{iso}", b"2022-04-12T09:00:00"); (folder / "notice.pdf").write_bytes(text)'


def fake_office(folder: Path, what: str) -> dict[str, str]:
    """The surroundings in which a soffice of our own is found first."""
    folder.mkdir()
    script = folder / "soffice"
    script.write_text(FAKE.replace("{what}", what), "utf-8")
    script.chmod(0o755)
    return {"PATH": os.pathsep.join([str(folder), os.environ["PATH"]])}


def test_the_copy_stands_beside_the_notice_and_is_the_same_next_time(tmp_path: Path) -> None:
    env = fake_office(tmp_path / "bin", WRITES)
    for _ in range(2):
        done = program("run", SHIQUAN_2022, "--pdf", cwd=tmp_path, env=env)
        assert done.code in (0, 1)
    (folder,) = (path for path in (tmp_path / "outbox").iterdir() if path.is_dir())  # no （旧1） beside it
    assert (folder / "通报.pdf").read_bytes().startswith(b"%PDF-")
    assert f"{folder.name}/通报.pdf" in json.loads((folder / "结果.json").read_text("utf-8"))["outputs"]


def test_an_inspection_has_its_copy_too(tmp_path: Path) -> None:
    program("run", INSPECTION, "--pdf", cwd=tmp_path, env=fake_office(tmp_path / "bin", WRITES))
    folder = tmp_path / "outbox" / INSPECTION.stem
    assert {"通报.docx", "通报.pdf", "整改通知单.docx"} <= {path.name for path in folder.iterdir()}


def test_a_workbook_done_without_copy_is_done_again_where_one_is_wanted(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    shutil.copy(SHIQUAN_2022, inbox)
    env = fake_office(tmp_path / "bin", WRITES)
    copy = tmp_path / "outbox" / SHIQUAN_2022.stem / "通报.pdf"
    program(cwd=tmp_path, env=env)
    assert not copy.exists()
    program("run", "--pdf", cwd=tmp_path, env=env)
    assert copy.is_file()
    assert "没有变化" in program("run", "--pdf", cwd=tmp_path, env=env).out
    assert "没有变化" in program(cwd=tmp_path, env=env).out


@pytest.mark.parametrize(
    "what",
    ["sys.exit(1)", "pass", '(folder / "notice.pdf").write_bytes(text[:40])', '(folder / "notice.pdf").mkdir()'],
    ids=["fails", "writes nothing", "writes half", "makes a folder"],
)
def test_a_failing_conversion_is_a_note_and_nothing_else(what: str, tmp_path: Path) -> None:
    done = program("run", SHIQUAN_2022, "--pdf", cwd=tmp_path, env=fake_office(tmp_path / "bin", what))
    assert done.code in (0, 1)
    assert "LibreOffice 没有做成 PDF" in done.out
    folder = tmp_path / "outbox" / SHIQUAN_2022.stem
    assert (folder / "通报.docx").is_file()
    assert not (folder / "通报.pdf").exists()
    assert "LibreOffice 没有做成 PDF" in (folder / "复核与提示.txt").read_text("utf-8-sig")


def test_a_program_that_hangs_is_stopped_with_its_children(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trace = tmp_path / "child"
    child = f"import os, time; open({str(trace)!r}, 'w').write(str(os.getpid())); time.sleep(300)"
    env = fake_office(tmp_path / "bin", f"import subprocess; subprocess.run([sys.executable, '-c', {child!r}])")
    monkeypatch.setenv("PATH", env["PATH"])
    monkeypatch.setattr(libreoffice, "SECONDS", 2.0)
    made, (note,) = pdf_copy(b"PK", "[通报.docx]")
    assert (made, note.code) == (None, "pdf-failed")
    assert "等了2秒" in note.message
    time.sleep(0.2)
    state = Path(f"/proc/{trace.read_text()}/stat")
    assert not state.exists() or state.read_text().rpartition(")")[2].split()[0] == "Z"


def test_a_program_that_cannot_be_started_is_a_note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "soffice").write_text("not a program")
    monkeypatch.setattr(libreoffice, "office", lambda: str(tmp_path / "soffice"))
    assert [note.code for note in pdf_copy(b"PK", "[通报.docx]")[1]] == ["pdf-failed"]


def test_times_and_ids_are_fixed_and_nothing_else_is() -> None:
    def made(time: bytes, iso: bytes, name: bytes) -> bytes:
        return MADE.replace(b"{time}", time).replace(b"{iso}", iso).replace(b"{id}", name)

    one = stable(made(b"20221231235959", b"2022-12-31T23:59:59", b"0123456789ABCDEF" * 2))
    two = stable(made(b"20260101000000", b"2026-01-01T00:00:00", b"FEDCBA9876543210" * 2))
    assert one == two
    assert len(one) == len(made(b"2" * 14, b"2" * 19, b"2" * 32))
    assert one.count(b"19800101000000") == 2
    assert len(set(re.findall(rb"[0-9A-F]{32}", one))) == 1
    assert stable(one) == one
    assert stable(one.replace(b"Producer(x)", b"Producer(y)")) != one


@pytest.mark.parametrize("variable", ["PROGRAMFILES", "PROGRAMFILES(X86)"])
def test_the_program_is_found_where_the_installer_of_windows_puts_it(
    variable: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "PROGRAMW6432"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert office() is None
    program_ = tmp_path / "LibreOffice" / "program" / "soffice.com"
    program_.parent.mkdir(parents=True)
    program_.touch()
    monkeypatch.setenv(variable, str(tmp_path))
    assert office() == str(program_)


@pytest.mark.skipif(office() is None, reason="LibreOffice is not on this machine: no real PDF was made")
def test_a_real_copy_is_a_whole_pdf_and_the_same_twice(tmp_path: Path) -> None:
    program("run", SHIQUAN_2022, cwd=tmp_path)
    notice = (tmp_path / "outbox" / SHIQUAN_2022.stem / "通报.docx").read_bytes()
    one, two = pdf_copy(notice, "[通报.docx]")[0], pdf_copy(notice, "[通报.docx]")[0]
    assert one == two
    assert one is not None
    assert one.startswith(b"%PDF-")
    assert b"/CreationDate(D:19800101000000" in one
