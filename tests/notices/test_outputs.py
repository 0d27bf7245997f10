"""What the clerk gets of a notice's differences: console, report, recheck workbook and JSON, through the command."""

import json
from pathlib import Path

from issued import issued, retyped
from openpyxl import load_workbook
from running_program import program
from samples_at_hand import ROOT, SHIQUAN_2022

WRONG = {"采用54条": "采用55条"}
CELLS = {(1, "中池镇", 3): "52"}


def test_a_notice_beside_the_workbook(tmp_path: Path) -> None:
    file, out, told = tmp_path / "通报.docx", tmp_path / "out", tmp_path / "out.json"
    file.write_bytes(retyped(issued(SHIQUAN_2022), WRONG, CELLS))
    done = program("run", SHIQUAN_2022, "--against", file, "--out", out, "--json", told, cwd=tmp_path)
    assert done.code == 1, done.err
    assert "手工数有2处不符" in done.out
    sentence = "：“市政府网站采用数”填的是55，按办法应为54，差1"
    cell = "【通报.docx】正文!表1第5行第3格：中池镇“部门动态”填的是52，按办法应为51，差1"
    assert sentence in done.out
    assert cell in done.out
    (folder,) = [path for path in out.iterdir() if path.is_dir()]
    assert cell in (folder / "复核与提示.txt").read_text("utf-8-sig")
    found = json.loads(told.read_text("utf-8"))
    assert [(one["unit"], one["column"], one["difference"]) for one in found["differences"]] == [
        ("", "市政府网站采用数", "1"),
        ("中池镇", "部门动态", "1"),
    ]
    page = load_workbook(folder / "复核表.xlsx")["复核清单"]
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=4)]
    assert rows[1] == [2, "中池镇", "部门动态", 52, 51, 1, "《通报.docx》正文!表1第5行第3格", None]
    assert page["G4"].hyperlink is None
    assert str(page["G4"].value).startswith("《通报.docx》正文!第")


def test_a_right_notice_changes_nothing_of_the_outcome(tmp_path: Path) -> None:
    (tmp_path / "通报.docx").write_bytes(issued(SHIQUAN_2022))
    done = program("recheck", SHIQUAN_2022, "--against", tmp_path / "通报.docx", cwd=tmp_path)
    assert done.code == 0, done.out
    assert "核对了正文11个数、附表420个数，不符0处" in done.out


def test_a_file_that_is_no_notice_is_an_error_of_usage(tmp_path: Path) -> None:
    (tmp_path / "通报.docx").write_bytes(b"text")
    done = program("recheck", SHIQUAN_2022, "--against", tmp_path / "通报.docx", cwd=tmp_path)
    assert done.code == 2
    assert "【通报.docx】：--against 给的通报读不了" in done.err
    assert "改法：" in done.err


def test_template_check_points_out_typed_numbers(tmp_path: Path) -> None:
    template = ROOT / "templates" / "shiquan-2022q1" / "bulletin.docx"
    changed = tmp_path / "bulletin.docx"
    changed.write_bytes(retyped(template.read_bytes(), {"采用【市政府网站采用数】条": "采用54条"}))
    done = program("template", "check", changed, "--scheme", "shiquan-2022q1", cwd=tmp_path)
    assert done.code == 0, done.err
    assert "模板里手工写的54条像是“市政府网站采用数”" in done.out
    assert "把数字换成标记【市政府网站采用数】" in done.out
    assert "标记没有写错，有1处提示" in done.out
    assert program("template", "check", template, cwd=tmp_path).out == "✓ bulletin.docx：没有问题\n"
