"""Builds the default templates of the notices into templates/: one for each office, and 通用/文件.docx for any.

The files are for the offices to change; what stands here is only where they start from. Names in 【】 are
supplied by the program, ×× is for the clerk to type. Run: python tools/make_templates.py [FOLDER]
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from forms.inspection import bulletin, slips
from forms.ordinary import ordinary
from forms.qiandongnan import qiandongnan
from forms.shiquan import shiquan_2020, shiquan_2022
from forms.yanjin import yanjin

TEMPLATES: dict[str, Callable[[], bytes]] = {
    "shiquan-2022q1/bulletin.docx": shiquan_2022,
    "shiquan-2020q4/bulletin.docx": shiquan_2020,
    "yanjin-2024-05-06/bulletin.docx": yanjin,
    "qiandongnan-2021q4/bulletin.docx": qiandongnan,
    "qiandongnan-2023q4-inspection/bulletin.docx": bulletin,
    "qiandongnan-2023q4-inspection/slips.docx": slips,
    "通用/文件.docx": ordinary,
}


def main(folder: Path) -> None:
    """Write every template to its place under `folder`."""
    for name, build in TEMPLATES.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(build())


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent / "templates")
