"""The lexical index: what is found by words, what is held literally, and that damage is seen."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.lexical import LexicalIndex
from index.lexical_files import IndexDamaged, check_files, sealed
from index.records import Filters
from index.tables.passagetable import Entry
from index.words import compact, stop_words
from tests.archives import tokeniser


def entry(passage: int, text: str, head: str = "", **given: object) -> Entry:
    """Return a passage as the store gives it."""
    values = {"places": (), "kind": "news", "source": "a.txt", "days": {}, **given}
    return Entry(passage, text, head, **values)  # type: ignore[arg-type]


def indexed(*texts: str, path: Path | None = None) -> LexicalIndex:
    """Return an index that holds texts as the passages 1, 2, ..."""
    entries = [entry(i, text) for i, text in enumerate(texts, 1)]
    return LexicalIndex.create(path, tokeniser()).apply(entries, [], 1)


def asked(index: LexicalIndex, question: str, filters: Filters = Filters()) -> list[int]:
    """Return the passages found by the words of a question."""
    words = [word for word in tokeniser().words(question) if word not in stop_words()]
    return [passage for passage, _ in index.search(words, 10, filters)]


def test_the_passage_with_the_rarer_words_comes_first() -> None:
    index = indexed("县政协召开会议。", "县政协建起委员工作站。", "天气晴朗。")
    assert asked(index, "委员工作站在哪里") == [2]
    assert asked(index, "县政协的会议")[0] == 1
    assert asked(index, "苹果") == []
    assert asked(index, "") == []


def test_scores_are_shares_of_the_highest_possible() -> None:
    index = indexed("委员工作站委员工作站委员工作站。", "委员。", *["别的内容。"] * 20)
    scores = dict(index.search(tokeniser().words("委员工作站"), 10))
    assert 0 < scores[2] < scores[1] <= 1


def test_words_of_the_title_count() -> None:
    entries = [entry(1, "活动正在进行。", head="春耕备耕"), entry(2, "活动正在进行。")]
    index = LexicalIndex.create(None, tokeniser()).apply(entries, [], 1)
    assert asked(index, "春耕活动") == [1, 2]
    assert index.containing([["春耕"]]) == []


def test_both_scripts_and_all_widths_meet() -> None:
    index = indexed("這裡舉辦傳統文化活動。", "传统文化活动在ＡＢＣ大厅举行。")
    assert sorted(asked(index, "传统文化")) == sorted(asked(index, "傳統文化")) == [1, 2]
    assert index.containing([["abc大廳"]]) == [2]


def test_passages_come_and_go() -> None:
    index = indexed("第一篇讲水利。", "第二篇讲教育。")
    later = index.apply([entry(3, "第三篇讲教育。")], [2, 77], 9)
    assert (later.sequence, len(later), later.passages()) == (9, 2, {1, 3})
    assert asked(later, "教育") == [3]
    assert (index.sequence, len(index), asked(index, "教育")) == (1, 2, [2])


def test_what_a_killed_writer_left_is_in_nobody_s_way(tmp_path: Path) -> None:
    indexed("第一篇讲水利。", "第二篇讲教育。", path=tmp_path / "a")
    shutil.copytree(tmp_path / "a", tmp_path / "b")
    # What a writer that is killed before its commit leaves: what it would have committed, and the old list.
    LexicalIndex.open(tmp_path / "a", tokeniser()).apply([], [2], 9)
    left = [path.name for path in (tmp_path / "a").glob("*.del")]
    assert left
    for name in left:
        shutil.copy(tmp_path / "a" / name, tmp_path / "b" / name)
    held = LexicalIndex.open(tmp_path / "b", tokeniser())
    assert held.passages() == {1, 2}
    assert held.apply([], [1], 9).passages() == {2}
    assert asked(held, "水利") == [1]


def test_words_of_every_passage_are_found_after_removals() -> None:
    index = indexed(*["产业路通车。"] * 4).apply([], [1, 2], 2)
    assert sorted(asked(index, "产业路")) == [3, 4]


def test_a_passage_that_is_there_is_replaced() -> None:
    index = indexed("旧的内容。").apply([entry(1, "新的内容。")], [], 2)
    assert index.containing([["旧的"]]) == []
    assert index.containing([["新的"]]) == [1]
    assert len(index) == 1


TEXTS = (
    "全县18个乡镇建起委员工作站，投入1.6万元。",
    "市政协在116个村推广（县）协商议事室。",
    "ABC-def公司与Yuzhong County合作 123 号",
    "自 身 优 势得到发挥",
    "",
)


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ([], {1, 2, 3, 4, 5}),
        ([[""]], {1, 2, 3, 4, 5}),
        ([[]], {1, 2, 3, 4, 5}),
        ([["工作站"]], {1}),
        ([["站"]], {1}),
        ([["县"]], {1, 2}),
        ([["自身优势"]], {4}),
        ([["6个村"]], {2}),
        ([["16个"]], {2}),
        ([["6万"]], {1}),
        ([["bc-D"]], {3}),
        ([["zhong county"]], {3}),
        ([["，"]], {1, 2, 3, 4, 5}),
        ([["委员", "协商"]], {1, 2}),
        ([["委员", "协商"], ["116"]], {2}),
        ([["委员"], ["116"]], set()),
        ([["没有"]], set()),
    ],
)
def test_containment(groups: Sequence[Sequence[str]], expected: set[int]) -> None:
    assert set(indexed(*TEXTS).containing(groups)) == expected


_ALPHABET = st.sampled_from("县乡政协商委员18.6ab ，。（ ")
_PASSAGES = st.lists(st.text(_ALPHABET, min_size=1, max_size=14), min_size=1, max_size=6)


@settings(max_examples=60, deadline=None)
@given(_PASSAGES, st.data())
def test_nothing_that_holds_a_string_is_missed(texts: list[str], data: st.DataObject) -> None:
    index = indexed(*texts)
    chosen = data.draw(st.sampled_from(texts))
    start = data.draw(st.integers(0, len(chosen) - 1))
    needle = chosen[start : start + data.draw(st.integers(1, 6))]
    holding = {i for i, text in enumerate(texts, 1) if compact(needle) in compact(text)}
    assert holding <= set(index.containing([[needle]]))


def test_filters_reach_into_the_index() -> None:
    august = {"issue_first": "2024-08-01", "issue_last": "2024-08-31", "event_first": None}
    july = {"issue_first": None, "event_first": "2024-07-02", "event_last": "2024-07-02"}
    entries = [
        entry(1, "会议召开。", places=("620123", "620100"), source="一 二.txt", days=august),
        entry(2, "会议召开。", places=("620200",), kind="photo", days=july),
        entry(3, "会议召开。"),
    ]
    index = LexicalIndex.create(None, tokeniser()).apply(entries, [], 1)
    expected = {
        Filters(): {1, 2, 3},
        Filters(places=("620100",)): {1},
        Filters(places=("620100", "620200")): {1, 2},
        Filters(kinds=("photo",)): {2},
        Filters(sources=("一 二.txt",)): {1},
        Filters(since="2024-08-31"): {1},
        Filters(until="2024-07-02"): {2},
        Filters(since="2024-07-03", until="2024-07-31"): set(),
    }
    for filters, passages in expected.items():
        assert set(asked(index, "会议", filters)) == passages, filters
        assert set(index.containing([], filters)) == passages, filters
    scores = dict(index.search(["会议"], 5))
    assert dict(index.search(["会议"], 5, Filters(places=("620100",)))) == {1: pytest.approx(scores[1])}


def test_an_index_on_disk_comes_back(tmp_path: Path) -> None:
    made = indexed("委员工作站。", "别的。", path=tmp_path / "lexical")
    reader = LexicalIndex.open(tmp_path / "lexical", tokeniser())
    assert (reader.sequence, asked(reader, "工作站")) == (1, [1])
    made.apply([entry(3, "又一个工作站。")], [1], 2)
    assert reader.passages() == {1, 2}
    newer = reader.reloaded()
    assert (newer.sequence, newer.passages()) == (2, {2, 3})
    assert sealed(tmp_path / "lexical")


def test_a_failed_change_leaves_the_index_as_it_was(tmp_path: Path) -> None:
    index = indexed("甲乙。", path=tmp_path / "lexical")

    def failing() -> object:
        yield entry(2, "丙丁。")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        index.apply(failing(), [1], 2)  # type: ignore[arg-type]
    assert index.reloaded().passages() == {1}
    assert index.apply([entry(3, "戊己。")], [], 3).passages() == {1, 3}


def test_a_missing_file_is_seen(tmp_path: Path) -> None:
    folder = tmp_path / "lexical"
    indexed("甲乙。", path=folder)
    for path in [p for p in folder.iterdir() if p.suffix != ".lock" and p.name != "seal"]:
        content = path.read_bytes()
        path.unlink()
        with pytest.raises(IndexDamaged):
            check_files(folder)
        path.write_bytes(content)
    check_files(folder)


def test_no_truncation_is_overlooked(tmp_path: Path) -> None:
    folder = tmp_path / "lexical"
    indexed("委员工作站在乡镇。", "县政协。", path=folder)
    for path in [p for p in folder.iterdir() if p.suffix != ".lock"]:
        content = path.read_bytes()
        for length in {0, 1, len(content) // 2, len(content.rstrip()) - 1}:
            path.write_bytes(content[:length])
            assert not sealed(folder) or damaged(folder), path.name
        path.write_bytes(content)
    assert sealed(folder) and not damaged(folder)


def damaged(folder: Path) -> bool:
    try:
        check_files(folder)
    except IndexDamaged:
        return True
    return False


def test_an_altered_byte_is_seen_or_without_effect(tmp_path: Path) -> None:
    folder, copy = tmp_path / "lexical", tmp_path / "copy"
    index = indexed("委员工作站在乡镇。", "县政协召开会议。", path=folder).apply([], [2], 2)
    expected = index.containing([["乡镇"]]), asked(index, "工作站"), index.passages()
    for path in [p for p in folder.iterdir() if p.stat().st_size]:
        for where in range(0, path.stat().st_size, 41):
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(folder, copy)
            content = bytearray(path.read_bytes())
            content[where] ^= 0x11
            (copy / path.name).write_bytes(bytes(content))
            if not sealed(copy):
                continue
            try:
                opened = LexicalIndex.open(copy, tokeniser())
            except IndexDamaged:
                continue
            assert (opened.containing([["乡镇"]]), asked(opened, "工作站"), opened.passages()) == expected
