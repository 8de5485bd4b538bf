"""The number that a clause asks for of each row stands where its doing is named."""

from __future__ import annotations

from pathlib import Path

from assistant.chat import Assistant
from assistant.settings import Settings
from tests.asking import archive_of

REPORTS = {
    "first": {
        "headline": "永昌县政协召开常委会会议",
        "date": "2023-06-12",
        "place": "永昌县",
        "text": "6月10日，永昌县政协召开九届八次常委会会议。会上12名委员作书面发言。会议协商了湿地保护工作。"
        "有关部门负责人到会听取意见。常委们看了展板。会议还通过了工作要点。会议增补委员3名。",
    },
    "second": {
        "headline": "古浪县政协召开常委会会议",
        "date": "2023-07-12",
        "place": "古浪县",
        "text": "7月10日，古浪县政协召开十届六次常委会会议。会上9名委员发言，协商了老旧小区改造工作。",
    },
}


def test_other_numbers_of_the_unit_are_not_taken(tmp_path: Path) -> None:
    assistant = Assistant(archive_of(tmp_path, REPORTS), Settings(index=tmp_path))
    answer = assistant.ask("哪些县召开了常委会会议？各增补了几名委员？")
    told = {row.name: row.quantity for row in answer.rows if row.quantity is not None}
    assert told == {"永昌县": 3.0}
    quotes = {citation.n: citation.quote for citation in answer.citations}
    assert any("增补委员3名" in quotes[n] for row in answer.rows for n in row.citations)
