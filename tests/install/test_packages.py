"""What the built archives carry: all modules, messages and templates, and nothing else."""

import zipfile
from pathlib import Path

from packages import Package
from samples_at_hand import ROOT


def carried(wheel: Path) -> dict[str, bytes]:
    """The wheel's files but for what pip itself needs."""
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist() if ".dist-info/" not in name}


def wanted() -> dict[str, bytes]:
    """The modules and data of govscore/, and templates/ inside of it."""
    files = [file for name in ("govscore", "templates") for file in (ROOT / name).rglob("*") if file.is_file()]
    found = {file.relative_to(ROOT).as_posix(): file.read_bytes() for file in files if "__pycache__" not in file.parts}
    return {name if name.startswith("govscore/") else f"govscore/{name}": data for name, data in found.items()}


def test_the_wheel_carries_every_file_of_the_program_and_of_the_offices(package: Package) -> None:
    found = carried(package.wheel)
    assert sorted(found) == sorted(wanted())
    assert found == wanted()
    for name in ("core/problems.toml", "templates/通用/文件.docx", "templates/shiquan-2022q1/mail.txt"):
        assert f"govscore/{name}" in found


def test_the_source_archive_gives_the_same_wheel(package: Package) -> None:
    assert carried(package.wheel_of_sdist) == carried(package.wheel)


def test_an_editable_install_is_one_line_of_a_path(package: Package) -> None:
    ((name, line),) = carried(package.editable).items()
    assert name.endswith(".pth")
    assert Path(line.decode().strip()) == package.source


def test_the_installed_version_is_that_of_the_program(package: Package) -> None:
    from govscore import __version__

    assert package.wheel.name == f"govscore-{__version__}-py3-none-any.whl"
