"""The words by which rows that are no places are found: complete, and loud when they are broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.lists.towns import town_names
from assistant.parsing import rowrules as module
from assistant.parsing.rowrules import load_row_rules
from index.errors import DataError

DATA = Path(module.__file__).parents[1] / "data"


@pytest.mark.parametrize(
    ("text", "group", "name"),
    [
        ("3月6日，高台县政协召开基层协商推进会，听取汇报。", "after", "基层协商推进会"),
        ("会宁县政协十届九次常委会会议召开，审议事项。", "before", "会宁县政协十届九次常委会会议"),
    ],
)
def test_meetings_are_named_before_or_behind_their_verb(text: str, group: str, name: str) -> None:
    found = load_row_rules().meeting.held.search(text)
    assert found is not None and found[group] == name


def test_a_meeting_room_is_no_meeting() -> None:
    assert load_row_rules().meeting.held.search("召开地点改在会议室") is None


@pytest.mark.parametrize(
    ("text", "kind", "names"),
    [
        ("到南华镇、新坝镇的委员工作站走访", "town", ["南华镇", "新坝镇"]),
        ("全县18个乡镇和6个社区都建了站", "town", []),
        ("各镇、该镇和全镇群众", "town", []),
        ("深入东街街道察看", "town", ["东街街道"]),
        ("到合水乡，调研脱贫成果同乡村振兴衔接", "town", ["合水乡"]),
        ("红星社区的议事室里坐满了人", "village", ["红星社区"]),
    ],
)
def test_towns_are_told_from_words_that_end_like_them(text: str, kind: str, names: list[str]) -> None:
    assert town_names(text, kind, []) == names


def test_a_town_may_begin_where_the_name_of_its_county_ends() -> None:
    assert town_names("高台县南华镇委员工作站", "town", [3]) == ["南华镇"]


@pytest.mark.parametrize("damage", ["= no toml", "", "broken"])
def test_a_malformed_file_is_named(damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (DATA / "rows.toml").read_text(encoding="utf-8")
    (tmp_path / "data").mkdir()
    broken = text.replace("done = '(?:", "done = '((?:")
    (tmp_path / "data" / "rows.toml").write_text(broken if damage == "broken" else damage, encoding="utf-8")
    monkeypatch.setattr("importlib.resources.files", lambda package: tmp_path)
    with pytest.raises(DataError, match=r"rows\.toml") as caught:
        load_row_rules.__wrapped__()
    assert caught.value.hint
