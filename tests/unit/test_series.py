"""Numbers in a series: a date of another session or of the first batch is none of the second."""

from __future__ import annotations

import pytest

from assistant.sentences.candidates import Candidate
from assistant.sentences.series import of_another
from index.records import Annotation, Article, Mention, Sentence
from tests.asking import read


def told(text: str) -> list[Candidate]:
    article = Article("a", "x.txt", 1, "news", text)
    annotation = Annotation((Sentence(0, len(text), 0),), ())
    return [
        Candidate(article, annotation, 0, 1.0, 1.0, 1.0, (Mention("date", 0, 6, text[:6], "2023-12-21"),))
    ]


@pytest.mark.parametrize(
    ("question", "text", "another"),
    [
        ("区政协五届三次会议哪天召开？", "12月21日，区政协召开五届二十六次主席会议。", True),
        ("区政协五届三次会议哪天召开？", "12月21日，区政协五届三次会议召开。", False),
        ("区政协五届三次会议哪天召开？", "12月21日，会议召开。", False),
        ("区政协五届三次会议哪天召开？", "12月21日，五届四次会议召开，通过召开五届五次会议的决定。", True),
        ("When did the third session of the fifth Jingtai CPPCC open?", "12月21日，五届四次会议召开。", True),
        (
            "When did the fourth session of the fifth Jingtai CPPCC open?",
            "12月21日，五届四次会议召开。",
            False,
        ),
        ("第二批煤块哪天送到？", "12月21日送去首批物资。", True),
        ("第一批煤块哪天送到？", "12月21日送去首批物资。", False),
    ],
)
def test_another_number_of_a_series_is_no_answer(question: str, text: str, another: bool) -> None:
    assert of_another(read(question), told(text)) is another
