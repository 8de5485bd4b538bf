"""How long something lasted that a report dates from a day to another."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.lists.lasting import Laster
from index.search import Archive
from tests.asking import archive_of, assistant, read, scorer

REPORTS = {
    "one": {
        "date": "2023-05-12",
        "place": "民勤县",
        "text": "5月7日至10日，民勤县政协组织委员视察防沙林。视察组走了4个镇。",
    },
    "two": {
        "date": "2023-06-12",
        "place": "古浪县",
        "text": "6月8日，古浪县政协举办委员培训班，为期三天。",
    },
    "three": {
        "date": "2023-07-12",
        "place": "天祝县",
        "text": "6月29日至7月2日，天祝县政协对草场围栏开展民主监督。",
    },
}


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return archive_of(tmp_path, REPORTS)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("民勤县政协视察防沙林用了几天？", "前后 4 天：5月7日至10日。"),
        ("天祝县的草场围栏监督前后持续了多长时间？", "前后 4 天：6月29日至7月2日。"),
        ("How many days did Minqin's inspection of the shelterbelt (防沙林) take?", "4 days: 5月7日至10日."),
    ],
)
def test_days_are_counted_from_the_first_to_the_last(
    archive: Archive, tmp_path: Path, question: str, told: str
) -> None:
    draft = Laster(scorer(archive)).answer(read(question))
    assert draft is not None and draft.text.startswith(told) and draft.citations
    assert assistant(archive, tmp_path / "index").ask(question).checks.unsupported == ()


@pytest.mark.parametrize(
    "question",
    ["古浪县政协的培训班办了几天？", "民勤县政协视察前几天发通知？", "民勤县政协视察了几个镇？"],
)
def test_what_is_printed_or_not_asked_for_is_not_counted(archive: Archive, question: str) -> None:
    assert Laster(scorer(archive)).answer(read(question)) is None
