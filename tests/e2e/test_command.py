"""The program as the clerk runs it: the folder, the files, the JSON, the exit codes, the console."""

import json
import os
import sys
from functools import partial
from pathlib import Path

import pytest
import variant_grid
import variants
from openpyxl import Workbook, load_workbook
from running_program import files, program
from samples_at_hand import SHIQUAN_2020, SHIQUAN_2022, THREE, YANJIN

FOUR = {"排名表.xlsx", "通报.docx", "结果.json", "复核与提示.txt"}


def inbox(tmp_path: Path, *samples: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir(exist_ok=True)
    for sample in samples:
        (folder / sample.name).write_bytes(sample.read_bytes())
    return folder


def folders(out: Path) -> list[str]:
    return sorted(path.name for path in out.iterdir() if path.is_dir())


def test_the_first_run_makes_the_inbox_and_explains_it(tmp_path: Path) -> None:
    done = program(cwd=tmp_path)
    assert done.code == 0
    assert "inbox" in done.out
    text = (tmp_path / "inbox" / "说明.txt").read_text("utf-8-sig")
    assert len([line for line in text.splitlines() if line[:1].isdigit()]) == 5
    assert program(cwd=tmp_path).code == 0
    assert [path.name for path in (tmp_path / "inbox").iterdir()] == ["说明.txt"]


def test_the_folder_is_worked_through_and_nothing_is_done_twice(tmp_path: Path) -> None:
    folder = inbox(tmp_path, SHIQUAN_2022, YANJIN)
    before = {p.name: (p.read_bytes(), p.stat().st_mtime_ns) for p in folder.iterdir()}
    first = program(cwd=tmp_path)
    assert first.code == 1  # 延津 has a typed figure that differs
    out = tmp_path / "outbox"
    assert folders(out) == sorted([SHIQUAN_2022.stem, YANJIN.stem])
    assert all({p.name for p in (out / name).iterdir()} >= FOUR for name in folders(out))
    made = {p: p.stat().st_mtime_ns for p in out.glob("*/*")}

    second = program(cwd=tmp_path)
    assert second.code in (0, 1)
    assert "没有变化" in second.out
    assert "✓" not in second.out
    assert {p: p.stat().st_mtime_ns for p in out.glob("*/*")} == made
    assert {p.name: (p.read_bytes(), p.stat().st_mtime_ns) for p in folder.iterdir()} == before


def test_a_changed_workbook_is_redone_and_the_old_result_kept(tmp_path: Path) -> None:
    folder = inbox(tmp_path, SHIQUAN_2022, SHIQUAN_2020)
    assert program(cwd=tmp_path).code == 0
    out = tmp_path / "outbox"
    before = files(out / SHIQUAN_2022.stem)
    variants.set_cell(SHIQUAN_2022, folder, "附件1（镇）", "C6", 53)
    done = program(cwd=tmp_path)
    assert done.code == 1  # 53 * 0.5 + 2 * 0.5 = 27.5, typed 26.5
    assert files(out / f"{SHIQUAN_2022.stem}（旧1）") == before
    new = json.loads((out / SHIQUAN_2022.stem / "结果.json").read_text("utf-8"))
    assert new["tiers"][0]["units"][0]["score"] == "27.5"
    assert f"{SHIQUAN_2020.name}：已处理过，没有变化" in done.out
    assert len(folders(out)) == 3


def test_a_result_that_was_deleted_is_made_again(tmp_path: Path) -> None:
    inbox(tmp_path, SHIQUAN_2020)
    program(cwd=tmp_path)
    made = tmp_path / "outbox" / SHIQUAN_2020.stem / "排名表.xlsx"
    made.unlink()
    assert program(cwd=tmp_path).code == 0
    assert made.is_file()


def test_a_refused_workbook_is_tried_again(tmp_path: Path) -> None:
    folder = inbox(tmp_path)
    variants.set_cell(SHIQUAN_2022, folder, "附件1（镇）", "C6", "五十一")
    assert program(cwd=tmp_path).code == 3
    assert program(cwd=tmp_path).code == 3
    inbox(tmp_path, SHIQUAN_2022)
    assert program(cwd=tmp_path).code == 0


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    calls = [
        (tmp_path / "one", {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8"}),
        (tmp_path / "two", {"PYTHONHASHSEED": "2", "TZ": "Asia/Shanghai", "LC_ALL": "C"}),
    ]
    for folder, env in calls:
        folder.mkdir()
        program("run", *THREE, "--out", "out", cwd=folder, env=env)
    one, two = (files(folder / "out") for folder, _ in calls)
    assert len(one) >= 4 * len(THREE) + 1
    assert one == two


def test_several_at_once_give_the_same_bytes(tmp_path: Path) -> None:
    program("run", *THREE, "--out", "one", cwd=tmp_path)
    program("run", *THREE, "--out", "two", "--jobs", "2", cwd=tmp_path)
    one, two = files(tmp_path / "one"), files(tmp_path / "two")
    one.pop("处理情况.txt"), two.pop("处理情况.txt")  # names the folder
    assert one == two


def test_json_to_a_file_and_to_the_console(tmp_path: Path) -> None:
    done = program("run", YANJIN, "--out", "out", "--json", "deep/result.json", cwd=tmp_path)
    assert done.code == 1
    data = json.loads((tmp_path / "deep" / "result.json").read_text("utf-8"))
    made = files(tmp_path / "out" / YANJIN.stem)
    assert set(data["outputs"]) == {f"{YANJIN.stem}/{name}" for name in made}
    assert set(made) >= FOUR
    assert all((tmp_path / "out" / name).is_file() for name in data["outputs"])
    again = program("run", YANJIN, "--out", "other", "--json", "-", cwd=tmp_path)
    assert json.loads(again.out) == data
    kept = json.loads((tmp_path / "out" / YANJIN.stem / "结果.json").read_text("utf-8"))
    assert {name: kept[name] for name in data} == data


def test_json_of_several_is_a_list_in_the_order_given(tmp_path: Path) -> None:
    done = program("run", SHIQUAN_2022, SHIQUAN_2020, "--out", "out", "--json", "-", cwd=tmp_path)
    assert [item["workbook"] for item in json.loads(done.out)] == [SHIQUAN_2022.name, SHIQUAN_2020.name]


def test_exit_codes(tmp_path: Path) -> None:
    assert program("run", SHIQUAN_2022, "--out", "out", cwd=tmp_path).code == 0
    assert program("run", YANJIN, "--out", "out", cwd=tmp_path).code == 1
    assert program("run", "--nonsense", cwd=tmp_path).code == 2
    assert program("run", "没有.xlsx", "--out", "out", cwd=tmp_path).code == 3
    assert program("run", "没有.xlsx", YANJIN, SHIQUAN_2022, "--out", "out", cwd=tmp_path).code == 3


def test_recheck_writes_nothing(tmp_path: Path) -> None:
    done = program("recheck", YANJIN, cwd=tmp_path)
    assert done.code == 1
    assert "农业农村局“本期得分”填的是18，按办法应为19，差-1" in done.out
    assert list(tmp_path.iterdir()) == []
    data = json.loads(program("recheck", YANJIN, "--json", "-", cwd=tmp_path).out)
    assert data["outputs"] == []
    assert len(data["differences"]) == 3


def test_a_scheme_named_by_hand(tmp_path: Path) -> None:
    assert program("recheck", SHIQUAN_2022, "--scheme", "shiquan-2022q1", cwd=tmp_path).code == 0
    wrong = program("recheck", SHIQUAN_2022, "--scheme", "yanjin-2024-05-06", cwd=tmp_path)
    assert wrong.code == 3
    assert "yanjin-2024-05-06" in wrong.out


def test_a_period_named_by_hand(tmp_path: Path) -> None:
    data = json.loads(program("recheck", SHIQUAN_2022, "--period", "2022年1-3月", "--json", "-", cwd=tmp_path).out)
    assert data["period"] == "2022年一季度"


@pytest.mark.skipif(os.name != "posix" or sys.platform == "darwin", reason="file names of bytes are a matter of Linux")
def test_a_file_name_in_gbk(tmp_path: Path) -> None:
    folder = inbox(tmp_path)
    raw = os.fsencode(folder) + b"/" + SHIQUAN_2020.name.encode("gb18030")
    with open(raw, "wb") as stream:  # noqa: PTH123 - a name in bytes
        stream.write(SHIQUAN_2020.read_bytes())
    done = program(cwd=tmp_path)
    assert done.code == 0, done.out + done.err
    assert folders(tmp_path / "outbox") == [SHIQUAN_2020.stem]
    data = json.loads((tmp_path / "outbox" / SHIQUAN_2020.stem / "结果.json").read_text("utf-8"))
    assert data["workbook"] == SHIQUAN_2020.name


@pytest.mark.parametrize("encoding", ["ascii", "gbk"])
def test_a_console_that_cannot_print_everything(encoding: str, tmp_path: Path) -> None:
    env = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    path = tmp_path / "甲①😀.xlsx"
    path.write_bytes(SHIQUAN_2020.read_bytes())
    code = os.spawnve(os.P_WAIT, sys.executable, _command(path, tmp_path), os.environ | env)
    assert code == 0


def _command(path: Path, folder: Path) -> list[str]:
    code = (
        "import os, runpy, sys; sys.argv = ['process.py', 'run', sys.argv[2], '--out', sys.argv[3]]; "
        "sys.stdout.flush(); os.dup2(os.open(os.devnull, os.O_WRONLY), 1); runpy.run_path(ROOT, run_name='__main__')"
    )
    root = Path(__file__).resolve().parents[2] / "process.py"
    return [sys.executable, "-c", code.replace("ROOT", repr(str(root))), "x", str(path), str(folder / "out")]


HOSTILE_NAMES = ["CON", "../上级局", "a/b局", "a:b局", "甲局.", "甲*局", "=1+1", "@局", "甲<乙", "甲&乙", "局" * 86]


def write_text(place: str, name: str, book: Workbook) -> None:
    cell = book["附件1（镇）"][place]
    cell.value = name
    cell.data_type = "s"  # also for a name that begins with =


def test_names_of_units_are_no_names_of_files(tmp_path: Path) -> None:
    path = SHIQUAN_2022
    for number, name in enumerate(HOSTILE_NAMES):
        path = variant_grid.changed(path, tmp_path / "in", partial(write_text, f"B{6 + number}", name))
    done = program("run", path, "--out", "out", "--json", "-", cwd=tmp_path)
    assert done.code == 0, done.out
    towns = [unit["unit"] for unit in json.loads(done.out)["tiers"][0]["units"]]
    assert sorted(towns) == sorted(HOSTILE_NAMES)
    assert folders(tmp_path / "out") == [SHIQUAN_2022.stem]
    book = load_workbook(tmp_path / "out" / SHIQUAN_2022.stem / "排名表.xlsx")
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row]
    formulas = [cell.value for cell in cells if cell.data_type == "f"]
    assert all(text.startswith("=ROUND(") for text in formulas)
    assert not [text for text in formulas for name in HOSTILE_NAMES if name in text]
    assert set(HOSTILE_NAMES) <= {str(cell.value) for cell in cells}


def test_the_ranking_book_says_what_the_json_says(tmp_path: Path) -> None:
    program("run", SHIQUAN_2022, "--out", "out", cwd=tmp_path)
    data = json.loads((tmp_path / "out" / SHIQUAN_2022.stem / "结果.json").read_text("utf-8"))
    book = load_workbook(tmp_path / "out" / SHIQUAN_2022.stem / "排名表.xlsx", data_only=True)
    assert book.sheetnames == ["附件1（镇）", "附件2（部门）", "得分说明", "计分办法"]
    for sheet, tier in zip(book.worksheets[:2], data["tiers"], strict=True):
        rows = list(sheet.iter_rows(values_only=True))
        for unit in tier["units"]:
            row = next(row for row in rows if unit["unit"] in row)
            if unit["excluded"]:
                assert "不计分" in row
            else:
                assert float(unit["score"]) in row


def test_every_score_and_unit_stands_in_the_notice(tmp_path: Path) -> None:
    import docx

    program("run", YANJIN, "--out", "out", cwd=tmp_path)
    folder = tmp_path / "out" / YANJIN.stem
    data = json.loads((folder / "结果.json").read_text("utf-8"))
    document = docx.Document(str(folder / "通报.docx"))
    rows = [[cell.text.strip() for cell in row.cells] for table in document.tables for row in table.rows]
    for tier in data["tiers"]:
        for unit in tier["units"]:
            row = next(row for row in rows if unit["unit"] in row)
            if unit["percent"]:
                assert unit["percent"] + "%" in row
                assert {unit["score"], unit["cumulative"]} <= set(row)
    text = "\n".join(p.text for p in document.paragraphs) + "\n".join("".join(row) for row in rows)
    assert "【" not in text


def test_a_second_run_at_the_same_time_is_told(tmp_path: Path) -> None:
    from govscore.core.lock import only_run

    with only_run(tmp_path / "out"):
        done = program("run", SHIQUAN_2020, "--out", "out", cwd=tmp_path)
    assert done.code in (2, 3)
    assert "另一个 govscore 正在往这个文件夹写结果" in done.err + done.out
