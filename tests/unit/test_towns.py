"""Names of towns in a sentence, also where only the last of a series says what they are."""

from __future__ import annotations

import pytest

from assistant.lists.towns import Towns, town_names
from tests.archives import gazetteer
from tests.asking import archive_of, assistant, finder, read


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("夜话会在柳园、南河、渡口三个镇开了9场", ["柳园镇", "南河镇", "渡口镇"]),
        ("夜话会在柳园、南河、渡口等6个镇开了9场", ["柳园镇", "南河镇", "渡口镇"]),
        ("夜话会在6个镇开了9场", []),
    ],
)
def test_a_series_shares_its_last_noun(text: str, names: list[str]) -> None:
    assert town_names(text, "town", []) == names


def test_each_town_of_a_series_is_a_row(tmp_path_factory: pytest.TempPathFactory) -> None:
    report = {
        "date": "2023-03-10",
        "place": "山丹县",
        "text": "到3月初，“渠边夜话”在位奇、霍城、陈户等5个镇开了9场，听取意见40条。",
    }
    archive = archive_of(tmp_path_factory.mktemp("towns"), {"a": report})
    asked = assistant(archive, tmp_path_factory.mktemp("asked"))
    answer = asked.ask("山丹县的“渠边夜话”开在哪几个镇？")
    assert [row.name for row in answer.rows] == ["位奇镇", "霍城镇", "陈户镇"]


def test_towns_of_either_kind_go_without_their_noun(tmp_path_factory: pytest.TempPathFactory) -> None:
    assert town_names("吃窖水的集中在上湾、石洼、李店三个乡镇。", "town", []) == ["上湾", "石洼", "李店"]
    assert town_names("孙家镇、伏家镇各设一处调解点。", "town", []) == ["孙家镇", "伏家镇"]
    assert town_names("他爱家乡，回到老家乡里创业。", "town", []) == []


def test_a_thing_of_one_character_is_no_question_for_every_town(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    report = {
        "headline": "渭源县吃水",
        "date": "2024-08-12",
        "place": "渭源县",
        "text": "渭源县政协调研供水。还有人吃窖水，集中在上湾、石洼、李店三个乡镇。"
        "委员们还到会川镇看了水厂。",
    }
    archive = archive_of(tmp_path_factory.mktemp("dropped"), {"one": report})
    asked = read("渭源县还有人喝窖里存的水，主要在哪些乡镇？")
    every = read("渭源县提到了哪些乡镇？")
    towns = Towns(finder(archive), gazetteer())
    assert towns.answer(asked) is None
    draft = towns.answer(every)
    assert draft is not None and [row.name for row in draft.rows] == ["上湾", "石洼", "李店", "会川镇"]
