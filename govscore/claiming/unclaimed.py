"""Why no scheme knows a workbook: what its most similar table lacks, scheme by scheme."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from govscore.claiming.columns import Matched, match_columns
from govscore.readers.tables import Table
from govscore.scheme.files import LoadedScheme
from govscore.scheme.points_scheme import Scheme

_SHOWN = 3  # columns in a reason: more would hide the point
_FAR = 0.8  # a table that lacks this share of a scheme's columns is not like it


def reasons(schemes: Sequence[LoadedScheme], tables: list[Table]) -> str:
    """Each scheme's reason, the most similar first; those that are like no table at all are only named."""
    ranked = sorted((_reason(loaded.scheme, tables) for loaded in schemes), key=lambda reason: reason[:2])
    near = [words for share, _, words in ranked if share < _FAR]
    far = [name for share, name, words in ranked if share >= _FAR]
    if not near and len(far) == 1:
        return ranked[0][2]
    unlike = [f"和{'、'.join(far)}都不像" if len(far) > 1 else f"和{far[0]}不像"] if far else []
    return "；".join([*near, *unlike])


def _reason(scheme: Scheme, tables: Iterable[Table]) -> tuple[float, str, str]:
    """The share of columns that the most similar table lacks, the scheme's id, and the words."""
    required = [kind for kind in scheme.tables if kind.required]
    matches = [match_columns(scheme, kind, table) for table in tables for kind in required]
    there = {m.kind.id for m in matches if m.fits(scheme)}
    best = min((m for m in matches if m.kind.id not in there), key=lambda m: _lacking_share(scheme, m))
    missing = best.lacks(scheme)
    lacks = "、".join("→".join(c.heading).replace("【月份】", "×月") for c in missing[:_SHOWN])
    more = f"等{len(missing)}列" if len(missing) > _SHOWN else ""
    odd = "、".join(found.path[-1] for found in best.extra[:_SHOWN] if found.path)
    where = f"“{best.kind.name}”表" if len(scheme.tables) > 1 else ""
    words = f"{scheme.id} {where}缺少列 {lacks}{more}" + (f"（不认识的列：{odd}）" if odd else "")
    return _lacking_share(scheme, best), scheme.id, words


def _lacking_share(scheme: Scheme, matched: Matched) -> float:
    wanted = [c for c in scheme.columns_of(matched.kind.id) if c.required and c.role != "unit"]
    return len(matched.lacks(scheme)) / max(len(wanted), 1)
