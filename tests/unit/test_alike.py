"""Whether two reports are one, by their sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.alike import Said, compared, reach_of, same

TOLD = ("县图书馆新馆今日开馆迎接第一批读者", "新馆藏书共有12万册供市民免费借阅")
EDITED = ("县图书馆新馆今日开馆，迎接第一批读者", "新馆藏书共有12万册供市民免费借阅")
OTHER = ("县图书馆新馆今日开馆迎接第一批读者", "新馆藏书共有15万册供市民免费借阅")


@pytest.mark.parametrize(
    ("one", "told"), [(TOLD, True), (EDITED, True), (OTHER, False), (("别的事情发生在城外",), False)]
)
def test_light_edits_leave_a_report_what_it_is_and_other_figures_do_not(
    one: tuple[str, ...], told: bool
) -> None:
    assert same(TOLD, one, 0.8, 0.6) is told
    assert same(one, TOLD, 0.8, 0.6) is told


def test_pairs_do_not_stand_across_two_sentences() -> None:
    assert compared(("甲乙", "丙丁")).pairs == Said("甲乙").pairs | Said("丙丁").pairs
    assert not compared(()).pairs


@given(st.text("甲乙丙丁", max_size=12), st.text("甲乙丙丁", max_size=12))
def test_what_is_close_reaches_so_many_of_its_pairs(one: str, other: str) -> None:
    a, b = Said(one), Said(other)
    assert not a.close(b, 0.8) or len(a.pairs & b.pairs) >= reach_of(0.8) * len(a.pairs)
