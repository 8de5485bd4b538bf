"""A model translates English questions, through real requests; the tables have the last word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assistant.chat import Assistant
from assistant.generate import load_model
from assistant.settings import Settings
from assistant.translating import ModelInterpreter
from index.search import Archive
from tests.archives import PairEncoder, ready_archive
from tests.unit.chat_server import Reply, Server, serving

QUESTION = "How many kilometres of irrigation canal were relined in Yuzhong County in March 2023?"
GOOD = "2023年3月，榆中县衬砌了多少公里灌溉水渠？"
ARTICLES = [
    {
        "id": "canal",
        "text": "2023年3月，榆中县衬砌灌溉水渠21公里，两千亩旱地变成水浇地。",
        "date": "2023-04-02",
    },
    {"id": "fair", "text": "2023年3月，皋兰县办起春季招聘会，三百人找到工作。", "date": "2023-04-03"},
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ready_archive(tmp_path_factory.mktemp("translating"), ARTICLES)


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)


def settings_for(index: Path, server: Server) -> Settings:
    model = {"model_base_url": server.url, "model_name": "m", "model_retries": 0, "model_timeout_s": 30}
    return Settings.model_validate({"index": index, **model})


def opened(index: Path, server: Server) -> Archive:
    interpreter = ModelInterpreter(settings_for(index, server))
    return Archive.open(index, encoder=PairEncoder(), interpreter=interpreter)


def translated(index: Path, said: Reply | str) -> tuple[str, str, list[dict[str, Any]]]:
    """Return what a question is searched for, why not in the model's words, and what the server was sent."""
    reply = said if isinstance(said, Reply) else Reply((said,))
    with serving([reply]) as server, opened(index, server) as archive:
        found = archive.translate(QUESTION)
        archive.search(QUESTION)
        archive.translate(QUESTION)
        return found.text, found.doubt, server.asked


def test_what_agrees_with_the_tables_is_searched_for(index: Path) -> None:
    text, doubt, asked = translated(index, GOOD + "\n")
    assert (text, doubt) == (GOOD, "")
    # Asked once, however often the translation is needed.
    assert len(asked) == 1
    system, user = (message["content"] for message in asked[0]["messages"])
    assert "Chinese" in system and QUESTION in user and "榆中县" in user and "3月" in user


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("2023年3月衬砌了多少公里灌溉水渠？", "Yuzhong"),
        ("榆中县衬砌了多少公里灌溉水渠？", "March 2023"),
        ("2023年3月，榆中县和皋兰县衬砌了多少公里灌溉水渠？", "皋兰县"),
        ("2023年3月，榆中县衬砌的21公里灌溉水渠在哪里？", "21"),
        ("In March 2023, how many kilometres?", "no Chinese question"),
        ("2023年3月，榆中县\n衬砌了多少公里灌溉水渠？", "no Chinese question"),
        ("2023年3月，榆中县灌溉水渠" * 30, "no Chinese question"),
        (Reply(status=500), "500"),
        (Reply(("2023年",), finish=None), "broke off"),
    ],
)
def test_what_does_not_agree_is_told_and_the_tables_are_used(
    index: Path, said: Reply | str, wrong: str
) -> None:
    text, doubt, _ = translated(index, said)
    assert wrong in doubt
    with Archive.open(index, encoder=PairEncoder()) as archive:
        assert text == archive.translate(QUESTION).text


def test_a_chinese_question_asks_no_model(index: Path) -> None:
    with serving([Reply((GOOD,))]) as server, opened(index, server) as archive:
        assert archive.search("榆中县衬砌了多少公里水渠？")[0].source == "canal"
        assert not server.asked


def test_the_assistant_answers_a_translated_question_in_english_and_tells_of_doubts(index: Path) -> None:
    for said, noted in ((GOOD, False), ("皋兰县办了什么？", True)):
        with serving([Reply((said,)), Reply(("[[NO ANSWER]]",))]) as server, opened(index, server) as archive:
            settings = settings_for(index, server)
            answer = Assistant(archive, settings, load_model(settings)).ask(QUESTION)
        assert answer.language == "en" and answer.question == QUESTION
        assert any("translation" in note for note in answer.notes) == noted
        assert "21" in answer.text
