"""Sentences and passages: where they end, and that nothing is lost between them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.passages import split_passages, split_sentences
from tests.archives import article

_TEXTS = st.text(alphabet="县政协委员建站一二。！？；…“”‘’（）()《》.!?，, 3a\n\u3000说", max_size=120)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text as strings."""
    return [text[s.start : s.end] for s in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("会议开始。会议结束！散了吗？", ["会议开始。", "会议结束！", "散了吗？"]),
        ("没有句号的一段", ["没有句号的一段"]),
        ("第一段\n第二段。", ["第一段", "第二段。"]),
        ("发生6.9级地震，投入1.25亿元。", ["发生6.9级地震，投入1.25亿元。"]),
        ("一要快；二要好；三要省。", ["一要快；二要好；三要省。"]),
        ("种麦、种豆……样样都行。", ["种麦、种豆……样样都行。"]),
        ("真的吗？！太好了！！！走。", ["真的吗？！", "太好了！！！", "走。"]),
        ("真的吗?好!走。", ["真的吗?", "好!", "走。"]),
        ("登录http://a.b/?id=3查询。完。", ["登录http://a.b/?id=3查询。", "完。"]),
        ("他讲了情况。 （记者 柳青）", ["他讲了情况。 ", "（记者 柳青）"]),
        ("It rained. The road held. No. 3 too.", ["It rained. ", "The road held. ", "No. 3 too."]),
        ("", []),
        ("\n\n", []),
    ],
)
def test_a_sentence_ends_after_its_marks(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“要快。要好。”会议要求。", ["“要快。", "要好。”", "会议要求。"]),
        ("“路通了，苹果不愁卖了。”老支书笑着说。接着谈到水。",
         ["“路通了，苹果不愁卖了。”老支书笑着说。", "接着谈到水。"]),
        ("他高喊“加油！”声音很响。", ["他高喊“加油！”声音很响。"]),
        ("这是“为什么？”的问题。", ["这是“为什么？”的问题。"]),
        ("“先听意见。”、“再作决定。”是规矩。", ["“先听意见。”、“再作决定。”是规矩。"]),
        ("会议（见前一日的报道。）开了两天。", ["会议（见前一日的报道。）开了两天。"]),
        ("会议（他说“都来听。”）开了两天。", ["会议（他说“都来听。”）开了两天。"]),
        ("放映《你在哪里？》之后座谈。", ["放映《你在哪里？》之后座谈。"]),
        ("（一）抓落实。（二）抓督查。", ["（一）抓落实。", "（二）抓督查。"]),
    ],
)  # fmt: skip
def test_quotes_and_brackets_stay_whole(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_an_open_bracket_does_not_swallow_the_rest() -> None:
    assert sentences("会议（未完。第二句。第三句。") == ["会议（未完。", "第二句。", "第三句。"]


def test_paragraphs_are_counted_without_empty_ones() -> None:
    assert [s.paragraph for s in split_sentences("甲。乙。\n\n丙。\n丁。")] == [0, 0, 1, 2]


@given(_TEXTS)
def test_every_character_lies_in_one_sentence(text: str) -> None:
    found = split_sentences(text)
    covered = [i for s in found for i in range(s.start, s.end)]
    assert covered == [i for i, character in enumerate(text) if character != "\n"]
    assert all("\n" not in text[s.start : s.end] for s in found)


@given(_TEXTS)
def test_paragraphs_are_split_on_their_own(text: str) -> None:
    assert sentences(text) == [s for part in text.split("\n") for s in sentences(part)]


@given(_TEXTS, st.integers(1, 30), st.integers(0, 40))
def test_passages_tile_the_text(text: str, target: int, more: int) -> None:
    limit = target + more
    found = split_passages(article(text), target, limit)
    starts = {s.start for s in split_sentences(text)}
    last = 0
    for passage in found:
        assert passage.text == text[passage.start : passage.end] != ""
        assert set(text[last : passage.start]) <= {"\n"}
        assert passage.start in starts
        inside = [s for s in split_sentences(text) if passage.start <= s.start < passage.end]
        assert len(inside) == 1 or passage.end - passage.start <= limit
        last = passage.end
    assert set(text[last:]) <= {"\n"}


def test_passages_have_about_the_wanted_length() -> None:
    text = "\n".join("县政协组织委员到乡镇走访，听取意见建议。" * 5 for _ in range(10))
    lengths = [len(p.text) for p in split_passages(article(text))]
    assert all(110 <= length <= 400 for length in lengths)
    assert split_passages(article("一句话。"))[0].text == "一句话。"
    assert split_passages(article("")) == ()


def test_the_time_of_splitting_grows_with_the_length_alone() -> None:
    line = "会议听取了关于乡镇道路建设的情况汇报，并就下一步工作提出意见。“要抓紧。”主任说。\n"

    def taken(times: int) -> float:
        began = time.process_time()
        split_sentences(line * times)
        return time.process_time() - began

    # Were it quadratic, sixteen times the text would take 256 times as long.
    assert min(taken(16_000) for _ in range(3)) < 64 * min(taken(1000) for _ in range(3))


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("委员们看了工地.大家说快.还走访了3.5万户.", ["委员们看了工地.", "大家说快.", "还走访了3.5万户."]),
        ("他说“好的．”会后．委员A.B来了．", ["他说“好的．”会后．", "委员A.B来了．"]),
        ("主席买买提.艾力出席。会议在市里召开。", ["主席买买提.艾力出席。", "会议在市里召开。"]),
    ],
)
def test_points_end_sentences_where_a_text_has_them_for_full_stops(text: str, sentences: list[str]) -> None:
    assert [text[s.start : s.end] for s in split_sentences(text)] == sentences
