"""Words that stand in others by chance."""

from __future__ import annotations

import pytest

from assistant.lists.alone import itself


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("会上集中学习了讲话", "中学"),
        ("村口新修路灯三盏", "修路"),
        ("县政协副主席到会", "主席"),
        ("委员会开会", "委员"),
        ("主席会议成员带队", "主席会议"),
        ("履行政治协商、民主监督、参政议政职能", "民主监督"),
        ("着力强化干部教育", "教育"),
        ("把委员教育培训放在前头", "教育"),
        ("各项政策精准滴灌", "滴灌"),
    ],
)
def test_a_word_across_two_others_is_not_told_of(text: str, name: str) -> None:
    assert not itself(text, (name,))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("为村里修路架桥", "修路"),
        ("县中学生三人", "中学"),
        ("城关小学门口", "小学"),
        ("推动城乡教育均衡发展", "教育"),
        ("新铺滴灌管道三千米", "滴灌"),
        ("到马坡乡看了看", "乡"),
    ],
)
def test_a_word_of_its_own_or_inside_a_longer_one_is(text: str, name: str) -> None:
    assert itself(text, (name,))


def test_one_name_of_several_is_enough() -> None:
    assert itself("副主席陪同主席到会", ("主席", "委员"))
