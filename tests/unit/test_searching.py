"""What sentences have to hold, strictest first."""

from __future__ import annotations

from pathlib import Path

from assistant.lists.searching import Way, loose, ways, with_near
from tests.asking import archive_of, finder, read

A, B, C = ("供水",), ("提案",), ("企业",)
VISITED, CARED = ("视察",), ("关注",)


def test_the_strictest_comes_first() -> None:
    first = next(ways([A, B], [VISITED], [], []))
    assert first.needed == (A,) and set(first.near) == {B, VISITED}


def test_one_mere_word_is_kept_before_none_is() -> None:
    tried = list(ways([A], [], [], [B, C]))
    assert tried.index(Way((A,), (B, C))) < tried.index(Way((A,), ((*B, *C),))) < tried.index(Way((A,)))


def test_what_was_done_is_given_up_only_where_it_was_hardly_said() -> None:
    assert Way((A,)) in list(ways([A], [CARED], [], []))
    assert Way((A,)) not in list(ways([A], [VISITED], [], []))


def test_doings_of_the_same_kind_stand_in() -> None:
    tried = list(ways([A], [VISITED], [], []))
    assert any("调研" in group for way in tried for group in way.near)
    assert not any(set(way.needed) | set(way.near) == {A} for way in tried)


def test_two_subjects_are_kept() -> None:
    assert all(len({*w.needed, *w.near, *w.far}) > 1 for w in ways([A, B, C], [], [], []))
    assert all({A, B, C} == {*w.needed, *w.far, *w.near} for w in ways([A, B, C], [], [], [], spare=False))


def test_mere_words_limit_a_list_and_no_number() -> None:
    assert any("乌龙茶" in group for group in loose(read("哪些县的委员工作站喝乌龙茶？")))
    assert not loose(read("哪些县的委员工作站喝乌龙茶，各有多少个？"))


def test_a_short_report_tells_of_one_thing(tmp_path: Path) -> None:
    text = "3月6日，高台县政协召开会议。\n县政协主席骆怀远主持。\n会议强调，要办好供水。"
    with archive_of(tmp_path, {"x": {"date": "2023-03-10", "place": "高台县", "text": text}}) as archive:
        (found,) = archive.containing([("会议",)])
        assert with_near(found, [("主持",)]) is None
        whole = with_near(found, [("主持",)], apart=True)
        assert whole is not None and whole.sentences == found.sentences
        urged = finder(archive).rules.urged
        assert with_near(found, [("供水",)], apart=True, beside=urged) is None


def test_a_word_may_hold_a_quotation_mark(tmp_path: Path) -> None:
    text = "高台县政协推行“三个”清单，委员反映很好。"
    with archive_of(tmp_path, {"x": {"date": "2023-03-10", "place": "高台县", "text": text}}) as archive:
        assert finder(archive).find(read("哪些县推行三个清单？")).evidence


def test_an_appeal_is_no_doing(tmp_path: Path) -> None:
    text = "5月8日，瓜州县政协召开会议。会议强调，大兴调查研究，要深入企业调研。"
    with archive_of(tmp_path, {"x": {"date": "2023-05-12", "place": "瓜州县", "text": text}}) as archive:
        assert not finder(archive).find(read("哪些县政协到企业调研？")).evidence


def test_doings_alone_are_no_list_of_what_was_done_about_a_word() -> None:
    found = list(ways((), (("调研", "专题调研"),), (("渔业捕捞",),), ()))
    assert found and all(("渔业捕捞",) in (*way.needed, *way.near) for way in found)
