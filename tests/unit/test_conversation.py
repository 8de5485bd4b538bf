"""Follow-ups are looked for where the last answer was, and with less taken over where that finds nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest

from assistant.conversation import Conversation
from assistant.listing import Draft
from assistant.records import Citation, Question, Row
from index.records import Filters
from tests.asking import read, reader

CITED = Citation(1, "a1", "s.txt", None, "", None, None, (), "引文")


@dataclass
class Scripted:
    """Answer what the given test of a question lets pass, and remember what was asked."""

    answers: Callable[[Question], bool]
    asked: list[Question] = field(default_factory=list)

    def __call__(self, question: Question) -> Draft:
        self.asked.append(question)
        if self.answers(question):
            return Draft("有。[1]", "answered", (), (CITED,))
        return Draft("没有。", "not_found", (), ())


def converse(
    answers: Callable[[Question], bool], text: str, *before: str
) -> tuple[Question, Draft, Scripted]:
    scripted = Scripted(answers)
    question, draft = Conversation(reader(), scripted).answer(read(text, *before), text, before)
    return question, draft, scripted


def test_a_question_alone_is_asked_once() -> None:
    question, draft, scripted = converse(lambda q: False, "高台县有多少个委员工作站？")
    assert draft.status == "not_found" and scripted.asked == [question]


def test_a_follow_up_is_looked_for_in_the_reports_of_the_last_answer() -> None:
    question, draft, _ = converse(lambda q: True, "谁主持的？", "高台县政协开了什么会？")
    assert question.within == ("a1",) and draft.status == "answered"


def test_a_new_question_drops_the_reports_before() -> None:
    question, _, scripted = converse(
        lambda q: True, "瓜州县政协的培训班在哪里举办？", "高台县政协开了什么会？"
    )
    assert question.within == () and scripted.asked == [question]


def test_a_time_that_was_taken_over_is_given_up() -> None:
    question, draft, _ = converse(lambda q: not q.times, "那瓜州呢？", "2023年3月高台县政协开了什么会？")
    assert question.times == () and draft.status == "answered"


def test_where_nothing_helps_the_question_stays_as_it_was_read() -> None:
    question, draft, _ = converse(lambda q: False, "那瓜州呢？", "2023年3月高台县政协开了什么会？")
    assert question.times and draft.status == "not_found"


def test_the_reports_of_the_last_answer_are_looked_for_within_the_filters() -> None:
    filters = Filters(sources=("甲.jsonl",))
    before = ["高台县政协开了什么会？"]
    scripted = Scripted(lambda q: True)
    question = replace(read("谁主持的？", *before), filters=filters)
    Conversation(reader(), scripted).answer(question, "谁主持的？", before)
    assert len(scripted.asked) == 2 and all(q.filters == filters for q in scripted.asked)


def test_a_question_that_stands_alone_does_not_go_on_whatever_limits_it() -> None:
    before = ["2023年3月高台县政协开了什么会？"]
    text = "瓜州县有多少个委员工作站？"
    scripted = Scripted(lambda q: False)
    limited = replace(read(text, *before), filters=Filters(sources=("甲.jsonl",)), unused=("字",))
    Conversation(reader(), scripted).answer(limited, text, before)
    assert scripted.asked == [limited]


def test_what_goes_on_takes_something_over() -> None:
    conversation = Conversation(reader(), Scripted(lambda q: True))
    before = ["2023年3月高台县政协开了什么会？"]
    assert conversation.goes_on("那瓜州呢？", before)
    assert not conversation.goes_on("瓜州县有多少个委员工作站？", before)
    assert not conversation.goes_on("那瓜州呢？", [])


ROWS = (
    Row("环县", "621022", "county"),
    Row("高台县", "620724", "county"),
    Row("庆阳市", "621000", "prefecture"),
)
WHICH = "哪些县建立了委员工作室？"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("第二个是什么时候建的？", "高台县是什么时候建的？"),
        ("上面头一个是怎么做的", "环县是怎么做的"),
        ("最后一个呢？", "高台县呢？"),
        ("When did the first one open?", "When did Huan County open?"),
        ("And the last one?", "And Gaotai County?"),
        ("第三个是什么时候建的？", "第三个是什么时候建的？"),
        ("第二次会议是什么时候？", "第二次会议是什么时候？"),
        ("什么时候建的？", "什么时候建的？"),
    ],
)
def test_a_row_of_the_last_table_is_meant_by_its_number(text: str, said: str) -> None:
    conversation = Conversation(reader(), lambda question: Draft("", "answered", ROWS))
    assert conversation.resolved(text, [WHICH], Filters()) == (said, (WHICH,))


def test_earlier_turns_are_resolved_too_and_the_first_turn_is_not() -> None:
    conversation = Conversation(
        reader(), lambda question: Draft("", "answered", ROWS if question.asked else ())
    )
    said, before = conversation.resolved("最后一个呢？", [WHICH, "第一个是怎么建的？"], Filters())
    assert said == "高台县呢？" and before == (WHICH, "环县是怎么建的？")
    assert conversation.resolved("第二个是什么时候建的？", [], Filters())[0] == "第二个是什么时候建的？"
