"""What one file may cost the process that opens it."""

from __future__ import annotations

from typing import NamedTuple


class Limits(NamedTuple):
    """What one file may cost. `cells` bounds the rectangle from A1 to the last used cell of a sheet.

    `memory_bytes` is kept only where the system can (Linux; not Windows).
    """

    wall_seconds: float = 20.0
    memory_bytes: int = 2 << 30
    file_bytes: int = 100 << 20
    unpacked_bytes: int = 512 << 20
    cells: int = 5_000_000
    merge_cells: int = 2_000_000


def limit_process(memory_bytes: int, wall_seconds: float) -> None:
    """Keeps the process small and mortal, also when nobody waits for it; Windows has no such limits."""
    try:
        import resource
    except ImportError:
        return
    for kind, most in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_CPU, int(wall_seconds) + 5),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            _, hard = resource.getrlimit(kind)
            kept = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(kind, (kept, hard))
        except (ValueError, OSError):
            continue  # a system that knows the limit only by name
