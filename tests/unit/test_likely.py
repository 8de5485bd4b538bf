"""Where names end that no list of words bounds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.mentions.likely import doubtful, hopeless, is_word, likely_dotted, likely_end, likely_joined


def any_name(name: str) -> bool:
    return bool(name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("撒有德听商户盘账", "撒有德"),
        ("吕志新开玩笑说", "吕志新"),
        ("何海梁三次召集会商", "何海梁"),
        ("巩小平坦言", "巩小平"),
        ("巩小平坦然一笑", "巩小平"),
        ("卢海赶来时", "卢海"),
        ("石磊陪乡亲等车", "石磊"),
        ("尕玛才让骑马下山", "尕玛才让"),
        ("尕玛措三次来电", "尕玛措"),
        ("才让卓玛三次进山", "才让卓玛"),
        ("杨班玛牵着孩子", "杨班玛"),
        ("桑吉端来酥油茶", "桑吉"),
        ("呼延春生驱车赶路", "呼延春生"),
    ],
)
def test_a_name_ends_where_words_go_on(text: str, name: str) -> None:
    assert likely_end(text, 0, any_name, "post") == len(name)


@pytest.mark.parametrize(
    "text", ["张罗饭菜", "高度评价工作", "安居乐业的底气", "马上召集开会", "应邀列席会议"]
)
def test_words_are_likelier_than_a_name(text: str) -> None:
    assert likely_end(text, 0, any_name, "post") is None


def test_what_may_be_no_name_is_passed_over() -> None:
    assert likely_end("何海梁三次召集", 0, lambda name: False, "post") is None


def test_the_same_name_elsewhere_decides() -> None:
    text = "周立立下军令状。"
    assert likely_end(text, 0, any_name, "post") == 3
    assert likely_end(f"{text}后来周立带队，周立又来", 0, any_name, "post") == 2


def test_a_foreign_name_is_not_torn() -> None:
    assert likely_end("斯米尔诺娃比分领先", 0, any_name, "post") != 4
    assert likely_end("叶夫根尼·普里戈说", 0, any_name, "post") is None


def test_a_name_with_spaces_inside() -> None:
    assert likely_joined("张 军六次上门", 0, 1, "post") == 3
    assert likely_joined("巩 小平坦言", 0, 1, "post") == 4
    assert likely_joined("时 间表列出来了", 0, 1, "post") is None


def test_the_part_behind_a_dot_ends_before_words() -> None:
    assert likely_dotted("伊布拉捐出一千个馕", 0, [1, 2, 3]) == 3


def test_words_and_stretches_without_names_are_told_at_once() -> None:
    assert is_word("提供") and not is_word("何海")
    assert hopeless("群众提供线索", 2, "calling")
    assert not hopeless("副县长欧阳雪三次", 3, "post")
    assert hopeless("副县长", 3, "post")


def test_what_words_bound_may_be_words_itself() -> None:
    assert doubtful("任职表态发言", 0, 2)
    assert doubtful("高兴地看到", 0, 3)
    assert not doubtful("何海梁主持会议", 0, 3)


@given(st.text(alphabet="王李欧阳尕玛才让张罗饭菜三次召集·，的 说1", max_size=20), st.integers(0, 20))
def test_an_end_lies_within_the_text(text: str, start: int) -> None:
    end = likely_end(text, start, any_name, "none")
    assert end is None or start + 2 <= end <= len(text)
