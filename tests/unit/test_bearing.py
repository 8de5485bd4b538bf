"""What the best sentence bears out of what a question presumes."""

from __future__ import annotations

import pytest

from assistant.chat import Assistant
from assistant.sentences.bearing import NAMES, bearing
from index.search import Archive
from tests.asking import assistant, read


@pytest.fixture(scope="module")
def asking(reports: Archive) -> Assistant:
    return assistant(reports, reports.folder)


def borne(asking: Assistant, question: str, *history: str) -> dict[str, float]:
    understood, scorer = read(question, *history), asking.extractor.scorer
    ranked = asking.extractor.ranked(understood, scorer.best(understood))
    found = bearing(understood, scorer.sought(understood), ranked[0])
    assert set(found) == set(NAMES) and all(0.0 <= value <= 1.0 for value in found.values())
    return found


def test_a_reason_has_to_be_given(asking: Assistant) -> None:
    assert borne(asking, "武山县政协为什么召开提案交办会？")["why_unproved"] == 1.0
    assert borne(asking, "武山县政协哪天召开提案交办会？")["why_unproved"] == 0.0


def test_a_number_has_the_unit_asked_for(asking: Assistant) -> None:
    assert borne(asking, "景泰县政协常委会会议增补了几名委员？")["unit_missed"] == 0.0
    assert borne(asking, "景泰县政协常委会会议开了几天？")["unit_missed"] == 1.0


def test_a_unit_may_be_written_otherwise(asking: Assistant) -> None:
    assert borne(asking, "景泰县政协增补了几个委员？")["unit_missed"] == 0.0


def test_a_number_of_the_question_is_no_answer(asking: Assistant) -> None:
    assert borne(asking, "景泰县政协增补的3名委员有几名是女的？")["echoed"] == 1.0
    assert borne(asking, "景泰县政协增补了几名委员？")["echoed"] == 0.0


def test_what_is_only_planned_was_not_done(asking: Assistant) -> None:
    assert borne(asking, "民乐县的委员工作站建了多少个？")["unrealised"] == 0.5
    assert borne(asking, "民乐县计划建委员工作站多少个？")["unrealised"] == 0.0


def test_a_thing_that_is_said_not_to_be_there_is_denied(asking: Assistant) -> None:
    assert borne(asking, "天祝县的委员工作站接待了多少人？")["denied"] == 1.0
    assert borne(asking, "天祝县还没有建立委员工作站吗？")["denied"] == 0.0


def test_the_thing_counted_is_named(asking: Assistant) -> None:
    assert borne(asking, "酒泉市有多少个委员工作站？")["uncounted"] == 0.0
    assert borne(asking, "华池县有多少个委员工作站？")["uncounted"] == 1.0


@pytest.mark.parametrize(
    "question",
    [
        "瓜州县为什么撤销了委员工作站？",
        "Why did Guazhou County close its workstations?",
        "清水县的渠道为什么推迟修？",
    ],
)
def test_a_question_that_presumes_too_much_is_refused(asking: Assistant, question: str) -> None:
    assert asking.ask(question).status in ("not_found", "premise_false")
