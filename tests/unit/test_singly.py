"""Questions that read like questions for rows and have one answer."""

from __future__ import annotations

from pathlib import Path

from tests.asking import archive_of, assistant

REPORT = {
    "headline": "平凉市政协推进协商",
    "date": "2024-08-09",
    "place": "平凉市",
    "text": "本报平凉讯 今年以来，平凉市政协共召开各类专题协商会9次，组织委员发言88人次。"
    "8月2日，平凉市政协在庄浪县开展界别活动，委员们察看了两处养老院。",
}


def test_how_often_a_body_met_is_told_where_it_is_printed(tmp_path: Path) -> None:
    asking = assistant(archive_of(tmp_path, {"one": REPORT}), tmp_path)
    answer = asking.ask("平凉市政协2024年召开了多少次专题协商会，有多少人次发言？")
    assert answer.status == "answered" and "9次" in answer.text and "88人次" in answer.text


def test_the_one_place_of_what_a_body_did_is_told(tmp_path: Path) -> None:
    asking = assistant(archive_of(tmp_path, {"one": REPORT}), tmp_path)
    answer = asking.ask("平凉市政协的界别活动是在哪个县开展的？")
    assert answer.status == "answered" and "庄浪县" in answer.text
