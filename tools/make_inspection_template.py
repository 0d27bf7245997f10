"""Builds the templates of the inspection, circular and slips, into templates/qiandongnan-2023q4-inspection/.

The files are for the office to change; what stands here is only where they start from. Names in 【】 are supplied by
the program, ×× is for the clerk to type. Run: python tools/make_inspection_template.py [FOLDER]
"""

from __future__ import annotations

import sys
from pathlib import Path

from forms.inspection import bulletin, slips

REGIME = "qiandongnan-2023q4-inspection"


def main(folder: Path) -> None:
    """Write both templates into the regime's folder under `folder`."""
    target = folder / REGIME
    target.mkdir(parents=True, exist_ok=True)
    (target / "bulletin.docx").write_bytes(bulletin())
    (target / "slips.docx").write_bytes(slips())


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent / "templates")
