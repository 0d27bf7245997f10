"""How setuptools builds the package: templates/ lies beside govscore/ here and inside it in a wheel."""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools.command.build_py import build_py

TEMPLATES = Path("templates")  # seen from the root, where setuptools works
BESIDE = ["tools/build_hook.py", "process.py", "constraints.txt", "README.zh-CN.md"]  # in the source archive only


class WithTemplates(build_py):
    """Adds every file of templates/ as govscore/templates/; an editable install finds them where they are."""

    def run(self) -> None:
        """Copies the modules, then the templates; what an earlier build left is no part of this one."""
        if not self.editable_mode:
            shutil.rmtree(Path(self.build_lib) / "govscore", ignore_errors=True)
        super().run()
        if not self.editable_mode:
            shutil.copytree(TEMPLATES, self._target, copy_function=shutil.copyfile)

    @property
    def _target(self) -> Path:
        return Path(self.build_lib) / "govscore" / TEMPLATES

    def get_source_files(self) -> list[str]:
        """For the source archive: the templates as well, and what an install or a build from it needs."""
        own = [str(file) for file in sorted(TEMPLATES.rglob("*")) if file.is_file()]
        return [*super().get_source_files(), *own, *BESIDE]

    def get_outputs(self, include_bytecode: bool = True) -> list[str]:
        """What lies in the build folder afterwards, which setuptools writes down."""
        own = [] if self.editable_mode else [str(file) for file in self._target.rglob("*") if file.is_file()]
        return [*super().get_outputs(include_bytecode), *own]
