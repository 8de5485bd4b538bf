"""Enumerations of a question as alternatives."""

from __future__ import annotations

from dataclasses import replace

from assistant.lists.alternatives import any_of
from assistant.records import Question


def _asked(text: str, *groups: tuple[str, ...]) -> Question:
    plain = Question(text=text, language="zh", kind="list", asked="place")
    return replace(plain, groups=groups, pieces=groups)


def test_what_stands_side_by_side_is_one_subject() -> None:
    question = any_of(_asked("沟渠、晒场、路灯这类小事是哪里办的", ("沟渠",), ("路灯",), ("小事",)))
    assert question.groups == (("沟渠", "路灯"), ("小事",))


def test_mere_words_of_the_enumeration_come_behind_what_was_said() -> None:
    asked = _asked("沟渠、晒场、路灯这类小事是哪里办的", ("路灯",))
    question = any_of(replace(asked, pieces=(("沟渠",), ("晒场",), ("路灯",))))
    assert question.groups == (("路灯", "沟渠", "晒场"),)


def test_subjects_of_different_clauses_stay_apart() -> None:
    asked = _asked("哪些县为学校，也为医院修了路", ("学校",), ("医院",))
    assert any_of(asked) == asked


def test_a_thing_and_a_doing_are_no_alternatives_but_an_event_is() -> None:
    asked = replace(_asked("哪些县写到果园或者调研", ("果园",)), activities=(("调研",),))
    assert any_of(asked) == asked
    meeting = replace(_asked("哪些县有座谈会或者调研", ("座谈会",)), activities=(("调研",),))
    assert any_of(meeting).groups == (("座谈会", "调研"),)


def test_what_has_to_be_true_at_once_is_no_choice() -> None:
    asked = replace(_asked("沟渠、路灯都修了的是哪里", ("沟渠",), ("路灯",)), both=True)
    assert any_of(asked) == asked


def test_everything_before_the_sort_of_thing_is_an_item() -> None:
    asked = _asked("老兵、留守妇女儿童这些人哪里提到过", ("老兵",), ("留守妇女",), ("儿童",))
    assert any_of(asked).groups == (("老兵", "留守妇女", "儿童"),)
