"""Builds the package from a copy of the repository and installs it into an environment of its own, once a test run."""

import os
import re
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest
from samples_at_hand import ROOT

LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "inbox", "outbox", "build", "dist", "*.egg-info")
Finished = subprocess.CompletedProcess[str]
SCRIPTS = "Scripts" if os.name == "nt" else "bin"
PATIENCE = 600  # seconds that other workers wait for the one that builds
# Both archives from the source, a wheel again from the source archive, and the editable install's.
BUILD = """
import os, sys, tarfile
from setuptools import build_meta
made = sys.argv[1]
sdist = build_meta.build_sdist(made)
build_meta.build_editable(made + "/editable")
with tarfile.open(made + "/" + sdist) as archive:
    archive.extractall(made + "/unpacked")
os.chdir(made + "/unpacked/" + sdist.removesuffix(".tar.gz"))
build_meta.build_wheel(made + "/again")
"""


@dataclass(frozen=True)
class Package:
    """What was built and installed under one folder."""

    folder: Path

    @property
    def source(self) -> Path:
        return self.folder / "source"

    @cached_property
    def wheel(self) -> Path:
        (found,) = (self.folder / "wheel").glob("*.whl")
        return found

    @cached_property
    def wheel_of_sdist(self) -> Path:
        (found,) = (self.folder / "made" / "again").glob("*.whl")
        return found

    @cached_property
    def editable(self) -> Path:
        (found,) = (self.folder / "made" / "editable").glob("*.whl")
        return found

    @cached_property
    def inside(self) -> Path:
        """The folder of the installed package."""
        (found,) = (self.folder / "env").rglob("site-packages/govscore")
        return found

    @property
    def python(self) -> Path:
        return self.folder / "env" / SCRIPTS / "python"

    def run(self, *arguments: object, cwd: Path) -> Finished:
        """`govscore …` as installed; nothing of the repository can be found from there."""
        home = str(self.folder / "home")
        around = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "GOVSCORE_"))}
        around |= {"PYTHONUTF8": "1", "HOME": home, "USERPROFILE": home}
        done = _run(self.folder / "env" / SCRIPTS / "govscore", *arguments, cwd=cwd, env=around)
        assert "Traceback" not in done.stderr, done.stderr
        return done


def made(folder: Path) -> Package:
    """The package, built and installed under `folder` by whichever worker is first."""
    try:
        folder.mkdir()
    except FileExistsError:
        for _ in range(PATIENCE):
            if (folder / "ready").exists():
                break
            time.sleep(1)
        reason = (folder / "ready").read_text("utf-8")
    else:
        reason = "another worker could not build the package"
        try:
            reason = _make(folder)
        finally:
            (folder / "unread").write_text(reason, "utf-8")
            (folder / "unread").rename(folder / "ready")
    if reason.startswith("pip "):
        pytest.skip(reason)
    assert not reason, reason
    return Package(folder)


def _make(folder: Path) -> str:
    """Builds and installs; why not, where pip reaches no package index."""
    (folder / "home").mkdir()
    shutil.copytree(ROOT, folder / "source", ignore=LEFT_OUT)
    stale = folder / "source" / "build" / "lib" / "govscore" / "gone.py"  # as an earlier version's build leaves it
    stale.parent.mkdir(parents=True)
    stale.touch()
    (backend,) = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["build-system"]["requires"]
    got = _pip("install", "--quiet", "--no-compile", "--target", folder / "backend", backend)
    if got.returncode and re.search("No matching distribution|Could not find a version", got.stderr):
        return f"pip cannot get {backend} here, so no package can be built"
    assert got.returncode == 0, got.stderr
    _done(_pip("wheel", "--no-deps", "--wheel-dir", folder / "wheel", folder / "source"))
    (wheel,) = (folder / "wheel").glob("*.whl")
    (folder / "made").mkdir()
    backend_there = os.environ | {"PYTHONPATH": str(folder / "backend")}
    _done(_run(sys.executable, "-c", BUILD, folder / "made", cwd=folder / "source", env=backend_there))
    _done(_run(sys.executable, "-m", "venv", "--without-pip", folder / "env"))
    into = ("--python", folder / "env" / SCRIPTS / "python")
    _done(_pip(*into, "install", "--quiet", "--no-compile", "-c", ROOT / "constraints.txt", wheel))
    return ""


def _pip(*arguments: object) -> Finished:
    return _run(sys.executable, "-m", "pip", *arguments)


def _run(*command: object, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> Finished:
    words = [str(word) for word in command]
    return subprocess.run(words, cwd=cwd, env=env, capture_output=True, encoding="utf-8", timeout=PATIENCE, check=False)


def _done(process: Finished) -> None:
    assert process.returncode == 0, process.stdout + process.stderr
