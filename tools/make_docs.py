"""Writes what the documents have from the code: the schemas in docs/schema/ and the marked regions of the pages.

A region lies between `<!-- generated: name -->` and `<!-- end -->`; everything else on a page is written by hand.
Run: python tools/make_docs.py
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # this checkout, wherever the installed package comes from

from docs import schemas, tables  # noqa: E402

PAGES = (
    "README.md",
    "docs/commands.md",
    "docs/format.md",
    "docs/messages.md",
    "docs/schemes.md",
    "docs/手册.md",
    "docs/模板.md",
)
REGION = re.compile(r"(?P<head><!-- generated: (?P<name>[^>]*?) -->\n)(?P<body>.*?)(?P<end><!-- end -->)", re.DOTALL)


def generated() -> dict[str, str]:
    """The whole text of every page and schema as it has to be, by its path from the project's folder."""
    return {page: REGION.sub(_region, (ROOT / page).read_text("utf-8")) for page in PAGES} | schemas.texts()


def _region(found: re.Match[str]) -> str:
    lines = list(tables.REGIONS[found["name"]](found["body"].splitlines()))
    return found["head"] + "\n" + "\n".join(lines).strip("\n") + "\n\n" + found["end"]


def main() -> None:
    """Write every file that is stale."""
    for path, text in generated().items():
        if not (file := ROOT / path).is_file() or file.read_text("utf-8") != text:
            file.write_text(text, "utf-8", newline="\n")
            print(path)


if __name__ == "__main__":
    main()
