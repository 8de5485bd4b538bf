"""Whether a figure counts what a question for a number wants counted."""

from __future__ import annotations

import pytest

from assistant.chat import Assistant
from assistant.sentences.partly import asks_seen, was_seen
from assistant.sentences.slot import nameless, unfilled
from index.records import Mention
from index.search import Archive
from tests.asking import assistant, read


@pytest.fixture(scope="module")
def asking(reports: Archive) -> Assistant:
    return assistant(reports, reports.folder)


@pytest.mark.parametrize(
    ("question", "lacking"),
    [
        ("武山县立案的提案里教育类的有多少件？", False),
        ("武山县立案的提案里卫生类的有多少件？", True),
        ("武山县今年立案的提案花了多少万元？", True),
        ("会宁县常委会会议上有多少名常委发言？", False),
        ("会宁县常委会会议上有多少名学生发言？", True),
        ("会宁县常委会会议上哪几名学生发言？", False),  # who they are is asked, not how many
        ("会宁县的学生赛是第几届？", False),
        ("那里有多少名学生？", True),  # names no place, but what seems to answer reports from one
    ],
)
def test_a_figure_of_something_else_is_no_answer(asking: Assistant, question: str, lacking: bool) -> None:
    understood, scorer = read(question), asking.extractor.scorer
    ranked = asking.extractor.ranked(understood, scorer.best(understood))
    assert unfilled(understood, scorer.sought(understood), ranked[:3]) is lacking


def test_what_was_gone_to_see_is_not_all_there_is() -> None:
    def seen(text: str) -> bool:
        at = text.index("4所")
        return was_seen(text, 0, Mention("quantity", at, at + 2, "4所", "学校", value=4.0, unit="所"))

    assert seen("委员走访了城关镇、南街的4所学校") and seen("委员先后深入南街等4所学校实地查看")
    assert not seen("委员走访了群众，全县现有4所学校")
    assert asks_seen(read("委员走访了几所学校？")) and not asks_seen(read("全县有几所学校？"))


@pytest.mark.parametrize(
    ("question", "lacking"),
    [("清水县谁带队去村里商量修渠的？", True), ("高台县的推进会是哪位主持的？", False)],
)
def test_a_name_is_asked_for_that_nobody_has(asking: Assistant, question: str, lacking: bool) -> None:
    understood, extractor = read(question), asking.extractor
    ranked = extractor.ranked(understood, extractor.scorer.best(understood))
    assert nameless(understood, ranked[:3]) is lacking
