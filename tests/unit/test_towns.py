"""Names of towns in a sentence, also where only the last of a series says what they are."""

from __future__ import annotations

import pytest

from assistant.lists.towns import town_names
from tests.asking import archive_of, assistant


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
