"""What all tests share: modules importable from every folder, and every result validated against its schema.

With CI set, a skipped test fails the run.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(1, str(Path(__file__).resolve().parent / "mail"))


@pytest.fixture(autouse=True, scope="session")
def every_result_fits_the_published_schema() -> Iterator[None]:
    from json_checks import every_result_checked  # late: the path to it has just been set

    with every_result_checked():
        yield


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says what was left out, and why: on a machine without LibreOffice the checks that need it."""
    skipped = terminalreporter.stats.get("skipped", [])
    for reason in sorted({str(report.longrepr[2]) for report in skipped}):
        terminalreporter.write_line(f"left out: {reason}")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In continuous integration everything that tests use is installed, so nothing may be skipped."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
