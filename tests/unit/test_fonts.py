"""Fonts of official documents: which are missing on a machine, and what is shown in their place."""

import io
import shutil
import sys
import types
from collections.abc import Iterator
from pathlib import Path

import pytest

from govscore.commands import machine as looked_at
from govscore.core import fonts
from govscore.core.fonts import families, missing, told, used
from govscore.delivery.pdf import _font_notes


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    families.cache_clear()
    yield
    families.cache_clear()


def machine(monkeypatch: pytest.MonkeyPatch, system: str, **answers: str) -> None:
    """A machine of this kind, where these programs give these answers."""
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(shutil, "which", lambda name: name if name.replace("-", "_") in answers else None)
    monkeypatch.setattr(fonts, "_output", lambda command: answers[command[0].replace("-", "_")])


def test_linux_asks_its_own_list(monkeypatch: pytest.MonkeyPatch) -> None:
    machine(monkeypatch, "linux", fc_list="SimSun,宋体\nFangSong\\_GB2312\n", fc_match="Noto Sans CJK SC")
    assert missing(["宋体", "仿宋_GB2312", "黑体"]) == [("黑体", "Noto Sans CJK SC")]


class Key:
    def __init__(self, names: list[str]) -> None:
        self.names = names

    def __enter__(self) -> list[str]:
        return self.names

    def __exit__(self, *_: object) -> None:
        return


def registry(everyone: list[str], own: list[str] | None) -> types.ModuleType:
    """A winreg with these font names; `own` None: the user's key is not there."""
    module = types.ModuleType("winreg")

    def opened(root: str, path: str) -> Key:
        assert path.endswith(r"Windows NT\CurrentVersion\Fonts")
        names = everyone if root == "machine" else own
        if names is None:
            raise FileNotFoundError
        return Key(names)

    module.HKEY_LOCAL_MACHINE, module.HKEY_CURRENT_USER = "machine", "user"  # type: ignore[attr-defined]
    module.OpenKey = opened  # type: ignore[attr-defined]
    module.QueryInfoKey = lambda names: (0, len(names), 0)  # type: ignore[attr-defined]
    module.EnumValue = lambda names, n: (names[n], "x.ttf", 1)  # type: ignore[attr-defined]
    return module


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        (None, [("方正小标宋简体", ""), ("仿宋_GB2312", "FangSong"), ("楷体_GB2312", "SIMKAI")]),
        (["方正小标宋简体 (TrueType)"], [("仿宋_GB2312", "FangSong"), ("楷体_GB2312", "SIMKAI")]),
    ],
)
def test_windows_asks_registry_and_folders(
    own: list[str] | None, expected: list[tuple[str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine(monkeypatch, "win32")
    everyone = ["SimSun & NSimSun (TrueType)", "SimHei (TrueType)", "FangSong (TrueType)"]
    monkeypatch.setitem(sys.modules, "winreg", registry(everyone, own))
    (tmp_path / "Fonts").mkdir()
    (tmp_path / "Fonts" / "simkai.ttf").touch()
    (tmp_path / "Fonts" / "readme.txt").touch()
    monkeypatch.setenv("SYSTEMROOT", str(tmp_path))
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    assert missing(fonts.OFFICIAL) == expected


def test_a_font_that_a_user_installed_for_himself_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    machine(monkeypatch, "win32")
    monkeypatch.setitem(sys.modules, "winreg", registry([], None))
    own = tmp_path / "Microsoft" / "Windows" / "Fonts"
    own.mkdir(parents=True)
    (own / "仿宋_GB2312.TTF").touch()
    monkeypatch.setenv("SYSTEMROOT", str(tmp_path / "none"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    assert missing(["仿宋_GB2312"]) == []


def test_macos_looks_into_its_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    machine(monkeypatch, "darwin")
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    (tmp_path / "Library" / "Fonts").mkdir(parents=True)
    (tmp_path / "Library" / "Fonts" / "STHeiti Medium.ttc").touch()
    assert ("黑体", "STHeiti Medium") in (missing(["黑体"]) or [])


def test_a_machine_that_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    machine(monkeypatch, "freebsd")
    assert missing(["黑体"]) is None
    assert any("看不到这台电脑的字体清单" in line for line in looked_at._extras())


def test_the_doctor_names_each_missing_font(monkeypatch: pytest.MonkeyPatch) -> None:
    machine(monkeypatch, "linux", fc_list="宋体\n黑体\n楷体_GB2312\n方正小标宋简体\n", fc_match="DejaVu Sans")
    lines = list(looked_at._extras())
    assert [line for line in lines if "缺少字体" in line] == ["· 缺少字体 仿宋_GB2312：在这台电脑上显示成 DejaVu Sans"]
    families.cache_clear()
    machine(monkeypatch, "linux", fc_list="\n".join(fonts.OFFICIAL), fc_match="")
    assert "✓ 公文字体齐全" in list(looked_at._extras())


PART = '<w:rFonts w:ascii="a" w:eastAsia="仿宋_GB2312"/><w:lang w:eastAsia="zh-CN"/><w:rFonts w:eastAsia="黑体"/>'


def test_the_fonts_of_a_document_are_those_of_its_runs() -> None:
    assert used([PART.encode(), PART.encode()]) == ["仿宋_GB2312", "黑体"]
    assert told([("甲", "乙"), ("丙", ""), ("丁", "乙")]) == "甲、丁（用乙代替）、丙"


def test_a_copy_drawn_with_other_fonts_is_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    import zipfile

    machine(monkeypatch, "linux", fc_list="黑体\n", fc_match="Noto Serif CJK SC")
    notice = io.BytesIO()
    with zipfile.ZipFile(notice, "w") as archive:
        archive.writestr("word/document.xml", PART)
        archive.writestr("word/comments.xml", PART.replace("黑体", "华文彩云"))
    (note,) = _font_notes(notice.getvalue(), "[通报.docx]")
    assert "缺少通报用的字体：仿宋_GB2312（用Noto Serif CJK SC代替），" in note.message
