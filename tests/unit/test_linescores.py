"""What speaks for a line being a headline, the beginning of a paragraph, or its continuation."""

from __future__ import annotations

import pytest

from index.segmenter.linescores import Ahead, LineScores, score
from index.segmenter.printed import observe
from tests.pages import layout, page


def scored(text: str, ahead: Ahead = "text", column: float = 0.0) -> LineScores:
    item = observe(page(text), layout())[0]
    item.column = column
    return score(item, ahead, False, layout())


@pytest.mark.parametrize(
    "text",
    [
        "榆中县政协召开主席会议",
        "问需于民解难题 聚智聚力促发展",
        "## 调研督导提案办理",
        "——某县政协工作纪实",
        "康县政协：办好小事",
    ],
)
def test_headlines_look_like_headlines(text: str) -> None:
    found = scored(text, "report")
    assert found.head > max(found.start, found.more)


@pytest.mark.parametrize(
    "text",
    [
        "本报康县讯（通讯员魏青）8月6日，会议召开。",
        "会议强调，要把事办好，办到群众心坎上。",
        "8月6日上午，县政协组织委员走访。",
    ],
)
def test_paragraphs_look_like_paragraphs(text: str) -> None:
    found = scored(text)
    assert found.start > max(found.head, found.more)


@pytest.mark.parametrize("text", ["，切实把思想和", "的决策部署上来，努力做到", "了三个村的饮水问题。"])
def test_broken_off_lines_go_on(text: str) -> None:
    found = scored(text, column=12.0)
    assert found.more > max(found.head, found.start)


def test_a_dateline_right_after_speaks_for_a_headline() -> None:
    text = "小渠通了水 庄稼喝个饱"
    assert scored(text, "report").head > scored(text, "later").head > scored(text, "text").head


def test_a_line_of_names_is_neither_paragraph_nor_continuation() -> None:
    found = scored("潘平荣")
    assert found.head > 0 > found.start and found.more < 0


def test_a_question_of_an_interview_opens_a_paragraph() -> None:
    found = scored("本报记者：下一步有哪些打算？")
    assert found.start > found.head


def test_an_exclaiming_line_over_a_report_is_rather_a_headline() -> None:
    text = "官方通报：某水厂停产整顿！"
    assert scored(text, "report").head > scored(text, "report").start
    assert scored(text, "report").start < scored(text, "text", column=13.0).start
