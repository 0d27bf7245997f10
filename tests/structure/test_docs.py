"""What the documents have from the code is what the code says now, and they point to nothing that is not there."""

import re
import sys
from pathlib import Path

import pytest
from samples_at_hand import ROOT

sys.path.insert(0, str(ROOT / "tools"))
import make_docs

from docs import tables

PAGES = sorted(path for folder in (ROOT, ROOT / "docs") for path in folder.glob("*.md"))


@pytest.fixture(scope="module")
def generated() -> dict[str, str]:
    return make_docs.generated()


def test_no_page_and_no_schema_is_stale(generated: dict[str, str]) -> None:
    assert len(generated) == len(make_docs.PAGES) + 3
    stale = [path for path, text in generated.items() if (ROOT / path).read_text("utf-8") != text]
    assert not stale, f"run make docs: {stale}"


def test_every_table_stands_in_some_page(generated: dict[str, str]) -> None:
    placed = [found["name"] for text in generated.values() for found in make_docs.REGION.finditer(text)]
    assert sorted(placed) == sorted(tables.REGIONS)
    assert not [path for path, text in generated.items() if tables.UNSAID in text]


def test_a_page_with_a_marked_region_is_one_that_is_generated() -> None:
    marked = {path for path in PAGES if make_docs.REGION.search(path.read_text("utf-8"))}
    assert marked == {ROOT / page for page in make_docs.PAGES}


def test_a_changed_table_is_seen_and_words_by_hand_are_kept() -> None:
    page = (ROOT / "README.md").read_text("utf-8")
    for old, new in (("`--jobs` ", ""), ("| `recheck WORKBOOK` |", "| `recheck BOOK` |")):
        assert old in page
        assert make_docs.REGION.sub(make_docs._region, page.replace(old, new)) != page.replace(old, new)
    said = page.replace("| compare typed figures only, write nothing |", "| other words |")
    assert make_docs.REGION.sub(make_docs._region, said) == said != page


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_to_a_file(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


HISTORY = ("CHANGELOG.md", "decisions.md")  # they may name what was there once
NAMED = re.compile(r"`((?:govscore|tests|tools|bench|templates|docs)/[\w./-]+\.\w+|process\.py)`")


@pytest.mark.parametrize("page", [page for page in PAGES if page.name not in HISTORY], ids=lambda page: page.name)
def test_every_file_that_a_page_names_is_there(page: Path) -> None:
    named = NAMED.findall(page.read_text("utf-8"))
    assert [name for name in named if not (ROOT / name).exists()] == []
