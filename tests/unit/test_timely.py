"""How well a sentence fits the times asked about."""

from __future__ import annotations

from assistant.sentences.timely import carries_time, time_fit
from tests.asking import read, sentence_with, told

TEXT = "本报会宁讯 9月12日，会宁县政协召开常委会会议。今年前八个月，全县委员工作站接待群众310人次。"


def fit(question: str, words: str, *history: str) -> float:
    article, annotation = told(TEXT, date="2023-09-15", place="会宁县")
    sentence = sentence_with(article, annotation, words)
    return time_fit(read(question, *history), article, annotation, sentence)


def test_the_time_asked_about_fits_best() -> None:
    assert fit("会宁县2023年9月召开了什么会议？", "召开常委会") == 1.0
    assert fit("会宁县召开了什么会议？", "召开常委会") == 1.0
    assert fit("会宁县2021年召开了什么会议？", "召开常委会") < 0.35


def test_a_time_that_overlaps_fits_better_than_another() -> None:
    assert fit("会宁县2021年接待了多少群众？", "接待群众") < fit(
        "会宁县2023年1到7月接待了多少群众？", "接待群众"
    )


def test_a_time_of_an_earlier_turn_is_carried_over() -> None:
    before = "会宁县2021年5月召开了什么会议？"
    assert carries_time(read("接待了多少群众？", before)) and not carries_time(read(before))
    assert fit("接待了多少群众？", "接待群众", before) >= 0.35
