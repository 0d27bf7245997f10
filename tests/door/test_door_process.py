"""The parent's side: what becomes of the child, of names, of temporary files."""

import ast
import gc
import hashlib
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from make_bad import xlsx

from govscore.core.limits import Limits
from govscore.core.problems import Refused
from govscore.readers import workbook
from govscore.readers.workbook import SUFFIXES, open_book, read_book, shown_name

ONE = xlsx('<row r="1"><c r="A1"><v>3</v></c></row>')
ROOT = Path(workbook.__file__).parents[2]


def code_of(path, limits=None):
    with pytest.raises(Refused) as refused:
        read_book(path, limits)
    return [item.code for item in refused.value.problems]


def test_name_and_hash_are_of_the_file_read(tmp_path):
    path = tmp_path / "台账.xlsx"
    path.write_bytes(ONE)
    book = read_book(path)
    assert book.name == "台账.xlsx"
    assert book.sha256 == hashlib.sha256(ONE).hexdigest()
    assert path.read_bytes() == ONE


def test_missing_folder_and_pipe(tmp_path):
    assert code_of(tmp_path / "没有.xlsx") == ["file-missing"]
    assert code_of(tmp_path) == ["file-unreadable"]
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "管.xlsx")
        assert code_of(tmp_path / "管.xlsx") == ["file-unreadable"]


def test_result_twice_is_the_same(tmp_path):
    path = tmp_path / "台账.xlsx"
    path.write_bytes(ONE)
    opening = open_book(path)
    assert opening.result() is opening.result()
    broken = open_book(tmp_path / "没有.xlsx")
    for _ in range(2):
        with pytest.raises(Refused):
            broken.result()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps any bytes as a file name")
@pytest.mark.parametrize(
    ("raw", "shown"),
    [("甲局".encode("gbk") + b".xlsx", "甲局.xlsx"), (b"\xff\xfe.xlsx", "\\xff\\xfe.xlsx")],
)
def test_names_that_are_not_utf8(tmp_path, raw, shown):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + raw))
    path.write_bytes(ONE)
    book = read_book(path)
    assert book.name == shown
    book.name.encode()
    path.write_bytes(b"")
    with pytest.raises(Refused) as refused:
        read_book(path)
    assert refused.value.problems[0].spoken().startswith(f"【{shown}】：")


def test_shown_name_of_an_ordinary_file():
    assert shown_name(Path("某处/2022年台账.xlsx")) == "2022年台账.xlsx"


def test_suffixes():
    assert {".xlsx", ".xlsm", ".xls", ".ods", ".xlsb", ".et"} == SUFFIXES


def test_no_temporary_file_stays(tmp_path, monkeypatch):
    temporary = tmp_path / "temp"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    path = tmp_path / "台账.xlsx"
    for data in (ONE, ONE[:100], b"PK"):
        path.write_bytes(data)
        opening = open_book(path)
        if os.name == "posix":
            assert list(temporary.iterdir()) == []
        try:
            opening.result()
        except Refused:
            assert data != ONE
        assert list(temporary.iterdir()) == []


def test_no_room_for_temporary_files(tmp_path, monkeypatch):
    def full():
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    path = tmp_path / "台账.xlsx"
    path.write_bytes(ONE)
    assert code_of(path) == ["reader-unavailable"]


def test_a_forgotten_child_is_ended(tmp_path):
    path = tmp_path / "台账.xlsx"
    path.write_bytes(ONE)
    opening = open_book(path)
    child = opening._child
    assert child is not None
    del opening
    gc.collect()
    assert child.returncode is not None


DEATHS = [
    ("import os; os.abort()", "file-damaged"),
    ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "file-damaged"),
    ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "content-too-large"),
    ("import os; os.write(2, b'memory allocation of 9 bytes failed'); os.abort()", "content-too-large"),
    ("raise ImportError('python_calamine')", "reader-unavailable"),
    ("print('half an ans')", "file-damaged"),
    ("print('[]')", "file-damaged"),
    ('print(\'{"findings": [], "sheets": [{}]}\')', "file-damaged"),
    ("print('[' * 100000)", "file-damaged"),
    ("pass", "file-damaged"),
    ("import time; time.sleep(60)", "reading-too-long"),
    ("import os, time; os.fork() if hasattr(os, 'fork') else 0; time.sleep(60)", "reading-too-long"),
    ("import sys\nwhile True: sys.stderr.write('x' * 65536)", "reading-too-long"),
]


@pytest.mark.skipif(os.name != "posix", reason="signals tell these deaths apart")
@pytest.mark.parametrize(("program", "code"), DEATHS)
def test_each_death_of_the_child_has_its_own_problem(tmp_path, monkeypatch, program, code):
    monkeypatch.setattr(workbook, "START", program)
    path = tmp_path / "台账.xlsx"
    path.write_bytes(ONE)
    begun = time.monotonic()
    assert code_of(path, Limits(wall_seconds=0.5)) == [code]
    assert time.monotonic() - begun < 5


def test_what_the_child_says_is_never_shown(tmp_path):
    path = tmp_path / "台账.xlsx"
    path.write_bytes(ONE[:200])
    program = (
        "import sys; from pathlib import Path; from govscore.readers.workbook import read_book\n"
        "from govscore.core.problems import Refused\n"
        "try: read_book(Path(sys.argv[1]))\n"
        "except Refused: pass"
    )
    done = subprocess.run([sys.executable, "-c", program, str(path)], cwd=ROOT, capture_output=True, check=True)
    assert (done.stdout, done.stderr) == (b"", b"")


def test_a_module_in_the_clerks_folder_is_not_imported(tmp_path, monkeypatch):
    """The child must not take json.py or the like from where the workbooks lie."""
    for name in ("json.py", "zipfile.py", "python_calamine.py"):
        (tmp_path / name).write_text("raise SystemExit(9)")
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "台账.xlsx"
    path.write_bytes(ONE)
    assert read_book(path).sheets[0].rows == [[3]]


def test_the_parent_imports_no_spreadsheet_library():
    program = "import sys, govscore.readers.workbook; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert not loaded & {"python_calamine", "xlrd", "openpyxl", "xlsxwriter", "pandas", "numpy", "lxml"}


def test_only_the_door_imports_spreadsheet_readers():
    for path in (ROOT / "govscore").rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        names = {
            name.split(".")[0]
            for node in ast.walk(tree)
            for name in (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
        }
        if path.parent.name != "door":
            assert not names & {"python_calamine", "xlrd"}, path
