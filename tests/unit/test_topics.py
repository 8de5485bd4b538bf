"""Questions for a topic find what is said in narrower words."""

from __future__ import annotations

from dataclasses import replace

from assistant.lists.topics import load_topics, widened
from tests.asking import read


def test_a_topic_is_widened_and_its_words_side_by_side_are_one() -> None:
    asked = replace(read("哪些地方关心过孩子上学方面的事？"), groups=(("孩子", "儿童"), ("上学",)))
    (group,) = widened(asked).groups
    assert {"上学", "幼儿园", "课后服务"} <= set(group)
    assert "孩子" not in group  # every report may name children


def test_a_thing_by_its_name_is_not() -> None:
    asked = replace(read("哪些县建立了养老食堂？"), groups=(("养老",),))
    assert widened(asked) == asked


def test_other_subjects_stay_beside_a_topic() -> None:
    asked = replace(read("哪些地方有供水方面的提案？"), groups=(("供水",), ("提案",)))
    assert widened(asked).groups[1] == ("提案",) and "自来水" in widened(asked).groups[0]


def test_every_topic_can_be_asked_for_and_told() -> None:
    for topic in load_topics().topics:
        assert topic.asked and len(topic.told) > 3
        assert all(len(word) > 1 for word in topic.told)


def test_topics_named_as_alternatives_find_the_words_of_each() -> None:
    asked = replace(read("哪些地方关注过物业或灌溉问题？"), groups=(("物业", "灌溉"),))
    assert {"业委会", "斗渠"} <= set(widened(asked).groups[0])
