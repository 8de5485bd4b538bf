"""Which sentences are shown beside the best one."""

from __future__ import annotations

from pathlib import Path

from assistant.chat import Assistant
from tests.asking import archive_of, assistant, quotes

POINTING = {
    "bridge": {
        "headline": "静宁县政协商量修桥",
        "date": "2023-05-12",
        "place": "静宁县",
        "text": "本报静宁讯 5月9日，静宁县威戎镇的石拱桥因为桥面塌陷封闭。"
        "这让两岸的孩子上学要绕行6公里。委员们建议，年内先架一座便桥。",
    },
    "market": {
        "headline": "静宁县政协视察早市",
        "date": "2023-07-14",
        "place": "静宁县",
        "text": "本报静宁讯 7月11日，静宁县政协视察城区早市。摊位由80个增加到140个。"
        "垃圾清运由谁负责？\n早市新规矩\n委员们看了公厕。",
    },
}


def asking(folder: Path) -> Assistant:
    return assistant(archive_of(folder, POINTING), folder)


def test_a_sentence_that_points_back_comes_with_the_one_before(tmp_path: Path) -> None:
    answer = asking(tmp_path).ask("静宁县孩子上学要绕行多少公里？")
    assert "6公里" in answer.citations[0].quote
    assert "石拱桥" in quotes(answer), "whose children, and why, stands in the sentence before"


def test_a_question_or_a_heading_is_never_quoted(tmp_path: Path) -> None:
    bench = asking(tmp_path)
    for question in (
        "静宁县早市的垃圾清运由谁负责？",
        "静宁县早市有什么新规矩？",
        "静宁县早市的摊位有多少个？",
    ):
        told = bench.ask(question)
        if told.status == "answered":
            assert not any(c.quote.endswith("？") or c.quote == "早市新规矩" for c in told.citations)


def test_no_more_than_three_sentences_and_each_once(tmp_path: Path) -> None:
    answer = asking(tmp_path).ask("静宁县政协做了什么调研和视察，委员有什么建议？")
    places = [(c.article_id, c.start) for c in answer.citations]
    assert len(places) == len(set(places))


SPEECH = {
    "yard": {
        "headline": "静宁县政协院坝协商",
        "date": "2023-08-12",
        "place": "静宁县",
        "text": "本报静宁讯 8月9日，静宁县政协在威戎镇开了院坝协商会。"
        "“凳子一围，心就近了。”村民祁有才这样评价。\n会后修了两条路。",
    }
}


def test_what_was_said_comes_with_who_said_it(tmp_path: Path) -> None:
    told = assistant(archive_of(tmp_path, SPEECH), tmp_path).ask("村民祁有才怎么评价院坝协商会？")
    assert "凳子一围" in quotes(told)
