"""What a model may do with an answer and with a follow-up."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import prompts
from assistant.chat import Assistant
from assistant.gathering import Gatherer
from assistant.phrasing import Phraser
from assistant.settings import Settings
from index.errors import ModelError
from index.search import Archive
from tests.archives import gazetteer
from tests.asking import TODAY


class Fixed:
    """A model that always says the same, or fails."""

    name = "fixed"

    def __init__(self, text: str | None) -> None:
        self.text = text

    def complete(self, system: str, user: str, on_text: Callable[[str], None] | None = None) -> str:
        if self.text is None:
            raise ModelError("no")
        return self.text


def phraser(reports: Archive, text: str | None, **prices: float) -> Phraser:
    settings = Settings.model_validate({"index": reports.folder, "today": TODAY, **prices})
    assistant = Assistant(reports, settings)
    gatherer = Gatherer(assistant.extractor.scorer, settings.model_sentences)
    return Phraser(Fixed(text), settings, assistant.checker, gazetteer(), gatherer)


@pytest.mark.parametrize(
    ("said", "taken"),
    [
        ("环县成立了多少个委员工作室？", True),
        ("环县政协成立了多少个委员工作室？", True),
        ("庆阳市成立了多少个委员工作室？", False),
        ("环县2022年成立了多少个委员工作室？", False),
        ("瓜州县成立了多少个委员工作站？", False),
        ("环县的机场跑道有多长，谁修的，什么时候通航？", False),
        ("http://x.example", False),
        ("", False),
        (None, False),
    ],
)
def test_a_follow_up_in_full_holds_what_was_said_and_no_more(
    reports: Archive, said: str | None, taken: bool
) -> None:
    told = phraser(reports, said).in_full("环县呢？", ["瓜州县成立了多少个委员工作室？"])
    assert told == (said if taken else None)


def test_what_a_model_took_is_told_with_its_price(reports: Archive) -> None:
    asked = "瓜州县有多少个委员工作站？"
    assistant = Assistant(reports, Settings(index=reports.folder, today=TODAY))
    plain, question = assistant.ask(asked), assistant.reader.read(asked)
    dear = phraser(reports, "不知道。", model_price_in=1000.0).worded(plain, question, [], None)
    assert dear.text == plain.text and any("费用" in note for note in dear.notes)
    free = phraser(reports, "不知道。").worded(plain, question, [], None)
    assert any("词元" in note for note in free.notes) and not any("费用" in note for note in free.notes)


def test_what_the_rules_work_out_is_not_said_again_by_a_model(reports: Archive) -> None:
    settings = Settings.model_validate({"index": reports.folder, "today": TODAY})
    lie = Fixed("高台县在9个镇成立了政协委员工作站[1]。")
    answer = Assistant(reports, settings, lie).ask("高台县有多少个委员工作站？")
    assert "9+3=12个" in answer.text and answer.composed_by == "extract"


def test_a_model_may_answer_from_other_sentences_than_the_rules_chose(reports: Archive) -> None:
    asked = "环县的工作室几天内上门？"
    assistant = Assistant(reports, Settings(index=reports.folder, today=TODAY))
    gatherer = Gatherer(assistant.extractor.scorer, 8)
    read = gatherer.gathered(assistant.reader.read(asked), assistant.ask(asked).citations)
    n = next(c.n for c in read if "三天内上门" in c.quote)
    model = Fixed(f"环县的委员工作室实行预约制，三天内上门[{n}]。")
    answer = Assistant(reports, Settings(index=reports.folder, today=TODAY), model).ask(asked)
    assert answer.composed_by == "model:fixed" and len(answer.citations) == 1
    assert "三天内上门" in answer.citations[0].quote and answer.text.endswith("[1]。")


def test_above_a_table_stands_what_a_model_says_of_it(reports: Archive) -> None:
    asked = "哪些县成立了委员工作室？"
    plain = Assistant(reports, Settings(index=reports.folder, today=TODAY)).ask(asked)
    model = Fixed("成立委员工作室的是环县[1]。")
    answer = Assistant(reports, Settings(index=reports.folder, today=TODAY), model).ask(asked)
    assert answer.text == f"成立委员工作室的是环县[1]。\n\n{plain.text}" and answer.rows == plain.rows


def test_a_model_that_sees_no_answer_is_told_of(reports: Archive) -> None:
    asked = "环县的工作室几天内上门？"
    plain = Assistant(reports, Settings(index=reports.folder, today=TODAY)).ask(asked)
    answer = Assistant(reports, Settings(index=reports.folder, today=TODAY), Fixed(prompts.REFUSAL)).ask(
        asked
    )
    assert answer.text == plain.text and any("没有在这些原文里看到答案" in note for note in answer.notes)


def test_where_the_rules_find_nothing_a_model_answers_in_the_words_that_it_read(reports: Archive) -> None:
    asked = "瓜州县的站多久亮一回家底？"
    plain = Assistant(reports, Settings(index=reports.folder, today=TODAY))
    assert plain.ask(asked).status == "not_found"
    read = Gatherer(plain.extractor.scorer, 12).gathered(plain.reader.read(asked))
    n = next(c.n for c in read if "每月公开一次" in c.quote)
    model = Fixed(f"各站每月公开一次办理结果[{n}]。")
    answer = Assistant(reports, Settings(index=reports.folder, today=TODAY), model).ask(asked)
    assert answer.status == "answered" and answer.composed_by == "model:fixed"
    assert answer.checks.quotes_verbatim and not answer.checks.unsupported
