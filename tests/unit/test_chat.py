"""Question → answer: the way as a whole, on invented reports; with a model, its lies and its failures."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import prompts
from assistant.chat import Assistant
from assistant.citations import MARK
from assistant.contracts import answer_json
from assistant.corrections import Corrections
from assistant.records import Answer, AnswerKind, Status
from assistant.settings import Settings
from index.errors import ModelError, QuestionRefused
from index.records import Filters
from index.search import Archive
from tests.asking import TODAY

ODD = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="哪些县有多少个委员工作站呢？的最2023年去不包括（）“”高台环谁什么时候", max_size=40),
    st.text(alphabet="👍🏮，。？！（）“”…—", min_size=1, max_size=30),
)
QUESTIONS = [
    "哪些县建立了委员工作站？各有多少？",
    "which counties set up committee workstations",
    "环县有多少个委员工作室？",
    "谁主持了会宁县政协常委会会议？",
    "When did the Huachi CPPCC do research on elderly care?",
    "介绍一下环县委员工作室的情况",
    "哪个县的委员工作站最多？",
    "有几个县召开了常委会会议？",
    "哪些文章提到养老？",
    "哪些县没有委员工作站？",
    "列出所有被提到的政协主席",
    "会宁县政协做了哪些事？",
    "高台县有多少个委员工作室？",
    "敦煌市有多少个委员工作站？",
    "高台县养了几峰骆驼？",
]


@dataclass
class Scripted:
    """A model that says what it is told to, or fails."""

    text: str = ""
    error: ModelError | None = None
    name: str = "scripted"
    asked: int = 0

    def complete(self, system: str, user: str, on_text: Callable[[str], None] | None = None) -> str:
        self.asked += 1
        if self.error:
            raise self.error
        for piece in re.findall(".{1,7}", self.text, re.DOTALL):
            if on_text:
                on_text(piece)
        return self.text


def sound(answer: Answer, archive: Archive) -> None:
    """Check what holds for every answer."""
    assert answer.status in get_args(Status) and answer.kind in get_args(AnswerKind)
    assert answer.text.strip()
    assert answer.checks.quotes_verbatim
    assert [c.n for c in answer.citations] == list(range(1, len(answer.citations) + 1))
    assert {int(n) for n in MARK.findall(answer.text)} <= {c.n for c in answer.citations}
    for citation in answer.citations:
        text = archive.article(citation.article_id).text
        assert citation.quote and text[citation.start :].startswith(citation.quote)
    assert answer.coverage.articles == archive.count()
    if answer.status in ("answered", "partial"):
        assert answer.citations
    if answer.status in ("not_found", "no_coverage"):
        assert not answer.rows


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_answer_is_sound(asking: Assistant, reports: Archive, question: str) -> None:
    answer = asking.ask(question, id="q7")
    sound(answer, reports)
    assert answer.id == "q7" and answer.question == question
    assert answer.checks.unsupported == ()
    assert answer.timing_ms["total"] >= 0
    assert answer_json(answer)["status"] == answer.status


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("哪些县建立了委员工作站？", "answered"),
        ("高台县有多少个委员工作室？", "premise_false"),
        ("天祝县有多少个委员工作站？", "premise_false"),
        ("敦煌市有多少个委员工作站？", "no_coverage"),
        ("2031年有哪些县建了委员工作站？", "no_coverage"),
        ("高台县养了几峰骆驼？", "not_found"),
        ("列出所有被提到的秘书长", "not_found"),
        ("How many camels are there in Gaotai?", "not_found"),
        ("👍👍👍", "not_found"),
    ],
)
def test_status(asking: Assistant, question: str, status: str) -> None:
    assert asking.ask(question).status == status


def test_the_answer_speaks_the_language_of_the_question(asking: Assistant) -> None:
    for question in ("which counties set up committee workstations", "How many camels are there in Gaotai?"):
        answer = asking.ask(question)
        assert answer.language == "en" and re.search("[A-Za-z]{4}", answer.text)
    assert asking.ask("哪些县建立了委员工作站？").language == "zh"


@pytest.mark.parametrize("question", ["", "  \n", "问" * 2001])
def test_a_question_that_cannot_be_asked_is_refused(asking: Assistant, question: str) -> None:
    with pytest.raises(QuestionRefused):
        asking.ask(question)


def test_a_follow_up_is_answered_in_its_context(asking: Assistant) -> None:
    answer = asking.ask("那高台县呢？", ["瓜州县有多少个委员工作站？"])
    assert "12" in answer.text and "高台县" in answer.text
    assert [c.source for c in answer.citations] == ["gaotai-2023"]


def test_empty_turns_are_passed_over(asking: Assistant) -> None:
    assert asking.ask("环县有多少个委员工作室？", ["", "  "]).status == "answered"


def test_several_questions_are_answered_one_by_one(asking: Assistant, reports: Archive) -> None:
    answer = asking.ask("谁主持了会宁县政协常委会会议？景泰县政协什么时候召开常委会会议？")
    sound(answer, reports)
    assert "邢望川" in answer.text and "2024年3月18日" in answer.text


def test_a_time_in_which_nothing_happened_is_not_widened(asking: Assistant) -> None:
    for question in ("2021年哪些县召开了常委会会议？", "Which counties held meetings in May 2020?"):
        answer = asking.ask(question)
        assert answer.status in ("not_found", "no_coverage") and not answer.rows


def test_a_thousand_questions_in_one_message(asking: Assistant) -> None:
    assert asking.ask("谁？" * 1000).status == "not_found"


def test_the_question_as_understood_is_told(asking: Assistant) -> None:
    understood = asking.ask("2022年高台县有多少个委员工作站？").understood
    assert understood["places"] == ["620724"] and understood["times"] == ["2022"]
    assert understood["kind"] == "number"


def test_the_same_question_has_the_same_answer(asking: Assistant) -> None:
    one, other = (asking.ask(QUESTIONS[0]) for _ in range(2))
    assert (one.text, one.rows, one.citations) == (other.text, other.rows, other.citations)


@settings(max_examples=60)
@given(ODD, st.lists(ODD, max_size=2))
def test_odd_questions_never_raise(
    asking: Assistant, reports: Archive, question: str, history: list[str]
) -> None:
    try:
        answer = asking.ask(question, history)
    except QuestionRefused:
        assert not question.strip()
    else:
        sound(answer, reports)


def with_model(reports: Archive, model: Scripted) -> Assistant:
    return Assistant(reports, Settings(index=reports.folder, today=TODAY), model)


ASKED = "高台县的政协委员工作站是什么时候成立的？"


def test_a_good_wording_is_taken(reports: Archive) -> None:
    model = Scripted("2022年11月，高台县在9个镇和3个社区成立了委员工作站[1]。")
    seen: list[str] = []
    answer = with_model(reports, model).ask(ASKED, on_text=seen.append)
    assert answer.text == model.text and answer.composed_by == "model:scripted"
    assert "".join(seen) == model.text
    assert answer.checks.quotes_verbatim and answer.checks.unsupported == ()


@pytest.mark.parametrize(
    "lie",
    [
        "高台县在6个镇和3个社区成立了委员工作站[1]。",
        "临泽县在9个镇和3个社区成立了委员工作站[1]。",
        "2021年11月，高台县在9个镇成立了委员工作站[1]。",
        "高台县在9个镇成立了委员工作站[1]。\n还建了骆驼场800座。",
        "",
        prompts.REFUSAL,
    ],
)
def test_a_wording_that_fails_never_reaches_the_user(reports: Archive, asking: Assistant, lie: str) -> None:
    plain = asking.ask(ASKED)
    answer = with_model(reports, Scripted(lie)).ask(ASKED)
    assert (answer.text, answer.composed_by) == (plain.text, plain.composed_by)
    assert answer.notes and not plain.notes


@pytest.mark.parametrize("mark", ["[9]", ""])
def test_a_right_wording_with_a_wrong_mark_is_cited_anew(reports: Archive, mark: str) -> None:
    answer = with_model(reports, Scripted(f"高台县在9个镇和3个社区成立了政协委员工作站{mark}。")).ask(ASKED)
    assert answer.composed_by.startswith("model:")
    (number,) = (c.n for c in answer.citations if "9个镇和3个社区" in c.quote)
    assert answer.text.endswith(f"[{number}]") and answer.text.count("[") == 1


def test_a_model_that_fails_is_told_and_replaced(reports: Archive, asking: Assistant) -> None:
    answer = with_model(reports, Scripted(error=ModelError("the server is asleep"))).ask(ASKED)
    assert answer.text == asking.ask(ASKED).text
    assert any("asleep" in note for note in answer.notes)


@pytest.mark.parametrize("lie", ["高台县养了三峰骆驼[1]。", "骆驼由镇上的人照看[1]。", "[[NO ANSWER]]"])
def test_where_the_rules_find_no_answer_a_model_has_to_keep_to_the_words_it_read(
    reports: Archive, lie: str
) -> None:
    answer = with_model(reports, Scripted(lie)).ask("高台县养了几峰骆驼？")
    assert answer.status == "not_found" and "骆驼由" not in answer.text


def test_filters_limit_every_way_of_answering(reports: Archive, asking: Assistant) -> None:
    everywhere = asking.ask("哪些县有委员工作站？")
    limited = asking.ask("哪些县有委员工作站？", filters=Filters(until="2023-04-01"))
    assert {r.name for r in limited.rows} < {r.name for r in everywhere.rows}
    found = {c.article_id: reports.article(c.article_id) for c in limited.citations}
    assert all((a.issue_date or "") <= "2023-04-01" for a in found.values())
    nowhere = asking.ask("瓜州县建成委员工作站多少个？", filters=Filters(since="2031-01-01"))
    assert nowhere.status not in ("answered", "partial")


def test_a_list_tells_the_words_that_limited_nothing(asking: Assistant) -> None:
    answer = asking.ask("Which counties have committee workstations splendidly?")
    assert "splendidly" in str(answer.understood["unused"])
    assert answer.text.endswith("Words that limited nothing: splendidly.")
    assert "没有用来限定的词" not in asking.ask("哪些县建立了委员工作站？").text


def test_what_the_user_corrected_is_not_given_up_again(asking: Assistant) -> None:
    before, text = ["2023年3月高台县政协开了什么会？"], "那会宁呢？"
    assert "times" not in asking.ask(text, before).understood
    corrected = asking.ask(text, before, corrections=Corrections(instead=(("time:2023-03", "2023-11"),)))
    assert corrected.understood["times"] == ["2023-11"]
