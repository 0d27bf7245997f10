"""信息核对: rows that may be one item stand in one group, each once."""

from govscore.scoring.sharing import Row, Sharing, checklists


def row(number: int) -> Row:
    return Row("甲局", f"标题{number}", "", f"[册.xlsx]台账!B{number}", f"标题{number}", (0, number, 1))


def groups(*pairs: tuple[int, int]) -> list[list[int]]:
    (found,) = checklists(Sharing([], [], [(row(one), row(other)) for one, other in pairs]))
    return [[one.cell[1] for one in group] for group in found.groups]


def test_pairs_that_hang_together_are_one_group() -> None:
    assert groups((1, 2), (2, 3), (7, 8)) == [[1, 2, 3], [7, 8]]


def test_two_groups_that_a_pair_joins_are_one() -> None:
    assert groups((5, 6), (1, 2), (3, 4), (6, 1), (4, 2)) == [[1, 2, 3, 4, 5, 6]]


def test_a_row_is_listed_once_however_many_are_like_it() -> None:
    every = [(one, other) for one in range(30) for other in range(one + 1, 30)]
    assert groups(*every) == [list(range(30))]
