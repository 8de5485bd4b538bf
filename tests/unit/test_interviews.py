"""Who put the questions of an interview and who answered them; who wrote together; whose documents."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import pytest

from assistant.chat import Assistant
from assistant.lists.interviews import Interviews
from index.records import Article, Filters
from index.search import Archive
from tests.archives import gazetteer
from tests.asking import archive_of, assistant, read

REPORTS = {
    "one": {
        "headline": "渠水怎么分\n——访民勤县政协主席钟秋实",
        "date": "2023-05-12",
        "place": "民勤县",
        "text": "本报记者：渠水怎么分？\n钟秋实：轮灌表大家一起定。\n"
        "本报记者：还有什么打算？\n钟秋实：明年再修五公里。",
    },
    "two": {
        "headline": "古浪县政协学习文件",
        "date": "2023-06-12",
        "place": "古浪县",
        "text": "本报古浪讯(通讯员卢北望 费满仓)6月10日，古浪县政协学习了省政协"
        "《关于办好委员读书活动的意见》，审议了《古浪县政协视察办法》。",
    },
    "three": {
        "headline": "天祝县政协走访社区",
        "date": "2023-07-12",
        "place": "天祝县",
        "text": "本报天祝讯(通讯员柯石)7月10日，天祝县政协走访了松山路社区，居民都感谢社区帮忙。",
    },
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    return archive_of(tmp_path_factory.mktemp("interviews"), REPORTS)


@pytest.fixture(scope="module")
def asked(archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant(archive, tmp_path_factory.mktemp("asked"))


def rows(asked: Assistant, question: str) -> list[str]:
    return [row.name for row in asked.ask(question).rows]


class OneInterview:
    """An archive whose only report is an interview that is signed."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self.annotation, self.count, self.refused = archive.annotation, archive.count, archive.refused

    def heads(self, filters: Filters) -> list[Article]:
        every = (self._archive.article(head.article_id) for head in self._archive.heads(Filters()))
        return [replace(a, kind="interview", byline="尉迟远") for a in every if a.place_code == "620621"]


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("民勤县政协那篇访谈，回答问题的是谁？", "钟秋实"),
        ("民勤县政协主席的访谈是谁采写的？", "尉迟远"),
        ("Who conducted the interview with the Minqin chairperson?", "尉迟远"),
    ],
)
def test_who_asked_and_who_answered(archive: Archive, question: str, name: str) -> None:
    draft = Interviews(cast(Archive, OneInterview(archive)), gazetteer()).answer(read(question))
    assert draft is not None and f"**{name}**" in draft.text and draft.citations


def test_other_questions_ask_for_no_interview(archive: Archive) -> None:
    assert (
        Interviews(cast(Archive, OneInterview(archive)), gazetteer()).answer(read("民勤县的渠怎么修？"))
        is None
    )


def test_places_from_which_two_people_wrote_together(asked: Assistant) -> None:
    assert rows(asked, "两个人合写的稿子是哪几个地方的？") == ["古浪县"]


def test_documents_of_the_body_that_is_asked_about(asked: Assistant) -> None:
    assert rows(asked, "省政协出台过哪些文件？") == ["《关于办好委员读书活动的意见》"]


def test_communities_by_their_names(asked: Assistant) -> None:
    assert rows(asked, "天祝县报道里叫得出名字的社区有哪些？") == ["松山路社区"]


def test_who_signed_the_reports_of_an_issue(asked: Assistant) -> None:
    assert rows(asked, "2023年6月12日那一版署了名的通讯员都有谁？") == ["卢北望", "费满仓"]


@pytest.mark.parametrize(
    "question", ["哪些县的政协主席接受了采访？", "有哪些人接受过本报采访？", "谁接受了采访？"]
)
def test_all_who_were_interviewed_are_rows(archive: Archive, question: str) -> None:
    draft = Interviews(cast(Archive, OneInterview(archive)), gazetteer()).answer(read(question))
    assert draft is not None and [row.name for row in draft.rows] == ["钟秋实"]
    assert draft.rows[0].citations == (1,) and "钟秋实：轮灌表" in draft.citations[0].quote
