"""Lists of every sort over invented reports, each answer checked by code of the tests' own."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.chat import Assistant
from assistant.records import Answer
from index.search import Archive
from tests.answers import faults
from tests.asking import archive_of, assistant

# Invented; only the names of the places are real.
REPORTS: dict[str, dict[str, str]] = {
    "a": {
        "headline": "山丹县两类平台一起建",
        "date": "2023-03-10",
        "place": "山丹县",
        "text": "本报山丹讯（通讯员 宗文柏）3月6日，山丹县政协召开推进会。"
        "全县建成委员工作站21个、协商议事室64个。今年一季度，各工作站共接待群众812人次。",
    },
    "b": {
        "headline": "高台县委员工作站启用",
        "date": "2023-04-14",
        "place": "高台县",
        "text": "本报高台讯 4月10日，高台县政协举行委员工作站启用仪式。"
        "原计划建设9个，因一处房屋漏雨，实际建成8个。南华镇委员工作站当天接待了来访群众。",
    },
    "c": {
        "headline": "民乐县谋划建站",
        "date": "2023-05-12",
        "place": "民乐县",
        "text": "本报民乐讯 5月8日，民乐县政协召开主席会议，计划在下半年建设委员工作站12个。",
    },
    "d": {
        "headline": "临泽县协商议事室开到村里",
        "date": "2023-06-16",
        "place": "临泽县",
        "text": "本报临泽讯 6月12日，临泽县政协召开座谈会，会议通过了《临泽县政协议事规程》。"
        "15个新建成的协商议事室全部开门。县政协副主席寇长青主持会议。",
    },
    "e": {
        "headline": "肃南县政协外出学习",
        "date": "2023-07-14",
        "place": "肃南县",
        "text": "本报肃南讯 7月10日，肃南县政协主席带队赴外省学习考察，参观了当地的委员工作站。",
    },
    "f": {
        "headline": "甘州区政协交办提案",
        "date": "2023-09-15",
        "place": "甘州区",
        "text": "本报甘州讯 9月11日，甘州区政协召开提案交办会。"
        "今年收到提案96件，立案81件，全部交有关部门办理。",
    },
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    return archive_of(tmp_path_factory.mktemp("ways"), REPORTS)


@pytest.fixture(scope="module")
def asks(archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant(archive, Path(archive.folder))


def names(answer: Answer) -> set[str]:
    return {row.name for row in answer.rows}


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("哪些县有委员工作站？各有多少？", {"山丹县", "高台县"}),
        ("委员工作站超过10个的县有哪些？", {"山丹县"}),
        ("Which counties have at least 20 committee workstations?", {"山丹县"}),
        ("委员工作站不到10个的县有哪些？", {"高台县"}),
        ("哪些县既有委员工作站又有协商议事室？", {"山丹县"}),
        ("哪些县打算建委员工作站？", {"民乐县"}),
        ("各县的委员工作站从多到少排一下", {"山丹县", "高台县"}),
        ("哪些县的委员工作站接待过群众，各接待多少人次？", {"山丹县"}),
        ("哪些镇的委员工作站被写到？", {"南华镇"}),
        ("通过了哪些文件？", {"《临泽县政协议事规程》"}),
        ("有哪些县政协副主席？", {"寇长青"}),
        ("宗文柏写过哪些报道？", {"山丹县两类平台一起建"}),
        ("2023年6月召开了哪些会议？", {"临泽县政协座谈会"}),
        ("哪些会议通过了规程？", {"临泽县政协座谈会"}),
        ("有几篇报道写到协商议事室？", {"山丹县两类平台一起建", "临泽县协商议事室开到村里"}),
    ],
)
def test_rows_of_every_sort(asks: Assistant, archive: Archive, question: str, rows: set[str]) -> None:
    answer = asks.ask(question)
    assert names(answer) == rows
    assert answer.status in ("answered", "partial")
    assert faults(answer, archive) == []


@pytest.mark.parametrize(
    ("question", "quantity"),
    [
        ("哪些县有委员工作站？各有多少？", {"山丹县": 21.0, "高台县": 8.0}),
        ("哪些县有协商议事室？各有多少？", {"山丹县": 64.0, "临泽县": 15.0}),
        ("哪些县的委员工作站接待过群众，各接待多少人次？", {"山丹县": 812.0}),
    ],
)
def test_numbers_of_the_rows(asks: Assistant, question: str, quantity: dict[str, float]) -> None:
    assert {r.name: r.quantity for r in asks.ask(question).rows} == quantity


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("山丹县和高台县的委员工作站相差多少个？", "13个"),
        ("高台县原计划建多少个委员工作站，实际建成多少个？", "8个"),
        ("山丹县的委员工作站和协商议事室各有多少个？", "64个"),
        ("甘州区收到的提案里没有立案的有多少件？", "15件"),
        ("山丹县和高台县的委员工作站一共多少个？", "29个"),
    ],
)
def test_what_is_worked_out_shows_its_parts(
    asks: Assistant, archive: Archive, question: str, told: str
) -> None:
    answer = asks.ask(question)
    assert told in answer.text.replace("*", "")
    assert faults(answer, archive) == []


def test_what_was_seen_elsewhere_is_not_at_home(asks: Assistant) -> None:
    answer = asks.ask("哪些县有委员工作站？")
    assert "肃南县" not in names(answer)


def test_what_a_body_did(asks: Assistant, archive: Archive) -> None:
    answer = asks.ask("临泽县政协做了哪些事？")
    assert answer.status == "answered" and "座谈会" in answer.text and faults(answer, archive) == []


def test_words_that_no_sentence_holds_are_told(asks: Assistant) -> None:
    answer = asks.ask("哪些县的委员工作站开展了义诊活动？")
    assert "义诊" in answer.text or answer.status == "not_found"
