"""Reports that are asked for by how they are printed."""

from __future__ import annotations

import pytest

from assistant.parsing.imprintrules import load_imprint_rules
from assistant.records import Language


@pytest.mark.parametrize(
    ("question", "language", "several", "photo", "opening", "unsigned", "rows"),
    [
        ("两名记者合写的报道有哪几篇？", "zh", 2, False, (), False, "reports"),
        ("由三个作者共同署名的文章，作者都是谁？", "zh", 3, False, (), False, "people"),
        ("哪些县的消息是合写的？", "zh", 0, False, (), False, "places"),
        ("Which stories have two correspondents in the byline?", "en", 2, False, (), False, "reports"),
        ("Who wrote the three-author article?", "en", 3, False, (), False, "people"),
        ("图片新闻有几张，各是谁拍的？", "zh", None, True, (), False, "people"),
        ("署名“摄影报道”的图片新闻都是哪些地方的？", "zh", None, True, (), False, "places"),
        ("以“连日来”开头的稿子有哪些？", "zh", None, False, ("连日来",), False, "reports"),
        ("Which reports open with “recently”?", "en", None, False, ("近日", "日前"), False, "reports"),
        ("没有署名的文章是哪几篇？", "zh", None, False, (), True, "reports"),
    ],
)
def test_what_is_asked_of_the_print(
    question: str,
    language: Language,
    several: int | None,
    photo: bool,
    opening: tuple[str, ...],
    unsigned: bool,
    rows: str,
) -> None:
    asked = load_imprint_rules().asked(question, language)
    assert asked is not None
    assert (asked.several, asked.photo, asked.opening, asked.unsigned) == (several, photo, opening, unsigned)
    assert asked.rows == rows


@pytest.mark.parametrize(
    "question",
    [
        "哪些县的稿子写到了两个人？",
        "两位委员联名提出的提案有哪些？",
        "哪些县的图片新闻写的是义诊？",
        "近日有哪些报道？",
    ],
)
def test_other_questions_are_none(question: str) -> None:
    assert load_imprint_rules().asked(question, "zh") is None


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("本报某县讯（通讯员甘小雨）近日，桥修好了。", True),
        ("本报讯 近日，桥修好了。", True),
        ("近日，桥修好了。", True),
        ("桥近日修好了。", False),
        ("本报某县讯（通讯员甘小雨）3月1日，说近日要修桥。", False),
    ],
)
def test_the_opening_stands_behind_the_dateline(text: str, opens: bool) -> None:
    assert load_imprint_rules().opens(text, ("近日",)) is opens
