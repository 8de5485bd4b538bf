"""Which of several dates or people of a sentence answers."""

from __future__ import annotations

from assistant.sentences.candidates import Candidate
from assistant.sentences.pointed import pointed
from tests.asking import read, told

TEXT = "今年2月，会宁县政协召开主席会议安排读书活动；3月初，县委办公室印发了培训方案。"


def day(question: str) -> list[str]:
    article, annotation = told(TEXT, date="2023-04-15", place="会宁县")
    focus = tuple(m for m in annotation.mentions if m.kind == "date")
    return [m.name for m in pointed(read(question), Candidate(article, annotation, 0, 1.0, 1.0, 1.0, focus))]


def test_the_date_of_the_part_that_is_asked_about() -> None:
    assert day("会宁县政协主席会议什么时候安排读书活动？") == ["2023-02"]
    assert day("会宁县委办公室什么时候印发培训方案？")[0].startswith("2023-03")


def test_other_kinds_keep_all_that_may_answer() -> None:
    assert len(day("会宁县做了什么？")) == 2


def test_how_far_a_number_went() -> None:
    article, annotation = told("会宁县关闭机井38眼，亩均用水由410立方米降到365立方米。", date="2023-03-09")
    focus = tuple(m for m in annotation.mentions if m.kind == "quantity")
    candidate = Candidate(article, annotation, 0, 1.0, 1.0, 1.0, focus)

    def figures(question: str) -> list[str]:
        return [mention.text for mention in pointed(read(question), candidate)]

    assert figures("会宁县亩均用水降到多少？") == ["365立方米"]
    assert figures("会宁县亩均用水从多少降到多少？") == ["410立方米", "365立方米"]
    assert len(figures("会宁县关闭了多少眼机井？")) == 3
